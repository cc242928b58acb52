//! The ids of the advice that a meaning can name.

/// `NAME = "advice-id";` defines a constant for each, and `ADVICE` with all of them.
macro_rules! advice {
    ($($name:ident = $id:literal;)+) => {
        $(pub(crate) const $name: &str = $id;)+

        /// Every advice that a meaning can name.
        pub const ADVICE: &[&str] = &[$($id,)+];
    };
}

advice! {
    SIM_MISSING = "advice-sim-missing";
    SIM_PIN = "advice-sim-pin";
    SIM_PUK = "advice-sim-puk";
    SIM_PIN2 = "advice-sim-pin2";
    SIM_EMPTY = "advice-sim-empty";
    SIM_FAULTY = "advice-sim-faulty";
    SIM_BUSY = "advice-sim-busy";
    SIM_TIED = "advice-sim-tied";
    OPERATOR_LOCK = "advice-operator-lock";
    NETWORK_BUSY = "advice-network-busy";
    PIN_WRONG = "advice-pin-wrong";
    SIGNAL_WEAK = "advice-signal-weak";
    SIGNAL_NONE = "advice-signal-none";
    NOT_REGISTERED = "advice-not-registered";
    REGISTRATION_DENIED = "advice-registration-denied";
    NO_ADDRESS = "advice-no-address";
    ADDRESS_STALE = "advice-address-stale";
    DIAL_REFUSED = "advice-dial-refused";
    CLOCK_UNSET = "advice-clock-unset";
    CLOCK_FAILED = "advice-clock-failed";
    OPEN_FAILED = "advice-open-failed";
    OPEN_FAILED_TLS = "advice-open-failed-tls";
    OPEN_REFUSED = "advice-open-refused";
    NO_FREE_CLIENT = "advice-no-free-client";
    NOT_CONNECTED = "advice-not-connected";
    CLOSE_FAILED = "advice-close-failed";
    SUBSCRIBE_FAILED = "advice-subscribe-failed";
    PUBLISH_FAILED = "advice-publish-failed";
    BROKE_SERVER = "advice-broke-server";
    BROKE_LINK = "advice-broke-link";
    BROKE_REGISTRATION = "advice-broke-registration";
    BROKE_UNKNOWN = "advice-broke-unknown";
    REBOOTED = "advice-rebooted";
    TIMEOUT = "advice-timeout";
    PORT_BINARY = "advice-port-binary";
    ERROR_700 = "advice-error-700";
    ERROR_701 = "advice-error-701";
    ERROR_702 = "advice-error-702";
    ERROR_703 = "advice-error-703";
    ERROR_704 = "advice-error-704";
    ERROR_UNLISTED = "advice-error-unlisted";
    ERROR_ARGUMENTS = "advice-error-arguments";
    ERROR_STATE = "advice-error-state";
    ERROR_MEMORY = "advice-error-memory";
    COMMAND_UNKNOWN = "advice-command-unknown";
    ERRORS_BARE = "advice-errors-bare";
    TLS_CERTIFICATE = "advice-tls-certificate";
    TLS_FILE = "advice-tls-file";
    TLS_HANDSHAKE = "advice-tls-handshake";
}

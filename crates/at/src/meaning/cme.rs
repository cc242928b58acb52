//! What the errors of the mobile equipment mean, by their number.

use super::{Known, Meaning, Severity, advice};
use crate::codes::CmeError;

/// `Variant = "meaning-id" Severity => advice;` for each error: the list of meanings, and the one of an error.
macro_rules! cme_meanings {
    ($($variant:ident = $id:literal $severity:ident $(=> $advice:ident)?;)+) => {
        pub(super) const KNOWN: &[Known] = &[$(Known {
            id: $id,
            args: &[],
            severity: Severity::$severity,
            advice: cme_meanings!(@advice $($advice)?),
        },)+];

        /// What an error of the standard's list means; nothing for another code.
        pub(super) fn meaning(error: CmeError) -> Option<Meaning> {
            let (id, severity, advice) = match error {
                $(CmeError::$variant => ($id, Severity::$severity, cme_meanings!(@advice $($advice)?)),)+
                CmeError::Unlisted(_) => return None,
            };
            Some(Meaning { id, args: Vec::new(), severity, advice })
        }
    };
    (@advice) => { None };
    (@advice $advice:ident) => { Some(advice::$advice) };
}

cme_meanings! {
    PhoneFailure = "meaning-cme-0" Error => ERROR_STATE;
    NoConnection = "meaning-cme-1" Error => ERROR_STATE;
    LinkReserved = "meaning-cme-2" Error => ERROR_STATE;
    OperationNotAllowed = "meaning-cme-3" Error => ERROR_STATE;
    OperationNotSupported = "meaning-cme-4" Error => COMMAND_UNKNOWN;
    PhoneSimPinRequired = "meaning-cme-5" Error => SIM_TIED;
    FirstSimPinRequired = "meaning-cme-6" Error => SIM_TIED;
    FirstSimPukRequired = "meaning-cme-7" Error => SIM_TIED;
    SimNotInserted = "meaning-cme-10" Error => SIM_MISSING;
    SimPinRequired = "meaning-cme-11" Error => SIM_PIN;
    SimPukRequired = "meaning-cme-12" Error => SIM_PUK;
    SimFailure = "meaning-cme-13" Error => SIM_FAULTY;
    SimBusy = "meaning-cme-14" Warn => SIM_BUSY;
    SimWrong = "meaning-cme-15" Error => SIM_FAULTY;
    IncorrectPassword = "meaning-cme-16" Error => PIN_WRONG;
    SimPin2Required = "meaning-cme-17" Error => SIM_PIN2;
    SimPuk2Required = "meaning-cme-18" Error => SIM_PIN2;
    MemoryFull = "meaning-cme-20" Error => ERROR_MEMORY;
    InvalidIndex = "meaning-cme-21" Error => ERROR_ARGUMENTS;
    NotFound = "meaning-cme-22" Error => ERROR_ARGUMENTS;
    MemoryFailure = "meaning-cme-23" Error => ERROR_STATE;
    TextTooLong = "meaning-cme-24" Error => ERROR_ARGUMENTS;
    InvalidCharacters = "meaning-cme-25" Error => ERROR_ARGUMENTS;
    NumberTooLong = "meaning-cme-26" Error => ERROR_ARGUMENTS;
    InvalidNumber = "meaning-cme-27" Error => ERROR_ARGUMENTS;
    NoNetworkService = "meaning-cme-30" Error => NOT_REGISTERED;
    NetworkTimeout = "meaning-cme-31" Error => SIGNAL_WEAK;
    EmergencyCallsOnly = "meaning-cme-32" Error => REGISTRATION_DENIED;
    NetworkPinRequired = "meaning-cme-40" Error => OPERATOR_LOCK;
    NetworkPukRequired = "meaning-cme-41" Error => OPERATOR_LOCK;
    SubsetPinRequired = "meaning-cme-42" Error => OPERATOR_LOCK;
    SubsetPukRequired = "meaning-cme-43" Error => OPERATOR_LOCK;
    ProviderPinRequired = "meaning-cme-44" Error => OPERATOR_LOCK;
    ProviderPukRequired = "meaning-cme-45" Error => OPERATOR_LOCK;
    CorporatePinRequired = "meaning-cme-46" Error => OPERATOR_LOCK;
    CorporatePukRequired = "meaning-cme-47" Error => OPERATOR_LOCK;
    HiddenKeyRequired = "meaning-cme-48" Error;
    EapNotSupported = "meaning-cme-49" Error => COMMAND_UNKNOWN;
    IncorrectParameters = "meaning-cme-50" Error => ERROR_ARGUMENTS;
    CommandDisabled = "meaning-cme-51" Error => ERROR_STATE;
    Aborted = "meaning-cme-52" Warn;
    InvalidParameter = "meaning-cme-53" Error => ERROR_ARGUMENTS;
    EmergencyModeOnly = "meaning-cme-54" Error => REGISTRATION_DENIED;
    FunctionRestricted = "meaning-cme-55" Error => ERROR_STATE;
    FixedNumbersOnly = "meaning-cme-56" Error;
    InUseOtherwise = "meaning-cme-57" Warn => ERROR_STATE;
    LanguageNotSupported = "meaning-cme-58" Error => ERROR_ARGUMENTS;
    UnexpectedValue = "meaning-cme-59" Error => ERROR_ARGUMENTS;
    SystemFailure = "meaning-cme-60" Error => ERROR_STATE;
    DataMissing = "meaning-cme-61" Error => ERROR_ARGUMENTS;
    CallBarred = "meaning-cme-62" Error;
    WaitingIndicationFailed = "meaning-cme-63" Error;
    Unknown = "meaning-cme-100" Error => ERROR_UNLISTED;
    IllegalSubscriber = "meaning-cme-103" Error => REGISTRATION_DENIED;
    IllegalEquipment = "meaning-cme-106" Error => REGISTRATION_DENIED;
    DataNotAllowed = "meaning-cme-107" Error => REGISTRATION_DENIED;
    NoServiceAllowed = "meaning-cme-108" Error => REGISTRATION_DENIED;
    NetworkNotAllowed = "meaning-cme-111" Error => REGISTRATION_DENIED;
    AreaNotAllowed = "meaning-cme-112" Error => REGISTRATION_DENIED;
    RoamingNotAllowed = "meaning-cme-113" Error => REGISTRATION_DENIED;
    DataNotAllowedHere = "meaning-cme-114" Error => REGISTRATION_DENIED;
    NoSuitableCells = "meaning-cme-115" Error => NOT_REGISTERED;
    Congestion = "meaning-cme-122" Error => NETWORK_BUSY;
    GroupCellNotAuthorized = "meaning-cme-125" Error => REGISTRATION_DENIED;
    InsufficientResources = "meaning-cme-126" Error => NETWORK_BUSY;
    UnknownApn = "meaning-cme-127" Error => NO_ADDRESS;
    UnknownAddressType = "meaning-cme-128" Error => NO_ADDRESS;
    UserAuthenticationFailed = "meaning-cme-129" Error => NO_ADDRESS;
    RejectedByGateway = "meaning-cme-130" Error => NO_ADDRESS;
    RejectedUnspecified = "meaning-cme-131" Error => NO_ADDRESS;
    ServiceNotSupported = "meaning-cme-132" Error => NO_ADDRESS;
    ServiceNotSubscribed = "meaning-cme-133" Error => NO_ADDRESS;
    ServiceOutOfOrder = "meaning-cme-134" Error => NETWORK_BUSY;
    FeatureNotSupported = "meaning-cme-140" Error;
    FlowSemantic = "meaning-cme-141" Error;
    FlowSyntax = "meaning-cme-142" Error;
    UnknownContext = "meaning-cme-143" Error => ADDRESS_STALE;
    FilterSemantic = "meaning-cme-144" Error;
    FilterSyntax = "meaning-cme-145" Error;
    ContextWithoutFlow = "meaning-cme-146" Error => ADDRESS_STALE;
    UnspecifiedData = "meaning-cme-148" Error => NO_ADDRESS;
    ContextAuthenticationFailed = "meaning-cme-149" Error => NO_ADDRESS;
    InvalidMobileClass = "meaning-cme-150" Error => ERROR_ARGUMENTS;
    GroupCallsNotSupported = "meaning-cme-151" Error;
    NoServiceOnSim = "meaning-cme-152" Error;
    NoGroupSubscription = "meaning-cme-153" Error;
    GroupNotActivated = "meaning-cme-154" Error;
    NoMatchingNotification = "meaning-cme-155" Error;
    GroupCallPresent = "meaning-cme-156" Error;
    GroupCongestion = "meaning-cme-157" Error => NETWORK_BUSY;
    NetworkFailure = "meaning-cme-158" Error => NETWORK_BUSY;
    UplinkBusy = "meaning-cme-159" Warn;
    NoSimFileAccess = "meaning-cme-160" Error;
    NoPrioritySubscription = "meaning-cme-161" Error;
    NotApplicable = "meaning-cme-162" Error => ERROR_STATE;
    PrefixesNotSupported = "meaning-cme-163" Error;
    PrefixesNotForBroadcast = "meaning-cme-164" Error;
    PrefixInvalid = "meaning-cme-165" Error;
    LastConnection = "meaning-cme-171" Error;
    IncorrectMessage = "meaning-cme-172" Error => ERROR_STATE;
    MandatoryElement = "meaning-cme-173" Error => ERROR_STATE;
    MissingElement = "meaning-cme-174" Error => ERROR_STATE;
    ConditionalElement = "meaning-cme-175" Error => ERROR_STATE;
    ProtocolError = "meaning-cme-176" Error => ERROR_STATE;
    OperatorBarring = "meaning-cme-177" Error => REGISTRATION_DENIED;
    TooManyContexts = "meaning-cme-178" Error => ADDRESS_STALE;
    ApnNotHere = "meaning-cme-179" Error => NO_ADDRESS;
    BearerModeViolation = "meaning-cme-180" Error;
    UnsupportedQuality = "meaning-cme-181" Error;
    ControlPlaneCongested = "meaning-cme-182" Error => NETWORK_BUSY;
}

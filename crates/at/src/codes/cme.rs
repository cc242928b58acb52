//! The errors of the mobile equipment: one table, with the words that stand for the numbers after `AT+CMEE=2`.

/// Defines [`CmeError`] and its words.
macro_rules! cme_errors {
    ($($(#[$doc:meta])* $variant:ident = $number:literal $words:literal;)+) => {
        code_table! {
            /// Mobile equipment errors of 3GPP TS 27.007, 9.2: general ones, those of the packet domain, and those of group calls.
            CmeError: u16 { $($(#[$doc])* $variant = $number,)+ }
        }

        /// The words of each error.
        const WORDS: &[(CmeError, &str)] = &[$((CmeError::$variant, $words),)+];
    };
}

cme_errors! {
    /// The module failed.
    PhoneFailure = 0 "phone failure";
    /// A part of the module is not reachable.
    NoConnection = 1 "no connection to phone";
    /// The link to the module is reserved for something else.
    LinkReserved = 2 "phone-adaptor link reserved";
    /// The operation is not allowed in this state.
    OperationNotAllowed = 3 "operation not allowed";
    /// The operation is not supported.
    OperationNotSupported = 4 "operation not supported";
    /// The module is tied to one SIM, and asks for its code.
    PhoneSimPinRequired = 5 "PH-SIM PIN required";
    /// The module is tied to the first SIM it had, and asks for its code.
    FirstSimPinRequired = 6 "PH-FSIM PIN required";
    /// The module is tied to the first SIM it had, and locked.
    FirstSimPukRequired = 7 "PH-FSIM PUK required";
    /// The SIM is not inserted.
    SimNotInserted = 10 "SIM not inserted";
    /// The SIM's PIN is required.
    SimPinRequired = 11 "SIM PIN required";
    /// The SIM's PUK is required.
    SimPukRequired = 12 "SIM PUK required";
    /// The SIM does not work.
    SimFailure = 13 "SIM failure";
    /// The SIM is busy.
    SimBusy = 14 "SIM busy";
    /// Not a usable SIM.
    SimWrong = 15 "SIM wrong";
    /// The password is wrong.
    IncorrectPassword = 16 "incorrect password";
    /// The SIM's second PIN is required.
    SimPin2Required = 17 "SIM PIN2 required";
    /// The SIM's second PUK is required.
    SimPuk2Required = 18 "SIM PUK2 required";
    /// The memory is full.
    MemoryFull = 20 "memory full";
    /// There is nothing at this index.
    InvalidIndex = 21 "invalid index";
    /// Not found.
    NotFound = 22 "not found";
    /// The memory failed.
    MemoryFailure = 23 "memory failure";
    /// The text is too long.
    TextTooLong = 24 "text string too long";
    /// The text holds characters that are not allowed.
    InvalidCharacters = 25 "invalid characters in text string";
    /// The number to dial is too long.
    NumberTooLong = 26 "dial string too long";
    /// The number to dial holds characters that are not allowed.
    InvalidNumber = 27 "invalid characters in dial string";
    /// No network service.
    NoNetworkService = 30 "no network service";
    /// The network did not answer in time.
    NetworkTimeout = 31 "network timeout";
    /// The network allows emergency calls only.
    EmergencyCallsOnly = 32 "network not allowed - emergency calls only";
    /// The module is locked to a network, and asks for its code.
    NetworkPinRequired = 40 "network personalization PIN required";
    /// The module is locked to a network; too many wrong codes.
    NetworkPukRequired = 41 "network personalization PUK required";
    /// The module is locked to some SIMs of a network, and asks for its code.
    SubsetPinRequired = 42 "network subset personalization PIN required";
    /// The module is locked to some SIMs of a network; too many wrong codes.
    SubsetPukRequired = 43 "network subset personalization PUK required";
    /// The module is locked to a service provider, and asks for its code.
    ProviderPinRequired = 44 "service provider personalization PIN required";
    /// The module is locked to a service provider; too many wrong codes.
    ProviderPukRequired = 45 "service provider personalization PUK required";
    /// The module is locked to a company, and asks for its code.
    CorporatePinRequired = 46 "corporate personalization PIN required";
    /// The module is locked to a company; too many wrong codes.
    CorporatePukRequired = 47 "corporate personalization PUK required";
    /// Hidden entries of the phone book need a key.
    HiddenKeyRequired = 48 "hidden key required";
    /// The way of authentication (EAP) is not supported.
    EapNotSupported = 49 "EAP method not supported";
    /// The parameters are wrong.
    IncorrectParameters = 50 "incorrect parameters";
    /// The command exists, and is disabled now.
    CommandDisabled = 51 "command implemented but currently disabled";
    /// The command was called off.
    Aborted = 52 "command aborted by user";
    /// A parameter is not valid, as these modules use the number. In the standard: not attached because functions are restricted.
    InvalidParameter = 53 "not attached to network due to MT functionality restrictions";
    /// The module is restricted to emergency calls.
    EmergencyModeOnly = 54 "modem not allowed - MT restricted to emergency calls only";
    /// The operation is not allowed while functions are restricted.
    FunctionRestricted = 55 "operation not allowed because of MT functionality restrictions";
    /// Only fixed numbers may be called.
    FixedNumbersOnly = 56 "fixed dial number only allowed - called number is not a fixed dial number";
    /// Out of service while the module is used otherwise.
    InUseOtherwise = 57 "temporarily out of service due to other MT usage";
    /// The language or alphabet is not supported.
    LanguageNotSupported = 58 "language/alphabet not supported";
    /// A value was not expected.
    UnexpectedValue = 59 "unexpected data value";
    /// The system failed.
    SystemFailure = 60 "system failure";
    /// Data is missing.
    DataMissing = 61 "data missing";
    /// The call is barred.
    CallBarred = 62 "call barred";
    /// The subscription to notices of waiting messages failed.
    WaitingIndicationFailed = 63 "message waiting indication subscription failure";
    /// Unknown error.
    Unknown = 100 "unknown";
    /// The network does not accept the SIM (#3).
    IllegalSubscriber = 103 "Illegal MS";
    /// The network does not accept the module (#6).
    IllegalEquipment = 106 "Illegal ME";
    /// Data service is not allowed (#7).
    DataNotAllowed = 107 "GPRS services not allowed";
    /// Neither data nor other services are allowed (#8).
    NoServiceAllowed = 108 "GPRS services and non-GPRS services not allowed";
    /// This network is not allowed (#11).
    NetworkNotAllowed = 111 "PLMN not allowed";
    /// This area is not allowed (#12).
    AreaNotAllowed = 112 "Location area not allowed";
    /// Roaming is not allowed in this area (#13).
    RoamingNotAllowed = 113 "Roaming not allowed in this location area";
    /// Data service is not allowed in this network (#14).
    DataNotAllowedHere = 114 "GPRS services not allowed in this PLMN";
    /// There is no suitable cell in this area (#15).
    NoSuitableCells = 115 "No Suitable Cells In Location Area";
    /// The network is congested (#22).
    Congestion = 122 "Congestion";
    /// Not authorized for this closed group of subscribers (#25).
    GroupCellNotAuthorized = 125 "Not authorized for this CSG";
    /// The network lacks resources (#26).
    InsufficientResources = 126 "insufficient resources";
    /// The access point name is missing or unknown (#27).
    UnknownApn = 127 "missing or unknown APN";
    /// The address or its type is unknown (#28).
    UnknownAddressType = 128 "unknown PDP address or PDP type";
    /// The user was not accepted (#29).
    UserAuthenticationFailed = 129 "user authentication failed";
    /// The gateway rejected the activation (#30).
    RejectedByGateway = 130 "activation rejected by GGSN, Serving GW or PDN GW";
    /// The activation was rejected, without a reason (#31).
    RejectedUnspecified = 131 "activation rejected, unspecified";
    /// The service is not supported (#32).
    ServiceNotSupported = 132 "service option not supported";
    /// The SIM has not subscribed to the service (#33).
    ServiceNotSubscribed = 133 "requested service option not subscribed";
    /// The service is temporarily out of order (#34).
    ServiceOutOfOrder = 134 "service option temporarily out of order";
    /// The feature is not supported (#40).
    FeatureNotSupported = 140 "feature not supported";
    /// A traffic flow template makes no sense (#41).
    FlowSemantic = 141 "semantic errors in the TFT operation";
    /// A traffic flow template is malformed (#42).
    FlowSyntax = 142 "syntactical errors in the TFT operation";
    /// The context is unknown (#43).
    UnknownContext = 143 "unknown PDP context";
    /// A packet filter makes no sense (#44).
    FilterSemantic = 144 "semantic errors in packet filter(s)";
    /// A packet filter is malformed (#45).
    FilterSyntax = 145 "syntactical errors in packet filter(s)";
    /// There is a context without a traffic flow template already (#46).
    ContextWithoutFlow = 146 "PDP context without TFT already activated";
    /// An error of the data service, without a reason.
    UnspecifiedData = 148 "unspecified GPRS error";
    /// The authentication of the context failed.
    ContextAuthenticationFailed = 149 "PDP authentication failure";
    /// The mobile class is not valid.
    InvalidMobileClass = 150 "invalid mobile class";
    /// The network has no group calls.
    GroupCallsNotSupported = 151 "VBS/VGCS not supported by the network";
    /// The SIM has no subscription to the service.
    NoServiceOnSim = 152 "No service subscription on SIM";
    /// The SIM has no subscription to the group.
    NoGroupSubscription = 153 "No subscription for group ID";
    /// The group is not activated on the SIM.
    GroupNotActivated = 154 "Group Id not activated on SIM";
    /// No notification matches.
    NoMatchingNotification = 155 "No matching notification";
    /// There is a group call already.
    GroupCallPresent = 156 "VBS/VGCS call already present";
    /// The network is congested, for group calls.
    GroupCongestion = 157 "Congestion";
    /// The network failed.
    NetworkFailure = 158 "Network failure";
    /// Somebody else is speaking.
    UplinkBusy = 159 "Uplink busy";
    /// A file of the SIM may not be read.
    NoSimFileAccess = 160 "No access rights for SIM file";
    /// The SIM has no subscription to the priority.
    NoPrioritySubscription = 161 "No subscription for priority";
    /// The operation does not apply.
    NotApplicable = 162 "operation not applicable or not possible";
    /// Prefixes of groups are not supported.
    PrefixesNotSupported = 163 "Group Id prefixes not supported";
    /// Prefixes of groups cannot be used for broadcasts.
    PrefixesNotForBroadcast = 164 "Group Id prefixes not usable for VBS";
    /// The prefix of the group is not valid.
    PrefixInvalid = 165 "Group Id prefix value invalid";
    /// The last data connection may not be ended (#49).
    LastConnection = 171 "Last PDN disconnection not allowed";
    /// A message to the network made no sense (#95).
    IncorrectMessage = 172 "Semantically incorrect message";
    /// A mandatory part of a message was wrong (#96).
    MandatoryElement = 173 "Mandatory information element error";
    /// A part of a message is unknown (#97).
    MissingElement = 174 "Information element non-existent or not implemented";
    /// A conditional part of a message was wrong (#99).
    ConditionalElement = 175 "Conditional IE error";
    /// A protocol error without a reason (#111).
    ProtocolError = 176 "Protocol error, unspecified";
    /// The operator bars the subscriber (#8).
    OperatorBarring = 177 "Operator Determined Barring";
    /// There are too many contexts (#65).
    TooManyContexts = 178 "maximum number of PDP contexts reached";
    /// The access point is not available in this network (#66).
    ApnNotHere = 179 "requested APN not supported in current RAT and PLMN combination";
    /// The request violates the bearer control mode (#48).
    BearerModeViolation = 180 "request rejected, Bearer Control Mode violation";
    /// The quality of service class is not supported (#83).
    UnsupportedQuality = 181 "unsupported QCI value";
    /// Data over the control plane is congested.
    ControlPlaneCongested = 182 "user data transmission via control plane is congested";
}

impl CmeError {
    /// The error that these words stand for. Case does not matter.
    #[must_use]
    pub fn of_words(text: &str) -> Option<Self> {
        WORDS.iter().find(|(_, words)| words.eq_ignore_ascii_case(text.trim())).map(|(error, _)| *error)
    }

    /// The words that stand for the error.
    #[must_use]
    pub fn words(self) -> Option<&'static str> {
        WORDS.iter().find(|(error, _)| *error == self).map(|(_, words)| *words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_its_words_and_its_number() {
        for error in CmeError::LISTED {
            let words = error.words().unwrap();
            // Two errors are worded alike; the one of the packet domain is meant.
            let expected = if *error == CmeError::GroupCongestion { CmeError::Congestion } else { *error };
            assert_eq!(CmeError::of_words(&words.to_uppercase()), Some(expected), "{words}");
            assert_eq!(CmeError::from(error.number()), *error);
        }
        assert_eq!((CmeError::of_words("no such words"), CmeError::Unlisted(900).words()), (None, None));
    }

    #[test]
    fn the_table_covers_the_numbers_of_the_standard() {
        let listed = |number: u16| !matches!(CmeError::from(number), CmeError::Unlisted(_));
        for (numbers, expected) in [
            (0..=7, true),
            (8..=9, false),
            (10..=18, true),
            (40..=63, true),
            (126..=134, true),
            (151..=165, true),
            (171..=182, true),
        ] {
            for number in numbers {
                assert_eq!(listed(number), expected, "{number}");
            }
        }
    }
}

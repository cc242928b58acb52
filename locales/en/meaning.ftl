### What each line on the wire means, in one or two plain sentences. The Wire panel, the log doctor and the checks show them.
### "Client" is one of the module's connections to a broker, numbered 1, 2, 101 and 102.

## Words that several sentences share

# Which registration a line speaks of: +CREG (voice), +CGREG (data), +CEREG (lte).
meaning-service = { $service ->
        [voice] Voice and SMS service
        [data] Data service
       *[lte] LTE service
    }
meaning-retained = { $retain ->
        [yes] , kept for later subscribers (retained)
       *[no] { "" }
    }
meaning-bytes = { $bytes ->
        [one] { $bytes } byte
       *[other] { $bytes } bytes
    }

meaning-qos = QoS { $qos } ({ $qos ->
        [0] at most once
        [1] at least once
        [2] exactly once
       *[other] not a QoS
    })

## Lines of any command

meaning-echo = The module repeats the command before it answers.
meaning-prompt = The module is ready for the data that belongs to this command.
meaning-prompt-for = The module is ready for { meaning-bytes } of data.
meaning-data = The data itself, { meaning-bytes }, sent exactly as it is.
meaning-data-escape = ESC: cancel.
meaning-called-off = You cancelled it.
meaning-late-ok = The end of a reply that came after the time limit; nobody was waiting for it any more.
meaning-late-error = An error that came after the time limit; nobody was waiting for it any more.
meaning-ended-no-carrier = The module ended it without success: there is no connection, or it has ended.
meaning-ended-no-dialtone = The module ended it without success: the line cannot be used for a call.
meaning-ended-busy = The module ended it without success: the other end is busy.
meaning-ended-no-answer = The module ended it without success: the other end does not answer.
meaning-ended-not-supported = This firmware does not have the command.
meaning-data-mode = The module is in data mode now. It passes bytes on and takes no commands until it leaves that mode.
meaning-continuation = The message above goes on: its text contains a line break.
meaning-unrecognised = A line that fits no command and no known code. It is kept as it came.
meaning-binary = These bytes are not text. The port may carry diagnostic data, or the baud rate may differ.
meaning-fragment = The connection ended in the middle of this line.

## What a command asks

meaning-ask-unknown = { $command } is not in the list of known commands. It is sent as typed.
meaning-ask-other-arguments = { $command } with arguments that the manual does not describe.
meaning-ask-test = Ask which values { $command } takes on this firmware.
meaning-ask-attention = See whether the module answers.
meaning-ask-echo-off = Tell the module to stop repeating commands.
meaning-ask-echo-on = Tell the module to repeat each command before it answers.
meaning-ask-identification = Ask the module to introduce itself.
meaning-ask-manufacturer = Ask who made the module.
meaning-ask-model = Ask for the model name.
meaning-ask-revision = Ask for the firmware version.
meaning-ask-serial-number = Ask for the serial number (IMEI).
meaning-ask-errors-plain = Ask for errors as ERROR alone, without a reason.
meaning-ask-errors-numbers = Ask for errors with a number that says why.
meaning-ask-errors-words = Ask for errors with the reason in words.
meaning-ask-errors-read = Ask how errors are reported.
meaning-ask-sim = Ask whether the SIM is ready.
meaning-ask-sim-pin = Unlock the SIM with its PIN.
meaning-ask-sim-puk = Unlock the SIM with its PUK and give it a new PIN.
meaning-ask-signal = Ask how strong the signal is.
meaning-ask-operator = Ask which operator the module uses.
meaning-ask-operator-set = Choose an operator by hand.
meaning-ask-operator-automatic = Let the module choose the operator.
meaning-ask-operator-search = Search for all operators in reach. This can take three minutes.
meaning-ask-registration = { meaning-service }: ask whether the network has accepted the module.
meaning-ask-registration-reports = { meaning-service }: { $mode ->
        [off] do not report changes of registration.
       *[on] report every change of registration.
    }
meaning-ask-addresses = Ask which IP addresses the module has.
meaning-ask-address = Ask for the IP address of connection profile { $context }.
meaning-ask-dial = Ask the network for an IP address, with the access point name (APN) that the module knows.
meaning-ask-dial-apn = Ask the network for an IP address through the access point (APN) { $apn }.
meaning-ask-hang-up = Give the IP address back. Every MQTT connection ends with it.
meaning-ask-dial-state = Ask whether the module has an IP address.
meaning-ask-clock = Ask for the module's date and time.
meaning-ask-clock-set = Set the module's clock to { $time }.
meaning-ask-clock-synchronise = Set the module's clock from the time server { $server }.
meaning-ask-user = Give client { $client } the user name { $user } and its password. The next open uses them.
meaning-ask-user-id = Give client { $client } the client id { $id }, the user name { $user } and its password. The next open uses them.
meaning-ask-user-id-anonymous = Give client { $client } the client id { $id }, and no user name. The next open uses that.
meaning-ask-user-anonymous = Let client { $client } log in without a user name. The next open uses that.
meaning-ask-user-read = Ask which user names are set.
meaning-ask-will = Leave a will for client { $client }: if it disappears, the broker publishes { meaning-bytes } to { $topic }, { meaning-qos }{ meaning-retained }.
meaning-ask-will-read = Ask which wills are set.
meaning-ask-open = Connect client { $client } to { $host }, port { $port }, { $security ->
        [tls] encrypted with TLS
       *[plain] without encryption
    }. { $session ->
        [keep] The broker keeps its subscriptions when it leaves
       *[clean] The broker forgets it when it leaves
    }. Keep alive: a ping after { $seconds } s of silence.
meaning-ask-open-read = Ask which clients are free.
meaning-ask-close = Disconnect client { $client } from its broker.
meaning-ask-close-read = Ask which clients are connected.
meaning-ask-subscribe = Subscribe client { $client } to { $topic }, up to { meaning-qos }.
meaning-ask-unsubscribe = End the subscription of client { $client } to { $topic }.
meaning-ask-publish = Publish { meaning-bytes } as client { $client } to { $topic }, { meaning-qos }{ meaning-retained }.
meaning-ask-publish-by-length = Publish { meaning-bytes } as client { $client } to { $topic }, { meaning-qos }{ meaning-retained }. The data follows after the prompt.
meaning-ask-conf-direct = Let the module print each received message at once. A message can then look like a line of the module itself.
meaning-ask-conf-indicated = Let the module announce received messages, and keep each until it is fetched by its length.
meaning-ask-conf-read = Ask how received messages arrive.
meaning-ask-read = Fetch a waiting message of client { $client }.

meaning-ask-tls-version = Choose the TLS version: { $version ->
        [1] SSL 3.0
        [2] TLS 1.0
        [3] TLS 1.1
        [4] TLS 1.2
       *[other] setting { $version }
    }.
meaning-ask-tls-version-read = Ask which TLS version is set.
meaning-ask-tls-verify = Check the broker's certificate on every TLS connection.
meaning-ask-tls-trust-all = Do not check the broker's certificate. Anybody could pretend to be the broker.
meaning-ask-tls-mode-read = Ask whether the broker's certificate is checked.
meaning-ask-tls-file = Load { meaning-bytes } as { $file ->
        [TRUSTFILE] the certificate of the authority to trust (TRUSTFILE)
        [CERTFILE] the module's own certificate (CERTFILE)
        [KEYFILE] the module's private key (KEYFILE)
       *[other] the file { $file }
    }. The data follows after the prompt.
meaning-ask-tls-file-read = Ask which certificates and keys are loaded.
meaning-ask-tls-error = Ask why the last TLS connection failed.
meaning-ask-sn-id = Give client { $client } its name for the MQTT-SN gateway.
meaning-ask-sn-id-read = Ask which MQTT-SN names are set.
meaning-ask-sn-register = Ask the gateway for a number that stands for the topic { $topic }, for client { $client }.
meaning-ask-sn-register-read = Ask which topics are registered with the gateway.
meaning-ask-sn-will-topic = Change the topic of client { $client }'s will to { $topic }.
meaning-ask-sn-will-message = Change the text of client { $client }'s will.
meaning-ask-cloud-credentials = Let the module work out the login for { meaning-cloud }.
meaning-ask-cloud-register = Let the module register the device with { $cloud ->
        [1] Alibaba Cloud
        [2] Tencent Cloud
        [3] China Unicom
       *[other] cloud number { $cloud }
    }.
meaning-cloud = { $cloud ->
        [1] Alibaba Cloud
        [2] Tencent Cloud
        [3] Huawei Cloud
        [4] Tuya
        [5] OneNET
        [6] Baidu
        [7] Amazon
        [8] China Telecom AEP
        [9] China Unicom
       *[other] cloud number { $cloud }
    }
meaning-ask-attach = { $mode ->
        [off] Detach from the data service.
       *[on] Attach to the data service.
    }
meaning-ask-attach-read = Ask whether the module is attached to the data service.
meaning-ask-context = Define connection profile { $context }, with the access point (APN) "{ $apn }".
meaning-ask-context-read = Ask which connection profiles are defined.
meaning-ask-function = { $mode ->
        [minimum] Switch SIM and radio off.
        [flight] Switch the radio off, as on a plane.
       *[full] Switch SIM and radio on.
    }
meaning-ask-function-read = Ask whether the radio is on.
meaning-ask-restart = Restart the module. It forgets every connection and every setting made for it.

## What OK means

meaning-ok = Done.
meaning-ok-reply-end = The reply is complete.
meaning-ok-attention = The module answers.
meaning-ok-no-value = The module gave no value.
meaning-ok-maybe-unreported = The reply is complete. Some firmware reports nothing here even when something is set.
meaning-ok-open = Accepted: client { $client } is connecting. The result follows as +MQTTOPEN and can take a minute.
meaning-ok-close = Accepted: client { $client } is disconnecting. The result follows as +MQTTCLOSE.
meaning-ok-subscribe = Accepted: client { $client } asks the broker. The result follows as +MQTTSUB.
meaning-ok-unsubscribe = Accepted: client { $client } asks the broker. The result follows as +MQTTUNSUB.
meaning-ok-publish = Accepted: client { $client } hands the message to the broker. The result follows as +MQTTPUB.
meaning-ok-publish-unconfirmed = The message is on its way. With QoS 0 the broker does not confirm it.
meaning-ok-dial = Accepted: the module asks the network. The IP address follows as +MIPCALL and can take two minutes.
meaning-ok-hang-up = Accepted: the module gives its IP address back.
meaning-ok-clock = Accepted: the module asks the time server. The result follows as +MIPNTP.
meaning-ok-user = Stored. Client { $client } uses it the next time it connects.
meaning-ok-will = Stored. Client { $client } hands the will over the next time it connects.
meaning-ok-conf = Set. The module forgets it when it loses power.
meaning-ok-pin = The SIM accepted it.
meaning-ok-registration-reports = Set. From now on, the module follows this setting for changes of registration.
meaning-ok-file = The file is loaded. The module keeps it until it restarts.
meaning-ok-result-follows = Accepted. The result follows as { $command }.

## What ERROR means

meaning-refused = The module refused the command and gave no reason.
meaning-refused-open = The module did not even try to connect client { $client }, and gave no reason.
meaning-refused-close = Client { $client } cannot be disconnected. Most often it was not connected.
meaning-refused-not-connected = Refused. Most often this means that client { $client } is not connected.
meaning-refused-dial = Refused. Some firmware does so when it has an IP address already.
meaning-refused-sim = The module finds no usable SIM.
meaning-refused-pin = The SIM did not accept it.
meaning-refused-error-reports = This firmware cannot give reasons with its errors.
meaning-refused-test = This firmware does not seem to have { $command }.
meaning-refused-unknown = The module refused { $command }: this firmware does not have it, or an argument is wrong.
meaning-refused-file = The module did not take the file.
meaning-error-words = The module refused, with this reason: { $text }
meaning-error-sms = An SMS error, number { $number }.
meaning-error-unlisted = Error number { $number }, which no manual explains.
meaning-error-700 = The broker does not speak this version of MQTT (700).
meaning-error-701 = The broker does not accept this client id (701).
meaning-error-702 = The broker was reached, but its MQTT service is not available (702).
meaning-error-703 = The broker does not accept this user name and password (703).
meaning-error-704 = The broker does not allow this client to connect (704).

## +CME ERROR of 3GPP TS 27.007, 9.2: general errors, those of the packet domain from 103 on, those of group calls from 151 on

meaning-cme-0 = The module reports a failure inside itself (0).
meaning-cme-1 = A part of the module is not reachable (1).
meaning-cme-2 = The module is reserved for another task (2).
meaning-cme-3 = The module does not allow this at the moment (3).
meaning-cme-4 = The module does not support this (4).
meaning-cme-5 = This module accepts one SIM only and asks for a code (5).
meaning-cme-6 = This module accepts only the first SIM it had and asks for a code (6).
meaning-cme-7 = This module accepts only the first SIM it had, and is locked (7).
meaning-cme-10 = There is no SIM (10).
meaning-cme-11 = The SIM asks for its PIN (11).
meaning-cme-12 = The SIM is locked and asks for its PUK (12).
meaning-cme-13 = The SIM does not work (13).
meaning-cme-14 = The SIM is busy (14).
meaning-cme-15 = This SIM cannot be used here (15).
meaning-cme-16 = The code is wrong (16).
meaning-cme-17 = The SIM asks for its second code, PIN2 (17).
meaning-cme-18 = The SIM's second code is locked: it asks for PUK2 (18).
meaning-cme-20 = The module's memory is full (20).
meaning-cme-21 = There is nothing with this number (21).
meaning-cme-22 = Not found (22).
meaning-cme-23 = The module's memory failed (23).
meaning-cme-24 = A text is too long (24).
meaning-cme-25 = A text contains characters that are not allowed (25).
meaning-cme-26 = The number to dial is too long (26).
meaning-cme-27 = The number to dial contains characters that are not allowed (27).
meaning-cme-30 = There is no network service (30).
meaning-cme-31 = The network did not answer in time (31).
meaning-cme-32 = The network allows emergency calls only (32).
meaning-cme-40 = This module is locked to one network and asks for the unlocking code (40).
meaning-cme-41 = This module is locked to one network, and the unlocking code was wrong too often (41).
meaning-cme-42 = This module is locked to some SIMs of one network and asks for the unlocking code (42).
meaning-cme-43 = This module is locked to some SIMs of one network, and the unlocking code was wrong too often (43).
meaning-cme-44 = This module is locked to one provider and asks for the unlocking code (44).
meaning-cme-45 = This module is locked to one provider, and the unlocking code was wrong too often (45).
meaning-cme-46 = This module is locked to one company's SIMs and asks for the unlocking code (46).
meaning-cme-47 = This module is locked to one company's SIMs, and the unlocking code was wrong too often (47).
meaning-cme-48 = Entries of the phone book are hidden and need a key (48).
meaning-cme-49 = The module does not know this way to log in (49).
meaning-cme-50 = The arguments are wrong (50).
meaning-cme-51 = The module has this command, and it is switched off now (51).
meaning-cme-52 = The command was called off (52).
meaning-cme-53 = An argument is not valid (53). On other firmware: the module may not attach to the network in its present mode.
meaning-cme-54 = The module may make emergency calls only (54).
meaning-cme-55 = The module's present mode, such as flight mode, does not allow this (55).
meaning-cme-56 = The SIM allows calls to a few fixed numbers only (56).
meaning-cme-57 = The module is busy with something else (57).
meaning-cme-58 = The module does not know this language or alphabet (58).
meaning-cme-59 = The module did not expect this value (59).
meaning-cme-60 = The module or the network failed (60).
meaning-cme-61 = Something is missing from the command (61).
meaning-cme-62 = Calls are blocked for this SIM (62).
meaning-cme-63 = The module could not subscribe to notices of waiting messages (63).
meaning-cme-100 = The module reports an error that it does not know itself (100).
meaning-cme-103 = The network does not accept this SIM (103).
meaning-cme-106 = The network does not accept this module, by its IMEI (106).
meaning-cme-107 = The network does not allow data with this SIM (107).
meaning-cme-108 = The network allows this SIM nothing at all (108).
meaning-cme-111 = This SIM may not use this operator's network (111).
meaning-cme-112 = This SIM may not be used in this area (112).
meaning-cme-113 = This SIM may not roam in this area (113).
meaning-cme-114 = This SIM may not use data in this operator's network (114).
meaning-cme-115 = No cell of the network around here fits this module or SIM (115).
meaning-cme-122 = The network is too busy (122).
meaning-cme-125 = The cell serves a closed group that this SIM does not belong to (125).
meaning-cme-126 = The network has no room for the connection (126).
meaning-cme-127 = The network does not know this access point name, or it is missing (127).
meaning-cme-128 = The network does not offer this type of address (128).
meaning-cme-129 = The network did not accept user name and password of the access point (129).
meaning-cme-130 = The operator's gateway refused the connection (130).
meaning-cme-131 = The network refused the connection and gave no reason (131).
meaning-cme-132 = The network does not have this service (132).
meaning-cme-133 = This SIM's contract does not include the service or the access point (133).
meaning-cme-134 = The network's service is out of order for the moment (134).
meaning-cme-140 = The network does not have this feature (140).
meaning-cme-141 = The rules for the data flow make no sense to the network (141).
meaning-cme-142 = The rules for the data flow have a wrong form (142).
meaning-cme-143 = The network knows nothing of this data connection (143).
meaning-cme-144 = A packet filter makes no sense to the network (144).
meaning-cme-145 = A packet filter has a wrong form (145).
meaning-cme-146 = A data connection without flow rules is there already (146).
meaning-cme-148 = The data connection failed, and no reason was given (148).
meaning-cme-149 = User name and password of the access point were not accepted (149).
meaning-cme-150 = The module cannot work in this mobile class (150).
meaning-cme-151 = The network has no group calls (151).
meaning-cme-152 = The SIM's contract does not include the service (152).
meaning-cme-153 = The SIM does not belong to this group (153).
meaning-cme-154 = The group is not active on the SIM (154).
meaning-cme-155 = No group call of this kind was announced (155).
meaning-cme-156 = There is a group call already (156).
meaning-cme-157 = The network has no room for the group call (157).
meaning-cme-158 = The network failed (158).
meaning-cme-159 = Somebody else is speaking in the group call (159).
meaning-cme-160 = A file of the SIM may not be read (160).
meaning-cme-161 = The SIM's contract does not include this priority (161).
meaning-cme-162 = This cannot be done here (162).
meaning-cme-163 = The network has no prefixes for groups (163).
meaning-cme-164 = A broadcast call cannot have a group prefix (164).
meaning-cme-165 = The prefix of the group is not valid (165).
meaning-cme-171 = The network does not let the last data connection end (171).
meaning-cme-172 = Module and network misunderstood each other: a message made no sense (172).
meaning-cme-173 = Module and network misunderstood each other: a required part was wrong (173).
meaning-cme-174 = Module and network misunderstood each other: a part is unknown (174).
meaning-cme-175 = Module and network misunderstood each other: a part that is not always needed was wrong (175).
meaning-cme-176 = Module and network misunderstood each other, and no reason was given (176).
meaning-cme-177 = The operator has blocked this SIM (177).
meaning-cme-178 = There are as many data connections as the network allows (178).
meaning-cme-179 = The access point is not available in this network or with this radio technology (179).
meaning-cme-180 = Only the network may set up this kind of connection (180).
meaning-cme-181 = The network does not have this class of service (181).
meaning-cme-182 = The network has no room for small data at the moment (182).

## What a status line means

meaning-opened = Client { $client } is connected to its broker.
meaning-opened-to = Client { $client } is connected to { $host }.
meaning-open-failed = Client { $client } could not connect. The module does not say why.
meaning-open-failed-tls = Client { $client } could not connect with TLS. The module does not say why.
meaning-closed = Client { $client } is disconnected.
meaning-close-failed = Client { $client } could not be disconnected. Most often it was not connected.
meaning-subscribed = Client { $client } is subscribed.
meaning-subscribed-to = Client { $client } is subscribed to { $topic }.
meaning-subscribe-failed = Client { $client } could not subscribe.
meaning-unsubscribed = Client { $client } has ended the subscription.
meaning-unsubscribed-from = Client { $client } is no longer subscribed to { $topic }.
meaning-unsubscribe-failed = Client { $client } could not end the subscription.
meaning-published = The message of client { $client } is published.
meaning-published-bytes = Client { $client } has published { meaning-bytes } to { $topic }.
meaning-publish-failed = The message of client { $client } was not published.
meaning-clock-synchronised = The module's clock is set.
meaning-clock-not-synchronised = The module's clock could not be set (status { $status }).
meaning-sn-registered = The gateway knows the topic of client { $client }.
meaning-sn-registered-by-gateway = The gateway has told client { $client } a number for a topic.
meaning-sn-register-failed = The gateway did not register the topic of client { $client }.
meaning-sn-will-updated = The will of client { $client } is changed.
meaning-sn-will-update-failed = The will of client { $client } could not be changed.

## SIM, signal, registration, address and clock

meaning-sim-ready = The SIM is ready.
meaning-sim-pin = The SIM waits for its PIN.
meaning-sim-puk = The SIM is locked after too many wrong PINs, and waits for its PUK.
meaning-sim-pin2 = The SIM asks for its second code, PIN2, which the network does not need.
meaning-sim-puk2 = The SIM's second code is locked and it asks for PUK2; the network needs neither.
meaning-sim-tied = { $tie ->
    [sim] This module accepts one SIM only
   *[first] This module accepts only the first SIM it had
}{ $code ->
    [pin] { " " }and asks for a code.
   *[puk] , and the code was wrong too often: it is locked.
}
meaning-sim-tied-to-operator = { $tie ->
    [network] This module is locked to one network
    [subset] This module is locked to some SIMs of one network
    [provider] This module is locked to one provider
   *[company] This module is locked to one company's SIMs
}{ $code ->
    [pin] { " " }and asks for the unlocking code.
   *[puk] , and the unlocking code was wrong too often.
}
meaning-sim-not-ready = The SIM is there, and not ready yet.
meaning-sim-not-inserted = There is no SIM.
meaning-sim-empty = The SIM is an eSIM without a profile of an operator.
meaning-sim-other = The SIM is not ready: { $state }.
meaning-signal-weak = Weak signal ({ $rssi } of 31, { $dbm } dBm).
meaning-signal-fair = Fair signal ({ $rssi } of 31, { $dbm } dBm).
meaning-signal-good = Good signal ({ $rssi } of 31, { $dbm } dBm).
meaning-signal-unknown = No signal, or not measured yet.
meaning-signal-unlisted = A signal strength that the manual does not describe: { $rssi }.
meaning-operator = The operator is { $operator }.
meaning-operator-technology = The operator is { $operator }, over { $technology ->
        [gsm] 2G
        [umts] 3G
        [lte] LTE
        [cat-m] LTE-M
        [nb-iot] NB-IoT
       *[nr] 5G
    }.
meaning-operator-none = The module uses no operator yet.
meaning-registration-not-searching = { meaning-service }: not registered, and not searching.
meaning-registration-home = { meaning-service }: registered, home network.
meaning-registration-searching = { meaning-service }: searching for a network.
meaning-registration-denied = { meaning-service }: the network refused the SIM.
meaning-registration-unknown = { meaning-service }: not known, or out of coverage.
meaning-registration-roaming = { meaning-service }: registered, roaming.
meaning-registration-sms-only-home = { meaning-service }: registered for SMS only, home network. There is no data.
meaning-registration-sms-only-roaming = { meaning-service }: registered for SMS only, roaming. There is no data.
meaning-registration-emergency-only = { meaning-service }: emergency calls only.
meaning-registration-unlisted = { meaning-service }: a state that the manual does not describe ({ $number }).
meaning-address = The module has the IP address { $address }.
meaning-address-none = The module has no IP address.
meaning-address-stale = The connection is up, but its IP address is 0.0.0.0 and of no use.
meaning-network-up = The network connection is up.
meaning-dialling = The module is busy asking for an IP address.
meaning-clock = The module's clock shows { $time }.
meaning-clock-unset = The module's clock shows { $time }: it has not been set.
meaning-attached = The module is attached to the data service.
meaning-detached = The module is not attached to the data service.

## Other replies

meaning-reply = Part of the reply.
meaning-reply-tagged = Part of the reply to { $command }.
meaning-identification = The module introduces itself.
meaning-manufacturer = The manufacturer is { $name }.
meaning-model = The model is { $model }. The limits of { $series } apply.
meaning-model-unknown = The model is { $model }, which no manual here describes. Only the limits that all series have are checked.
meaning-revision = The firmware version is { $revision }.
meaning-serial-number = The module's serial number (IMEI).
meaning-ranges = { $command } takes { $ranges }.
meaning-errors-plain = Errors are reported as ERROR alone, without a reason.
meaning-errors-numbers = Errors are reported with a number.
meaning-errors-words = Errors are reported in words.
meaning-free-clients = Free clients: { $clients }.
meaning-free-clients-none = No client is free: all are in use.
meaning-open-clients = Connected clients, as the module counts them: { $clients }.
meaning-open-clients-none = No client is connected.
meaning-user = The login set for client { $client }: user name "{ $user }".
meaning-user-id = The login set for client { $client }: user name "{ $user }", client id "{ $id }".
meaning-will = Client { $client } has a will, to be published to { $topic }.
meaning-conf-direct = Received messages are printed at once.
meaning-conf-indicated = Received messages are announced, and kept until they are fetched.
meaning-read = A message for client { $client } on { $topic }, QoS { $qos }, { meaning-bytes }, read by its length.
meaning-read-nothing = No message waits for client { $client }.
meaning-read-no-topic = A message for client { $client }, QoS { $qos }, { meaning-bytes }, read by its length.
meaning-read-refused = The module has no message for client { $client }: none waits, or the client is not connected. The page asks a few times, and again when the next message is announced.
meaning-tls-version = The TLS version is { $version ->
        [0] left open: any that module and broker both know
        [1] SSL 3.0
        [2] TLS 1.0
        [3] TLS 1.1
        [4] TLS 1.2
       *[other] set to { $version }, which the manual does not describe
    }.
meaning-tls-files = { $count ->
        [0] Nothing is loaded as { $file }.
        [1] One file is loaded as { $file }.
       *[other] { $count } files are loaded as { $file }.
    }
meaning-tls-verifies = The broker's certificate is checked.
meaning-tls-trusts-all = The broker's certificate is not checked. Anybody could pretend to be the broker.
meaning-tls-no-error = No TLS error is recorded.
meaning-tls-error-handshake = Broker and module could not agree on an encrypted connection ({ $number }).
meaning-tls-error-certificate = The broker's certificate was not accepted ({ $number }).
meaning-tls-error-file = A loaded certificate or key cannot be used ({ $number }).
meaning-tls-error-other = TLS error { $number }, which the manuals do not explain.
meaning-sn-id = Client { $client } has the name { $id } at the MQTT-SN gateway.
meaning-sn-topic = For client { $client }, the number { $topicId } stands for the topic { $topic }.
meaning-cloud-credentials = The login that the module worked out. It contains a password.
meaning-cloud-registered = The answer of the cloud to the registration. It may contain a secret.

## What the module says of its own accord

meaning-started = The module has just started. Connections, settings and certificates from before are gone.
meaning-sim-came-up = The SIM is ready.
meaning-sim-gone = The SIM was removed, or its contact was lost.
meaning-sim-inserted = A SIM was inserted.
meaning-address-lost = There is no IP address: the network gave none, or took it away. MQTT connections end with it.
meaning-message-waiting = A message waits for client { $client }: { meaning-bytes }, QoS { $qos }.
meaning-message-waiting-sn = A message waits for client { $client }, topic number { $topic }: { meaning-bytes }, QoS { $qos }.
meaning-message = A message for client { $client } on { $topic }, QoS { $qos }, { meaning-bytes }.
meaning-message-begins = A message for client { $client } on { $topic }, QoS { $qos }. It goes on in the lines below.
meaning-broke-server = Client { $client } lost its connection: the broker ended it, or stopped answering (cause 1).
meaning-broke-link = Client { $client } lost its connection: the radio link and the IP address are gone (cause 2).
meaning-broke-registration = Client { $client } lost its connection: the module is no longer registered with the network (cause 3).
meaning-broke-unlisted = Client { $client } lost its connection, for a cause that the manual does not describe ({ $cause }).
meaning-closed-unasked = Client { $client } was disconnected, but did not ask for it.
meaning-notice-boot = The module is starting up; this part of it is ready.
meaning-notice-flow = A report about the flow of data (stop, or go on), which changes nothing here.
meaning-notice-socket = A report about a network socket, which MQTT does not use.
meaning-notice-clock = The network told the module its time zone.
meaning-notice-sms = An SMS came.
meaning-notice-network = The network connection changed.
meaning-notice-sim = The state of the SIM changed.
meaning-sn-topic-registered = The gateway registered a topic for client { $client }: the number { $topicId } stands for { $topic }.
meaning-cloud-event = Tuya registration: { $event ->
        [1] reset.
        [2] binding has begun.
        [3] the binding token is in use.
        [4] the device is activated.
        [5] connected.
        [6] disconnected.
        [7] binding has stopped.
       *[other] step { $event }, which the manual does not describe.
    }
meaning-code-unlisted = { $code } is a report that this page cannot explain. It is kept as it came.

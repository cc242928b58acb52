### The TLS screen, and what other screens say of TLS and of the module's clock.


## The clock
clock-unset = The module's clock shows { $time }: it was never set. No certificate is valid at that time: with TLS, a module that checks the broker refuses it.
clock-right = The module's clock shows { $time }, as this computer's does.
clock-shifted = The module's clock shows { $time }, { $by } this computer's. That is enough for most certificates, but not for one that was made today.
clock-wrong = The module's clock shows { $time }, { $by } this computer's. Certificates are refused because of it.
clock-by-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
} { $direction ->
    [behind] behind
   *[ahead] ahead of
}
clock-by-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
} { $direction ->
    [behind] behind
   *[ahead] ahead of
}
clock-by-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
} { $direction ->
    [behind] behind
   *[ahead] ahead of
}

## The screen
tls-title = TLS
tls-lede = Encrypts the connection to the broker. A broker without encryption needs none of this.
tls-connect-first = Connect a module first
tls-connect-first-text = Read and check your files now, and send them once one is connected.
tls-go-connect = Connect a module
tls-lacks-text = Choose another series on the Connect screen if this one was not recognised correctly.
tls-busy = The module is being asked something
tls-asking-failed = That did not work.

## Its clock
tls-clock = The module's clock
tls-clock-why = Certificates are valid from one date to another. A module whose clock is wrong refuses them all; this is the usual cause of failure.

## Setting it, on every screen that has to do with it
clock-unread = The module's clock has not been read yet.
clock-read = Read it
clock-reading = Reading…
clock-from-here = Set from this computer
clock-from-server = Set from a time server
clock-server = Time server
clock-port = Port of the time server
clock-setting = Setting the clock…
clock-failed = The clock is not set.
clock-connect-first = Connect a module first
clock-busy = The module's clock is being read or set
clock-needs-address = The time server is reached over the network: get an IP address first.
clock-go-network = Go to Network

## Bringing files
tls-files = Certificates and key
tls-drop = Drop certificates and keys here: the module's own certificate, its private key, and the authority that signed the broker's.
tls-choose = Choose files
tls-stays-here = This page reads them, and sends them only to the module. A private key is not shown, not logged and not stored.
tls-paste = Paste text instead
tls-paste-label = PEM text
tls-paste-hint = You can paste several at once. The field is emptied as soon as the text is read.
tls-paste-first = Paste a text first
tls-take = Read the text
tls-pasted = Pasted text
tls-forget-all = Forget all files

## What could not be used
tls-told-nothing = { $file }: nothing in it is a certificate or a key. Module Workbench reads PEM and DER.
tls-told-there = { $file }: this is there already.
tls-told-useless = { $file }: { $what }
tls-useless-encrypted = a private key with a password, which no module can read. Take the password off first: openssl pkey -in encrypted.pem -out key.pem
tls-useless-public = a public key alone. The module needs the private key, or a certificate.
tls-useless-request = a request for a certificate for { $name }. Send it to the authority; what comes back is the certificate.
tls-useless-pkcs12 = a PKCS #12 container, which no module can read. Unpack it first: openssl pkcs12 -in file.p12 -nodes -out all.pem
tls-useless-pkcs7 = a PKCS #7 file, which no module can read. Unpack it first: openssl pkcs7 -print_certs -in file.p7b -out certificates.pem
tls-useless-unfamiliar = “{ $label }”, which is neither a certificate nor a key that modules know.
tls-damage-no-begin = the line “-----BEGIN { $label }-----” is missing. Copy the text from its first line on.
tls-damage-no-end = the line “-----END { $label }-----” is missing: the text breaks off. Copy it to its last line.
tls-damage-other-end = it begins as { $label } and ends as { $end }. Two texts were probably joined.
tls-damage-character = line { $line } of the { $label } has “{ $found }”, which does not belong there. Copy the text again, from its source.
tls-damage-incomplete = characters are missing inside the { $label }. Copy the text again, from its source.
tls-damage-empty = there is nothing between the first and the last line of the { $label }.
tls-damage-structure = the text calls itself { $label }, but what it holds is not one, or a part of it is missing.

## What a file is
tls-title-own = Certificate of { $name }
tls-title-own-more = Certificate of { $name }, with { $more } above it
tls-title-key = Private key
tls-title-trust = Authority { $name }
tls-title-trust-more = Authority { $name } and { $more } more
tls-forgotten = The files were taken away.
tls-undo = Undo
tls-remove = Remove: { $what }
tls-turn-own = Use as the module's own
tls-turn-trust = Use as authority
tls-fact-subject = For
tls-fact-issuer = Issued by
tls-self-issued = itself
tls-fact-holds = Valid
tls-from-to = { $from } to { $to }
tls-fact-key = Key
tls-fact-hosts = Hosts
tls-fact-serial = Serial number
tls-fact-fingerprint = SHA-256
tls-everything = All it says
tls-key-rsa = RSA, { $bits } bits
tls-key-ec = elliptic curve { $curve }
tls-key-ed25519 = Ed25519
tls-key-other = algorithm { $algorithm }
tls-key-form = { $kind }, written as { $form }

## What was found
tls-holds = It is valid at the module's time.
tls-ends-soon = It holds at the module's time, but ends in { $days ->
    [0] less than a day
    [one] one day
   *[other] { $days } days
}: renew it.
tls-not-yet = By the module's clock it is not valid yet: it begins on { $from }. Set the clock above.
tls-ended = By the module's clock it expired on { $at }. If the clock is right, get a new one.
tls-paired = The key belongs to the certificate.
tls-unpaired = The key does not belong to the certificate: the broker will refuse the module. Find the key that was made with this certificate.
tls-pair-unknown = This page cannot tell whether the key belongs to the certificate.
tls-no-key = The private key to it is missing. Without it the module cannot prove who it is.
tls-no-certificate = The certificate to this key is missing.
tls-too-large = It has { $bytes } bytes. An L610 takes at most { $limit }; the limit of other modules is not known. Leave out what the broker does not need.
tls-authority-as-own = This is the certificate of an authority. A module shows its own, not that of its authority.
tls-not-an-authority = It may not sign others. So the module accepts only the broker that shows exactly this certificate.
tls-not-for-clients = It is not made for devices that connect to a server; many brokers refuse it.
tls-chain-order = The certificates stand in the wrong order. The module's own comes first. Behind each comes the one that signed it.
tls-issued-by-trusted = Issued by { $authority }, which is here too.
tls-issued-by-other = Issued by { $issuer }, which is not among the authorities here. That is right where broker and module have different ones.
tls-short-key = Its RSA key has only { $bits } bits; most brokers refuse less than 2048.
tls-uncommon-key = Its kind of key is rare, and few modules know it. RSA with 2048 bits and the curve P-256 are safe.

## What is sent of it
tls-as-it-is = Byte for byte, as the file is.
tls-change-mark = Without the invisible mark at the beginning of the file.
tls-change-utf16 = As plain text: the file is UTF-16.
tls-change-code = Without the quotes and the other signs of a program around its lines.
tls-change-text = Without the text around it.
tls-change-armour = With the lines that modules expect around it: the file does not have them.
tls-change-parts = Without the other parts of the file.
tls-bytes-follow = then, after >, { $bytes ->
    [one] one byte
   *[other] { $bytes } bytes
}.
tls-sent-already = Loaded
tls-adds-trust = The module holds { $count ->
    [one] one authority
   *[other] { $count } authorities
} already, and keeps what it holds: this one is added. Only a restart removes one.
tls-adds-other = The module holds a { $kind } already and would put this one behind it. Restart the module first, then load again.

## How to connect
tls-choices = How to connect
tls-version = TLS version
tls-version-good = Brokers of today speak it.
tls-version-outdated = Old and broken: only for a broker that speaks nothing newer.
tls-version-any = any version
tls-version-other = version { $number }, which the manual does not list
tls-verification = The broker
tls-verify = Has to prove who it is
tls-trust-all = Is not checked
tls-verified = The module connects only to a broker whose certificate one of the authorities signed.
tls-no-authority = There is no authority to check the broker with: every connection will fail. Add the certificate of the authority that signed the broker's.
tls-authority-wanted = To check the broker, the module needs the certificate of the authority that signed the broker's. Add it above.
tls-unverified = Anybody on the way can pretend to be the broker, and read user name and password. Use it only to find a fault.

## What will be sent
tls-sending = What will be sent
tls-step-version = Choose { $version }
tls-step-file = Load { $kind ->
    [CERTFILE] the module's certificate
    [KEYFILE] its private key
   *[other] an authority
}
tls-step-verification = Choose whether the broker has to prove who it is
tls-missing-title = Nothing can be sent yet:
tls-fix-first = Correct the files first
tls-again = Load again what is loaded already
tls-again-hint = The module would then hold it twice. Right only after something else has restarted it.
tls-faulty = Something above will stop the module from connecting. You can send it anyway.
tls-set-up = Set up TLS
tls-bar-lacking = This series cannot encrypt
tls-bar-ready = { $count ->
    [one] One command is ready
   *[other] { $count } commands are ready
}
tls-bar-ready-text = They set how the module connects. The next connection uses it.
tls-bar-no-authority = The certificate of an authority is missing. Without it, the module refuses the broker.
tls-sending-now = Sending…
tls-loading-asked = Loading { $kind }: waiting until the module asks for its { $bytes } bytes
tls-loading = Loading { $kind }: { $sent } of { $bytes } bytes are sent
tls-loading-answer = Loading { $kind }: all { $bytes } bytes are sent, waiting for the module's answer
tls-step-of = step { $step } of { $total }
tls-failed = That step failed; what comes after it was not sent.
tls-done = TLS is set up.
tls-done-faulty = All of it is sent, but TLS will not work yet.
tls-done-text = Loaded: { $files }. Choose TLS on the Session screen.
tls-done-no-files = Choose TLS on the Session screen.
tls-loaded-file = { $kind }, { $bytes } bytes
tls-go-session = Go to Session

## What the module holds
tls-held = In the module now
tls-held-unread = It has not been asked yet.
tls-held-files = Files
tls-holds-none = none
tls-unsaid = it does not say
tls-volatile = The module forgets all of this when it is restarted or loses power.
tls-questions = Asked with
tls-reading = Asking…
tls-read-again = Ask again
tls-ask-error = Why did TLS fail last?

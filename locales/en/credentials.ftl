### The Credentials screen.

credentials-title = Credentials
credentials-lede = What your cloud wants as user name, password and client id, worked out in this page. Your secret stays here.
credentials-form = Work out credentials

## The cloud

credentials-cloud = Cloud
credentials-type = type { $number }
credentials-type-certificate = type { $number } · certificate
credentials-own = Your own broker
credentials-own-where = on Session
credentials-way = Kind of device
credentials-way-tuya-device-bind = Before activation
credentials-way-tuya-device-activated = Activated
credentials-way-tuyalink = TuyaLink
credentials-documented = Made as the documentation says. No published example was found to compare with.
credentials-note-alibaba-tls = Accounts opened since August 2022 must use TLS.
credentials-note-tencent-regions = Only the hosts of Guangzhou and US East are known for certain.
credentials-note-huawei-host = The host cannot be worked out: copy the access address from the console.
credentials-note-huawei-hour = With the hour check on, the password is good until the end of this hour in UTC, and a new one is needed after it.
credentials-note-tuya-bind = These are for a device that nobody has added to the app yet. After that, Tuya gives it another id and key, and payloads are encrypted. TuyaLink devices speak plain JSON.
credentials-note-tuya-activated = Payloads on this session are in Tuya's binary format, encrypted with the local key: not plain JSON.
credentials-note-tuyalink-time = How far the timestamp may be off is not documented. AT+MQTTAUTHCFG does not know this kind of device.
credentials-note-onenet-length = The token has over 100 bytes. Where a series takes 128, only short names fit; md5 is the shortest.
credentials-note-baidu-time = Timestamp 0 switches the cloud's time check off. With a time, the password is good for ten minutes.
credentials-note-amazon-certificate = Nothing is worked out: the certificate proves who the device is. User name and password stay empty.
credentials-note-aep-username = Any user name seems to be accepted; the account's name is what the module's command asks for.
credentials-note-unicom-device = It is not certain that modules use their ICCID here. If the cloud refuses it, try operator 0 with a serial number.

## The device

credentials-device = Device
credentials-advanced = Choices that the cloud leaves open
credentials-paste = Fill in from a text or a file
credentials-paste-remark = JSON, "name: value" lines, a table row, a connection string. Pasting into any field works, too.
credentials-paste-label = Certificate, JSON or connection string
credentials-paste-hint = The names in it show which cloud it is. Nothing is sent anywhere.
credentials-paste-drop = Or drop a file here: JSON, text or a table.
credentials-file-open = Open a file
credentials-file-unread = { $name } cannot be read, or is larger than 1 MB.
credentials-paste-fill = Fill in the fields
credentials-paste-cancel = Cancel
credentials-paste-found = Filled in: { $names }.
credentials-paste-triple = These are user name, password and client id, already made.
credentials-paste-to-check = Check them below
credentials-paste-nothing = No name was recognised in this text. Give it as "name: value", one to a line.
credentials-odd-swapped = This and { $other } seem to be in each other's place.
credentials-odd-length = { $bytes } bytes; this cloud usually gives { $usual }.
credentials-option-tls-0 = TCP
credentials-option-tls-1 = TLS
credentials-option-sign_type-0 = Off
credentials-option-sign_type-1 = On
credentials-option-region-AY = China
credentials-option-region-AZ = US West
credentials-option-region-UE = US East
credentials-option-region-EU = Europe
credentials-option-region-IN = India
credentials-option-region-guangzhou = Guangzhou
credentials-option-region-us-east = US East
credentials-option-operator-auto = As the ICCID says
credentials-option-operator-0 = None (not cellular)
credentials-option-operator-1 = China Unicom
credentials-option-operator-2 = China Mobile
credentials-option-operator-3 = China Telecom
credentials-option-operator-4 = China Broadnet
credentials-option-auth_type-auto = What is given
credentials-option-auth_type-0 = Secret
credentials-option-auth_type--2 = Token
credentials-option-res_level-device = Device
credentials-option-res_level-product = Product
credentials-option-authmode-1 = Added before
credentials-option-authmode-2 = Not known yet
credentials-option-clearflag-0 = Keep
credentials-option-clearflag-1 = Forget
credentials-lasting-always = Far future
credentials-lasting-hour = 1 hour
credentials-lasting-day = 1 day
credentials-lasting-days = { $days } days
credentials-lasting-year = 1 year
credentials-lasting-until = A time of your own
credentials-until = Until
credentials-until-hint = As 2027-01-31 08:00 in your time zone, or Unix seconds

## The result

credentials-result = Result
credentials-missing = Nothing to show yet:
credentials-show-password = Show the password
credentials-username = User name
credentials-password = Password
credentials-client-id = Client id
credentials-copy = Copy the { $name }
credentials-empty = (empty)
credentials-bytes = { $bytes } of { $max } bytes
credentials-no-expiry = They do not expire.
credentials-expires = Valid until { $time }. After that, connecting again needs new ones.
credentials-expired = They expired on { $time }.
credentials-renew = Make new ones
credentials-keep-alive = Keep alive { $seconds } s (the cloud takes { $min } to { $max })
credentials-keep-alive-unsaid = Keep alive { $seconds } s (the cloud does not say what it takes)
credentials-qos = QoS 0 and 1
credentials-no-retain = no retain
credentials-no-will = no will
credentials-too-long = { $series } does not take these.
credentials-remedy-hash = With the hash { $hash } they fit.
credentials-remedy-name = With the hash { $hash }, and a device name that is { $bytes } bytes shorter, they would fit.

## How they are made

credentials-steps = How it is made
credentials-step-key = key =
credentials-step-key-decoded = key = base64-decoded
credentials-step-message = message =
credentials-step-secret = your { $name } (fingerprint { $fingerprint })
credentials-step-digest = the digest
credentials-step-middle = characters 9 to 24 of the digest
credentials-step-text = Text to sign
credentials-step-resource = Resource
credentials-step-hour = Hour, in UTC
credentials-step-body = Body

## Using them

credentials-client = Client
credentials-use = Use for client { $client }
credentials-use-hint = Sends the first line, and fills in the Session form.
credentials-carry = Fill in the Session form
credentials-carry-hint = No module is connected: nothing is sent.
credentials-bar-unfinished = Not complete yet
credentials-bar-ready = User name, password and client id are ready
credentials-bar-certificate = The certificate is the login
credentials-bar-see-above = What to change is said above.
credentials-fill-first = Fill in the fields above.
credentials-series-refuses = This series does not take strings of this length
credentials-telling = Setting user and password…
credentials-send-later = on the Session screen
credentials-told = Client { $client } has its user name, password and client id.
credentials-told-text = Host, port and keep alive are in the Session form.
credentials-carried = They are in the Session form, with host, port and keep alive.
credentials-go-session = Connect on the Session screen
credentials-tls-first = { $cloud } is reached with TLS: begin there
credentials-tls-first-text = The module needs the right time and the cloud's root certificate, and some clouds want a certificate of the device. Then come back for the login.
credentials-go-tls-first = Set up TLS first
credentials-tls-next = TLS needs the cloud's root certificate in the module.
credentials-tls-identity = The certificate proves who the device is: the module needs it, its private key and the cloud's root certificate first.
credentials-go-tls = Go to the TLS screen
credentials-refused = The module did not take them.
credentials-refused-empty = Some firmware refuses an empty user name. This cloud does not look at it: put any name into the Session form.

## First topics

credentials-topics = First topics
credentials-topics-remark = Names such as temperature are examples: use those of your product.
credentials-publish = Publish…
credentials-subscribe = Subscribe
credentials-subscribed = Subscribed
credentials-subscribing = Subscribing…
credentials-open-first = Connect client { $client } first

## Judging three strings

credentials-check = Are other strings right?
credentials-check-remark = From the module, another tool or a colleague. They can differ from the result above and still be right: clouds leave time, hash and more open. This page finds their choices, makes them again with your secret, and compares.
credentials-ask = Ask the module
credentials-ask-hint = Sends AT+MQTTAUTHCFG with the fields above, and checks the answer.
credentials-ask-refused = The module made no strings.
credentials-ask-needs = The command needs a SIM that is ready and a module that is registered with its network: see the Network screen.
credentials-asking = Asking…
credentials-ask-connect = Connect a module first
credentials-ask-series = { $lacks } Use the result above instead.
credentials-check-first = Fill in the device's fields above first: the strings are checked against them.
credentials-verdict-same = The same.
credentials-same-module = The module made exactly what this page made. The cloud accepts it.
credentials-same-strings = They are exactly the result above. The cloud accepts them.
credentials-verdict-valid = Valid, though different.
credentials-valid-module = The module made another choice where the cloud leaves one. The cloud accepts both.
credentials-valid-strings = They were made with other choices that the cloud leaves open. The cloud accepts both.
credentials-verdict-expired = The right secret, but not now.
credentials-expired-module = The cloud refuses them. Set the module's clock and ask again, or use the result above.
credentials-expired-strings = The cloud refuses them. Make new ones, or use the result above.
credentials-verdict-invalid = Not valid.
credentials-invalid-module = The cloud refuses them. Use the result above.
credentials-invalid-strings = The cloud refuses them.
credentials-choices = What was chosen in them:
credentials-sides = Both results
credentials-side-here = This page
credentials-side-module = The module
credentials-side-strings = The other strings
credentials-equal = same
credentials-different = different

## Trying a cloud without an account

credentials-pretend = Try it with a demonstration device
credentials-pretend-hint = Fills in a demonstration device, and the broker behind the virtual module acts as { $cloud }. No account, nothing leaves this page.
credentials-pretend-none = No account yet? With the virtual module, this page can act as the cloud.
credentials-pretend-connect = Connect a virtual module
credentials-pretend-other = It acts as { $cloud } now.
credentials-pretend-disconnects = The page's broker changes: { $count ->
    [one] client { $clients } will be disconnected.
   *[other] clients { $clients } will be disconnected.
}
credentials-pretended = The broker acts as { $cloud }.
credentials-pretended-text = It accepts only the demonstration device, and the host does not matter. It refuses what { $cloud } would refuse, and answers first messages.
credentials-pretend-certificate = It wants a client certificate: load any certificate and key on the TLS screen first.
credentials-pretend-tuya = Start the module's session below, or connect over TLS.
credentials-pretend-fill = Fill in the device again
credentials-pretend-end = Back to an ordinary broker

## The number of the SIM

credentials-sim-read = Read it from the SIM
credentials-sim-reading = Reading…

## Registering a device

credentials-register = No secret yet? Register the device
credentials-register-1 = The product's secret is enough. The module logs in with it, over TLS, and the cloud sends the device its own secret. The device must have been added to the product before.
credentials-register-2 = The product's secret is enough. The module sends a signed HTTP request. The cloud's answer is encrypted with the product's secret, and contains the device's own. Dynamic registration must be switched on for the product.
credentials-register-3 = The product's secret is enough. The module logs in with it, and the cloud sends the device its own secret. If the cloud did not know the device before, it sends a token.
credentials-register-asked = What the cloud is asked, and how it is signed
credentials-register-place = Goes to
credentials-register-reply = Answer comes on
credentials-register-send = Register with the module
credentials-register-hint = Sends AT+MQTTAUTHDYN, and waits up to half a minute for the cloud.
credentials-register-series = { $lacks } Register the device with another module, or copy its secret from the console.
credentials-registering = Registering…
credentials-register-failed = The device was not registered.
credentials-registered = The cloud registered the device.
credentials-registered-text = Keep what it gave: with many clouds, it is no longer valid after a later registration.
credentials-registered-value = { $name }: { $bytes } bytes, fingerprint { $fingerprint }
credentials-registered-fill = Put it into the form
credentials-registered-in = The form has it
credentials-registered-empty = The answer contains no secret. The product may be one whose devices have certificates.
credentials-register-certificate = Devices of this product prove who they are with a certificate, which the module's answer does not contain. Download it in the console, and load it on the TLS screen.

## Tuya's session

credentials-tuya = The module's own session with Tuya
credentials-tuya-remark = For Tuya the module does everything by itself: it logs in, waits until somebody adds it in the app, and gets its keys. This shows how far it is, as +MQTTAUTHEVENT tells it.
credentials-tuya-start = Start
credentials-tuya-anew = Start again
credentials-tuya-stop = Stop
credentials-tuya-starting = Starting…
credentials-tuya-stopping = Stopping…
credentials-tuya-hint = Sends AT+MQTTAUTHCFG=4. Have Tuya's app ready.
credentials-tuya-fill = Fill in product ID, UUID and AuthKey above
credentials-tuya-code = QR code for the Tuya app
credentials-tuya-scan = Scan it with the Tuya Smart or Smart Life app. It holds
credentials-tuya-1 = The client starts
    .means = The module forgets what it kept of an earlier session.
    .do = Nothing to do yet: the module begins by itself.
credentials-tuya-2 = Waiting to be added
    .means = The module is logged in before activation, and listens for somebody's app.
    .do = The module looks for Tuya's servers. This takes SIM, network and an IP address: look at the Network screen when it stays here.
credentials-tuya-3 = Added in the app
    .means = The app sends a token, which names the account and its region.
    .do = Now add the device in the Tuya app: scan this code. The token comes when the app is done.
credentials-tuya-4 = Activated
    .means = The module gives product ID and token, and gets a device ID and its own keys.
    .do = Nothing to do: Tuya checks product ID, UUID and AuthKey. When it stays here, one of them belongs to another product, or the licence is used up.
credentials-tuya-5 = Connected
    .means = The device is online in the app, and its data flows in Tuya's own format.
    .do = Nothing to do: the module logs in with its new keys.
credentials-tuya-6 = Disconnected
    .means = The connection to Tuya ended.
    .do = The module tries again by itself. If it does not come back, look at the Network screen, then start again.
credentials-tuya-7 = Stopped
    .means = The session ended, because it was stopped or nobody added the device in time.
    .do = Start it again.
credentials-tuya-connected = Connected: the device is online in the app.
credentials-tuya-disconnected = The connection to Tuya was lost.
credentials-tuya-stopped = The session has ended. Start it again to try once more.
credentials-tuya-unlisted = The module told state { $number }, which its manual does not list.

## The module's clock

credentials-clock-why = TLS needs the module's clock, and so does a login that the module works out by itself. The result above uses this computer's clock.
credentials-clock-unread = not read yet
credentials-clock-off = not right
credentials-clock-right = right

## Many devices

credentials-many = Many devices
credentials-many-remark = Paste a table whose first line holds the names of the columns: from a spreadsheet, or CSV. What a row does not say is taken from the fields above.
credentials-many-table = Table
credentials-many-columns = Columns of this cloud: { $names }. Others are kept.
credentials-many-drop = Or drop a CSV file here.
credentials-many-empty = There is no row below the first line.
credentials-many-head = No column of the first line is one of this cloud's values.
credentials-many-line = Line { $line } has other columns than the first.
credentials-many-made = { $made } of { $all } devices have their credentials.
credentials-many-wrong = Line { $line }: { $text }
credentials-many-save = Save with credentials
credentials-many-secret = The file holds passwords.
credentials-many-unsaved = The browser did not save the file.

## Saved devices

credentials-saved = Saved devices
credentials-saved-remark = Kept in this browser, until you forget them. Nothing is kept until you save.
credentials-saved-with = With their secrets
credentials-saved-with-means = Off: a saved device asks for its secret again. On: everybody who uses this browser profile can read the secret, and exports hold it as plain text. Leave it off on a computer that others use.
credentials-saved-has-secret = with secret
credentials-saved-export-secret = The export holds secrets.
credentials-saved-drop = Drop the file of an export here.
credentials-saved-save = Save these fields
credentials-saved-nothing = Fill in the fields first
credentials-saved-none = Nothing is saved yet
credentials-saved-open = Use
credentials-saved-open-name = Use { $name }
credentials-saved-forget = Forget { $name }
credentials-saved-forgotten = { $name } is forgotten.
credentials-undo = Undo
credentials-saved-export = Export
credentials-saved-import = Import…
credentials-saved-text = Or the text of an export
credentials-saved-read = Add these devices
credentials-saved-unreadable = There is no device in this text.
credentials-saved-refused = The browser keeps nothing for this page: the devices last until it is closed.

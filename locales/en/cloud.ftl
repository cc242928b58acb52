### The words of the clouds: what their values are called and where they stand, what is wrong with them, and what a judgement says.

## Names

cloud-name-1 = Alibaba Cloud
cloud-name-2 = Tencent Cloud
cloud-name-3 = Huawei Cloud
cloud-name-4 = Tuya
cloud-name-5 = OneNET
cloud-name-6 = Baidu
cloud-name-7 = Amazon AWS
cloud-name-8 = China Telecom AEP
cloud-name-9 = China Unicom DMP

## Values of each scheme, with where to find them

cloud-field-aliyun-triple-productkey = ProductKey
    .hint = Console: Devices › the device › Device Information
cloud-field-aliyun-triple-devicename = DeviceName
    .hint = Beside the ProductKey
cloud-field-aliyun-triple-devicesecret = DeviceSecret
    .hint = Beside the ProductKey › View. 32 characters
cloud-field-aliyun-triple-tls = Transport
    .hint = Signed into the client id
cloud-field-aliyun-triple-region = Region
    .hint = Of a public instance
cloud-field-aliyun-triple-instance = Instance ID
    .hint = iot-…, where the console shows one. Empty for an old public instance
cloud-field-aliyun-triple-sign_method = Hash
    .hint = The cloud takes all three
cloud-field-aliyun-triple-timestamp = Timestamp
    .hint = Digits; "none" leaves it out. The cloud does not compare it with a clock
cloud-field-aliyun-triple-client_id_core = Beginning of the client id
    .hint = Up to 64 characters of your choice

cloud-field-aliyun-mqtt-register-productsecret = ProductSecret
    .hint = Console: the product › ProductSecret › View
cloud-field-aliyun-mqtt-register-host = Host
    .hint = Empty: the public instance in Shanghai
cloud-field-aliyun-mqtt-register-port = Port
    .hint = Empty: 8883. The cloud registers only over TLS

cloud-field-tencent-psk-productkey = Product ID
    .hint = Console: the product › top of the page. 10 characters
cloud-field-tencent-psk-devicename = Device name
    .hint = Console: Devices › the device
cloud-field-tencent-psk-devicesecret = Device key (PSK)
    .hint = Console: Devices › the device › Device key. Base64
cloud-field-tencent-psk-region = Region
    .hint = For other regions, change the host on the Session screen
cloud-field-tencent-psk-expiry = Valid until
    .hint = Stands in the user name, and is signed
cloud-field-tencent-psk-tls = Transport
    .hint = Devices with a key use TCP or TLS
cloud-field-tencent-psk-sign_method = Hash
    .hint = The cloud takes both
cloud-field-tencent-psk-connid = Connection ID
    .hint = Empty: five random characters
cloud-field-tencent-psk-sdkappid = SDK app ID
    .hint = Only used in the signature

cloud-field-tencent-device-register-productsecret = Product secret
    .hint = Console: the product › Dynamic registration › Product secret
cloud-field-tencent-device-register-url = Address
    .hint = Empty: the service in Guangzhou

cloud-field-huawei-iotda-secret-deviceid = Device ID
    .hint = Console: Devices › the device › top of the page
cloud-field-huawei-iotda-secret-devicesecret = Device secret
    .hint = Shown once, when the device was made
cloud-field-huawei-iotda-secret-host = Access address
    .hint = Console: Overview › Access information › MQTT
cloud-field-huawei-iotda-secret-tls = Transport
    .hint = TLS needs the cloud's root certificate in the module
cloud-field-huawei-iotda-secret-sign_type = Hour check
    .hint = On: the cloud accepts the password only in this hour
cloud-field-huawei-iotda-secret-timestamp = Hour
    .hint = YYYYMMDDHH in UTC. Empty: this hour

cloud-field-tuya-device-bind-productkey = Product ID (PID)
    .hint = Not used in the credentials
cloud-field-tuya-device-bind-uuid = UUID
    .hint = From the licence list of the product
cloud-field-tuya-device-bind-authkey = AuthKey
    .hint = From the licence list, beside the UUID
cloud-field-tuya-device-bind-region = Data center
    .hint = The module asks Tuya for it; this only says where to look
cloud-field-tuyalink-deviceid = DeviceID
    .hint = Console: the product › Device › Device information
cloud-field-tuyalink-devicesecret = DeviceSecret
    .hint = Beside the DeviceID. 16 characters
cloud-field-tuyalink-region = Data center
    .hint = Where the device was made
cloud-field-tuyalink-timestamp = Timestamp
    .hint = Unix seconds. Empty: now
cloud-field-tuya-device-activated-devid = Device ID
    .hint = From the answer to the activation
cloud-field-tuya-device-activated-seckey = Secret key
    .hint = From the answer to the activation
cloud-field-tuya-device-activated-region = Data center
    .hint = Where the device was activated

cloud-field-onenet-token-productid = Product ID
    .hint = Console: the product › Overview
cloud-field-onenet-token-devicename = Device name
    .hint = Console: Devices › the device
cloud-field-onenet-token-accesskey = Device key
    .hint = Console: Devices › the device › Details. Base64
cloud-field-onenet-token-et = Valid until
    .hint = Stands in the token, and is signed
cloud-field-onenet-token-method = Hash
    .hint = md5 makes the shortest token
cloud-field-onenet-token-tls = Transport
    .hint = TLS has a host of its own, and OneNET's own certificate authority
cloud-field-onenet-token-version = Version
    .hint = Of the signature
cloud-field-onenet-token-res_level = Token for
    .hint = A device, or a whole product with the product's key

cloud-field-baidu-iotcore-iotcoreid = IoT Core ID
    .hint = Console: the instance › Details
cloud-field-baidu-iotcore-devicekey = Device key
    .hint = Console: Devices › the device: its name in topics
cloud-field-baidu-iotcore-devicesecret = Device secret
    .hint = Beside the device key
cloud-field-baidu-iotcore-tls = Transport
    .hint = TLS is on port 1884 here
cloud-field-baidu-iotcore-algorithm = Hash
    .hint = The cloud takes both
cloud-field-baidu-iotcore-timestamp = Timestamp
    .hint = 0: the cloud checks no time. Otherwise Unix seconds, at most 10 minutes off
cloud-field-baidu-iotcore-client_id_choice = Client ID
    .hint = Empty: the device key

cloud-field-aws-x509-client_id_choice = Thing name
    .hint = Used as client id; the policy must allow it
cloud-field-aws-x509-host = Endpoint
    .hint = Console: Settings › Device data endpoint

cloud-field-aep-token-productid = Product ID
    .hint = Console: the product › Overview
cloud-field-aep-token-devicenumber = Device number
    .hint = Given when the device was added, often the IMEI
cloud-field-aep-token-token = Device feature string
    .hint = Console: Devices › the device › Details
cloud-field-aep-token-aepusername = Account name
    .hint = Of your login to the console. Empty: the client id
cloud-field-aep-token-tls = Transport
    .hint = TLS needs the platform's root certificate in the module

cloud-field-unicom-dmp-productkey = Product key
    .hint = Console: the product › Details
cloud-field-unicom-dmp-devicekey = Device key
    .hint = Console: the device › Details
cloud-field-unicom-dmp-devicesecret = Device secret
    .hint = Beside the device key
cloud-field-unicom-dmp-token = Token
    .hint = Instead of the secret, for a device that registered itself
cloud-field-unicom-dmp-device_id = Device ID
    .hint = The ICCID of the SIM; otherwise the serial number
cloud-field-unicom-dmp-operator = Operator
    .hint = Of the SIM
cloud-field-unicom-dmp-tls = Transport
    .hint = TLS has a host of its own
cloud-field-unicom-dmp-auth_type = Proof
    .hint = The token where there is one, otherwise the secret

cloud-field-unicom-dmp-register-productsecret = Product secret
    .hint = Console: the product › Details
cloud-field-unicom-dmp-register-authmode = The device is
    .hint = Added before: it gets a secret. Otherwise a token
cloud-field-unicom-dmp-register-clearflag = What the module kept
    .hint = Of an earlier registration

## What is wrong with a value. "Position" counts bytes from 1.

cloud-problem-missing = { $field } is missing.
cloud-problem-too-long = { $field } has { $bytes } bytes; at most { $max } are possible.
cloud-problem-too-short = { $field } has { $bytes } bytes; at least { $min } are needed.
cloud-problem-blank = { $field } has a blank or a line break at position { $position }. It was probably copied too: take it out.
cloud-problem-not-allowed = { $field } cannot contain { $found } (position { $position }).
cloud-problem-not-allowed-hidden = { $field } contains a character that it cannot have, at position { $position }.
cloud-problem-base64 = { $field } is not base64: letters, digits, + and /, with = at the end. Copy it whole.
cloud-problem-number = { $field } must have digits only.
cloud-problem-time = { $field } is not an hour such as 2026112014.
cloud-problem-one-of = { $field } must be one of: { $all }.
cloud-problem-contradicts = { $field } does not say the same as { $other }.
cloud-problem-unreadable = { $field } cannot be decrypted with this product secret, or is not complete.
cloud-problem-unknown = { $name } is not a value that this cloud takes.
cloud-problem-no-cloud = The type is a number from { $min } to { $max }.
cloud-problem-no-variant = This cloud has these kinds of device: { $all }.
cloud-blank = a blank
cloud-control = a control character

## Why three strings are refused, or will be

cloud-place-username = user name
cloud-place-password = password
cloud-place-client-id = client id
cloud-reason-form = The { $place } does not have the form that this cloud wants.
cloud-reason-username = The user name should be { $expected }: it belongs to another device or product.
cloud-reason-client-id = The client id should be { $expected }: it belongs to another device or product.
cloud-reason-password = The password was made with another secret. Copy the secret from the console again.
cloud-reason-cut = The password is cut off: { $bytes } of { $expected } bytes.
cloud-reason-exchanged = All three strings are right, but in the wrong places.
cloud-reason-contradicts = The client id does not say the transport that was chosen: TCP or TLS.
cloud-stale-expired = They were valid until { $time }.
cloud-stale-hour-ahead = The cloud is asked to check the hour, and the hour in the client id is { $hours } h ahead of UTC: probably local time.
cloud-stale-hour-behind = The cloud is asked to check the hour, and the hour in the client id is { $hours } h behind UTC.
cloud-stale-time = The cloud checks this time within ten minutes, and it says { $time }.

## Asking the module

cloud-ask-kind = AT+MQTTAUTHCFG does not work out a login for this kind of device.
cloud-register-refused = The cloud did not register the device. Product key and product secret must belong together. A device that must be known before has to be added in the console first.
cloud-pretend-kind = The broker of the virtual module does not know this kind of device.

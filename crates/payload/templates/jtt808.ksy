# A message between a vehicle's terminal and its platform. Source: JT/T 808-2019, 4.4 (escapes, header), 8 (messages), Annex A; the
# header without a version is that of JT/T 808-2013.
meta:
  id: jtt808
  title: JT/T 808
  endian: be
  encoding: GBK
doc: A message of a vehicle's terminal or its platform. 7E and 7D within it are escaped.
-examples:
  - 7E 00 02 00 00 01 38 00 13 80 00 00 01 A9 7E
  - 7E 02 00 00 26 12 34 56 78 90 12 00 7D 02 00 00 00 01 00 00 00 02 00 BA 7F 0E 07 E4 F1 1C 00 28 00 3C 00 00 18 10 15 10 10 10 01 04 00 00 00 64 02 02 00 7D 01 13 7E
seq:
  - {id: start, contents: [0x7e]}
  - id: message
    type: message
    terminator: 0x7e
    -escape: [[0x7d, 0x7d, 0x01], [0x7e, 0x7d, 0x02]]
types:
  message:
    seq:
      - {id: message_id, type: u2, enum: message_id, -hex: true}
      - {id: reserved, type: b1}
      - {id: versioned, type: b1, doc: 1 since the edition of 2019.}
      - {id: divided, type: b1, doc: 1 in a part of a long message.}
      - {id: encryption, type: b3, doc: 0 is none. 1 is RSA.}
      - {id: length, type: b10}
      - {id: protocol_version, type: u1, if: versioned == 1}
      - {id: phone, size: "versioned == 1 ? 10 : 6", -digits: be}
      - {id: serial, type: u2, doc: The number of the message.}
      - {id: parts, type: u2, if: divided == 1}
      - {id: part, type: u2, if: divided == 1}
      - id: body
        size: length
        type:
          switch-on: "encryption == 0 and divided == 0 ? message_id + versioned * 0x10000 : -1"
          cases:
            0x00001: terminal_reply
            0x10001: terminal_reply
            0x00002: nothing
            0x10002: nothing
            0x00003: nothing
            0x10003: nothing
            0x00100: registration
            0x10100: registration_2019
            0x00102: authentication
            0x10102: authentication_2019
            0x00200: location
            0x10200: location
            0x08001: platform_reply
            0x18001: platform_reply
            0x08100: registration_reply
            0x18100: registration_reply
            0x08103: parameters
            0x18103: parameters
            0x08104: nothing
            0x18104: nothing
            0x08201: nothing
            0x18201: nothing
            0x08300: text_message
            0x18300: text_message_2019
      - {id: checksum, type: u1, -checksum: xor8, -hex: true}
  nothing: {}
  terminal_reply:
    seq:
      - {id: reply_to, type: u2, doc: The number of the message that is answered.}
      - {id: reply_to_id, type: u2, enum: message_id, -hex: true}
      - {id: result, type: u1, enum: result}
  platform_reply:
    seq:
      - {id: reply_to, type: u2, doc: The number of the message that is answered.}
      - {id: reply_to_id, type: u2, enum: message_id, -hex: true}
      - {id: result, type: u1, enum: result}
  registration:
    seq:
      - {id: province, type: u2}
      - {id: city, type: u2}
      - {id: maker, type: str, size: 5}
      - {id: model, type: str, size: 20}
      - {id: terminal_id, type: str, size: 7}
      - {id: plate_colour, type: u1, enum: plate_colour}
      - {id: plate, type: str, size-eos: true}
  registration_2019:
    seq:
      - {id: province, type: u2}
      - {id: city, type: u2}
      - {id: maker, type: str, size: 11}
      - {id: model, type: str, size: 30}
      - {id: terminal_id, type: str, size: 30}
      - {id: plate_colour, type: u1, enum: plate_colour}
      - {id: plate, type: str, size-eos: true}
  registration_reply:
    seq:
      - {id: reply_to, type: u2}
      - {id: result, type: u1, enum: registration_result}
      - {id: token, type: str, size-eos: true}
  authentication:
    seq:
      - {id: token, type: str, size-eos: true}
  authentication_2019:
    seq:
      - {id: token_length, type: u1}
      - {id: token, type: str, size: token_length}
      - {id: imei, type: str, size: 15}
      - {id: software_version, type: str, size: 20}
  parameters:
    seq:
      - {id: count, type: u1}
      - {id: parameters, type: parameter, repeat: expr, repeat-expr: count}
  parameter:
    seq:
      - {id: parameter_id, type: u4, -hex: true}
      - {id: size, type: u1}
      - {id: value, size: size}
  text_message:
    seq:
      - {id: flags, type: u1, -hex: true}
      - {id: text, type: str, size-eos: true}
  text_message_2019:
    seq:
      - {id: flags, type: u1, -hex: true}
      - {id: text_type, type: u1}
      - {id: text, type: str, size-eos: true}
  location:
    seq:
      - {id: alarm, type: u4, -hex: true}
      - {id: status, type: status}
      - {id: latitude, type: u4, -scale: 0.000001, -unit: "°"}
      - {id: longitude, type: u4, -scale: 0.000001, -unit: "°"}
      - {id: altitude, type: u2, -unit: m}
      - {id: speed, type: u2, -scale: 0.1, -unit: km/h}
      - {id: direction, type: u2, -unit: "°", doc: From the north. Clockwise.}
      - {id: time, size: 6, -digits: be, doc: "YYMMDDhhmmss, in UTC+8."}
      - {id: more, type: extra, repeat: eos}
  status:
    seq:
      - {id: high, type: b26, -hex: true, doc: Bits 31 to 6.}
      - {id: encrypted, type: b1, doc: 1 where the position is encrypted.}
      - {id: out_of_service, type: b1}
      - {id: west, type: b1}
      - {id: south, type: b1}
      - {id: located, type: b1}
      - {id: acc, type: b1, doc: 1 where the ignition is on.}
  extra:
    seq:
      - {id: extra_id, type: u1, enum: extra, -hex: true}
      - {id: size, type: u1}
      - id: value
        size: size
        type:
          switch-on: extra_id
          cases:
            extra::mileage: mileage
            extra::fuel: fuel
            extra::recorder_speed: speed
            extra::signal: small
            extra::satellites: small
  mileage:
    seq:
      - {id: mileage, type: u4, -scale: 0.1, -unit: km}
  fuel:
    seq:
      - {id: fuel, type: u2, -scale: 0.1, -unit: L}
  speed:
    seq:
      - {id: speed, type: u2, -scale: 0.1, -unit: km/h}
  small:
    seq:
      - {id: number, type: u1}
enums:
  message_id:
    0x0001: {id: terminal_reply, doc: General reply of the terminal}
    0x0002: {id: heartbeat, doc: Heartbeat}
    0x0003: {id: logout, doc: Log out}
    0x0100: {id: registration, doc: Registration}
    0x0102: {id: authentication, doc: Authentication}
    0x0104: {id: parameters_reply, doc: Parameters of the terminal}
    0x0200: {id: location, doc: Location}
    0x0201: {id: location_reply, doc: Reply with the location}
    0x0704: {id: locations, doc: Several locations}
    0x0900: {id: passthrough_up, doc: Data from the terminal}
    0x8001: {id: platform_reply, doc: General reply of the platform}
    0x8100: {id: registration_reply, doc: Reply to a registration}
    0x8103: {id: set_parameters, doc: Set parameters}
    0x8104: {id: get_parameters, doc: Get parameters}
    0x8105: {id: control, doc: Control the terminal}
    0x8201: {id: get_location, doc: Get the location}
    0x8300: {id: text_message, doc: Text}
    0x8900: {id: passthrough_down, doc: Data to the terminal}
  result:
    0: {id: "ok", doc: Done}
    1: {id: failed, doc: Failed}
    2: {id: wrong, doc: Message wrong}
    3: {id: unsupported, doc: Not supported}
    4: {id: alarm_confirmed, doc: Alarm confirmed}
  registration_result:
    0: {id: "ok", doc: Done}
    1: {id: vehicle_registered, doc: Vehicle is registered already}
    2: {id: no_vehicle, doc: No such vehicle}
    3: {id: terminal_registered, doc: Terminal is registered already}
    4: {id: no_terminal, doc: No such terminal}
  plate_colour:
    0: {id: none, doc: None}
    1: {id: blue, doc: Blue}
    2: {id: yellow, doc: Yellow}
    3: {id: black, doc: Black}
    4: {id: white, doc: White}
    9: {id: other, doc: Other}
  extra:
    0x01: {id: mileage, doc: Mileage}
    0x02: {id: fuel, doc: Fuel}
    0x03: {id: recorder_speed, doc: Speed by the recorder}
    0x04: {id: alarm_event, doc: Alarm to confirm}
    0x25: {id: signals, doc: Signals of the vehicle}
    0x2a: {id: io_state, doc: State of inputs and outputs}
    0x2b: {id: analog, doc: Analog values}
    0x30: {id: signal, doc: Strength of the mobile signal}
    0x31: {id: satellites, doc: Satellites}

# A telegram of wired M-Bus. Source: EN 13757-2 (frames), EN 13757-3 (data); "The M-Bus: A Documentation", 5 and 6.
# Which quantity a value is stands in its VIF; the power of ten is part of its name here, and the value stands as it was sent.
meta:
  id: mbus
  title: M-Bus (EN 13757)
  endian: le
  encoding: ISO-8859-1
doc: A telegram of a meter on wired M-Bus.
-examples:
  - 10 5B 01 5C 16
  - 68 1F 1F 68 08 00 72 31 77 67 17 2D 2C 01 02 00 00 00 00 2F 2F 04 83 3B 88 13 00 00 2F 2F 2F 2F 2F 2F 2F 00 16
seq:
  - {id: start, type: u1, enum: start, -hex: true}
  - id: frame
    type:
      switch-on: start
      cases:
        start::long: long
        start::short: short
        start::acknowledge: nothing
types:
  nothing: {}
  short:
    seq:
      - {id: control, type: u1, enum: control, -hex: true}
      - {id: address, type: u1}
      - {id: checksum, type: u1, -checksum: sum8, -hex: true}
      - {id: stop, contents: [0x16]}
  long:
    seq:
      - {id: length, type: u1}
      - {id: length_again, type: u1, -value: length}
      - {id: second_start, contents: [0x68]}
      - {id: data, size: length, type: data}
      - {id: checksum, type: u1, -checksum: sum8, -over: [data, data], -hex: true}
      - {id: stop, contents: [0x16]}
  data:
    seq:
      - {id: control, type: u1, enum: control, -hex: true}
      - {id: address, type: u1}
      - {id: information, type: u1, enum: information, -hex: true}
      - id: content
        size-eos: true
        type:
          switch-on: information
          cases:
            information::response: response
            information::data_send: records
  records:
    seq:
      - {id: records, type: record, repeat: eos}
  response:
    seq:
      - {id: identification, size: 4, -digits: le}
      - {id: manufacturer, type: u2, -hex: true, doc: Three letters of five bits. 0x0001 is A.}
      - {id: version, type: u1}
      - {id: medium, type: u1, enum: medium}
      - {id: access_number, type: u1}
      - {id: status, type: u1, -hex: true}
      - {id: signature, type: u2, -hex: true}
      - {id: records, type: record, repeat: eos}
  record:
    seq:
      - {id: extended, type: b1}
      - {id: storage, type: b1}
      - {id: function, type: b2, enum: function}
      - {id: data_field, type: b4, enum: data_field}
      - {id: manufacturer_data, size-eos: true, if: data_field == 15 and function < 2}
      - {id: dife, type: dife, repeat: until, repeat-until: _.extended == 0, if: extended == 1 and data_field != 15}
      - {id: vif, type: vif, if: data_field != 15}
      - id: value
        if: data_field != 15
        type:
          switch-on: data_field
          cases:
            0: nothing
            1: int8
            2: int16
            3: int24
            4: int32
            5: real
            6: int48
            7: int64
            8: nothing
            9: bcd2
            10: bcd4
            11: bcd6
            12: bcd8
            13: variable
            14: bcd12
  dife:
    seq:
      - {id: extended, type: b1}
      - {id: unit, type: b1}
      - {id: tariff, type: b2}
      - {id: storage, type: b4}
  vif:
    seq:
      - {id: extended, type: b1}
      - {id: code, type: b7, enum: vif, -hex: true}
      - {id: text_length, type: u1, if: code == 0x7c}
      - {id: text, type: str, size: text_length, if: code == 0x7c}
      - {id: vife, type: vife, repeat: until, repeat-until: _.extended == 0, if: extended == 1}
  vife:
    seq:
      - {id: extended, type: b1}
      - {id: code, type: b7, -hex: true}
  int8:
    seq:
      - {id: number, type: s1}
  int16:
    seq:
      - {id: number, type: s2}
  int24:
    seq:
      - {id: number, size: 3, -number: le, -signed: true}
  int32:
    seq:
      - {id: number, type: s4}
  real:
    seq:
      - {id: number, type: f4}
  int48:
    seq:
      - {id: number, size: 6, -number: le, -signed: true}
  int64:
    seq:
      - {id: number, type: s8}
  bcd2:
    seq:
      - {id: number, size: 1, -digits: le}
  bcd4:
    seq:
      - {id: number, size: 2, -digits: le}
  bcd6:
    seq:
      - {id: number, size: 3, -digits: le}
  bcd8:
    seq:
      - {id: number, size: 4, -digits: le}
  bcd12:
    seq:
      - {id: number, size: 6, -digits: le}
  variable:
    seq:
      - {id: size, type: u1, doc: Below 192 it counts the characters of a text.}
      - {id: text, type: str, size: size, if: size < 0xc0}
      - id: number
        size: "size < 0xf0 ? size & 0x0f : size <= 0xf4 ? 4 * (size - 0xec) : size == 0xf5 ? 48 : 64"
        if: size >= 0xc0
        doc: Decimal digits below 0xE0. A whole number from there on.
enums:
  start:
    0x10: {id: short, doc: Short frame}
    0x68: {id: long, doc: Long frame}
    0xe5: {id: acknowledge, doc: Acknowledge}
  control:
    0x40: {id: snd_nke, doc: SND_NKE}
    0x53: {id: snd_ud, doc: SND_UD}
    0x73: {id: snd_ud_fcb, doc: "SND_UD, FCB set"}
    0x5a: {id: req_ud1, doc: REQ_UD1}
    0x5b: {id: req_ud2, doc: REQ_UD2}
    0x7a: {id: req_ud1_fcb, doc: "REQ_UD1, FCB set"}
    0x7b: {id: req_ud2_fcb, doc: "REQ_UD2, FCB set"}
    0x08: {id: rsp_ud, doc: RSP_UD}
    0x18: {id: rsp_ud_dfc, doc: "RSP_UD, DFC set"}
    0x28: {id: rsp_ud_acd, doc: "RSP_UD, ACD set"}
    0x38: {id: rsp_ud_acd_dfc, doc: "RSP_UD, ACD and DFC set"}
  information:
    0x51: {id: data_send, doc: Data to the meter}
    0x52: {id: select, doc: Select a meter}
    0x72: {id: response, doc: Data of the meter}
    0x73: {id: fixed_response, doc: "Data of the meter, fixed structure"}
  medium:
    0: {id: other, doc: Other}
    1: {id: oil, doc: Oil}
    2: {id: electricity, doc: Electricity}
    3: {id: gas, doc: Gas}
    4: {id: heat_outlet, doc: "Heat, at the outlet"}
    5: {id: steam, doc: Steam}
    6: {id: warm_water, doc: Warm water}
    7: {id: water, doc: Water}
    8: {id: heat_cost, doc: Heat cost allocator}
    9: {id: compressed_air, doc: Compressed air}
    10: {id: cooling_outlet, doc: "Cooling, at the outlet"}
    11: {id: cooling_inlet, doc: "Cooling, at the inlet"}
    12: {id: heat_inlet, doc: "Heat, at the inlet"}
    13: {id: heat_cooling, doc: Heat and cooling}
    22: {id: cold_water, doc: Cold water}
  function:
    0: {id: instantaneous, doc: Value now}
    1: {id: maximum, doc: Maximum}
    2: {id: minimum, doc: Minimum}
    3: {id: error_state, doc: Value in an error}
  data_field:
    0: {id: none, doc: None}
    1: {id: int8, doc: 8 bits}
    2: {id: int16, doc: 16 bits}
    3: {id: int24, doc: 24 bits}
    4: {id: int32, doc: 32 bits}
    5: {id: real, doc: Real}
    6: {id: int48, doc: 48 bits}
    7: {id: int64, doc: 64 bits}
    8: {id: readout, doc: Selection for readout}
    9: {id: bcd2, doc: 2 digits}
    10: {id: bcd4, doc: 4 digits}
    11: {id: bcd6, doc: 6 digits}
    12: {id: bcd8, doc: 8 digits}
    13: {id: variable, doc: Variable length}
    14: {id: bcd12, doc: 12 digits}
    15: {id: special, doc: Special}
  vif:
    0x03: {id: energy_1, doc: "Energy, Wh"}
    0x04: {id: energy_10, doc: "Energy, 10 Wh"}
    0x05: {id: energy_100, doc: "Energy, 100 Wh"}
    0x06: {id: energy_1k, doc: "Energy, kWh"}
    0x07: {id: energy_10k, doc: "Energy, 10 kWh"}
    0x0e: {id: energy_mj, doc: "Energy, MJ"}
    0x0f: {id: energy_10mj, doc: "Energy, 10 MJ"}
    0x13: {id: volume_l, doc: "Volume, 0.001 m³"}
    0x14: {id: volume_10l, doc: "Volume, 0.01 m³"}
    0x15: {id: volume_100l, doc: "Volume, 0.1 m³"}
    0x16: {id: volume_m3, doc: "Volume, m³"}
    0x20: {id: on_time_s, doc: "On time, s"}
    0x21: {id: on_time_min, doc: "On time, min"}
    0x22: {id: on_time_h, doc: "On time, h"}
    0x23: {id: on_time_d, doc: "On time, d"}
    0x26: {id: operating_time_h, doc: "Operating time, h"}
    0x27: {id: operating_time_d, doc: "Operating time, d"}
    0x2b: {id: power_1, doc: "Power, W"}
    0x2c: {id: power_10, doc: "Power, 10 W"}
    0x2d: {id: power_100, doc: "Power, 100 W"}
    0x2e: {id: power_1k, doc: "Power, kW"}
    0x3b: {id: flow_l, doc: "Flow, 0.001 m³/h"}
    0x3c: {id: flow_10l, doc: "Flow, 0.01 m³/h"}
    0x3d: {id: flow_100l, doc: "Flow, 0.1 m³/h"}
    0x3e: {id: flow_m3, doc: "Flow, m³/h"}
    0x59: {id: flow_temperature_2, doc: "Flow temperature, 0.01 °C"}
    0x5a: {id: flow_temperature_1, doc: "Flow temperature, 0.1 °C"}
    0x5b: {id: flow_temperature, doc: "Flow temperature, °C"}
    0x5d: {id: return_temperature_2, doc: "Return temperature, 0.01 °C"}
    0x5e: {id: return_temperature_1, doc: "Return temperature, 0.1 °C"}
    0x5f: {id: return_temperature, doc: "Return temperature, °C"}
    0x61: {id: difference_2, doc: "Temperature difference, 0.01 K"}
    0x62: {id: difference_1, doc: "Temperature difference, 0.1 K"}
    0x63: {id: difference, doc: "Temperature difference, K"}
    0x67: {id: external_temperature, doc: "External temperature, °C"}
    0x6c: {id: date, doc: Date}
    0x6d: {id: date_time, doc: Date and time}
    0x6e: {id: heat_cost_units, doc: Units for heat cost allocator}
    0x78: {id: fabrication_number, doc: Fabrication number}
    0x7a: {id: bus_address, doc: Bus address}
    0x7c: {id: plain_text, doc: Unit in plain text}
    0x7d: {id: extension_fd, doc: Extension FD}
    0x7b: {id: extension_fb, doc: Extension FB}
    0x7f: {id: manufacturer, doc: Manufacturer specific}

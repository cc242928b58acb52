# The frame of a water, gas or heat meter. Source: CJ/T 188-2004, 7 (frame, control codes), 8 and Annex A (data).
meta:
  id: cjt188_2004
  title: CJ/T 188-2004
  endian: le
doc: A frame to or from a water, gas or heat meter. Numbers are decimal digits with the lowest byte first.
-examples:
  - FE FE FE 68 10 44 33 22 11 00 33 78 01 03 1F 90 00 80 16
  - 68 10 44 33 22 11 00 33 78 81 16 1F 90 00 00 77 66 55 2C 00 77 66 55 2C 31 01 22 11 05 15 20 21 84 13 16
seq:
  - {id: wake_up, -run-of: 0xfe, doc: Bytes that wake the receiver.}
  - {id: start, contents: [0x68]}
  - {id: meter_type, type: u1, enum: meter_type, -hex: true}
  - {id: address, size: 7, -digits: le, doc: Fourteen digits. All A is any meter.}
  - {id: control, type: u1, enum: control, -hex: true}
  - {id: length, type: u1}
  - id: data
    size: length
    type:
      switch-on: control
      cases:
        control::read: request
        control::reading: reading
        control::read_address: request
        control::address: request
        control::read_key: request
        control::key: key_version
        control::write: write
        control::write_address: write_address
        control::refused_read: refused
        control::refused_address: refused
        control::refused_key: refused
        control::refused_write: refused
  - {id: checksum, type: u1, -checksum: sum8, -over: [start, data], -hex: true}
  - {id: end, contents: [0x16]}
types:
  request:
    seq:
      - {id: identifier, type: u2, enum: identifier, -hex: true}
      - {id: serial, type: u1, doc: The number of the request.}
  key_version:
    seq:
      - {id: identifier, type: u2, enum: identifier, -hex: true}
      - {id: serial, type: u1}
      - {id: version, type: u1}
  write:
    seq:
      - {id: identifier, type: u2, enum: identifier, -hex: true}
      - {id: serial, type: u1}
      - {id: value, size-eos: true}
  write_address:
    seq:
      - {id: identifier, type: u2, enum: identifier, -hex: true}
      - {id: serial, type: u1}
      - {id: address, size: 7, -digits: le}
  refused:
    seq:
      - {id: serial, type: u1}
      - {id: status, type: u2, -hex: true}
  reading:
    seq:
      - {id: identifier, type: u2, enum: identifier, -hex: true}
      - {id: serial, type: u1}
      - id: value
        size-eos: true
        type:
          switch-on: "identifier == 0x901f or identifier == 0x1f90 ? (_parent.meter_type & 0xf0) : identifier"
          cases:
            0x10: metered
            0x20: heat
            0x30: metered
            0xd120: past
            0xd121: past
            0xd122: past
            0xd123: past
            0xd124: past
            0xd125: past
            0xd126: past
            0xd127: past
            0xd128: past
            0xd129: past
            0xd12a: past
            0xd12b: past
  metered:
    doc: Water or gas
    seq:
      - {id: total, size: 4, -digits: le, -scale: 0.01}
      - {id: total_unit, type: u1, enum: unit, -hex: true}
      - {id: settled, size: 4, -digits: le, -scale: 0.01, doc: On the day of settlement.}
      - {id: settled_unit, type: u1, enum: unit, -hex: true}
      - {id: time, size: 7, -digits: le, doc: YYYYMMDDhhmmss}
      - {id: status, type: status}
  heat:
    doc: Heat
    seq:
      - {id: settled_heat, size: 4, -digits: le, -scale: 0.01, doc: On the day of settlement.}
      - {id: settled_heat_unit, type: u1, enum: unit, -hex: true}
      - {id: heat, size: 4, -digits: le, -scale: 0.01}
      - {id: heat_unit, type: u1, enum: unit, -hex: true}
      - {id: power, size: 4, -digits: le, -scale: 0.01}
      - {id: power_unit, type: u1, enum: unit, -hex: true}
      - {id: flow, size: 4, -digits: le, -scale: 0.0001}
      - {id: flow_unit, type: u1, enum: unit, -hex: true}
      - {id: volume, size: 4, -digits: le, -scale: 0.01}
      - {id: volume_unit, type: u1, enum: unit, -hex: true}
      - {id: supply_temperature, size: 3, -digits: le, -scale: 0.01, -unit: "°C"}
      - {id: return_temperature, size: 3, -digits: le, -scale: 0.01, -unit: "°C"}
      - {id: hours, size: 3, -digits: le, -unit: h}
      - {id: time, size: 7, -digits: le, doc: YYYYMMDDhhmmss}
      - {id: status, type: status}
  past:
    doc: At the end of a month
    seq:
      - {id: total, size: 4, -digits: le, -scale: 0.01}
      - {id: unit, type: u1, enum: unit, -hex: true}
  status:
    seq:
      - {id: reserved, type: b5}
      - {id: battery_low, type: b1}
      - {id: valve, type: b2, enum: valve}
      - {id: maker, type: u1, -hex: true, doc: What the maker of the meter says.}
enums:
  meter_type:
    0x10: {id: cold_water, doc: Cold water}
    0x11: {id: hot_water, doc: Hot water}
    0x12: {id: drinking_water, doc: Drinking water}
    0x13: {id: reclaimed_water, doc: Reclaimed water}
    0x20: {id: heat, doc: Heat}
    0x21: {id: cooling, doc: Cooling}
    0x30: {id: gas, doc: Gas}
    0x40: {id: electricity, doc: Electricity}
  control:
    0x01: {id: read, doc: Read data}
    0x81: {id: reading, doc: Data}
    0xc1: {id: refused_read, doc: Reading refused}
    0x02: {id: read_key, doc: Read key version}
    0x82: {id: key, doc: Key version}
    0xc2: {id: refused_key, doc: Reading the key version refused}
    0x03: {id: read_address, doc: Read address}
    0x83: {id: address, doc: Address}
    0xc3: {id: refused_address, doc: Reading the address refused}
    0x04: {id: write, doc: Write data}
    0x15: {id: write_address, doc: Write address}
    0x95: {id: address_written, doc: Address written}
    0x84: {id: written, doc: Written}
    0xc4: {id: refused_write, doc: Writing refused}
  identifier:
    0x901f: {id: metering, doc: Metering data}
    0x1f90: {id: metering_swapped, doc: "Metering data, bytes swapped"}
    0x810a: {id: address, doc: Address}
    0xa010: {id: price, doc: Price}
    0xa011: {id: settlement_day, doc: Settlement day}
    0xa015: {id: time, doc: Time}
    0xa017: {id: valve, doc: Valve}
    0xa018: {id: new_address, doc: New address}
  unit:
    0x01: {id: j, doc: J}
    0x02: {id: wh, doc: Wh}
    0x05: {id: kwh, doc: kWh}
    0x08: {id: mwh, doc: MWh}
    0x0a: {id: mwh_100, doc: 100 MWh}
    0x0b: {id: kj, doc: kJ}
    0x0e: {id: mj, doc: MJ}
    0x11: {id: gj, doc: GJ}
    0x13: {id: gj_100, doc: 100 GJ}
    0x14: {id: w, doc: W}
    0x17: {id: kw, doc: kW}
    0x1a: {id: mw, doc: MW}
    0x29: {id: l, doc: L}
    0x2c: {id: m3, doc: m³}
    0x32: {id: l_h, doc: L/h}
    0x35: {id: m3_h, doc: m³/h}
  valve:
    0: {id: open, doc: Open}
    1: {id: closed, doc: Closed}
    3: {id: fault, doc: Fault}

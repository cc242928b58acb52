# An electricity meter's frame. Source: DL/T 645-2007, 5.2 (frame), 7 (control codes), Annex A (identifiers).
# The data field goes out with 33h added to each byte; the checksum is that of the bytes as they are sent.
meta:
  id: dlt645_2007
  title: DL/T 645-2007
  endian: le
doc: A frame to or from an electricity meter. Numbers are decimal digits with the lowest byte first. Where they can be below zero, the highest bit is the sign.
-examples:
  - FE FE FE FE 68 78 56 34 12 00 00 68 11 04 33 33 34 33 C6 16
  - 68 78 56 34 12 00 00 68 91 08 33 33 34 33 AB 89 67 45 2A 16
seq:
  - {id: wake_up, -run-of: 0xfe, doc: Bytes that wake the receiver. Often four.}
  - {id: start, contents: [0x68]}
  - {id: address, size: 6, -digits: le, doc: Twelve digits. All A is any meter. All 9 is every meter.}
  - {id: second_start, contents: [0x68]}
  - {id: from_meter, type: b1, enum: direction}
  - {id: refused, type: b1, enum: outcome}
  - {id: more, type: b1, enum: following}
  - {id: function, type: b5, enum: function, -hex: true}
  - {id: length, type: u1}
  - id: data
    size: length
    -add: 0x33
    type:
      switch-on: "from_meter * 0x80 + refused * 0x40 + function"
      cases:
        0x11: read_request
        0x91: reading
        0x12: read_next
        0x92: reading_next
        0x08: broadcast_time
        0x93: meter_address
        0x14: write_request
        0x15: meter_address
        0xd1: error
        0xd2: error
        0xd4: error
        0xd7: error
        0xd8: error
        0xd9: error
        0xda: error
        0xdb: error
  - {id: checksum, type: u1, -checksum: sum8, -over: [start, data], -hex: true}
  - {id: end, contents: [0x16]}
types:
  read_request:
    seq:
      - {id: identifier, type: u4, enum: identifier, -hex: true}
      - {id: selection, size-eos: true, doc: Nothing for the value now. Else the number of load records and a time.}
  read_next:
    seq:
      - {id: identifier, type: u4, enum: identifier, -hex: true}
      - {id: number, type: u1, doc: Which part.}
  reading:
    seq:
      - {id: identifier, type: u4, enum: identifier, -hex: true}
      - id: value
        size-eos: true
        type:
          switch-on: identifier
          cases:
            0x00000000: energy_signed
            0x00000100: energy_signed
            0x00000200: energy_signed
            0x00000300: energy_signed
            0x00000400: energy_signed
            0x0000ff00: energies_signed
            0x00010000: energy
            0x00010100: energy
            0x00010200: energy
            0x00010300: energy
            0x00010400: energy
            0x0001ff00: energies
            0x00020000: energy
            0x00020100: energy
            0x00020200: energy
            0x00020300: energy
            0x00020400: energy
            0x0002ff00: energies
            0x02010100: voltage
            0x02010200: voltage
            0x02010300: voltage
            0x0201ff00: voltages
            0x02020100: current
            0x02020200: current
            0x02020300: current
            0x0202ff00: currents
            0x02030000: active_power
            0x02030100: active_power
            0x02030200: active_power
            0x02030300: active_power
            0x02040000: reactive_power
            0x02040100: reactive_power
            0x02040200: reactive_power
            0x02040300: reactive_power
            0x02060000: power_factor
            0x02060100: power_factor
            0x02060200: power_factor
            0x02060300: power_factor
            0x02800002: frequency
            0x02800007: temperature
            0x04000101: date
            0x04000102: time
            0x04000401: meter_address
            0x04000402: meter_address
  reading_next:
    seq:
      - {id: identifier, type: u4, enum: identifier, -hex: true}
      - {id: value, size: _io.size - 5, doc: The next part of what did not fit into one frame.}
      - {id: number, type: u1, doc: Which part. The same as in the request.}
  write_request:
    seq:
      - {id: identifier, type: u4, enum: identifier, -hex: true}
      - {id: password_level, type: u1, doc: 2 and 4 are levels of a password.}
      - {id: password, size: 3, -digits: le}
      - {id: operator, size: 4, -digits: le, doc: Who writes.}
      - {id: value, size-eos: true}
  broadcast_time:
    seq:
      - {id: time, size: 6, -digits: le, doc: "YYMMDDhhmmss"}
  error:
    seq:
      - {id: reserved, type: b1}
      - {id: too_many_tariffs, type: b1}
      - {id: too_many_day_slots, type: b1}
      - {id: too_many_seasons, type: b1}
      - {id: baud_rate_not_changed, type: b1}
      - {id: password_wrong, type: b1}
      - {id: no_such_data, type: b1}
      - {id: other, type: b1}
  meter_address:
    seq:
      - {id: address, size: 6, -digits: le}
  energy:
    seq:
      - {id: energy, size: 4, -digits: le, -scale: 0.01, -unit: kWh}
  energy_signed:
    seq:
      - {id: energy, size: 4, -digits: le, -signed: true, -scale: 0.01, -unit: kWh}
  energies_signed:
    seq:
      - {id: energy, size: 4, -digits: le, -signed: true, -scale: 0.01, -unit: kWh, repeat: eos}
  energies:
    seq:
      - {id: energy, size: 4, -digits: le, -scale: 0.01, -unit: kWh, repeat: eos}
  voltage:
    seq:
      - {id: voltage, size: 2, -digits: le, -scale: 0.1, -unit: V}
  voltages:
    seq:
      - {id: voltage, size: 2, -digits: le, -scale: 0.1, -unit: V, repeat: eos}
  current:
    seq:
      - {id: current, size: 3, -digits: le, -signed: true, -scale: 0.001, -unit: A}
  currents:
    seq:
      - {id: current, size: 3, -digits: le, -signed: true, -scale: 0.001, -unit: A, repeat: eos}
  active_power:
    seq:
      - {id: power, size: 3, -digits: le, -signed: true, -scale: 0.0001, -unit: kW}
  reactive_power:
    seq:
      - {id: power, size: 3, -digits: le, -signed: true, -scale: 0.0001, -unit: kvar}
  power_factor:
    seq:
      - {id: power_factor, size: 2, -digits: le, -signed: true, -scale: 0.001}
  frequency:
    seq:
      - {id: frequency, size: 2, -digits: le, -scale: 0.01, -unit: Hz}
  temperature:
    seq:
      - {id: temperature, size: 2, -digits: le, -signed: true, -scale: 0.1, -unit: "°C"}
  date:
    seq:
      - {id: date, size: 4, -digits: le, doc: "YYMMDD and the day of the week. 0 is Sunday."}
  time:
    seq:
      - {id: time, size: 3, -digits: le, doc: hhmmss}
enums:
  direction:
    0: {id: to_meter, doc: To the meter}
    1: {id: from_meter, doc: From the meter}
  outcome:
    0: {id: "ok", doc: "Normal"}
    1: {id: refused, doc: Refused}
  following:
    0: {id: last, doc: Nothing follows}
    1: {id: more, doc: More frames follow}
  function:
    0x08: {id: broadcast_time, doc: Broadcast time}
    0x11: {id: read, doc: Read data}
    0x12: {id: read_next, doc: Read following data}
    0x13: {id: read_address, doc: Read address}
    0x14: {id: write, doc: Write data}
    0x15: {id: write_address, doc: Write address}
    0x16: {id: freeze, doc: Freeze}
    0x17: {id: baud_rate, doc: Change baud rate}
    0x18: {id: password, doc: Change password}
    0x19: {id: clear_demand, doc: Clear maximum demand}
    0x1a: {id: clear_meter, doc: Clear meter}
    0x1b: {id: clear_events, doc: Clear events}
  identifier:
    0x00000000: {id: combined_energy, doc: "Combined active energy, total"}
    0x00000100: {id: combined_energy_tariff_1, doc: "Combined active energy, tariff 1"}
    0x00000200: {id: combined_energy_tariff_2, doc: "Combined active energy, tariff 2"}
    0x00000300: {id: combined_energy_tariff_3, doc: "Combined active energy, tariff 3"}
    0x00000400: {id: combined_energy_tariff_4, doc: "Combined active energy, tariff 4"}
    0x0000ff00: {id: combined_energy_all, doc: "Combined active energy, total and tariffs"}
    0x00010000: {id: forward_energy, doc: "Forward active energy, total"}
    0x00010100: {id: forward_energy_tariff_1, doc: "Forward active energy, tariff 1"}
    0x00010200: {id: forward_energy_tariff_2, doc: "Forward active energy, tariff 2"}
    0x00010300: {id: forward_energy_tariff_3, doc: "Forward active energy, tariff 3"}
    0x00010400: {id: forward_energy_tariff_4, doc: "Forward active energy, tariff 4"}
    0x0001ff00: {id: forward_energy_all, doc: "Forward active energy, total and tariffs"}
    0x00020000: {id: reverse_energy, doc: "Reverse active energy, total"}
    0x00020100: {id: reverse_energy_tariff_1, doc: "Reverse active energy, tariff 1"}
    0x00020200: {id: reverse_energy_tariff_2, doc: "Reverse active energy, tariff 2"}
    0x00020300: {id: reverse_energy_tariff_3, doc: "Reverse active energy, tariff 3"}
    0x00020400: {id: reverse_energy_tariff_4, doc: "Reverse active energy, tariff 4"}
    0x0002ff00: {id: reverse_energy_all, doc: "Reverse active energy, total and tariffs"}
    0x02010100: {id: voltage_a, doc: "Voltage, phase A"}
    0x02010200: {id: voltage_b, doc: "Voltage, phase B"}
    0x02010300: {id: voltage_c, doc: "Voltage, phase C"}
    0x0201ff00: {id: voltages, doc: "Voltages of all phases"}
    0x02020100: {id: current_a, doc: "Current, phase A"}
    0x02020200: {id: current_b, doc: "Current, phase B"}
    0x02020300: {id: current_c, doc: "Current, phase C"}
    0x0202ff00: {id: currents, doc: "Currents of all phases"}
    0x02030000: {id: active_power_total, doc: "Active power, total"}
    0x02030100: {id: active_power_a, doc: "Active power, phase A"}
    0x02030200: {id: active_power_b, doc: "Active power, phase B"}
    0x02030300: {id: active_power_c, doc: "Active power, phase C"}
    0x02040000: {id: reactive_power_total, doc: "Reactive power, total"}
    0x02040100: {id: reactive_power_a, doc: "Reactive power, phase A"}
    0x02040200: {id: reactive_power_b, doc: "Reactive power, phase B"}
    0x02040300: {id: reactive_power_c, doc: "Reactive power, phase C"}
    0x02060000: {id: power_factor_total, doc: "Power factor, total"}
    0x02060100: {id: power_factor_a, doc: "Power factor, phase A"}
    0x02060200: {id: power_factor_b, doc: "Power factor, phase B"}
    0x02060300: {id: power_factor_c, doc: "Power factor, phase C"}
    0x02800002: {id: frequency, doc: "Frequency"}
    0x02800007: {id: temperature, doc: "Temperature in the meter"}
    0x04000101: {id: date, doc: "Date and day of the week"}
    0x04000102: {id: time, doc: "Time"}
    0x04000401: {id: address, doc: "Address"}
    0x04000402: {id: meter_number, doc: "Meter number"}

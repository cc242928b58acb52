# Channels with sensor values, as devices with LoRa send them. Sources: Cayenne LPP of myDevices (0 to 3, 101 to 115, 134, 136);
# the CayenneLPP library of Electronic Cats for the others. Numbers have their highest byte first.
meta:
  id: cayenne_lpp
  title: Cayenne LPP
  endian: be
doc: Any number of channels, each with a type and a value.
-examples:
  - 03 67 01 10 05 67 00 FF
  - 01 88 06 76 5F F2 96 0A 00 03 E8
seq:
  - id: channels
    type: channel
    repeat: eos
types:
  channel:
    seq:
      - {id: channel, type: u1}
      - {id: kind, type: u1, enum: kind}
      - id: data
        type:
          switch-on: kind
          cases:
            kind::digital_input: digital_input
            kind::digital_output: digital_output
            kind::analog_input: analog_input
            kind::analog_output: analog_output
            kind::generic_sensor: generic_sensor
            kind::illuminance: illuminance
            kind::presence: presence
            kind::temperature: temperature
            kind::humidity: humidity
            kind::accelerometer: accelerometer
            kind::barometer: barometer
            kind::voltage: voltage
            kind::current: current
            kind::frequency: frequency
            kind::percentage: percentage
            kind::altitude: altitude
            kind::load: load
            kind::concentration: concentration
            kind::power: power
            kind::distance: distance
            kind::energy: energy
            kind::direction: direction
            kind::unix_time: unix_time
            kind::gyrometer: gyrometer
            kind::colour: colour
            kind::gps: gps
            kind::switch: switch
            kind::polyline: polyline
  digital_input:
    seq:
      - {id: value, type: u1}
  digital_output:
    seq:
      - {id: value, type: u1}
  analog_input:
    seq:
      - {id: value, type: s2, -scale: 0.01}
  analog_output:
    seq:
      - {id: value, type: s2, -scale: 0.01}
  generic_sensor:
    seq:
      - {id: value, type: u4}
  illuminance:
    seq:
      - {id: value, type: u2, -unit: "lx"}
  presence:
    seq:
      - {id: value, type: u1}
  temperature:
    seq:
      - {id: value, type: s2, -scale: 0.1, -unit: "°C"}
  humidity:
    seq:
      - {id: value, type: u1, -scale: 0.5, -unit: "%"}
  accelerometer:
    seq:
      - {id: x, type: s2, -scale: 0.001, -unit: "g"}
      - {id: y, type: s2, -scale: 0.001, -unit: "g"}
      - {id: z, type: s2, -scale: 0.001, -unit: "g"}
  barometer:
    seq:
      - {id: value, type: u2, -scale: 0.1, -unit: "hPa"}
  voltage:
    seq:
      - {id: value, type: u2, -scale: 0.01, -unit: "V"}
  current:
    seq:
      - {id: value, type: u2, -scale: 0.001, -unit: "A"}
  frequency:
    seq:
      - {id: value, type: u4, -unit: "Hz"}
  percentage:
    seq:
      - {id: value, type: u1, -unit: "%"}
  altitude:
    seq:
      - {id: value, type: s2, -unit: "m"}
  load:
    seq:
      - {id: value, size: 3, -number: be, -signed: true, -scale: 0.001, -unit: kg}
  concentration:
    seq:
      - {id: value, type: u2, -unit: "ppm"}
  power:
    seq:
      - {id: value, type: u2, -unit: "W"}
  distance:
    seq:
      - {id: value, type: u4, -scale: 0.001, -unit: "m"}
  energy:
    seq:
      - {id: value, type: u4, -scale: 0.001, -unit: "kWh"}
  direction:
    seq:
      - {id: value, type: u2, -unit: "°"}
  unix_time:
    seq:
      - {id: value, type: u4, -unit: "s"}
  gyrometer:
    seq:
      - {id: x, type: s2, -scale: 0.01, -unit: "°/s"}
      - {id: y, type: s2, -scale: 0.01, -unit: "°/s"}
      - {id: z, type: s2, -scale: 0.01, -unit: "°/s"}
  colour:
    seq:
      - {id: red, type: u1}
      - {id: green, type: u1}
      - {id: blue, type: u1}
  gps:
    seq:
      - {id: latitude, size: 3, -number: be, -signed: true, -scale: 0.0001, -unit: "°"}
      - {id: longitude, size: 3, -number: be, -signed: true, -scale: 0.0001, -unit: "°"}
      - {id: altitude, size: 3, -number: be, -signed: true, -scale: 0.01, -unit: "m"}
  switch:
    seq:
      - {id: value, type: u1}
  polyline:
    seq:
      - {id: length, type: u1, doc: "How many bytes the line has, this one included."}
      - {id: line, size: length - 1, type: line}
  line:
    seq:
      - {id: precision, type: u1, doc: "Below 200: the step in 0.0001°. 227 to 239: steps of 0.0001, 0.0002, 0.0005, 0.001 and so on to 1°."}
      - {id: latitude, size: 3, -number: be, -signed: true, doc: In steps.}
      - {id: longitude, size: 3, -number: be, -signed: true, doc: In steps.}
      - {id: moves, type: move, repeat: eos, doc: "To the next point, in steps."}
  move:
    seq:
      - {id: longitude, type: b4, -signed: true}
      - {id: latitude, type: b4, -signed: true}
enums:
  kind:
    0: {id: digital_input, doc: Digital input}
    1: {id: digital_output, doc: Digital output}
    2: {id: analog_input, doc: Analog input}
    3: {id: analog_output, doc: Analog output}
    100: {id: generic_sensor, doc: Generic sensor}
    101: {id: illuminance, doc: Illuminance}
    102: {id: presence, doc: Presence}
    103: {id: temperature, doc: Temperature}
    104: {id: humidity, doc: Humidity}
    113: {id: accelerometer, doc: Accelerometer}
    115: {id: barometer, doc: Barometer}
    116: {id: voltage, doc: Voltage}
    117: {id: current, doc: Current}
    118: {id: frequency, doc: Frequency}
    120: {id: percentage, doc: Percentage}
    121: {id: altitude, doc: Altitude}
    122: {id: load, doc: Load}
    125: {id: concentration, doc: Concentration}
    128: {id: power, doc: Power}
    130: {id: distance, doc: Distance}
    131: {id: energy, doc: Energy}
    132: {id: direction, doc: Direction}
    133: {id: unix_time, doc: Unix time}
    134: {id: gyrometer, doc: Gyrometer}
    135: {id: colour, doc: Colour}
    136: {id: gps, doc: GPS location}
    142: {id: switch, doc: Switch}
    240: {id: polyline, doc: Polyline}

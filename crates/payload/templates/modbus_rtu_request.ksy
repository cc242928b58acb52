# What a client (master) sends on a Modbus serial line. Source: MODBUS over Serial Line V1.02, 2.5; Application Protocol V1.1b3, 6.
meta:
  id: modbus_rtu_request
  title: Modbus RTU, request
  endian: be
doc: A request on a serial line, with its CRC.
-examples:
  - 01 03 00 00 00 0A C5 CD
  - 11 10 00 01 00 02 04 00 0A 01 02 C6 F0
seq:
  - id: address
    type: u1
    doc: 1 to 247; 0 is for all.
  - id: function
    type: u1
    enum: function
  - id: body
    size: _io.size - 4
    type:
      switch-on: function
      cases:
        function::read_coils: read
        function::read_discrete_inputs: read
        function::read_holding_registers: read
        function::read_input_registers: read
        function::write_single_coil: write_coil
        function::write_single_register: write_register
        function::read_exception_status: nothing
        function::diagnostics: diagnostics
        function::get_comm_event_counter: nothing
        function::get_comm_event_log: nothing
        function::write_multiple_coils: write_coils
        function::write_multiple_registers: write_registers
        function::report_server_id: nothing
        function::mask_write_register: mask_write
        function::read_write_multiple_registers: read_write
        function::read_fifo_queue: read_fifo
  - id: crc
    type: u2le
    -checksum: crc16-modbus
    -hex: true
types:
  nothing: {}
  read:
    seq:
      - {id: start, type: u2, doc: The first one. Counted from 0.}
      - {id: quantity, type: u2}
  write_coil:
    seq:
      - {id: coil, type: u2}
      - {id: state, type: u2, enum: coil_state, -hex: true}
  write_register:
    seq:
      - {id: register, type: u2}
      - {id: value, type: u2}
  diagnostics:
    seq:
      - {id: sub_function, type: u2}
      - {id: data, size-eos: true}
  write_coils:
    seq:
      - {id: start, type: u2}
      - {id: quantity, type: u2}
      - {id: byte_count, type: u1}
      - {id: coils, size: byte_count, doc: Eight coils in a byte. The lowest bit is the first coil.}
  write_registers:
    seq:
      - {id: start, type: u2}
      - {id: quantity, type: u2}
      - {id: byte_count, type: u1, -value: quantity * 2}
      - {id: registers, type: u2, repeat: expr, repeat-expr: quantity}
  mask_write:
    seq:
      - {id: register, type: u2}
      - {id: and_mask, type: u2, -hex: true}
      - {id: or_mask, type: u2, -hex: true}
  read_write:
    seq:
      - {id: read_start, type: u2}
      - {id: read_quantity, type: u2}
      - {id: write_start, type: u2}
      - {id: write_quantity, type: u2}
      - {id: byte_count, type: u1, -value: write_quantity * 2}
      - {id: registers, type: u2, repeat: expr, repeat-expr: write_quantity}
  read_fifo:
    seq:
      - {id: pointer, type: u2}
enums:
  function:
    1: {id: read_coils, doc: Read coils}
    2: {id: read_discrete_inputs, doc: Read discrete inputs}
    3: {id: read_holding_registers, doc: Read holding registers}
    4: {id: read_input_registers, doc: Read input registers}
    5: {id: write_single_coil, doc: Write single coil}
    6: {id: write_single_register, doc: Write single register}
    7: {id: read_exception_status, doc: Read exception status}
    8: {id: diagnostics, doc: Diagnostics}
    11: {id: get_comm_event_counter, doc: Get comm event counter}
    12: {id: get_comm_event_log, doc: Get comm event log}
    15: {id: write_multiple_coils, doc: Write multiple coils}
    16: {id: write_multiple_registers, doc: Write multiple registers}
    17: {id: report_server_id, doc: Report server ID}
    22: {id: mask_write_register, doc: Mask write register}
    23: {id: read_write_multiple_registers, doc: Read and write multiple registers}
    24: {id: read_fifo_queue, doc: Read FIFO queue}
  coil_state:
    0x0000: {id: "off", doc: "Off"}
    0xff00: {id: "on", doc: "On"}

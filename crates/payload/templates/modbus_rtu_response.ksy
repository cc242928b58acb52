# What a server (slave) answers on a Modbus serial line. Source: MODBUS over Serial Line V1.02, 2.5; Application Protocol V1.1b3, 6 and 7.
meta:
  id: modbus_rtu_response
  title: Modbus RTU, response
  endian: be
doc: An answer on a serial line, with its CRC.
-examples:
  - 11 03 06 02 2B 00 00 00 64 C8 BA
  - 11 83 02 C1 34
seq:
  - id: address
    type: u1
    doc: Who answers, 1 to 247.
  - id: function
    type: u1
    enum: function
  - id: body
    size: _io.size - 4
    type:
      switch-on: "function >= 0x80 ? 0x80 : function"
      cases:
        function::read_coils: bits
        function::read_discrete_inputs: bits
        function::read_holding_registers: registers
        function::read_input_registers: registers
        function::write_single_coil: written_coil
        function::write_single_register: written_register
        function::read_exception_status: exception_status
        function::get_comm_event_counter: event_counter
        function::write_multiple_coils: written_several
        function::write_multiple_registers: written_several
        function::report_server_id: server_id
        function::mask_write_register: mask_written
        function::read_write_multiple_registers: registers
        0x80: exception
  - id: crc
    type: u2le
    -checksum: crc16-modbus
    -hex: true
types:
  bits:
    seq:
      - {id: byte_count, type: u1}
      - {id: bits, size: byte_count, doc: Eight in a byte. The lowest bit is the first.}
  registers:
    seq:
      - {id: byte_count, type: u1}
      - {id: registers, type: u2, repeat: expr, repeat-expr: byte_count / 2}
  written_coil:
    seq:
      - {id: coil, type: u2}
      - {id: state, type: u2, enum: coil_state, -hex: true}
  written_register:
    seq:
      - {id: register, type: u2}
      - {id: value, type: u2}
  written_several:
    seq:
      - {id: start, type: u2}
      - {id: quantity, type: u2}
  exception_status:
    seq:
      - {id: status, type: u1, -hex: true}
  event_counter:
    seq:
      - {id: status, type: u2, -hex: true}
      - {id: events, type: u2}
  server_id:
    seq:
      - {id: byte_count, type: u1}
      - {id: data, size: byte_count}
  mask_written:
    seq:
      - {id: register, type: u2}
      - {id: and_mask, type: u2, -hex: true}
      - {id: or_mask, type: u2, -hex: true}
  exception:
    seq:
      - {id: code, type: u1, enum: exception}
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
    0x81: {id: read_coils_failed, doc: Read coils failed}
    0x82: {id: read_discrete_inputs_failed, doc: Read discrete inputs failed}
    0x83: {id: read_holding_registers_failed, doc: Read holding registers failed}
    0x84: {id: read_input_registers_failed, doc: Read input registers failed}
    0x85: {id: write_single_coil_failed, doc: Write single coil failed}
    0x86: {id: write_single_register_failed, doc: Write single register failed}
    0x87: {id: read_exception_status_failed, doc: Read exception status failed}
    0x88: {id: diagnostics_failed, doc: Diagnostics failed}
    0x8b: {id: get_comm_event_counter_failed, doc: Get comm event counter failed}
    0x8c: {id: get_comm_event_log_failed, doc: Get comm event log failed}
    0x8f: {id: write_multiple_coils_failed, doc: Write multiple coils failed}
    0x90: {id: write_multiple_registers_failed, doc: Write multiple registers failed}
    0x91: {id: report_server_id_failed, doc: Report server ID failed}
    0x96: {id: mask_write_register_failed, doc: Mask write register failed}
    0x97: {id: read_write_multiple_registers_failed, doc: Read and write multiple registers failed}
    0x98: {id: read_fifo_queue_failed, doc: Read FIFO queue failed}
  coil_state:
    0x0000: {id: "off", doc: "Off"}
    0xff00: {id: "on", doc: "On"}
  exception:
    1: {id: illegal_function, doc: Illegal function}
    2: {id: illegal_data_address, doc: Illegal data address}
    3: {id: illegal_data_value, doc: Illegal data value}
    4: {id: server_device_failure, doc: Server device failure}
    5: {id: acknowledge, doc: Acknowledge}
    6: {id: server_device_busy, doc: Server device busy}
    8: {id: memory_parity_error, doc: Memory parity error}
    10: {id: gateway_path_unavailable, doc: Gateway path unavailable}
    11: {id: gateway_target_failed, doc: Gateway target failed to respond}

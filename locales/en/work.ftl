### Why an action did not do what it should.

work-control-lines = The port did not change its control lines: { $reason }
work-connecting = A connection is being made already. Wait for it, or disconnect first.
work-not-connected = No module is connected. Connect one first, or start the virtual module.
work-no-such-port = That port is no longer in the list. Choose a port again.
work-no-such-virtual = There is no virtual module called { $name }.
work-no-address = The dial-up gave no IP address in time.
work-port-answers = The module answered after { $milliseconds } ms.
work-port-silent = The port opened, and nothing answers on it.
work-port-echo = The port gives back what it is sent, and nothing answers on it.
work-port-binary = The port opened and sent { $bytes ->
    [one] one byte that is
   *[other] { $bytes } bytes that are
  } not text, as a diagnostic or log port does.
work-port-noise = The port opened and answered with { $bytes ->
    [one] one byte that is
   *[other] { $bytes } bytes that are
  } not text, as at a wrong baud rate.
work-port-text = The port opened and sent text, but no answer to AT: { $sample }
work-no-topic-id = The topic is registered, but the module does not say under which topic id.

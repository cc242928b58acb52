"""What is the least that answers on a serial line? The kit's own tests use it: it knows AT, AT+FILL for a stream of bytes,
AT+LINES for a reply of many lines, and AT+ASK, which asks for data up to Ctrl-Z, and is called off by ESC.

Prints {"pty": "/dev/pts/7"} and serves that pseudo-terminal until it is ended, or its standard input is.
"""

import json
import os
import pty
import re
import select
import sys
import tty

master, slave = pty.openpty()
tty.setraw(slave)
print(json.dumps({"pty": os.ttyname(slave)}), flush=True)

# The slave stays open here, so that the line outlives each opening of it by the browser.
received = b""
asks = False
while sys.stdin not in select.select([master, sys.stdin], [], [])[0]:
    received += os.read(master, 4096)
    if asks and (end := re.search(rb"[\x1a\x1b]", received)):
        data, received, asks = received[: end.start()], received[end.end() :], False
        os.write(master, b"\r\n+ASK: %d\r\n\r\nOK\r\n" % len(data) if end[0] == b"\x1a" else b"\r\nERROR\r\n")
    while b"\r" in received and not asks:
        line, received = received.split(b"\r", 1)
        if fill := re.fullmatch(rb"AT\+FILL=(\d{1,9})", line):
            left = int(fill[1])
            while left:
                left -= os.write(master, b"U" * min(left, 65536))
        lines = re.fullmatch(rb"AT\+LINES=(\d{1,6})", line)
        if lines:
            reply = b"".join(b"+LINES: %d\r\n" % number for number in range(1, int(lines[1]) + 1))
            while reply:
                reply = reply[os.write(master, reply[:65536]) :]
        asks = line == b"AT+ASK"
        answer = b"\r\n> " if asks else b"\r\nOK\r\n" if line == b"AT" or fill or lines else b"\r\nERROR\r\n"
        os.write(master, answer)

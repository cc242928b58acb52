"""What does a module look like that says of itself what hides, turns and breaks text? It knows AT, and who it is.

Prints {"pty": "/dev/pts/7"} and serves that pseudo-terminal until it is ended, or its standard input is.
"""

import json
import os
import pty
import select
import sys
import tty

# Turned around, without width, a colour of the terminal, half of a byte sequence, a tag nobody sees.
NAME = "L610\u202e\u200b\u2066\x1b[31m\x7f\u00ad\ufeff\U000e0041".encode() + b"\xff"

master, slave = pty.openpty()
tty.setraw(slave)
print(json.dumps({"pty": os.ttyname(slave)}), flush=True)

received = b""
while sys.stdin not in select.select([master, sys.stdin], [], [])[0]:
    received += os.read(master, 4096)
    while b"\r" in received:
        line, received = received.split(b"\r", 1)
        line = line.strip()
        if line.startswith((b"AT+CGMI", b"AT+CGMM", b"AT+CGMR", b"AT+GMI", b"AT+GMM", b"AT+GMR", b"ATI")):
            answer = b"\r\n" + NAME + b"\r\n\r\nOK\r\n"
        elif line.startswith((b"AT+CGSN", b"AT+GSN")):
            answer = b"\r\n8661230500\xe2\x80\xae00017\r\n\r\nOK\r\n"
        elif line in (b"AT", b"ATE0", b"ATE1", b"AT+CMEE=1", b"AT+CMEE=2"):
            answer = b"\r\nOK\r\n"
        else:
            answer = b"\r\n+CME ERROR: " + NAME + b"\r\n"
        os.write(master, answer)

"""What does a module look like that never stops talking? It knows AT and who it is, and says as much as it is told to, as fast as the line takes it.

AT+MESSAGES=<count>,<bytes>,<topics>,<levels>   that many +MQTTMSG lines, with so many topics in turn, each of so many levels
AT+PACED=<a second>,<count>,<bytes>,<topics>    the same, no more than so many in a second
AT+NOISE=<bytes>                                bytes without a line end
AT+LINES=<count>                                a reply of that many lines

Prints {"pty": "/dev/pts/7"} and serves that pseudo-terminal until it is ended, or its standard input is.
"""

import json
import os
import pty
import re
import select
import sys
import time
import tty

WHO = {b"AT+CGMI": b"Fibocom", b"AT+CGMM": b"L610-CN-00-00-00", b"AT+CGMR": b"16000.1000.00.01.01.01", b"AT+CGSN": b"866123050000017"}
AT_ONCE = 1 << 16

master, slave = pty.openpty()
tty.setraw(slave)
print(json.dumps({"pty": os.ttyname(slave)}), flush=True)


def say(pieces):
    """Writes pieces in large blocks."""
    block = b""
    for piece in pieces:
        block += piece
        while len(block) >= AT_ONCE:
            block = block[os.write(master, block) :]
    while block:
        block = block[os.write(master, block) :]


def messages(count, size, topics, levels):
    payload = b"x" * size
    middle = b"/".join([b"a"] * (levels - 1)) + b"/" if levels > 1 else b""
    for number in range(count):
        yield b'\r\n+MQTTMSG: 1,0,"%st%d","%s"\r\n' % (middle, number % topics, payload)


def paced(pieces, each_second):
    begun = time.monotonic()
    for number, piece in enumerate(pieces):
        time.sleep(max(0, begun + number / each_second - time.monotonic()))
        os.write(master, piece)


def answer_to(line):
    if asked := re.fullmatch(rb"AT\+PACED=(\d+),(\d+),(\d+),(\d+)", line):
        os.write(master, b"\r\nOK\r\n")
        each_second, count, size, topics = map(int, asked.groups())
        paced(messages(count, size, topics, 1), each_second)
        return b""
    if asked := re.fullmatch(rb"AT\+MESSAGES=(\d+),(\d+),(\d+),(\d+)", line):
        os.write(master, b"\r\nOK\r\n")
        say(messages(*map(int, asked.groups())))
        return b""
    if asked := re.fullmatch(rb"AT\+NOISE=(\d+)", line):
        os.write(master, b"\r\nOK\r\n")
        say(b"U" * min(AT_ONCE, left) for left in range(int(asked[1]), 0, -AT_ONCE))
        return b"\r\n"
    if asked := re.fullmatch(rb"AT\+LINES=(\d+)", line):
        say(b"+LINES: %d\r\n" % number for number in range(1, int(asked[1]) + 1))
        return b"\r\nOK\r\n"
    if line in WHO:
        return b"\r\n%s\r\n\r\nOK\r\n" % WHO[line]
    return b"\r\nOK\r\n" if line in (b"AT", b"ATE0", b"ATE1", b"AT+CMEE=1", b"AT+CMEE=2") else b"\r\nERROR\r\n"


received = b""
while sys.stdin not in select.select([master, sys.stdin], [], [])[0]:
    received += os.read(master, 4096)
    while b"\r" in received:
        line, received = received.split(b"\r", 1)
        os.write(master, answer_to(line.strip()))

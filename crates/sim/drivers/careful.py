#!/usr/bin/env python3
"""A careful driver: it reads lines, waits for what belongs to its command, and begins again from what the module says it has.

Usage: careful.py TERMINAL. Python's standard library is all it needs.
"""
import os
import re
import select
import sys
import termios
import time
import tty

SPEED = float(os.environ.get("VIRTUAL_MODULE_SPEED", "1"))
BAUD_RATES = [termios.B115200, termios.B9600]
FINAL = re.compile(rb"^(OK|ERROR(: ?\d+)?|\+CM[ES] ERROR: ?.*|NO CARRIER)$")
# What ends a session, whoever asked for it.
LOST = re.compile(rb"\+MQTTBREAK: ?1,|\+MQTTCLOSE: ?1,|\+MIPCALL: ?0$|AT command ready|\+SIM DROP")
# Whom to believe of a line that lost a byte? Nobody: it is asked for once more.


class Gone(Exception):
    """The port is gone."""


def clock():
    return time.monotonic() * SPEED


class Module:
    def __init__(self, path):
        self.path, self.port, self.baud = path, None, 0
        self.rest, self.lost = b"", True

    def open(self):
        """Opens the port, as often as it takes: it may come back under another name, to which the path leads."""
        if self.port is not None:
            os.close(self.port)
            self.port = None
        while True:
            try:
                self.port = os.open(self.path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
                tty.setraw(self.port, termios.TCSANOW)
                settings = termios.tcgetattr(self.port)
                settings[4] = settings[5] = BAUD_RATES[self.baud]
                termios.tcsetattr(self.port, termios.TCSANOW, settings)
                self.rest, self.lost = b"", True
                return
            except (OSError, termios.error):
                time.sleep(0.5 / SPEED)

    def line(self, deadline):
        """The next line, or None when there is none in time. Blank lines are none."""
        while True:
            line, found, rest = self.rest.partition(b"\n")
            if found:
                self.rest = rest
                line = line.strip()
                if LOST.search(line):
                    self.lost = True
                if line:
                    return line
                continue
            if self.rest.strip() == b">":
                self.rest = b""
                return b">"
            left = deadline - clock()
            if left <= 0:
                return None
            try:
                if select.select([self.port], [], [], left / SPEED)[0]:
                    bytes_ = os.read(self.port, 4096)
                    if not bytes_:
                        raise Gone
                    self.rest = (self.rest + bytes_)[-65536:]
            except OSError as error:
                raise Gone from error

    def send(self, data):
        try:
            while data:
                select.select([], [self.port], [], 5)
                data = data[os.write(self.port, data):]
        except OSError as error:
            raise Gone from error

    def ask(self, command, seconds=10, data=None, status=None):
        """Whether the command went well, and the lines that came with it. Waits for its status line, where it has one."""
        begun = clock()
        self.send(command.encode() + b"\r")
        lines, done, tag = [], False, status and status.encode()
        while True:
            line = self.line(begun + seconds)
            if line is None:
                # It may be in the middle of anything: whatever is late is let go by.
                self.quiet()
                return False, lines
            if line == b">" and data is not None:
                self.send(data)
                data = None
            elif FINAL.match(line):
                if line != b"OK":
                    return False, lines
                done = True
                if tag is None:
                    return True, lines
            elif tag and line.startswith(tag):
                # Some modules say the status before their OK.
                good = line.rstrip().endswith(b",1")
                if not done:
                    self.ask_rest(begun + seconds)
                return good, lines
            else:
                lines.append(line)
            if done and self.lost and tag:
                return False, lines

    def ask_rest(self, deadline):
        """The OK that belongs to a status line which came first."""
        while (line := self.line(deadline)) is not None and not FINAL.match(line):
            pass

    def quiet(self, seconds=2):
        """Hears what comes until nothing does, or for a while where it never ends."""
        end = clock() + 5 * seconds
        while clock() < end and self.line(clock() + seconds) is not None:
            pass

    def pause(self, seconds):
        """Time passes, and what the module says meanwhile is heard."""
        deadline = clock() + seconds
        while not self.lost and self.line(deadline) is not None:
            pass

    def has(self, command, pattern, seconds=10):
        good, lines = self.ask(command, seconds)
        return good and any(re.search(pattern, line) for line in lines)

    def session(self):
        """From whatever there is to an open client. False where something is not there yet."""
        if not self.ask("AT", 5)[0]:
            # Another speed, perhaps; or data is waited for, which takes 30 s at most.
            self.baud = (self.baud + 1) % len(BAUD_RATES)
            self.open()
            return False
        self.ask("AT+CMEE=1")
        if not self.has("AT+CPIN?", rb"READY"):
            return False
        if not self.has("AT+CEREG?", rb"\+CEREG: ?\d,[15]"):
            return False
        if not self.has("AT+MIPCALL?", rb"\+MIPCALL: ?1,(?!0\.0\.0\.0)"):
            self.ask("AT+MIPCALL=0")
            self.quiet(2)
            self.ask('AT+MIPCALL=1,"CMNET"')
            begun = clock()
            while not self.has("AT+MIPCALL?", rb"\+MIPCALL: ?1,(?!0\.0\.0\.0)"):
                if clock() - begun > 60:
                    return False
                self.quiet(2)
        self.ask("AT+MQTTCLOSE=1", 30, status="+MQTTCLOSE: 1")
        self.lost = False
        if not self.ask('AT+MQTTUSER=1,"careful","secret"')[0]:
            return False
        good, _ = self.ask('AT+MQTTOPEN=1,"broker.example",1883,1,60', 75, status="+MQTTOPEN: 1")
        self.lost = not good
        return good

    def run(self):
        number = 0
        self.open()
        while True:
            try:
                if self.lost and not self.session():
                    self.lost = True
                    # Each try costs the network something.
                    self.quiet(5)
                    continue
                number += 1
                payload = f"value {number}".encode()
                command = f'AT+MQTTPUB=1,"careful/value",1,0,{len(payload)}'
                if not self.ask(command, 60, payload, "+MQTTPUB: 1")[0]:
                    self.lost = True
                    continue
                self.pause(8)
            except Gone:
                self.open()


Module(sys.argv[-1]).run()

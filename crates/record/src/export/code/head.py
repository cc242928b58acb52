# It needs pyserial (pip install pyserial). Run it with the name of the port: python3 session.py /dev/ttyUSB0 115200

import sys
import time


ERRORS = (b"ERROR", b"+CME ERROR", b"+CMS ERROR")


class Failed(Exception):
    """The module refused a command, or did not answer in time."""


def is_success(status):
    """The number of a status: 1 is success, and nothing else is. Behind a comma, some commands say more."""
    return status.split(b",")[0].strip() == b"1"


def is_there(value):
    """What a code tells: 0 says that it is gone."""
    return value.strip() != b"0"


def is_registered(state):
    """The second number of the answer: at home, or at a partner of the operator's."""
    return state.split(b",")[1:2] in ([b"1"], [b"5"])


class Module:
    def __init__(self, port, codes):
        self.port = port
        self.codes = codes
        self.buffer = b""

    def line(self, until):
        """The next line, or None when the time is over. A message goes on until its quotes are closed: whatever it says answers nothing."""
        line = self.ended(until)
        closes = min(until, time.monotonic() + 1)
        while line is not None and line.startswith(b"+") and line.count(b'"') % 2:
            more = self.ended(closes)
            if more is None:
                break
            line += b"\n" + more
        return line

    def ended(self, until):
        """What stands before the next line end, or None when the time is over."""
        while b"\n" not in self.buffer:
            left = until - time.monotonic()
            if left <= 0:
                return None
            self.port.timeout = min(left, 0.2)
            self.buffer += self.port.read(256)
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.strip(b"\r")

    def code(self, line):
        """A line that is no end of a command: an answer, or a code that came unasked. Put here what your program does then."""
        if any(line.startswith(code) for code in self.codes):
            print("code:", line.decode(errors="replace"))

    def prompt(self, command, until):
        """Waits for the prompt, which has no line end, and has nothing behind it."""
        while time.monotonic() < until:
            while b"\n" in self.buffer:
                line = self.line(until)
                if line.startswith(ERRORS):
                    raise Failed(command, line)
                if line and line != command:
                    self.code(line)
            if self.buffer.strip() == b">":
                self.port.timeout = 0.02
                self.buffer += self.port.read(1)
                if self.buffer.strip() == b">":
                    self.buffer = b""
                    return
            self.port.timeout = 0.1
            self.buffer += self.port.read(1)
        raise Failed(command, "no prompt")

    def command(self, command, reply, data=None, status=None, status_in=0, good=is_success):
        """Sends a command; its data behind the prompt, all of it and nothing else; gives what the line says that tells what came of it."""
        self.port.write(command + b"\r")
        if data is not None:
            self.prompt(command, time.monotonic() + reply)
            self.port.write(data)
        until, done, told = time.monotonic() + reply, False, b"" if status is None else None
        while not done or told is None:
            line = self.line(until)
            if line is None:
                raise Failed(command, "no status" if done else "no answer")
            if told is None and line.startswith(status):
                told = line[len(status):]
                if not good(told):
                    raise Failed(command, line)
            elif not done and line == b"OK":
                done, until = True, time.monotonic() + status_in
            elif not done and line.startswith(ERRORS):
                raise Failed(command, line)
            elif line and line != command:
                self.code(line)
        return told

    def registered(self, command, reply, status, status_in):
        """Asks every second until the network has taken the module in."""
        until = time.monotonic() + status_in
        while True:
            state = self.command(command, reply, status=status, status_in=reply, good=lambda state: True)
            if is_registered(state):
                return
            if time.monotonic() > until:
                raise Failed(command, state)
            time.sleep(1)


def begin(constants, codes):
    """Opens the port, once everything is filled in."""
    if not all(constants):
        sys.exit("Fill in the constants first.")
    import serial

    port = sys.argv[1] if len(sys.argv) > 1 else "/dev/ttyUSB0"
    speed = int(sys.argv[2]) if len(sys.argv) > 2 else 115200
    return Module(serial.Serial(port, speed, timeout=0.2), codes)

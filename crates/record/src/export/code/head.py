# It needs pyserial (pip install pyserial). Run it with the name of the port: python3 session.py /dev/ttyUSB0 115200

import sys
import time


class Failed(Exception):
    """The module refused a command, or did not answer in time."""


class Module:
    def __init__(self, port, codes):
        self.port = port
        self.codes = codes
        self.buffer = b""

    def line(self, until):
        """The next line without its end, or None when the time is over."""
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
        """Waits for the prompt, which has no line end."""
        while time.monotonic() < until:
            self.port.timeout = 0.1
            self.buffer += self.port.read(1)
            head, _, tail = self.buffer.rpartition(b"\n")
            if tail.strip() == b">":
                self.buffer = b""
                return
            for line in head.split(b"\n"):
                if line.strip().startswith((b"ERROR", b"+CME ERROR")):
                    raise Failed(command, line)
        raise Failed(command, "no prompt")

    def command(self, command, reply, data=None, status=None, status_in=0):
        """Sends a command; its data behind the prompt, all of it and nothing else; and waits for what the broker makes of it."""
        self.port.write(command + b"\r")
        if data is not None:
            self.prompt(command, time.monotonic() + reply)
            self.port.write(data)
        until, done, told = time.monotonic() + reply, False, status is None
        while not (done and told):
            line = self.line(until)
            if line is None:
                raise Failed(command, "no status" if done else "no answer")
            if status is not None and line.startswith(status):
                # 1 is success, and nothing else is. Behind a comma, some commands say more.
                if line[len(status):].split(b",")[0].strip() != b"1":
                    raise Failed(command, line)
                told = True
            elif not done and line == b"OK":
                done, until = True, time.monotonic() + status_in
            elif not done and line.startswith((b"ERROR", b"+CME ERROR", b"+CMS ERROR")):
                raise Failed(command, line)
            elif line and line != command:
                self.code(line)


def begin(constants, codes):
    """Opens the port, once everything is filled in."""
    if not all(constants):
        sys.exit("Fill in the constants first.")
    import serial

    port = sys.argv[1] if len(sys.argv) > 1 else "/dev/ttyUSB0"
    speed = int(sys.argv[2]) if len(sys.argv) > 2 else 115200
    return Module(serial.Serial(port, speed, timeout=0.2), codes)

"""Which USB serial ports does the browser see? Keeps a umockdev testbed and plugs virtual modules in and out of it.

Run under umockdev-wrapper, with a folder for the map as its argument. Speaks JSON lines: first it prints the environment that
a browser needs, then it answers each command with one line. It ends when its standard input does.

    {"do": "plug", "port": 0, "pty": "/dev/pts/7"}  ->  {"ok": true}
    {"do": "plug", "port": 0, "pty": "/dev/pts/7", "usb": "1a86:7523"}  ->  {"ok": true}
    {"do": "rewire", "port": 0, "pty": "/dev/pts/8"}  ->  {"ok": true}
    {"do": "unplug", "port": 0}                     ->  {"ok": true}
"""

import json
import os
import pathlib
import signal
import sys

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import UMockdev  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
DESCRIPTION = (HERE / "module.umockdev").read_text()
PORTS = 4

# The module's own, as in the description.
OWN = "2cb7:0a05"


class Port:
    """One USB socket of the virtual computer."""

    def __init__(self, index):
        self.node = f"/dev/ttyUSB{index}"
        self.description = (
            DESCRIPTION.replace("@PORT@", str(index + 1))
            .replace("@INDEX@", str(index))
            .replace("@DEVNUM@", f"{index + 2:03}")
        )
        self.tty = "/sys" + [line[3:] for line in self.description.splitlines() if line.startswith("P: ")][-1]
        self.pty = None
        self.link = None
        self.target = None


class Bed:
    """The virtual computer: its testbed, its ports, and the map that the shim reads."""

    def __init__(self, folder):
        self.testbed = UMockdev.Testbed.new()
        self.ports = [Port(index) for index in range(PORTS)]
        self.map = pathlib.Path(folder) / "ports"
        for port in self.ports:
            self.testbed.add_from_string(port.description)
            # A port that is out is one that a scan of this folder does not find: umockdev cannot add a device a second time.
            port.link = pathlib.Path(self.testbed.get_root_dir(), "sys/class/tty", pathlib.Path(port.node).name)
            port.target = os.readlink(port.link)
            port.link.unlink()
        self.write_map()

    def environment(self):
        """What a browser needs in its environment to see these ports, besides the shim."""
        return {
            "UMOCKDEV_DIR": self.testbed.get_root_dir(),
            "LD_PRELOAD": os.environ["LD_PRELOAD"],
            "SHIM_MAP": str(self.map),
        }

    def plug(self, index, pty, usb=OWN):
        port = self.ports[index]
        if port.pty:
            raise ValueError(f"{port.node} is plugged in already")
        vendor, product = usb.split(":")
        self.testbed.set_property(port.tty, "ID_VENDOR_ID", vendor)
        self.testbed.set_property(port.tty, "ID_MODEL_ID", product)
        port.pty = pty
        self.write_map()
        port.link.symlink_to(port.target)
        self.testbed.uevent(port.tty, "add")

    def rewire(self, index, pty):
        self.ports[index].pty = pty
        self.write_map()

    def unplug(self, index):
        port = self.ports[index]
        if not port.pty:
            raise ValueError(f"{port.node} is not plugged in")
        port.pty = None
        self.write_map()
        port.link.unlink()
        self.testbed.uevent(port.tty, "remove")

    def write_map(self):
        lines = [f"{port.node} {port.pty}\n" for port in self.ports if port.pty]
        fresh = self.map.with_suffix(".new")
        fresh.write_text("".join(lines))
        fresh.replace(self.map)


def main():
    # An ordinary exit lets the testbed remove its folder.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    bed = Bed(sys.argv[1])
    print(json.dumps(bed.environment()), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        try:
            match command["do"]:
                case "plug":
                    bed.plug(command["port"], command["pty"], command.get("usb", OWN))
                case "rewire":
                    bed.rewire(command["port"], command["pty"])
                case "unplug":
                    bed.unplug(command["port"])
                case other:
                    raise ValueError(f"no such command: {other}")
            answer = {"ok": True}
        except Exception as error:  # The test that asked gets to read it.
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()

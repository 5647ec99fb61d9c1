"""A computer in QEMU, without KVM: its power, its screen, its USB port, its
keyboard, and the agent inside it (agent.c), which has fingers and a shell.

Nothing here sleeps for luck: every wait is for something that is seen, and
fails with what was waited for when `PATIENCE` is over."""

import json
import os
import re
import socket
import subprocess
import time

WIDTH, HEIGHT = 1280, 720
PATIENCE = float(os.environ.get("ENCOUNTER_VM_PATIENCE", "300"))  # seconds


class Failed(Exception):
    """What a person would have noticed."""


def until(what, look, patience=PATIENCE, pause=0.1):
    """What look() returns once that is true."""
    end = time.monotonic() + patience
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > end:
            raise Failed(f"not within {patience:.0f} s: {what}")
        time.sleep(pause)


class Picture:
    """What is on a screen: rows of red, green, blue."""

    def __init__(self, ppm):
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", ppm)
        if not head:
            raise Failed("no picture")
        self.size = int(head[1]), int(head[2])
        self.bytes = ppm[head.end():]

    def likeness(self, other):
        """How many of a grid of pixels are the same to the eye, 0 to 1; in the
        left half, since the drawings in the other change by themselves."""
        if self.size != other.size:
            return 0.0
        width, height = self.size
        alike = count = 0
        for y in range(2, height, 5):
            for x in range(2, width // 2, 5):
                at = 3 * (y * width + x)
                count += 1
                alike += all(abs(a - b) <= 12 for a, b in zip(
                    self.bytes[at:at + 3], other.bytes[at:at + 3]))
        return alike / count


class Machine:
    def __init__(self, image, folder, data, extra=(), append="",
                 is_disk_late=False):
        self.folder = folder
        self.extra, self.append = list(extra), append
        self.image, self.data = image, data
        self.is_disk_late = is_disk_late
        self.shots = self.taps = 0
        self.qemu = self.qmp = self.agent = None

    # --- power

    def on(self):
        for name in ("qmp", "agent"):
            if os.path.exists(self.at(name)):
                os.remove(self.at(name))
        self.started = time.monotonic()
        with open(self.at("qemu.log"), "ab") as log:
            self.qemu = subprocess.Popen(self.command(), stdout=log,
                                         stderr=log, stdin=subprocess.DEVNULL)
        self.qmp = self.connect("qmp")
        self.qmp.readline()
        self.ask("qmp_capabilities")
        self.agent = self.connect("agent")
        return self

    def command(self):
        return [
            "qemu-system-x86_64", "-accel", "tcg,thread=multi", "-smp", "2",
            "-cpu", "Nehalem", "-M", "q35", "-m", "1024", "-nodefaults",
            "-no-user-config", "-nic", "none", "-display", "none",
            "-device", f"virtio-gpu-pci,xres={WIDTH},yres={HEIGHT},id=gpu",
            "-device", "qemu-xhci,id=usb", "-device", "i6300esb",
            "-action", "watchdog=reset",
            "-drive", f"file={self.image}/root.ext4,if=none,id=system,"
                      "format=raw,readonly=on",
            "-device", "virtio-blk-pci,drive=system,id=root",
            "-drive", f"file={self.data},if=none,id=answers,format=raw,"
                      "cache=writeback",
            *([] if self.is_disk_late else
              ["-device", "virtio-blk-pci,drive=answers,id=data"]),
            "-device", "pcie-root-port,id=later,chassis=1",
            "-kernel", f"{self.image}/vmlinuz",
            "-initrd", f"{self.image}/initrd",
            # Guards against Meltdown and its like cost this emulation half of
            # its speed, and it has nobody to guard against.
            "-append", "root=/dev/vda ro quiet loglevel=3 mitigations=off "
                       "vt.global_cursor_default=0 consoleblank=0 panic=10 "
                       "console=ttyS0 " + self.append,
            "-serial", f"file:{self.at('serial.log')}",
            "-device", "virtio-serial",
            "-chardev", f"socket,path={self.at('agent')},server=on,wait=off,"
                        "id=agent",
            "-device", "virtserialport,chardev=agent,name=agent",
            "-qmp", f"unix:{self.at('qmp')},server=on,wait=off",
        ] + self.extra

    def cut(self):
        """The plug is pulled."""
        if self.qemu:
            self.qemu.kill()
            self.qemu.wait()
            for channel in (self.qmp, self.agent):
                if channel:
                    channel.close()
        self.qemu = None

    def at(self, name):
        return os.path.join(self.folder, name)

    def connect(self, name):
        def attempt():
            if self.qemu.poll() is not None:
                raise Failed("qemu ended: see " + self.at("qemu.log"))
            channel = socket.socket(socket.AF_UNIX)
            try:
                channel.connect(self.at(name))
            except OSError:
                channel.close()
                return None
            channel.settimeout(PATIENCE)
            return channel.makefile("rw", encoding="utf-8", errors="replace")
        return until("qemu listens", attempt)

    # --- QMP

    def ask(self, command, **arguments):
        json.dump({"execute": command, "arguments": arguments}, self.qmp)
        self.qmp.write("\n")
        self.qmp.flush()
        while True:
            answer = json.loads(self.qmp.readline())
            if "error" in answer:
                raise Failed(f"{command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]

    def picture(self):
        path = self.at("now.ppm")
        self.ask("screendump", filename=path)
        with open(path, "rb") as file:
            return Picture(file.read())

    def shot(self, name):
        """Leaves a PNG for people."""
        self.shots += 1
        self.ask("screendump", format="png",
                 filename=self.at(f"{self.shots:02d}-{name}.png"))

    def keys(self, names):
        """As on a keyboard that somebody plugs in: 'ctrl-alt-delete'."""
        self.ask("human-monitor-command",
                 **{"command-line": f"sendkey {names}"})

    def put_stick(self, file):
        self.ask("blockdev-add", **{
            "driver": "raw", "node-name": "stick", "file": {
                "driver": "file", "filename": file}})
        self.ask("device_add", driver="usb-storage", id="stick",
                 drive="stick", removable=True)

    def put_disk(self):
        """The one for answers, where it was not there from the start."""
        self.ask("device_add", driver="virtio-blk-pci", drive="answers",
                 id="data", bus="later")

    def pull_stick(self):
        self.ask("device_del", id="stick")

        def is_gone():
            try:
                self.ask("blockdev-del", **{"node-name": "stick"})
            except Failed:
                return False
            return True
        until("the stick is out", is_gone)

    def flushes(self):
        """How often the disk for answers was told to keep what it has."""
        return sum(part["stats"]["flush_operations"]
                   for part in self.ask("query-blockstats")
                   if part.get("qdev", "").find("data") >= 0)

    # --- the agent

    def wait_agent(self):
        self.agent.readline()

    def hand(self, line):
        """What the agent says to a command, which must succeed."""
        said, status = self.try_hand(line)
        if status:
            raise Failed(f"{line}: {status}: {said}")
        return said

    def try_hand(self, line):
        self.agent.write(line + "\n")
        self.agent.flush()
        said = []
        while True:
            got = self.agent.readline()
            if not got:
                raise Failed("the agent is gone")
            end = re.fullmatch(r"(.*)\x04(\d+|ready)\n", got)
            if not end:
                said.append(got)
            elif end[2] != "ready":
                said.append(end[1])
                return "".join(said), int(end[2])

    def run(self, line):
        return self.hand("run " + line)

    def tap(self, x, y):
        """In pixels, as long as a person does it; when the finger left, in us
        of the machine's own clock. No two are at the same place: the kernel
        says only what changed, and a program that has just begun does not
        know where the finger was before."""
        self.taps += 1
        x, y = x + self.taps % 7 - 3, y + self.taps % 5 - 2
        self.hand(f"down 0 {x * 9999 // (WIDTH - 1)} "
                  f"{y * 9999 // (HEIGHT - 1)}")
        time.sleep(0.15)
        return int(self.hand("up 0"))

    def receipts(self):
        """When, in us, the kiosk said of which records that it kept them,
        since the start."""
        said = self.run("journalctl -b -u encounter -o json --no-pager "
                        "--output-fields=MESSAGE")
        lines = [json.loads(line) for line in said.splitlines()]
        return {line["MESSAGE"][4:]: int(line["__MONOTONIC_TIMESTAMP"])
                for line in lines
                if str(line.get("MESSAGE")).startswith("ACK ")}

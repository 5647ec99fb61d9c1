"""The kiosk in a machine: what its image and its disk are made of, what a
visitor does, what should be seen and what is kept."""

import os
import re
import shutil
import subprocess
import time

from machine import HEIGHT, WIDTH, Failed, Machine, Picture, until

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
SAME = 0.97  # of the pixels: one line of words more is another screen
# From one picture to the next, by a touch; the last one sends an answer.
FORM = (("attract", "lang.en"), ("host", "say"), ("notice", "notice.start"),
        ("question", "answer.stance.follow"), ("answered", "send"))
REFERENCE = """start size={size} config={config}
expect screen=attract
idle 9s
shot attract
stick sda1 took id=foo version=2099.1.1 before=2026.11.1
stick sda1 copied count=1
stick sda1 done
idle 1s
shot taken
stick sda1 gone
idle 3s
expect screen=attract
tap face.4
idle 6s
expect text=It is kept
shot kept
idle 6s
expect screen=attract
tap lang.en
idle 2s
shot host
tap page.who
idle 2s
shot page
tap back
idle 2s
tap say
idle 2s
shot notice
tap notice.start
idle 2s
shot question
tap answer.stance.follow
idle 3s
shot answered
tap send
idle 2s
expect screen=thanks
shot thanks
"""
CONFIG = """kiosk: vm-1
site: foo
programme: rabat-2018
languages: [en]
panel: {width_mm: 300, bottom_mm: 700}
k: 3
"""


def call(*command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.STDOUT, check=False, **more)
    if done.returncode:
        raise Failed(f"{' '.join(command)}: {done.stdout[-3000:]}")
    return done.stdout


class Workshop:
    """What is made once, before the machines: packages, image, keys, and the
    pictures that a scripted visit of the same program leaves."""

    def __init__(self, out):
        self.out = out
        self.programs = os.path.join(out, "build")
        self.debs = os.path.join(out, "debs")
        self.image = os.path.join(out, "image")
        self.settings = os.path.join(out, "settings")
        self.references = {}

    def at(self, *names):
        return os.path.join(self.out, *names)

    def make(self):
        os.makedirs(self.out, exist_ok=True)
        shutil.rmtree(self.debs, ignore_errors=True)
        call(f"{SOURCE}/deploy/package", "--build", self.programs, self.debs)
        self.make_keys()
        self.make_image(self.make_base())
        self.make_references()

    def program(self, name, *arguments):
        return call(os.path.join(self.programs, name), *arguments)

    def make_keys(self):
        shutil.rmtree(self.settings, ignore_errors=True)
        os.makedirs(os.path.join(self.settings, "keys.d"))
        with open(self.at("pw"), "w", encoding="utf-8") as file:
            file.write("a passphrase of the tests\n")
        for program, key in (("content", "sign"), ("report", "open")):
            shutil.rmtree(self.at(key), ignore_errors=True)
            self.program(f"encounter-{program}", "keygen", "--out",
                         self.at(key), "--passphrase-file", self.at("pw"))
        shutil.copy(self.at("open", "open.pub"), self.settings)
        shutil.copy(self.at("sign", "sign.pub"),
                    os.path.join(self.settings, "keys.d", "lab.pub"))
        with open(os.path.join(self.settings, "kiosk.yaml"), "w",
                  encoding="utf-8") as file:
            file.write(CONFIG)

    def make_base(self):
        """A Debian with what our packages depend on; kept while that is the
        same."""
        wanted = set()
        for deb in sorted(os.listdir(self.debs)):
            said = call("dpkg-deb", "-f", os.path.join(self.debs, deb),
                        "Depends")
            wanted |= {re.split(r"[ |]", part.strip())[0]
                       for part in said.split(",")}
        wanted = sorted(name for name in wanted
                        if name and not name.startswith("encounter"))
        with open(os.path.join(HERE, "make_base"), encoding="utf-8") as file:
            recipe = file.read() + "\n".join(wanted)
        base, known = self.at("base.tar"), self.at("base.recipe")
        if not (os.path.exists(base) and os.path.exists(known) and
                open(known, encoding="utf-8").read() == recipe):
            call(os.path.join(HERE, "make_base"), base, *wanted)
            with open(known, "w", encoding="utf-8") as file:
                file.write(recipe)
        return base

    def make_image(self, base):
        agent = self.at("agent")
        call("cc", "-std=c17", "-O1", "-Wall", "-Wextra", "-static", "-o",
             agent, os.path.join(HERE, "agent.c"))
        os.makedirs(self.image, exist_ok=True)
        call(os.path.join(HERE, "make_image"), base, self.debs, agent,
             self.settings, self.image)

    def make_references(self):
        """What the screen should show, and where to touch it."""
        shots = self.at("shots")
        shutil.rmtree(shots, ignore_errors=True)
        script = self.at("reference.visit")
        with open(script, "w", encoding="utf-8") as file:
            file.write(REFERENCE.format(
                size=f"{WIDTH}x{HEIGHT}",
                config=f"{self.settings}/kiosk.yaml"))
        call(os.path.join(self.programs, "encounter"),
             "--content", f"{SOURCE}/content", "--assets", f"{SOURCE}/assets",
             "--config", f"{self.settings}/kiosk.yaml",
             "--data", self.at("reference-data"), "--visit", script,
             "--shots", shots, env={**os.environ, "SDL_VIDEODRIVER": "dummy"})

    def place(self, shot, what):
        """The centre of what is touched on that screen."""
        with open(self.at("shots", shot + ".draw"), encoding="utf-8") as file:
            found = re.search(
                rf"^touch (\d+),(\d+) (\d+)x(\d+) {re.escape(what)}$",
                file.read(), re.M)
        if not found:
            raise Failed(f"no {what} on {shot}")
        x, y, width, height = map(int, found.groups())
        return x + width // 2, y + height // 2

    def disk(self, name, megabytes=256):
        """An empty disk for answers."""
        path = self.at(name)
        if os.path.exists(path):
            os.remove(path)
        call("mke2fs", "-q", "-t", "ext4", "-L", "encounter-data", "-m", "1",
             path, f"{megabytes}M")
        return path

    def reference(self, shot):
        if shot not in self.references:
            self.references[shot] = Picture(
                png_to_ppm(self.at("shots", shot + ".png")))
        return self.references[shot]

    def base_log(self):
        """What was said while the Debian was made."""
        path = self.at("base.tar.log")
        if not os.path.exists(path):
            return ""
        with open(path, encoding="utf-8") as file:
            return file.read()


def png_to_ppm(path):
    """Of the 8-bit pictures that the program's --shots writes."""
    import struct
    import zlib
    with open(path, "rb") as file:
        data = file.read()
    at, packed, width, height, channels = 8, b"", 0, 0, 3
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
            channels = {2: 3, 6: 4}[body[9]]
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    raw, step = zlib.decompress(packed), channels
    row_bytes, before, rows = width * step, bytes(width * step), []
    for y in range(height):
        start = y * (row_bytes + 1)
        row = bytearray(raw[start + 1:start + 1 + row_bytes])
        unfilter(raw[start], row, before, step)
        before = bytes(row)
        rows.append(before if step == 3 else b"".join(
            before[x:x + 3] for x in range(0, row_bytes, 4)))
    return b"P6\n%d %d\n255\n" % (width, height) + b"".join(rows)


def unfilter(kind, row, above, step):
    for x in range(len(row)) if kind else ():
        left = row[x - step] if x >= step else 0
        corner = above[x - step] if x >= step else 0
        if kind == 1:
            add = left
        elif kind == 2:
            add = above[x]
        elif kind == 3:
            add = (left + above[x]) // 2
        else:
            guess = left + above[x] - corner
            add = min((left, above[x], corner),
                      key=lambda value: abs(guess - value))
        row[x] = (row[x] + add) & 255


class Kiosk(Machine):
    def __init__(self, workshop, name, disk=None, **more):
        self.workshop = workshop
        folder = workshop.at("run", name)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        super().__init__(workshop.image, folder,
                         disk or workshop.disk(f"run/{name}/data.ext4"),
                         **more)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        try:
            if kind and self.agent:
                self.tell_fault()
        except Failed as more:
            print("  and no more is known: " + str(more)[:200], flush=True)
        finally:
            self.cut()

    def tell_fault(self):
        """What whoever looks for the fault wants to see."""
        self.shot("fault")
        said = self.run("systemctl --failed --no-pager --plain; "
                        "systemctl status --no-pager encounter; "
                        "journalctl -b --no-pager -o short-monotonic")
        with open(self.at("journal"), "w", encoding="utf-8") as file:
            file.write(said)

    def starts(self):
        """Power on, and the first screen as it should be; seconds."""
        self.on()
        self.wait_screen()
        took = time.monotonic() - self.started
        self.wait_agent()
        return took

    def shows(self, reference="attract", same=SAME):
        wanted = self.workshop.reference(reference)
        return self.picture().likeness(wanted) > same

    def wait_screen(self, reference="attract"):
        wanted = self.workshop.reference(reference)
        since = time.monotonic()
        until(f"the screen '{reference}' of {self.folder}",
              lambda: self.picture().likeness(wanted) > SAME, pause=0.4)
        return time.monotonic() - since

    def main_pid(self):
        return int(self.run("systemctl show -P MainPID encounter"))

    def pulse(self):
        """How often its threads have gone to sleep, and seconds of a core."""
        pid = self.main_pid()
        said = self.run(f"cat /proc/{pid}/task/*/status /proc/{pid}/stat")
        sleeps = re.findall(r"^voluntary_ctxt_switches:\s+(\d+)", said, re.M)
        ticks = said.rsplit(")", 1)[1].split()[11:13]
        return sum(map(int, sleeps)), sum(map(int, ticks)) / 100

    def size(self):
        """Its own memory in KiB, and how many files it has open."""
        pid = self.main_pid()
        status = self.run(f"cat /proc/{pid}/status")
        return (int(re.search(r"^RssAnon:\s+(\d+)", status, re.M)[1]),
                int(self.run(f"ls /proc/{pid}/fd | wc -l")))

    def touch(self, shot, what):
        return self.tap(*self.workshop.place(shot, what))

    def is_kept_after(self, touch, pause_ms=0):
        """The record that comes of it; ms from the finger to where the disk
        had it for good, and to the receipt, which is written when its
        thank-you stands on the screen. Both without that pause."""
        before = self.receipts()
        since_us = touch()
        since = time.monotonic()
        time.sleep(pause_ms * 0.9 / 1000)
        kept_ms = 1000 * (self.wait_flushes() - since)

        def new():
            return {record: us for record, us in self.receipts().items()
                    if record not in before}
        (record, us), = until("a record is kept after a touch", new,
                              pause=1).items()
        return record, kept_ms - pause_ms, (us - since_us) / 1000 - pause_ms

    def wait_flushes(self):
        """When the next of a row of them ended; file and journal have one
        each."""
        seen = first = self.flushes()
        at = None
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if self.flushes() != seen:
                at, seen = time.monotonic(), self.flushes()
                end = at + 0.3
            time.sleep(0.01)
        if seen == first:
            raise Failed("nothing is kept on the disk after a touch")
        return at

    def says(self):
        """Touches a face, which is kept when its visitor had 4 s to change
        their mind."""
        return self.is_kept_after(lambda: self.touch("attract", "face.4"),
                                  4000)

    def sends(self):
        """A visit from the first screen to an answer that is sent."""
        for shot, what in FORM[:-1]:
            self.wait_screen(shot)
            self.touch(shot, what)
        shot, what = FORM[-1]
        self.wait_screen(shot)
        return self.is_kept_after(lambda: self.touch(shot, what))

    def kept(self):
        """How many answers are on the disk, sealed, waiting or in batches."""
        said = self.run("encounter-report list /var/lib/encounter")
        return sum(int(n) for n in re.findall(r"^SEALED (\d+)", said, re.M))

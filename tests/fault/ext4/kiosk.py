"""The real programs on a data folder: a day that is recorded, and what must be
true of every state that a cut of power in it leaves."""

import hashlib
import json
import os
import re
import shutil
import subprocess

from disk import PATIENCE_S, ROOT, Fault, Unbootable

OLD, NEW = "v3", "v4"  # of the host foo
LEAST = 3  # k: records in a batch


class Lost(Fault):
    """A record that a visitor was thanked for, or a batch, is not there."""


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def face(number):
    return f"expect screen=attract\ntap face.{number}\nidle 9s\n"


# Each with its receipt, so many that a store has some behind and before it.
FACES = "".join(face(1 + n % 5) for n in range(4))
ANSWERS = """tap lang.en
tap say
tap notice.start
tap answer.stance.follow
idle 700ms
tap send
expect screen=thanks
tap finish
expect screen=attract
"""
GROUP = "group open\n" + ANSWERS * 2 + "group close\n"


class Kiosk:
    """A kiosk's programs; `at` is its data folder, and where we are lie its
    kiosk.yaml, the keys that it believes, and sticks."""

    def __init__(self, programs, at):
        self.programs, self.at, self.preload = programs, at, None
        self.versions = {}  # of foo, as they were installed: its files

    def environment(self):
        more = dict(os.environ)
        # Leaks are looked for where it costs less than half of the time.
        more["ASAN_OPTIONS"] = ":".join(
            [more.get("ASAN_OPTIONS", ""), "detect_leaks=0",
             "verify_asan_link_order=0"])
        if self.preload:
            more["LD_PRELOAD"] = self.preload
        return more

    def command(self, program, *arguments):
        return [self.programs[program], *arguments]

    def run(self, program, *arguments, status=0):
        command = self.command(program, *arguments)
        done = subprocess.run(command, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False,
                              timeout=PATIENCE_S, env=self.environment())
        if done.returncode != status:
            raise Fault(f"{program} {arguments[0]}: exit status "
                        f"{done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def places(self):
        return ("--config", "kiosk.yaml", "--data", self.at,
                "--content", f"{ROOT}/content")

    def kiosk_places(self):
        return self.places() + ("--assets", f"{ROOT}/assets", "--socket",
                                "sock")

    # What is done.

    def play(self, script, on_receipt):
        """A scripted visit, and on_receipt(id) for each record as it is
        acknowledged. The words of the program if it fails."""
        with open("play.visit", "w", encoding="utf-8") as file:
            file.write(script)
        receipts, theirs = os.pipe()
        with open("play.said", "w", encoding="utf-8") as said:
            kiosk = subprocess.Popen(
                self.command("encounter", "--visit", "play.visit",
                             "--receipt-fd", str(theirs),
                             *self.kiosk_places()),
                stdout=said, stderr=said, pass_fds=(theirs,),
                env=self.environment())
        os.close(theirs)
        try:
            with os.fdopen(receipts, encoding="ascii") as lines:
                for line in lines:
                    on_receipt(line.split()[1])
            if kiosk.wait(PATIENCE_S):
                raise Unbootable("the kiosk does not show what it should\n" +
                                 read("play.said"))
        finally:
            kiosk.kill()
            kiosk.wait()

    def install(self, version):
        self.run("encounter-content", "install", f"stick{version[1:]}",
                 "--keys", "keys", "--socket", "sock", *self.places())
        self.versions.setdefault(version, self.files())

    def seal(self, *more):
        self.run("encounter", "seal", *more, *self.kiosk_places())

    def send(self, place):
        os.makedirs(place, exist_ok=True)
        self.run("encounter-sync", "send", "--to", place, "--plain",
                 "--config", "kiosk.yaml", "--data", self.at)

    # What is there.

    def has(self):
        if not os.path.isdir(os.path.join(self.at, "feedback")):
            return set()
        said = self.run("encounter-report", "list", self.at)
        return set(re.findall(r"^HAVE (\S+)$", said, re.M))

    def files(self):
        """Of what is shown of foo: name to bytes."""
        current = os.path.realpath(os.path.join(self.at, "content/foo/current"))
        found = {}
        for above, _, names in os.walk(current):
            for name in names:
                with open(os.path.join(above, name), "rb") as file:
                    found[os.path.join(above, name)[len(current):]] = (
                        hashlib.sha256(file.read()).digest())
        return found

    def content(self):
        """Which version foo is in all its files."""
        files = self.files()
        return next((version for version in self.versions
                     if self.versions[version] == files), "neither")

    def listed(self):
        said = self.run("encounter-content", "list", "--keys", "keys",
                        *self.places())
        for line in said.splitlines():
            words = line.split()
            if words[:1] == ["foo"] and words[3:4] == ["shown"]:
                return words[1]
        return "nothing"

    def batches(self):
        """Name to bytes, of whole ones: what a name says of the bytes, and
        the header of the lines, is so."""
        found, outbox = {}, os.path.join(self.at, "outbox")
        for name in sorted(os.listdir(outbox) if os.path.isdir(outbox) else ()):
            if not name.endswith(".jsonl"):
                continue
            with open(os.path.join(outbox, name), "rb") as file:
                data = file.read()
            header, *lines = data.splitlines() or [b"{}"]
            if (name[-14:-6] != hashlib.sha256(data).hexdigest()[:8] or
                    json.loads(header)["records"] != len(lines)):
                raise Lost(f"the batch {name} is not whole")
            found[name] = data
        return found


def ids(batches):
    return [json.loads(line)["id"] for data in batches.values()
            for line in data.splitlines()[1:]]


class Promise:
    """What must be true after a cut at some moment."""

    def __init__(self):
        self.thanked, self.batches = set(), {}
        self.content = {OLD}
        self.tried = set()

    def note(self, kind, value):
        if kind == "thanked":
            self.thanked.add(value)
        elif kind == "batches":
            self.batches.update(value)
        elif kind == "begun":
            self.content = self.content | {value}
        elif kind == "content":
            self.content = {value}


class Day:
    """A story on a kiosk whose disk is recorded: what was promised when."""

    def __init__(self, kiosk, position):
        self.kiosk, self.position = kiosk, position
        self.events, self.tried, self.count = [], set(), 0

    def note(self, kind, value):
        self.events.append((self.position(), kind, value))

    def promise(self, cut):
        """Of what was said before the entry `cut` of the log."""
        promise = Promise()
        promise.tried = self.tried
        for position, kind, value in self.events:
            # what has begun may be on the disk with the next entry
            if position < cut or (position == cut and kind != "begun"):
                promise.note(kind, value)
        return promise

    def thank(self, record):
        self.note("thanked", record)
        self.count += 1

    def install(self):
        self.note("begun", NEW)
        self.kiosk.install(NEW)
        self.note("content", NEW)

    def seal(self, *more):
        self.kiosk.seal(*more)
        self.note("batches", self.kiosk.batches())

    def end(self):
        self.tried = self.kiosk.has()
        thanked = self.promise(self.position() + 1).thanked
        if thanked != self.tried:
            raise Fault(f"without any cut, {len(thanked)} were thanked for "
                        f"and {len(self.tried)} are there")

    def whole(self):
        """Visitors, new content, a batch, groups, all of it handed on."""
        for name in ("taken", "sealed"):
            if os.path.exists(name):
                os.remove(name)
        first = len(re.findall("face", FACES))

        def on_receipt(record):
            self.thank(record)
            if self.count == first:
                self.install()
                open("taken", "w", encoding="ascii").close()
            elif self.count == 2 * first:
                self.seal()
                open("sealed", "w", encoding="ascii").close()

        self.kiosk.play(
            f"start size=960x640 seed=11 config=kiosk.yaml\n"
            f"expect text=House {OLD[1:]}\n{FACES}await taken\nidle 100ms\n"
            f"expect text=House {NEW[1:]}\n{FACES}await sealed\n"
            f"{FACES}{ANSWERS}{GROUP}{GROUP}", on_receipt)
        self.seal("--final")
        self.kiosk.send("stick")
        self.end()

    def visits(self):
        """Visitors only."""
        self.kiosk.play("start size=960x640 seed=12 config=kiosk.yaml\n" +
                        FACES * 2, self.thank)
        self.end()

    def recovery(self):
        """The first hour after a cut; all that is there now must stay."""
        for record in self.kiosk.has():
            self.events.append((0, "thanked", record))
        self.events.append((0, "batches", self.kiosk.batches()))
        self.events.append((0, "content", self.kiosk.content()))
        self.kiosk.play("start size=960x640 seed=13 config=kiosk.yaml\n" +
                        face(4) * 2, self.thank)
        self.install()
        self.seal("--final")
        self.end()


def examine(kiosk, promise, seals, starts):
    """A disk after a cut, mounted: what was promised is there. Then the kiosk
    goes on: it `starts`, and `seals` what is kept."""
    before, batches = kiosk.has(), kiosk.batches()
    if promise.thanked - before:
        raise Lost(f"{len(promise.thanked - before)} records of "
                   f"{len(promise.thanked)} are lost")
    if before - promise.tried:
        raise Fault(f"{len(before - promise.tried)} records nobody sent")
    for name, data in promise.batches.items():
        if batches.get(name) != data:
            raise Lost(f"the batch {name} is gone")
    if kiosk.content() not in promise.content:
        raise Lost(f"foo is {kiosk.content()}, not {promise.content}")
    if starts:
        before |= start(kiosk)
    if seals or starts:
        seal(kiosk, before)
    if starts:
        hand_on(kiosk)
    if os.statvfs(kiosk.at).f_flag & os.ST_RDONLY:
        raise Unbootable("the kernel met a fault and made it read-only")


def start(kiosk):
    """What a visitor says then."""
    own, version = set(), kiosk.content()
    if kiosk.listed() != version:
        raise Fault(f"foo {kiosk.listed()} is listed, but {version} is there")
    kiosk.play("start size=960x640 seed=99 config=kiosk.yaml\n"
               f"expect text=House {version[1:]}\n" + face(5), own.add)
    if len(own) != 1:
        raise Unbootable("the kiosk keeps nothing")
    return own


def seal(kiosk, records):
    """All that is kept becomes batches, each record once."""
    kiosk.seal("--final")
    found = ids(kiosk.batches())
    if set(found) != records:
        raise Lost(f"{len(set(found))} of {len(records)} records are in "
                   "batches")
    if len(found) != len(records):
        raise Fault("a record is in two batches")


def hand_on(kiosk):
    kiosk.install(NEW)
    if (kiosk.content(), kiosk.listed()) != (NEW, NEW):
        raise Fault(f"foo {kiosk.listed()} is shown after {NEW} was installed")
    shutil.rmtree("place", ignore_errors=True)
    kiosk.send("place")
    arrived = {name for _, _, names in os.walk("place") for name in names}
    if set(kiosk.batches()) - arrived:
        raise Lost("not every batch is handed on")

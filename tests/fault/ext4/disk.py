"""An ext4 as `deploy/pi/provision` makes it, on a disk that loses power: what
is written below it is recorded with each flush, and of any moment of that log
come images of what the disk may have kept.

All happens in a mount and a process namespace of its own (`enter`), so that
nothing is left mounted, attached or running whatever ends the test."""

import ctypes
import errno
import fcntl
import mmap
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import time

SECTOR = 512
SUPER = struct.Struct("<QQQL")  # of the log: magic, version, entries, sector
ENTRY = struct.Struct("<QQQQ")  # sector, sectors, flags, bytes of a mark
MAGIC = 0x6A736677736872
FLUSH, FUA, DISCARD, MARK = 1, 2, 4, 8
IMAGE_BYTES = 512 << 20  # as small as provision makes the partition
INSIDE = "ENCOUNTER_POWER_CUTS_INSIDE"
TOOLS = ("qemu-storage-daemon", "mkfs.ext4", "e2fsck", "mount",
         "unshare", "minisign")
LOOP_CTL_GET_FREE, LOOP_CONFIGURE = 0x4C82, 0x4C0A
LOOP_CONFIG = struct.Struct("=L56xL240x")  # file, flags
LO_FLAGS_AUTOCLEAR = 4
PR_SET_PDEATHSIG = 1
PATIENCE_S = 900  # for whatever hangs: a test may be paused for a while
MODES = ("none", "all", "some", "prefix", "torn")
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))


class Fault(Exception):
    """Something that a person whose answers these are would not forgive."""


class Unbootable(Fault):
    """The kernel does not mount what is left."""


def call(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise OSError(f"{' '.join(command)}: {done.stdout.strip()}")
    return done.stdout.strip()


def patiently(what, is_done):
    until = time.monotonic() + PATIENCE_S
    while not is_done():
        if time.monotonic() > until:
            raise OSError(f"{what}: still not done")
        time.sleep(0.01)


def skip(why):
    print(why)
    sys.exit(77)


def enter():
    """Starts this program anew, alone among its mounts and processes: when it
    ends, in any way, the kernel ends and unmounts what it had."""
    if INSIDE in os.environ:
        return
    if os.geteuid() != 0:
        skip("power cuts on an ext4 need root")
    for tool in TOOLS:
        if not shutil.which(tool):
            skip(f"{tool} is not installed")
    if not os.path.exists("/dev/fuse"):
        skip("there is no /dev/fuse")
    alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child",
             "--mount-proc"]
    try:
        call(*alone, "true")
    except OSError as error:
        skip(f"no namespaces here: {error}")
    # unshare hears no SIGTERM, so it is killed, with all that is inside; and
    # so it is by the kernel should this process be.
    inner = subprocess.Popen(
        alone + sys.argv, env={**os.environ, INSIDE: "1"},
        preexec_fn=lambda: ctypes.CDLL(None).prctl(
            PR_SET_PDEATHSIG, signal.SIGKILL))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: inner.kill())
    status = inner.wait()
    sys.exit(status if status >= 0 else 128 - status)


def provisioned():
    """What provision hands to mkfs.ext4, and the options of its mount."""
    with open(os.path.join(ROOT, "deploy/pi/provision"),
              encoding="utf-8") as file:
        text = file.read()
    label = re.search(r"^label=(\S+)", text, re.M).group(1)
    made = re.search(r"^\s*run mkfs\.ext4 (.*) \"\$\(part 3\)\"$", text, re.M)
    mounted = re.search(r"^\s*say \"\S+ \$data ext4 (\S+) 0 2\"$",
                        text, re.M)
    options = [option for option in mounted.group(1).split(",")
               if option != "nofail" and not option.startswith("x-")]
    return made.group(1).replace("$label", label).split(), ",".join(options)


MKFS, OPTIONS = provisioned()


def make_image(path):
    with open(path, "wb") as file:
        file.truncate(IMAGE_BYTES)
    call("mkfs.ext4", *MKFS, path)


class Loop:
    """A free loop device over that file, which is its own until nobody uses it;
    losetup does not see a file below another process's mount."""

    def __init__(self, path):
        file = os.open(path, os.O_RDWR)
        with open("/dev/loop-control", "rb") as control:
            self.device = None
            patiently("a free loop device", lambda: self.take(control, file))
        os.close(file)

    def take(self, control, file):
        self.path = f"/dev/loop{fcntl.ioctl(control, LOOP_CTL_GET_FREE)}"
        self.device = os.open(self.path, os.O_RDWR)
        try:
            fcntl.ioctl(self.device, LOOP_CONFIGURE,
                        LOOP_CONFIG.pack(file, LO_FLAGS_AUTOCLEAR))
            return True
        except OSError as error:
            os.close(self.device)
            if error.errno != errno.EBUSY:  # somebody else has taken it
                raise
            return False

    def below(self):
        """Its file as the kernel calls it."""
        name = os.path.basename(self.path)
        try:
            with open(f"/sys/block/{name}/loop/backing_file",
                      encoding="utf-8") as file:
                return file.read()
        except OSError:
            return None


class Mounted:
    """`with Mounted(FILE, AT, more options)`: the loop device goes with it."""

    def __init__(self, file, at, more=""):
        self.file, self.at, self.loop, self.below = file, at, None, None
        self.options = OPTIONS + (more and "," + more)

    def __enter__(self):
        self.loop = Loop(self.file)
        self.below = self.loop.below()
        try:
            call("mount", "-t", "ext4", "-o", self.options, self.loop.path,
                 self.at)
        except OSError as error:
            raise Unbootable(str(error)) from error
        finally:
            os.close(self.loop.device)
        return self.at

    def __exit__(self, *_):
        patiently(f"umount {self.at}", self.umount)
        patiently(f"the end of {self.loop.path}", self.is_free)

    def umount(self):
        return subprocess.run(["umount", self.at], stderr=subprocess.DEVNULL,
                              check=False).returncode == 0

    def is_free(self):
        """Only then all is in the file: another may hold what we unmounted."""
        return self.loop.below() != self.below


def copy_sparse(source, target):
    """What was never written stays a hole."""
    with open(source, "rb") as old, open(target, "wb") as new:
        size, at = os.fstat(old.fileno()).st_size, 0
        new.truncate(size)
        while at < size:
            try:
                at = os.lseek(old.fileno(), at, os.SEEK_DATA)
            except OSError:
                break
            end = os.lseek(old.fileno(), at, os.SEEK_HOLE)
            os.lseek(new.fileno(), at, os.SEEK_SET)
            while at < end:
                at += os.sendfile(new.fileno(), old.fileno(), at, end - at)


def probe(image, at):
    """Skips the test where an ext4 cannot be mounted at all."""
    try:
        with Mounted(image, at):
            pass
    except (OSError, Unbootable) as error:
        skip(f"no ext4 on a loop device here: {error}")


class Recorder:
    """`with Recorder(IMAGE, LOG) as r`: r.file is the image, and every write
    to it and every flush is added to the log before it is answered.

    The daemon has mounts of its own, among them r.file. Were it killed as the
    last holder of a mount that lies on r.file, it would wait for itself to
    unmount it, and whoever syncs with it."""

    def __init__(self, image, log):
        self.image, self.log, self.mountpoint = image, log, log + ".disk"
        self.daemon = self.reader = self.file = None

    def __enter__(self):
        for path in (self.log, self.mountpoint):
            open(path, "wb").close()
        self.daemon = subprocess.Popen([
            "unshare", "--mount", "qemu-storage-daemon",
            "--blockdev", f"driver=file,node-name=disk,filename={self.image}",
            "--blockdev", f"driver=file,node-name=log,filename={self.log}",
            "--blockdev", "driver=blklogwrites,node-name=recorded,file=disk,"
            f"log=log,log-sector-size={SECTOR},log-super-update-interval=1",
            "--export", "type=fuse,id=export,node-name=recorded,"
            f"mountpoint={self.mountpoint},writable=on"])
        self.file = (f"/proc/{self.daemon.pid}/root" +
                     os.path.abspath(self.mountpoint))
        self.reader = os.open(self.log, os.O_RDONLY)
        until = time.monotonic() + PATIENCE_S
        while os.path.getsize(self.file) == 0:
            if self.daemon.poll() is not None or time.monotonic() > until:
                skip("qemu-storage-daemon exports nothing by FUSE here")
            time.sleep(0.01)
        return self

    def position(self):
        """Entries in the log: all that was answered by now."""
        return SUPER.unpack(os.pread(self.reader, SUPER.size, 0))[2]

    def __exit__(self, *_):
        os.close(self.reader)
        self.daemon.terminate()
        self.daemon.wait(PATIENCE_S)


class Write:
    """An entry of the log: its bytes in the log, where on disk they go."""

    def __init__(self, source, at, count, flags):
        self.source, self.at, self.count, self.flags = source, at, count, flags


class Log:
    """What a disk was given, in order. Discarded blocks are zeros: that is how
    the kernel asks a file below a loop device for zeros."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, _, count, sector = SUPER.unpack_from(self.bytes)
        assert magic == MAGIC and sector == SECTOR
        self.entries, at = [], SECTOR
        for _ in range(count):
            start, sectors, flags, _ = ENTRY.unpack_from(self.bytes, at)
            at += SECTOR
            assert not flags & MARK
            size = sectors * SECTOR
            self.entries.append(Write(at, start * SECTOR, size, flags))
            at += 0 if flags & DISCARD else size
        self.flushes = [i for i, entry in enumerate(self.entries)
                        if entry.flags & FLUSH]

    def __len__(self):
        return len(self.entries)

    def write(self, image, entry, count=None):
        count = entry.count if count is None else count
        data = (bytes(count) if entry.flags & DISCARD else
                self.bytes[entry.source:entry.source + count])
        os.pwrite(image, data, entry.at)

    def kept(self, first, cut, mode, rand):
        """Of the writes [first, cut), after the last flush, those that the
        disk kept, with how many bytes: in the order they were given to it."""
        writes = [entry for entry in self.entries[first:cut] if entry.count]
        sizes = [entry.count for entry in writes]
        if mode == "none":
            sizes = [0] * len(writes)
        elif mode == "prefix":
            end = rand.randrange(len(writes) + 1)
            sizes[end:] = [0] * (len(writes) - end)
        elif mode in ("some", "torn"):
            sizes = [size * rand.randrange(2) for size in sizes]
            if mode == "torn" and writes:
                which = rand.randrange(len(writes))
                sizes[which] = SECTOR * rand.randrange(
                    1, max(2, writes[which].count // SECTOR))
        return [(entry, entry.count if entry.flags & FUA else size)
                for entry, size in zip(writes, sizes)]


class Replay:
    """States of a log, by growing cut points: what was flushed is applied
    once, to an image that only grows; each state is a copy of it."""

    def __init__(self, base, log, flushed):
        copy_sparse(base, flushed)
        self.log, self.flushed, self.applied = log, flushed, 0

    def state(self, cut, mode, rand, target):
        """What a cut before entry `cut` leaves, into `target`; what was in
        doubt, as a sentence."""
        durable = max((i + 1 for i in self.log.flushes if i < cut), default=0)
        with open(self.flushed, "r+b") as image:
            for entry in self.log.entries[self.applied:durable]:
                self.log.write(image.fileno(), entry)
        self.applied = max(self.applied, durable)
        copy_sparse(self.flushed, target)
        kept = self.log.kept(durable, cut, mode, rand)
        with open(target, "r+b") as image:
            for entry, count in kept:
                if count:
                    self.log.write(image.fileno(), entry, count)
        whole = sum(count == entry.count for entry, count in kept)
        return (f"cut at {cut} of {len(self.log)}, flushed to {durable}, "
                f"{mode}: {whole} of {len(kept)} writes whole")

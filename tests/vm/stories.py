"""What must hold of a kiosk as a whole, a story each."""

import os
import re
import shutil
import time

from kiosk import SOURCE, Kiosk, call
from machine import Failed, until

CUTS = 10
VISITS = 120


def tell(what, value, unit="s"):
    print(f"  {what}: {value:.1f} {unit}", flush=True)


def check(is_so, what):
    if not is_so:
        raise Failed(what)


def visit(workshop):
    """From power on to an answer that is kept; and rest."""
    with Kiosk(workshop, "visit") as kiosk:
        tell("power on to the first screen", kiosk.starts())
        kiosk.shot("first-screen")
        sandbox(kiosk)
        tell_kept("face, after its 4 s,", *kiosk.says())
        kiosk.shot("thank-you")
        check(kiosk.kept() == 1, f"one answer was given, {kiosk.kept()} kept")
        kiosk.wait_screen()
        tell_kept("'send'", *kiosk.sends())
        kiosk.wait_screen("thanks")
        check(kiosk.kept() == 2, f"two were given, {kiosk.kept()} kept")
        for _ in range(4):
            kiosk.wait_screen()
            tell_kept("'send'", *kiosk.sends())
        kiosk.wait_screen()
        replug(kiosk)
        rest(kiosk)


def tell_kept(what, _, disk_ms, thanks_ms):
    tell(f"{what} to the disk", disk_ms, "ms")
    tell(f"{what} to the thank-you", thanks_ms, "ms")


def sandbox(kiosk):
    """It runs with no rights, and what it needs is there nevertheless."""
    pid = kiosk.main_pid()
    status = kiosk.run(f"cat /proc/{pid}/status")
    for line in ("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2"):
        check(line in status, f"not so of the kiosk: {line!r}")
    said = kiosk.run("journalctl -b -u encounter -o cat --no-pager")
    check("Main process exited" not in said, "it was started twice: " + said)
    failed = kiosk.run("systemctl --failed --no-legend --plain")
    check(not failed.strip(), "units failed: " + failed)


def replug(kiosk):
    """A touch screen with a loose cable."""
    kiosk.hand("unplug")
    kiosk.hand("plug")
    kiosk.run("udevadm settle")
    kiosk.wait_screen()
    kiosk.says()


def rest(kiosk, seconds=30):
    """How often it wakes, and what that costs, while somebody reads."""
    kiosk.wait_screen()
    kiosk.touch("attract", "lang.en")
    kiosk.wait_screen("host")
    kiosk.touch("host", "page.who")
    kiosk.wait_screen("page")
    time.sleep(3)
    before, cost = kiosk.pulse()
    time.sleep(seconds)
    after, more = kiosk.pulse()
    kiosk.shot("page")
    check(kiosk.shows("page"), "the page did not rest")
    tell("wake-ups at rest", (after - before) / seconds, "/s")
    tell("of a core at rest", 100 * (more - cost) / seconds, "%")


def hang(workshop):
    """A program that hangs, one that crashes, and a kernel that does: each is
    back by itself."""
    with Kiosk(workshop, "hang") as kiosk:
        kiosk.starts()
        for signal, what in (("STOP", "hang"), ("SEGV", "crash")):
            pid = kiosk.main_pid()
            since = time.monotonic()
            kiosk.run(f"kill -{signal} {pid}")
            until(f"its picture goes after a {what}",
                  lambda: not kiosk.shows())
            kiosk.wait_screen()
            tell(f"{what} to picture", time.monotonic() - since)
            check(kiosk.main_pid() not in (0, pid), "it is the same program")
            kiosk.says()
        kiosk.agent.write("run echo c >/proc/sysrq-trigger\n")
        kiosk.agent.flush()
        since = time.monotonic()
        until("its picture goes with the kernel", lambda: not kiosk.shows())
        kiosk.wait_screen()
        tell("kernel's end to picture, 10 s of it to read why",
             time.monotonic() - since)
        kiosk.wait_agent()
        check(kiosk.kept() == 2, f"2 thanked for, {kiosk.kept()} kept")


def keys(workshop):
    """Whoever plugs a keyboard in gets nowhere."""
    with Kiosk(workshop, "keys", extra=["-device", "usb-kbd"]) as kiosk:
        kiosk.starts()
        pid, boot = kiosk.main_pid(), boot_id(kiosk)
        for names in ("ctrl-alt-f2", "alt-f3", "alt-f4", "alt-sysrq-b",
                      "esc", "ctrl-c", "ctrl-alt-backspace", "meta_l",
                      "alt-tab", "ctrl-backslash"):
            kiosk.keys(names)
            time.sleep(0.5)
        for _ in range(9):
            kiosk.keys("ctrl-alt-delete")
        time.sleep(5)
        kiosk.shot("after-keys")
        check(boot_id(kiosk) == boot, "a key restarted the computer")
        check(kiosk.main_pid() == pid, "a key ended the kiosk")
        vt = kiosk.run("cat /sys/class/tty/tty0/active").strip()
        check(vt == "tty1", f"a key went to the console {vt}")
        kiosk.wait_screen()
        kiosk.says()


def boot_id(kiosk):
    return kiosk.run("cat /proc/sys/kernel/random/boot_id").strip()


def cut(workshop):
    """Power that goes: what was thanked for is there afterwards."""
    with Kiosk(workshop, "cut") as kiosk:
        kiosk.starts()
        thanked = 0
        for number in range(CUTS):
            kiosk.says()
            thanked += 1
            if number % 3 == 2:  # amid the next answer
                kiosk.wait_screen()
                kiosk.touch("attract", "face.2")
                time.sleep(1.3 * number % 5)
            kiosk.cut()
            took = kiosk.starts()
            kept = kiosk.kept()
            tell(f"cut {number + 1}, {thanked} thanked for, {kept} kept; "
                 "power on again to the first screen", took)
            check(kept >= thanked, f"{thanked} thanked for, {kept} kept")
        kiosk.shot("after-cuts")


def day(workshop):
    """As many visits as in 24 hours with one every twelve minutes, one right
    after another: nothing grows, and nothing starts anew."""
    with Kiosk(workshop, "day") as kiosk:
        kiosk.starts()
        pid, began = kiosk.main_pid(), None
        for number in range(VISITS):
            (kiosk.sends if number % 10 == 9 else kiosk.says)()
            kiosk.wait_screen()
            if number % 20 == 19:
                size = kiosk.size()
                began = began or size
                print(f"  {number + 1} visits: {size[0]} KiB, {size[1]} files",
                      flush=True)
        check(kiosk.main_pid() == pid, "it was started anew")
        check(kiosk.kept() == VISITS,
              f"{VISITS} thanked for, {kiosk.kept()} kept")
        check(size[1] <= began[1], f"it holds more files: {began}, {size}")
        check(size[0] <= 1.05 * began[0], f"it grew: {began}, {size} KiB")


def no_monitor(workshop):
    """The display is connected long after power on, and its cable is loose."""
    with Kiosk(workshop, "no_monitor", append="video=Virtual-1:d") as kiosk:
        kiosk.on()
        kiosk.wait_agent()
        until("it tried to start and could not", lambda: int(kiosk.run(
            "systemctl show -P NRestarts encounter")) >= 2)
        since = time.monotonic()
        kiosk.run("echo detect >/sys/class/drm/card0-Virtual-1/status")
        kiosk.wait_screen()
        tell("monitor to picture", time.monotonic() - since)
        kiosk.shot("first-screen")
        pid = kiosk.main_pid()
        kiosk.run("echo off >/sys/class/drm/card0-Virtual-1/status")
        time.sleep(5)
        kiosk.run("echo detect >/sys/class/drm/card0-Virtual-1/status")
        kiosk.wait_screen()
        check(kiosk.main_pid() == pid, "a cable that was loose ended it")
        kiosk.says()


def no_clock(workshop):
    """A board without a battery: its clock begins in 2000."""
    with Kiosk(workshop, "no_clock",
               extra=["-rtc", "base=2000-01-01T00:00:00"]) as kiosk:
        kiosk.starts()
        kiosk.says()
        check(kiosk.kept() == 1, "the answer is not kept")
        kiosk.shot("thank-you")


def full(workshop):
    """A disk that fills up: what has its room already is kept. One that was
    full from the start: it is said, and there is no thank-you."""
    with Kiosk(workshop, "full") as kiosk:
        kiosk.starts()
        kiosk.says()
        kiosk.run("cp /dev/zero /var/lib/encounter/fill 2>/dev/null; sync")
        kiosk.wait_screen()
        kiosk.says()
        kiosk.cut()
        kiosk.starts()
        check(kiosk.kept() == 2, f"2 thanked for, {kiosk.kept()} kept")
    with Kiosk(workshop, "full_before",
               append="systemd.mask=encounter.service") as kiosk:
        kiosk.on()
        kiosk.wait_agent()
        until("the disk is there", lambda: kiosk.run(
            "grep /var/lib/encounter /proc/mounts || :"))
        kiosk.run("cp /dev/zero /var/lib/encounter/fill 2>/dev/null; sync")
        kiosk.cut()
        kiosk.append = ""
        kiosk.starts()
        not_saved(kiosk)
        kiosk.run("rm /var/lib/encounter/fill")
        kiosk.wait_screen()
        kiosk.says()


def late_disk(workshop):
    """The disk for answers comes long after the start: until then nothing is
    thanked for, from then on everything is kept."""
    with Kiosk(workshop, "late_disk", is_disk_late=True) as kiosk:
        kiosk.starts()
        not_saved(kiosk)
        kiosk.put_disk()
        until("it is mounted", lambda: kiosk.run(
            "grep /var/lib/encounter /proc/mounts || :"))
        until("the kiosk has begun anew", lambda: kiosk.main_pid() and
              not kiosk.shows())
        kiosk.wait_screen()
        kiosk.says()
        check(kiosk.kept() == 1, "the answer is not kept")


def read_only(workshop):
    """A disk that the kernel closes after an error, amid a day and before the
    start: it is said, and there is no thank-you."""
    with Kiosk(workshop, "read_only") as kiosk:
        kiosk.starts()
        kiosk.says()
        kiosk.wait_screen()
        kiosk.run("echo broken >/sys/fs/ext4/vdb/trigger_fs_error")
        not_saved(kiosk)
        kiosk.run("systemctl restart encounter")
        kiosk.wait_screen()
        not_saved(kiosk)
        kiosk.cut()
        kiosk.starts()
        check(kiosk.kept() == 1, f"one thanked for, {kiosk.kept()} kept")
        kiosk.says()


def not_saved(kiosk):
    before = kiosk.receipts()
    kiosk.touch("attract", "face.4")
    time.sleep(6)
    kiosk.shot("not-saved")
    for shot in ("kept", "attract"):  # a line of words is little of a picture
        check(not kiosk.shows(shot, 0.998), "shown as it does after: " + shot)
    check(kiosk.receipts() == before, "thanked for what cannot be kept")
    kiosk.wait_screen()


# --- sticks

FIRST = 1024 * 1024  # where the first partition of a disk begins


def make_stick(workshop, name, folder, is_parted=False):
    """A FAT32 disk, without partitions or with one; where its files are, as
    mtools name it."""
    path = workshop.at("run", name)
    if os.path.exists(path):
        os.remove(path)
    call("truncate", "-s", "129M", path)
    place = f"{path}@@{FIRST}" if is_parted else path
    if is_parted:
        call("sfdisk", "--quiet", path, input="start=2048, type=c\n")
    call("mkfs.vfat", "-F", "32", "-n", "STICK",
         *(["--offset", "2048", path] if is_parted else [path]), "130000")
    call("mcopy", "-s", "-i", place, folder, "::ENCOUNTER")
    return path, place


PHOTOS = """pages:
  - id: photos
    title: Photos
    icon: people
    blocks:
      - gallery:
          - {image: images/photo1.jpg, alt: Photo, credit: none}
          - {image: images/photo2.jpg, alt: Photo, credit: none}
          - {image: images/photo3.jpg, alt: Photo, credit: none}
"""
HEAD = bytes.fromhex("ffd8ffc0001108080c000c0003012200021101031101")


def new_content(workshop):
    """A folder ENCOUNTER with the host foo, a serial further, signed: 10 MB,
    nearly all of it three photos of which only the head is one."""
    source = workshop.at("foo")
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(f"{SOURCE}/content/foo", source)
    with open(f"{source}/bundle.yaml", encoding="utf-8") as file:
        text = file.read()
    text = re.sub(r"(?m)^version:.*", "version: 2099.1.1", text)
    text = re.sub(r"(?m)^serial:.*", "serial: 2", text)
    text = re.sub(r"(?m)^pages:\n", PHOTOS, text)
    for number in (1, 2, 3):
        with open(f"{source}/images/photo{number}.jpg", "wb") as file:
            file.write(HEAD + os.urandom(3_300_000))
    with open(f"{source}/bundle.yaml", "w", encoding="utf-8") as file:
        file.write(text)
    folder = workshop.at("ENCOUNTER")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(f"{folder}/bundles")
    workshop.program("encounter-content", "pack", source, "--sign",
                     workshop.at("sign", "sign.key"), "--passphrase-file",
                     workshop.at("pw"), "-o",
                     f"{folder}/bundles/foo_2.encounter.zip")
    return folder


def stick_words(kiosk):
    return kiosk.run("cat /run/encounter-stick/report/*.report "
                     "2>/dev/null || :")


def may_be_taken_out(kiosk):
    return re.search(r"^stick \S+ done", stick_words(kiosk), re.M)


def open_feedback(workshop, name, home):
    """How many answers the analyst finds in what came home."""
    said = workshop.program(
        "encounter-report", "open", "--key", workshop.at("open", "open.key"),
        "--passphrase-file", workshop.at("pw"), "--out",
        workshop.at("run", name, "opened"), home)
    return int(re.search(r"records opened: (\d+), faults: 0", said)[1])


def bring_home(workshop, name, place):
    home = workshop.at("run", name, "home")
    call("mcopy", "-s", "-i", place, "::ENCOUNTER/feedback", home)
    return open_feedback(workshop, name, home)


def give_three(kiosk):
    """As many as a batch wants at least (k)."""
    for _ in range(3):
        kiosk.says()
        kiosk.wait_screen()


def put_in(kiosk, disk, shot=None):
    """Until it may be taken out, which that picture says; seconds."""
    since = time.monotonic()
    kiosk.put_stick(disk)
    if shot:
        kiosk.wait_screen(shot)
    else:
        until("it may be taken out", lambda: may_be_taken_out(kiosk))
    took = time.monotonic() - since
    words = stick_words(kiosk)
    print("    " + words.strip().replace("\n", "\n    "), flush=True)
    said = kiosk.run("journalctl -b -u 'encounter-stick@*' -o cat --no-pager")
    check("cannot" not in said, "something failed: " + said)
    return took, words


def stick(workshop):
    """New content comes in, feedback goes out, and it is said when."""
    with Kiosk(workshop, "stick") as kiosk:
        kiosk.starts()
        give_three(kiosk)
        disk, place = make_stick(workshop, "stick/stick.img",
                                 new_content(workshop), is_parted=True)
        took, words = put_in(kiosk, disk, "taken")
        tell("stick in to 'may take it out', 10 MB", took)
        kiosk.shot("may-take-it-out")
        check(" took id=foo " in words, "the content is not taken")
        kiosk.pull_stick()
        check(bring_home(workshop, "stick", place) == 3,
              "not all answers are on the stick")
        kiosk.wait_screen()


def exfat(workshop):
    """As sticks above 32 GB are. Nothing outside of a machine writes exFAT
    here: one that is no kiosk's fills the stick."""
    folder = workshop.at("run", "exfat")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    fat, _ = make_stick(workshop, "exfat/fat.img", new_content(workshop))
    disk = os.path.join(folder, "exfat.img")
    call("truncate", "-s", "192M", disk)
    call("mkfs.exfat", "-L", "BIG", disk)
    drives = [word for number, path in enumerate((fat, disk)) for word in (
        "-drive", f"file={path},if=none,id=more{number},format=raw",
        "-device", f"virtio-blk-pci,drive=more{number}")]
    copy = ("mkdir /run/a /run/b && mount /dev/vdc /run/a && "
            "mount /dev/vdd /run/b && ")
    with Kiosk(workshop, "exfat-fill", extra=drives) as kiosk:
        kiosk.starts()
        kiosk.run(copy + "cp -r /run/a/ENCOUNTER /run/b && umount /run/b")
    with Kiosk(workshop, "exfat-kiosk") as kiosk:
        kiosk.starts()
        give_three(kiosk)
        took, words = put_in(kiosk, disk)
        tell("stick in to 'may take it out', 10 MB", took)
        check(" took id=foo " in words, "the content is not taken")
        kiosk.pull_stick()
    with Kiosk(workshop, "exfat-home", extra=drives) as kiosk:
        kiosk.starts()
        kiosk.run(copy + "cp -r /run/b/ENCOUNTER/feedback /run/a/home && "
                  "umount /run/a")
    call("mcopy", "-s", "-i", fat, "::home", os.path.join(folder, "home"))
    check(open_feedback(workshop, "exfat", os.path.join(folder, "home")) == 3,
          "not all answers are on the stick")


def yank(workshop):
    """A stick that is pulled out at any time; the next time all is well."""
    with Kiosk(workshop, "yank") as kiosk:
        kiosk.starts()
        give_three(kiosk)
        disk, place = make_stick(workshop, "yank/stick.img",
                                 new_content(workshop))
        for wait in (0, 0.5, 2, 4):
            kiosk.put_stick(disk)
            until("something is said of the stick",
                  lambda: stick_words(kiosk))
            time.sleep(wait)
            kiosk.pull_stick()
            until("nothing is left of it", lambda: not kiosk.run(
                "grep encounter-stick/ /proc/mounts || :").strip())
            until("its unit ended", lambda: not kiosk.run(
                "systemctl list-units --no-legend --plain 'encounter-stick@*'"
                " --state=active,activating,deactivating").strip())
            kiosk.run("rm -f /run/encounter-stick/report/*")
        kiosk.shot("pulled-out")
        _, words = put_in(kiosk, disk)
        kiosk.shot("whole")
        check(re.search(" (took|left) id=foo ", words),
              "the content is neither taken nor there already")
        kiosk.pull_stick()
        check(bring_home(workshop, "yank", place) == 3,
              "not all answers are on the stick")


ALL = ("visit", "hang", "keys", "stick", "exfat", "yank", "cut", "no_monitor",
       "no_clock", "full", "late_disk", "read_only", "day")

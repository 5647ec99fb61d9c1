"""What must hold of a kiosk as a whole, a story each."""

import time

from kiosk import Kiosk
from machine import Failed


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
        record, took = kiosk.says()
        tell("touch to kept, with 4 s to change one's mind", took)
        kiosk.shot("thank-you")
        check(kiosk.kept() == 1, f"one answer was given, {kiosk.kept()} kept")
        replug(kiosk)
        rest(kiosk)


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
    """How often it wakes when nobody is there."""
    kiosk.wait_screen()
    pid = kiosk.main_pid()
    line = ("cat /proc/%d/task/*/status | awk '/ctxt_switches/ "
            "{ n += $2 } END { print n }'" % pid)
    before = int(kiosk.run(line))
    time.sleep(seconds)
    tell("wake-ups at rest", (int(kiosk.run(line)) - before) / seconds, "/s")


ALL = ("visit",)

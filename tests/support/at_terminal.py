#!/usr/bin/env python3
"""at_terminal.py PASSPHRASE COMMAND...: runs it at a terminal of its own, where
each question for a passphrase is answered, as somebody would who types it. What
it says goes to stdout; its status is the status."""
import os
import pty
import re
import sys
import termios
import time

ASKED = re.compile(rb"(passphrase[^\n]*|The same again): *$", re.IGNORECASE)


def main(passphrase, command):
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    line = b""
    while True:
        try:
            got = os.read(terminal, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        if not got:
            break
        sys.stdout.buffer.write(got)
        sys.stdout.flush()
        line = (line + got).rsplit(b"\n", 1)[-1]
        if ASKED.search(line):
            # Typed ahead, it would be thrown away when the echo goes off.
            wait_until_hidden(terminal)
            os.write(terminal, passphrase.encode() + b"\n")
            line = b""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def wait_until_hidden(terminal):
    while termios.tcgetattr(terminal)[3] & termios.ECHO:
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

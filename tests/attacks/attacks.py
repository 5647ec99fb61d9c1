"""The attacks: each function puts something on the stick, and is called as it is
called in table.txt. The kiosk has the good bundle `house` with the serial 10; what
an attack would have shown is mostly its serial 11."""
import hashlib
import os
import struct
import subprocess

from forge import Key, Zip, manifest, pack
from world import BUNDLES, IS_LONG, OUTSIDE, ROOT, SHIPPED, STICK, dice

GOOD, OTHER, REVOKED = Key("good"), Key("other"), Key("revoked")


def house(serial, name, version=None, **replace):
    """The files of a good bundle."""
    files, folder = {}, os.path.join(ROOT, "tests", "data", "good", "house")
    for above, _, names in os.walk(folder):
        for file in names:
            path = os.path.join(above, file)
            with open(path, "rb") as opened:
                files[os.path.relpath(path, folder)] = opened.read()
    text = files["bundle.yaml"].decode()
    text = text.replace("The House", name).replace("serial: 3", "serial: %d" % serial)
    text = text.replace('"2026.11.1"', '"%s"' % (version or serial))
    for old, new in replace.items():
        text = text.replace(old, new)
    files["bundle.yaml"] = text.encode()
    return files


def signed(files, key=GOOD, text=None, **head):
    text = manifest(files, **head) if text is None else text
    return files, text, key.minisig(text) if key else None


def zipped(files, key=GOOD, text=None, **head):
    return pack(*signed(files, key, text, **head))


def next_house(name="House Bad", **replace):
    return house(11, name, **replace)


# Where a package is put.

def put(data, name="bad.encounter.zip"):
    with open(os.path.join(BUNDLES, name), "wb") as file:
        file.write(data)


def put_folder(files, text, signature, name="bad"):
    folder = os.path.join(BUNDLES, name)
    for path, data in dict(files, MANIFEST=text).items():
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(data)
    if signature is not None:
        with open(os.path.join(folder, "MANIFEST.minisig"), "w") as file:
            file.write(signature)
    return folder


# Each attack: what it puts on the stick. Its name is that of the function.

ATTACKS = []


def attack(function):
    ATTACKS.append((function.__name__, function))
    return function


def each(family, values, make):
    """Attacks that differ in one value."""
    for value in values:
        ATTACKS.append(("%s_%s" % (family, str(value).replace(" ", "_")),
                        lambda value=value: make(value)))


# Who signed.

@attack
def unsigned():
    put(zipped(next_house(), key=None))


@attack
def unsigned_folder():
    put_folder(*signed(next_house(), key=None))


@attack
def signed_by_another_key():
    put(zipped(next_house(), key=OTHER))


@attack
def signed_by_a_revoked_key():
    put(zipped(next_house(), key=REVOKED))


@attack
def signed_by_another_key_under_a_known_id():
    stranger = Key("other")
    stranger.id = GOOD.id
    put(zipped(next_house(), key=stranger))


@attack
def signed_by_a_known_key_under_another_id():
    key = Key("good")
    key.id = OTHER.id
    put(zipped(next_house(), key=key))


@attack
def signed_the_old_way():
    files = next_house()
    text = manifest(files)
    put(pack(files, text, GOOD.minisig(text, kind=b"Ed")))


@attack
def signature_of_an_older_manifest():
    files = next_house()
    put(pack(files, manifest(files), GOOD.minisig(manifest(house(10, "House Ten"),
                                                           serial=10, version="10"))))


@attack
def signature_over_the_zip():
    files = next_house()
    put(pack(files, manifest(files), GOOD.minisig(b"".join(files.values()))))


@attack
def signature_empty():
    files = next_house()
    put(pack(files, manifest(files), ""))


@attack
def signature_huge():
    files, text, signature = signed(next_house())
    put(pack(files, text, signature + "x" * 100000))


@attack
def signature_with_cr():
    files, text, signature = signed(next_house())
    put(pack(files, text, signature.replace("\n", "\r\n")))


@attack
def signature_with_a_line_more():
    files, text, signature = signed(next_house())
    put(pack(files, text, signature + "more\n"))


@attack
def signature_without_its_comment():
    files, text, signature = signed(next_house())
    put(pack(files, text, "".join(signature.splitlines(True)[:2])))


@attack
def signature_with_another_comment():
    files, text, signature = signed(next_house())
    put(pack(files, text, signature.replace("made for a test", "made for a best")))


@attack
def key_on_the_stick():
    files, text, signature = signed(next_house(), key=OTHER)
    put(pack(files, text, signature))
    os.makedirs(os.path.join(STICK, "ENCOUNTER", "keys.d"))
    for place in (os.path.join(STICK, "ENCOUNTER", "keys.d"), BUNDLES):
        with open(os.path.join(place, "other.pub"), "w") as file:
            file.write(OTHER.file())


def changed(data, at):
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1:]


def some(count, least=24):
    """All in the long tier, a sample in the quick one."""
    return range(count) if IS_LONG else sorted(dice.sample(range(count), least))


@attack
def each_byte_of_the_manifest_changed():
    files, text, signature = signed(next_house())
    for at in some(len(text)):
        put(pack(files, changed(text, at), signature), "%05d.zip" % at)


@attack
def each_byte_of_the_signature_changed():
    files, text, signature = signed(next_house())
    first = signature.index("\n") + 1  # what stands before is nobody's word
    for at in some(len(signature) - first):
        bad = changed(signature.encode(), at + first)
        put(pack(files, text, bad), "%05d.zip" % at)


# Which version.

@attack
def older_serial():
    put(zipped(house(9, "House Bad"), serial=9, version="9"))


@attack
def older_serial_folder():
    put_folder(*signed(house(9, "House Bad"), serial=9, version="9"))


@attack
def serial_of_what_came_with_the_program():
    put(zipped(house(3, "House Bad"), serial=3, version="3"))


@attack
def same_serial_other_content():
    put(zipped(house(10, "House Bad"), serial=10, version="10"))


@attack
def same_serial_other_version():
    put(zipped(house(10, "House Bad", "10b"), serial=10, version="10b"))


@attack
def same_content_again():
    put(zipped(house(10, "House Ten"), serial=10, version="10"))


each("serial_that_jumps_to", [1011, 100000, 2147483647],
     lambda serial: put(zipped(house(serial, "House Bad"), serial=serial,
                               version=str(serial))))
each("serial_over_the_limit", [2147483648, 4294967297, 2**63 - 1, 2**64 + 11, 10**40],
     lambda serial: put(zipped(house(11, "House Bad"), serial=serial)))
each("serial_spelled", ["0", "-1", "+11", "011", "1e1", "0xb", "11 ", "", "١١"],
     lambda serial: put(zipped(house(11, "House Bad"), serial=serial)))


@attack
def serial_of_the_content_is_another():
    put(zipped(house(12, "House Bad"), serial=11))


@attack
def version_of_the_content_is_another():
    put(zipped(house(11, "House Bad", "12"), version="11"))


each("version", ["..", ".", "../10", "a/b", ".hidden", "x" * 33, "A", "current", "accepted",
                 "aside", "accepted.new", "current.new", "12", "a\tb"],
     lambda version: put(zipped(house(11, "House Bad", version), version=version)))


@attack
def version_of_what_is_shown_under_a_higher_serial():
    put(zipped(house(11, "House Eleven", "10"), version="10"))


# Whose it is.

@attack
def another_programme():
    put(zipped(next_house(**{"programme: lab": "programme: other"}), programme="other"))


@attack
def another_programme_that_the_manifest_hides():
    put(zipped(next_house(**{"programme: lab": "programme: other"})))


@attack
def another_host_than_the_manifest_says():
    put(zipped(next_house(**{"id: house": "id: yard"})))


each("id", ["..", ".staging", "House", "a/b", "x" * 65, ""],
     lambda id: put(zipped(next_house(), id=id)))


@attack
def programme_that_is_a_host():
    put(zipped(next_house(), kind="programme", id="lab"))


@attack
def a_later_grammar():
    files = next_house()
    put(zipped(files, text=manifest(files).replace(b"encounter-bundle 1",
                                                   b"encounter-bundle 2")))


@attack
def content_with_errors():
    put(zipped(next_house(**{"title:": "titel:"})))


@attack
def content_of_a_later_grammar():
    put(zipped(next_house(**{"bundle: 1": "bundle: 9"}), grammar=9))


# Which files.

@attack
def file_of_an_older_version():
    files = next_house()
    text = manifest(files)
    put(pack(dict(files, **{"text/story.md": b"Older"}), text, GOOD.minisig(text)))


@attack
def file_of_an_older_version_folder():
    files, text, signature = signed(next_house())
    put_folder(dict(files, **{"text/story.md": b"Older!!!!"}), text, signature)


@attack
def file_of_the_same_size_changed():
    files, text, signature = signed(next_house())
    story = files["text/story.md"]
    put(pack(dict(files, **{"text/story.md": story[::-1]}), text, signature))


@attack
def file_of_the_same_size_changed_folder():
    files, text, signature = signed(next_house())
    story = files["text/story.md"]
    put_folder(dict(files, **{"text/story.md": story[::-1]}), text, signature)


@attack
def two_files_exchanged():
    files, text, signature = signed(next_house())
    a, b = "text/story.fr.md", "text/story.md"
    put(pack(dict(files, **{a: files[b], b: files[a]}), text, signature))


@attack
def extra_file():
    files, text, signature = signed(next_house())
    put(pack(dict(files, **{"text/more.md": b"more"}), text, signature))


@attack
def extra_file_folder():
    files, text, signature = signed(next_house())
    put_folder(dict(files, **{"text/more.md": b"more"}), text, signature)


@attack
def extra_folder():
    files, text, signature = signed(next_house())
    made = Zip()
    made.add("MANIFEST", text)
    made.add("MANIFEST.minisig", signature.encode())
    made.add("empty/", b"", mode=0o40755)
    for name, data in files.items():
        made.add(name, data)
    put(made.bytes())


@attack
def missing_file():
    files, text, signature = signed(next_house())
    del files["text/story.fr.md"]
    put(pack(files, text, signature))


@attack
def missing_file_folder():
    files, text, signature = signed(next_house())
    del files["text/story.fr.md"]
    put_folder(files, text, signature)


@attack
def missing_manifest():
    put(pack(next_house(), b"", None).replace(b"MANIFEST", b"MANIFOLD"))


@attack
def no_bundle_yaml():
    files = next_house()
    del files["bundle.yaml"]
    put(zipped(files))


@attack
def bytes_told_are_fewer():
    put(zipped(next_house(), bytes=10))


@attack
def bytes_told_are_too_many():
    put(zipped(next_house(), bytes=2**40))


# Names.

NAMES = {
    "above": "../evil", "far_above": "../../../../evil", "above_inside": "text/../../evil",
    "absolute": "/evil", "dot": "./evil", "dot_inside": "text/./evil",
    "two_slashes": "text//evil", "backslash": "..\\evil", "drive": "c:evil",
    "capitals": "Text/evil", "space": "text/e vil", "trailing_dot": "text/evil.",
    "trailing_slash": "text/evil/", "hidden": ".evil", "hidden_folder": ".git/evil",
    "newline": "text/evil\nmore", "escape": "text/\033[2Jevil", "arabic": "text/شر",
    "fullwidth": "text/．．/evil", "long": "text/" + "x" * 300, "empty": "",
    "deep": "a/b/c/d/e/f/g/h/evil", "manifest": "manifest/../MANIFEST",
    "staging": ".staging/evil", "device": "con", "surrogate": b"text/\xed\xa0\x80",
    "not_utf8": b"text/\xff\xfe",
}


def named(name, is_listed):
    files, text, signature = signed(next_house())
    raw = name if isinstance(name, bytes) else name.encode()
    line = hashlib.sha256(b"evil").hexdigest().encode() + b"  " + raw + b"\n"
    if is_listed:  # by a signer who is careless, or worse
        size = sum(map(len, files.values()))
        text = text.replace(b"# bytes: %d\n" % size, b"# bytes: %d\n" % (size + 4))
        head, lines = text.split(b"# bytes", 1)
        first, rest = lines.split(b"\n", 1)
        lines = sorted(rest.splitlines(True) + [line], key=lambda own: own[66:])
        text = head + b"# bytes" + first + b"\n" + b"".join(lines)
        signature = GOOD.minisig(text)
    made = Zip()
    made.add("MANIFEST", text)
    made.add("MANIFEST.minisig", signature.encode())
    for path, data in files.items():
        made.add(path, data)
    made.add(raw, b"evil")
    put(made.bytes())


each("listed_name", NAMES, lambda name: named(NAMES[name], True))
each("unlisted_name", NAMES, lambda name: named(NAMES[name], False))


@attack
def name_with_nul():
    named(b"text/evil\0.md", False)


@attack
def name_with_nul_behind_a_listed_one():
    files, text, signature = signed(next_house())
    story = files.pop("text/story.md")
    made = Zip()
    made.add("MANIFEST", text)
    made.add("MANIFEST.minisig", signature.encode())
    for path, data in files.items():
        made.add(path, data)
    made.add(b"text/story.md\0evil", story)
    put(made.bytes())


@attack
def names_that_differ_in_case():
    files = dict(next_house(), **{"text/Story.md": b"evil"})
    put(zipped(files))


@attack
def file_that_is_a_folder_as_well():
    files = dict(next_house(), **{"text/more": b"a", "text/more/more": b"b"})
    put(zipped(files))


@attack
def one_file_listed_twice():
    files = next_house()
    line = "%s  bundle.yaml" % hashlib.sha256(files["bundle.yaml"]).hexdigest()
    lines = manifest(files).decode().splitlines()[10:]
    put(zipped(files, lines=[line] + lines if "bundle.yaml" in lines[0] else lines + [line]))


@attack
def paths_not_sorted():
    files = next_house()
    put(zipped(files, lines=manifest(files).decode().splitlines()[:9:-1]))


@attack
def name_of_the_package_is_an_attack():
    put(zipped(next_house(), key=OTHER), "\033[2J%s%n$(reboot)\n.zip")


# What is no file: in a zip, and in a folder.

def special(mode):
    files, text, signature = signed(next_house())
    made = Zip()
    made.add("MANIFEST", text)
    made.add("MANIFEST.minisig", signature.encode())
    for path, data in files.items():
        made.add(path, data, mode=mode if path == "text/story.md" else 0o100644)
    put(made.bytes())


each("listed_as", ["symlink", "fifo", "device", "folder", "socket"],
     lambda kind: special({"symlink": 0o120777, "fifo": 0o10644, "device": 0o20644,
                           "folder": 0o40755, "socket": 0o140755}[kind]))
each("listed_with_mode", ["4755", "0000", "7777"], lambda mode: special(0o100000 | int(mode, 8)))


@attack
def symlink_in_a_zip():
    files = dict(next_house(), **{"text/link": OUTSIDE.encode()})
    text = manifest(files)
    made = Zip()
    made.add("MANIFEST", text)
    made.add("MANIFEST.minisig", GOOD.minisig(text).encode())
    for path, data in files.items():
        made.add(path, data, mode=0o120777 if path == "text/link" else 0o100644)
    made.add("text/link/evil", b"evil")
    put(made.bytes())


def in_folder(make):
    files, text, signature = signed(next_house())
    folder = put_folder(files, text, signature)
    path = os.path.join(folder, "text", "story.md")
    os.rename(path, os.path.join(OUTSIDE, "same"))
    make(path)


@attack
def symlink_to_the_same_bytes_folder():
    in_folder(lambda path: os.symlink(os.path.join(OUTSIDE, "same"), path))


@attack
def symlink_for_a_folder_folder():
    files, text, signature = signed(next_house())
    folder = put_folder(files, text, signature)
    os.rename(os.path.join(folder, "text"), os.path.join(OUTSIDE, "texts"))
    os.symlink(os.path.join(OUTSIDE, "texts"), os.path.join(folder, "text"))


@attack
def symlink_for_the_package():
    files, text, signature = signed(next_house())
    with open(os.path.join(OUTSIDE, "good.zip"), "wb") as file:
        file.write(pack(files, text, signature))
    os.symlink(os.path.join(OUTSIDE, "good.zip"), os.path.join(BUNDLES, "bad.zip"))


@attack
def symlink_for_the_package_folder():
    folder = put_folder(*signed(next_house()))
    os.rename(folder, os.path.join(OUTSIDE, "folder"))
    os.symlink(os.path.join(OUTSIDE, "folder"), folder)


@attack
def symlink_for_bundles():
    put(zipped(next_house()))
    os.rename(BUNDLES, os.path.join(OUTSIDE, "bundles"))
    os.symlink(os.path.join(OUTSIDE, "bundles"), BUNDLES)


@attack
def symlink_for_the_manifest_folder():
    files, text, signature = signed(next_house())
    folder = put_folder(files, text, signature)
    os.rename(os.path.join(folder, "MANIFEST"), os.path.join(OUTSIDE, "manifest"))
    os.symlink(os.path.join(OUTSIDE, "manifest"), os.path.join(folder, "MANIFEST"))


@attack
def hard_link_folder():
    in_folder(lambda path: os.link(os.path.join(OUTSIDE, "same"), path))


@attack
def fifo_folder():
    in_folder(os.mkfifo)


@attack
def fifo_for_the_package():
    os.mkfifo(os.path.join(BUNDLES, "bad.zip"))


@attack
def fifo_for_the_manifest_folder():
    files, text, signature = signed(next_house())
    folder = put_folder(files, text, signature)
    os.remove(os.path.join(folder, "MANIFEST"))
    os.mkfifo(os.path.join(folder, "MANIFEST"))


@attack
def device_folder():
    in_folder(lambda path: os.mknod(path, 0o20644, os.makedev(1, 5)))


@attack
def device_for_the_package():
    os.mknod(os.path.join(BUNDLES, "bad.zip"), 0o20644, os.makedev(1, 5))


@attack
def folder_for_a_file_folder():
    in_folder(os.mkdir)


# Too much.

@attack
def a_hundred_thousand_files():
    files, text, signature = signed(next_house())
    made = Zip()
    made.add("MANIFEST", text)
    made.add("MANIFEST.minisig", signature.encode())
    body, directory = [made.body], [made.directory]
    for number in range(100000):
        one = Zip()
        one.add("f%d" % number, b"")
        offset = sum(map(len, body[-1:])) if number == 0 else offset + len(body[-1])
        body.append(one.body)
        directory.append(one.directory[:42] + struct.pack("<I", offset)
                         + one.directory[46:])
    made.body, made.directory = b"".join(body), b"".join(directory)
    put(made.bytes(count=100002 & 0xFFFF))


@attack
def a_hundred_thousand_files_listed():
    files = next_house()
    lines = ["%064x  f%06d" % (0, number) for number in range(100000)]
    put(zipped(files, lines=sorted(manifest(files).decode().splitlines()[10:] + lines,
                                   key=lambda line: line[66:])))


@attack
def a_hundred_thousand_files_folder():
    folder = put_folder(*signed(next_house()))
    for number in range(100000):
        os.mknod(os.path.join(folder, "f%d" % number))


@attack
def deep_folders_folder():
    folder = put_folder(*signed(next_house()))
    os.makedirs(os.path.join(folder, *["d"] * 200))


@attack
def zip_bomb():
    files = dict(next_house(), **{"images/zero.svg": bytes(200 * 1024 * 1024)})
    put(pack(*signed(files), packed=True))


@attack
def zip_bomb_that_lies_of_its_size():
    files, text, signature = signed(next_house())
    made = Zip()
    made.add("MANIFEST", text)
    made.add("MANIFEST.minisig", signature.encode())
    for path, data in files.items():
        if path == "text/story.md":
            made.add(path, bytes(100 * 1024 * 1024), packed=True, told_size=len(data),
                     local_size=len(data))
        else:
            made.add(path, data)
    put(made.bytes())


@attack
def manifest_bomb():
    files = next_house()
    made = Zip()
    made.add("MANIFEST", bytes(300 * 1024 * 1024), packed=True)
    for path, data in files.items():
        made.add(path, data)
    put(made.bytes())


@attack
def sparse_terabyte():
    with open(os.path.join(BUNDLES, "bad.zip"), "wb") as file:
        file.truncate(2**40)


@attack
def sparse_terabyte_folder():
    def make(path):
        with open(path, "wb") as file:
            file.truncate(2**40)
    in_folder(make)


@attack
def sparse_manifest_folder():
    files, text, signature = signed(next_house())
    folder = put_folder(files, text, signature)
    with open(os.path.join(folder, "MANIFEST"), "r+b") as file:
        file.truncate(2**40)


# Zip files that say two things.

def broken_zip(change):
    files, text, signature = signed(next_house())
    made = Zip()
    made.add("MANIFEST", text)
    made.add("MANIFEST.minisig", signature.encode())
    for path, data in sorted(files.items()):
        options = change(path, data)
        for option in options if isinstance(options, list) else [options]:
            made.add(option.pop("name", path), option.pop("data", data), **option)
    return made


def at_story(**options):
    return lambda path, data: dict(options) if path == "text/story.md" else {}


ZIPS = {
    "two_of_one_name": lambda path, data: [{}, {}] if path == "text/story.md" else {},
    "two_of_one_name_other_bytes": lambda path, data: (
        [{"data": b"evil"}, {}] if path == "text/story.md" else {}),
    "local_name_another": at_story(local_name="text/evil.md1"),
    "local_name_above": at_story(local_name="../../evil.md"),
    "local_name_longer": at_story(local_name="text/story.md.evil"),
    "local_size_another": at_story(local_size=4),
    "told_size_another": at_story(told_size=4),
    "crc_another": at_story(crc=1),
    "encrypted": at_story(flags=1),
    "streamed": at_story(flags=8),
    "method_unknown": at_story(method=99),
    "second_name": at_story(extra=struct.pack("<HHBI", 0x7075, 9, 1, 0) + b"evil"),
    "local_second_name": at_story(local_extra=struct.pack("<HHBI", 0x7075, 9, 1, 0) + b"evil"),
    "zip64_size": at_story(local_extra=struct.pack("<HHQ", 1, 8, 4)),
}
each("zip", ZIPS, lambda name: put(broken_zip(ZIPS[name]).bytes()))


@attack
def zip_count_another():
    put(broken_zip(lambda path, data: {}).bytes(count=3))


@attack
def zip_with_two_ends():
    data = broken_zip(lambda path, data: {}).bytes()
    evil = zipped(next_house("House Evil"), key=OTHER)
    put(evil + data)


@attack
def zip_with_bytes_before():
    put(b"#!/bin/sh\nreboot\n" + zipped(next_house()))


@attack
def zip_with_bytes_behind():
    put(zipped(next_house()) + b"more")


@attack
def zip_with_a_hidden_file():
    made = broken_zip(lambda path, data: {})
    hidden = Zip()
    hidden.add("../evil", b"evil")
    made.body += hidden.body
    put(made.bytes())


@attack
def zip_of_nothing():
    put(b"")


@attack
def zip_of_noise():
    put(dice.randbytes(100000))


@attack
def tar_called_zip():
    subprocess.run(["tar", "-cf", os.path.join(BUNDLES, "bad.zip"), "-C", SHIPPED, "house"],
                   check=True)


@attack
def truncated_at_every_thousandth_byte():
    data = zipped(large_house(bytes=100000))
    for at in range(0, len(data), 1000):
        put(data[:at], "%06d.zip" % at)


@attack
def truncated_by_one_byte():
    put(zipped(next_house())[:-1])


# While it is read.

def large_house(name="House Bad", bytes=1500000):
    """Read in several pieces."""
    return dict(next_house(name), **{"audio/story.opus": dice.randbytes(bytes)})


@attack
def changes_between_two_reads():
    put(zipped(large_house("House Eleven")))


@attack
def changes_between_two_reads_folder():
    put_folder(*signed(large_house("House Eleven")))


@attack
def changes_midway():
    put(zipped(large_house()))


@attack
def changes_midway_folder():
    put_folder(*signed(large_house()))


@attack
def ends_midway():
    put(zipped(large_house()))


@attack
def ends_midway_folder():
    put_folder(*signed(large_house()))

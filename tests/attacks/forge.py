"""What an attacker makes packages with: keys and signatures (Ed25519 by RFC
8032, in minisign's files), MANIFEST, and zip files byte by byte."""
import base64
import hashlib
import struct
import zlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    e1 = (y1 - x1) * (y2 - x2) % P
    e2 = (y1 + x1) * (y2 + x2) % P
    e3 = 2 * t1 * t2 * D % P
    e4 = 2 * z1 * z2 % P
    e, f, g, h = e2 - e1, e4 - e3, e4 + e3, e2 + e1
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def pack_point(point):
    x, y, z, _ = point
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


class Key:
    """A throw-away key, always the same from the same seed."""

    def __init__(self, seed):
        secret = hashlib.sha512(hashlib.sha256(seed.encode()).digest()).digest()
        number = int.from_bytes(secret[:32], "little")
        self.scalar = number & (1 << 254) - 8 | 1 << 254
        self.prefix = secret[32:]
        self.public = pack_point(times(self.scalar, BASE))
        self.id = hashlib.sha256(("id" + seed).encode()).digest()[:8]

    def sign(self, message):
        def hashed(*parts):
            digest = hashlib.sha512(b"".join(parts)).digest()
            return int.from_bytes(digest, "little") % ORDER

        nonce = hashed(self.prefix, message)
        point = pack_point(times(nonce, BASE))
        number = nonce + hashed(point, self.public, message) * self.scalar
        return point + (number % ORDER).to_bytes(32, "little")

    def file(self):
        raw = base64.b64encode(b"Ed" + self.id + self.public).decode()
        return "untrusted comment: minisign public key\n%s\n" % raw

    def minisig(self, message, comment="made for a test", kind=b"ED"):
        hashed = message
        if kind == b"ED":
            hashed = hashlib.blake2b(message).digest()
        first = self.sign(hashed)
        return "untrusted comment: signature\n%s\ntrusted comment: %s\n%s\n" % (
            base64.b64encode(kind + self.id + first).decode(),
            comment,
            base64.b64encode(self.sign(first + comment.encode())).decode(),
        )


def manifest(files, **head):
    """Its text; `lines` in `head` stands for the lines of the files."""
    values = {
        "id": "house", "programme": "lab", "kind": "host", "version": "11",
        "serial": 11, "grammar": 1, "languages": "en fr ar",
        "bytes": sum(len(data) for data in files.values()),
    }
    lines = head.pop("lines", None)
    values.update(head)
    text = "# encounter-bundle 1\n"
    text += "".join("# %s: %s\n" % pair for pair in values.items())
    if lines is None:
        lines = ["%s  %s" % (hashlib.sha256(files[name]).hexdigest(), name)
                 for name in sorted(files)]
    return (text + "".join(line + "\n" for line in lines)).encode()


class Zip:
    """One file after the other; what a zip file says twice can differ."""

    def __init__(self):
        self.body, self.directory, self.count = b"", b"", 0
        self.comment = b""

    def add(self, name, data, local_name=None, local_size=None, mode=0o100644,
            packed=False, told_size=None, crc=None, flags=0, method=None,
            local_extra=b"", extra=b""):
        name = name if isinstance(name, bytes) else name.encode()
        if local_name is None:
            local_name = name
        elif not isinstance(local_name, bytes):
            local_name = local_name.encode()
        stored = data
        if packed:
            deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
            stored = deflater.compress(data) + deflater.flush()
        size = len(data) if told_size is None else told_size
        crc = zlib.crc32(data) if crc is None else crc
        method = method if method is not None else 8 if packed else 0
        offset = len(self.body)

        def header(signature, name, size, extra, own):
            return (signature
                    + struct.pack("<HHHHH", 20, flags, method, 0, 0x21)
                    + struct.pack("<III", crc, len(stored), size)
                    + struct.pack("<HH", len(name), len(extra)) + own)

        self.body += header(b"PK\3\4", local_name,
                            size if local_size is None else local_size,
                            local_extra, b"")
        self.body += local_name + local_extra + stored
        own = struct.pack("<HHHII", 0, 0, 0, mode << 16, offset)
        self.directory += header(b"PK\1\2\x14\3", name, size, extra, own)
        self.directory += name + extra
        self.count += 1

    def bytes(self, count=None):
        count = self.count if count is None else count
        return (self.body + self.directory + b"PK\5\6"
                + struct.pack("<HHHHIIH", 0, 0, count, count,
                              len(self.directory), len(self.body),
                              len(self.comment)) + self.comment)


def pack(files, text, signature, **extra):
    """A whole package of these files, with MANIFEST in front."""
    zipped = Zip()
    zipped.add("MANIFEST", text)
    if signature is not None:
        zipped.add("MANIFEST.minisig", signature if isinstance(signature, bytes)
                   else signature.encode())
    for name in sorted(files):
        zipped.add(name, files[name], **extra)
    return zipped.bytes()

"""AWS Signature Version 4 with Python's own hmac, to be right or wrong apart
from src/sync/sigv4.c."""
import hashlib
import hmac


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def signature(method, target, headers, signed, payload, scope, secret):
    """Of a request as it is on the wire: `headers` by their lower-case names,
    `signed` the list of those that count, `scope` "day/region/s3/..."."""
    path, _, query = target.partition("?")
    lines = [method, path, query]
    lines += ["%s:%s" % (n, " ".join(headers[n].split())) for n in signed]
    lines += ["", ";".join(signed), payload]
    text = "\n".join(["AWS4-HMAC-SHA256", headers["x-amz-date"], scope,
                      sha256("\n".join(lines).encode())])
    key = ("AWS4" + secret).encode()
    for word in scope.split("/") + [text]:
        key = hmac.new(key, word.encode(), hashlib.sha256).digest()
    return key.hex()

"""An S3 store as stub_dav shows it: region eu-test-1, its clock that of all
answers. Signatures are checked by signed.py. The access key OWNER may do
everything, PUTTER nothing but put; both have the secret s3cret.

Of the buckets, s3-none is not there, s3-full has no room, s3-quota has used up
its own, s3-slow is asked too often, s3-broken fails. s3-strict says of
If-None-Match that it has no such thing, s3-strange that it is wrong; s3-once
takes nothing without it. s3-lax does not look at hashes; s3-other says like
Garage what it refuses.

Each has foo_1.encounter.zip in bundles/ of whatever prefix is asked for. Of the
list: s3-pages has seven, two on each page, s3-endless has no end, s3-hostile
has keys that lead elsewhere, s3-long tells another size, s3-page is none. Of
the file: s3-cut ends twice after half of what was asked for, s3-changing the
first time and has another one then, s3-unread shows it to nobody.

Prints method, status and path of each request."""
import calendar
import re
import time
import urllib.parse
from xml.sax.saxutils import escape

import signed

REGION, SECRET = "eu-test-1", "s3cret"
NOW = calendar.timegm((2026, 11, 1, 12, 0, 0))
SKEW = 15 * 60
BUNDLE = "foo_1.encounter.zip"
kept = {}
gets = []


def check(headers, method, target, bucket):
    """What is wrong with the signature: a status and a code, or None."""
    found = re.fullmatch(
        r"AWS4-HMAC-SHA256 Credential=(\w+)/([^,]*), SignedHeaders=([^,]*), "
        r"Signature=([0-9a-f]{64})", headers.get("authorization", ""))
    if not found:
        return 403, "AccessDenied"
    access, scope, names, given = found.groups()
    day, region = scope.split("/")[:2]
    sent = time.strptime(headers["x-amz-date"], "%Y%m%dT%H%M%SZ")
    if abs(calendar.timegm(sent) - NOW) > SKEW:
        return ((400, "InvalidRequest") if bucket == "s3-other"
                else (403, "RequestTimeTooSkewed"))
    if access not in ("OWNER", "PUTTER"):
        return 403, ("AccessDenied" if bucket == "s3-other"
                     else "InvalidAccessKeyId")
    if region != REGION:
        return 400, "AuthorizationHeaderMalformed"
    right = signed.signature(method, target, headers, names.split(";"),
                             headers["x-amz-content-sha256"], scope, SECRET)
    if (given != right or not headers["x-amz-date"].startswith(day)
            or scope.split("/")[2:] != ["s3", "aws4_request"]
            or names != "host;x-amz-content-sha256;x-amz-date"):
        return 403, "SignatureDoesNotMatch"
    return None


def put(bucket, path, headers, body, may_all):
    condition = headers.get("if-none-match")
    if condition and bucket == "s3-strict":
        return 501, "NotImplemented"
    if condition and bucket == "s3-strange":
        return 400, "InvalidArgument"
    if not condition and bucket == "s3-once" and not may_all:
        return 403, "AccessDenied"
    if condition == "*" and path in kept:
        return 412, "PreconditionFailed"
    if (signed.sha256(body) != headers["x-amz-content-sha256"]
            and bucket != "s3-lax"):
        return 400, ("InvalidRequest" if bucket == "s3-other"
                     else "XAmzContentSHA256Mismatch")
    kept[path] = body
    return 200, ""


def judge(bucket, method, target, headers, body):
    fault = check(headers, method, target, bucket)
    faults = {"s3-none": (404, "NoSuchBucket"),
              "s3-full": (507, "XMinioStorageFull"),
              "s3-quota": (403, "QuotaExceeded"),
              "s3-slow": (503, "SlowDown"),
              "s3-broken": (500, "InternalError")}
    may_all = "Credential=OWNER/" in headers.get("authorization", "")
    if fault or bucket in faults:
        return fault or faults[bucket]
    if method == "PUT":
        return put(bucket, target, headers, body, may_all)
    if not may_all:
        return 403, "AccessDenied"
    if method == "GET" and ("?" in target or target.endswith("/" + BUNDLE)):
        return (403, "AccessDenied") if "unread/" in target else (200, "")
    return (200, "") if target in kept else (404, "NoSuchKey")


def bundle(bucket):
    """Its bytes and its tag."""
    is_other = bucket == "s3-changing" and bucket in gets
    text = BUNDLE.upper() if is_other else BUNDLE
    return (text * 300)[:5000].encode(), '"%d-a"' % is_other


def keys(bucket, prefix):
    if bucket == "s3-hostile":
        for n, key in enumerate((
                "../secret", "below/secret", "./secret", "/secret", ".secret",
                "Secret", "..%2fsecret", "\u202esecret", "a\\secret", "")):
            yield prefix + key + ("_%d.encounter.zip" % n if key else "")
        yield "secret_20.encounter.zip"
        yield "/" + prefix + "secret_21.encounter.zip"
        yield "bundles/../" + prefix + "secret_22.encounter.zip"
        yield "other/" + prefix + "secret_23.encounter.zip"
        yield prefix[:-1] + "secret_24.encounter.zip"
        yield prefix + "secret_25.encounter.zip/"
    yield prefix + BUNDLE
    for n in range(6 if bucket == "s3-pages" else 0):
        yield prefix + "foo_%d.encounter.zip" % (7 - n)


def page(bucket, query):
    """A ListBucketResult; its tokens need encoding."""
    asked = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
    if bucket == "s3-page" or asked["list-type"] != "2":
        return "<html>Welcome</html>"
    found = list(keys(bucket, asked["prefix"]))
    first = int(asked.get("continuation-token", "a/+=&%0").rpartition("%")[2])
    last = first + 2 if bucket == "s3-pages" else len(found)
    is_more = last < len(found) or bucket == "s3-endless"
    data, tag = bundle(bucket)
    text = ('<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult '
            'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>%s'
            "</IsTruncated>" % str(is_more).lower())
    if is_more:
        text += ("<NextContinuationToken>a/+=&amp;%%%d</NextContinuationToken>"
                 % last)
    for key in found[first:last]:
        text += ("<Contents><Key>%s</Key><ETag>%s</ETag><Size>%d</Size>"
                 "</Contents>" % (escape(key), escape(tag, {'"': "&quot;"}),
                                  len(data) + (bucket == "s3-long")))
    return text + "</ListBucketResult>"


def show(stub, bucket, headers):
    data, tag = bundle(bucket)
    asked = headers.get("range")
    status, first, more = 200, 0, {}
    if headers.get("if-match", tag) != tag:
        return 412, lambda: stub.say(412)
    if asked:
        status, first = 206, int(asked[len("bytes="):-1])
        more["Content_Range"] = "bytes %d-%d/%d" % (first, len(data) - 1,
                                                    len(data))
    times = {"s3-cut": 2, "s3-changing": 1}.get(bucket, 0)
    stub.close_connection = gets.count(bucket) < times
    gets.append(bucket)
    body = data[first:]
    sent = body[:len(body) // 2] if stub.close_connection else body
    return status, lambda: stub.say(status, sent, ETag=tag,
                                    Content_Length=str(len(body)), **more)


def answer(stub, bucket, body):
    headers = {name.lower(): value for name, value in stub.headers.items()}
    path, _, query = stub.path.partition("?")
    status, code = judge(bucket, stub.command, stub.path, headers, body)
    error = ("<?xml version=\"1.0\"?>\n<Error><Code>%s</Code><Message>about "
             "x-amz-content-sha256</Message><Region>%s</Region></Error>"
             % (code, REGION)) if code else ""
    if status == 200 and stub.command == "GET" and not query:
        status, say = show(stub, bucket, headers)
    elif status == 200 and stub.command == "HEAD":
        say = lambda: stub.say(200, Content_Length=str(len(kept[path])))
    else:
        text = page(bucket, query) if query and status == 200 else error
        say = lambda: stub.say(status, text.encode(),
                               Content_Type="application/xml")
    print(stub.command, status, stub.path, flush=True)
    say()

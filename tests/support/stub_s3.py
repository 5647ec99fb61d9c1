"""An S3 store as stub_dav shows it: region eu-test-1, its clock that of all
answers. Signatures are checked by signed.py. The access key OWNER may do
everything, PUTTER nothing but put; both have the secret s3cret.

Of the buckets, s3-none is not there, s3-full has no room, s3-quota has used up
its own, s3-slow is asked too often, s3-broken fails. s3-strict says of
If-None-Match that it has no such thing, s3-strange that it is wrong; s3-once
takes nothing without it. s3-lax does not look at hashes; s3-other says like
Garage what it refuses. Prints method, status and path of each request."""
import calendar
import re
import time

import signed

REGION, SECRET = "eu-test-1", "s3cret"
NOW = calendar.timegm((2026, 11, 1, 12, 0, 0))
SKEW = 15 * 60
kept = {}


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
        return 403, "InvalidAccessKeyId"
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
    return (200, "") if target in kept else (404, "NoSuchKey")


def answer(stub, bucket, body):
    headers = {name.lower(): value for name, value in stub.headers.items()}
    status, code = judge(bucket, stub.command, stub.path, headers, body)
    print(stub.command, status, stub.path, flush=True)
    if status == 200 and stub.command == "HEAD":
        return stub.say(200, Content_Length=str(len(kept[stub.path])))
    error = ("<?xml version=\"1.0\"?>\n<Error><Code>%s</Code><Message>about "
             "x-amz-content-sha256</Message><Region>%s</Region></Error>"
             % (code, REGION)) if code else ""
    return stub.say(status, error.encode(), Content_Type="application/xml")

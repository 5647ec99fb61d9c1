"""Another client of an S3 store on loopback, over TLS."""
import http.client
import re
import ssl
import sys
import time
import urllib.parse

sys.dont_write_bytecode = True  # not into the source tree
import signed


class Client:
    def __init__(self, cert, port, access, secret):
        self.host, self.access, self.secret = "localhost:" + port, access, secret
        self.connection = http.client.HTTPSConnection(
            "localhost", int(port),
            context=ssl.create_default_context(cafile=cert))

    def ask(self, method, path, body=b"", wanted=(200, 204)):
        now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        scope = now[:8] + "/us-east-1/s3/aws4_request"
        headers = {"host": self.host, "x-amz-date": now,
                   "x-amz-content-sha256": signed.sha256(body)}
        names = sorted(headers)
        target = urllib.parse.quote(path, safe="/~")
        headers["Authorization"] = (
            "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            % (self.access, scope, ";".join(names), signed.signature(
                method, target, headers, names,
                headers["x-amz-content-sha256"], scope, self.secret)))
        self.connection.request(method, target, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status not in wanted:
            sys.exit("%s %s: answer %d" % (method, path, answer.status))
        return text

    def keys(self, bucket, begin):
        found = re.findall("<Key>(.*?)</Key>",
                           self.ask("GET", "/" + bucket).decode())
        return sorted(key for key in found if key.startswith(begin))

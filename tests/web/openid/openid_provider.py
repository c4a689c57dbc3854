"""A little provider of OpenID Connect on this machine: it keeps to the protocol, and can be told to lie in its answers."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

CLIENT, SECRET = "cas-upparpet", "a secret of the installation"
WELL_KNOWN = "/.well-known/openid-configuration"


class OpenIdProvider:
    """Signs in whoever ``person`` says, and answers as ``lies`` say.

    Attributes:
        person: Claims of who sits before the browser.
        claims: Claims that stand in the ID token in place of the right ones; None leaves one out.
        metadata: What the provider says of itself in place of what is right.
        broken: Paths that answer with an error of the server.
        back: What the browser brings back in place of what is right.
        asked: What it was asked, by path.
    """

    def __init__(self):
        self.key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
        self.signs = ("RS256", self.key)
        self.person = {"sub": "7f3a", "officer_id": "sho"}
        self.claims, self.metadata, self.back = {}, {}, {}
        self.broken = set()
        self.asked = []
        self._codes = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self._server.server_port}/realms/police"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_fault):
        self.stop()

    def stop(self):
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    def described(self):
        at = {f"{name}_endpoint": f"{self.issuer}/{name}" for name in ("authorization", "token")}
        known = {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", "response_types_supported": ["code"], **at}
        return {**known, **self.metadata}

    def keys(self):
        return KeySet([self.key]).as_dict(private=False)

    def authorize(self, question):
        """Return where the browser is sent, with a code for who sits before it."""
        assert question["response_type"] == "code"
        assert question["client_id"] == CLIENT
        assert question["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self._codes[code] = question
        back = {"code": code, "state": question["state"], **self.back}
        told = {name: value for name, value in back.items() if value is not None}
        return f"{question['redirect_uri']}?{urlencode(told)}"

    def token(self, form, authorization):
        """Return tokens for a code that is good once, to the client that holds the secret and the verifier."""
        given = base64.b64decode(authorization.removeprefix("Basic ")).decode() if authorization else ""
        shown = given or f"{form.get('client_id')}:{form.get('client_secret')}"
        question = self._codes.pop(form["code"], None)
        if shown.replace("+", " ").replace("%20", " ") != f"{CLIENT}:{SECRET}" or question is None:
            return 401, {"error": "invalid_client"}
        made = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if made != question["code_challenge"] or form["redirect_uri"] != question["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": self.id_token(question)}

    def id_token(self, question):
        now = int(time.time())
        right = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": question["nonce"]}
        held = {**right, "auth_time": now, **self.person, **self.claims}
        algorithm, key = self.signs
        told = {name: value for name, value in held.items() if value is not None}
        if algorithm == "none":
            return ".".join(encoded(part) for part in ({"alg": "none"}, told)) + "."
        return jwt.encode({"alg": algorithm, "kid": "1"}, told, key, algorithms=[algorithm])

    def _handler(provider):  # noqa: C901, N805 - the handler's own self stands within
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                at = urlsplit(self.path)
                path = at.path.removeprefix("/realms/police")
                provider.asked.append(path)
                if path in provider.broken:
                    self.say(500, {})
                elif path == WELL_KNOWN:
                    self.say(200, provider.described())
                elif path == "/keys":
                    self.say(200, provider.keys())
                elif path == "/authorization":
                    question = {name: values[0] for name, values in parse_qs(at.query).items()}
                    self.say(303, {}, location=provider.authorize(question))
                else:
                    self.say(404, {})

            def do_POST(self):
                length = int(self.headers["content-length"])
                form = {name: held[0] for name, held in parse_qs(self.rfile.read(length).decode()).items()}
                path = urlsplit(self.path).path.removeprefix("/realms/police")
                provider.asked.append(path)
                if path in provider.broken:
                    self.say(500, {})
                else:
                    self.say(*provider.token(form, self.headers["authorization"]))

            def say(self, status, held, **headers):
                body = json.dumps(held).encode()
                self.send_response(status)
                for name, value in {"content-type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments):
                """Stay silent."""

        return Handler


def encoded(part):
    """Return a part of a token as it is sent."""
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def another_key():
    """Return a key that the provider does not name."""
    return ("RS256", RSAKey.generate_key(2048, {"kid": "1"}))


def shared_secret():
    """Return a signature that the client itself could make."""
    return ("HS256", OctKey.import_key(SECRET + " made longer, to be taken as a key"))


def no_signature():
    """Return no signature at all."""
    return ("none", None)


def of_another_kind():
    """Return a key of another kind than the provider names."""
    return ("ES256", ECKey.generate_key("P-256", {"kid": "1"}))

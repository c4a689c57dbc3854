"""An authenticator made of software: it makes passkeys and signs challenges as a security key does, and can be told to lie."""

import base64
import hashlib
import json
import struct

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(held):
    return base64.urlsafe_b64encode(held).rstrip(b"=").decode()


class Authenticator:
    """Holds one passkey."""

    def __init__(self, origin, domain, credential=b"one credential of many"):
        self.origin, self.domain, self.credential = origin, domain, credential
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.count = 0
        self.flags = PRESENT | VERIFIED
        self.handle = None

    def create(self, options):
        """Answer a request for a new passkey."""
        self.handle = options["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        named = bytes(16) + struct.pack(">H", len(self.credential)) + self.credential + cbor2.dumps(public)
        attested = {"fmt": "none", "attStmt": {}, "authData": self._data(self.flags | ATTESTED) + named}
        told = {"attestationObject": text(cbor2.dumps(attested))}
        return self._answer({"clientDataJSON": text(self._client("webauthn.create", options)), **told})

    def get(self, options):
        """Sign a challenge; each time counts."""
        self.count += 1
        client, data = self._client("webauthn.get", options), self._data(self.flags)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        told = {"authenticatorData": text(data), "signature": text(signature), "userHandle": self.handle}
        return self._answer({"clientDataJSON": text(client), **told})

    def _client(self, kind, options):
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _data(self, flags):
        return hashlib.sha256(self.domain.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _answer(self, response):
        named = text(self.credential)
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": response})

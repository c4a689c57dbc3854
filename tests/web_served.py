"""A running build with its application, a telephone that receives codes and a cashier that takes no money."""

import re
import warnings

import pyotp

from cas_core.web import Settings, accounts, application
from cas_core.web.providers import TrialCashier

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

PASSWORD = "four words are easy"
ORIGIN = "http://testserver"


class Telephone:
    """Receives what a messenger sends."""

    def __init__(self):
        self.texts = []

    def send(self, mobile, text):
        self.texts.append((mobile, text))

    def code(self, mobile):
        return next(re.search(r"\d{6}", text)[0] for number, text in reversed(self.texts) if number.endswith(mobile))


class Served:
    """A running build with its application."""

    def __init__(self, cas, fonts, **settings):
        self.cas = cas
        self.telephone = Telephone()
        given = {"limits": False, "secure": False, "origin": ORIGIN, "cashier": TrialCashier(), "fonts": fonts}
        self.settings = Settings(secret=b"only for tests", messenger=self.telephone, **{**given, **settings})
        self.app = application(cas, self.settings)
        self.seconds = {}

    def client(self, language="en", **headers):
        head = {"sec-fetch-site": "same-origin", "accept-language": language, **headers}
        return TestClient(self.app, headers=head, raise_server_exceptions=True)

    def enrol(self, officer):
        if officer not in self.seconds:
            self.seconds[officer] = accounts.set_up(self.cas.store, officer, PASSWORD)
        return pyotp.TOTP(self.seconds[officer])

    def at_desk(self, officer, language="en"):
        client = self.client(language)
        code = self.enrol(officer).now()
        answer = client.post("/desk/sign-in", data={"officer": officer, "password": PASSWORD, "code": code})
        assert answer.url.path == "/desk", answer.text
        return client

    def citizen(self, mobile="9812345670", language="en"):
        client = self.client(language)
        client.post("/sign-in", data={"mobile": mobile})
        answer = client.post("/sign-in", data={"mobile": mobile, "code": self.telephone.code(mobile)})
        assert answer.url.path == "/requests", answer.text
        return client

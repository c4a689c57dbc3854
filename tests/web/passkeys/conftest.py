"""A key, and an officer who has registered it."""

import pytest
from authenticator import Authenticator
from passkey_steps import DOMAIN, added
from web_served import ORIGIN


@pytest.fixture
def key():
    """A key that nobody registered yet."""
    return Authenticator(ORIGIN, DOMAIN)


@pytest.fixture
def registered(served, key):
    """The station house officer with a passkey; his own browser is signed in."""
    served.own = served.at_desk("sho")
    page = added(served.own, key)
    assert page.status_code == 200, page.text
    return served

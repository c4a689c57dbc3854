"""A provider that runs, and a site whose officers sign in there."""

import pytest
from builders import posted
from openid_provider import CLIENT, SECRET, OpenIdProvider
from web_served import Served

from cas_core.web.openid_settings import Provider


@pytest.fixture
def provider():
    """A provider that runs."""
    with OpenIdProvider() as running:
        yield running


@pytest.fixture
def site(builds, tmp_path, fonts, provider):
    """Open a site whose officers sign in at the provider."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'openid.db'}")

    def opened(**more):
        held = {"issuer": provider.issuer, "client_id": CLIENT, "client_secret": SECRET, "claim": "officer_id", **more}
        return Served(cas, fonts, provider=Provider.model_validate({"title": "Parichay", "amr": ["mfa"], **held}))

    yield opened
    cas.close()


@pytest.fixture
def served(site, provider):
    """A site where the provider's word about a second factor is taken, and the SHO has an account."""
    provider.person |= {"amr": ["pwd", "mfa"]}
    made = site()
    made.enrol("sho")
    return made

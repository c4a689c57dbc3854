"""OpenID Connect: an officer is asked for at the provider, and what it answers is checked (OpenID Connect Core 1.0).

The authorization code flow with PKCE, by Authlib. What the provider is, it says itself, at its issuer's address alone;
this is the only use that the site makes of the network.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import time
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, ExpiredTokenError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from cas_core.messages.mark import mark as _
from cas_core.problems import NotPermitted, Problem
from cas_core.web.noting import logger, place
from cas_core.web.openid_settings import Provider, reachable

ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512", "EdDSA", "Ed25519"]
"""Signatures that only the provider can make; those with a shared secret, or none, are not taken."""
WAIT_SECONDS = 10
LEEWAY_SECONDS = 60
AGAIN = _("Begin again at the page where you sign in")
OPERATOR = _("Tell the operator of this site; until then sign in with password and code")
DOWN = Problem("provider-down", _("The provider of your sign-in does not answer"), OPERATOR)
REFUSED = Problem("provider-refused", _("The provider did not sign you in"), AGAIN)
OTHER_STATE = Problem("provider-state", _("This answer of the provider belongs to no sign-in that you began"), AGAIN)
OTHER_ISSUER = Problem(
    "provider-issuer", _("The answer comes from another provider than the one of this site"), OPERATOR
)
OTHER_NONCE = Problem("provider-nonce", _("The provider answered another sign-in than this one"), AGAIN)
EXPIRED = Problem("provider-expired", _("The answer of the provider is no longer valid"), AGAIN)
STALE = Problem("provider-stale", _("The provider did not ask you anew who you are"), AGAIN)
UNSOUND = Problem("provider-unsound", _("The answer of the provider can't be relied on"), OPERATOR)
NO_OFFICER = Problem("provider-claim", _("The provider does not say which officer you are"), OPERATOR)


@dataclass(frozen=True)
class Asked:
    """What was asked of the provider, and by what its answer is known."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Person:
    """Who the provider says it is.

    Attributes:
        subject: What the provider itself knows the person by, for good.
        officer: The officer's id, as the provider says it.
        strong: Whether the provider saw a second factor.
    """

    subject: str
    officer: str
    strong: bool


def begin(provider: Provider, back: str) -> tuple[str, Asked]:
    """Return the address at which the provider asks who it is, and what its answer will be known by.

    Args:
        back: Address to which the provider sends the browser back.

    Raises:
        NotPermitted: The provider does not answer, or is not the one of the settings.
    """
    asked = Asked(generate_token(43), generate_token(43), generate_token(64))
    more = {"max_age": str(provider.max_age)} if provider.max_age else {}
    more |= {"acr_values": " ".join(provider.acr)} if provider.acr else {}
    with _client(provider, back) as client:
        endpoint = _address(provider, _metadata(provider, client), "authorization_endpoint")
        url, _state = client.create_authorization_url(
            endpoint, asked.state, asked.verifier, nonce=asked.nonce, prompt="login", **more
        )
    return str(url), asked


def finish(provider: Provider, back: str, asked: Asked, answer: Mapping[str, str]) -> Person:
    """Return who it is, by the answer that the browser brought back.

    Raises:
        NotPermitted: The answer is another's, is not to be relied on, or names nobody.
    """
    if not hmac.compare_digest(answer.get("state", "").encode(), asked.state.encode()):
        raise NotPermitted([OTHER_STATE])
    with _client(provider, back) as client:
        known = _metadata(provider, client)
        told = answer.get("iss", "" if known.get("authorization_response_iss_parameter_supported") else provider.issuer)
        if told != provider.issuer:
            raise NotPermitted([OTHER_ISSUER])
        if "error" in answer or not answer.get("code"):
            raise NotPermitted([REFUSED])
        token = _exchanged(provider, client, known, answer["code"], asked.verifier)
        keys = _fetched(client, _address(provider, known, "jwks_uri"))
        claims = _claims(provider, token, keys, asked.nonce)
        strong = _strong(provider, claims)
    officer = claims.get(provider.claim)
    if not isinstance(officer, str) or not officer:
        raise NotPermitted([NO_OFFICER])
    return Person(claims["sub"], officer, strong)


@contextmanager
def _client(provider: Provider, back: str) -> Iterator[Any]:
    """Open a client; whatever the network or the provider does is told in words, and the log names its kind alone."""
    secret = provider.client_secret.get_secret_value()
    client = OAuth2Client(
        provider.client_id, secret, scope=provider.scope, redirect_uri=back, code_challenge_method="S256",
        timeout=WAIT_SECONDS, follow_redirects=False,
    )  # fmt: skip
    try:
        with client:
            yield client
    except httpx2.HTTPError as error:
        raise _noted(DOWN, error) from None
    except ExpiredTokenError as error:
        raise _noted(EXPIRED, error) from None
    except ClaimError as error:
        raise _noted({"nonce": OTHER_NONCE, "iss": OTHER_ISSUER}.get(error.claim, UNSOUND), error) from None
    except AuthlibBaseError as error:
        raise _noted(REFUSED, error) from None
    except (JoseError, httpx2.InvalidURL, ValueError, TypeError, LookupError, AttributeError) as error:
        raise _noted(UNSOUND, error) from None


def _metadata(provider: Provider, client: Any) -> Mapping[str, Any]:
    """Return what the provider says of itself, which has to be under the name of the settings."""
    known = _fetched(client, provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if known.get("issuer") != provider.issuer:
        raise NotPermitted([OTHER_ISSUER])
    return known


def _fetched(client: Any, address: str) -> Mapping[str, Any]:
    answer = client.request("GET", address, withhold_token=True)
    answer.raise_for_status()
    held = answer.json()
    if not isinstance(held, dict):
        raise TypeError("no table")
    return held


def _address(provider: Provider, known: Mapping[str, Any], name: str) -> str:
    """Return one of the provider's endpoints: on its own host, or on one that the settings name."""
    address = str(known[name])
    if not reachable(address) or urlsplit(address).hostname not in {
        urlsplit(provider.issuer).hostname,
        *provider.hosts,
    }:
        raise ValueError(name)
    return address


def _exchanged(
    provider: Provider, client: Any, known: Mapping[str, Any], code: str, verifier: str
) -> Mapping[str, Any]:
    ways = known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
    token: Mapping[str, Any] = client.fetch_token(
        _address(provider, known, "token_endpoint"),
        grant_type="authorization_code",
        code=code,
        code_verifier=verifier,
        auth=client.client_auth(way),
    )
    return token


def _claims(provider: Provider, token: Mapping[str, Any], keys: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    held = jwt.decode(token["id_token"], KeySet.import_key_set(keys), registry=registry)  # type: ignore[arg-type]
    wanted: Any = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    params = {"nonce": nonce, "client_id": provider.client_id, "access_token": token.get("access_token")}
    claims: Any = CodeIDToken(held.claims, held.header, wanted, params)
    claims.validate(leeway=LEEWAY_SECONDS)
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise ValueError("sub")
    if provider.max_age and time() - claims.get("auth_time", 0) > provider.max_age + LEEWAY_SECONDS:
        raise NotPermitted([STALE])
    return dict(claims)


def _strong(provider: Provider, claims: Mapping[str, Any]) -> bool:
    """Tell whether the provider saw a second factor; where the settings name no sign of one, it did not."""
    return claims.get("acr") in provider.acr or any(way in provider.amr for way in claims.get("amr") or ())


def _noted(problem: Problem, error: Exception) -> NotPermitted:
    logger.warning("%s: %s at %s", problem.code, type(error).__name__, place(error))
    return NotPermitted([problem])

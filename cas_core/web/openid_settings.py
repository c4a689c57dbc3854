"""Where officers sign in by OpenID Connect: what an installation sets of it, in a TOML file of its own."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

from cas_core.problems import Problem, StoreError

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
SECRET = "CAS_OPENID_SECRET"  # noqa: S105 - the name of a variable
MEND = "See docs/how-to/sign-in-by-openid-connect.md"


def reachable(address: str) -> bool:
    """Tell whether an address is reached over TLS, or on this machine."""
    try:
        at = urlsplit(address)
        port = at.port
    except ValueError:
        return False
    return bool(at.hostname) and port != 0 and (at.scheme == "https" or (at.scheme == "http" and at.hostname in LOCAL))


def _issuer(address: str) -> str:
    at = urlsplit(address)
    if not reachable(address) or at.query or at.fragment or at.username:
        raise ValueError("name it as https://host/path; plain http is for this machine alone")
    return address


class Provider(BaseModel):
    """A provider of OpenID Connect.

    Attributes:
        issuer: Address of the provider, exactly as it calls itself.
        client_id, client_secret: What the provider knows this installation by.
        claim: Claim of the ID token that holds the officer's id.
        title: What officers call the provider.
        scope: What is asked for.
        hosts: Hosts besides the issuer's own on which its endpoints may stand.
        acr: Classes of authentication that mean a second factor; one of them has to be told.
        amr: Methods of authentication that mean a second factor; one of them has to be told.
        max_age: Seconds within which the provider must have asked the person himself; 0 leaves it to the provider.
        new_accounts: Whether an officer who has no account yet gets one at his first sign-in.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    issuer: Annotated[str, AfterValidator(_issuer)]
    client_id: str = Field(min_length=1)
    client_secret: SecretStr = Field(min_length=1)
    claim: str = Field(min_length=1)
    title: str = Field(default="OpenID Connect", min_length=1)
    scope: str = Field(default="openid profile", pattern=r"(^| )openid( |$)")
    hosts: tuple[str, ...] = ()
    acr: tuple[str, ...] = ()
    amr: tuple[str, ...] = ()
    max_age: int = Field(default=300, ge=0)
    new_accounts: bool = False

    @classmethod
    def of(cls, file: Path) -> Self:
        """Read a provider from a file; the secret stands in ``$CAS_OPENID_SECRET`` or in a file that it names.

        Raises:
            StoreError: The file is not as described, or there is no secret.
        """
        try:
            held = tomllib.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise StoreError([_bad(f"'{file.name}' can't be read: {error}")]) from None
        problems: list[Problem] = []
        if held.pop("client_secret", None) is not None:
            problems.append(_bad("'client_secret' stands in the settings themselves, which others read too"))
        secret = _secret(file.parent, held.pop("client_secret_file", None), problems)
        try:
            settings = cls.model_validate({**held, "client_secret": secret or "missing"})
        except ValidationError as error:
            faults = error.errors(include_input=False, include_url=False)
            places = ((".".join(map(str, fault["loc"])), fault["msg"]) for fault in faults)
            raise StoreError([*problems, *(_bad(f"'{at}' of '{file.name}': {why}") for at, why in places)]) from None
        if problems:
            raise StoreError(problems)
        return settings


def _secret(folder: Path, named: object, problems: list[Problem]) -> str:
    """Return the client secret; where there is none, say so and return nothing."""
    given = os.environ.get(SECRET, "")
    if given:
        return given
    if named is None:
        problems.append(_bad(f"there is no client secret: neither ${SECRET} nor 'client_secret_file'"))
        return ""
    try:
        held = (folder / str(named)).read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        problems.append(_bad(f"the file of the client secret can't be read: {type(error).__name__}"))
        return ""
    if not held:
        problems.append(_bad("the file of the client secret is empty"))
    return held


def _bad(what: str) -> Problem:
    return Problem("bad-provider", what, MEND)

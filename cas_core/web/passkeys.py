"""Passkeys: what an authenticator is asked, and whether its answer holds (W3C Web Authentication, level 3).

The origin and the name for which passkeys are made come from the settings, never from a request.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from cas_core.messages.mark import mark as _
from cas_core.problems import NotPermitted, Problem, RecordRefused
from cas_core.store import Store, accounts, passkeys
from cas_core.web.accounts import tried
from cas_core.web.settings import Settings

MOST = 10
MILLISECONDS = 120_000
NAME_LETTERS = 60
REQUIRED = UserVerificationRequirement.REQUIRED
FAULTS = (WebAuthnException, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What the library says of an answer that is none, whoever wrote it."""
WRONG = Problem("passkey", _("The passkey was not accepted"), _("Try again, or sign in with password and code"))
COPIED = Problem(
    "passkey-copied",
    _("The passkey counts fewer uses than it had before; it may have been copied"),
    _("Sign in with password and code, and remove it from your account"),
)
NOT_ADDED = Problem("passkey-not-added", _("The passkey was not added"), _("Try again, or with another device"))
KNOWN = Problem("passkey-known", _("This passkey is registered already"), _("Use another device"))
TOO_MANY = Problem("passkey-too-many", _("You have as many passkeys as there may be"), _("Remove one first"))


def domain(settings: Settings) -> str:
    """Return the name for which passkeys are made; empty where the site has none, as a number is no name."""
    host = settings.passkey_domain or urlsplit(settings.origin).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return host
    return ""


def origin(settings: Settings) -> str:
    """Return the origin as browsers write it."""
    address = urlsplit(settings.origin)
    return f"{address.scheme}://{address.netloc.lower()}"


def full(store: Store, officer: str) -> list[Problem]:
    """Return what is wrong where an officer has as many passkeys as there may be."""
    with store.reading() as connection:
        return [TOO_MANY] if len(passkeys.passkeys(connection, officer)) >= MOST else []


def ask_new(store: Store, settings: Settings, officer: str, title: str) -> tuple[str, str, str]:
    """Return what a browser makes a passkey from, with its challenge and the officer's handle."""
    with store.reading() as connection:
        held = passkeys.passkeys(connection, officer)
    challenge = secrets.token_bytes(32)
    handle = held[0].handle if held else bytes_to_base64url(secrets.token_bytes(32))
    options = generate_registration_options(
        rp_id=domain(settings),
        rp_name=title,
        user_id=base64url_to_bytes(handle),
        user_name=officer,
        challenge=challenge,
        timeout=MILLISECONDS,
        exclude_credentials=_described(held),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=REQUIRED
        ),
    )
    return options_to_json(options), bytes_to_base64url(challenge), handle


def add(store: Store, settings: Settings, officer: str, answer: str, asked: dict[str, str]) -> None:
    """Keep the passkey that a browser made.

    Args:
        asked: ``challenge``, ``handle``, and the ``name`` that the officer gave it.

    Raises:
        RecordRefused: The answer does not hold, or the passkey is somebody's already.
    """
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(asked["challenge"]),
            expected_rp_id=domain(settings),
            expected_origin=origin(settings),
            require_user_verification=True,
        )
    except FAULTS:
        raise RecordRefused([NOT_ADDED]) from None
    id_ = passkeys.digest(made.credential_id)
    row = {
        "id": id_,
        "officer": officer,
        "handle": asked["handle"],
        "credential": bytes_to_base64url(made.credential_id),
        "public_key": bytes_to_base64url(made.credential_public_key),
        "sign_count": made.sign_count,
        "name": asked["name"],
        "added_at": datetime.now(UTC),
        "used_at": None,
    }
    with store.writing() as connection:
        accounts.account(connection, officer)  # one at a time, so that the limit holds
        if passkeys.passkey(connection, id_) is not None:
            raise RecordRefused([KNOWN])
        if len(passkeys.passkeys(connection, officer)) >= MOST:
            raise RecordRefused([TOO_MANY])
        passkeys.add(connection, row)


def ask(store: Store, settings: Settings, officer: str) -> tuple[str, str]:
    """Return what a browser signs, and its challenge; without an officer, whoever holds a passkey may answer."""
    held = []
    if officer:
        with store.reading() as connection:
            held = passkeys.passkeys(connection, officer)
    challenge = secrets.token_bytes(32)
    options = generate_authentication_options(
        rp_id=domain(settings),
        challenge=challenge,
        timeout=MILLISECONDS,
        allow_credentials=_described(held) or None,
        user_verification=REQUIRED,
    )
    return options_to_json(options), bytes_to_base64url(challenge)


def check(store: Store, settings: Settings, answer: str, challenge: str, officer: str = "") -> str:
    """Return the officer whose passkey signed a challenge; what does not hold is counted as a wrong password is.

    Args:
        officer: Who showed another factor before; the passkey has to be his.

    Raises:
        NotPermitted: It does not hold, or too much failed of late.
    """
    try:
        credential = parse_authentication_credential_json(answer)
    except FAULTS:
        raise NotPermitted([WRONG]) from None
    id_ = passkeys.digest(credential.raw_id)
    with store.reading() as connection:
        key = passkeys.passkey(connection, id_)
    if key is None or (officer and key.officer != officer) or not _names(credential, key, officer):
        raise NotPermitted([WRONG])
    copied = False

    def holds(connection: Connection, _account: Row[Any]) -> bool:
        nonlocal copied
        count, known = _signed(settings, credential, challenge, key), passkeys.passkey(connection, id_)
        if count is None or known is None:
            return False
        copied = (count > 0 or known.sign_count > 0) and count <= known.sign_count
        if not copied:
            passkeys.used(connection, id_, count, datetime.now(UTC))
            accounts.cleared(connection, key.officer)
        return not copied

    try:
        tried(store, key.officer, datetime.now(UTC), holds)
    except NotPermitted:
        raise NotPermitted([COPIED if copied else WRONG]) from None
    return str(key.officer)


def name_of(text: str) -> str:
    """Return the name under which an officer finds a passkey again."""
    return text.strip()[:NAME_LETTERS]


def _names(credential: AuthenticationCredential, key: Row[Any], officer: str) -> bool:
    """Tell whether an authenticator says whose passkey it is; it may leave that out where it is known already."""
    handle = credential.response.user_handle
    return bool(officer) if handle is None else bytes_to_base64url(handle) == key.handle


def _signed(settings: Settings, credential: AuthenticationCredential, challenge: str, key: Row[Any]) -> int | None:
    """Return how often the authenticator says that it signed, None where the signature does not hold.

    The count is compared by who asks, after the signature: what nobody signed says nothing about a copy.
    """
    try:
        verified = verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=domain(settings),
            expected_origin=origin(settings),
            credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except FAULTS:
        return None
    return verified.new_sign_count


def _described(held: list[Row[Any]]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(row.credential)) for row in held]

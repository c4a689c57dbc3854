"""``cas web``."""

from __future__ import annotations

import gc
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import click

from cas_core.cli.options import FILE, build_argument, database_option, opened
from cas_core.sources.files import read, write_secret


@click.group
def command() -> None:
    """Serve portal and desk, and set up what they need."""


@command.command("install")
@click.option("--assets", type=click.Path(file_okay=False, path_type=Path), default=Path("assets"), show_default=True)
def install(assets: Path) -> None:
    """Fetch the script that pages use; it is carried from then on."""
    from cas_core.web.assets import install as fetch  # noqa: PLC0415 - the extra is needed here only

    fetch(assets)
    click.echo(f"scripts are in {assets}")


@command.command("account")
@build_argument
@click.argument("officer")
@database_option
@click.option(
    "--anew", is_flag=True, help="Forget passkeys, tokens, and who the officer is at the provider of OpenID Connect."
)
@click.password_option(help="First password; the officer changes it at the desk.")
def account(build: Path, officer: str, database: str, password: str, *, anew: bool) -> None:
    """Let OFFICER sign in at the desk: set a password, and show the secret of the second factor once."""
    import segno  # noqa: PLC0415

    from cas_core import Cas  # noqa: PLC0415
    from cas_core.web import accounts  # noqa: PLC0415

    cas = Cas.open(build, database)
    second = accounts.set_up(cas.store, officer, password)
    if anew:
        accounts.forget_other_means(cas.store, officer)
    drawn = StringIO()
    segno.make(accounts.enrolment(officer, second, cas.build.title)).terminal(drawn, compact=True)
    click.echo(drawn.getvalue())
    click.echo(f"secret of the authenticator, shown once: {second}")


@command.command("serve")
@build_argument
@database_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--origin", default="", help="Address under which people reach it, e.g. https://police.example.in")
@click.option("--secret", "secret_file", type=click.Path(dir_okay=False, path_type=Path), default=Path("cas.secret"))
@click.option("--passkey-domain", default="", help="Name for which passkeys are made, where it is not that of ORIGIN.")
@click.option("--openid", type=FILE, help="TOML file of the provider at which officers sign in by OpenID Connect.")
@click.option("--trial-payments", is_flag=True, help="Take every fee at once, and no money; for trying it out.")
def serve(
    build: Path,
    database: str,
    host: str,
    port: int,
    origin: str,
    secret_file: Path,
    passkey_domain: str,
    openid: Path | None,
    *,
    trial_payments: bool,
) -> None:
    """Serve portal and desk of BUILD, a composed build. Cookies are secure wherever ORIGIN is https."""
    import uvicorn  # noqa: PLC0415

    from cas_core import Cas  # noqa: PLC0415
    from cas_core.web import application, starting  # noqa: PLC0415
    from cas_core.web.providers import TrialCashier  # noqa: PLC0415

    named = starting.Named(f"http://{host}:{port}", origin, passkey_domain, secret_file, openid)
    settings = starting.settings(named, TrialCashier() if trial_payments else None)
    at = settings.origin
    with starting.bound(host, port) as sockets, suppress(KeyboardInterrupt):  # which is the way to end it
        app = application(Cas.prepare(build, database), settings)
        gc.freeze()  # the build stays; no answer waits while it is looked through
        click.echo(f"portal at {at}/, desk at {at}/desk, API at {at}/api/v1")
        config = uvicorn.Config(app, log_level="warning", server_header=False, lifespan="off")
        uvicorn.Server(config).run(sockets)


@command.command("token")
@build_argument
@click.argument("officer")
@click.argument("office")
@database_option
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True, help="How long it is valid.")
@click.option("--label", default="issued by the operator", help="What it is for, as the officer's account shows it.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File for it.")
def token(build: Path, officer: str, office: str, database: str, days: int, label: str, output: Path) -> None:
    """Issue a token by which a program acts as OFFICER, posted at OFFICE; it is written to a file and kept nowhere."""
    from cas_core.store import sessions  # noqa: PLC0415

    now = datetime.now(UTC)
    with opened(build, database) as cas:
        who = cas.who(f"officer:{officer}@{office}")
        with cas.store.writing() as connection:
            made = sessions.issue_token(connection, who.id, who.office, label[:80], (now, now + timedelta(days=days)))
            write_secret(output, made.encode())  # where it can't be written, it is not issued
    click.echo(f"written to {output}")


@command.command("deliver")
@build_argument
@database_option
@click.option("--to", "url", required=True, help="Where events are posted, e.g. https://other.example.in/cas")
@click.option("--secret-file", type=FILE, required=True, help="Key of the signatures, as whsec_… or as it stands.")
def deliver(build: Path, database: str, url: str, secret_file: Path) -> None:
    """Post what happened to records since the last run; run it again where it ended with a problem."""
    from cas_core.web.webhooks import Receiver, deliver  # noqa: PLC0415

    with opened(build, database) as cas:
        delivered = deliver(cas, Receiver.of(url, read(secret_file, 4096).decode("utf-8", "replace")))
    click.echo(f"{delivered} delivered")


@command.command("sweep")
@build_argument
@database_option
@click.option("--days", type=click.IntRange(1, 36_500), default=30, show_default=True, help="How old a file must be.")
def sweep(build: Path, database: str, days: int) -> None:
    """Forget files that somebody sent and nobody entered: those in no record and no draft."""
    from cas_core.store import attachments  # noqa: PLC0415 - the help needs no database

    with opened(build, database) as cas, cas.store.writing() as connection:
        forgotten = attachments.sweep(connection, datetime.now(UTC) - timedelta(days=days))
    click.echo(f"{forgotten} forgotten")

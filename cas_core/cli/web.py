"""``cas web``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import FOLDER


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
@click.argument("build", type=FOLDER)
@click.argument("officer")
@click.option("--database", required=True, help="Address, e.g. sqlite:///ka.db")
@click.password_option(help="First password; the officer changes it at the desk.")
def account(build: Path, officer: str, database: str, password: str) -> None:
    """Let OFFICER sign in at the desk: set a password, and show the secret of the second factor once."""
    import segno  # noqa: PLC0415

    from cas_core import Cas  # noqa: PLC0415
    from cas_core.web import accounts  # noqa: PLC0415

    cas = Cas.open(build, database)
    second = accounts.set_up(cas.store, officer, password)
    segno.make(accounts.enrolment(officer, second, cas.build.title)).terminal(compact=True)
    click.echo(f"secret of the authenticator, shown once: {second}")


@command.command("serve")
@click.argument("build", type=FOLDER)
@click.option("--database", required=True, help="Address, e.g. sqlite:///ka.db")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--origin", default="", help="Address under which people reach it, e.g. https://police.example.in")
@click.option("--secret", "secret_file", type=click.Path(dir_okay=False, path_type=Path), default=Path("cas.secret"))
@click.option("--trial-payments", is_flag=True, help="Take every fee at once, and no money; for trying it out.")
def serve(
    build: Path, database: str, host: str, port: int, origin: str, secret_file: Path, *, trial_payments: bool
) -> None:
    """Serve portal and desk of BUILD, a composed build. Cookies are secure wherever ORIGIN is https."""
    import uvicorn  # noqa: PLC0415

    from cas_core import Cas  # noqa: PLC0415
    from cas_core.web import Settings, application  # noqa: PLC0415
    from cas_core.web.providers import TrialCashier  # noqa: PLC0415
    from cas_core.web.settings import kept_secret  # noqa: PLC0415

    address = origin or f"http://{host}:{port}"
    settings = Settings(
        secret=kept_secret(secret_file),
        secure=address.startswith("https:"),
        origin=address,
        cashier=TrialCashier() if trial_payments else None,
    )
    app = application(Cas.prepare(build, database), settings)
    click.echo(f"portal at {address}/, desk at {address}/desk")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)

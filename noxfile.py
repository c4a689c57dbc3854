"""The project's tasks: ``nox -l`` lists them, ``nox -s demo`` and ``nox -s tests`` are the ones to begin with."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "floors", "tests"]
nox.options.reuse_existing_virtualenvs = True
nox.options.default_venv_backend = "virtualenv"

PLUGINS = sorted(path.parent.as_posix() for path in Path("plugins").glob("*/pyproject.toml"))
SOAKED = (
    "tests/acceptance/test_any_course.py",
    "tests/browser/test_case_in_each_language.py",
    "tests/browser/test_payloads.py",
    "tests/browser/test_payloads_on_lists.py",
    "tests/web/test_api_schemathesis.py",
    "tests/web/test_disclosure.py",
    "tests/composition/test_promises.py",
    "tests/publication",
    "tests/store/test_numbers_under_load.py",
    "tests/workflows",
)
EVERY_CORE = ("-q", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""Hundreds of processes start in the tests: none compiles again what another one did."""
BUILDS = sorted(path.parent.as_posix() for path in Path("states").glob("*/build.toml"))


def install(session: nox.Session, *packages: str) -> None:
    """Install core and plugins from this checkout, with what a session needs besides."""
    editable = [part for plugin in PLUGINS for part in ("-e", plugin)]
    session.install("-q", "-e", ".[pdf,fonts,web,postgresql]", *editable, *packages)


def without_browser(session: nox.Session) -> dict[str, str]:
    """Say that there is no browser, where there is none: its tests are skipped by that name, never passed."""
    if any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        return {}
    session.warn("NO BROWSER: tests/browser will be skipped. To run them: apt-get install chromium")
    return {"CAS_NO_BROWSER": "1"}


@nox.session
def demo(session: nox.Session) -> None:
    """Run the main job: compose, register an FIR under four builds, print it, explain it, verify the journal."""
    install(session)
    session.run("python", "docs/tutorial/first_case.py", "demo")


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests."""
    install(session, *nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "test"))
    session.run("cas", "fonts", "install")
    session.run("cas", "web", "install")
    session.run("pytest", *(session.posargs or EVERY_CORE), env={**COMPILED, **without_browser(session)})


@nox.session
def browser(session: nox.Session) -> None:
    """Run the tests in a real browser alone; Chromium comes from the distribution."""
    install(session, *nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "test"))
    session.run("cas", "fonts", "install")
    session.run("pytest", "tests/browser", *session.posargs, env={"CAS_NO_BROWSER": ""})


@nox.session
def pictures(session: nox.Session) -> None:
    """Make the pictures of the documentation anew."""
    install(session, *nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "test"))
    session.run("cas", "fonts", "install")
    session.run("pytest", "-q", "tests/browser/pictures.py", *session.posargs)


@nox.session
def soak(session: nox.Session) -> None:
    """Try many more generated courses, layers and texts than the tests do."""
    install(session, *nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "test"))
    session.run("pytest", "-q", *(session.posargs or SOAKED), env={"CAS_SOAK": "40"})


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install("-q", "ruff>=0.14")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, strictly."""
    install(session, "mypy>=1.18", "hypothesis>=6.130")
    session.run("mypy")


@nox.session
def floors(session: nox.Session) -> None:
    """Check that each module imports from its own floor or from lower ones only."""
    install(session, "import-linter>=2.5")
    session.run("lint-imports")


@nox.session
def states(session: nox.Session) -> None:
    """Compose every build."""
    install(session)
    for build in BUILDS:
        session.run("cas", "compose", build)


@nox.session
def schemas(session: nox.Session) -> None:
    """Export the JSON Schemas of the national layer."""
    install(session)
    session.run("cas", "schema", "export", "schemas/0.1.0")


@nox.session
def docs(session: nox.Session) -> None:
    """Make the reference pages anew."""
    install(session)
    session.run("python", "docs/generate.py")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure speed as ratios in one run."""
    install(session, *nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "bench"))
    session.run("cas", "web", "install")
    session.run("python", "tests/benchmarks/ratios.py", *session.posargs)


@nox.session
def load(session: nox.Session) -> None:
    """Measure portal and desk on PostgreSQL with 100,000 records and 16 clients."""
    install(session, *nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "bench"))
    session.run("python", "tests/benchmarks/serving.py", *session.posargs)

"""What an operator may name wrongly when portal and desk are set up: one answer with all of it, and nothing half done."""

import socket
import sqlite3
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
import uvicorn

from cas_core.documents import fonts
from cas_core.sources.files import FileError
from cas_core.web import assets


def heads(err):
    return [line for line in err.splitlines() if not line.startswith(" ")]


@pytest.fixture
def serve(cas, station, tmp_path, monkeypatch):
    """Serve the station, with a server that ends at once; its secret is a good one unless another is named."""
    folder, database, _ = station
    monkeypatch.delenv("CAS_SECRET", raising=False)
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **__: None)
    (tmp_path / "good").write_text("s" * 64)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    served = ["web", "serve", folder, "-d", database, "--port", port, "--secret", tmp_path / "good"]
    return lambda *said: cas(*served, *said)


@pytest.mark.parametrize("port", [0, -1, 65536, 99999])
def test_a_port_that_no_machine_has_is_wrong_usage(serve, port):
    code, out, err = serve("--port", port)

    assert (code, out) == (2, "")
    assert "'--port'" in err


@pytest.mark.parametrize("held", [b"", b"\n", b"short", b" " * 64])
def test_a_secret_that_can_be_guessed_is_refused(serve, tmp_path, held):
    (tmp_path / "weak").write_bytes(held)

    code, out, err = serve("--secret", tmp_path / "weak")

    assert (code, out, heads(err)) == (1, "", ["weak-secret"])


def test_a_secret_in_the_environment_that_can_be_guessed_is_refused_and_not_shown(serve, monkeypatch):
    monkeypatch.setenv("CAS_SECRET", "hunter2")

    code, _, err = serve()

    assert (code, heads(err)) == (1, ["weak-secret"])
    assert "hunter2" not in err


def test_a_secret_that_can_not_be_read_or_made_is_refused(serve, tmp_path):
    (tmp_path / "afile").write_text("kept")

    unread = serve("--secret", "/proc/self/mem")
    endless = serve("--secret", "/dev/zero")
    unmade = serve("--secret", tmp_path / "afile/secret")

    assert [(code, heads(err)) for code, _, err in (unread, endless, unmade)] == [
        (1, ["file-unreadable"]),
        (1, ["file-too-large"]),
        (1, ["file-not-written"]),
    ]


@pytest.mark.parametrize(
    "origin",
    [
        "not a url",
        "ftp://police.example.in",
        "https://",
        "https://[::1",
        "https://police.example.in:99999",
        "https://police.example.in/below",
        "https://police.example.in?x=1",
        "https://user:hunter2@police.example.in",
        "https://police.example.in\nMend: x",
        "javascript:alert(1)",
    ],
)
def test_an_address_that_no_browser_asks_is_refused(serve, origin):
    code, out, err = serve("--origin", origin)

    assert (code, out, heads(err)) == (1, "", ["bad-origin"])
    assert "hunter2" not in err


def test_passkeys_are_made_for_the_name_of_the_origin_or_one_above_it(serve):
    origin = ["--origin", "https://ka.police.example.in"]

    assert heads(serve(*origin, "--passkey-domain", "other.in")[2]) == ["bad-passkey-domain"]
    assert heads(serve(*origin, "--passkey-domain", "ice.example.in")[2]) == ["bad-passkey-domain"]
    assert serve(*origin, "--passkey-domain", "example.in")[0] == 0


def test_all_that_is_wrong_with_how_it_is_served_is_told_at_once(serve, tmp_path):
    (tmp_path / "weak").write_text("x")
    (tmp_path / "openid.toml").write_text("[")

    code, _, err = serve("--origin", "ftp://x", "--secret", tmp_path / "weak", "--openid", tmp_path / "openid.toml")

    assert (code, heads(err)) == (1, ["bad-origin", "bad-provider", "weak-secret"])


def test_a_port_that_another_holds_is_refused_before_anything_is_promised(serve):
    with socket.create_server(("127.0.0.1", 0)) as other:
        code, out, err = serve("--port", other.getsockname()[1])

    assert (code, out, heads(err)) == (1, "", ["port-not-had"])


@pytest.mark.parametrize("host", ["", "no such host", "a" * 70_000, "x" * 64 + ".in"])
def test_a_host_that_is_none_is_refused(serve, host):
    code, out, err = serve("--host", host)

    assert (code, out, heads(err)) == (1, "", ["port-not-had"])


def tokens(database):
    with sqlite3.connect(database.removeprefix("sqlite:///")) as held:
        return held.execute("SELECT count(*) FROM api_token").fetchone()[0]


@pytest.mark.parametrize("output", ["afile/token", "/dev/full"])
def test_a_token_that_can_not_be_written_is_not_issued(cas, station, tmp_path, output):
    folder, database, _ = station
    (tmp_path / "afile").write_text("kept")

    code, out, err = cas("web", "token", folder, "sho", "upparpet", "-d", database, "-o", tmp_path / output)

    assert (code, out, heads(err)) == (1, "", ["file-not-written"])
    assert tokens(database) == 0
    assert (tmp_path / "afile").read_text() == "kept"


def test_a_token_is_read_by_its_owner_alone_whatever_stood_in_its_place(cas, station, tmp_path):
    folder, database, _ = station
    (tmp_path / "token").write_text("older")
    (tmp_path / "token").chmod(0o644)

    assert cas("web", "token", folder, "sho", "upparpet", "-d", database, "-o", tmp_path / "token")[0] == 0

    assert (tmp_path / "token").stat().st_mode & 0o777 == 0o600
    assert "older" not in (tmp_path / "token").read_text()


def test_a_receiver_and_its_secret_are_refused_at_once(cas, station, tmp_path):
    folder, database, _ = station
    (tmp_path / "short").write_text("hunter2")
    to = ["--to", "http://user:hunter2@example.in/"]

    weak = cas("web", "deliver", folder, "-d", database, *to, "--secret-file", tmp_path / "short")
    unread = cas("web", "deliver", folder, "-d", database, *to, "--secret-file", "/proc/self/mem")

    assert (weak[0], heads(weak[2])) == (1, ["bad-receiver", "weak-secret"])
    assert "hunter2" not in weak[2]
    assert (unread[0], heads(unread[2])) == (1, ["file-unreadable"])


@pytest.mark.parametrize("days", [999_999, 99_999_999_999])
def test_files_of_before_all_time_are_wrong_usage(cas, station, days):
    folder, database, _ = station

    assert cas("web", "sweep", folder, "-d", database, "--days", days)[0] == 2


@pytest.mark.parametrize("command", [["fonts", "install", "--into"], ["web", "install", "--assets"]])
def test_a_folder_that_can_not_be_made_is_named(cas, tmp_path, command):
    (tmp_path / "afile").write_text("kept")

    code, _, err = cas(*command, tmp_path / "afile/below")

    assert (code, heads(err)) == (1, ["file-not-written"])


def archive(*names):
    """Return an npm package with files of some names."""
    packed = BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as held:
        for name in names:
            member = tarfile.TarInfo(f"package/{name}")
            member.size = 4
            held.addfile(member, BytesIO(b"font"))
    return packed.getvalue()


def brought(monkeypatch, module, content):
    def pack(_package, scratch):
        path = Path(scratch) / "x.tgz"
        path.write_bytes(content)
        return path

    monkeypatch.setattr(module, "pack", pack)


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", archive("other.txt"), archive("x" * 20)[:60]],
    ids=["empty", "no archive", "another file", "cut"],
)
def test_a_package_that_is_none_or_lacks_its_file_is_refused(monkeypatch, tmp_path, content):
    brought(monkeypatch, assets, content)
    brought(monkeypatch, fonts, content)

    for install in (assets.install, lambda folder: fonts.install(folder, lambda _: None)):
        with pytest.raises(Exception, match="package-unusable") as refused:
            install(tmp_path)
        assert refused.value.problems[0].code == "package-unusable"
    assert list(tmp_path.iterdir()) == []


def test_fonts_and_scripts_are_written_as_a_whole_or_not_at_all(monkeypatch, tmp_path):
    font = fonts.missing(tmp_path)[0]
    brought(monkeypatch, fonts, archive(*(f"{font.stem}_{weight}.ttf" for weight in fonts.WEIGHTS)))
    brought(monkeypatch, assets, archive("dist/htmx.min.js"))
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))

    for install in (assets.install, lambda folder: fonts.install(folder, lambda _: None)):
        with pytest.raises(FileError, match="file-not-written"):
            install(tmp_path)
    assert list(tmp_path.iterdir()) == []

"""Files that mean harm, sent over HTTP at each door: refused in clear words, and nothing of them is left anywhere."""

import asyncio
import tempfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from builders import posted
from controls import Controls
from programs import Program, issued, refused
from sent_files import HARMFUL, HARMLESS, MEGABYTE, PDF, gif, jpeg, png, tiff, webp
from starlette.requests import Request
from web_served import Served

from cas_core.web import receiving, sniffing, uploads

WORDS = {
    "file-empty": "is empty",
    "file-too-large": "is too large",
    "file-type": "is of a type that is not taken",
    "file-two-things": "is two kinds of file in one",
    "file-damaged": "does not say how large it is",
    "picture-too-large": "has too many pixels",
    "file-active": "holds a program or another file",
}


@pytest.fixture(scope="module")
def house(builds, tmp_path_factory, fonts):
    """One station for all files; each test says how many rows it left behind."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'ka.db'}")
    yield Served(cas, fonts)
    cas.close()


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """A folder for temporary files of its own, empty again at the end."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def rows(house):
    """Return how many files, uploads, submissions and journal entries there are."""
    tables = ("attachment", "upload", "submission", "journal", "answer")
    with house.cas.store.reading() as connection:
        return [connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in tables]


def by_program(house, content, name="x.pdf"):
    client = Program(house.app, issued(house.cas, "sho")).client
    headers = {"content-type": "application/octet-stream"}
    return client.post("/api/v1/files", params={"name": name}, content=content, headers=headers)


def at_portal(house, *files):
    client = house.citizen()
    fields = Controls(client.get("/services/complaint/apply").text).fields
    sent = [("attachments", (name, content, "application/pdf")) for name, content in files]
    return client.post("/services/complaint/apply", data={**fields, "do": ["more"]}, files=sent)


def at_desk(house, *files):
    if not hasattr(house, "officer"):
        house.officer = house.at_desk("sho")
    fields = Controls(house.officer.get("/desk/registers/complaint/new").text).fields
    sent = [("attachments", (name, content, "application/pdf")) for name, content in files]
    return house.officer.post("/desk/registers/complaint/new", data={**fields, "do": ["more"]}, files=sent)


@pytest.mark.parametrize("harm", HARMFUL)
def test_a_file_that_means_harm_is_refused_at_every_door_and_leaves_nothing_behind(house, harm):
    content, code = HARMFUL[harm]
    before = rows(house)

    answer = by_program(house, content)
    status = 413 if code == "file-too-large" else 422
    refused(answer, status, code)
    pages = [at_portal(house, ("bill.pdf", content)), at_desk(house, ("bill.pdf", content))]

    for page in pages:
        assert page.status_code == 422
        assert f"the file at 'bill.pdf' {WORDS[code]}" in page.text.replace("&#39;", "'").replace(
            "the picture at", "the file at"
        )
        assert "Traceback" not in page.text
    assert rows(house) == before


@pytest.mark.parametrize("kind", HARMLESS)
def test_a_file_of_each_type_that_is_taken_is_taken_at_every_door(house, kind):
    content, media_type = HARMLESS[kind]

    answer = by_program(house, content, "wrong name.exe")
    pages = [at_portal(house, ("bill.txt", content)), at_desk(house, ("bill.txt", content))]

    assert answer.status_code == 201
    assert answer.json()["file"]["media_type"] == media_type
    for page in pages:
        assert page.status_code == 200
        kept = [value for value in Controls(page.text).fields["attachments"] if value]
        assert [value.split("|")[2] for value in kept] == [media_type]


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(60_000, 60_000), 60_000 * 60_000),
        (jpeg(65_500, 65_500), 65_500 * 65_500),
        (webp(16_000, 16_000), 16_000 * 16_000),
        (gif(32_000, 32_000), 32_000 * 32_000),
        (tiff(1 << 20, 1 << 20), 1 << 40),
        (b"\x89PNG\r\n\x1a\n", 0),
    ],
    ids=["png", "jpeg", "webp", "gif", "tiff", "none"],
)
def test_the_size_of_a_picture_is_read_from_its_header(content, size):
    """None of these could be decoded: there is no picture behind the header."""
    assert sniffing.pixels(content) == size
    assert len(content) < 200


def ended(coroutine):
    """Run a coroutine to its end in a thread of its own: where a browser is open, this one has a loop that runs."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, coroutine).result()


def posted_to(app, path, headers, waiting):
    """Send a body piece by piece, as it is asked for, and return the status and the text of the answer."""
    said = []

    async def receive():
        piece = next(waiting, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(message):
        said.append(message)

    whole = {"host": "testserver", "sec-fetch-site": "same-origin", **headers}
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": path, "raw_path": path.encode(),
        "root_path": "", "scheme": "http", "query_string": b"", "client": ("test", 1), "server": ("testserver", 80),
        "headers": [(name.encode(), value.encode()) for name, value in whole.items()],
    }  # fmt: skip
    ended(app(scope, receive, send))
    return said[0]["status"], b"".join(message.get("body", b"") for message in said).decode()


def pieces(number, taken):
    """Yield a file of some megabytes, noting how much of it was asked for."""
    yield PDF
    for _ in range(number):
        taken.append(MEGABYTE)
        yield b"0" * MEGABYTE


def test_a_program_is_stopped_while_it_sends_too_much(house):
    taken, before = [], rows(house)

    headers = {"content-type": "application/octet-stream", "authorization": f"Bearer {issued(house.cas, 'sho')}"}
    status, said = posted_to(house.app, "/api/v1/files", headers, pieces(100, taken))

    assert status == 413
    assert "the file is too large" in said
    assert sum(taken) <= uploads.MOST_BYTES + MEGABYTE
    assert rows(house) == before


def test_of_a_form_no_more_is_kept_of_a_file_than_shows_that_it_is_too_large():
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.pdf"\r\n\r\n'
    waiting = [head, *[b"0" * MEGABYTE] * 12, b"\r\n--x--\r\n"]

    async def receive():
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    headers = [(b"content-type", b"multipart/form-data; boundary=x")]
    request = Request({"type": "http", "method": "POST", "headers": headers}, receive)
    sent = ended(receiving.sent(request))

    assert [(name, len(content)) for name, content in sent.files["f"]] == [("a.pdf", uploads.MOST_BYTES + 1)]


def multipart(taken):
    yield b'--x\r\nContent-Disposition: form-data; name="attachments"; filename="a.pdf"\r\n\r\n'
    yield from pieces(100, taken)
    yield b"\r\n--x--\r\n"


def test_a_form_that_grows_too_large_is_cut_off_in_clear_words(house):
    taken, before = [], rows(house)

    headers = {"content-type": "multipart/form-data; boundary=x", "accept-language": "en"}
    status, said = posted_to(house.app, "/services/complaint/apply", headers, multipart(taken))

    assert status == 413
    assert "too large as a whole" in said
    assert sum(taken) <= house.settings.most_bytes + MEGABYTE
    assert rows(house) == before


def test_many_files_at_once_are_refused_in_clear_words(house):
    before = rows(house)

    for door in (at_portal, at_desk):
        answer = door(house, *[(f"{number}.pdf", PDF) for number in range(41)])
        assert answer.status_code == 400
        assert "at most 40 files" in answer.text
    assert rows(house) == before


def test_a_form_that_is_cut_short_or_garbled_is_refused_in_clear_words(house):
    before = rows(house)
    headers = {"content-type": "multipart/form-data; boundary=x"}

    for body in (b"nonsense", b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n", b"--y\r\n\r\n"):
        answer = house.client().post("/services/complaint/apply", content=body, headers=headers)
        assert answer.status_code in {400, 422}
        assert "Traceback" not in answer.text
    assert rows(house) == before


def test_one_bad_file_does_not_lose_the_good_ones(house):
    page = at_portal(house, ("good.png", png(3, 3)), ("bad.exe", b"MZ\x90\x00" + b"\x00" * 60))

    assert page.status_code == 422
    kept = [value for value in Controls(page.text).fields["attachments"] if value]
    assert [value.rpartition("|")[2] for value in kept] == ["good.png"]


def test_a_refusal_is_told_in_the_language_of_its_reader(house):
    client = Program(house.app, issued(house.cas, "sho")).client
    headers = {"content-type": "application/octet-stream", "accept-language": "hi"}

    answer = client.post("/api/v1/files", content=b"MZ", headers=headers)

    assert not refused(answer, 422, "file-type")[0]["what"].isascii()


def test_an_entry_with_a_refused_file_enters_nothing(house):
    client, before = house.at_desk("writer"), rows(house)
    fields = Controls(client.get("/desk/registers/complaint/new").text).fields
    files = [("attachments", ("x.pdf", b"MZ\x90\x00", "application/pdf"))]

    answer = client.post("/desk/registers/complaint/new", data={**fields, "do": ["send"]}, files=files)

    assert answer.status_code == 422
    assert rows(house) == before

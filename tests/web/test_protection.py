"""What protects the site: how often it is asked, where requests come from, what files are taken, what it tells."""

import pytest
from builders import posted, registered
from limits import parse
from sent_files import PDF
from web_served import ORIGIN, PASSWORD, Served

from cas_core.web.forms.reading import Sent
from cas_core.web.forms.rows import changed_rows
from cas_core.web.limiting import LIMITS
from cas_core.web.lookup import Lookups
from cas_core.web.protecting import POLICY


@pytest.fixture
def limited(builds, tmp_path, fonts):
    """The same site with its limits on."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'limited.db'}")
    yield Served(cas, fonts, limits=True)
    cas.close()


def test_asking_often_after_a_number_does_not_tell_whose_it_is(limited):
    """Whoever knows the number of an FIR does not find out by trying who the informant is."""
    fir = registered(limited.cas)
    answers = {}
    for mobile in ("9845012345", "9812340000"):
        asked = [limited.client().post("/status", data={"number": fir.number, "mobile": mobile}) for _ in range(5)]
        answers[mobile] = [(answer.status_code, answer.text.replace(mobile, "")) for answer in asked]

    assert limited.telephone.code("9845012345")
    assert answers["9845012345"] == answers["9812340000"]
    assert [status for status, _ in answers["9845012345"]] == [200, 200, 200, 422, 422]


def test_pictures_are_asked_for_as_often_as_pages_show_them_and_no_oftener(limited, monkeypatch):
    """A page of entries shows a picture of each: they are counted by themselves."""
    monkeypatch.setitem(LIMITS, "picture", parse("2 per minute"))
    client = limited.client()
    asked = [client.get(f"/search/missing/photo/{'0' * 64}") for _ in range(4)]

    assert [answer.status_code for answer in asked] == [404, 404, 429, 429]
    assert asked[-1].headers["retry-after"] == "60"
    assert client.get("/search/missing").status_code == 200


@pytest.mark.parametrize("position", ["²", "9" * 5000, "-1", ""])
def test_a_place_in_a_group_that_is_no_number_is_passed_over(position):
    """A browser sends what it likes; neither is an error of the server."""
    values = {"accused": [{"name": "A"}]}

    assert Sent({f"accused.{position}.name": ["X"], "accused.0.name": ["A"]}).positions("accused") == [0]
    assert changed_rows(values, f"remove:accused:{position}")
    assert changed_rows(values, f"add:accused.{position}.aliases")
    assert values == {"accused": [{"name": "A"}]}


def test_a_code_is_sent_after_the_answer_so_that_its_time_does_not_tell_whose_number_it_is(served):
    fir, order = registered(served.cas), []
    served.telephone.send = lambda *_told: order.append("code sent")
    own, client = served.app, served.client()

    async def noting(scope, receive, send):
        async def noted(message):
            order.append("answer" if message["type"] == "http.response.body" and not message.get("more_body") else "")
            await send(message)

        await own(scope, receive, noted)

    client.app = noting
    client._transport.app = noting
    client.post("/status", data={"number": fir.number, "mobile": "9845012345"})

    assert [said for said in order if said] == ["answer", "code sent"]


def test_the_database_holds_no_token_password_code_or_mobile_number(served):
    client = served.at_desk("sho")
    citizen = served.citizen("9812345670")
    tokens = {client.cookies.get("cas_officer"), citizen.cookies.get("cas_citizen"), PASSWORD, "9812345670"}

    with served.cas.store.reading() as connection:
        rows = [str(row) for table in ("account", "login_session", "one_time_code", "receipt")
                for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]  # fmt: skip

    assert not [row for row in rows for secret in tokens if secret in row]


@pytest.mark.parametrize("headers", [
    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "none"},
    {"sec-fetch-site": "", "origin": "https://evil.example"},
])  # fmt: skip
def test_a_change_asked_for_by_another_site_is_refused(served, headers):
    client = served.at_desk("sho")

    answer = client.post("/desk/sign-out", headers=headers)

    assert answer.status_code == 403
    assert client.get("/desk").url.path == "/desk"


def test_a_browser_that_says_only_its_origin_is_served(served):
    client = served.client()
    del client.headers["sec-fetch-site"]

    assert client.post("/sign-in", data={"mobile": "1"}).status_code == 403
    assert client.post("/sign-in", data={"mobile": "1"}, headers={"origin": ORIGIN}).status_code == 422


def test_every_page_carries_the_strict_headers(served):
    for path in ("/", "/desk/sign-in", "/static/site.css", "/no-such-page", "/search/fir"):
        headers = served.client().get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_cookies_are_out_of_reach_of_scripts_and_travel_over_tls_only(builds, tmp_path, fonts):
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 's.db'}")
    secure = Served(cas, fonts, secure=True)
    code = secure.enrol("sho").now()
    answer = secure.client().post(
        "/desk/sign-in", data={"officer": "sho", "password": PASSWORD, "code": code}, follow_redirects=False
    )
    cookie = answer.headers["set-cookie"].lower()

    assert {"httponly", "secure", "samesite=lax", "path=/desk"} <= {part.strip() for part in cookie.split(";")}
    assert "max-age=31536000" in answer.headers["strict-transport-security"]
    cas.close()


def test_codes_searches_and_signing_in_are_limited(limited):
    client = limited.client()
    answers = [client.post("/sign-in", data={"mobile": "9812345670"}).status_code for _ in range(4)]
    searches = {client.get("/search/fir").status_code for _ in range(65)}
    guess = {"officer": "sho", "password": PASSWORD, "code": "000000"}
    tries = [client.post("/desk/sign-in", data=guess).text for _ in range(21)]

    assert answers == [200, 200, 200, 422]
    assert searches == {200, 429}
    assert "You asked too often" in tries[-1]


def test_a_request_that_is_too_large_is_refused_whatever_length_it_declares(served):
    client = served.client()

    assert client.post("/sign-in", content=b"x" * 10, headers={"content-length": "99999999"}).status_code == 413
    assert client.post("/sign-in", data={f"f{n}": "x" for n in range(9_000)}).status_code == 400


def test_a_hidden_field_can_t_name_a_file_that_was_not_sent_by_its_form(served):
    look = Lookups(served.cas, served.app.state.site.seals, keep=None)
    kept = {"sha256": "a" * 64, "media_type": "image/png", "name": "x|y.png"}

    assert look.unsealed(look.sealed(kept)) == kept
    assert look.unsealed("0" * 64 + look.sealed(kept)[64:]) is None
    assert look.unsealed("|||") is None
    assert look.unsealed("") is None


def test_a_file_of_a_record_is_given_as_a_download_to_who_may_read_the_record(served):
    kept = {}
    with served.cas.desk("officer:sho") as desk:
        kept = desk.attach(PDF, name="note.pdf", media_type="application/pdf")
    fir = registered(served.cas, complainant_signature=kept)
    officer, other = served.at_desk("sho"), served.at_desk("court")

    answer = officer.get(f"/desk/records/{fir.id}/files/{kept['sha256']}")

    assert answer.content == PDF
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert officer.get(f"/desk/records/{fir.id}/files/{'0' * 64}").status_code == 404
    assert other.get(f"/desk/records/{fir.id}").status_code == 200  # the court constable reads FIRs of his station


def test_going_back_leads_to_pages_of_this_site_only(served):
    for to in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = served.client().get("/language/kn", params={"to": to}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_a_fault_of_the_server_is_a_page_and_the_log_holds_nothing_that_was_entered(served, monkeypatch, caplog):
    def broken(*_arguments, **_more):
        raise RuntimeError("Ramesh 9812345670")

    monkeypatch.setattr("cas_core.web.portal.stations.places", broken)
    client = served.client()
    client._transport.raise_server_exceptions = False

    answer = client.get("/stations", params={"q": "secret"})

    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "Ramesh" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text

"""QR codes on papers: read from the printed page as a telephone does, and opened at the portal."""

import pytest
from portal_forms import COMPLAINT, PERMISSION, apply, granted
from printed_codes import codes_on
from web_served import ORIGIN


@pytest.fixture
def permitted(served):
    """A citizen with a permission that was granted, and its record."""
    citizen = served.citizen()
    _, record = apply(citizen, "permission", **PERMISSION)
    granted(served.cas, record)
    return citizen, record


def scanned_from(client, address):
    """Return the address that the one code on a paper holds, as a path of the portal."""
    (code,) = codes_on(client.get(address).content)
    assert code.startswith(ORIGIN)
    return code.removeprefix(ORIGIN)


def altered(address):
    """Return an address in which one sign of the seal is another."""
    path, mark, question = address.partition("?")
    return path[:-1] + ("0" if path[-1] != "0" else "1") + mark + question


@pytest.mark.parametrize("language", ["en", "kn", "ur"])
def test_the_code_on_a_certificate_is_read_from_the_page_and_verified_at_the_portal(served, permitted, language):
    citizen, record = permitted
    citizen.headers["accept-language"] = language

    address = scanned_from(citizen, f"/requests/{record}/papers/permission_grant.pdf")
    checked = served.client().get(address)

    assert checked.status_code == 200
    assert "The paper was issued by us and stands." in checked.text
    assert "Granted" in checked.text
    assert served.cas.folder(record, as_="officer:sho").record.number in checked.text


def test_a_code_that_was_tampered_with_is_refused(served, permitted):
    citizen, record = permitted
    _, other = apply(served.citizen("9812345671"), "complaint", **COMPLAINT)
    address = scanned_from(citizen, f"/requests/{record}/papers/permission_grant.pdf")

    for wrong in (
        altered(address),
        address.replace("permission_grant", "permission_report"),
        address.replace(record, other),
        address[:-10],
        address.rpartition("/")[0] + "/" + "0" * 64,
    ):
        answer = served.client().get(wrong)
        assert answer.status_code == 404, wrong
        assert "No such paper was issued" in answer.text or "no such page" in answer.text
        assert "issued by us" not in answer.text


def test_the_code_of_a_paper_that_was_corrected_says_so(served):
    citizen = served.citizen()
    _, record = apply(citizen, "complaint", **COMPLAINT)
    address = scanned_from(citizen, f"/requests/{record}/papers/complaint.pdf")
    held = served.cas.folder(record, as_="officer:sho").record

    with served.cas.desk("officer:sho") as desk:
        desk.amend(held, "complaint", {**held.opening.data, "contents": "Put right."}, reason="A slip")

    assert "was corrected since" in served.client().get(address).text


def test_the_code_on_a_certificate_of_no_match_is_verified_and_no_other_mark_passes(served):
    client = served.client()

    address = scanned_from(client, "/search/stolen/none.pdf?mark=KA05ZZ9999")
    checked = client.get(address)

    assert checked.status_code == 200
    assert "The paper was issued by us and stands." in checked.text
    assert "KA05ZZ9999" in checked.text
    for wrong in (altered(address), address.replace("9999", "9998"), address.replace("stolen", "fir")):
        refused = client.get(wrong)
        assert refused.status_code == 404
        assert "No such paper was issued" in refused.text


def test_a_certificate_whose_moment_can_not_be_read_is_none_of_ours(served):
    """A mark or a moment that holds what joins them once shifted one into the other, under the same seal."""
    seals = served.app.state.site.seals
    joined = seals.short("none", "stolen", "KA05ZZ9999\x1fZ9", "2026-11-20T10:00Z")
    bad = seals.short("none", "stolen", "KA05ZZ9999", "yesterday")

    for seal, mark, at in (
        (joined, "KA05ZZ9999", "Z9\x1f2026-11-20T10:00Z"),
        (bad, "KA05ZZ9999", "yesterday"),
    ):
        answer = served.client().get(f"/certificate/stolen/{seal}", params={"mark": mark, "at": at})
        assert answer.status_code == 404
        assert "No such paper was issued" in answer.text

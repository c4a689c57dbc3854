"""Administration at the desk: value sets, offices and officers, each order shown in full before it is given."""

import re
from datetime import timedelta

import pytest
from builders import diary, form, registered

from cas_core.sources import today
from cas_core.store import journal

DAY = today().isoformat()
LATER = (today() + timedelta(days=30)).isoformat()
MALL = {
    "label.en": "Shopping mall", "label.kn": "ಮಾಲ್", "code": "mall", "office": "bcp", "stands_as": "shop",
    "after": "shop", "on": DAY,
}  # fmt: skip
ADD = "/desk/values/place_type/add"


@pytest.fixture
def chief(served):
    """The administrator of the state at his desk."""
    served.cas.appoint("chief", name="Chief", rank="IGP", office="hq", role="administrator")
    return served.at_desk("chief")


def entries(served):
    with served.cas.store.reading() as connection:
        return len(journal.entries(connection, office="bcp")) + len(journal.entries(connection, office="upparpet"))


def faults(page):
    """Return the controls that a page marks as faulty."""
    return set(re.findall(r'id="([\w.]+)-fault"', page.text))


def test_a_value_is_shown_in_every_language_before_it_is_added_and_nothing_is_written_till_then(served):
    dcp = served.at_desk("dcp")
    before = entries(served)

    shown = dcp.post(ADD, data={**MALL, "do": "preview"})

    assert shown.status_code == 200, shown.text
    for language, label in [("en", "Shopping mall"), ("kn", "ಮಾಲ್"), ("hi", "Shopping mall")]:
        field = re.search(rf'<select id="shown-{language}">.*?</select>', shown.text, re.DOTALL)[0]
        assert re.search(rf"<option selected>{label}</option>", field), field
    assert "First Information Report" in shown.text, "the forms that use it are named"
    assert entries(served) == before
    assert "Shopping mall" not in dcp.get("/desk/values/place_type").text


def test_a_confirmed_value_is_offered_below_its_office_in_the_words_of_the_reader(served):
    dcp, sho = served.at_desk("dcp"), served.at_desk("sho", language="kn")

    done = dcp.post(ADD, data={**MALL, "do": "confirm"})

    assert done.url.path == "/desk/values/place_type", done.text
    assert "Shopping mall" in done.text
    assert '<option value="bcp:mall">ಮಾಲ್</option>' in sho.get("/desk/registers/fir/new").text
    schema = served.client().get("/api/v1/schemas/fir")
    assert schema.status_code == 200
    described = served.client().get("/api/v1/openapi.json").json()
    assert described["components"]["schemas"]["codes_place_type"]["x-cas-labels"]["bcp:mall"] == "Shopping mall"


def test_a_value_is_not_offered_at_an_office_that_is_not_below_the_one_that_holds_it(served):
    served.cas.appoint("beside", name="Beside", rank="INSP", office="ramanagara_town", role="sho")
    served.at_desk("dcp").post(ADD, data={**MALL, "do": "confirm"})

    page = served.at_desk("beside").get("/desk/registers/fir/new").text

    assert '<option value="shop">' in page
    assert "bcp:mall" not in page


def test_all_that_is_wrong_with_a_value_stands_beside_its_field_at_once(served):
    dcp = served.at_desk("dcp")

    page = dcp.post(ADD, data={**MALL, "label.en": "", "code": "A b", "stands_as": "", "on": "soon", "do": "preview"})

    assert page.status_code == 422
    assert faults(page) == {"label.en", "code", "stands_as", "on"}


def test_a_retired_value_is_offered_no_more_but_stays_when_a_record_that_has_it_is_corrected(served):
    dcp, sho = served.at_desk("dcp"), served.at_desk("sho")
    dcp.post(ADD, data={**MALL, "do": "confirm"})
    with served.cas.desk("officer:sho") as desk:
        data = form("fir", gd_entry=diary(desk).id)
        fir = desk.enter("fir", {**data, "place": {**data["place"], "type": "bcp:mall"}}, key="f")

    retired = dcp.post("/desk/values/place_type/retire?code=bcp:mall", data={"on": DAY, "do": "confirm"})

    assert retired.status_code == 200, retired.text
    assert "bcp:mall" not in sho.get("/desk/registers/fir/new").text
    assert "Shopping mall" in sho.get(f"/desk/records/{fir.id}").text
    correcting = sho.get(f"/desk/records/{fir.id}/amend/{fir.opening.id}").text
    assert '<option value="bcp:mall" selected>Shopping mall</option>' in correcting


@pytest.mark.parametrize("path", ["/desk/values", "/desk/values/place_type", ADD, "/desk/establishment/rename"])
def test_who_may_not_administer_opens_none_of_its_pages(served, path):
    sho = served.at_desk("sho")

    assert sho.get(path).status_code == 403
    assert 'href="/desk/values"' not in sho.get("/desk").text


@pytest.mark.parametrize(
    "path", ["/desk/values/gravity", "/desk/values/nothing", "/desk/values/place_type/burn",
             "/desk/values/place_type/retire?code=shop", "/desk/establishment/burn"],
)  # fmt: skip
def test_there_is_no_page_for_what_nobody_may_order(served, path):
    assert served.at_desk("dcp").get(path).status_code == 404


def test_a_split_is_shown_with_the_tree_the_postings_the_cases_and_the_numbers_and_done_when_confirmed(served, chief):
    fir = registered(served.cas)
    order = {
        "office": "upparpet", "id": "upparpet_east", "name": "Upparpet East", "local_name": "", "code": "04430099",
        "unit": "0099", "cases": fir.number, "on": LATER,
    }  # fmt: skip
    before = entries(served)

    shown = chief.post("/desk/establishment/split", data={**order, "do": "preview"})

    assert shown.status_code == 200, shown.text
    without, together = re.findall(r'<ul class="tree">.*?</ul>', shown.text, re.DOTALL)
    assert "Upparpet East" in together
    assert "Upparpet East" not in without
    assert "are worked at Upparpet East" in shown.text
    assert "Sho (sho)" in shown.text
    assert "First number with it" in shown.text
    assert entries(served) == before
    assert "upparpet_east" not in served.cas.offices(today() + timedelta(days=31))

    done = chief.post("/desk/establishment/split", data={**order, "do": "confirm"})

    assert done.url.path == "/desk/establishment", done.text
    assert "upparpet_east" in served.cas.offices(today() + timedelta(days=31))


def test_a_merge_says_whose_postings_end_and_writes_nothing(served, chief):
    order = {"office": "upparpet", "into": "cubbon_park", "on": LATER, "do": "preview"}

    shown = chief.post("/desk/establishment/merge", data=order)

    assert shown.status_code == 200, shown.text
    assert "the posting ends" in shown.text
    assert "the series ends" in shown.text
    assert served.cas.offices(today() + timedelta(days=31))["upparpet"].parent


def test_leave_says_how_many_duties_wait_for_the_officer(served):
    registered(served.cas)
    dcp = served.at_desk("dcp")

    shown = dcp.post("/desk/establishment/leave", data={"officer": "io", "on": DAY, "until": LATER, "do": "preview"})

    assert "<dt>Records on which the officer holds a duty</dt><dd>1</dd>" in shown.text
    assert (
        "on leave" not in dcp.post("/desk/establishment/leave", data={"officer": "io", "on": DAY, "until": LATER}).text
    )


def test_what_is_wrong_with_an_order_about_an_office_stands_beside_its_fields_in_hindi(served, chief):
    chief.headers["accept-language"] = "hi"
    order = {
        "id": "Upper",
        "name": "",
        "code": "a",
        "type": "station",
        "parent": "hq",
        "on": "2020-01-01",
        "do": "preview",
    }

    page = chief.post("/desk/establishment/open", data=order)

    assert page.status_code == 422
    assert faults(page) == {"id", "name", "code", "on"}
    told = re.findall(r'<p class="fault"[^>]*>([^<]+)</p>', page.text)
    assert all(re.search("[\u0900-\u097f]", text) for text in told), told


def test_what_was_typed_comes_back_to_be_changed(served, chief):
    order = {"office": "upparpet", "name": "Upparpet North", "local_name": "", "on": LATER, "do": "change"}

    page = chief.post("/desk/establishment/rename", data=order)

    assert 'value="Upparpet North"' in page.text
    assert '<option value="upparpet" selected>' in page.text

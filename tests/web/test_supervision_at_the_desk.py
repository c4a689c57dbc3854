"""Supervision as a superintendent's browser gets it: numbers, the lists behind them, the table, notes on a case."""

import csv
import re

import pytest
from builders import form, registered
from controls import Controls
from supervised import BY_HAND, COLUMNS, added, two_districts
from web_served import Served


@pytest.fixture
def districts(builds, tmp_path, fonts):
    """Two districts with their registers, in a browser."""
    cas = two_districts(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    yield Served(cas, fonts)
    cas.close()


def cells(client, path):
    """Return the lines of the table: by the office's name the number of each column, and its link."""
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', client.get(path).text, re.DOTALL)
    number = re.compile(r'<td class="number">(?:<a href="([^"]*)"[^>]*>)?(\d+)')
    return {
        re.search(r"<bdi>(.*?)</bdi>|^(Total)", head)[0].removeprefix("<bdi>").removesuffix("</bdi>"): [
            (link.replace("&amp;", "&"), int(many)) for link, many in number.findall(line)
        ]
        for head, line in rows
    }


def test_a_superintendent_goes_down_to_the_station_and_finds_behind_each_number_its_entries(districts):
    dcp = districts.at_desk("dcp")
    assert "Ramanagara" not in dcp.get("/desk/supervision").text
    found = cells(dcp, "/desk/supervision?office=chickpet")

    assert list(found) == ["Cubbon Park", "Upparpet", "Chickpet Sub-division", "Total"]
    assert [many for _, many in found["Upparpet"]] == [BY_HAND["upparpet"][column] for column in COLUMNS]
    total = added("upparpet", "cubbon_park", "chickpet")
    assert [many for _, many in found["Total"]] == [total[column] for column in COLUMNS]
    for line in found.values():
        behind = [
            len(re.findall(r'href="/desk/records/[0-9a-f-]{36}"', dcp.get(link).text)) if link else 0
            for link, _ in line
        ]
        assert behind == [many for _, many in line]


def test_the_way_back_up_ends_at_the_officers_own_office(districts):
    page = districts.at_desk("acp").get("/desk/supervision?office=upparpet").text
    way = re.search(r'aria-label="Offices above">(.*?)</nav>', page, re.DOTALL)[1]

    assert re.findall(r"office=(\w+)", way) == ["chickpet"]


def test_the_table_for_a_spreadsheet_holds_offices_and_numbers_and_no_person(districts):
    answer = districts.at_desk("dcp").get("/desk/supervision.csv?office=chickpet")
    head, *rows = csv.reader(answer.content.decode("utf-8-sig").splitlines())

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="chickpet-')
    assert head[:3] == ["Office", "Kind of office", "Pending cases"]
    numbers = {name: dict(zip(COLUMNS, map(int, cells), strict=True)) for name, _kind, *cells in rows}
    assert numbers == {
        "Cubbon Park": BY_HAND["cubbon_park"],
        "Upparpet": BY_HAND["upparpet"],
        "Chickpet Sub-division": BY_HAND["chickpet"],
    }


def test_a_register_is_narrowed_to_an_office_and_a_state_and_stays_so_on_the_next_page(districts):
    acp = districts.at_desk("acp")
    closed = acp.get("/desk/registers/fir?office=upparpet&status=closed").text
    chosen = Controls(closed).fields

    assert closed.count('<th scope="row"><a href="/desk/records/') == 1
    assert (chosen["office"], chosen["status"]) == (["upparpet"], ["closed"])
    assert acp.get("/desk/registers/fir?mark=famous").status_code == 404
    assert 'name="office"' not in districts.at_desk("sho").get("/desk/registers/fir").text


def test_a_note_on_a_case_is_begun_from_the_list_and_its_day_is_shown_there(served):
    fir = registered(served.cas, ka={"beat": "3"})
    acp, sho = served.at_desk("acp"), served.at_desk("sho")
    path, note = "/desk/registers/fir?office=upparpet&status=pending", f"/desk/records/{fir.id}/forms/supervision_note"
    assert note in acp.get(path).text
    assert note not in sho.get(path).text
    assert acp.get(note).status_code == 200

    with served.cas.desk("officer:acp") as desk:
        entered = desk.submit(fir, "supervision_note", form("supervision_note"))

    day = next(held.entered_at for held in entered.forms if held.form == "supervision_note")
    assert f"{day:%d/%m/%Y}" in acp.get(path).text.split(fir.id, 1)[1]

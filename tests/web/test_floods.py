"""A flood of requests for codes and of sign-ins, over two servers on one database at once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

import pytest
from builders import posted
from databases import on_both
from web_served import Served

from cas_core import Cas

TOO_OFTEN = "You asked too often"


@pytest.fixture
def servers(builds, url, fonts):
    """Two servers of one build on one database, as two processes would hold them."""
    first = posted(builds["ka"], url)
    second = Cas.open(builds["ka"], url)
    yield [Served(cas, fonts, limits=True) for cas in (first, second)]
    first.close()
    second.close()


def flooded(servers, number, ask):
    """Ask many times, by turns of several at once at both servers, and return the answers."""
    clients = [served.client() for served in servers]
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(ask, [client for _, client in zip(range(number), cycle(clients), strict=False)]))


@on_both
def test_a_flood_on_one_number_sends_three_codes(servers):
    answers = flooded(servers, 40, lambda client: client.post("/sign-in", data={"mobile": "9812345670"}))

    assert sorted(answer.status_code for answer in answers) == [200] * 3 + [422] * 37
    assert sum(len(served.telephone.texts) for served in servers) == 3
    assert all(TOO_OFTEN in answer.text for answer in answers if answer.status_code == 422)


def test_a_flood_over_many_numbers_sends_as_many_codes_as_an_address_may_ask_for(servers):
    numbers = iter(range(9_812_000_000, 9_812_000_060))
    asked = [str(number) for number in numbers]
    answers = flooded(servers, 60, lambda client: client.post("/sign-in", data={"mobile": asked.pop()}))

    assert sum(len(served.telephone.texts) for served in servers) == 20
    assert sum(answer.status_code == 200 for answer in answers) == 20


def test_a_flood_of_sign_ins_tries_twenty_passwords(servers, monkeypatch):
    tried = []
    monkeypatch.setattr("cas_core.web.accounts._right", lambda _known, password: bool(tried.append(password)))
    wrong = {"officer": "sho", "password": "guessed", "code": "000000"}
    answers = flooded(servers, 60, lambda client: client.post("/desk/sign-in", data=wrong))

    assert len(tried) == 20
    assert {answer.status_code for answer in answers} == {422}
    assert sum(TOO_OFTEN in answer.text for answer in answers) == 40

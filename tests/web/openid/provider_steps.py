"""The way of a browser from the site to the provider and back."""

import httpx2
from web_served import ORIGIN

START, BACK = "/desk/sign-in/provider", "/desk/sign-in/provider/back"


def sent_off(client, to="/desk"):
    """Begin at the site and be sent to the provider; return its address."""
    answer = client.get(START, params={"to": to}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def sent_back(address):
    """Sign in at the provider; return the path with which it sends the browser back."""
    with httpx2.Client() as browser:
        back = browser.get(address).headers["location"]
    assert back.startswith(f"{ORIGIN}{BACK}?")
    return back.removeprefix(ORIGIN)


def signed_in(client, to="/desk"):
    return client.get(sent_back(sent_off(client, to)), headers={"sec-fetch-site": "cross-site"})


def refused(answer, words):
    assert answer.status_code == 422, answer.url
    assert words in answer.text
    return True


def held(served, table):
    with served.cas.store.reading() as connection:
        return list(connection.execute(table.__table__.select()))

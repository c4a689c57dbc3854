"""Passkeys in a real browser with an authenticator of Chromium's own: added, used, refused, taken away."""

import pytest
from checking import TELEPHONE, broken_rules, overflow
from test_keyboard import enter, step_to, type_in
from web_served import PASSWORD


class Device:
    """An authenticator plugged into a window; it keeps passkeys and asks its holder, as a telephone does."""

    def __init__(self, held, **options):
        self._session = held.context.new_cdp_session(held.page)
        self._session.send("WebAuthn.enable")
        kind = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
        more = {"hasResidentKey": True, "automaticPresenceSimulation": True, **options}
        self._id = self._tell("addVirtualAuthenticator", options={**kind, **more})["authenticatorId"]

    def _tell(self, verb, **more):
        return self._session.send(f"WebAuthn.{verb}", more)

    def keys(self):
        return self._tell("getCredentials", authenticatorId=self._id)["credentials"]

    def put(self, key):
        self._tell("addCredential", authenticatorId=self._id, credential=key)

    def empty(self):
        self._tell("clearCredentials", authenticatorId=self._id)

    def verifies(self, *, yes):
        self._tell("setUserVerified", authenticatorId=self._id, isUserVerified=yes)


def by_password(held, house, officer):
    """Sign in by password and code, in the browser."""
    with house.cas.store.writing() as connection:
        connection.exec_driver_sql("UPDATE account SET second_used = 0")
    held.go("/desk/sign-in?to=/desk/account")
    held.page.get_by_label("Officer").fill(officer)
    held.page.get_by_label("Password").fill(PASSWORD)
    held.page.get_by_label("Code of the authenticator").fill(house.enrol(officer).now())
    return held.press("Sign in", exact=True).at("/desk/account$")


def add(held, name):
    held.page.get_by_label("Name of the passkey").fill(name)
    return held.press("Add a passkey").at("/desk/account$")


def signed_out(held):
    return held.press("Sign out").at("/desk/sign-in$")


@pytest.fixture
def officer(named, window):
    """A window on the desk with a device, its officer signed in by password; his keys go with the test."""
    named.enrol("sho")
    held = window(named, reduced_motion="reduce")
    held.device = Device(held)
    by_password(held, named, "sho")
    yield held
    with named.cas.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM passkey")


def test_an_officer_adds_a_passkey_and_signs_in_by_it(officer):
    add(officer, "Telephone")
    assert "Telephone" in officer.text()
    assert "never" in officer.text()

    signed_out(officer).press("Sign in with a passkey").at("/desk$")

    assert "never" not in officer.go("/desk/account").text()
    [key] = officer.device.keys()
    assert key["rpId"] == "localhost"
    assert key["signCount"] >= 1


def test_a_passkey_is_the_second_factor_after_the_password(officer):
    add(officer, "Telephone")
    signed_out(officer)
    officer.page.get_by_label("Officer").fill("sho")
    officer.page.get_by_label("Password").fill(PASSWORD)
    officer.press("Sign in", exact=True).at("/desk/sign-in/second$")

    officer.press("Show a passkey").at("/desk$")


def test_a_key_that_keeps_no_names_serves_as_second_factor(named, window):
    named.enrol("writer")
    held = window(named)
    device = Device(held, transport="usb", hasResidentKey=False)
    add(by_password(held, named, "writer"), "Old key")
    signed_out(held)
    held.page.get_by_label("Officer").fill("writer")
    held.page.get_by_label("Password").fill(PASSWORD)
    held.press("Sign in", exact=True).at("/desk/sign-in/second$")

    held.press("Show a passkey").at("/desk$")

    assert device.keys()[0]["isResidentCredential"] is False


def test_all_is_done_by_keys_alone(officer):
    type_in(officer, "name", "By keys")
    enter(officer)
    assert "By keys" in officer.text()

    enter(step_to(officer, "Sign out"))
    enter(step_to(officer, "Sign in with a passkey")).at("/desk$")


def test_a_removed_passkey_is_refused_in_words(officer):
    add(officer, "Lost telephone")
    officer.press("Remove Lost telephone")
    assert "Lost telephone" not in officer.text()

    signed_out(officer).press("Sign in with a passkey")

    assert "The passkey was not accepted" in officer.at("/desk/sign-in/passkey$").text()


def test_a_copied_authenticator_is_noticed(officer):
    add(officer, "Telephone")
    [copy] = officer.device.keys()
    signed_out(officer).press("Sign in with a passkey").at("/desk$")
    officer.device.empty()
    officer.device.put(copy)

    signed_out(officer).press("Sign in with a passkey")

    assert "it may have been copied" in officer.text()


def test_a_device_that_does_not_know_its_holder_gives_no_passkey(officer):
    add(officer, "Telephone")
    signed_out(officer)
    officer.device.verifies(yes=False)

    officer.page.get_by_role("button", name="Sign in with a passkey").click()

    officer.page.get_by_text("The browser gave no passkey").wait_for()
    assert officer.page.get_by_role("button", name="Sign in with a passkey").is_enabled()


def test_a_device_is_registered_once_and_says_so(officer):
    add(officer, "Telephone")
    officer.page.get_by_label("Name of the passkey").fill("Again")

    officer.page.get_by_role("button", name="Add a passkey").click()

    officer.page.get_by_text("This device has a passkey of yours already.").wait_for()


def test_a_session_that_ended_leads_to_the_page_where_one_signs_in(officer, named):
    with named.cas.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM login_session")
    officer.page.get_by_label("Name of the passkey").fill("Too late")

    officer.press("Add a passkey")

    officer.at(r"/desk/sign-in\?to=/desk/account$")


def test_a_browser_without_passkeys_is_told_and_the_password_goes_on(named, window):
    named.enrol("io")
    held = window(named)
    held.page.add_init_script("delete window.PublicKeyCredential")
    held.go("/desk/sign-in")

    assert "This browser has no passkeys." in held.text()
    assert held.page.get_by_role("button", name="Sign in with a passkey").is_disabled()
    by_password(held, named, "io")


def test_without_scripts_the_page_says_that_passkeys_need_one(named, window):
    held = window(named, java_script_enabled=False).go("/desk/sign-in")

    assert "Passkeys need JavaScript" in held.text()


def test_the_pages_of_passkeys_are_accessible_and_fit_a_telephone(officer):
    add(officer, "A telephone with quite a long name, kept in the drawer of the station")
    officer.page.set_viewport_size(TELEPHONE)
    wrong = {"account": broken_rules(officer.page) + overflow(officer.page)}
    signed_out(officer)
    wrong["sign-in"] = broken_rules(officer.page) + overflow(officer.page)
    officer.page.get_by_label("Officer").fill("sho")
    officer.page.get_by_label("Password").fill(PASSWORD)
    officer.press("Sign in", exact=True).at("/desk/sign-in/second$")
    wrong["second"] = broken_rules(officer.page) + overflow(officer.page)

    assert wrong == {"account": [], "sign-in": [], "second": []}

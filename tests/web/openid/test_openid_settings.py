"""The settings that name a provider: read from a file, refused with the place of the fault."""

import pytest

from cas_core.problems import StoreError
from cas_core.web.openid_settings import Provider

SETTINGS = 'issuer = "https://sso.example.in/realms/police"\nclient_id = "cas"\nclaim = "officer_id"\n'


def test_a_provider_is_read_from_a_file_with_its_secret_beside_it(tmp_path, monkeypatch):
    file = tmp_path / "openid.toml"
    file.write_text(SETTINGS + 'client_secret_file = "openid.secret"\namr = ["mfa"]\n')
    (tmp_path / "openid.secret").write_text("of the file\n")
    assert Provider.of(file).client_secret.get_secret_value() == "of the file"

    monkeypatch.setenv("CAS_OPENID_SECRET", "of the environment")
    provider = Provider.of(file)

    assert provider.client_secret.get_secret_value() == "of the environment"
    assert (provider.amr, provider.new_accounts, provider.max_age) == (("mfa",), False, 300)


@pytest.mark.parametrize(("text", "words"), [
    (SETTINGS, "there is no client secret"),
    (SETTINGS + 'client_secret = "x"', "stands in the settings themselves"),
    (SETTINGS + 'client_secret_file = "nowhere"', "can't be read: FileNotFoundError"),
    ("issuer = ", "can't be read"),
    ('client_secret_file = "s"', "'issuer' of 'openid.toml'"),
    (SETTINGS.replace("https:", "http:") + 'client_secret_file = "s"', "plain http is for this machine alone"),
    (SETTINGS.replace("https://sso", "https://user:pass@sso") + 'client_secret_file = "s"', "'issuer' of 'openid.toml'"),
    (SETTINGS + 'client_secret_file = "s"\nscope = "profile"', "'scope' of 'openid.toml'"),
    (SETTINGS + 'client_secret_file = "s"\nclaims = "x"', "'claims' of 'openid.toml'"),
    (SETTINGS + 'client_secret_file = "s"\nmax_age = -1', "'max_age' of 'openid.toml'"),
    (SETTINGS + 'client_secret_file = "empty"', "the file of the client secret is empty"),
])  # fmt: skip
def test_faulty_settings_of_a_provider_are_refused_with_their_place(tmp_path, text, words):
    file = tmp_path / "openid.toml"
    file.write_text(text)
    (tmp_path / "s").write_text("secret of the file")
    (tmp_path / "empty").write_text("\n")

    with pytest.raises(StoreError) as refusal:
        Provider.of(file)

    assert {problem.code for problem in refusal.value.problems} == {"bad-provider"}
    assert words in refusal.value.problems[0].what
    assert "secret of the file" not in str(refusal.value)


def test_all_that_is_wrong_with_a_provider_is_told_at_once(tmp_path):
    file = tmp_path / "openid.toml"
    file.write_text('issuer = "ftp://sso"\nclient_secret = "x"\nclient_secret_file = "nowhere"\nmax_age = -1\n')

    with pytest.raises(StoreError) as refusal:
        Provider.of(file)

    said = "\n".join(problem.what for problem in refusal.value.problems)
    for words in ("stands in the settings", "can't be read", "'issuer'", "'client_id'", "'claim'", "'max_age'"):
        assert words in said

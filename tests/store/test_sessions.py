"""Sessions and codes that nobody ended or used are cleaned away in time."""

from datetime import UTC, datetime, timedelta

from databases import on_both
from sqlalchemy import func, select

from cas_core.store import sessions
from cas_core.store.web_tables import LoginSession, OneTimeCode

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@on_both
def test_whoever_signs_in_cleans_away_what_nobody_used_for_a_month(store):
    with store.writing() as connection:
        left = sessions.begin(connection, "citizen", "left", "", NOW)
        used = sessions.begin(connection, "citizen", "used", "", NOW)
        sessions.seen(connection, used, NOW + timedelta(days=2))
        sessions.put_code(connection, "never used", "code", NOW)
        sessions.put_code(connection, "fresh", "code", NOW + timedelta(days=30))

        new = sessions.begin(connection, "officer", "sho", "up", NOW + timedelta(days=31))

    with store.reading() as connection:
        assert sessions.session(connection, left) is None
        assert [sessions.session(connection, token).subject for token in (used, new)] == ["used", "sho"]
        assert connection.execute(select(func.count()).select_from(LoginSession)).scalar_one() == 2
        assert connection.execute(select(OneTimeCode.contact)).scalars().all() == ["fresh"]

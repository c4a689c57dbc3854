"""Schemes and identities for hypothesis: small alphabets, so that numbers that can be alike are soon met."""

from hypothesis import strategies as st

from cas_core.numbering import Book, OfficeCode, Scheme, Series, check

OFFICES = {
    "one": OfficeCode("1", "1", "Rampur"),
    "eleven": OfficeCode("11", "1", "Rampur Road"),
    "word": OfficeCode("1A", "11", "Sector 17", former=("Sector Seventeen",)),
    "next": OfficeCode("A1", "11", "रामपुर"),
}
PERIODS = {
    "never": ("",),
    "yearly": ("2000", "2011", "2024", "2099"),
    "monthly": ("2011-01", "2011-11", "2024-02"),
    "daily": ("2011-01-11", "2011-11-01", "2024-02-29"),
}
SERIALS = (1, 2, 9, 10, 11, 12, 99, 111, 1111, 9999, 10000, 111111)

_TOKENS = (
    "{serial}", "{serial:2}", "{serial:4}", "{office}", "{office:2}", "{office:3}", "{district}", "{district:2}",
    "{category}", "{category:2}", "{series}", "{year}", "{yy}", "{month}", "{month:2}", "{day}", "{day:2}", "{state}",
)  # fmt: skip
_TEXTS = ("", "/", "-", "(", ")", " ", "1", "0", "A", "No. ", "{{")


@st.composite
def patterns(draw, tokens=_TOKENS):
    """Patterns with any tokens and texts between them; many are faulty, none is malformed."""
    chosen = draw(
        st.lists(st.sampled_from(tokens), min_size=1, max_size=6, unique_by=lambda t: t.strip("{}").split(":")[0])
    )
    if not any("serial" in token for token in chosen):
        chosen.insert(draw(st.integers(0, len(chosen))), "{serial}")
    return "".join(text + token for token in chosen for text in [draw(st.sampled_from(_TEXTS))]) + draw(
        st.sampled_from(_TEXTS)
    )


def series():
    """Tables of one to three series whose categories and prefixes may clash, or begin one another."""
    one = st.builds(
        Series,
        category=st.sampled_from([None, "1", "2", "11", "A"]),
        prefix=st.sampled_from(["", "0/", "1", "Z", "Zero "]),
    )
    return st.dictionaries(st.sampled_from(["main", "zero", "part_b"]), one, min_size=1, max_size=3)


def schemes():
    """Schemes of every kind, sound or faulty."""
    parts = st.sampled_from(["state", "office", "register", "series", "period"])
    return st.builds(
        Scheme,
        id=st.just("any"),
        number=patterns(),
        beside=st.lists(parts, unique=True, max_size=4).map(tuple),
        scope=st.sampled_from([("office", "series", "period"), ("office", "period"), ("state", "office", "series", "period"), ("period",)]),
        reset=st.sampled_from(sorted(PERIODS)),
        series=series(),
        also=st.lists(patterns((*_TOKENS, "{place}", "{date}")), max_size=2).map(tuple),
    )  # fmt: skip


def sound_schemes():
    """Schemes that the check lets through."""
    return schemes().filter(lambda scheme: not check(scheme))


def identities(scheme):
    """Return the identities of a small world under a scheme, each with a number of the alphabet above."""
    return [
        Book("XY", office, "fir", series, period).numbered(serial)
        for office in OFFICES
        for series in scheme.series
        for period in PERIODS[scheme.reset]
        for serial in SERIALS
    ]

"""A filled form, as JSON says it, in the words that a person types into its controls."""

from itertools import groupby


def flat(data, above=""):
    """Yield name and value of each control; a list is what is ticked, or one on each line."""
    for key, value in data.items():
        yield from _value(f"{above}{key}", value)


def _value(name, value):
    if isinstance(value, bool):
        yield name, "yes" if value else "no"
    elif isinstance(value, dict):
        yield from _table(name, value)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from _rows(name, value)
    elif isinstance(value, list):
        yield name, [str(item) for item in value]
    else:
        yield name, str(value)


def _table(name, value):
    if "sha256" in value:
        return
    if "from" in value and set(value) <= {"from", "to", "approximate"}:
        yield from _span(name, value)
    else:
        yield from flat(value, f"{name}.")


def _span(name, value):
    for end in ("from", "to"):
        if end in value:
            day, _, time = value[end].partition("T")
            yield f"{name}.{end}.date", "/".join(reversed(day.split("-")))
            if time:
                yield f"{name}.{end}.time", time[:5]
    if value.get("approximate"):
        yield f"{name}.approximate", ["yes"]


def _rows(name, value):
    if set(value[0]) == {"act", "section"}:
        acts = groupby(value, key=lambda row: row["act"])
        yield name, "; ".join(f"{', '.join(row['section'] for row in rows)} {act}" for act, rows in acts)
        return
    for position, row in enumerate(value):
        yield from flat(row, f"{name}.{position}.")

"""The page of what a layer may change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cas_core.composition.tightening import TABLE, Rule

RULE_WORDS: Mapping[str, str] = {
    "_any": "may change",
    "_may_be_set": "may be set where nothing was said before",
    "_may_turn_on": "may be turned on, never off",
    "_may_grow": "may grow, never shrink",
    "_may_shrink": "may shrink, never grow",
    "_may_rise": "may become stricter, never weaker",
    "_may_hide": "may be turned on where the field is neither locked nor required",
    "_may_narrow": "may offer fewer codes, never more",
    "_subset": "may lose members, never gain any",
    "_may_close": "may lose members, down to none, never gain any",
    "_superset": "may gain members, never lose any",
    "_may_shorten": "may get shorter, never longer",
    "_may_retire": "may be set or brought forward, never put off",
    "_stays_public": "may not be closed",
    "_only_own": "may stand on a layer's own fields only",
    "_sees_less": "may get lower for any register, never higher",
    "_narrower_scope": "may get narrower, never wider",
    "<lambda>": "may be set; then it may get shorter, never longer",
}


def tightening() -> Iterator[str]:
    """Yield the page of what a layer may change."""
    yield "# What a layer may change\n\nWhat is not listed here can't be changed at all."
    yield "A change of more than words to a locked part needs `because`."
    yield "Fields of entities follow the rules of `form` fields."
    for (kind, collection), parts in TABLE.items():
        yield f"\n## {kind}{f': {collection}' if collection else ''}\n\n| part | rule |\n|---|---|"
        yield from (f"| `{part}` | {_rule(rule)} |" for part, rule in sorted(parts.items()))


def _rule(rule: Rule) -> str:
    words = RULE_WORDS[rule.check.__name__]
    joined = "; new values join the old ones" if rule.merge else ""
    return f"{words}{joined}{' (words or order only)' if rule.cosmetic else ''}"

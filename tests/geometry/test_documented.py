"""`docs/geometry.md` is complete: every predicate, construction and locus, as the code has them."""

from __future__ import annotations

import re
from pathlib import Path

from generators.geometry.constructions import constructions
from search.geometry import PREDICATES
from search.geometry_engine import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "geometry.md").read_text(encoding="utf-8")


def test_predicates_are_documented() -> None:
    for name, signature in PREDICATES.items():
        match = re.search(rf"^\| `{name} ([^`]*)` \|", PAGE, re.MULTILINE)
        assert match, name
        assert len(match[1].split()) == signature.arity + signature.takes_value


def test_constructions_are_documented() -> None:
    for name, definition in constructions().items():
        facts = ", ".join(f"{rule.fact}{' value' * rule.own_value}" for rule in definition.facts) or "—"
        value = f" *{definition.value}*" if definition.value else ""
        usage = f"`{name} {' '.join(definition.parameters)}`{value}"
        row = f"| {usage} | {' '.join(definition.outputs)} | {definition.summary} | {facts} |"
        assert row in PAGE, f"docs/geometry.md should have: {row}"


def test_loci_are_documented() -> None:
    used = {
        (locus.shape, len(locus.points))
        for definition in constructions().values()
        for rule in definition.draw
        for locus in rule.loci
    }
    rows = PAGE.split("| locus | points x |")[1].split("\n\n")[0]
    documented = {(text.split()[0], len(text.split()) - 1) for text in re.findall(r"`([^`]*)`", rows)}
    assert used <= documented


def test_rules_are_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "geometry-engine.md").read_text(encoding="utf-8")
    for rule in RULES.values():
        groups = [
            ", ".join(" ".join([f.kind, *(rule.variables[i] for i in f.points)]) for f in facts) or "—"
            for facts in (rule.premises, (rule.conclusion,), rule.conditions)
        ]
        row = f"| `{rule.name}` | {' | '.join(groups)} |"
        assert row in page, f"docs/geometry-engine.md should have: {row}"

"""Splits of a goal by values of an atom: Lean accepts them all, and what is left no longer has the atom."""

from __future__ import annotations

from decompose.lean import Lean
from decompose.sketch.read import read_sketches
from decompose.split import splits
from decompose.statement import statement
from factory.domains import load_domain

CLOSED = [
    "∀ (p q : Prop), p ∧ q → q ∨ p",  # nothing is left of it, whichever atom has a value
    "∀ (p q : Prop), (p → False) → p → q",
    "∀ (p q : Prop), ¬¬p → (p ↔ (q ↔ q)) ∧ (False → q)",
]


def test_values_of_an_atom_leave_smaller_lemmas() -> None:
    domain = load_domain("propositional")
    texts = [problem.lean for problem in domain.mine(domain.config(), 7, 1, 15).problems]
    items = [statement(text) for text in (*CLOSED, *texts)]
    plans = [(item, split) for item in items for split in splits(item) if split.how.startswith("value of")]
    with Lean() as lean:
        made = read_sketches([(item.text, split.proof) for item, split in plans], lean)
    assert len(plans) > 30
    for (item, _), sketch in zip(plans, made, strict=True):
        assert not isinstance(sketch, str), (item.text, sketch)
        assert len(sketch[1].children) <= 2
        for child in sketch[1].children:
            assert len(child.text) < len(item.text)
    assert any(not isinstance(sketch, str) and not sketch[1].children for sketch in made[:4])


def test_cases_on_an_atom_where_values_cannot_be_computed_with() -> None:
    hows = [split.how for split in splits(statement("∀ (p : Prop) (n : Nat), (p ∨ n = n) → n + 0 = n ∨ p"))]
    assert "whether p" in hows and "value of p" not in hows

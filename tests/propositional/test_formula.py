"""Formulas: the three texts, their round trips, and what is refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.propositional.formula import (
    And,
    Atom,
    Bottom,
    Formula,
    FormulaError,
    Iff,
    Implies,
    Not,
    Or,
    Sequent,
    Top,
    atoms,
    depth,
    holds,
    lean,
    parse_prefix,
    parse_sequent,
    parse_symbols,
    prefix,
    size,
    symbols,
)


def formulas(number_of_atoms: int = 26) -> st.SearchStrategy[Formula]:
    leaves = st.one_of(st.integers(0, number_of_atoms - 1).map(Atom), st.just(Top()), st.just(Bottom()))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(Not),
            *(st.tuples(inner, inner).map(lambda pair, k=kind: k(*pair)) for kind in (And, Or, Implies, Iff)),
        ),
        max_leaves=20,
    )


@given(formulas())
def test_every_text_reads_back_as_the_formula(formula: Formula) -> None:
    assert parse_prefix(prefix(formula)) == formula
    assert parse_symbols(symbols(formula)) == formula
    assert parse_symbols(lean(formula)) == formula


@given(formulas(), st.data())
def test_no_parenthesis_is_idle(formula: Formula, data: st.DataObject) -> None:
    """Dropping any matching pair of parentheses changes the formula or spoils the text."""
    text = symbols(formula)
    opened = [i for i, letter in enumerate(text) if letter == "("]
    if not opened:
        return
    start = data.draw(st.sampled_from(opened))
    balance = 0
    for end in range(start, len(text)):
        balance += {"(": 1, ")": -1}.get(text[end], 0)
        if balance == 0:
            break
    shorter = text[:start] + text[start + 1 : end] + text[end + 1 :]
    with contextlib.suppress(FormulaError):
        assert parse_symbols(shorter) != formula


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (">&abc", "p ∧ q → r"),
        (">a>bc", "p → q → r"),
        (">>abc", "(p → q) → r"),
        ("&a&bc", "p ∧ q ∧ r"),
        ("&&abc", "(p ∧ q) ∧ r"),
        ("|&ab~c", "p ∧ q ∨ ¬r"),
        ("&|abc", "(p ∨ q) ∧ r"),
        ("~&ab", "¬(p ∧ q)"),
        ("~~a", "¬¬p"),
        ("==abc", "(p ↔ q) ↔ r"),
        ("=a=bc", "p ↔ (q ↔ r)"),
        ("=>ab|ab", "p → q ↔ p ∨ q"),
        (">a=bc", "p → (q ↔ r)"),
        ("&TF", "⊤ ∧ ⊥"),
        ("|hi", "w ∨ p1"),
    ],
)
def test_parentheses_follow_lean(text: str, expected: str) -> None:
    assert symbols(parse_prefix(text)) == expected


def test_sequent_as_a_lean_proposition() -> None:
    assert parse_sequent("&ab,~c:>|aT=Fb").lean() == ("∀ (p q r : Prop), p ∧ q → ¬r → p ∨ True → (False ↔ q)")
    assert parse_sequent(":>TT").lean() == "True → True"
    assert parse_sequent("=ab:>ba").lean() == "∀ (p q : Prop), (p ↔ q) → q → p"
    assert parse_sequent(":=ab").lean() == "∀ (p q : Prop), p ↔ q"


@given(st.lists(formulas(), max_size=4), formulas())
def test_sequents_read_back(hypotheses: list[Formula], goal: Formula) -> None:
    sequent = Sequent(tuple(hypotheses), goal)
    assert parse_sequent(sequent.prefix()) == sequent


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("&a", "'&' at offset 0"),
        ("~", "'~' at offset 0"),
        ("ab", "more than one"),
        ("a b", "unexpected ' ' at offset 1"),
        ("A", "unexpected 'A' at offset 0"),
        ("~" * 1000 + "a", "at most 128"),
    ],
)
def test_bad_prefix_text(text: str, message: str) -> None:
    with pytest.raises(FormulaError, match=message):
        parse_prefix(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "found the end at offset 0"),
        ("p ↔ q ↔ r", "found '↔' at offset 6"),
        ("p → (q", "expected '\\)'"),
        ("p q", "found 'q' at offset 2"),
        ("p & q", "unexpected '&' at offset 2"),
        ("p01", "no atom is called 'p01'"),
        ("Treu", "unexpected 'T'"),
        ("(" * 5000 + "p", "at most 128"),
        ("¬" * 5000 + "p", "at most 128"),
    ],
)
def test_bad_symbol_text(text: str, message: str) -> None:
    with pytest.raises(FormulaError, match=message):
        parse_symbols(text)


@pytest.mark.parametrize("text", ["a", "a,:b", "a:b:c", ",a:b"])
def test_bad_sequent_text(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_sequent(text)


def test_deepest_formula_passes_through_every_text() -> None:
    formula: Formula = Atom(0)
    for _ in range(128):
        formula = Not(formula) if size(formula) % 2 else Iff(formula, Atom(1))
    assert depth(formula) == 128
    assert parse_symbols(symbols(formula)) == parse_prefix(prefix(formula)) == formula


def test_atoms_beyond_the_letters_have_no_prefix_text() -> None:
    with pytest.raises(FormulaError, match="26"):
        prefix(Atom(26))


def test_measures_and_truth() -> None:
    formula = parse_prefix(">&ab~=cT")
    assert (size(formula), depth(formula), [a.name for a in atoms(formula)]) == (4, 3, ["p", "q", "r"])
    model = {Atom(0): True, Atom(1): True, Atom(2): True}
    assert not holds(formula, model)
    assert holds(formula, model | {Atom(2): False})
    with pytest.raises(KeyError):
        holds(formula, {})

"""Terms: read as Lean reads them, written so that they read back, equal up to names exactly when Lean
says so.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decompose.statement import Entry, close, of_term, statement
from decompose.terms.match import match
from decompose.terms.notation import INFIX
from decompose.terms.read import TermError, read
from decompose.terms.tree import App, Atom, Bind, Term, app, free, substitute
from decompose.terms.write import write
from factory.domains import domain_names, load_domain
from factory.lean.verifier import Claim, Verifier
from factory.records import Status

NAMES = st.sampled_from(["p", "q", "x", "f", "Nat", "h.left", "0", "12"])
VARIABLES = st.sampled_from(["p", "q", "x", "y"])


def _grow(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    infix = st.builds(lambda s, a, b: app(Atom(s), a, b), st.sampled_from(sorted(INFIX)), inner, inner)
    prefix = st.builds(lambda s, a: app(Atom(s), a), st.sampled_from(["¬", "neg", ".1"]), inner)
    applied = st.builds(
        lambda f, args: App(Atom(f), tuple(args)), VARIABLES, st.lists(inner, min_size=1, max_size=3)
    )
    brackets = st.builds(
        lambda s, args: App(Atom(s), tuple(args)),
        st.sampled_from(["(,)", "⟨⟩", "[]"]),
        st.lists(inner, min_size=2, max_size=3),
    )
    binder = st.builds(
        Bind, st.sampled_from(["∀", "∃", "fun", "∃!"]), VARIABLES, st.none() | inner, inner, st.just("(")
    )
    condition = st.builds(lambda a, b, c: app(Atom("ite"), a, b, c), inner, inner, inner)
    return infix | prefix | applied | brackets | binder | condition


TERMS = st.recursive(st.builds(Atom, NAMES), _grow, max_leaves=12)


@given(TERMS)
@settings(max_examples=400)
def test_what_is_written_reads_back(term: Term) -> None:
    assert read(write(term)) == term


@given(TERMS)
@settings(max_examples=400)
def test_the_canonical_form_is_stable(term: Term) -> None:
    first = of_term(term)
    assert of_term(read(first.text)) == first


@pytest.mark.parametrize(
    "text",
    [
        "p ∧",
        "∀ x",
        "(p",
        "p = q = r",
        "let x := 1; p",
        "xs[0] = 1",
        "p ⊢ q",
        "⟨p, q",
        "f (n := 2)",
        "∑ x, x",
        "",
    ],
)
def test_what_is_not_known_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(TermError, match=r"line 1, column \d+"):
        read(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("∀ (p q : Prop), p → q → p", "∀ (a b : Prop) (_ : a) (h : b), a"),
        ("forall x : Nat, x <= x /\\ True", "∀ (n : Nat), n ≤ n ∧ True"),
        ("∀ n > 0, n ≠ 0", "∀ n, n > 0 → n ≠ 0"),
        ("∃ x y : Nat, x < y", "∃ (a : Nat) (b : Nat), a < b"),
        ("fun x => x", "λ y => y"),
        ("∀ {p : Prop}, p → p", "∀ p : Prop, p → p"),
    ],
)
def test_spelling_does_not_count(left: str, right: str) -> None:
    assert statement(left) == statement(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("∀ (p q : Prop), p → q", "∀ (p q : Prop), q → p"),
        ("∀ n : Nat, n = n", "∀ n : Int, n = n"),
        ("∀ (x : Nat), ∃ y, x < y", "∀ (x : Nat), ∃ y, y < x"),
    ],
)
def test_meaning_counts(left: str, right: str) -> None:
    assert statement(left) != statement(right)


def test_substitution_does_not_capture() -> None:
    term = read("∀ (x : Nat), x < y")
    assert of_term(substitute(term, {"y": Atom("x")})) == of_term(read("∀ (z : Nat), z < x"))


def test_a_closed_goal_keeps_what_is_used() -> None:
    context = [Entry(name, read(kind)) for name, kind in (("p", "Prop"), ("q", "Prop"), ("r", "Prop"))]
    context += [Entry("h", read("p ∧ q")), Entry("k", read("r"))]
    closed = close(context, Atom("q"), keep=["h"])
    assert (closed.statement.text, closed.arguments) == ("∀ (p q : Prop), p ∧ q → q", ("p", "q", "h"))
    everything = close(context, Atom("q"))
    assert everything.statement.text == "∀ (p q r : Prop), p ∧ q → r → q"
    assert everything.arguments == ("p", "q", "r", "h", "k")


def test_a_variable_that_only_the_proof_names_is_kept() -> None:
    context = [
        Entry("p", Atom("Prop")),
        Entry("n", Atom("Nat")),
        Entry("m", Atom("Nat")),
        Entry("h", Atom("p")),
    ]
    closed = close(context, Atom("p"), keep=["n", "h"])
    assert (closed.statement.text, closed.arguments) == ("∀ (p : Prop), Nat → p → p", ("p", "n", "h"))


@given(TERMS, st.dictionaries(VARIABLES, TERMS, max_size=2))
@settings(max_examples=200)
def test_a_match_is_an_instance(pattern: Term, values: dict[str, Term]) -> None:
    variables = frozenset(values)
    target = substitute(pattern, values)
    found = match(pattern, target, variables, {})
    if found is not None:
        assert of_term(substitute(pattern, found)) == of_term(target)
    elif not set(free(pattern)) & variables:
        pytest.fail("a pattern without variables must match itself")


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    with Verifier(workers=2) as verifier:
        yield verifier  # type: ignore[misc]


def test_lean_reads_canonical_statements_as_the_originals(verifier: Verifier) -> None:
    claims = []
    for name in domain_names():
        domain = load_domain(name)
        if getattr(domain, "library", ()):
            continue
        for problem in domain.mine(domain.config(), 5, 1, 12).problems:
            text = statement(problem.lean)
            assert text.term is not None, problem.lean
            claims.append(Claim(id=problem.id, statement=f"({problem.lean}) = ({text.text})", proof="rfl"))
    verdicts = verifier.verify(claims)
    assert [v.reason for v in verdicts if v.status is not Status.VERIFIED] == []


def test_lean_agrees_where_parentheses_are_left_out(verifier: Verifier) -> None:
    random_ = random.Random(3)
    claims = []
    for index in range(150):
        term = _proposition(random_, 4)
        head = "∀ (p q r : Prop) (a b : Int) (P : Int → Prop) (f : Int → Int), "
        claims.append(
            Claim(id=str(index), statement=f"({head}{write(term)}) = ({head}{_bracketed(term)})", proof="rfl")
        )
    verdicts = verifier.verify(claims)
    wrong = [c.statement for c, v in zip(claims, verdicts, strict=True) if v.status is not Status.VERIFIED]
    assert wrong == []


def _proposition(random_: random.Random, depth: int) -> Term:
    kind = random_.choice(["∧", "∨", "→", "↔", "¬", "∀", "∃", "=", "<", "≤", "≠", "P"] if depth else ["p"])
    if kind == "p":
        return Atom(random_.choice("pqr"))
    if kind in "∀∃":
        return Bind(kind, random_.choice("ab"), Atom("Int"), _proposition(random_, depth - 1))
    if kind == "¬":
        return app(Atom("¬"), _proposition(random_, depth - 1))
    if kind == "P":
        return app(Atom("P"), _number(random_, depth - 1))
    if kind in "=<≤≠" and (kind != "=" or random_.random() < 0.7):
        return app(Atom(kind), _number(random_, depth - 1), _number(random_, depth - 1))
    return app(Atom(kind), _proposition(random_, depth - 1), _proposition(random_, depth - 1))


def _number(random_: random.Random, depth: int) -> Term:
    kind = random_.choice(["+", "-", "*", "/", "%", "neg", "f", "^"]) if depth > 0 else "a"
    if kind == "a":
        return Atom(random_.choice(["a", "b", "1", "7"]))
    if kind in ("neg", "f"):
        return app(Atom(kind), _number(random_, depth - 1))
    if kind == "^":
        return app(Atom("^"), _number(random_, depth - 1), Atom("2"))
    return app(Atom(kind), _number(random_, depth - 1), _number(random_, depth - 1))


def _bracketed(term: Term) -> str:
    """The same text with parentheses around everything."""
    if isinstance(term, Atom):
        return term.name
    if isinstance(term, Bind):
        return f"({term.kind} ({term.variable} : Int), {_bracketed(term.body)})"
    assert isinstance(term.head, Atom)
    parts = [_bracketed(part) for part in term.arguments]
    if term.head.name in INFIX:
        return f"({parts[0]} {term.head.name} {parts[1]})"
    return f"({ {'neg': '-'}.get(term.head.name, term.head.name) } {parts[0]})"

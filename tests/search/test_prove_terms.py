"""The proof terms, re-checked by a small type checker that shares nothing with the prover."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.records import Outcome, Proof
from generators.propositional.formula import (
    And,
    Atom,
    Bottom,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Sequent,
    Top,
    atoms,
    parse_sequent,
    parse_symbols,
    prefix,
)

Solve = Callable[..., list[Proof]]


@dataclass(frozen=True)
class Universal:
    """The type of the statement that a refutation assumes."""

    sequent: Sequent


class IllTypedError(Exception):
    """The term does not prove the formula."""


TOKEN = re.compile(r"\s*(:=|=>|[⟨⟩(),;:∧∨¬→↔]|\.\w+|[A-Za-z_]\w*)")


class Checker:
    """Reads a term and checks it on the way, against a goal or without one (Pierce and Turner 2000)."""

    def __init__(self, text: str, context: dict[str, Formula | Universal]) -> None:
        self.text, self.tokens, self.classical = text, [], False
        at = 0
        while at < len(text):
            match = TOKEN.match(text, at)
            assert match, text[at:]
            self.tokens.append((match[1], match.start(1)))
            at = match.end()
        self.tokens.append(("", len(text)))
        self.next, self.context = 0, [context]

    def peek(self) -> str:
        return self.tokens[self.next][0]

    def take(self, *wanted: str) -> str:
        token = self.peek()
        if wanted and token not in wanted:
            raise IllTypedError(f"expected {wanted} at {self.tokens[self.next]} of {self.text}")
        self.next += 1
        return token

    def with_name(self, name: str, kind: Formula) -> None:
        self.context.append({**self.context[-1], **({} if name == "_" else {name: kind})})

    def check(self, goal: Formula) -> None:
        """A whole term, up to a bracket, comma or semicolon that is not its own."""
        if self.peek() == "fun":
            self.take()
            return self.function(goal)
        if self.peek() == "have":
            self.take()
            name = self.take()
            self.take(":")
            kind = self.formula_until(":=")
            self.take(":=")
            self.check(kind)
            self.take(";")
            self.with_name(name, kind)
            self.check(goal)
            self.context.pop()
            return None
        self.application(goal)
        return None

    def function(self, goal: Formula) -> None:
        names = []
        while self.peek() != "=>":
            names.append(self.take())
        self.take("=>")
        for name in names:
            match goal:
                case Implies(left, right):
                    self.with_name(name, left)
                    goal = right
                case Not(body):
                    self.with_name(name, body)
                    goal = Bottom()
                case _:
                    raise IllTypedError(f"a function where {goal} was to be proved")
        self.check(goal)
        del self.context[-len(names) :]

    def formula_until(self, end: str) -> Formula:
        start = self.tokens[self.next][1]
        while self.peek() != end:
            self.take()
        return parse_symbols(self.text[start : self.tokens[self.next][1]])

    def argument_span(self) -> tuple[int, int]:
        """Skips one argument and gives its place."""
        start, depth = self.next, 0
        while True:
            token = self.take()
            depth += (token in "(⟨") - (token in ")⟩")
            if depth == 0 and not self.peek().startswith("."):
                return start, self.next

    def application(self, goal: Formula | None) -> Formula | None:
        """A head with its arguments; gives its type, or None when it was checked against the goal."""
        token = self.peek()
        constant = token + (self.tokens[self.next + 1][0] if token in ("Or", "Classical", "False") else "")
        known = {"Or.inl", "Or.inr", "Classical.em", "Classical.byContradiction", "False.elim"}
        if constant in known:
            self.next += 2
            return self.constant(constant, goal)
        if token == "trivial":
            self.take()
            return self.expect(Top(), goal)
        if token == "absurd":
            self.take()
            start, _ = self.argument_span()
            refuted = self.infer_argument()
            end, self.next = self.next, start
            self.check_argument(self.premise(refuted, Bottom()))
            self.next = end
            return self.anything(goal)
        if token == "⟨":
            assert goal is not None
            self.tuple(goal)
            return None
        kind = self.infer_argument()
        while self.peek() not in ("", ")", "⟩", ",", ";"):
            if kind == "elim":
                raise IllTypedError("too many arguments of elim")
            if isinstance(kind, Universal):
                kind = self.instance(kind)
            elif isinstance(kind, tuple):
                (either,) = kind
                assert goal is not None and isinstance(either, Or)
                self.check_argument(Implies(either.left, goal))
                self.check_argument(Implies(either.right, goal))
                return None
            else:
                match kind:
                    case Implies(left, right):
                        self.check_argument(left)
                        kind = right
                    case Not(body):
                        self.check_argument(body)
                        kind = Bottom()
                    case _:
                        raise IllTypedError(f"{kind} is applied")
        if isinstance(kind, Universal):
            kind = self.instance(kind)
        if isinstance(kind, tuple):
            if kind[0] == Bottom():
                return self.anything(goal)
            raise IllTypedError("elim without cases")
        return self.expect(kind, goal)

    def constant(self, name: str, goal: Formula | None) -> Formula | None:
        if name == "Classical.em":
            self.classical = True
            start, end = self.argument_span()
            text = self.text[self.tokens[start][1] : self.tokens[end][1]]
            left = parse_symbols(text.split(".")[0])
            return self.expect(Or(left, Not(left)), goal)
        assert goal is not None
        if name == "Classical.byContradiction":
            self.classical = True
            self.check_argument(Implies(Not(goal), Bottom()))
        elif name == "False.elim":
            self.check_argument(Bottom())
        else:
            if not isinstance(goal, Or):
                raise IllTypedError(f"{name} where {goal} was to be proved")
            self.check_argument(goal.left if name == "Or.inl" else goal.right)
        return None

    def anything(self, goal: Formula | None) -> None:
        if goal is None:
            raise IllTypedError("what is to be proved from a contradiction is not known here")

    def expect(self, kind: Formula, goal: Formula | None) -> Formula | None:
        if goal is None:
            return kind
        if unfold(kind) != unfold(goal):
            raise IllTypedError(f"{kind} where {goal} was to be proved, in {self.text}")
        return None

    def tuple(self, goal: Formula) -> None:
        self.take("⟨")
        while True:
            match goal:
                case And(left, right):
                    self.check(left)
                    goal = right
                case Iff(left, right):
                    self.check(Implies(left, right))
                    goal = Implies(right, left)
                case _:
                    raise IllTypedError(f"a pair where {goal} was to be proved")
            self.take(",")
            start = self.next
            depth, comma = 0, False
            while depth >= 0:
                token = self.take()
                depth += (token in "(⟨") - (token in ")⟩") if token else -1
                comma |= depth == 0 and token == ","
            self.next = start
            if not comma:
                break
        self.check(goal)
        self.take("⟩")

    def check_argument(self, goal: Formula) -> None:
        if self.peek() == "⟨":
            return self.tuple(goal)
        if self.peek() == "trivial":
            self.take()
            self.expect(Top(), goal)
            return None
        start, end = self.argument_span()
        self.next = start
        if self.peek() == "(" and self.tokens[end - 1][0] == ")" and self.closes(start, end - 1):
            self.take("(")
            self.check(goal)
            self.take(")")
            return None
        kind = self.infer_argument()
        if isinstance(kind, tuple):
            assert kind[0] == Bottom()
            return None
        assert not isinstance(kind, Universal)
        self.expect(kind, goal)
        return None

    def closes(self, start: int, end: int) -> bool:
        depth = 0
        for at in range(start, end + 1):
            depth += (self.tokens[at][0] in ("(", "⟨")) - (self.tokens[at][0] in (")", "⟩"))
            if depth == 0:
                return at == end
        return False

    def infer_argument(self) -> Formula | Universal | tuple[Formula]:
        """A variable or a bracketed term with its projections; a 1-tuple stands for an unapplied `elim`."""
        kind: Formula | Universal | tuple[Formula] | None
        if self.peek() == "(":
            self.take()
            kind = self.application(None)
            self.take(")")
        else:
            kind = self.context[-1].get(self.take())
        while self.peek().startswith("."):
            field = self.take()
            match field, kind:
                case ".1", And(left, _):
                    kind = left
                case ".2", And(_, right):
                    kind = right
                case ".mp", Iff(left, right):
                    kind = Implies(left, right)
                case ".mpr", Iff(left, right):
                    kind = Implies(right, left)
                case ".elim", (Or() | Bottom()):
                    return (kind,)
                case _:
                    raise IllTypedError(f"{field} of {kind} in {self.text}")
        if kind is None:
            raise IllTypedError(f"a name that is not in scope before {self.tokens[self.next]} of {self.text}")
        return kind

    def premise(self, kind: Formula | Universal | tuple[Formula], conclusion: Formula) -> Formula:
        match kind:
            case Not(body):
                return body
            case Implies(left, right) if right == conclusion:
                return left
        raise IllTypedError(f"{kind} does not refute anything")

    def instance(self, universal: Universal) -> Formula:
        formula = universal.sequent.formula()
        values = {atom: parse_symbols(self.take("True", "False")) for atom in atoms(formula)}
        return substitute(formula, values)


def substitute(formula: Formula, values: dict[Atom, Formula]) -> Formula:
    match formula:
        case Atom():
            return values[formula]
        case Not(body):
            return Not(substitute(body, values))
        case And(left, right) | Or(left, right) | Implies(left, right) | Iff(left, right):
            return type(formula)(substitute(left, values), substitute(right, values))
    return formula


def unfold(formula: Formula) -> Formula:
    """`¬x` is `x → False` by definition."""
    match formula:
        case Not(body):
            return Implies(unfold(body), Bottom())
        case And(left, right) | Or(left, right) | Implies(left, right) | Iff(left, right):
            return type(formula)(unfold(left), unfold(right))
    return formula


def check_term(text: str, proof: Proof) -> None:
    """Raises IllTypedError when the proof's term does not prove what the outcome says of the sequent."""
    sequent = parse_sequent(text)
    names = [atom.name for atom in atoms(sequent.formula())]
    if proof.outcome is Outcome.REFUTED:
        body = proof.term.removeprefix("fun h => ")
        assert body != proof.term
        goal: Formula = Bottom()
        context: dict[str, Formula | Universal] = {"h": Universal(sequent) if names else sequent.formula()}
    else:
        binders = "fun" + "".join(f" {name}" for name in names) if names else ""
        assert proof.term.startswith(binders)
        rest = proof.term.removeprefix(binders)
        body = rest.removeprefix(" => ") if rest.startswith(" =>") else ("fun" + rest if names else rest)
        goal, context = sequent.formula(), {}
    checker = Checker(body, context)
    checker.check(goal)
    assert checker.peek() == "", proof.term
    assert checker.classical == (proof.outcome is Outcome.CLASSICAL)


def formulas(most_atoms: int) -> st.SearchStrategy[Formula]:
    leaves = st.one_of(st.integers(0, most_atoms - 1).map(Atom), st.just(Top()), st.just(Bottom()))

    def connectives(parts: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
        pairs = [st.builds(kind, parts, parts) for kind in (And, Or, Implies, Iff)]
        return st.one_of(st.builds(Not, parts), *pairs)

    return st.recursive(leaves, connectives, max_leaves=9)


def test_random_terms(solve: Solve, random_sequents: Callable[..., list[str]]) -> None:
    sequents = random_sequents(3, 3_000)
    for text, proof in zip(sequents, solve(sequents), strict=True):
        check_term(text, proof)


def test_terms_of_larger_problems(solve: Solve, random_sequents: Callable[..., list[str]]) -> None:
    sequents = random_sequents(4, 300, (15, 40))
    for text, proof in zip(sequents, solve(sequents), strict=True):
        if proof.outcome is not Outcome.OPEN:
            check_term(text, proof)


@settings(max_examples=300, deadline=None)
@given(st.lists(formulas(3), max_size=2), formulas(3))
def test_any_sequent(solve: Solve, hypotheses: list[Formula], goal: Formula) -> None:
    text = f"{','.join(map(prefix, hypotheses))}:{prefix(goal)}"
    check_term(text, solve([text])[0])


@pytest.mark.parametrize(
    ("sequent", "term"),
    [
        ("&ab:a", "fun p q h1 => h1.2"),
        (":>ab", "fun p q hp => hp"),
        ("|ab:a", "fun p q h1 => h1.elim (fun hp => hp) (fun hq => hq)"),
        ("a,~b:b", "fun p q hp hnq => absurd hp hnq"),
        (":=ab", "fun p q => ⟨fun hp => hp, fun hq => hq⟩"),
    ],
)
def test_the_checker_refuses(sequent: str, term: str, solve: Solve) -> None:
    proof = solve([":>aa"])[0]
    with pytest.raises(IllTypedError):
        check_term(sequent, Proof(**{f: getattr(proof, f) for f in proof.__struct_fields__} | {"term": term}))

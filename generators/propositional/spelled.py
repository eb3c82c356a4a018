"""A proof's term with its types written out: what each assumption says, and what is to be shown at each step.

    fun p q h1 => ⟨h1.2, h1.1⟩
    fun p q (h1 : p ∧ q) => show q ∧ p from ⟨show q from h1.2, show p from h1.1⟩

To write the short term one must know all types without seeing them; here each step rests on what was just
written, which is easier for a small model. Only the terms that our own search writes are known here.
"""

from __future__ import annotations

import re
from typing import Final, NoReturn

from factory.records import Outcome, Problem, Proof
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
    lean,
    parse_symbols,
)

_TOKEN: Final = re.compile(r"(?:Or|False|Classical)\.\w+|\.\w+|[\w']+|=>|:=|\S")
_TELLS: Final = re.compile(r"\w+$|fun |have ")  # terms that need no `show` before them
_SIGNS: Final = frozenset(
    ("fun", "have", "⟨", "Or.inl", "Or.inr", "Classical.byContradiction", "False.elim", "absurd", "trivial")
)
_Scope = dict[str, Formula]


class SpellingError(ValueError):
    """A term that the search does not write; the message says where it is strange."""


def spelled(problem: Problem, proof: Proof) -> str:
    """The term of a settled problem's proof, with types. Raises SpellingError."""
    sequent = Sequent(tuple(map(parse_symbols, problem.hypotheses)), parse_symbols(problem.goal))
    body = sequent.formula()
    names = [atom.name for atom in atoms(body)]
    if proof.outcome is Outcome.REFUTED:
        return _refutation(proof.term, body, names)
    speller = _Speller(proof.term)
    if not names:
        return speller.shown(body, {})
    if not speller.skip("fun", *names):
        speller.refuse(f"a function of {' '.join(names)}")
    head = " ".join(("fun", *names))
    if speller.skip("=>"):
        return f"{head} => {speller.shown(body, {})}"
    return head + " " + speller.binders(body, {})


def _refutation(term: str, body: Formula, names: list[str]) -> str:
    """The false instance is stated once, and every step is about it."""
    found = re.search(rf"\bh((?: (?:True|False)){{{len(names)}}})", term)
    if found is None:
        raise SpellingError(f"no countermodel in {term!r}")
    values = found[1].split()
    model: dict[Formula, Formula] = {
        parse_symbols(name): parse_symbols(value) for name, value in zip(names, values, strict=True)
    }
    instance = _instance(body, model)
    short = term.replace(f"({found[0]})", "h").replace(found[0], "h").removeprefix("fun h")
    head = f"fun h => have h : {lean(instance)} := {found[0]}; "
    speller = _Speller(short)
    scope: _Scope = {"h": instance}
    if speller.skip("=>"):
        return head + speller.shown(Bottom(), scope)
    return speller.refuse("'=>'")


def _instance(formula: Formula, model: dict[Formula, Formula]) -> Formula:
    match formula:
        case Atom():
            return model[formula]
        case Top() | Bottom():
            return formula
        case Not(body):
            return Not(_instance(body, model))
        case _:
            return type(formula)(_instance(formula.left, model), _instance(formula.right, model))


def _parts(formula: Formula) -> tuple[Formula, Formula] | None:
    """What an implication or a negation takes, and what it gives."""
    match formula:
        case Implies(left, right):
            return left, right
        case Not(body):
            return body, Bottom()
        case _:
            return None


class _Speller:
    """Reads a term from the left, each part with the formula that it proves, and writes it with types."""

    def __init__(self, term: str) -> None:
        self._term = term
        self._tokens: list[str] = [*_TOKEN.findall(term), ""]
        self._next = 0

    def refuse(self, wanted: str) -> NoReturn:
        """Raise SpellingError."""
        raise SpellingError(f"expected {wanted} at part {self._next + 1} of {self._term!r}")

    def skip(self, *wanted: str) -> bool:
        """Whether these tokens come next; then they are passed."""
        found = self._tokens[self._next : self._next + len(wanted)] == list(wanted)
        self._next += len(wanted) * found
        return found

    def _expect(self, token: str) -> None:
        if not self.skip(token):
            self.refuse(repr(token))

    def _take(self) -> str:
        self._next += 1
        return self._tokens[self._next - 1]

    def shown(self, goal: Formula, scope: _Scope) -> str:
        """A term with what it shows in front, unless it is a name or says so itself."""
        text = self.term(goal, scope)
        return text if _TELLS.match(text) else f"show {lean(goal)} from {text}"

    def term(self, goal: Formula, scope: _Scope) -> str:
        """A term that proves `goal`."""
        sign = self._tokens[self._next]
        if sign not in _SIGNS:
            return self._elimination(goal, scope)
        self._next += 1
        match sign, goal:
            case "fun", _:
                text = f"fun {self.binders(goal, scope)}"
            case "have", _:
                text = self._have(goal, scope)
            case "⟨", _:
                text = self._tuple(goal, scope)
            case "Or.inl", Or(side, _):
                text = f"Or.inl {self._argument(side, scope)}"
            case "Or.inr", Or(_, side):
                text = f"Or.inr {self._argument(side, scope)}"
            case "Classical.byContradiction", _:
                text = f"{sign} {self._argument(Implies(Not(goal), Bottom()), scope)}"
            case "False.elim", _:
                text = f"{sign} {self._argument(Bottom(), scope)}"
            case "absurd", _:
                first, kind = self._head(scope)
                first = first if first.isidentifier() else f"({first} : {lean(kind)})"
                text = f"absurd {first} {self._argument(Not(kind), scope)}"
            case "trivial", Top():
                text = "trivial"
            case _:
                self.refuse("another term")
        return text

    def binders(self, goal: Formula, scope: _Scope) -> str:
        """What follows `fun`."""
        written: list[str] = []
        inner = dict(scope)
        while not self.skip("=>"):
            if (parts := _parts(goal)) is None:
                self.refuse("'=>'")
            name = self._take()
            written.append(name if name == "_" else f"({name} : {lean(parts[0])})")
            inner[name], goal = parts
        return f"{' '.join(written)} => {self.shown(goal, inner)}"

    def _have(self, goal: Formula, scope: _Scope) -> str:
        name = self._take()
        self._expect(":")
        start = self._next
        while self._tokens[self._next] not in (":=", ""):
            self._next += 1
        kind = parse_symbols(" ".join(self._tokens[start : self._next]))
        self._expect(":=")
        proof = self.term(kind, scope)
        self._expect(";")
        return f"have {name} : {lean(kind)} := {proof}; {self.shown(goal, {**scope, name: kind})}"

    def _tuple(self, goal: Formula, scope: _Scope) -> str:
        parts: list[str] = []
        while True:
            last = self._last_of_tuple()
            match goal:
                case And(left, right) if not last:
                    parts.append(self.shown(left, scope))
                    goal = right
                case Iff(left, right) if not last:
                    parts.append(self.shown(Implies(left, right), scope))
                    goal = Implies(right, left)
                case _:
                    parts.append(self.shown(goal, scope))
            if self.skip("⟩"):
                return f"⟨{', '.join(parts)}⟩"
            self._expect(",")

    def _last_of_tuple(self) -> bool:
        """Whether the part of a tuple that comes next is the last."""
        depth = 0
        for token in self._tokens[self._next :]:
            if depth == 0 and token in (",", "⟩"):
                return token == "⟩"
            depth += (token in ("(", "⟨")) - (token in (")", "⟩"))
        return True

    def _argument(self, goal: Formula, scope: _Scope) -> str:
        """An argument, in brackets where it is more than a name."""
        if self._tokens[self._next] in ("⟨", "trivial"):
            text = self.term(goal, scope)
        elif self._tokens[self._next] == "(" and not self._after_brackets().startswith("."):
            self._take()
            text = self.term(goal, scope)
            self._expect(")")
        else:
            text, _ = self._head(scope)
        if text.isidentifier():
            return text
        return f"({text})" if _TELLS.match(text) else f"(show {lean(goal)} from {text})"

    def _after_brackets(self) -> str:
        """The token behind the brackets that open here."""
        depth = 0
        for place in range(self._next, len(self._tokens)):
            depth += (self._tokens[place] == "(") - (self._tokens[place] == ")")
            if depth == 0:
                return self._tokens[place + 1]
        return ""

    def _head(self, scope: _Scope) -> tuple[str, Formula]:
        """A name or a term in brackets with its projections, and what it proves."""
        if self.skip("("):
            text, kind = self._applied(scope)
            self._expect(")")
            text = f"({text} : {lean(kind)})"
        else:
            text = self._take()
            if text not in scope:
                self.refuse("a name that is known")
            kind = scope[text]
        while (sign := self._tokens[self._next]) in (".1", ".2", ".mp", ".mpr"):
            match kind, sign:
                case (And(kind, _), ".1") | (And(_, kind), ".2"):
                    pass
                case Iff(left, right), ".mp":
                    kind = Implies(left, right)
                case Iff(left, right), ".mpr":
                    kind = Implies(right, left)
                case _:
                    self.refuse("another projection")
            text += self._take()
        return text, kind

    def _applied(self, scope: _Scope) -> tuple[str, Formula]:
        """A head with its arguments, and what it proves."""
        if self.skip("Classical.em"):
            start = self._next
            depth = 0
            while True:
                token = self._take()
                depth += (token == "(") - (token == ")")
                if depth == 0 and token != "¬":
                    break
            kind = parse_symbols(" ".join(self._tokens[start : self._next]))
            text = lean(kind) if isinstance(kind, Atom | Top | Bottom) else f"({lean(kind)})"
            return f"Classical.em {text}", Or(kind, Not(kind))
        text, kind = self._head(scope)
        while self._tokens[self._next] not in ("", ")", "⟩", ",", ";", ".elim"):
            if (parts := _parts(kind)) is None:
                self.refuse("the end of an application")
            text += f" {self._argument(parts[0], scope)}"
            kind = parts[1]
        return text, kind

    def _elimination(self, goal: Formula, scope: _Scope) -> str:
        """What is used from a hypothesis, and the cases of what comes of it."""
        text, kind = self._applied(scope)
        if not self.skip(".elim"):
            return text
        if "." in text and not text.endswith(")"):
            text = f"({text} : {lean(kind)})"
        if isinstance(kind, Or):
            first = self._argument(Implies(kind.left, goal), scope)
            return f"{text}.elim {first} {self._argument(Implies(kind.right, goal), scope)}"
        return f"{text}.elim"

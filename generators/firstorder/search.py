"""Search for a proof: the goal taken apart, then saturation, witnesses, cases.

What exists is named when nothing else can be done, then a disjunction is split. The search is bounded by
counts of witnesses, splits and work, so that it is the same on every machine. What was not used is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generators.firstorder.argument import (
    Argument,
    Both,
    ByFact,
    Cases,
    Evidence,
    Excluded,
    Fact,
    Inner,
    Intro,
    OneOf,
    Reached,
    Reductio,
    Same,
    Several,
    Take,
    pruned,
    uses,
)
from generators.firstorder.clauses import Literal, literal_of
from generators.firstorder.formula import (
    EQUAL,
    And,
    App,
    Atom,
    Bottom,
    Exists,
    Forall,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Signature,
    Term,
    Theory,
    substitute,
    subterms,
)
from generators.firstorder.saturation import OutOfBounds, Saturation, State, sort_of

_LEVELS: Final = ((3, 0), (4, 1), (7, 2))  # witnesses and splits, at most
_ARBITRARY: Final = ("k", "l", "m", "n")


def prove(theory: Theory, goal: Formula) -> Argument | None:
    """A proof of the goal from the theory's premises, which are facts 0, 1, ...; None if none was found."""
    for witnesses, splits in _LEVELS:
        try:
            search = _Search(theory.signature)
            state = search.start(theory)
            argument = search.solve(state, goal, witnesses, splits)
        except OutOfBounds:
            return None
        if argument is not None:
            return pruned(argument)[0]
    return None


class _Search(Saturation):
    def start(self, theory: Theory) -> State:
        state = State()
        facts = [Fact(next(self.numbers), premise) for premise in theory.premises]
        for name, sort in self.signature.constants.items():
            self.term(state, name, sort)
        for fact in facts:
            self.learn(state, fact)
        return state

    # Goals

    def solve(self, state: State, goal: Formula, witnesses: int, splits: int) -> Argument | None:
        """An argument for the goal; the state is used up."""
        match goal:
            case Forall(variable, sort, body):
                name = self.name(_ARBITRARY)
                self.term(state, name, sort)
                part = self.solve(state, substitute(body, {variable: name}), witnesses, splits)
                self.taken.discard(name)
                return part and Argument((), Intro(goal, (name, sort), None, part))
            case Implies(left, right):
                named = self.assume(state, left)
                part = self.solve(state, right, witnesses, splits)
                return part and Argument((), Intro(goal, None, named, part))
            case Not(inner):
                named = self.assume(state, inner)
                part = self.solve(state, Bottom(), witnesses, splits)
                return part and Argument((), Intro(goal, None, named, part))
            case And(parts):
                return self._each(state, goal, parts, witnesses, splits)
            case Iff(left, right):
                both = (Implies(left, right), Implies(right, left))
                return self._each(state, goal, both, witnesses, splits)
        # A direct proof is preferred: the opposite is assumed where cases are allowed too.
        again = self.copy(state) if isinstance(goal, Atom | Or) and splits else None
        before = tuple(state.lines)
        direct = self._saturate(state, goal, witnesses, splits)
        if direct is not None or again is None:
            return direct
        if isinstance(goal, Atom):
            denied = Fact(next(self.numbers), Not(goal))
            self.learn(again, denied)
            part = self._saturate(again, Bottom(), witnesses, splits)
            return part and Argument(before, Reductio(Literal(goal), denied, part))
        assert isinstance(goal, Or)
        first, second = (Fact(next(self.numbers), side) for side in (goal.parts[0], Not(goal.parts[0])))
        self.learn(again, second)
        rest = goal.parts[1] if len(goal.parts) == 2 else Or(goal.parts[1:])
        part = self.solve(again, rest, witnesses, splits)
        return part and Argument(before, Excluded(goal, first, second, part))

    def _each(
        self, state: State, goal: Formula, parts: Sequence[Formula], witnesses: int, splits: int
    ) -> Argument | None:
        found = []
        for part in parts:
            argument = self.solve(self.copy(state), part, witnesses, splits)
            if argument is None:
                return None
            found.append(argument)
        return Argument(tuple(state.lines), Several(goal, tuple(found)))

    def _saturate(self, state: State, goal: Formula, witnesses: int, splits: int) -> Argument | None:
        for term, sort in list(_terms_of(goal, self.signature)):
            self.term(state, term, sort)
        literal = literal_of(goal)
        while True:
            clash = self.propagate(state, literal)
            if clash is not None:
                return Argument(tuple(state.lines), clash)
            evidence = self._evidence(state, goal, 2)
            if evidence is not None:
                return Argument(tuple(state.lines), Reached(goal, evidence))
            number = self._existence(state) if witnesses else None
            if number is not None:
                witnesses -= 1
                self._take(state, number)
                continue
            return self._split(state, goal, witnesses, splits) if splits else None

    def _split(self, state: State, goal: Formula, witnesses: int, splits: int) -> Argument | None:
        for number in state.pending:
            ground = state.clauses[number]
            formula = self.conclusion(ground)
            if number in state.seen or not isinstance(formula, Or) or not self.fires(state, ground):
                continue
            if any(self._evidence(state, part, 0) for part in formula.parts):
                continue
            state.seen.add(number)
            parts = []
            for part in formula.parts:
                branch = self.copy(state)
                named = self.assume(branch, part)
                argument = self._saturate(branch, goal, witnesses, splits - 1)
                if argument is None:
                    break
                if not uses(argument, named):
                    return Argument((*state.lines, *argument.lines), argument.end)
                parts.append((named, argument))
            else:
                known = tuple(state.true[-literal] for literal in self.conditions(ground))
                return Argument(tuple(state.lines), Cases(ground, known, formula, tuple(parts)))
        return None

    def _evidence(self, state: State, goal: Formula, depth: int) -> Evidence | None:
        literal = literal_of(goal)
        if literal is not None:
            fact = state.true.get(literal)
            if fact is not None:
                return ByFact(fact)
            atom = literal.atom
            same = literal.positive and atom.predicate == EQUAL and atom.terms[0] == atom.terms[1]
            return Same() if same else None
        match goal:
            case And(parts):
                found = [self._evidence(state, part, depth) for part in parts]
                return Both(tuple(e for e in found if e is not None)) if all(found) else None
            case Or(parts):
                for place, part in enumerate(parts):
                    evidence = self._evidence(state, part, depth)
                    if evidence is not None:
                        return OneOf(evidence, place, len(parts))
            case Exists(variable, sort, body):
                for term in [term for term, of in state.terms.items() if of == sort]:
                    evidence = self._evidence(state, substitute(body, {variable: term}), depth)
                    if evidence is not None:
                        rest = evidence.parts if isinstance(evidence, Both) else (evidence,)
                        return Both((term, *rest))
            case Forall() | Implies() | Not() | Iff() if depth:
                argument = self.solve(self.copy(state), goal, 0, 0)
                return None if argument is None else Inner(goal, argument)
        return None

    def _existence(self, state: State) -> int | None:
        """The first instance that says something new of what exists."""
        for number in state.pending:
            ground = state.clauses[number]
            if number in state.seen or isinstance(ground.rule.conclusion, Or):
                continue
            if self.fires(state, ground):
                state.seen.add(number)
                if self._evidence(state, self.conclusion(ground), 0) is None:
                    return number
        return None

    def _take(self, state: State, number: int) -> None:
        ground = state.clauses[number]
        formula = self.conclusion(ground)
        known = tuple(state.true[-literal] for literal in self.conditions(ground))
        place = len(state.lines)
        named = self.assume(state, formula)  # equations among its parts may add lines of their own
        state.lines.insert(place, Take(ground, known, named, formula))


def _terms_of(goal: Formula, signature: Signature) -> list[tuple[Term, str]]:
    """The terms with functions in an atom's or a disjunction's atoms that have no bound variables."""
    if isinstance(goal, Or | And):
        return [found for part in goal.parts for found in _terms_of(part, signature)]
    literal = literal_of(goal)
    if literal is None:
        return []
    parts = [part for term in literal.atom.terms for part in subterms(term)]
    return [(part, sort_of(part, signature)) for part in parts if isinstance(part, App)]

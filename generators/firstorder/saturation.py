"""What follows from what is known at some place of a proof: unit propagation over ground instances of rules.

Instances are propagated in both directions (modus ponens and modus tollens), breadth first, so that arguments
are short; equations replace one term by another. Work is counted: bounds are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, product
from typing import Final

from generators.firstorder.argument import Apply, Clash, Fact, Ground, Line, Named, Replace, Unit
from generators.firstorder.clauses import Literal, Rule, literal_of, rules_of
from generators.firstorder.formula import (
    EQUAL,
    And,
    App,
    Atom,
    Bottom,
    Exists,
    Formula,
    Or,
    Signature,
    Term,
    substitute,
    subterms,
)

_MOST_WORK: Final = 5000  # instances, and what copies and replacements are worth
_DEEPEST: Final = 3  # functions within functions, in terms that rules are applied to
_WITNESS: Final = "w"


class OutOfBounds(Exception):
    """The search has become too large."""


class State:
    """What is known at some place of a proof."""

    __slots__ = (
        "clash",
        "clauses",
        "left",
        "lines",
        "pending",
        "queue",
        "rules",
        "seen",
        "terms",
        "tried",
        "true",
        "within",
    )

    def __init__(self) -> None:
        self.true: dict[Literal, Fact] = {}
        self.terms: dict[Term, str] = {}  # with their sorts, in the order of their appearance
        self.rules: list[tuple[Fact, Rule]] = []
        self.clauses: list[Ground] = []
        self.left: list[int] = []  # of each clause: how many literals have not failed
        self.within: dict[Literal, list[int]] = {}  # literal -> clauses
        self.queue: list[int] = []  # clauses to look at
        self.pending: list[int] = []  # clauses whose conclusion exists or is one of several
        self.seen: set[int] = set()  # pending clauses that were dealt with
        # An equation and one of its two ways -> how many of the facts it gives nothing new with.
        self.tried: dict[tuple[Atom, int], int] = {}
        self.lines: list[Line] = []
        self.clash: Clash | None = None

    def copy(self) -> State:
        """The same, to go on by itself; its lines begin anew."""
        other = State()
        other.true = dict(self.true)
        other.terms = dict(self.terms)
        other.rules = list(self.rules)
        other.clauses = list(self.clauses)
        other.left = list(self.left)
        other.within = {literal: list(numbers) for literal, numbers in self.within.items()}
        other.queue = list(self.queue)
        other.pending = list(self.pending)
        other.seen = set(self.seen)
        other.tried = dict(self.tried)
        other.clash = self.clash
        return other


class Saturation:
    """Learns facts and draws what follows; facts and names are numbered for the whole of a proof."""

    def __init__(self, signature: Signature) -> None:
        self.signature = signature
        self.numbers = count()
        self.taken = {*signature.symbols, *signature.sorts}
        self.left = _MOST_WORK

    def _spend(self, work: int) -> None:
        self.left -= work
        if self.left < 0:
            raise OutOfBounds

    def copy(self, state: State) -> State:
        """The state, to go on by itself; raises OutOfBounds."""
        self._spend(10 + len(state.clauses) // 8)
        return state.copy()

    # Hypotheses

    def name(self, names: Sequence[str]) -> str:
        """A name that nothing has yet."""
        for number in count():
            for name in names:
                full = f"{name}{number or ''}"
                if full not in self.taken:
                    self.taken.add(full)
                    return full
        raise AssertionError

    def assume(self, state: State, formula: Formula) -> Named:
        """Takes a hypothesis apart, and learns its parts."""
        match formula:
            case And(parts):
                return Named(tuple(self._part(state, part) for part in parts))
            case Exists(variable, sort, body):
                name = self.name((_WITNESS,))
                self.term(state, name, sort)
                inner = self.assume(state, substitute(body, {variable: name}))
                return Named((name, *inner.parts))
        fact = Fact(next(self.numbers), formula)
        self.learn(state, fact)
        return Named((fact,))

    def _part(self, state: State, formula: Formula) -> Named | Fact | str:
        named = self.assume(state, formula)
        return named.parts[0] if len(named.parts) == 1 else named

    def learn(self, state: State, fact: Fact) -> None:
        """One more fact: a literal holds, other formulas give rules."""
        literal = literal_of(fact.formula)
        if literal is not None:
            self._hold(state, literal, fact)
            return
        for rule in rules_of(fact.formula):
            state.rules.append((fact, rule))
            self._instances(state, fact, rule, None)

    def term(self, state: State, term: Term, sort: str) -> None:
        """Something new that rules may speak of."""
        if term in state.terms:
            return
        state.terms[term] = sort
        for fact, rule in list(state.rules):
            if any(of == sort for _, of in rule.variables):
                self._instances(state, fact, rule, term)
        for equation, known in list(state.true.items()):
            if equation.atom.predicate == EQUAL and equation.positive:
                self._congruence(state, equation.atom, known)

    def _instances(self, state: State, fact: Fact, rule: Rule, new: Term | None) -> None:
        """All instances, or those that speak of the new term."""
        choices = [[term for term, of in state.terms.items() if of == sort] for _, sort in rule.variables]
        names = [name for name, _ in rule.variables]
        literals = (*(-condition for condition in rule.conditions), *_heads(rule))
        for values in product(*choices):
            if new is not None and new not in values:
                continue
            self._spend(1)
            chosen = dict(zip(names, values, strict=True))
            self._add(state, Ground(fact, rule, chosen, tuple([each.instance(chosen) for each in literals])))

    def _add(self, state: State, ground: Ground) -> None:
        literals = ground.literals
        if len({atom for atom, _ in literals}) < len(set(literals)):  # one of them and its opposite
            return
        number = len(state.clauses)
        state.clauses.append(ground)
        distinct = dict.fromkeys(literals)
        state.left.append(sum([(atom, not positive) not in state.true for atom, positive in distinct]))
        for literal in distinct:
            state.within.setdefault(literal, []).append(number)
        if isinstance(ground.rule.conclusion, Or | Exists):
            state.pending.append(number)
        if state.left[number] <= 1:
            state.queue.append(number)

    def conditions(self, ground: Ground) -> tuple[Literal, ...]:
        """The opposites of what an instance supposes."""
        return ground.literals[: len(ground.rule.conditions)]

    def fires(self, state: State, ground: Ground) -> bool:
        """Whether all that an instance supposes is known."""
        return all(-literal in state.true for literal in self.conditions(ground))

    def conclusion(self, ground: Ground) -> Formula:
        """What an instance says that there is, or the cases that it leaves."""
        conclusion = ground.rule.conclusion
        assert isinstance(conclusion, Or | Exists)
        return substitute(conclusion, ground.values)

    # Propagation

    def _hold(self, state: State, literal: Literal, fact: Fact) -> None:
        if literal in state.true:
            return
        state.true[literal] = fact
        atom, other = literal.atom, state.true.get(-literal)
        if state.clash is None and other is not None:
            state.clash = Clash(None, (fact, other) if literal.positive else (other, fact))
        elif not literal.positive and atom.predicate == EQUAL and atom.terms[0] == atom.terms[1]:
            state.clash = Clash(None, (fact,))
        for number in state.within.get(-literal, ()):
            state.left[number] -= 1
            if state.left[number] <= 1:
                state.queue.append(number)
        for term in literal.atom.terms:
            for part in subterms(term):
                if part not in state.terms and _depth(part) <= _DEEPEST:
                    self.term(state, part, sort_of(part, self.signature))

    def propagate(self, state: State, goal: Literal | None) -> Clash | None:
        """Draw conclusions until none is left, a clash is found, or the goal is reached."""
        while True:
            if state.clash is not None:
                return state.clash
            if goal is not None and goal in state.true:
                return None
            if state.queue:
                self._unit(state, state.queue.pop(0))
            elif not self._equalities(state):
                return None

    def _unit(self, state: State, number: int) -> None:
        ground = state.clauses[number]
        if len(ground.literals) < _size(ground):
            return  # the conclusion is not made of literals
        remaining = {literal for literal in ground.literals if -literal not in state.true}
        if not remaining:
            state.clash = Clash(ground, tuple(state.true[-literal] for literal in ground.literals))
            return
        if len(remaining) > 1 or not remaining.isdisjoint(state.true):
            return
        (literal,) = remaining
        known = tuple(None if other == literal else state.true[-other] for other in ground.literals)
        fact = Fact(next(self.numbers), literal.formula)
        state.lines.append(Unit(fact, ground, literal, known))
        self._hold(state, literal, fact)

    def _equalities(self, state: State) -> bool:
        """Replace one side of an equation by the other somewhere; whether there was something to replace."""
        self._spend(len(state.true))
        facts = list(state.true.items())
        for (atom, positive), equation in facts:
            if not positive or atom.predicate != EQUAL:
                continue
            left, right = atom.terms
            for way, (old, new) in enumerate(((left, right), (right, left))):
                for place in range(state.tried.get((atom, way), 0), len(facts)):
                    literal, source = facts[place]
                    if source is equation:
                        continue
                    terms = tuple([_exchanged(term, old, new) for term in literal.atom.terms])
                    changed = Literal(Atom(literal.atom.predicate, terms), literal.positive)
                    trivial = changed.positive and changed.atom.predicate == EQUAL and terms[0] == terms[1]
                    if changed in state.true or trivial or max(map(_depth, terms)) > _DEEPEST:
                        continue
                    state.tried[atom, way] = place + 1
                    fact = Fact(next(self.numbers), changed.formula)
                    state.lines.append(Replace(fact, equation, source, old is right, old))
                    self._hold(state, changed, fact)
                    return True
                state.tried[atom, way] = len(facts)
        return False

    def _congruence(self, state: State, atom: Atom, equation: Fact) -> None:
        left, right = atom.terms
        for term in list(state.terms):
            if isinstance(term, App) and term.argument in (left, right):
                goal = Atom(EQUAL, (App(term.function, left), App(term.function, right)))
                self._spend(1)
                if max(map(_depth, goal.terms)) > _DEEPEST:
                    continue
                if Literal(goal) not in state.true and left != right:
                    fact = Fact(next(self.numbers), goal)
                    state.lines.append(Apply(fact, equation, term.function))
                    self._hold(state, Literal(goal), fact)


def _heads(rule: Rule) -> tuple[Literal, ...]:
    """The literals of a conclusion; none where it has other parts."""
    if isinstance(rule.conclusion, Literal):
        return (rule.conclusion,)
    if isinstance(rule.conclusion, Or):
        literals = [literal_of(part) for part in rule.conclusion.parts]
        found = tuple(literal for literal in literals if literal is not None)
        return found if len(found) == len(literals) else ()
    return ()


def _size(ground: Ground) -> int:
    """How many literals the instance would have if each part of its conclusion were one."""
    conclusion = ground.rule.conclusion
    heads = len(conclusion.parts) if isinstance(conclusion, Or) else not isinstance(conclusion, Bottom)
    return len(ground.rule.conditions) + heads


def sort_of(term: Term, signature: Signature) -> str:
    """The sort of a term without bound variables."""
    if isinstance(term, App):
        return signature.functions[term.function][1]
    return signature.constants[term]


def _depth(term: Term) -> int:
    return 0 if isinstance(term, str) else 1 + _depth(term.argument)


def _exchanged(term: Term, old: Term, new: Term) -> Term:
    if term == old:
        return new
    return App(term.function, _exchanged(term.argument, old, new)) if isinstance(term, App) else term

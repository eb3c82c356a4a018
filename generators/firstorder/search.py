"""Search for a proof: unit propagation over ground instances of rules, witnesses, cases, assumptions.

Instances are propagated in both directions (modus ponens and modus tollens), breadth first, so that arguments
are short. What exists is named when nothing else can be done, then a disjunction is split. The search is
bounded by counts of witnesses, splits and work, so that it is the same on every machine. What was not
used is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, product
from typing import Final

from generators.firstorder.argument import (
    Apply,
    Argument,
    Both,
    ByFact,
    Cases,
    Clash,
    Evidence,
    Excluded,
    Fact,
    Ground,
    Inner,
    Intro,
    Line,
    Named,
    OneOf,
    Reached,
    Reductio,
    Replace,
    Same,
    Several,
    Take,
    Unit,
    pruned,
    uses,
)
from generators.firstorder.clauses import Literal, Rule, literal_of, rules_of
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

_LEVELS: Final = ((3, 0), (4, 1), (7, 2))  # witnesses and splits, at most
_MOST_WORK: Final = 5000  # instances, and what copies and replacements are worth
_DEEPEST: Final = 3  # functions within functions, in terms that rules are applied to
_ARBITRARY: Final = ("k", "l", "m", "n")
_WITNESS: Final = "w"


class OutOfBounds(Exception):
    """The search has become too large."""


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


class _State:
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
        self.lines: list[Line] = []
        self.clash: Clash | None = None

    def copy(self) -> _State:
        """The same, to go on by itself; its lines begin anew."""
        other = _State()
        other.true = dict(self.true)
        other.terms = dict(self.terms)
        other.rules = list(self.rules)
        other.clauses = list(self.clauses)
        other.left = list(self.left)
        other.within = {literal: list(numbers) for literal, numbers in self.within.items()}
        other.queue = list(self.queue)
        other.pending = list(self.pending)
        other.seen = set(self.seen)
        other.clash = self.clash
        return other


class _Search:
    def __init__(self, signature: Signature) -> None:
        self.signature = signature
        self.numbers = count()
        self.taken = {*signature.symbols, *signature.sorts}
        self.left = _MOST_WORK

    def _spend(self, work: int) -> None:
        self.left -= work
        if self.left < 0:
            raise OutOfBounds

    def _copy(self, state: _State) -> _State:
        self._spend(10 + len(state.clauses) // 8)
        return state.copy()

    def start(self, theory: Theory) -> _State:
        state = _State()
        facts = [Fact(next(self.numbers), premise) for premise in theory.premises]
        for name, sort in self.signature.constants.items():
            self._term(state, name, sort)
        for fact in facts:
            self._learn(state, fact)
        return state

    # Goals

    def solve(self, state: _State, goal: Formula, witnesses: int, splits: int) -> Argument | None:
        """An argument for the goal; the state is used up."""
        match goal:
            case Forall(variable, sort, body):
                name = self._name(_ARBITRARY)
                self._term(state, name, sort)
                part = self.solve(state, substitute(body, {variable: name}), witnesses, splits)
                self.taken.discard(name)
                return part and Argument((), Intro(goal, (name, sort), None, part))
            case Implies(left, right):
                named = self._assume(state, left)
                part = self.solve(state, right, witnesses, splits)
                return part and Argument((), Intro(goal, None, named, part))
            case Not(inner):
                named = self._assume(state, inner)
                part = self.solve(state, Bottom(), witnesses, splits)
                return part and Argument((), Intro(goal, None, named, part))
            case And(parts):
                return self._each(state, goal, parts, witnesses, splits)
            case Iff(left, right):
                both = (Implies(left, right), Implies(right, left))
                return self._each(state, goal, both, witnesses, splits)
        # A direct proof is preferred: the opposite is assumed where cases are allowed too.
        again = self._copy(state) if isinstance(goal, Atom | Or) and splits else None
        before = tuple(state.lines)
        direct = self._saturate(state, goal, witnesses, splits)
        if direct is not None or again is None:
            return direct
        if isinstance(goal, Atom):
            denied = Fact(next(self.numbers), Not(goal))
            self._learn(again, denied)
            part = self._saturate(again, Bottom(), witnesses, splits)
            return part and Argument(before, Reductio(Literal(goal), denied, part))
        assert isinstance(goal, Or)
        first, second = (Fact(next(self.numbers), side) for side in (goal.parts[0], Not(goal.parts[0])))
        self._learn(again, second)
        rest = goal.parts[1] if len(goal.parts) == 2 else Or(goal.parts[1:])
        part = self.solve(again, rest, witnesses, splits)
        return part and Argument(before, Excluded(goal, first, second, part))

    def _each(
        self, state: _State, goal: Formula, parts: Sequence[Formula], witnesses: int, splits: int
    ) -> Argument | None:
        found = []
        for part in parts:
            argument = self.solve(self._copy(state), part, witnesses, splits)
            if argument is None:
                return None
            found.append(argument)
        return Argument(tuple(state.lines), Several(goal, tuple(found)))

    def _saturate(self, state: _State, goal: Formula, witnesses: int, splits: int) -> Argument | None:
        for term, sort in list(_terms_of(goal, self.signature)):
            self._term(state, term, sort)
        literal = literal_of(goal)
        while True:
            clash = self._propagate(state, literal)
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

    def _split(self, state: _State, goal: Formula, witnesses: int, splits: int) -> Argument | None:
        for number in state.pending:
            ground = state.clauses[number]
            formula = self._conclusion(ground)
            if number in state.seen or not isinstance(formula, Or) or not self._fires(state, ground):
                continue
            if any(self._evidence(state, part, 0) for part in formula.parts):
                continue
            state.seen.add(number)
            parts = []
            for part in formula.parts:
                branch = self._copy(state)
                named = self._assume(branch, part)
                argument = self._saturate(branch, goal, witnesses, splits - 1)
                if argument is None:
                    break
                if not uses(argument, named):
                    return Argument((*state.lines, *argument.lines), argument.end)
                parts.append((named, argument))
            else:
                known = tuple(state.true[-literal] for literal in self._conditions(ground))
                return Argument(tuple(state.lines), Cases(ground, known, formula, tuple(parts)))
        return None

    def _evidence(self, state: _State, goal: Formula, depth: int) -> Evidence | None:
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
                argument = self.solve(self._copy(state), goal, 0, 0)
                return None if argument is None else Inner(goal, argument)
        return None

    # Hypotheses

    def _name(self, names: Sequence[str]) -> str:
        """A name that nothing has yet."""
        for number in count():
            for name in names:
                full = f"{name}{number or ''}"
                if full not in self.taken:
                    self.taken.add(full)
                    return full
        raise AssertionError

    def _assume(self, state: _State, formula: Formula) -> Named:
        """Takes a hypothesis apart, and learns its parts."""
        match formula:
            case And(parts):
                return Named(tuple(self._part(state, part) for part in parts))
            case Exists(variable, sort, body):
                name = self._name((_WITNESS,))
                self._term(state, name, sort)
                inner = self._assume(state, substitute(body, {variable: name}))
                return Named((name, *inner.parts))
        fact = Fact(next(self.numbers), formula)
        self._learn(state, fact)
        return Named((fact,))

    def _part(self, state: _State, formula: Formula) -> Named | Fact | str:
        named = self._assume(state, formula)
        return named.parts[0] if len(named.parts) == 1 else named

    def _learn(self, state: _State, fact: Fact) -> None:
        literal = literal_of(fact.formula)
        if literal is not None:
            self._hold(state, literal, fact)
            return
        for rule in rules_of(fact.formula):
            state.rules.append((fact, rule))
            self._instances(state, fact, rule, None)

    def _term(self, state: _State, term: Term, sort: str) -> None:
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

    def _instances(self, state: _State, fact: Fact, rule: Rule, new: Term | None) -> None:
        """All instances, or those that speak of the new term."""
        choices = [[term for term, of in state.terms.items() if of == sort] for _, sort in rule.variables]
        names = [name for name, _ in rule.variables]
        for values in product(*choices):
            if new is not None and new not in values:
                continue
            self._spend(1)
            chosen = dict(zip(names, values, strict=True))
            conditions = tuple(-literal.instance(chosen) for literal in rule.conditions)
            self._add(state, Ground(fact, rule, chosen, (*conditions, *_heads(rule, chosen))))

    def _add(self, state: _State, ground: Ground) -> None:
        literals = ground.literals
        if any(-literal in literals for literal in literals):
            return
        number = len(state.clauses)
        state.clauses.append(ground)
        distinct = dict.fromkeys(literals)
        state.left.append(sum(-literal not in state.true for literal in distinct))
        for literal in distinct:
            state.within.setdefault(literal, []).append(number)
        if isinstance(ground.rule.conclusion, Or | Exists):
            state.pending.append(number)
        if state.left[number] <= 1:
            state.queue.append(number)

    def _conditions(self, ground: Ground) -> tuple[Literal, ...]:
        return ground.literals[: len(ground.rule.conditions)]

    def _fires(self, state: _State, ground: Ground) -> bool:
        return all(-literal in state.true for literal in self._conditions(ground))

    def _conclusion(self, ground: Ground) -> Formula:
        conclusion = ground.rule.conclusion
        assert isinstance(conclusion, Or | Exists)
        return substitute(conclusion, ground.values)

    def _existence(self, state: _State) -> int | None:
        """The first instance that says something new of what exists."""
        for number in state.pending:
            ground = state.clauses[number]
            if number in state.seen or isinstance(ground.rule.conclusion, Or):
                continue
            if self._fires(state, ground):
                state.seen.add(number)
                if self._evidence(state, self._conclusion(ground), 0) is None:
                    return number
        return None

    def _take(self, state: _State, number: int) -> None:
        ground = state.clauses[number]
        formula = self._conclusion(ground)
        known = tuple(state.true[-literal] for literal in self._conditions(ground))
        place = len(state.lines)
        named = self._assume(state, formula)  # equations among its parts may add lines of their own
        state.lines.insert(place, Take(ground, known, named, formula))

    # Propagation

    def _hold(self, state: _State, literal: Literal, fact: Fact) -> None:
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
                    self._term(state, part, _sort(part, self.signature))

    def _propagate(self, state: _State, goal: Literal | None) -> Clash | None:
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

    def _unit(self, state: _State, number: int) -> None:
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

    def _equalities(self, state: _State) -> bool:
        """Replace one side of an equation by the other somewhere; whether there was something to replace."""
        self._spend(len(state.true))
        equations = [
            (literal.atom, fact)
            for literal, fact in state.true.items()
            if literal.positive and literal.atom.predicate == EQUAL
        ]
        for atom, equation in equations:
            left, right = atom.terms
            for old, new in ((left, right), (right, left)):
                for literal, source in list(state.true.items()):
                    if source is equation:
                        continue
                    terms = tuple(_exchanged(term, old, new) for term in literal.atom.terms)
                    changed = Literal(Atom(literal.atom.predicate, terms), literal.positive)
                    trivial = changed.positive and changed.atom.predicate == EQUAL and terms[0] == terms[1]
                    if changed in state.true or trivial or max(map(_depth, terms)) > _DEEPEST:
                        continue
                    fact = Fact(next(self.numbers), changed.formula)
                    state.lines.append(Replace(fact, equation, source, old is right, old))
                    self._hold(state, changed, fact)
                    return True
        return False

    def _congruence(self, state: _State, atom: Atom, equation: Fact) -> None:
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


def _heads(rule: Rule, values: dict[str, Term]) -> tuple[Literal, ...]:
    """The literals of a conclusion; none where it has other parts."""
    if isinstance(rule.conclusion, Literal):
        return (rule.conclusion.instance(values),)
    if isinstance(rule.conclusion, Or):
        literals = [literal_of(part) for part in rule.conclusion.parts]
        found = tuple(literal.instance(values) for literal in literals if literal is not None)
        return found if len(found) == len(literals) else ()
    return ()


def _size(ground: Ground) -> int:
    """How many literals the instance would have if each part of its conclusion were one."""
    conclusion = ground.rule.conclusion
    heads = len(conclusion.parts) if isinstance(conclusion, Or) else not isinstance(conclusion, Bottom)
    return len(ground.rule.conditions) + heads


def _sort(term: Term, signature: Signature) -> str:
    if isinstance(term, App):
        return signature.functions[term.function][1]
    return signature.constants[term]


def _depth(term: Term) -> int:
    return 0 if isinstance(term, str) else 1 + _depth(term.argument)


def _exchanged(term: Term, old: Term, new: Term) -> Term:
    if term == old:
        return new
    return App(term.function, _exchanged(term.argument, old, new)) if isinstance(term, App) else term


def _terms_of(goal: Formula, signature: Signature) -> list[tuple[Term, str]]:
    """The terms with functions in an atom's or a disjunction's atoms that have no bound variables."""
    if isinstance(goal, Or | And):
        return [found for part in goal.parts for found in _terms_of(part, signature)]
    literal = literal_of(goal)
    if literal is None:
        return []
    parts = [part for term in literal.atom.terms for part in subterms(term)]
    return [(part, _sort(part, signature)) for part in parts if isinstance(part, App)]

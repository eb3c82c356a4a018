"""Decides what follows for one thing from rules: unit propagation, cases, reductio; with a proof, or a model.

Nothing else is needed in monadic logic: a claim follows from satisfiable premises exactly when it follows,
for the individual that it names, for one of the things that exist, or for an arbitrary thing, from the rules
and what is known of that thing. The rules about one thing are clauses of propositional logic; the search is
that of Davis, Logemann and Loveland (1962) with its propagation kept as a proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generators.monadic.sentence import Literal, Rule


@dataclass(frozen=True, slots=True)
class Known:
    """Given, assumed, or a case."""

    literal: Literal


@dataclass(frozen=True, slots=True)
class Forward:
    """`literal` of the rule's head: the body holds, and the rest of the head does not."""

    rule: int
    literal: Literal


@dataclass(frozen=True, slots=True)
class Backward:
    """The opposite of a literal of the rule's body: the head does not hold, and the rest of the body does."""

    rule: int
    literal: Literal  # what is concluded


Derived: TypeAlias = Known | Forward | Backward


@dataclass(frozen=True, slots=True)
class Clash:
    """A literal and its opposite are both known."""

    literal: Literal


@dataclass(frozen=True, slots=True)
class Reached:
    """The goal is among what is known."""


@dataclass(frozen=True, slots=True)
class Cases:
    """One case for each literal of the rule's head, whose body holds."""

    rule: int
    parts: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Reductio:
    """The goal's opposite is assumed, and leads to a clash."""

    part: Argument


@dataclass(frozen=True, slots=True)
class Either:
    """A thing is of the kind or it is not."""

    kind: int
    positive: Argument
    negative: Argument


@dataclass(frozen=True, slots=True)
class Argument:
    """What is derived, in order, and how it ends. Everything in it is used."""

    lines: tuple[Forward | Backward, ...]
    end: Clash | Reached | Cases | Reductio | Either


class _State:
    """What is known of the thing, with reasons, in the order in which it was found."""

    def __init__(self, rules: Sequence[Rule], known: Iterable[Literal]) -> None:
        self.rules = rules
        self.reasons: dict[Literal, Derived] = {literal: Known(literal) for literal in known}

    def copy_with(self, literal: Literal) -> _State:
        other = _State(self.rules, ())
        other.reasons = {**self.reasons, literal: Known(literal)}
        return other

    def clash(self) -> Literal | None:
        return next((lit for lit in self.reasons if lit.positive and -lit in self.reasons), None)

    def saturate(self) -> None:
        """Propagate until nothing is new or there is a clash."""
        changed = True
        while changed and self.clash() is None:
            changed = False
            for number, rule in enumerate(self.rules):
                found = self._consequence(number, rule)
                if found is not None and found.literal not in self.reasons:
                    self.reasons[found.literal] = found
                    changed = True

    def _consequence(self, number: int, rule: Rule) -> Forward | Backward | None:
        open_body = [literal for literal in rule.body if literal not in self.reasons]
        open_head = [literal for literal in rule.head if -literal not in self.reasons]
        if not open_body and len(open_head) == 1:
            return Forward(number, open_head[0])
        if not open_body and not open_head:
            return Forward(number, rule.head[0])
        if not open_head and len(open_body) == 1:
            return Backward(number, -open_body[0])
        return None

    def choices(self) -> int | None:
        """A rule whose body holds and whose head is undecided."""
        for number, rule in enumerate(self.rules):
            if all(literal in self.reasons for literal in rule.body) and not any(
                literal in self.reasons for literal in rule.head
            ):
                return number
        return None


def argue(rules: Sequence[Rule], known: Iterable[Literal], goal: Literal | None) -> Argument | None:
    """A proof that a thing with the literals known has the goal, or is impossible (None); or no proof."""
    state = _State(rules, known)
    return _argue(state, goal, reductio=goal is not None)


def _argue(state: _State, goal: Literal | None, *, reductio: bool) -> Argument | None:
    state.saturate()
    before = dict(state.reasons)
    if goal is not None and goal in before:
        return _trimmed(before, (goal,), Reached(), state.rules)
    clash = state.clash()
    if clash is not None:
        return _trimmed(before, (clash, -clash), Clash(clash), state.rules)
    number = state.choices()
    if number is not None:
        return _by_cases(state, before, number, goal, reductio=reductio)
    if goal is not None and reductio:
        inner = _argue(state.copy_with(-goal), None, reductio=False)
        if inner is None:
            return None
        return _trimmed(
            before, sorted(needs(inner, state.rules, None) - {-goal}), Reductio(inner), state.rules
        )
    return _split(state, before)


def _by_cases(
    state: _State, before: Mapping[Literal, Derived], number: int, goal: Literal | None, *, reductio: bool
) -> Argument | None:
    rule = state.rules[number]
    parts = []
    used: set[Literal] = set()
    for literal in rule.head:
        part = _argue(state.copy_with(literal), goal, reductio=reductio)
        if part is None:
            return None
        needed = needs(part, state.rules, goal)
        if literal not in needed:  # the case is no case
            return _trimmed(before, needed, part.end, state.rules, part)
        parts.append(part)
        used |= needed - {literal}
    return _trimmed(before, (*rule.body, *used), Cases(number, tuple(parts)), state.rules)


def _split(state: _State, before: Mapping[Literal, Derived]) -> Argument | None:
    open_kinds = sorted(
        {
            literal.kind
            for rule in state.rules
            for literal in (*rule.body, *rule.head)
            if literal not in before and -literal not in before
        }
    )
    for kind in open_kinds[:1]:
        yes = _argue(state.copy_with(Literal(kind)), None, reductio=False)
        if yes is None:
            return None
        if Literal(kind) not in needs(yes, state.rules, None):
            return _trimmed(before, needs(yes, state.rules, None), yes.end, state.rules, yes)
        no = _argue(state.copy_with(Literal(kind, False)), None, reductio=False)
        if no is None:
            return None
        used = (needs(yes, state.rules, None) - {Literal(kind)}) | (
            needs(no, state.rules, None) - {Literal(kind, False)}
        )
        return _trimmed(before, sorted(used), Either(kind, yes, no), state.rules)
    return None


def premises_of(line: Forward | Backward, rules: Sequence[Rule]) -> tuple[Literal, ...]:
    """The literals that a line rests on, besides its rule."""
    rule = rules[line.rule]
    if isinstance(line, Forward):
        return (*rule.body, *(-literal for literal in rule.head if literal != line.literal))
    return (
        *(literal for literal in rule.body if literal != -line.literal),
        *(-literal for literal in rule.head),
    )


def needs(argument: Argument, rules: Sequence[Rule], goal: Literal | None) -> frozenset[Literal]:
    """The literals that must be known before the argument begins."""
    end = argument.end
    needed: set[Literal] = set()
    if isinstance(end, Clash):
        needed = {end.literal, -end.literal}
    elif isinstance(end, Reached):
        assert goal is not None
        needed = {goal}
    elif isinstance(end, Cases):
        needed = set(rules[end.rule].body)
        for case, part in zip(rules[end.rule].head, end.parts, strict=True):
            needed |= needs(part, rules, goal) - {case}
    elif isinstance(end, Reductio):
        assert goal is not None
        needed = set(needs(end.part, rules, None)) - {-goal}
    else:
        needed = set(needs(end.positive, rules, None) - {Literal(end.kind)})
        needed |= needs(end.negative, rules, None) - {Literal(end.kind, False)}
    for line in reversed(argument.lines):
        if line.literal in needed:
            needed.remove(line.literal)
            needed.update(premises_of(line, rules))
    return frozenset(needed)


def _trimmed(
    reasons: Mapping[Literal, Derived],
    wanted: Iterable[Literal],
    end: Clash | Reached | Cases | Reductio | Either,
    rules: Sequence[Rule],
    rest: Argument | None = None,
) -> Argument:
    """The lines that the literals wanted rest on, then those of `rest`, then the end."""
    needed = set(wanted)
    lines: list[Forward | Backward] = []
    for literal, reason in reversed(list(reasons.items())):
        if literal in needed and not isinstance(reason, Known):
            lines.append(reason)
            needed.update(premises_of(reason, rules))
    own = tuple(reversed(lines))
    if rest is None:
        return Argument(own, end)
    said = {line.literal for line in own}
    return Argument((*own, *(line for line in rest.lines if line.literal not in said)), rest.end)


def model(rules: Sequence[Rule], known: Iterable[Literal]) -> frozenset[int] | None:
    """The kinds of a thing that has the literals known and keeps the rules; None where there is none."""
    state = _State(rules, known)
    state.saturate()
    if state.clash() is not None:
        return None
    number = state.choices()
    if number is None:
        # What is open may be false: rules whose body is not known to hold may still be broken by that.
        return _closed(rules, state)
    for literal in rules[number].head:
        found = model(rules, (*state.reasons, literal))
        if found is not None:
            return found
    return None


def _closed(rules: Sequence[Rule], state: _State) -> frozenset[int] | None:
    true = {literal.kind for literal in state.reasons if literal.positive}

    def holds(literal: Literal) -> bool:
        return (literal.kind in true) == literal.positive

    for rule in rules:
        if all(map(holds, rule.body)) and not any(map(holds, rule.head)):
            undecided = next(
                lit
                for lit in (*rule.body, *rule.head)
                if lit not in state.reasons and -lit not in state.reasons
            )
            for literal in (-undecided, undecided) if undecided in rule.body else (undecided, -undecided):
                found = model(rules, (*state.reasons, literal))
                if found is not None:
                    return found
            return None
    return frozenset(true)

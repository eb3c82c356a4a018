"""Proofs as the search finds them: lines, then an end, with arguments inside; and what of them is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from generators.firstorder.clauses import Literal, Rule
from generators.firstorder.formula import App, Formula, Or, Term


@dataclass(frozen=True, slots=True)
class Fact:
    """Something proved or assumed, by its number, which is that of no other in the proof."""

    number: int
    formula: Formula


@dataclass(frozen=True, slots=True)
class Named:
    """How a hypothesis is taken apart: a name of a thing, a fact, or a tuple of them."""

    parts: tuple[Named | Fact | str, ...]

    def facts(self) -> list[Fact]:
        """The facts in it."""
        found: list[Fact] = []
        for part in self.parts:
            found += [part] if isinstance(part, Fact) else part.facts() if isinstance(part, Named) else []
        return found

    def makes(self) -> set[int | str]:
        """The names in it, and the numbers of its facts."""
        made: set[int | str] = set()
        for part in self.parts:
            made |= (
                {part.number}
                if isinstance(part, Fact)
                else part.makes()
                if isinstance(part, Named)
                else {part}
            )
        return made


@dataclass(frozen=True, slots=True)
class Ground:
    """An instance of a rule of a hypothesis."""

    hypothesis: Fact
    rule: Rule
    values: dict[str, Term] = field(hash=False)
    literals: tuple[Literal, ...]  # one of them holds; conditions come first, denied


@dataclass(frozen=True, slots=True)
class Unit:
    """`fact` is the literal of an instance that is left when the others fail; `known` says that they fail."""

    fact: Fact
    ground: Ground
    literal: Literal
    known: tuple[Fact | None, ...]  # for each literal of the instance; None for this one


@dataclass(frozen=True, slots=True)
class Replace:
    """`fact` is what `source` says, with one side of an equation in the place of the other."""

    fact: Fact
    equation: Fact
    source: Fact
    backwards: bool  # the right side is replaced by the left
    side: Term  # the term that is replaced


@dataclass(frozen=True, slots=True)
class Apply:
    """`fact` says that a function has one value for two things that are equal."""

    fact: Fact
    equation: Fact
    function: str


@dataclass(frozen=True, slots=True)
class Take:
    """What an instance says exists gets a name, or what it says in other ways is taken apart."""

    ground: Ground
    known: tuple[Fact, ...]
    pattern: Named
    formula: Formula


Line: TypeAlias = Unit | Replace | Apply | Take


@dataclass(frozen=True, slots=True)
class ByFact:
    """The goal is a fact."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Same:
    """The goal says that a thing is itself."""


@dataclass(frozen=True, slots=True)
class Both:
    """All parts of a conjunction; of an existence after its witness."""

    parts: tuple[Evidence | Term, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """One part of a disjunction."""

    part: Evidence
    place: int
    count: int


@dataclass(frozen=True, slots=True)
class Inner:
    """An argument within the goal."""

    goal: Formula
    argument: Argument


Evidence: TypeAlias = ByFact | Same | Both | OneOf | Inner


@dataclass(frozen=True, slots=True)
class Reached:
    """The goal, from what is known."""

    goal: Formula
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Clash:
    """All literals of an instance fail; or a fact denies another."""

    ground: Ground | None
    known: tuple[Fact, ...]  # for no instance: the fact, then what denies it; what denies `t = t` alone


@dataclass(frozen=True, slots=True)
class Cases:
    """A disjunction, and an argument for each part."""

    ground: Ground
    known: tuple[Fact, ...]
    formula: Or
    parts: tuple[tuple[Named, Argument], ...]


@dataclass(frozen=True, slots=True)
class Intro:
    """A general, conditional or negative goal: what it speaks of, and what it assumes."""

    goal: Formula
    thing: tuple[str, str] | None
    assumed: Named | None
    part: Argument


@dataclass(frozen=True, slots=True)
class Reductio:
    """The opposite of the goal leads to a contradiction."""

    goal: Literal
    assumed: Fact
    part: Argument


@dataclass(frozen=True, slots=True)
class Excluded:
    """Either the first part of the goal holds, or it does not, and then the rest does."""

    goal: Or
    first: Fact
    second: Fact
    part: Argument


@dataclass(frozen=True, slots=True)
class Several:
    """Each part of the goal."""

    goal: Formula
    parts: tuple[Argument, ...]


End: TypeAlias = Reached | Clash | Cases | Intro | Reductio | Excluded | Several


@dataclass(frozen=True, slots=True)
class Argument:
    """Lines, then what ends them."""

    lines: tuple[Line, ...]
    end: End


def pruned(argument: Argument) -> tuple[Argument, set[int | str]]:
    """The argument without lines that nothing needs; and the facts and names that it uses."""
    end, used = _pruned_end(argument.end)
    kept: list[Line] = []
    for line in reversed(argument.lines):
        if not used.isdisjoint(_makes(line)):
            kept.append(line)
            used.update(_rests_on(line))
    return Argument(tuple(reversed(kept)), end), used


def uses(argument: Argument, named: Named) -> bool:
    """Whether the argument needs something of a hypothesis."""
    return not pruned(argument)[1].isdisjoint(named.makes())


def _makes(line: Line) -> set[int | str]:
    return line.pattern.makes() if isinstance(line, Take) else {line.fact.number}


def _rests_on(line: Line) -> set[int | str]:
    match line:
        case Replace(_, equation, source):
            return {equation.number, source.number}
        case Apply(_, equation):
            return {equation.number}
        case Unit(_, ground, _, known):
            return _of_ground(ground) | {fact.number for fact in known if fact is not None}
        case Take(ground, known):
            return _of_ground(ground) | {fact.number for fact in known}


def _of_ground(ground: Ground) -> set[int | str]:
    names = {name for term in ground.values.values() for name in _names(term)}
    return {ground.hypothesis.number, *names}


def _names(term: Term) -> Iterator[str]:
    while isinstance(term, App):
        term = term.argument
    yield term


def _of_evidence(evidence: Evidence | Term) -> set[int | str]:
    match evidence:
        case ByFact(fact):
            return {fact.number}
        case Both(parts):
            return set[int | str]().union(*map(_of_evidence, parts))
        case OneOf(part):
            return _of_evidence(part)
        case Inner(_, argument):
            return pruned(argument)[1]
        case Same():
            return set()
    return set(_names(evidence))


def _without_idle_lines(evidence: Evidence | Term) -> Evidence | Term:
    match evidence:
        case Both(parts):
            return Both(tuple(map(_without_idle_lines, parts)))
        case OneOf(part, place, count):
            inner = _without_idle_lines(part)
            assert not isinstance(inner, str | App)
            return OneOf(inner, place, count)
        case Inner(goal, argument):
            return Inner(goal, pruned(argument)[0])
    return evidence


def _pruned_end(end: End) -> tuple[End, set[int | str]]:
    match end:
        case Reached(goal, evidence):
            inner = _without_idle_lines(evidence)
            assert not isinstance(inner, str | App)
            return Reached(goal, inner), _of_evidence(evidence)
        case Clash(ground, known):
            of_ground = _of_ground(ground) if ground is not None else set()
            return end, of_ground | {fact.number for fact in known}
        case Cases(ground, known, formula, parts):
            used = _of_ground(ground) | {fact.number for fact in known}
            changed = []
            for named, argument in parts:
                part, needs = pruned(argument)
                changed.append((named, part))
                used |= needs
            return Cases(ground, known, formula, tuple(changed)), used
        case Intro(goal, thing, assumed, part):
            part, used = pruned(part)
            return Intro(goal, thing, assumed, part), used
        case Reductio(goal, assumed, part):
            part, used = pruned(part)
            return Reductio(goal, assumed, part), used
        case Excluded(goal, first, second, part):
            part, used = pruned(part)
            return Excluded(goal, first, second, part), used
        case Several(goal, parts):
            found = [pruned(part) for part in parts]
            return Several(goal, tuple(part for part, _ in found)), set[int | str]().union(
                *(used for _, used in found)
            )


def length(argument: Argument) -> int:
    """How many lines it has, those of arguments inside among them."""
    return len(argument.lines) + sum(1 + length(part) for part in inside(argument.end))


def inside(end: End) -> list[Argument]:
    """The arguments that an end is made of."""
    match end:
        case Cases(_, _, _, parts):
            return [part for _, part in parts]
        case Intro() | Reductio() | Excluded():
            return [end.part]
        case Several(_, several):
            return list(several)
        case Reached(_, evidence):
            return _inner(evidence)
    return []


def _inner(evidence: Evidence | Term) -> list[Argument]:
    match evidence:
        case Both(parts):
            return [argument for part in parts for argument in _inner(part)]
        case OneOf(part):
            return _inner(part)
        case Inner(_, argument):
            return [argument]
    return []

"""One-way matching: the values of a pattern's variables that make it the target, and paths to find patterns
by.

A pattern variable applied to arguments matches an application of as many arguments, one by one: the first-
order part of what Lean's unifier does, which is what can be indexed (discrimination trees, McCune 1992).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from decompose.terms.tree import App, Atom, Bind, Term, free

ANY = "*"


def match(
    pattern: Term, target: Term, variables: frozenset[str], values: dict[str, Term]
) -> dict[str, Term] | None:
    """`values` extended so that `pattern` becomes `target`, or None. Arguments are not changed."""
    matcher = _Matcher(variables, dict(values))
    return matcher.values if matcher.match(pattern, target, {}, frozenset()) else None


class _Matcher:
    def __init__(self, variables: frozenset[str], values: dict[str, Term]) -> None:
        self.variables, self.values = variables, values

    def match(self, pattern: Term, target: Term, bound: dict[str, str], local: frozenset[str]) -> bool:
        """`bound` maps the pattern's bound variables to the target's, all of which are in `local`."""
        if isinstance(pattern, Atom):
            return self._atom(pattern.name, target, bound, local)
        if isinstance(pattern, App):
            return (
                isinstance(target, App)
                and len(pattern.arguments) == len(target.arguments)
                and self.match(pattern.head, target.head, bound, local)
                and all(
                    self.match(left, right, bound, local)
                    for left, right in zip(pattern.arguments, target.arguments, strict=True)
                )
            )
        if not isinstance(target, Bind) or pattern.kind != target.kind:
            return False
        if pattern.type is None or target.type is None:
            types = pattern.type is target.type
        else:
            types = self.match(pattern.type, target.type, bound, local)
        inner = {**bound, pattern.variable: target.variable}
        return types and self.match(pattern.body, target.body, inner, local | {target.variable})

    def _atom(self, name: str, target: Term, bound: dict[str, str], local: frozenset[str]) -> bool:
        if name in self.variables and name not in bound:
            if name in self.values:
                return self.values[name] == target
            if local and not local.isdisjoint(free(target)):
                return False
            self.values[name] = target
            return True
        same = bound.get(name, name)
        return isinstance(target, Atom) and target.name == same and (name in bound or name not in local)


class Goal(NamedTuple):
    """A target in prefix order: its symbols, the place behind each one's subterm, and a key for that
    subterm.
    """

    symbols: list[str]
    ends: list[int]
    subterms: list[str]


def pattern_path(term: Term, numbers: dict[str, int]) -> list[str]:
    """The symbols of a pattern in prefix order.

    `numbers` has the pattern's variables: -1 for one not met yet, else its number. A variable becomes `*` and
    its number, given at the first occurrence.
    """
    return [symbol for symbol, _ in _walk(term, numbers, (), 0)]


def target_path(term: Term) -> Goal:
    """A target as it is looked for."""
    steps = list(_walk(term, {}, (), 0))
    symbols = [symbol for symbol, _ in steps]
    ends = [len(steps)] * len(steps)
    pending: list[int] = []
    for place, (_, depth) in enumerate(steps):
        while pending and steps[pending[-1]][1] >= depth:
            ends[pending.pop()] = place
        pending.append(place)
    return Goal(symbols, ends, [" ".join(symbols[place:end]) for place, end in enumerate(ends)])


def _walk(
    term: Term, numbers: dict[str, int], bound: tuple[str, ...], depth: int
) -> Iterator[tuple[str, int]]:
    if isinstance(term, Atom):
        yield _symbol(term.name, numbers, bound), depth
    elif isinstance(term, App):
        if isinstance(term.head, Atom):
            if term.head.name in numbers and term.head.name not in bound:
                # An applied variable stands for any head, of which nothing is known then.
                yield ANY, depth
                return
            yield f"{_symbol(term.head.name, numbers, bound)}/{len(term.arguments)}", depth
        else:
            yield f"@/{len(term.arguments)}", depth
            yield from _walk(term.head, numbers, bound, depth + 1)
        for argument in term.arguments:
            yield from _walk(argument, numbers, bound, depth + 1)
    else:
        yield f"{term.kind}{'' if term.type is None else ':'}", depth
        if term.type is not None:
            yield from _walk(term.type, numbers, bound, depth + 1)
        yield from _walk(term.body, numbers, (*bound, term.variable), depth + 1)


def _symbol(name: str, numbers: dict[str, int], bound: tuple[str, ...]) -> str:
    for distance, variable in enumerate(reversed(bound)):
        if variable == name:
            return f"#{distance}"
    number = numbers.get(name)
    if number is None:
        return name
    if number < 0:
        number = numbers[name] = max(numbers.values()) + 1
    return f"{ANY}{number}"

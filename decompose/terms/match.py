"""One-way matching: the values of a pattern's variables that make it the target, and paths to find patterns
by.

A pattern variable applied to arguments matches an application of as many arguments, one by one: the first-
order part of what Lean's unifier does, which is what can be indexed (discrimination trees, McCune 1992).
"""

from __future__ import annotations

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


class Path:
    """A term in prefix order: each symbol, the place behind its subterm, and that subterm's key.

    `numbers` has the variables of a pattern: -1 for one not met yet, else its number. A variable becomes `*`
    and its number, given at the first occurrence. Equal subterms have equal keys, which `keys` gives out.
    """

    def __init__(self, term: Term, numbers: dict[str, int], keys: dict[tuple[object, ...], int]) -> None:
        self.symbols: list[str] = []
        self.ends: list[int] = []
        self.subterms: list[int] = []
        self._numbers, self._keys = numbers, keys
        self._add(term, ())

    def _add(self, term: Term, bound: tuple[str, ...]) -> int:
        """Append a subterm below binders of these variables, the outermost first; returns its key."""
        place = len(self.symbols)
        self.ends.append(0)
        self.subterms.append(0)
        if isinstance(term, Atom):
            symbol = _symbol(term.name, self._numbers, bound)
            self.symbols.append(symbol)
            parts: tuple[object, ...] = (symbol,)
        elif isinstance(term, App):
            symbol, children = self._applied(term, bound)
            self.symbols.append(symbol)
            parts = (symbol, *[self._add(child, bound) for child in children])
        else:
            symbol = f"{term.kind}{'' if term.type is None else ':'}"
            self.symbols.append(symbol)
            kind = () if term.type is None else (self._add(term.type, bound),)
            parts = (symbol, *kind, self._add(term.body, (*bound, term.variable)))
        self.ends[place] = len(self.symbols)
        key = self.subterms[place] = self._keys.setdefault(parts, len(self._keys))
        return key

    def _applied(self, term: App, bound: tuple[str, ...]) -> tuple[str, tuple[Term, ...]]:
        """The symbol of an application, and the terms behind it."""
        if not isinstance(term.head, Atom):
            return f"@/{len(term.arguments)}", (term.head, *term.arguments)
        name = term.head.name
        if name in self._numbers and name not in bound:
            return ANY, ()  # an applied variable stands for any head, of which nothing is known then
        return f"{_symbol(name, self._numbers, bound)}/{len(term.arguments)}", term.arguments


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

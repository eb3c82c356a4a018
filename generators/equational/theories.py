"""Axioms to start from: those of classical theories, and laws drawn at random."""

from __future__ import annotations

from typing import Final

from generators.choice import Choice
from generators.equational.term import (
    ARITY,
    BINARY,
    CONSTANTS,
    UNARY,
    Law,
    Term,
    canonical_law,
    parse_law,
    size,
    variables,
)

_SEMIGROUP: Final = "mmxyz=mxmyz"
_GROUP: Final = f"{_SEMIGROUP} max=x mixx=a"
_LATTICE: Final = f"{_SEMIGROUP} mxy=myx nnxyz=nxnyz nxy=nyx mxnxy=x nxmxy=x"
_RING: Final = f"{_GROUP} mxy=myx nnxyz=nxnyz nxmyz=mnxynxz nmxyz=mnxznyz"
_QUASIGROUP: Final = "mxnxy=y nxmxy=y"

CLASSICAL: Final = {
    "semigroup": _SEMIGROUP,
    "commutative semigroup": f"{_SEMIGROUP} mxy=myx",
    "band": f"{_SEMIGROUP} mxx=x",
    "semilattice": f"{_SEMIGROUP} mxy=myx mxx=x",
    "monoid": f"{_SEMIGROUP} max=x mxa=x",
    "group": _GROUP,
    "abelian group": f"{_GROUP} mxy=myx",
    "group of exponent two": f"{_SEMIGROUP} max=x mxx=a",
    "semigroup with involution": f"{_SEMIGROUP} iix=x imxy=miyix",
    "lattice": _LATTICE,
    "distributive lattice": f"{_LATTICE} mxnyz=nmxymxz",
    "Boolean algebra": "mxy=myx nxy=nyx mxnyz=nmxymxz nxmyz=mnxynxz mxa=x nxb=x mxix=b nxix=a",
    "ring": _RING,
    "Boolean ring": f"{_RING} nxx=x",
    "quandle": "mxx=x nmxyy=x mnxyy=x mmxyz=mmxzmyz",
    "left quasigroup": _QUASIGROUP,
    "left loop": f"{_QUASIGROUP} max=x mxa=x",
    "totally symmetric quasigroup": "mxy=myx mxmxy=y",
    "implication algebra": "mmxyx=x mmxyy=mmyxx mxmyz=mymxz",
    "medial groupoid": "mmxymzu=mmxzmyu",
}

# What random laws are about: how many operations of two and of one argument, and constants.
_SHAPES: Final = ((1, 0, 0), (1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1), (2, 0, 0), (1, 0, 2), (1, 2, 0))


def term(choice: Choice, symbols: str, names: int, inner: int) -> Term:
    """A random term with `inner` operations, over variables below `names` and the constants."""
    operations = [symbol for symbol in symbols if ARITY[symbol]]
    if not inner or not operations:
        constants = [symbol for symbol in symbols if not ARITY[symbol]]
        if constants and (not names or not choice.below(3)):
            return (choice.pick(constants),)
        return choice.below(names)
    symbol = choice.pick(operations)
    if ARITY[symbol] == 1:
        return symbol, term(choice, symbols, names, inner - 1)
    first = choice.below(inner)
    return symbol, term(choice, symbols, names, first), term(choice, symbols, names, inner - 1 - first)


def law(choice: Choice, symbols: str) -> Law | None:
    """A random small law with different sides; None for a draw that has none."""
    names = 1 + choice.below(3)
    inner = 1 + choice.below(3)
    found = canonical_law(
        Law(term(choice, symbols, names, inner), term(choice, symbols, names, choice.below(inner + 1)))
    )
    if found.left == found.right or isinstance(found.left, int):
        return None
    if str(found) in ("ix=x", "kx=x", "mxy=x", "mxy=y", "nxy=x", "nxy=y"):  # there is nothing to reason about
        return None
    # Most laws of which one side has a variable of its own hold in algebras of one element only.
    if set(variables(found.left)) != set(variables(found.right)) and choice.below(6):
        return None
    return found


def words(choice: Choice) -> list[Law]:
    """A semigroup or monoid of words in two or three letters, with some words that are the same."""
    letters = CONSTANTS[1 : 3 + choice.below(2)]

    def word(length: int) -> Term:
        found: Term = (choice.pick(letters),)
        for _ in range(length - 1):
            found = ("m", (choice.pick(letters),), found)
        return found

    laws = [parse_law(text) for text in CLASSICAL[choice.pick(("semigroup", "monoid"))].split()]
    for _ in range(2 + choice.below(3)):
        one, other = word(2 + choice.below(3)), word(1 + choice.below(3))
        if one != other:
            laws.append(canonical_law(Law(one, other)))
    return laws


def axioms(choice: Choice, kinds: list[str], extra: int) -> tuple[Law, ...]:
    """The axioms of a classical theory, with up to `extra` random ones; or random ones; or words."""
    kind = choice.pick(kinds)
    if kind == "words":
        return tuple(words(choice))
    if kind == "random":
        binary, unary, constants = choice.pick(_SHAPES)
        symbols = BINARY[:binary] + UNARY[:unary] + CONSTANTS[:constants]
        drawn = [law(choice, symbols) for _ in range(3 + choice.below(3))]
        return tuple(found for found in drawn if found is not None and size(found.right) < 6)
    laws = [parse_law(text) for text in CLASSICAL[kind].split()]
    symbols = "".join(symbol for symbol in ARITY if any(symbol in law.symbols for law in laws))
    count = 1 + choice.below(extra) if extra and choice.below(6) else 0
    more = [law(choice, symbols) for _ in range(count)]
    return (*laws, *[found for found in more if found is not None])

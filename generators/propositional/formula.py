"""Propositional formulas and sequents as immutable trees, and the texts that they are read from.

Three texts: *prefix* (ASCII, for the native engines: `>&abc` is `a ∧ b → c`), *symbols* (for readers) and
*lean* (symbols with `True` and `False`). Symbols and lean follow Lean's own notation table: `¬` binds
tightest, then `∧` 35, `∨` 30, `→` 25 (all to the right), and `↔` 20, which does not associate.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import and_, eq, le, or_
from typing import Final, TypeAlias

MAX_ATOMS: Final = 26  # the letters of the prefix text
MAX_DEPTH: Final = 128  # of a parsed formula, so that recursion over it is safe
ATOM_NAMES: Final = "pqrstuvw"


class FormulaError(ValueError):
    """A text that is not a formula: what is wrong and where (offset in characters, from 0)."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A propositional variable, numbered from 0."""

    index: int

    @property
    def name(self) -> str:
        """`p q r s t u v w`, then `p1 q1 ...`."""
        return _atom_name(self.index)


@lru_cache(maxsize=1 << 10)
def _atom_name(index: int) -> str:
    series, letter = divmod(index, len(ATOM_NAMES))
    return ATOM_NAMES[letter] + (str(series) if series else "")


@dataclass(frozen=True, slots=True)
class Top:
    """The true constant."""


@dataclass(frozen=True, slots=True)
class Bottom:
    """The false constant."""


@dataclass(frozen=True, slots=True)
class Not:
    """Negation."""

    body: Formula


@dataclass(frozen=True, slots=True)
class And:
    """Conjunction."""

    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class Or:
    """Disjunction."""

    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class Implies:
    """Implication."""

    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class Iff:
    """Equivalence."""

    left: Formula
    right: Formula


Formula: TypeAlias = Atom | Top | Bottom | Not | And | Or | Implies | Iff
Binary: TypeAlias = And | Or | Implies | Iff
# For `isinstance`, which is slow where it is given a union that is made on the spot.
CONSTANTS: Final = (Top, Bottom)
SIMPLE: Final = (Atom, Top, Bottom)

_BINARY_OF_PREFIX: Final[dict[str, type[Binary]]] = {"&": And, "|": Or, ">": Implies, "=": Iff}
_PREFIX_OF_BINARY: Final = {kind: letter for letter, kind in _BINARY_OF_PREFIX.items()}
# Each infix: its sign, its own level, and the least level of its left and right operands.
_INFIX: Final[dict[type[Binary], tuple[str, int, int, int]]] = {
    And: (" ∧ ", 35, 36, 35),
    Or: (" ∨ ", 30, 31, 30),
    Implies: (" → ", 25, 26, 25),
    Iff: (" ↔ ", 20, 21, 21),
}
TRUTH: Final[dict[type[Binary], Callable[[bool, bool], bool]]] = {And: and_, Or: or_, Implies: le, Iff: eq}
_NOT_OPERAND: Final = 40
_TIGHTEST: Final = 1024


@dataclass(frozen=True, slots=True)
class Sequent:
    """Hypotheses and a goal: `H1, H2 ⊢ G`."""

    hypotheses: tuple[Formula, ...]
    goal: Formula

    def formula(self) -> Formula:
        """The sequent as one formula, `H1 → H2 → G`."""
        result = self.goal
        for hypothesis in reversed(self.hypotheses):
            result = Implies(hypothesis, result)
        return result

    def lean(self) -> str:
        """The sequent as a closed Lean proposition, e.g. `∀ (p q : Prop), p → q → p ∧ q`."""
        body = self.formula()
        names = [atom.name for atom in atoms(body)]
        return f"∀ ({' '.join(names)} : Prop), {lean(body)}" if names else lean(body)

    def prefix(self) -> str:
        """The sequent as prefix text, `H1,H2:G`."""
        return f"{','.join(map(prefix, self.hypotheses))}:{prefix(self.goal)}"


def parse_sequent(text: str) -> Sequent:
    """Read `H1,H2:G` (prefix texts; `:G` without hypotheses); raises FormulaError."""
    left, colon, goal = text.partition(":")
    if not colon:
        raise FormulaError(f"a sequent needs a ':' before its goal: {text!r}")
    hypotheses = tuple(parse_prefix(part) for part in left.split(",")) if left else ()
    return Sequent(hypotheses, parse_prefix(goal))


def parse_prefix(text: str) -> Formula:
    """Read prefix text; raises FormulaError."""
    # Read from the right, operands are always complete when their operator comes: no recursion.
    stack: list[tuple[Formula, int]] = []
    for offset in range(len(text) - 1, -1, -1):
        letter = text[offset]
        if "a" <= letter <= "z":
            stack.append((Atom(ord(letter) - ord("a")), 0))
            continue
        if letter == "T":
            stack.append((Top(), 0))
            continue
        if letter == "F":
            stack.append((Bottom(), 0))
            continue
        kind = _BINARY_OF_PREFIX.get(letter)
        if kind is None and letter != "~":
            raise FormulaError(f"unexpected {letter!r} at offset {offset} of {text!r}")
        if len(stack) < (1 if kind is None else 2):
            raise FormulaError(f"{letter!r} at offset {offset} of {text!r} lacks an operand")
        left, depth = stack.pop()
        if kind is None:
            stack.append((Not(left), depth + 1))
        else:
            right, right_depth = stack.pop()
            depth = max(depth, right_depth)
            stack.append((kind(left, right), depth + 1))
        if depth >= MAX_DEPTH:
            raise FormulaError(f"a formula may be at most {MAX_DEPTH} connectives deep")
    if len(stack) != 1:
        raise FormulaError(
            "an empty text is no formula" if not stack else f"more than one formula in {text!r}"
        )
    return stack[0][0]


def prefix(formula: Formula) -> str:
    """The formula as prefix text; raises FormulaError for atoms beyond the 26 letters."""
    match formula:
        case Atom(index):
            if not 0 <= index < MAX_ATOMS:
                raise FormulaError(f"prefix text has {MAX_ATOMS} atoms, and no atom number {index}")
            return chr(ord("a") + index)
        case Top():
            return "T"
        case Bottom():
            return "F"
        case Not(body):
            return "~" + prefix(body)
        case _:
            return _PREFIX_OF_BINARY[type(formula)] + prefix(formula.left) + prefix(formula.right)


def symbols(formula: Formula) -> str:
    """The formula as readers write it, with as few parentheses as Lean's precedences allow."""
    return _infix(formula, 0, "⊤", "⊥")


def lean(formula: Formula) -> str:
    """The formula as a Lean term."""
    return _infix(formula, 0, "True", "False")


def _infix(formula: Formula, level: int, top: str, bottom: str) -> str:
    if isinstance(formula, Atom):
        return formula.name
    if isinstance(formula, Not):
        return "¬" + _infix(formula.body, _NOT_OPERAND, top, bottom)
    if isinstance(formula, CONSTANTS):
        return top if isinstance(formula, Top) else bottom
    sign, own, left, right = _INFIX[type(formula)]
    text = f"{_infix(formula.left, left, top, bottom)}{sign}{_infix(formula.right, right, top, bottom)}"
    return f"({text})" if own < level else text


def parse_symbols(text: str) -> Formula:
    """Read the text that `symbols` or `lean` writes (any spacing, any parentheses); raises FormulaError."""
    parser = _SymbolParser(text)
    formula = parser.formula(0, 0)
    parser.expect_end()
    return formula


_SIGNS: Final[dict[str, type[Binary]]] = {sign.strip(): kind for kind, (sign, *_) in _INFIX.items()}
_CONSTANTS: Final[dict[str, Formula]] = {"⊤": Top(), "True": Top(), "⊥": Bottom(), "False": Bottom()}


class _SymbolParser:
    """Precedence climbing over the tokens of a symbol text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._next = 0

    def _error(self, wanted: str) -> FormulaError:
        token = self._tokens[self._next]
        offset = len(self._text)
        if token:
            offset = [match.start() for match in _TOKEN.finditer(self._text)][self._next]
        found = repr(token) if token else "the end"
        return FormulaError(f"expected {wanted} but found {found} at offset {offset} of {self._text!r}")

    def expect_end(self) -> None:
        if self._tokens[self._next]:
            raise self._error("a connective or the end")

    def formula(self, level: int, depth: int) -> Formula:
        """A formula whose outermost connective binds at `level` or tighter."""
        left, bound = self._operand(depth)
        while (kind := _SIGNS.get(self._tokens[self._next])) is not None:
            _, own, left_level, right_level = _INFIX[kind]
            if own < level or bound < left_level:
                break
            self._next += 1
            left, bound = kind(left, self.formula(right_level, depth + 1)), own
        return left

    def _operand(self, depth: int) -> tuple[Formula, int]:
        if depth > 2 * MAX_DEPTH + 1:  # parentheses count too
            raise FormulaError(f"a formula may be at most {MAX_DEPTH} connectives deep")
        token = self._tokens[self._next]
        if token == "¬":
            self._next += 1
            return Not(self.formula(_NOT_OPERAND, depth + 1)), _TIGHTEST
        if token == "(":
            self._next += 1
            inner = self.formula(0, depth + 1)
            if self._tokens[self._next] != ")":
                raise self._error("')'")
            self._next += 1
            return inner, _TIGHTEST
        if token in _CONSTANTS:
            self._next += 1
            return _CONSTANTS[token], _TIGHTEST
        if token and token[0] in ATOM_NAMES:
            self._next += 1
            return atom_named(token), _TIGHTEST
        raise self._error("an atom, a constant, '¬' or '('")


@lru_cache(maxsize=1 << 10)
def atom_named(name: str) -> Atom:
    """The atom that has this name."""
    return Atom(int(name[1:] or "0") * len(ATOM_NAMES) + ATOM_NAMES.index(name[0]))


_WORD: Final = rf"[{ATOM_NAMES}](?:[1-9][0-9]{{0,2}})?(?![0-9])|True|False|[¬()⊤⊥{''.join(_SIGNS)}]"
_TOKEN: Final = re.compile(_WORD)
_TOKENS: Final = re.compile(rf"(?:\s*(?:{_WORD}))*\s*")


def _tokens(text: str) -> list[str]:
    """The tokens, closed by an empty one."""
    read = _TOKENS.match(text)
    offset = read.end() if read else 0
    if offset == len(text):
        return [*_TOKEN.findall(text), ""]
    if name := re.match(rf"[{ATOM_NAMES}][0-9]*", text[offset:]):
        raise FormulaError(f"no atom is called {name[0]!r} (offset {offset})")
    raise FormulaError(f"unexpected {text[offset]!r} at offset {offset} of {text!r}")


def atoms(*formulas: Formula) -> list[Atom]:
    """The distinct atoms of the formulas, by number."""
    found: set[int] = set()
    stack = list(formulas)
    while stack:
        match stack.pop():
            case Atom(index):
                found.add(index)
            case Top() | Bottom():
                pass
            case Not(body):
                stack.append(body)
            case And(left, right) | Or(left, right) | Implies(left, right) | Iff(left, right):
                stack += (left, right)
    return [Atom(index) for index in sorted(found)]


def size(formula: Formula) -> int:
    """The number of connectives."""
    match formula:
        case Atom() | Top() | Bottom():
            return 0
        case Not(body):
            return 1 + size(body)
        case _:
            return 1 + size(formula.left) + size(formula.right)


def depth(formula: Formula) -> int:
    """The number of connectives on the longest path from the root."""
    match formula:
        case Atom() | Top() | Bottom():
            return 0
        case Not(body):
            return 1 + depth(body)
        case _:
            return 1 + max(depth(formula.left), depth(formula.right))


def holds(formula: Formula, model: dict[Atom, bool]) -> bool:
    """The truth value of the formula; raises KeyError when the model lacks one of its atoms."""
    if isinstance(formula, Atom):
        return model[formula]
    if isinstance(formula, Not):
        return not holds(formula.body, model)
    if isinstance(formula, CONSTANTS):
        return isinstance(formula, Top)
    return TRUTH[type(formula)](holds(formula.left, model), holds(formula.right, model))

"""Horn clauses without functions: rules, facts and denials, questions about them, and their texts.

A term is a number: variables are 0, 1, ..., constants -1, -2, ... A clause without a head is a denial. The
text of a rule is `P(x, y), Q(y) -> R(x)`, that of a denial `P(x), Q(x) -> false`, that of a fact `P(a, b)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import Final, NamedTuple, TypeAlias

from generators.canonical import LabelledGraph, canonical_order

Term: TypeAlias = int

VARIABLES: Final = "xyzuvw"
PREDICATES: Final = "PQRSTUVWABCDEFGHIJKLMNO"
CONSTANTS: Final = "abcdefgij"
MOST_ARGUMENTS: Final = 3
MOST_CONDITIONS: Final = 4

_ATOM: Final = re.compile(r"\s*([A-Za-z_]\w*)\s*(?:\(([^()]*)\))?\s*")
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_VARIABLE: Final = re.compile(r"[u-z]\d*")


class Atom(NamedTuple):
    """A predicate, by number, of terms."""

    predicate: int
    terms: tuple[Term, ...]


class Clause(NamedTuple):
    """If all of the body, then the head; without a head: not all of the body."""

    head: Atom | None
    body: tuple[Atom, ...]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The atoms as they are read: the body, then the head."""
        return self.body if self.head is None else (*self.body, self.head)

    @property
    def variables(self) -> tuple[Term, ...]:
        """The variables in order of first occurrence."""
        return tuple(dict.fromkeys(t for atom in self.atoms for t in atom.terms if t >= 0))


class Place(NamedTuple):
    """An argument place of a predicate."""

    predicate: int
    position: int


@dataclass(frozen=True, slots=True)
class Question:
    """Does the claim follow from the axioms?"""

    axioms: tuple[Clause, ...]
    claim: Clause

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The axioms, then the claim."""
        return (*self.axioms, self.claim)

    @property
    def arities(self) -> dict[int, int]:
        """The number of arguments of each predicate, by number in order."""
        return arities(self.clauses)

    @property
    def constants(self) -> tuple[Term, ...]:
        """The constants, in order."""
        found = {t for clause in self.clauses for atom in clause.atoms for t in atom.terms if t < 0}
        return tuple(sorted(found, reverse=True))

    def __str__(self) -> str:
        return f"{'; '.join(map(clause_text, self.axioms))} |- {clause_text(self.claim)}"


def arities(clauses: Iterable[Clause]) -> dict[int, int]:
    """The number of arguments of each predicate that occurs, by number in order."""
    return dict(sorted({a.predicate: len(a.terms) for clause in clauses for a in clause.atoms}.items()))


def renamed(clause: Clause, term: Callable[[Term], Term], predicate: Callable[[int], int]) -> Clause:
    """The clause with other terms and predicates."""

    def atom(old: Atom) -> Atom:
        return Atom(predicate(old.predicate), tuple(map(term, old.terms)))

    return Clause(None if clause.head is None else atom(clause.head), tuple(map(atom, clause.body)))


def put(atom: Atom, values: Mapping[Term, Term]) -> Atom:
    """The atom with values for variables."""
    return Atom(atom.predicate, tuple([values.get(t, t) for t in atom.terms]))


def normal(clause: Clause) -> Clause:
    """The clause with its body ordered, and variables numbered, in a way that depends on neither."""
    groups: dict[int, list[Atom]] = {}
    for atom in dict.fromkeys(clause.body):
        groups.setdefault(atom.predicate, []).append(atom)
    orders = [list(permutations(groups[predicate])) for predicate in sorted(groups)]
    best: tuple[tuple[Atom, ...], Atom | None] | None = None
    for chosen in product(*orders):
        numbers: dict[Term, Term] = {}

        def number(atom: Atom, numbers: dict[Term, Term] = numbers) -> Atom:
            terms = [t if t < 0 else numbers.setdefault(t, len(numbers)) for t in atom.terms]
            return Atom(atom.predicate, tuple(terms))

        body = tuple([number(atom) for group in chosen for atom in group])
        found = body, None if clause.head is None else number(clause.head)
        if best is None or found[0] < best[0] or (found[0] == best[0] and (found[1] or ()) < (best[1] or ())):
            best = found
    assert best is not None
    return Clause(best[1], best[0])


class Naming(NamedTuple):
    """New numbers for predicates and for constants."""

    predicates: Mapping[int, int]
    constants: Mapping[Term, Term]

    def clause(self, clause: Clause) -> Clause:
        """The clause with the new names, in normal form."""
        return normal(renamed(clause, lambda t: self.constants.get(t, t), self.predicates.__getitem__))

    def question(self, question: Question) -> Question:
        """The question with the new names; the axioms in order."""
        axioms = {self.clause(axiom) for axiom in question.axioms}
        ordered = sorted(axioms, key=lambda axiom: (len(axiom.body), clause_text(axiom)))
        return Question(tuple(ordered), self.clause(question.claim))


def canonical_naming(question: Question) -> Naming:
    """Names that are the same for questions that differ by names and order only."""
    colours: list[int] = []
    edges: list[tuple[int, int, int]] = []

    def node(colour: int) -> int:
        colours.append(colour)
        return len(colours) - 1

    predicates = {name: node(10 + arity) for name, arity in question.arities.items()}
    constants = {name: node(0) for name in question.constants}
    for clause in question.clauses:
        whole = node(1 + (clause is question.claim))
        variables: dict[Term, int] = {}
        for place, atom in enumerate(clause.atoms):
            said = node(4 if place == len(clause.body) else 3)
            edges += ((whole, 0, said), (said, 1, predicates[atom.predicate]))
            for position, t in enumerate(atom.terms):
                if t < 0:
                    end = constants[t]
                else:
                    end = variables[t] if t in variables else variables.setdefault(t, node(5))
                edges.append((said, 2 + position, end))
    order = canonical_order(LabelledGraph(tuple(colours), tuple(edges)))
    by_place = sorted(predicates, key=lambda name: order[predicates[name]])
    constants_by_place = sorted(constants, key=lambda name: order[constants[name]])
    return Naming(
        {name: number for number, name in enumerate(by_place)},
        {name: -1 - number for number, name in enumerate(constants_by_place)},
    )


def canonical(question: Question) -> Question:
    """The question in the form that does not depend on names and order."""
    return canonical_naming(question).question(question)


def sorts(clauses: Iterable[Clause]) -> dict[Place | Term, int]:
    """The most general sorts with which all clauses make sense: of argument places, and of constants.

    Sorts are numbered from 0 in the order in which predicates have them.
    """
    parent: dict[Place | Term, Place | Term] = {}

    def root(node: Place | Term) -> Place | Term:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    listed = list(clauses)
    for clause in listed:
        first: dict[Term, Place] = {}
        for atom in clause.atoms:
            for position, t in enumerate(atom.terms):
                place = Place(atom.predicate, position)
                other: Place | Term = t if t < 0 else first.setdefault(t, place)
                parent[root(place)] = root(other)
    numbers: dict[Place | Term, int] = {}
    places = [Place(name, p) for name, arity in arities(listed).items() for p in range(arity)]
    found: dict[Place | Term, int] = {p: numbers.setdefault(root(p), len(numbers)) for p in places}
    for node in list(parent):
        if isinstance(node, int):
            found[node] = numbers[root(node)]
    return found


def sort_of(variable: Term, clause: Clause, found: Mapping[Place | Term, int]) -> int:
    """The sort of a clause's variable."""
    return next(
        found[Place(atom.predicate, position)]
        for atom in clause.atoms
        for position, t in enumerate(atom.terms)
        if t == variable
    )


def term_name(term: Term) -> str:
    """The formal name of a variable or constant."""
    return VARIABLES[term] if term >= 0 else CONSTANTS[-1 - term]


def atom_text(atom: Atom) -> str:
    """An atom in the text format."""
    name = PREDICATES[atom.predicate]
    return f"{name}({', '.join(map(term_name, atom.terms))})" if atom.terms else name


def clause_text(clause: Clause) -> str:
    """A clause in the text format, with our own names."""
    head = "false" if clause.head is None else atom_text(clause.head)
    return f"{', '.join(map(atom_text, clause.body))} -> {head}" if clause.body else head


class Reader:
    """Reads clauses; predicates and constants are numbered as they are met, and keep their arity."""

    def __init__(self, predicates: Sequence[str] = (), constants: Sequence[str] = ()) -> None:
        self.predicates = {name: number for number, name in enumerate(predicates)}
        self.constants = {name: number for number, name in enumerate(constants)}
        self.arities: dict[str, int] = {}

    def clause(self, text: str) -> Clause:
        """The clause of a text; raises ValueError."""
        before, arrow, after = text.rpartition("->")
        variables: dict[str, Term] = {}
        body = tuple(self._atoms(before, variables)) if arrow else ()
        heads = [None] if after.strip() == "false" else list(self._atoms(after, variables))
        if len(heads) != 1 or (heads[0] is None and not arrow):
            raise ValueError(f"{text.strip()!r} has no single conclusion; write `P(x, y), Q(y) -> R(x)`")
        if len(body) > MOST_CONDITIONS:
            raise ValueError(f"{text.strip()!r} has more than {MOST_CONDITIONS} conditions")
        if len(variables) > len(VARIABLES):
            raise ValueError(f"{text.strip()!r} has more than {len(VARIABLES)} variables")
        return Clause(heads[0], body)

    def _atoms(self, text: str, variables: dict[str, Term]) -> Iterator[Atom]:
        at = 0
        while True:
            match = _ATOM.match(text, at)
            if match is None or match[1] == "false" or _VARIABLE.fullmatch(match[1]):
                raise ValueError(f"a predicate was expected at {text[at:].strip()!r} in {text.strip()!r}")
            at = match.end()
            if at < len(text) and text[at] != ",":
                raise ValueError(f"a comma was expected at {text[at:].strip()!r} in {text.strip()!r}")
            yield self._atom(match, variables)
            if at == len(text):
                return
            at += 1

    def _atom(self, match: re.Match[str], variables: dict[str, Term]) -> Atom:
        terms = [] if match[2] is None else [part.strip() for part in match[2].split(",")]
        bad = next((part for part in terms if not _NAME.fullmatch(part)), None)
        if bad is not None:
            raise ValueError(f"{bad!r} in {match[0].strip()!r} is not a name")
        if len(terms) > MOST_ARGUMENTS:
            raise ValueError(f"{match[1]} has {len(terms)} arguments; {MOST_ARGUMENTS} are allowed")
        before = self.arities.setdefault(match[1], len(terms))
        if before != len(terms):
            raise ValueError(f"{match[1]} has {before} arguments elsewhere, here {len(terms)}")
        number = self._number(self.predicates, match[1], PREDICATES, "predicates")
        return Atom(number, tuple([self._term(name, variables) for name in terms]))

    def _term(self, name: str, variables: dict[str, Term]) -> Term:
        if _VARIABLE.fullmatch(name):
            return variables.setdefault(name, len(variables))
        return -1 - self._number(self.constants, name, CONSTANTS, "constants")

    @staticmethod
    def _number(known: dict[str, int], name: str, letters: str, what: str) -> int:
        if name not in known and len(known) >= len(letters):
            raise ValueError(f"{name!r} is one too many: there may be {len(letters)} {what}")
        return known.setdefault(name, len(known))


def parse(text: str) -> Question:
    """The question of a canonical text such as `P(x) -> Q(x) |- P(x) -> Q(x)`; raises ValueError."""
    axioms, mark, claim = text.partition(" |- ")
    if not mark:
        raise ValueError(f"{text!r} is not a question: write AXIOM; AXIOM |- CLAIM")
    reader = Reader(PREDICATES, CONSTANTS)
    return Question(tuple(map(reader.clause, axioms.split("; "))), reader.clause(claim))


def parse_clause(text: str) -> Clause:
    """The clause of a text with our own names; raises ValueError."""
    return Reader(PREDICATES, CONSTANTS).clause(text)


def read_axioms(text: str) -> tuple[Clause, ...]:
    """The axioms of a text, one a line, `#` before comments; raises ValueError that names the line."""
    reader = Reader()
    found: list[Clause] = []
    for number, line in enumerate(text.splitlines(), 1):
        said = line.partition("#")[0].strip()
        if said:
            try:
                found.append(normal(reader.clause(said)))
            except ValueError as error:
                raise ValueError(f"line {number}: {error}") from None
    if len(found) < 2:
        raise ValueError("there are fewer than two axioms; write one a line, as in `P(x, y), Q(y) -> R(x)`")
    return tuple(dict.fromkeys(found))

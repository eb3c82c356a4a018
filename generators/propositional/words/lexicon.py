"""The lexicons: which sentence stands for which atom.

A lexicon is a list of subjects, each with the predicates that fit it; `propositions` hands every atom of a
problem its own sentence, with its negated form. Subjects never repeat within a problem, so that no two of
its sentences can contradict or imply each other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import msgspec

from generators.choice import Choice
from generators.propositional.formula import Atom

ENGLISH: Final = "english"
NONSENSE: Final = "nonsense"
LETTERS: Final = "letters"
SYMBOLIC: Final = "symbolic"
VOCABULARIES: Final = (ENGLISH, NONSENSE, LETTERS, SYMBOLIC)

_FORMS: Final = re.compile(r"\{([^|}]*)\|([^|}]*)\}")


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause without capital or full stop, and the same clause denied."""

    affirmed: str
    denied: str


class _Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Subjects that share their predicates; the verb forms are explained in `data/english.toml`."""

    name: str
    subjects: list[str]
    plural: bool = False
    be: list[str] = []
    do: list[str] = []
    did: list[str] = []
    will: list[str] = []
    can: list[str] = []
    has: list[str] = []

    def predicates(self) -> tuple[Proposition, ...]:
        """The predicates conjugated for these subjects, affirmed and denied."""
        be, has, do = ("are", "have", "do") if self.plural else ("is", "has", "does")
        found = [Proposition(f"{be} {rest}", f"{be} not {rest}") for rest in self.be]
        for text in self.do:
            base, third = _FORMS.sub(r"\1", text), _FORMS.sub(r"\2", text)
            # `play{|s}` spells only the ending, `bak{e|es}` both: the base is the same word either way.
            found.append(Proposition(base if self.plural else third, f"{do} not {base}"))
        for text in self.did:
            found.append(Proposition(_FORMS.sub(r"\2", text), "did not " + _FORMS.sub(r"\1", text)))
        found += [Proposition(f"will {rest}", f"will not {rest}") for rest in self.will]
        found += [Proposition(f"can {rest}", f"cannot {rest}") for rest in self.can]
        found += [Proposition(f"{has} {rest}", f"{has} not {rest}") for rest in self.has]
        return tuple(found)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    group: list[_Group]


@dataclass(frozen=True)
class Lexicon:
    """Every subject with its predicates."""

    entries: tuple[tuple[str, tuple[Proposition, ...]], ...]

    def clauses(self) -> list[Proposition]:
        """Every proposition that the lexicon can make."""
        return [_join(subject, predicate) for subject, predicates in self.entries for predicate in predicates]


def _join(subject: str, predicate: Proposition) -> Proposition:
    return Proposition(f"{subject} {predicate.affirmed}", f"{subject} {predicate.denied}")


@cache
def lexicon(vocabulary: str) -> Lexicon:
    """The lexicon of `english` or `nonsense`, read once from the package's data."""
    data = resources.files(__package__).joinpath("data", f"{vocabulary}.toml").read_text(encoding="utf-8")
    file = msgspec.convert(tomllib.loads(data), _File)
    entries: list[tuple[str, tuple[Proposition, ...]]] = []
    for group in file.group:
        predicates = group.predicates()
        entries += [(subject, predicates) for subject in group.subjects]
    return Lexicon(tuple(entries))


_DENIALS: Final = {LETTERS: "not ", SYMBOLIC: "¬"}


@cache
def _letter(name: str, denial: str) -> Proposition:
    return Proposition(name, f"{denial}{name}")


def propositions(atoms: Sequence[Atom], vocabulary: str, salt: str) -> dict[Atom, Proposition]:
    """A proposition for each atom, chosen by hash of `salt`; raises ValueError for an unknown vocabulary.

    In the vocabularies `letters` and `symbolic` an atom stands for itself: `p`, denied `not p` or `¬p`.
    """
    if vocabulary in _DENIALS:
        return {atom: _letter(atom.name, _DENIALS[vocabulary]) for atom in atoms}
    if vocabulary not in VOCABULARIES:
        raise ValueError(f"no vocabulary called {vocabulary!r}; there are {', '.join(VOCABULARIES)}")
    entries = lexicon(vocabulary).entries
    choice = Choice(f"{salt}/{vocabulary}")
    chosen: dict[Atom, Proposition] = {}
    subjects: set[str] = set()
    predicates: set[str] = set()
    for atom in atoms:
        subject, options = choice.pick(entries)
        while subject in subjects:
            subject, options = choice.pick(entries)
        predicate = choice.pick(options)
        while predicate.affirmed in predicates:
            predicate = choice.pick(options)
        subjects.add(subject)
        predicates.add(predicate.affirmed)
        chosen[atom] = _join(subject, predicate)
    return chosen

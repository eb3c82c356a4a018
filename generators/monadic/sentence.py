"""Sentences about kinds of things: rules, existence, facts about individuals; and questions made of them.

A question is a list of premises and a claim. Its text, e.g. `P0>P1; some P0 -P2; a0:P2 |- a0:P1`, is read
back by `parse`; `canonical` puts it into the form that all its renamings and reorderings share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from factory.records import text_hash
from generators.canonical import Edge, LabelledGraph, canonical_order

_LITERAL = re.compile(r"(-?)P(\d{1,3})")
_FACT = re.compile(r"a(\d{1,3}):(\S+)")

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NAMES = "abcdefg"


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """That a thing is, or is not, of a kind."""

    kind: int
    positive: bool = True

    def __neg__(self) -> Literal:
        return Literal(self.kind, not self.positive)

    def __str__(self) -> str:
        return f"{'' if self.positive else '-'}P{self.kind}"


@dataclass(frozen=True, slots=True)
class Rule:
    """Whatever is all of `body` is one of `head`; neither is empty."""

    body: tuple[Literal, ...]
    head: tuple[Literal, ...]

    def __str__(self) -> str:
        return f"{'&'.join(map(str, self.body))}>{'|'.join(map(str, self.head))}"


@dataclass(frozen=True, slots=True)
class Some:
    """Something is all of `parts`."""

    parts: tuple[Literal, ...]

    def __str__(self) -> str:
        return f"some {' '.join(map(str, self.parts))}"


@dataclass(frozen=True, slots=True)
class Fact:
    """An individual is, or is not, of a kind."""

    individual: int
    literal: Literal

    def __str__(self) -> str:
        return f"a{self.individual}:{self.literal}"


Sentence: TypeAlias = Rule | Some | Fact


@dataclass(frozen=True, slots=True)
class Question:
    """Does the claim follow from the premises, does its opposite, or neither?"""

    premises: tuple[Sentence, ...]
    claim: Sentence

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The premises, then the claim."""
        return (*self.premises, self.claim)

    @property
    def kinds(self) -> int:
        """How many kinds it speaks of; they are numbered from 0."""
        return 1 + max(literal.kind for sentence in self.sentences for literal in literals(sentence))

    @property
    def individuals(self) -> int:
        """How many individuals it names; they are numbered from 0."""
        return 1 + max((s.individual for s in self.sentences if isinstance(s, Fact)), default=-1)

    def __str__(self) -> str:
        return f"{'; '.join(map(str, self.premises))} |- {self.claim}"


def literals(sentence: Sentence) -> Iterator[Literal]:
    """The literals of a sentence, in order."""
    if isinstance(sentence, Rule):
        yield from sentence.body
        yield from sentence.head
    elif isinstance(sentence, Some):
        yield from sentence.parts
    else:
        yield sentence.literal


def opposite(sentence: Sentence) -> Sentence:
    """The sentence that is true exactly where the given one is false."""
    if isinstance(sentence, Fact):
        return Fact(sentence.individual, -sentence.literal)
    if isinstance(sentence, Some):
        return Rule(sentence.parts[:-1], (-sentence.parts[-1],))
    return Some((*sentence.body, *(-literal for literal in sentence.head)))


def parse(text: str) -> Question:
    """The question of a text; raises ValueError where it is not one."""
    premises, mark, claim = text.partition(" |- ")
    if not mark:
        raise ValueError(f"{text!r} has no claim: write PREMISES |- CLAIM")
    return Question(tuple(_sentence(part) for part in premises.split("; ") if part), _sentence(claim))


def _sentence(text: str) -> Sentence:
    if match := _FACT.fullmatch(text):
        return Fact(int(match[1]), _literal(match[2]))
    if text.startswith("some "):
        return Some(tuple(map(_literal, text.split()[1:])))
    body, mark, head = text.partition(">")
    if not mark:
        raise ValueError(f"{text!r} is not a sentence")
    return Rule(tuple(map(_literal, body.split("&"))), tuple(map(_literal, head.split("|"))))


def _literal(text: str) -> Literal:
    match = _LITERAL.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a literal: write P3 or -P3")
    return Literal(int(match[2]), not match[1])


def renamed(sentence: Sentence, kind: Callable[[int], int], individual: Callable[[int], int]) -> Sentence:
    """The sentence about other kinds and individuals, its literals in ascending order, each once."""

    def these(old: tuple[Literal, ...]) -> tuple[Literal, ...]:
        return tuple(sorted({Literal(kind(literal.kind), literal.positive) for literal in old}))

    if isinstance(sentence, Rule):
        return Rule(these(sentence.body), these(sentence.head))
    if isinstance(sentence, Some):
        return Some(these(sentence.parts))
    return Fact(individual(sentence.individual), these((sentence.literal,))[0])


def canonical(question: Question) -> Question:
    """The same question with kinds and individuals numbered, and premises ordered, in the canonical way."""
    plain = [renamed(sentence, int, int) for sentence in question.sentences]
    sentences = [*dict.fromkeys(plain[:-1]), plain[-1]]
    kinds = sorted({literal.kind for sentence in sentences for literal in literals(sentence)})
    people = sorted({s.individual for s in sentences if isinstance(s, Fact)})
    of_kind = {kind: len(sentences) + i for i, kind in enumerate(kinds)}
    of_person = {person: len(sentences) + len(kinds) + i for i, person in enumerate(people)}
    edges: list[Edge] = []
    colours = []
    for node, sentence in enumerate(sentences):
        form = (Rule, Some, Fact).index(type(sentence))
        colours.append(form + 3 * (node == len(sentences) - 1))
        body = sentence.body if isinstance(sentence, Rule) else ()
        for place, literal in enumerate(literals(sentence)):
            edges.append((node, 2 * (place < len(body)) + literal.positive, of_kind[literal.kind]))
        if isinstance(sentence, Fact):
            edges.append((node, 4, of_person[sentence.individual]))
    colours += [6] * len(kinds) + [7] * len(people)
    places = canonical_order(LabelledGraph(tuple(colours), tuple(edges)))
    kind_order = sorted(kinds, key=lambda kind: places[of_kind[kind]])
    person_order = sorted(people, key=lambda person: places[of_person[person]])
    changed = [renamed(sentence, kind_order.index, person_order.index) for sentence in sentences]
    return Question(tuple(sorted(changed[:-1], key=_key)), changed[-1])


def _key(sentence: Sentence) -> str:
    # An order that a reader cannot see through: sorted texts would put what is denied first.
    return text_hash(str(sentence))


def kind_name(kind: int) -> str:
    """The formal name of a kind: A, B, ..., Z, A1, ..."""
    return _CAPITALS[kind % 26] + (str(kind // 26) if kind >= 26 else "")


def individual_name(individual: int) -> str:
    """The formal name of an individual: a, b, ..., g, a1, ..."""
    return _NAMES[individual % 7] + (str(individual // 7) if individual >= 7 else "")

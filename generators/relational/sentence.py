"""Questions about kinds, relations and individuals: their texts, their canonical form, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from factory.records import text_hash
from generators.canonical import Edge, LabelledGraph, canonical_order
from generators.firstorder.answer import Asked
from generators.firstorder.formula import Formula, Signature, Theory, renamed
from generators.relational.forms import FORMS, KINDS, RELATIONS

_SENTENCE = re.compile(r"(\w+)\((\d+(?:,\d+)*)\)")
_TYPES = ("R", "A", "a")  # the types of symbols: relations, kinds, individuals
_NAMES = ("RSTUVW", "ABCDEFGHIJKLMNOPQ", "abcdefg")
SORT = "α"


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A form of sentence about the symbols of these numbers; each type of symbol is numbered by itself."""

    form: str
    symbols: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.form}({','.join(map(str, self.symbols))})"

    @property
    def formula(self) -> Formula:
        """What it says."""
        return _formula(self)

    def typed(self) -> list[tuple[int, int]]:
        """Its symbols: type and number."""
        return [
            (kind_of(slot), symbol) for slot, symbol in zip(FORMS[self.form].slots, self.symbols, strict=True)
        ]


def kind_of(slot: str) -> int:
    """The type of a slot's symbol: 0 for a relation, 1 for a kind, 2 for an individual."""
    return 0 if slot in RELATIONS else 1 if slot in KINDS else 2


def name_of(kind: int, number: int) -> str:
    """The formal name of a symbol: R, S, ...; A, B, ...; a, b, ..."""
    letters = _NAMES[kind]
    return letters[number % len(letters)] + (str(number // len(letters)) if number >= len(letters) else "")


@lru_cache(maxsize=4096)
def _formula(sentence: Sentence) -> Formula:
    form = FORMS[sentence.form]
    names = {
        slot: name_of(kind_of(slot), symbol)
        for slot, symbol in zip(form.slots, sentence.symbols, strict=True)
    }
    return renamed(form.formula, names)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the claim, given the premises."""

    premises: tuple[Sentence, ...]
    claim: Sentence
    asked: Asked

    def __str__(self) -> str:
        return f"{self.asked.value}: {'; '.join(map(str, self.premises))} |- {self.claim}"

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The premises, then the claim."""
        return (*self.premises, self.claim)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many relations, kinds and individuals there are."""
        used = {typed for sentence in self.sentences for typed in sentence.typed()}
        first, second, third = (sum(kind == k for kind, _ in used) for k in range(3))
        return first, second, third

    def unfolded(self) -> tuple[Theory, Formula]:
        """The premises as formulas over their signature, and the claim."""
        relations, kinds, individuals = self.counts
        predicates: dict[str, tuple[str, ...]] = {name_of(0, n): (SORT, SORT) for n in range(relations)}
        predicates |= {name_of(1, n): (SORT,) for n in range(kinds)}
        constants = {name_of(2, n): SORT for n in range(individuals)}
        signature = Signature((SORT,), predicates, {}, constants)
        theory = Theory(signature, tuple(premise.formula for premise in self.premises))
        return theory, self.claim.formula


def parse(text: str) -> Question:
    """The question of a text; raises ValueError where it is not one."""
    match = re.fullmatch(r"(\w+): (.*) \|- (.*)", text)
    if match is None:
        raise ValueError(f"{text!r} is not a question: write follows: PREMISE; PREMISE |- CLAIM")
    premises = tuple(_sentence(part) for part in match[2].split("; ") if part)
    return Question(premises, _sentence(match[3]), Asked(match[1]))


def _sentence(text: str) -> Sentence:
    match = _SENTENCE.fullmatch(text)
    if match is None or match[1] not in FORMS:
        raise ValueError(f"{text!r} is not a sentence: write a form and its symbols, such as every(0,1)")
    sentence = Sentence(match[1], tuple(map(int, match[2].split(","))))
    if len(sentence.symbols) != len(FORMS[sentence.form].slots):
        raise ValueError(f"{text!r} has not as many symbols as the form, {len(FORMS[sentence.form].slots)}")
    return sentence


def canonical(question: Question) -> Question:
    """The same question with symbols numbered, and premises ordered, in the canonical way."""
    sentences = [*dict.fromkeys(question.premises), question.claim]
    symbols = sorted({typed for sentence in sentences for typed in sentence.typed()})
    node = {symbol: len(sentences) + place for place, symbol in enumerate(symbols)}
    forms = list(FORMS)
    colours = [2 * forms.index(sentence.form) for sentence in sentences]
    colours[-1] += 1
    colours += [2 * len(forms) + kind for kind, _ in symbols]
    edges: list[Edge] = [
        (place, slot, node[symbol])
        for place, sentence in enumerate(sentences)
        for slot, symbol in enumerate(sentence.typed())
    ]
    places = canonical_order(LabelledGraph(tuple(colours), tuple(edges)))
    order = sorted(symbols, key=lambda symbol: places[node[symbol]])
    numbers = {
        symbol: [other for other in order if other[0] == symbol[0]].index(symbol) for symbol in symbols
    }
    changed = [
        Sentence(sentence.form, tuple(numbers[symbol] for symbol in sentence.typed()))
        for sentence in sentences
    ]
    return Question(tuple(sorted(changed[:-1], key=_key)), changed[-1], question.asked)


def _key(sentence: Sentence) -> str:
    # An order that a reader cannot see through.
    return text_hash(str(sentence))

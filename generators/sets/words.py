"""Questions about sets in words, and back: phrases within phrases, each of which can be read in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from generators.choice import Choice
from generators.family import Telling
from generators.firstorder.answer import Answer, Asked
from generators.firstorder.formula import EQUAL, Atom, Term
from generators.firstorder.models import World
from generators.firstorder.telling import ANSWERS, Narrator, Speech, asked_of
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, VOCABULARIES, lexicon
from generators.sets.language import PARTS, SENTENCES, SYMBOLS, Node, Question, name_of, symbol

# {0}, {1}, ... are the parts; a relation's verb is {R}, or {R0} where "does" comes before it; {f} is the word
# of a function. A phrase that begins with * is used where its sets are plain.
_PHRASES: Final = {
    "union": ("the union of {0} and {1}", "*what is in {0} or in {1}"),
    "inter": ("the intersection of {0} and {1}", "*what is both in {0} and in {1}"),
    "diff": ("the difference of {0} less {1}", "*what is in {0} but not in {1}"),
    "compl": ("the complement of {0}", "*what is not in {0}"),
    "image": ("the image of {1} under {0}", "the image under {0} of {1}"),
    "preimage": ("the preimage of {1} under {0}", "the preimage under {0} of {1}"),
    "class": ("what {1} {R}", "everything that {1} {R}"),
    "comp": ("the composite of {0} after {1}",),
    "value": ("the {f} of {1}",),
    "subset": (
        "{0} is contained in {1}",
        "{0} is a subset of {1}",
        "all of {0} lies in {1}",
        "nothing is in {0} without being in {1}",
    ),
    "equal": ("{0} is the same set as {1}", "{0} equals {1}", "{0} and {1} have the same elements"),
    "disjoint": ("{0} is disjoint from {1}", "nothing in {0} belongs to {1}"),
    "meets": ("{0} meets {1}", "something in {0} belongs to {1}"),
    "exceeds": ("{0} is not contained in {1}", "something in {0} does not belong to {1}"),
    "nonempty": ("{0} is not empty", "{0} has an element"),
    "empty": ("{0} is empty", "{0} has no element"),
    "member": ("{0} belongs to {1}", "{0} is an element of {1}"),
    "outside": ("{0} does not belong to {1}", "{0} is no element of {1}"),
    "injective": ("{0} is injective", "{0} takes no value twice", "{0} is one-to-one"),
    "surjective": ("{0} is surjective", "{0} takes every value", "{0} is onto"),
    "reflexive": ('the relation "{R}" is reflexive',),
    "symmetric": ('the relation "{R}" is symmetric',),
    "transitive": ('the relation "{R}" is transitive',),
    "related": ("{1} {R} {2}",),
    "unrelated": ("{1} does not {R0} {2}", "it is not true that {1} {R} {2}"),
    "same": ("{0} and {1} are one thing",),
    "different": ("{0} and {1} are two things",),
}
_QUESTIONS: Final = {
    Asked.FOLLOWS: (
        "Does it follow that {claim}?",
        "{claim}: must that be so?",
        "{claim}: does that follow?",
        "{claim}: can that be proved?",
    ),
    Asked.SETTLED: (
        "True, false or open: {claim}?",
        "{claim}: prove it, refute it, or show that it is open.",
        "{claim}: yes, no, or undetermined?",
        "{claim}: is that true, false, or left open?",
    ),
}
_FRAMES: Final = ("{}.", "{}.", "Suppose that {}.", "Given: {}.")


@dataclass(frozen=True, slots=True)
class Cast:
    """Words for the symbols: nouns for sets and functions, verbs for relations, names for elements."""

    words: dict[Node, str]
    bases: dict[Node, str]  # of verbs

    def phrase(self, node: Node, choice: Choice) -> str:
        """The node, in one of the ways of its operation."""
        if node.number >= 0:
            word = self.words[node]
            return {"A": word, "f": f"the map {word}", "R": word, "a": word}[node.operation]
        plain = all(part.number >= 0 for part in node.parts)
        ways = _PHRASES[node.operation]
        way = choice.pick(ways if plain else [way for way in ways if way[0] != "*"]).removeprefix("*")
        values = {}
        if "{R}" in way or "{R0}" in way:
            relation = node.parts[0]
            values = {"R": self.words[relation], "R0": self.bases[relation]}
        if "{f}" in way:
            values["f"] = self.words[node.parts[0]]
        return way.format(*(self.phrase(part, choice) for part in node.parts), **values)


def cast(question: Question, choice: Choice) -> Cast:
    """Different words for all symbols of a question."""
    lexical = lexicon(choice.pick((ENGLISH, ENGLISH, NONSENSE, NONSENSE, LETTERS)))
    symbols = question.symbols()
    of = {kind: [node for node in symbols if node.operation == kind] for kind in SYMBOLS}
    nouns = iter(choice.sample(lexical.nouns, len(of["A"]) + len(of["f"])))
    words = {node: _capital(next(nouns).singular) for node in of["A"]} | {
        node: next(nouns).singular for node in of["f"]
    }
    verbs = dict(zip(of["R"], choice.sample(lexical.verbs, len(of["R"])), strict=True))
    words |= {node: verb.third for node, verb in verbs.items()}
    taken = {"x", "y", "z", *words.values()}
    spare = choice.sample(lexical.names, len(of["a"]) + len(taken))
    names = [name for name in spare if name not in taken]
    words |= dict(zip(of["a"], names, strict=False))
    return Cast(words, {node: verb.base for node, verb in verbs.items()})


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _given(question: Question, people: Cast, choice: Choice) -> tuple[str, ...]:
    told = []
    for premise in question.premises:
        text = choice.pick(_FRAMES).format(people.phrase(premise, choice))
        named = text.split(maxsplit=1)[0] in people.words.values()
        told.append(text if named else _capital(text))
    return tuple(told)


def tell(question: Question, answer: Answer, choice: Choice) -> Telling:
    """The question in words; the cast is the first thing that is chosen, then what is given is said."""
    people = cast(question, choice)
    given = _given(question, people, choice)
    asked = choice.pick(_QUESTIONS[question.asked]).format(claim=people.phrase(question.claim, choice))
    if asked.split(maxsplit=1)[0] not in people.words.values():
        asked = _capital(asked)
    return Telling(given, asked, choice.pick(ANSWERS[answer]))


def narrator(question: Question, choice: Choice) -> Narrator:
    """Says the steps in the words that `tell` uses for an equal choice."""
    people = cast(question, choice)
    given = _given(question, people, choice)
    return Narrator(choice, given, _Speech(question, people))


class _Speech(Speech):
    """Says formulas and worlds with the cast."""

    def __init__(self, question: Question, people: Cast) -> None:
        self.kinds = {name_of(node): node.operation for node in question.symbols()}
        self.words = {name_of(node): people.words[node] for node in question.symbols()}
        self.bases = {name_of(node): base for node, base in people.bases.items()}

    def _term(self, term: Term) -> str:
        if isinstance(term, str):
            return self.words.get(term, term)
        return f"the {self.words[term.function]} of {self._term(term.argument)}"

    def atom(self, atom: Atom, positive: bool) -> str:
        """What an atom, or its negation, says of things by their names."""
        terms = [self._term(term) for term in atom.terms]
        if atom.predicate == EQUAL:
            return f"{terms[0]} is {'' if positive else 'not '}{terms[1]}"
        word = self.words[atom.predicate]
        if len(terms) == 1:
            return f"{terms[0]} is {'' if positive else 'not '}in {word}"
        return f"{terms[0]} {word if positive else f'does not {self.bases[atom.predicate]}'} {terms[1]}"

    def picture(self, world: World, name: str) -> str:
        """What a symbol is in a world, whose things are numbered in each sort."""
        if not name:
            sizes = [f"{size} for {sort}" for sort, size in world.sizes.items()]
            return f"a world with so many things, numbered from 0: {', '.join(sizes)}"
        word, kind = self.words[name], self.kinds[name]
        if kind == "a":
            return f"{word} is number {world.constants[name]}"
        if kind == "f":
            values = [f"of {one} is {other}" for one, other in enumerate(world.functions[name])]
            return f"the {word} {' and that '.join(values)}"
        rows = sorted(world.predicates[name])
        if kind == "R":
            pairs = " and ".join(f"{one} {word} {other}" for one, other in rows)
            return f"{pairs}, and that is all" if rows else f"nothing {word} anything"
        members = " and ".join(str(thing) for (thing,) in rows)
        return f"in {word} there is {members}, and no more" if rows else f"{word} has no element"


def read(given: Sequence[str], asked: str) -> Question:
    """The question that sentences in words ask; symbols are numbered as they are met.

    Raises ValueError for a sentence that cannot have been said here.
    """
    reader = _Reader()
    premises = tuple(reader.premise(text) for text in given)
    question, claim = asked_of(asked, _QUESTIONS)
    return Question(premises, reader.claim(claim), question)


class _Reader:
    """Numbers the words that it meets."""

    def __init__(self) -> None:
        self.numbers: dict[str, dict[str, int]] = {kind: {} for kind in SYMBOLS}

    def premise(self, text: str) -> Node:
        """What is given, in its frame; those with words of their own first."""
        for frame in (*_FRAMES[2:], _FRAMES[0]):
            before, after = frame.split("{}")
            if text.startswith(before) and text.endswith(after):
                inner = text[len(before) : len(text) - len(after)]
                found = _clause(inner) or _clause(inner[:1].lower() + inner[1:])
                if found is not None:
                    return self._numbered(found)
        raise ValueError(f"not a sentence about sets: {text!r}")

    def claim(self, text: str) -> Node:
        """What is asked about."""
        found = _clause(text) or _clause(text[:1].lower() + text[1:])
        if found is None:
            raise ValueError(f"not a sentence about sets: {text!r}")
        return self._numbered(found)

    def _numbered(self, node: _Read) -> Node:
        if isinstance(node.parts, str):
            known = self.numbers[node.operation]
            return symbol(node.operation, known.setdefault(node.parts, len(known)))
        return Node(node.operation, tuple(map(self._numbered, node.parts)))


@dataclass(frozen=True, slots=True)
class _Read:
    """A node with words for symbols."""

    operation: str
    parts: tuple[_Read, ...] | str


def _clause(text: str) -> _Read | None:
    for operation in sorted(SENTENCES):
        for node, end in _ways(operation, text, 0):
            if end == len(text):
                return node
    return None


_KINDS: Final = {"S": "A", "F": "f", "R": "R", "t": "a"}
_COMPOUND: Final = {
    "S": ("union", "inter", "diff", "compl", "image", "preimage", "class"),
    "F": ("comp",),
    "R": (),
    "t": ("value",),
}


def _phrases(category: str, text: str, start: int, plain: bool) -> Iterator[tuple[_Read, int]]:
    """The phrases of a category that begin at a place, with their ends; plain ones are symbols."""
    kind = _KINDS[category]
    lead = "the map " if kind == "f" else ""
    if text.startswith(lead, start):
        begin = start + len(lead)
        yield from ((_Read(kind, word), end) for word, end in _words(kind, text, begin))
    if not plain:
        for operation in _COMPOUND[category]:
            yield from _ways(operation, text, start)


def _words(kind: str, text: str, start: int) -> Iterator[tuple[str, int]]:
    """The word of a symbol at a place, as it is known by."""
    match = _WORD.match(text, start)
    if match is not None:
        for end in dict.fromkeys((match.end(), match.end(1))):
            word = _known(kind).get(text[start:end])
            if word is not None:
                yield word, end


_WORD: Final = re.compile(r"([\w-]+)(?: to\b)?")


@cache
def _known(kind: str) -> dict[str, str]:
    """The words that may stand for a symbol of that type; R0: bases of verbs."""
    words: dict[str, str] = {}
    for vocabulary in VOCABULARIES:
        known = lexicon(vocabulary)
        match kind:
            case "A":
                words |= {_capital(noun.singular): noun.singular for noun in known.nouns}
            case "f":
                words |= {noun.singular: noun.singular for noun in known.nouns}
            case "R":
                words |= {verb.third: verb.base for verb in known.verbs}
            case "R0":
                words |= {verb.base: verb.base for verb in known.verbs}
            case _:
                words |= {name: name for name in known.names}
    return words


def _ways(operation: str, text: str, start: int) -> Iterator[tuple[_Read, int]]:
    """The ways to read an operation at a place."""
    for way in _PHRASES[operation]:
        pieces = re.split(r"(\{\w+\})", way.removeprefix("*"))
        for found, end in _pieces(operation, pieces, text, start, way[0] == "*"):
            places = "".join(str(place) for place in range(len(PARTS[operation])))
            if all(place in found for place in places):
                yield _Read(operation, tuple(found[place] for place in places)), end


def _pieces(
    operation: str, pieces: Sequence[str], text: str, start: int, plain: bool
) -> Iterator[tuple[dict[str, _Read], int]]:
    """The parts that a template's pieces have at a place; the function or relation is part 0."""
    if not pieces:
        yield {}, start
        return
    piece, rest = pieces[0], pieces[1:]
    found: Iterator[tuple[_Read, int]]
    if not piece.startswith("{"):
        if text.startswith(piece, start):
            yield from _pieces(operation, rest, text, start + len(piece), plain)
        return
    name = piece[1:-1]
    if name.isdigit():
        place = name
        found = _phrases(PARTS[operation][int(name)], text, start, plain)
    else:
        place = "0"
        found = ((_Read(name[0], word), end) for word, end in _words(name, text, start))
    for part, end in found:
        for others, last in _pieces(operation, rest, text, end, plain):
            yield {**others, place: part}, last

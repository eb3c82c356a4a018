"""Questions about relations in words, and back: every sentence that is said here can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from generators.choice import Choice
from generators.family import Telling
from generators.firstorder.answer import Answer, Asked
from generators.firstorder.formula import EQUAL, Atom, term_text
from generators.firstorder.models import World
from generators.firstorder.telling import ANSWERS, Narrator, Speech, asked_of
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, VOCABULARIES, Noun, Verb, lexicon
from generators.relational.forms import FORMS
from generators.relational.sentence import Question, Sentence, kind_of, name_of

_QUESTIONS = {
    Asked.FOLLOWS: (
        "Does it follow that {claim}?",
        "Must it be the case that {claim}?",
        "Can we conclude that {claim}?",
        "Is it certain that {claim}?",
        "Does this imply that {claim}?",
    ),
    Asked.SETTLED: (
        "True, false or left open: {claim}?",
        "Is it settled by this whether {claim}, and how?",
        "What can be said of this claim, that {claim}?",
        "Yes, no, or undetermined: {claim}?",
    ),
}
_VARIABLES = frozenset("xyz")


@dataclass(frozen=True, slots=True)
class Cast:
    """What stands for what: a verb for each relation, a noun for each kind, a name for each individual."""

    verbs: tuple[Verb, ...]
    nouns: tuple[Noun, ...]
    names: tuple[str, ...]

    def values(self, sentence: Sentence) -> dict[str, str]:
        """What the words of the sentence's form are filled in with."""
        result: dict[str, str] = {}
        for slot, symbol in zip(FORMS[sentence.form].slots, sentence.symbols, strict=True):
            kind = kind_of(slot)
            if kind == 0:
                result |= {slot: self.verbs[symbol].third, f"{slot}0": self.verbs[symbol].base}
            elif kind == 1:
                result |= {slot: self.nouns[symbol].indefinite, f"{slot}1": self.nouns[symbol].singular}
            else:
                result[slot] = self.names[symbol]
        return result


def cast(question: Question, choice: Choice) -> Cast:
    """Different words for all symbols of a question."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, NONSENSE, NONSENSE, LETTERS)))
    relations, kinds, individuals = question.counts
    return Cast(
        tuple(choice.sample(words.verbs, relations)),
        tuple(choice.sample(words.nouns, kinds)),
        tuple(
            [
                name
                for name in choice.sample(words.names, individuals + len(_VARIABLES))
                if name not in _VARIABLES
            ][:individuals]
        ),
    )


def sentence_words(sentence: Sentence, people: Cast, choice: Choice) -> str:
    """The sentence, in one of its form's ways."""
    text = choice.pick(FORMS[sentence.form].words).format(**people.values(sentence))
    # A name is spelled as it is.
    return text if text.split(maxsplit=1)[0] in people.names else text[0].upper() + text[1:]


def tell(question: Question, answer: Answer, choice: Choice) -> Telling:
    """The question in words; the cast is the first thing that is chosen, then what is given is said."""
    people = cast(question, choice)
    given = tuple(sentence_words(premise, people, choice) for premise in question.premises)
    claim = sentence_words(question.claim, people, choice)[:-1]
    if claim.split(maxsplit=1)[0] not in people.names:
        claim = claim[0].lower() + claim[1:]
    asked = choice.pick(_QUESTIONS[question.asked]).format(claim=claim)
    return Telling(given, asked, choice.pick(ANSWERS[answer]))


def narrator(question: Question, choice: Choice) -> Narrator:
    """Says the steps in the words that `tell` uses for an equal choice."""
    people = cast(question, choice)
    given = [sentence_words(premise, people, choice) for premise in question.premises]
    return Narrator(choice, given, _Speech(people))


class _Speech(Speech):
    """Says formulas and worlds with the cast."""

    def __init__(self, people: Cast) -> None:
        self.verbs = {name_of(0, n): verb for n, verb in enumerate(people.verbs)}
        self.nouns = {name_of(1, n): noun for n, noun in enumerate(people.nouns)}
        self.names = {name_of(2, n): name for n, name in enumerate(people.names)}

    def atom(self, atom: Atom, positive: bool) -> str:
        """What an atom, or its negation, says of things by their names."""
        names = [self.names.get(term_text(term), term_text(term)) for term in atom.terms]
        if atom.predicate == EQUAL:
            return f"{names[0]} is {'' if positive else 'not '}the same as {names[1]}"
        if len(names) == 1:
            return f"{names[0]} is {'' if positive else 'not '}{self.nouns[atom.predicate].indefinite}"
        verb = self.verbs[atom.predicate]
        return f"{names[0]} {verb.third if positive else f'does not {verb.base}'} {names[1]}"

    def picture(self, world: World, symbol: str) -> str:
        """What a symbol is in a world, whose things are numbered."""
        (size,) = world.sizes.values()
        if not symbol:
            numbers = ("0", "0 and 1", "0, 1 and 2")[size - 1]
            return f"a world of {('one thing', 'two things', 'three things')[size - 1]}, {numbers}"
        if symbol in self.names:
            return f"{self.names[symbol]} is thing {world.constants[symbol]}"
        rows = sorted(world.predicates[symbol])
        if symbol in self.nouns:
            noun = self.nouns[symbol]
            said = " and ".join(f"thing {thing} is {noun.indefinite}" for (thing,) in rows)
            return f"{said}, nothing else is" if rows else f"nothing is {noun.indefinite}"
        verb = self.verbs[symbol]
        said = " and ".join(f"thing {one} {verb.third} thing {other}" for one, other in rows)
        return f"{said}, and that is all" if rows else f"nothing {verb.third} anything"


def read(given: Sequence[str], asked: str) -> Question:
    """The question that sentences in words ask; symbols are numbered as they are met.

    Raises ValueError for a sentence that `sentence_words` cannot have said.
    """
    reader = _Reader()
    premises = tuple(reader.sentence(text) for text in given)
    question, claim = asked_of(asked, _QUESTIONS)
    return Question(premises, reader.sentence(claim + "."), question)


class _Reader:
    """Numbers the words that it meets."""

    def __init__(self) -> None:
        self.numbers: tuple[dict[str, int], ...] = ({}, {}, {})

    def sentence(self, text: str) -> Sentence:
        """The sentence that the text says."""
        for form, slots, pattern in _patterns():
            match = pattern.fullmatch(text)
            if match is None:
                continue
            words = [_word(slot, match) for slot in slots]
            if None not in words:
                return Sentence(
                    form,
                    tuple(
                        self.numbers[kind_of(slot)].setdefault(word, len(self.numbers[kind_of(slot)]))
                        for slot, word in zip(slots, words, strict=True)
                        if word is not None
                    ),
                )
        raise ValueError(f"not a sentence about relations: {text!r}")


def _word(slot: str, match: re.Match[str]) -> str | None:
    """What the slot is filled in with: a verb's base, a noun's singular, a name; None for other words."""
    groups = {name: text for name, text in match.groupdict().items() if name[0] == slot}
    kind = kind_of(slot)
    found = {_known(kind).get(text if name[1:2] != "0" else f"0 {text}") for name, text in groups.items()}
    return found.pop() if len(found) == 1 else None


@cache
def _known(kind: int) -> dict[str, str]:
    """The words that may fill a slot of that type, and what they are forms of; 0 marks bases of verbs."""
    words: dict[str, str] = {}
    for vocabulary in VOCABULARIES:
        known = lexicon(vocabulary)
        if kind == 0:
            for verb in known.verbs:
                words |= {verb.third: verb.base, f"0 {verb.base}": verb.base}
        elif kind == 1:
            words |= {noun.singular: noun.singular for noun in known.nouns}
        else:
            words |= {name: name for name in known.names if name not in _VARIABLES}
    return words


@cache
def _patterns() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """The ways of all forms, those with more fixed words first."""
    found = []
    for form in FORMS.values():
        for words in form.words:
            fixed = len(re.sub(r"\{\w+\}", "", words).split())
            found.append((-fixed, form.name, form.slots, re.compile(_pattern(words))))
    found.sort(key=lambda way: way[0])
    return tuple((name, slots, pattern) for _, name, slots, pattern in found)


def _pattern(words: str) -> str:
    pattern, seen = "", set()
    for part in re.split(r"(\{\w+\})", words):
        name = part[1:-1]
        if not part.startswith("{"):
            # A clause within a question begins with a small letter.
            first = f"[{part[0]}{part[0].lower()}]" if part and not pattern else re.escape(part[:1])
            pattern += first + re.escape(part[1:])
            continue
        if kind_of(name[0]) == 1 and len(name) == 1:
            pattern += "[Aa]n? "
        word = r"\w+(?:-relates? to)?" if kind_of(name[0]) == 0 else r"\w+"
        pattern += f"(?P={name})" if name in seen else f"(?P<{name}>{word})"
        seen.add(name)
    return pattern

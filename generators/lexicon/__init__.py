"""Words for made-up worlds: nouns, adjectives, verbs and names; English, invented, or bare letters.

A text about "every baker" must not be answered from knowledge of bakers, so which word stands for what is
chosen by hash, and no word stands for two things in one text.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from generators.choice import Choice

ENGLISH: Final = "english"
NONSENSE: Final = "nonsense"
LETTERS: Final = "letters"
VOCABULARIES: Final = (ENGLISH, NONSENSE, LETTERS)

_VOWELS: Final = frozenset("aeiou")
# A silent h, and a vowel that is spoken as a consonant.
_AN: Final = ("heir", "honest", "honour")
_A: Final = ("eu", "ewe", "one", "uk", "uni", "use", "usu")


@dataclass(frozen=True, slots=True)
class Noun:
    """A countable thing: "a baker", "bakers"."""

    singular: str
    plural: str

    @property
    def indefinite(self) -> str:
        """With its article: "an owl"."""
        return f"{article(self.singular)} {self.singular}"


@dataclass(frozen=True, slots=True)
class Verb:
    """What one does to another: "(they) admire", "(she) admires"."""

    base: str
    third: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one vocabulary; no word is in two of the lists."""

    nouns: tuple[Noun, ...]
    adjectives: tuple[str, ...]
    verbs: tuple[Verb, ...]
    names: tuple[str, ...]


def article(word: str) -> str:
    """The indefinite article in front of an English word."""
    if word.startswith(_AN):
        return "an"
    return "a" if word[0].lower() not in _VOWELS or word.startswith(_A) else "an"


def with_s(word: str) -> str:
    """The regular plural of a noun, and the form of a verb after "she"."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


@cache
def lexicon(vocabulary: str) -> Lexicon:
    """The lexicon of that name; raises ValueError for an unknown one."""
    if vocabulary == ENGLISH:
        return _english()
    if vocabulary == NONSENSE:
        return _nonsense()
    if vocabulary == LETTERS:
        return _letters()
    raise ValueError(f"no vocabulary called {vocabulary!r}; there are {', '.join(VOCABULARIES)}")


def _data(name: str) -> dict[str, str]:
    text = resources.files(__package__).joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return {key: str(value) for key, value in tomllib.loads(text).items()}


def _nouns(words: list[str]) -> tuple[Noun, ...]:
    return tuple(Noun(word, with_s(word)) for word in words)


def _verbs(words: list[str]) -> tuple[Verb, ...]:
    return tuple(Verb(word, with_s(word)) for word in words)


def _english() -> Lexicon:
    data = {key: text.split() for key, text in _data(ENGLISH).items()}
    return Lexicon(
        nouns=_nouns(data["people"] + data["animals"] + data["things"]),
        adjectives=tuple(data["adjectives"]),
        verbs=_verbs(data["verbs"]),
        names=tuple(data["names"]),
    )


def _nonsense() -> Lexicon:
    """Invented words, each for one use: a short word is a noun, a verb or an adjective by turns."""
    data = {key: text.split() for key, text in _data(NONSENSE).items()}
    english = _english()
    taken = {noun.singular for noun in english.nouns} | {verb.base for verb in english.verbs}
    taken.update(english.adjectives)
    short = [o + v + c for c in data["codas"] for v in data["vowels"] for o in data["onsets"]]
    words = [word for word in Choice("nonsense").sample(short, len(short)) if word not in taken]
    third = len(words) // 3
    long = [word + link for word, link in zip(words, data["links"] * (len(words) // 2), strict=False)]
    return Lexicon(
        nouns=_nouns(words[:third]),
        adjectives=tuple(word + "ish" for word in words[third : 2 * third]),
        verbs=_verbs(words[2 * third :]),
        names=tuple(word.capitalize() for word in long),
    )


def _letters() -> Lexicon:
    capitals = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    numbered = capitals + [f"{letter}{number}" for number in range(1, 10) for letter in capitals]
    return Lexicon(
        nouns=tuple(Noun(letter, f"{letter}s") for letter in numbered),
        adjectives=tuple(f"{letter}-like" for letter in numbered),
        verbs=tuple(
            Verb(f"{letter.lower()}-relate to", f"{letter.lower()}-relates to") for letter in numbered
        ),
        names=tuple(letter.lower() for letter in numbered),
    )

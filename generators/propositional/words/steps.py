"""The lines of a proof in words: several phrasings per rule, chosen by hash."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

import msgspec

from generators.choice import Choice
from generators.propositional.words.wording import sentence

_SLOTS: Final = re.compile(r"\{(\w+)\}")
_PREMISES_NEEDED: Final = {"c": 0, "a": 1, "b": 2, "pa": 1, "pb": 2}


class UnknownRuleError(KeyError):
    """A step uses a rule that `data/rules.toml` does not describe."""

    def __str__(self) -> str:
        return f"no rule called {self.args[0]!r} in rules.toml; add its name, sign and phrases there"


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    sign: str
    phrases: list[str]
    told: list[str] = []


class Phrases(msgspec.Struct, frozen=True):
    """Phrasings by the number of premises at hand: none, one, two or more."""

    in_words: tuple[tuple[str, ...], ...]
    in_symbols: tuple[tuple[str, ...], ...]

    def pick(self, premises: int, choice: Choice, symbolic: bool) -> str:
        """One of the phrasings for so many premises."""
        return choice.pick((self.in_symbols if symbolic else self.in_words)[min(premises, 2)])


class Rule(msgspec.Struct, frozen=True):
    """A rule's name ("modus ponens"), its sign in a table ("→E") and its phrasings."""

    name: str
    sign: str
    cited: Phrases  # premises are nouns, such as "line 3"
    told: Phrases  # premises are clauses


@cache
def rules() -> dict[str, Rule]:
    """All rules by name, read once from the package's data."""
    data = resources.files(__package__).joinpath("data", "rules.toml").read_text(encoding="utf-8")
    entries = msgspec.convert(tomllib.loads(data), dict[str, _Entry])
    return {key: _rule(entry) for key, entry in entries.items()}


def rule(name: str) -> Rule:
    """The rule of that name; raises UnknownRuleError."""
    try:
        return rules()[name]
    except KeyError:
        raise UnknownRuleError(name) from None


def _rule(entry: _Entry) -> Rule:
    fallback = f"By {entry.name}, {{c}}."
    free_standing = [phrase for phrase in entry.phrases if _needed(phrase) == 0]
    return Rule(
        entry.name,
        entry.sign,
        _phrases(entry.phrases, fallback),
        _phrases([*entry.told, *free_standing], fallback),
    )


def _phrases(phrases: Sequence[str], fallback: str) -> Phrases:
    # A sentence cannot begin with a formula: its first letter could not be made a capital.
    safe = [phrase for phrase in phrases if not phrase.startswith(("{c}", "{pa}", "{pb}"))]
    return Phrases(_by_premises(phrases, fallback), _by_premises(safe, fallback))


def _by_premises(phrases: Sequence[str], fallback: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(phrase for phrase in phrases if _needed(phrase) <= premises) or (fallback,)
        for premises in range(3)
    )


def _needed(phrase: str) -> int:
    return max((_PREMISES_NEEDED[slot] for slot in _SLOTS.findall(phrase)), default=0)


# Rules that discharge an assumption: their premises are its first and its last step.
_DISCHARGING: Final = ("imp_intro", "not_intro", "by_contradiction")


def cited(name: str, premises: Sequence[int]) -> list[int]:
    """The premises of a step that its words may name: none twice, and no end that precedes its beginning."""
    distinct = list(dict.fromkeys(premises))
    if name in _DISCHARGING and len(distinct) > 1 and distinct[1] < distinct[0]:
        return []
    return distinct


def step_words(
    name: str, conclusion: str, premises: Sequence[str], choice: Choice, *, symbolic: bool = False
) -> str:
    """One line of a proof as a sentence that cites its premises.

    `conclusion` is a clause ("the lamp is lit", "p ∧ q"), `premises` are nouns ("line 3"); `symbolic` says
    that clauses are formulas, which cannot open a sentence. Raises UnknownRuleError.
    """
    phrase = rule(name).cited.pick(len(premises), choice, symbolic)
    first, second = (*premises[:2], "", "")[:2]
    return sentence(phrase.format(c=conclusion, a=first, b=second))


def told_words(
    name: str, conclusion: str, premises: Sequence[str], choice: Choice, *, symbolic: bool = False
) -> str:
    """The same for running text: premises are clauses and may be left unsaid. Raises UnknownRuleError."""
    phrase = rule(name).told.pick(len(premises), choice, symbolic)
    first, second = (*premises[:2], "", "")[:2]
    return sentence(phrase.format(c=conclusion, pa=first, pb=second))

"""A sequent as a question or a task in words, and back.

Each hypothesis has a sentence of its own and the goal has the last one, so that the only thing to settle
within a sentence is a single formula, which `wording.py` words without ambiguity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from generators.choice import Choice
from generators.propositional.formula import Atom, Formula, Sequent, atoms
from generators.propositional.words.lexicon import ENGLISH, Proposition, propositions
from generators.propositional.words.parse import Reader, WordsError
from generators.propositional.words.wording import Wording


class Task(StrEnum):
    """What the reader is asked to do with the sequent."""

    DECIDE = "decide"
    PROVE = "prove"
    REFUTE = "refute"


# The sentence of the first hypothesis, and of each later one.
GIVEN: Final = (
    ("Suppose that {}.", "Suppose further that {}."),
    ("Suppose that {}.", "Suppose also that {}."),
    ("Assume that {}.", "Assume moreover that {}."),
    ("Assume that {}.", "Assume as well that {}."),
    ("We are told that {}.", "We are also told that {}."),
    ("It is known that {}.", "It is known, too, that {}."),
    ("It is given that {}.", "It is given besides that {}."),
    ("It holds that {}.", "It also holds that {}."),
    ("You may assume that {}.", "You may also assume that {}."),
    ("Let us grant that {}.", "Let us grant in addition that {}."),
    ("One premise says that {}.", "Another premise says that {}."),
    ("We know that {}.", "We also know that {}."),
)
# The sentence of the goal, by task: after hypotheses, and without any.
GOAL: Final[dict[Task, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    Task.DECIDE: (
        (
            "Does it follow that {}?",
            "Must it then be true that {}?",
            "Decide whether it follows that {}.",
            "Can we conclude that {}?",
            "Find out whether this forces the conclusion that {}.",
            "Is that enough to conclude that {}?",
        ),
        (
            "Is it always true that {}?",
            "Is it so that {}, whatever the facts?",
            "Must it be that {}, on logical grounds alone?",
            "Does it hold that {}, with no premise at all?",
            "Can one show that {}, from no premise at all?",
            "Settle whether {}, by logic alone.",
        ),
    ),
    Task.PROVE: (
        (
            "Show that {}.",
            "Prove that {}.",
            "Deduce that {}.",
            "Conclude, with reasons, that {}.",
            "Explain why it follows that {}.",
            "Derive from this that {}.",
            "Give a proof that {}.",
        ),
        (
            "Show, without any premise, that {}.",
            "Prove that, whatever the facts, {}.",
            "Explain why it must be true that {}.",
            "Derive from nothing that {}.",
            "Show by logic alone that {}.",
            "Give a proof that needs no premise that {}.",
        ),
    ),
    Task.REFUTE: (
        (
            "Show that it does not follow that {}.",
            "Explain why we may not conclude that {}.",
            "Find a situation which shows that it need not be true that {}.",
            "Refute the inference to the conclusion that {}.",
            "Give a counterexample to the conclusion that {}.",
        ),
        (
            "Show that logic alone does not make it true that {}.",
            "Explain why it is not a law of logic that {}.",
            "Find a situation in which it fails to be true that {}.",
            "Give a counterexample to the claim that, in all cases, {}.",
            "Refute the idea that it is always true that {}.",
        ),
    ),
}


def frame_statement(hypotheses: Sequence[str], goal: str, task: Task, choice: Choice) -> str:
    """Hypotheses and goal, which are clauses, in the frames of a task."""
    first, later = choice.pick(GIVEN)
    sentences = [(later if place else first).format(clause) for place, clause in enumerate(hypotheses)]
    with_hypotheses, without = GOAL[task]
    sentences.append(choice.pick(with_hypotheses if hypotheses else without).format(goal))
    return " ".join(sentences)


def word_statement(sequent: Sequent, wording: Wording, task: Task, choice: Choice) -> str:
    """The sequent in the words of a document, with frames chosen by `choice`."""
    hypotheses = [wording.whole(hypothesis) for hypothesis in sequent.hypotheses]
    return frame_statement(hypotheses, wording.whole(sequent.goal), task, choice)


def statement(sequent: Sequent, salt: str, vocabulary: str = ENGLISH) -> str:
    """The sequent as a question that gives nothing away; the sentences of its atoms are chosen by `salt`.

    Raises ValueError for an unknown vocabulary.
    """
    choice = Choice(f"{salt}/statement")
    wording = Wording(statement_propositions(sequent, salt, vocabulary), vocabulary, choice)
    return word_statement(sequent, wording, Task.DECIDE, choice)


def statement_propositions(sequent: Sequent, salt: str, vocabulary: str = ENGLISH) -> dict[Atom, Proposition]:
    """The sentences that `statement` gives the atoms of the sequent."""
    return propositions(atoms(*sequent.hypotheses, sequent.goal), vocabulary, salt)


def _pattern(frame: str) -> re.Pattern[str]:
    before, after = frame.split("{}")
    # Clauses hold no full stop or question mark, so a frame ends at the first one.
    return re.compile(re.escape(before) + r"([^.?!]+)" + re.escape(after))


# Longest first: "Show that {}." must not swallow "Show that it does not follow that {}.".
_GIVEN_PATTERNS: Final = [
    _pattern(frame) for frame in sorted({f for pair in GIVEN for f in pair}, key=len, reverse=True)
]
_GOAL_PATTERNS: Final = [
    _pattern(frame)
    for frame in sorted({f for pair in GOAL.values() for row in pair for f in row}, key=len, reverse=True)
]
SENTENCE: Final = re.compile(r"(?:(?<=[.?!:)]\s)|^)\S[^.?!]*[.?!]", re.MULTILINE)


def parse_statement(text: str, propositions: dict[Atom, Proposition], vocabulary: str = ENGLISH) -> Sequent:
    """The sequent that the text states: the first goal sentence found and the hypotheses before it.

    Other sentences may stand before, between and after; raises WordsError when no goal sentence is found or
    when a sentence cannot be read.
    """
    reader = Reader(propositions, vocabulary)
    hypotheses: list[Formula] = []
    for found in SENTENCE.finditer(text):
        line = found[0]
        for pattern in _GOAL_PATTERNS:
            if goal := pattern.fullmatch(line):
                return Sequent(tuple(hypotheses), reader.read(goal[1]))
        for pattern in _GIVEN_PATTERNS:
            if given := pattern.fullmatch(line):
                hypotheses.append(reader.read(given[1]))
                break
    raise WordsError(f"no goal sentence in {text[:200]!r}")

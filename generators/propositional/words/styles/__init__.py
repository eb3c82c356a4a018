"""The document styles by name: how each is written, in which vocabularies, and which traces it fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from generators.propositional.words.page import Page, Reading
from generators.propositional.words.styles import classroom, lean, prose, searching, symbolic, truth
from generators.propositional.words.styles.frame import SYMBOLS_ONLY, WORDY


def _has_script(reading: Reading) -> bool:
    return bool(reading.trace.proof.tactic)


def _has_term(reading: Reading) -> bool:
    return bool(reading.trace.proof.term)


def _tabulable(reading: Reading) -> bool:
    return 0 < len(reading.atoms) <= truth.TABLE_ATOMS


@dataclass(frozen=True)
class Style:
    """`write` makes a page in one of the `vocabularies` into a text, for the traces that `fits` accepts."""

    write: Callable[[Page], str]
    vocabularies: tuple[str, ...]
    fits: Callable[[Reading], bool] | None = None  # none: all


STYLES: Final[dict[str, Style]] = {
    "backtracking": Style(searching.backtracking, WORDY),
    "dialogue": Style(classroom.dialogue, WORDY),
    "exam": Style(classroom.exam, WORDY),
    "fitch": Style(symbolic.fitch, SYMBOLS_ONLY),
    "goal_state": Style(searching.goal_state, WORDY),
    "lean_comments": Style(lean.lean_comments, WORDY, _has_script),
    "lean_term": Style(lean.lean_term, WORDY, _has_term),
    "missing_step": Style(classroom.missing_step, WORDY),
    "outline": Style(prose.outline, WORDY),
    "plain": Style(prose.plain, WORDY),
    "question_answer": Style(classroom.question_answer, WORDY),
    "steps": Style(prose.steps, WORDY),
    "symbols": Style(symbolic.symbols, SYMBOLS_ONLY),
    "textbook": Style(prose.textbook, WORDY),
    "truth_table": Style(truth.truth_table, SYMBOLS_ONLY, _tabulable),
    "truth_values": Style(truth.truth_values, WORDY),
}

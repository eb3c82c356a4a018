"""Lean texts with the words of each step beside it, and the way back to the bare text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generators.geometry.words.clauses import listing
from generators.geometry.words.page import Page
from generators.geometry.words.statement import GOALS
from generators.geometry.words.steps import step_words

_NAMES: Final = ("problem_", "theorem_", "figure_", "exercise_", "geometry_", "result_", "claim_", "lemma_")
_HAVE: Final = re.compile(r"  have h(\d+) :")
_COMMENT: Final = "  -- "


def lean_comments(page: Page) -> str:
    """The statement in words, then the theorem with its tactic proof, each step after a comment in words.

    Step n of the words is the hypothesis hn, so that comments cite what the tactics cite.
    """
    lead = page.pick(
        "In Lean 4:",
        "The same in Lean, step by step:",
        "A proof that Lean checked:",
        "Formal proof with comments:",
        "As a Lean theorem:",
    )
    name = page.choice.pick(_NAMES) + page.proof.id[:8]
    lines = []
    for line in page.proof.tactic.splitlines():
        if found := _HAVE.match(line):
            step = page.lines[int(found[1]) - 1]
            lines.append(_COMMENT + step_words(step, page.choice, refer=_hypotheses))
        lines.append(line)
    proof = "\n".join(lines)
    theorem = f"theorem {name} : {page.proof.statement} := {proof}"
    return "\n".join([page.statement(GOALS), "", lead, "", "```lean", theorem, "```"])


def _hypotheses(premises: Sequence[int]) -> str:
    return listing([f"h{premise + 1}" for premise in sorted(set(premises))])


def extract_lean(text: str) -> str:
    """The theorem of a `lean_comments` text, without its comments. Raises ValueError where there is none."""
    found = re.search(r"```lean\n(.*?)\n```", text, re.DOTALL)
    if found is None:
        raise ValueError("the text holds no Lean code")
    return "\n".join(line for line in found[1].splitlines() if not line.startswith(_COMMENT))

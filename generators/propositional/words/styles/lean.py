"""Lean texts: the tactic proof with comments, and the proof term with an explanation."""

from __future__ import annotations

import re
from typing import Final

from generators.propositional.words.page import Page
from generators.propositional.words.styles.frame import Opening, join, paragraphs, remark, told

_NAMES: Final = (
    "example_",
    "exercise_",
    "fact_",
    "claim_",
    "prop_",
    "lemma_",
    "thm_",
    "logic_",
    "sequent_",
    "result_",
    "problem_",
)
_COMMENTED: Final = Opening(
    (
        (
            "A Lean proof.",
            "In Lean 4.",
            "Formalised.",
            "Tactic mode.",
            "Tactics in Lean.",
            "Machine-checked.",
            "Kernel-checked.",
            "Lean exercise {n}.",
            "Tactic script {n}.",
            "Formal file {n}.",
            "With comments.",
            "Annotated Lean proof.",
            "Lean walkthrough {m}.{n}.",
            "Formal proof {n}.",
            "Lean session {n}.",
            "Library entry {m}.{n}.",
            "Commented script {n}.",
            "Proof assistant, task {n}.",
            "Lean 4, tactics.",
        ),
    ),
)
_TERM: Final = Opening(
    (
        (
            "A proof term.",
            "As a term.",
            "Term mode.",
            "Term-mode proof.",
            "Proofs as programs.",
            "Proof object {n}.",
            "Term {m}.{n}.",
            "One expression.",
            "A witness.",
            "Lean term {n}.",
            "Proof by function.",
            "Curry and Howard.",
            "Term-style proof {n}.",
            "Lambda exercise {n}.",
            "Program {m}.{n}.",
            "Lean 4, terms.",
            "Inhabitant {n}.",
        ),
    ),
)
# What a tactic does, by its first word.
_TACTICS: Final[dict[str, tuple[str, ...]]] = {
    "intro": ("assume it", "take this as given", "name the assumption", "move it into the context"),
    "exact": ("this is just what is needed", "which closes the goal", "and that is the goal", "done here"),
    "apply": ("enough to show the condition", "work backwards from here", "reduce to its premise"),
    "refine": ("fill in the outline", "give the shape of the proof"),
    "constructor": ("prove the parts one by one", "split the goal into its parts"),
    "cases": ("look at each case", "take it apart", "split into cases"),
    "rcases": ("look at each case", "take it apart", "unpack it"),
    "obtain": ("take it apart", "unpack it", "give names to the parts"),
    "left": ("the first alternative will do", "choose the first side"),
    "right": ("the second alternative will do", "choose the second side"),
    "exfalso": ("look for a contradiction instead", "anything follows from a contradiction"),
    "contradiction": ("the context is contradictory", "this cannot be"),
    "assumption": ("it is among the assumptions", "already known"),
    "trivial": ("nothing to prove", "clear"),
    "have": ("an intermediate result", "first note this", "a fact for later"),
    "by_cases": ("true or false, by classical logic", "distinguish two cases"),
    "by_contra": ("assume the opposite", "argue by contradiction"),
    "show": ("restate the goal", "this is what we need"),
    "decide": ("a finite check", "by computation"),
    "absurd": ("two facts that clash", "this is absurd"),
    "simp": ("simplify",),
    "rw": ("rewrite",),
    "·": ("this part", "one of the parts", "next part"),
    "|": ("this case", "one of the cases"),
}
_WORD: Final = re.compile(r"[·|]|\w+")
_THEOREM: Final = re.compile(r"```lean\ntheorem \w+ :\s+(.+?) :=\s+(.+?)\n```", re.DOTALL)
_COMMENT: Final = re.compile(r" +-- [^\n]*$|^ *-- [^\n]*\n", re.MULTILINE)


def lean_comments(page: Page) -> str:
    """The statement in words, then the tactic proof with a comment on many of its lines."""
    proof = page.trace.proof
    head, *rest = proof.tactic.split("\n")
    width = min(max((len(line) for line in rest), default=0), 60)
    lines = [head, *(_commented(page, line, width) for line in rest)]
    code = f"theorem {_name(page)} : {proof.statement} := " + "\n".join(lines)
    return join(f"{_COMMENTED.write(page)} {page.statement()}", f"```lean\n{code}\n```", remark(page))


def _commented(page: Page, line: str, width: int) -> str:
    word = _WORD.search(line)
    comments = _TACTICS.get(word[0]) if word else None
    if comments is None or page.choice.below(4) == 0:
        return line
    return f"{line.ljust(width)}  -- {page.choice.pick(comments)}"


def lean_term(page: Page) -> str:
    """The proof term, with the argument that it stands for in running text."""
    proof = page.trace.proof
    code = f"theorem {_name(page)} : {proof.statement} := {proof.term}"
    lead = page.pick(
        "In words:", "What the term says:", "Read aloud:", "The argument behind it:", "Explanation:"
    )
    return join(
        f"{_TERM.write(page)} {page.statement()}",
        f"```lean\n{code}\n```",
        f"{lead} {paragraphs(told(page), 8)}",
    )


def _name(page: Page) -> str:
    return f"{page.choice.pick(_NAMES)}{page.trace.id[:6]}"


def extract_lean(text: str) -> tuple[str, str] | None:
    """The statement and the proof of a Lean document, comments removed; None when it has no Lean."""
    found = _THEOREM.search(text)
    if found is None:
        return None
    return found[1], _COMMENT.sub("", found[2])

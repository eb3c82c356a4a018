"""Proofs as a prover learns them best: terms that say, where something is chosen, what is to be proved.

Everything works around `lesson`, which writes a proof's steps down from the goal. Each hypothesis stands with
its type, and each part of a proof that is more than a hypothesis after the goal that it reaches
(`show p ∧ q from ⟨hp, hq⟩`), so that the next word follows from what is near it in the text and not from
what the statement says far before. Proofs by cases and of falsity begin with what they are
(`Or.elim`, `False.elim`). Source of the idea, that a transformer learns better what it may write out:
Nye et al., "Show your work: scratchpads for intermediate computation with language models" (2021).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import Final

from factory.records import Outcome, Proof, Step
from generators.propositional.branch import open_branch, opposite
from generators.propositional.formula import Implies, atom_named, lean, parse_symbols

_ATOMS: Final = re.compile(r"∀ \(([^:]+) : Prop\), ")
_PARTS: Final = {"and_left": ".1", "and_right": ".2", "iff_mp": ".mp", "iff_mpr": ".mpr"}
_SIDES: Final = {"or_intro_left": "inl", "or_intro_right": "inr"}
_CONSTANTS: Final = {"true_intro": "trivial", "excluded_middle": "Classical.em _"}
_LAMBDAS: Final = ("imp_intro", "not_intro")


def lesson(proof: Proof) -> str:
    """A term that proves `proof.statement`; of a refutation the false instance, which Lean computes.

    Raises ValueError for a step by a rule that is not of propositional logic.
    """
    if proof.outcome is Outcome.REFUTED:
        return _refutation(proof.statement)
    return _Writer(proof.steps).whole(proof.statement)


def _refutation(statement: str) -> str:
    """The false instance, by the truth values that are found on a branch; the branch is a comment.

    `¬ ∀ (p q : Prop), p → q` gives `fun h => /- p, ¬q -/ absurd (h True False) (by decide)`.
    """
    head = _ATOMS.search(statement)
    names = head[1].split() if head else []
    goal = parse_symbols(statement[head.end() :]) if head else opposite(parse_symbols(statement))
    known = []
    while isinstance(goal, Implies):
        known.append(goal.left)
        goal = goal.right
    branch = open_branch([*known, opposite(goal)])
    if branch is None:
        raise ValueError(f"{statement} is not refuted by truth values")
    values = ("True" if atom_named(name) in branch else "False" for name in names)
    return f"fun h => /- {', '.join(map(lean, branch))} -/ absurd ({' '.join(['h', *values])}) (by decide)"


class _Writer:
    """Writes the term of some steps. A step is named by its index; `_names` are those of hypotheses."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = steps
        self._names: dict[int, str] = {}
        self._scope: list[str] = []

    def whole(self, statement: str) -> str:
        atoms = _ATOMS.match(statement)
        heads = [f"fun {atoms[1]} => "] if atoms else []
        heads += [f"fun {self._enter(i)} => " for i, s in enumerate(self._steps) if s.rule == "premise"]
        return "".join(heads) + self._shown(len(self._steps) - 1)

    def _enter(self, hypothesis: int) -> str:
        """A hypothesis with a name of its own, as it is bound."""
        formula = self._formula(hypothesis)
        simple = re.fullmatch(r"(¬?)([a-z])", formula)
        name = f"h{'n' if simple[1] else ''}{simple[2]}" if simple else ""
        if not name or name in self._scope:
            name = next(other for number in count(1) if (other := f"h{number}") not in self._scope)
        self._scope.append(name)
        self._names[hypothesis] = name
        return f"{name} : {formula}"

    def _formula(self, step: int) -> str:
        return self._steps[step].conclusion.replace("⊥", "False").replace("⊤", "True")

    def _lambda(self, hypothesis: int, body: int, *, shown: bool) -> str:
        """`fun h : A => body`; whether the body's goal is shown, which may be plain from where it stands."""
        outside = len(self._scope)
        head = f"fun {self._enter(hypothesis)} => "
        text = head + (self._shown(body) if shown else self._term(body))
        del self._scope[outside:]
        return text

    def _hypothesis(self, step: int) -> str:
        """A hypothesis or a part of one, `h1.2.mp`; "" for anything else."""
        it = self._steps[step]
        if it.rule in _PARTS:
            whole = self._hypothesis(it.premises[0])
            return whole and whole + _PARTS[it.rule]
        return self._names[step] if it.rule in ("premise", "assume", "case") else ""

    def _shown(self, step: int) -> str:
        """The proof of a step with its goal before it; a hypothesis and a lambda need none."""
        found = self._hypothesis(step)
        if found or self._steps[step].rule in _LAMBDAS:
            return found or self._term(step)
        return f"show {self._formula(step)} from {self._term(step)}"

    def _argument(self, step: int) -> str:
        return self._hypothesis(step) or f"({self._shown(step)})"

    def _term(self, step: int) -> str:
        it = self._steps[step]
        return self._hypothesis(step) or self._introduction(it) or self._elimination(it)

    def _introduction(self, it: Step) -> str:
        """A step that makes its conclusion out of parts; "" for other steps."""
        used = it.premises
        match it.rule:
            case "imp_intro" | "not_intro":
                return self._lambda(*used, shown=it.rule == "imp_intro")
            case "by_contradiction":
                return f"Classical.byContradiction ({self._lambda(*used, shown=False)})"
            case "and_intro" | "iff_intro":
                return f"⟨{self._shown(used[0])}, {self._shown(used[1])}⟩"
            case "or_intro_left" | "or_intro_right":
                return f"Or.{_SIDES[it.rule]} {self._argument(used[0])}"
        return _CONSTANTS.get(it.rule, "")

    def _elimination(self, it: Step) -> str:
        used = it.premises
        match it.rule:
            case "imp_elim" | "not_elim":
                return f"{self._function(used[0])} {self._argument(used[1])}"
            case "false_elim":
                return f"False.elim ({self._term(used[0])})"
            case "or_elim":
                return self._cases(used)
            case "reiterate":
                return self._term(used[0])
            case rule if rule in _PARTS:
                return f"({self._term(used[0])}){_PARTS[rule]}"
        raise ValueError(f"step {it.index} is by the rule {it.rule}, which is not of propositional logic")

    def _function(self, step: int) -> str:
        """What is applied: a hypothesis, an application or a part of one."""
        plain = self._steps[step].rule in ("imp_elim", "not_elim", *_PARTS)
        return self._hypothesis(step) or (self._term(step) if plain else f"({self._shown(step)})")

    def _cases(self, used: Sequence[int]) -> str:
        either, left, left_end, right, right_end = used
        cases = (
            f"({self._lambda(left, left_end, shown=False)}) ({self._lambda(right, right_end, shown=False)})"
        )
        if self._steps[either].rule == "excluded_middle":
            return f"Classical.byCases {cases}"
        return f"Or.elim {self._hypothesis(either) or f'({self._term(either)})'} {cases}"

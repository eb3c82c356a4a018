"""Lean texts of counts, and the steps of their proofs."""

from __future__ import annotations

from factory.records import Outcome
from generators.counting.cases import Branch, Case, answer, cases, longest
from generators.counting.description import Condition, Kind, Pairs, Question
from generators.family import Solution
from generators.steps import Steps


def _pairs(pairs: Pairs) -> str:
    return f"[{', '.join(f'({a}, {b})' for a, b in pairs)}]"


def said(c: Condition) -> str:
    """What a condition says of `w`."""
    n = c.numbers
    texts = {
        Kind.LENGTH: "w.length = {0}",
        Kind.SUM: "w.sum = {0}",
        Kind.RESIDUE: "w.sum % {1} = {0}",
        Kind.COUNT: "Counting.count {0} w = {1}",
        Kind.AVOIDS: f"Counting.Avoids {_pairs(c.pairs)} w",
        Kind.AHEAD: "∀ u v, w = u ++ v → Counting.count 1 u ≤ Counting.count 0 u",
        Kind.CONTAINS: "{0} ∈ w",
        Kind.DISTINCT: "Counting.Distinct w",
    }
    return texts[c.kind].format(*n)


def statement(question: Question) -> str:
    """The proposition that the answer is."""
    letters = f"∀ a ∈ w, a ∈ [{', '.join(map(str, question.letters))}]"
    conjuncts = [letters, *map(said, question.conditions)]
    # Quantifiers reach as far as they can.
    listed = [f"({text})" if text.startswith("∀") else text for text in conjuncts]
    right = answer(question)
    wrong = question.claim not in (None, right)
    number = question.claim if wrong else right
    return f"{'¬' if wrong else ''}Counting.Exactly {number} fun w => {' ∧ '.join(listed)}"


def _condition(c: Condition) -> str:
    """A condition as a term of Lean."""
    return " ".join((f".{c.kind}", *map(str, c.numbers), *([_pairs(c.pairs)] if c.pairs else [])))


def _type(question: Question, case: Case) -> str:
    letters = ", ".join(map(str, question.letters))
    return f"Counting.Counts [{letters}] [{', '.join(map(_condition, case.state))}] {case.count}"


def _branches(branches: tuple[Branch, ...]) -> str:
    text = ".nil"
    for branch in reversed(branches):
        rest = text if text == ".nil" else f"({text})"
        if branch.case is not None:
            text = f".cons c{branch.case + 1} {rest}"
        else:
            text = f".{'last' if branch.last else 'skip'} rfl {rest}"
    return text


def solve(question: Question) -> Solution:
    """One line a case; the term has the kernel go through all lists."""
    listed = cases(question.letters, question.conditions)
    right = listed[-1].count
    wrong = question.claim not in (None, right)
    lines, steps = [], Steps()
    for number, case in enumerate(listed):
        parts = [str(branch.count) for branch in case.branches if branch.count]
        total = " + ".join([*(["1"] if case.empty else []), *parts]) or "0"
        conclusion = f"#({', '.join(map(str, case.state))}) = {total}"
        if not total.isdigit():
            conclusion += f" = {case.count}"
        cited = sorted({branch.case for branch in case.branches if branch.case is not None})
        steps.add("cases", cited, conclusion)
        proof = f".of_cases ({_branches(case.branches)}) rfl rfl"
        lines.append(f"have c{number + 1} : {_type(question, case)} := {proof}")
    conclusion = f"{right} ≠ {question.claim}" if wrong else f"exactly {right}"
    rule, last = ("unique" if wrong else "counted"), len(listed) - 1
    steps.add(rule, [last], conclusion)
    fuel = longest(question.letters, question.conditions) + 2
    tally = f"(.of_tally {fuel} (by decide +kernel) : {_type(question, listed[-1])})"
    if wrong:
        lines.insert(0, "intro h")
        lines.append(f"exact absurd (h.unique c{len(listed)}.exactly) (by decide)")
        term = f"fun h => absurd (h.unique {tally}.exactly) (by decide)"
    else:
        lines.append(f"exact c{len(listed)}.exactly")
        term = f"{tally}.exactly"
    return Solution(Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(lines), term, steps)

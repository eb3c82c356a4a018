"""Lean texts of counts, and the steps of their proofs."""

from __future__ import annotations

from collections.abc import Sequence

from factory.records import Outcome
from generators.counting.cases import Case, answer, cases
from generators.counting.description import Condition, Kind, Pairs, Question
from generators.family import Solution
from generators.steps import Steps


def _pairs(pairs: Pairs) -> str:
    return f"[{', '.join(f'({a}, {b})' for a, b in pairs)}]"


def said(c: Condition) -> str:
    """What a condition says of `w`."""
    n = c.numbers
    higher = f" + {n[0]}" if c.kind is Kind.AHEAD and n[0] else ""
    texts = {
        Kind.LENGTH: "w.length = {0}",
        Kind.SUM: "w.sum = {0}",
        Kind.RESIDUE: "w.sum % {1} = {0}",
        Kind.COUNT: "Counting.count {0} w = {1}",
        Kind.AVOIDS: f"Counting.Avoids {_pairs(c.pairs)} w",
        Kind.AHEAD: f"∀ u v, w = u ++ v → Counting.count 1 u ≤ Counting.count 0 u{higher}",
        Kind.CONTAINS: "{0} ∈ w",
        Kind.DISTINCT: "Counting.Distinct w",
        Kind.STARTS: "∃ v, w = {0} :: v",
        Kind.ENDS: "∃ v, w = v ++ [{0}]",
        Kind.SHIFTED: "({0} + w.sum) % {2} = {1}",
        Kind.FOLLOWS: f"Counting.Avoids {_pairs(c.pairs)} ({{0}} :: w)",
        Kind.LACKS: "{0} ∉ w",
        Kind.CLOSES: "∃ v, {0} :: w = v ++ [{1}]",
    }
    return texts[c.kind].format(*n)


def property_of(question: Question) -> str:
    """What is said of the lists, as a function from them to propositions."""
    conjuncts = [f"∀ a ∈ w, a ∈ {list(question.letters)}", *map(said, question.conditions)]
    # Quantifiers reach as far as they can.
    listed = [f"({text})" if text[0] in "∀∃" else text for text in conjuncts]
    return f"fun w => {' ∧ '.join(listed)}"


def statement(question: Question) -> str:
    """The proposition that the answer is."""
    right = answer(question)
    wrong = question.claim not in (None, right)
    number = question.claim if wrong else right
    return f"{'¬' if wrong else ''}Counting.Exactly {number} {property_of(question)}"


def listed(conditions: Sequence[Condition]) -> str:
    """Conditions as a list in Lean."""
    terms = (
        " ".join((f".{c.kind}", *map(str, c.numbers), *([_pairs(c.pairs)] if c.pairs else [])))
        for c in conditions
    )
    return f"[{', '.join(terms)}]"


def _beginnings(listed: Sequence[Case]) -> list[tuple[int, ...]]:
    """For each case a beginning of a list that leads to it, the shortest that a longer one needs."""
    found: dict[int, tuple[int, ...]] = {len(listed) - 1: ()}
    for number in reversed(range(len(listed))):
        for branch in listed[number].branches:
            if branch.case is not None:
                found.setdefault(branch.case, (*found[number], branch.first))
    return [found[number] for number in range(len(listed))]


def tabulate(question: Question, steps: Steps) -> str:
    """The table of cases, a row each, from which the kernel gets the count; each case becomes a step."""
    table = cases(question.letters, question.conditions)
    rows, before = [], len(steps)
    for case, begun in zip(table, _beginnings(table), strict=True):
        parts = [str(branch.count) for branch in case.branches if branch.count]
        total = " + ".join([*(["1"] if case.empty else []), *parts]) or "0"
        conclusion = f"#({', '.join(map(str, case.state))}) = {total}"
        if not total.isdigit():
            conclusion += f" = {case.count}"
        cited = sorted({before + branch.case for branch in case.branches if branch.case is not None})
        steps.add("cases", cited, conclusion)
        rows.append(f"({list(begun)}, {case.count})")
    conditions = listed(question.conditions)
    return (
        f"Counting.ByCases {list(question.letters)} {conditions} [{', '.join(rows[:-1])}] {table[-1].count}"
    )


def solve(question: Question) -> Solution:
    """The count by a table of cases; another one is refuted by it."""
    steps = Steps()
    table, right = tabulate(question, steps), answer(question)
    wrong = question.claim not in (None, right)
    conclusion = f"{right} ≠ {question.claim}" if wrong else f"exactly {right}"
    steps.add("unique" if wrong else "counted", [len(steps) - 1], conclusion)
    lines = [f"have cases : {table} := by decide +kernel"]
    term = f"(by decide +kernel : {table}).exactly"
    if wrong:
        lines = ["intro wrong", *lines, "exact absurd (wrong.unique cases.exactly) (by decide)"]
        term = f"fun wrong => absurd (wrong.unique {term}) (by decide)"
    else:
        lines.append("exact cases.exactly")
    return Solution(Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(lines), term, steps)

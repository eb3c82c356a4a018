"""Lean proofs that two descriptions have equally many lists, by bijections, or have not, by counting."""

from __future__ import annotations

from collections.abc import Sequence

from factory.records import Outcome
from generators.counting.cases import all_after
from generators.counting.description import Condition, Kind, Question
from generators.counting.matching import Bijection, Match, Move, Rule, bijection, counts
from generators.counting.prove import listed, property_of, said, tabulate
from generators.family import Solution
from generators.steps import Steps

# What the theorems on the image of a condition need beside the condition.
_NEEDS = {
    Kind.COUNT: "there (by decide) numbers",
    Kind.AVOIDS: "there (by decide) numbers",
    Kind.CONTAINS: "there (by decide) numbers",
    Kind.STARTS: "there (by decide) numbers",
    Kind.ENDS: "there (by decide) numbers",
    Kind.DISTINCT: "there numbers",
}


def match_statement(match: Match) -> str:
    """The proposition that the answer is; its conditions are in the order that the bijection gives."""
    found = bijection(match)
    sides = [match.first, match.second]
    if found:
        sides = [found.stages[-1], found.stages[0]] if found.back else [found.stages[0], found.stages[-1]]
    properties = " ".join(f"({property_of(side)})" for side in sides)
    return f"{'' if found else '¬'}Counting.AsMany {properties}"


def _fits(question: Question) -> str:
    return f"(Counting.Fits {list(question.letters)} {listed(question.conditions)})"


def _functions(move: Move) -> tuple[str, str]:
    """What a number is replaced by, and by what that is undone."""
    if move.rule is Rule.MIRRORED:
        there = f"{move.numbers[0]} - a"
        return there, there
    factor, added = move.numbers
    there = (f"{factor} * a" if factor > 1 else "a") + (f" + {added}" if added else "")
    back = f"a - {added}" if added else "a"
    if factor > 1:
        back = f"({back}) / {factor}" if added else f"a / {factor}"
    return there, back


def _both(parts: Sequence[str]) -> str:
    """That a conjunction is another one, from its parts."""
    if len(parts) == 1:
        return parts[0]
    rest = _both(parts[1:])
    return f"and_congr {_argument(parts[0])} {_argument(rest)}"


def _argument(text: str) -> str:
    return f"({text})" if " " in text else text


def _images(move: Move, conditions: Sequence[Condition], linear: str) -> str:
    """Why each condition holds exactly when its image does; the length is the first."""
    parts = []
    for c in conditions[1:]:
        if c.kind is Kind.SUM:
            more = " (by decide)" if move.rule is Rule.SCALED else ""
            parts.append(f"Counting.Replaced.{move.rule} {linear}{more} (by decide) numbers long")
        else:
            parts.append(f"Counting.Replaced.{c.kind} {_NEEDS[c.kind]}")
    return f"Counting.Replaced.sized fun long => {_both(parts)}" if parts else "Counting.Replaced.length"


def _move(move: Move, before: Question, after: Question, short: bool) -> tuple[list[str], str]:
    """Lines that a move's proof rests on, and the proof; `short`: with as few lines as possible."""
    if move.rule is Rule.REST:
        first = starting(before)
        place = before.conditions.index(Condition(Kind.STARTS, (first,)))
        member = ".head _"
        for _ in range(place):
            member = f".tail _ ({member})"
        return [], f".rest {first} (by decide) ({member}) rfl"
    if move.rule is Rule.REVERSED:
        return [], f".reversed fun _ => {_both([f'Counting.Reversed.{c.kind}' for c in before.conditions])}"
    there, back = _functions(move)
    f, g = f"(fun a => {there})", f"(fun a => {back})"
    letters, images = list(before.letters), list(after.letters)
    lines = [f"have there : Counting.Undone {f} {g} {letters} {images} := by decide"]
    if move.rule is Rule.MIRRORED:
        equation, given = f"a + ({there}) = {move.numbers[0]}", f"(m := {move.numbers[0]})"
    else:
        factor, added = move.numbers
        equation, given = f"{there} = {factor} * a + {added}", f"(p := {factor}) (q := {added})"
    if short:
        said_of = _images(move, before.conditions, f"{given} (by decide)")
        return lines, f".replaced there (by decide) fun w numbers => {said_of}"
    lines.append(f"have back : Counting.Undone {g} {f} {images} {letters} := by decide")
    if any(c.kind is Kind.SUM for c in before.conditions):
        lines.append(f"have linear : ∀ a ∈ {letters}, {equation} := by decide")
    return lines, f".replaced there back fun w numbers => {_images(move, before.conditions, 'linear')}"


def solve_match(match: Match) -> Solution:
    """The bijection, or the two counts; raises ValueError for equal counts without a bijection."""
    found = bijection(match)
    if found:
        return _matched(found)
    first, second = counts(match)
    if first == second:
        raise ValueError(f"there are {first} lists of both descriptions, but no bijection was found: {match}")
    steps = Steps()
    names, tables, ends = ("first", "second"), [], []
    for side in (match.first, match.second):
        tables.append(tabulate(side, steps))
        ends.append(len(steps) - 1)
    steps.add("unequal", ends, f"{first} ≠ {second}")
    lines = [f"have {name} : {table} := by decide +kernel" for name, table in zip(names, tables, strict=True)]
    lines.append("exact Counting.AsMany.not first.exactly second.exactly rfl")
    terms = " ".join(f"(by decide +kernel : {table}).exactly" for table in tables)
    return Solution(
        Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(lines), f"Counting.AsMany.not {terms} rfl", steps
    )


def _matched(found: Bijection) -> Solution:
    steps, lines = Steps(), []
    names: list[str] = []
    terms: list[str] = []
    ends: list[int] = []
    for move, before, after in zip(found.moves, found.stages[:-1], found.stages[1:], strict=True):
        claim = f"Counting.AsMany {_fits(before)} {_fits(after)}"
        rests_on, proof = _move(move, before, after, short=False)
        names.append(f"{move.rule}_again" if move.rule in names else move.rule.value)
        lines += [*rests_on, f"have {names[-1]} : {claim} := {proof}"]
        rests_on, proof = _move(move, before, after, short=True)
        # A block of tactics would go on after the semicolon.
        before_it = "".join(f"{line.replace('by decide', '(by decide)')}; " for line in rests_on)
        terms.append(f"({before_it}{proof} : {claim})")
        ends.append(_explain(move, before, after, steps))
    if len(ends) > 1:
        steps.add("composed", ends, "one after the other")
    whole, term = names[-1], terms[-1]
    for name, part in zip(reversed(names[:-1]), reversed(terms[:-1]), strict=True):
        whole, term = f"{name}.trans {_argument(whole)}", f"{part}.trans ({term})"
    if found.back:
        whole, term = f"Counting.AsMany.symm {_argument(whole)}", f"({term}).symm"
    lines.append(f"exact {whole}")
    return Solution(Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(lines), term, steps)


def _explain(move: Move, before: Question, after: Question, steps: Steps) -> int:
    """The steps of one move: the map, what each condition becomes, and what undoes it."""
    if move.rule is Rule.REST:
        there, back = "w ↦ w.tail", f"v ↦ {starting(before)} :: v"
    elif move.rule is Rule.REVERSED:
        there = back = "w ↦ w.reverse"
    else:
        there, back = (f"w ↦ w.map fun a => {text}" for text in _functions(move))
    first = steps.add(move.rule, [], there)
    cited = [first]
    for c, image in images(move, before, after):
        text = said(c) if image is None else f"{said(c)} ↔ {said(image)}"
        cited.append(steps.add("image", [first], text))
    cited.append(steps.add("inverse", [first], back))
    return steps.add("matched", cited, f"{before} ~ {after}")


def starting(question: Question) -> int:
    """The number that all lists begin with; raises StopIteration where none is given."""
    return next(c.numbers[0] for c in question.conditions if c.kind is Kind.STARTS)


def images(move: Move, before: Question, after: Question) -> list[tuple[Condition, Condition | None]]:
    """Each condition with what it becomes; None where nothing is left to be said."""
    pending = list(after.conditions)
    first = starting(before) if move.rule is Rule.REST else None
    result: list[tuple[Condition, Condition | None]] = []
    for c in before.conditions:
        gone = first is not None and not all_after(first, (c,))
        result.append((c, None if gone else pending.pop(0)))
    return result

"""The steps of proofs, checked line by line against the rules of natural deduction."""

from __future__ import annotations

from collections.abc import Callable

from factory.records import Outcome, Proof, Step
from generators.propositional.formula import (
    And,
    Bottom,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Top,
    parse_sequent,
    parse_symbols,
    prefix,
    symbols,
)
from search.propositional import RULES, Budget

Solve = Callable[..., list[Proof]]


def implications(iff: Iff) -> tuple[Formula, Formula]:
    return Implies(iff.left, iff.right), Implies(iff.right, iff.left)


def follows(rule: str, premises: list[Formula], conclusion: Formula) -> bool:
    """Whether the rule gives the conclusion from the premises, leaving aside what it discharges."""
    match rule, premises, conclusion:
        case (("premise" | "assume" | "case"), [], _):
            return True
        case "reiterate", [a], _:
            return a == conclusion
        case "true_intro", [], Top():
            return True
        case "and_intro", [a, b], And(left, right):
            return (a, b) == (left, right)
        case "and_left", [And(left, _)], _:
            return left == conclusion
        case "and_right", [And(_, right)], _:
            return right == conclusion
        case "or_intro_left", [a], Or(left, _):
            return a == left
        case "or_intro_right", [b], Or(_, right):
            return b == right
        case "or_elim", [Or(left, right), a, x, b, y], _:
            return (a, b) == (left, right) and x == y == conclusion
        case "imp_intro", [a, b], Implies(left, right):
            return (a, b) == (left, right)
        case "imp_elim", [Implies(left, right), a], _:
            return a == left and right == conclusion
        case "not_intro", [a, Bottom()], Not(body):
            return a == body
        case "not_elim", [Not(body), a], Bottom():
            return a == body
        case "iff_intro", [a, b], Iff():
            return (a, b) == implications(conclusion)
        case "iff_mp", [Iff() as iff], _:
            return implications(iff)[0] == conclusion
        case "iff_mpr", [Iff() as iff], _:
            return implications(iff)[1] == conclusion
        case "false_elim", [Bottom()], _:
            return True
        case "excluded_middle", [], Or(left, Not(body)):
            return left == body
        case "by_contradiction", [Not(body), Bottom()], _:
            return body == conclusion
    return False


# Which premises of a rule are assumptions that it discharges, and in which premise's derivation.
DISCHARGES = {
    "imp_intro": [(0, 1)],
    "not_intro": [(0, 1)],
    "by_contradiction": [(0, 1)],
    "or_elim": [(1, 2), (3, 4)],
}


def check_steps(text: str, proof: Proof) -> None:
    sequent = parse_sequent(text)
    refuted = proof.outcome is Outcome.REFUTED
    open_assumptions: list[frozenset[int]] = []
    conclusions: list[Formula] = []
    last = len(proof.steps) - 1
    for index, step in enumerate(proof.steps):
        assert step.index == index
        assert step.rule in RULES
        assert all(0 <= premise < index for premise in step.premises)
        parsed = [parse_symbols(goal) for goal in step.remaining]
        assert [symbols(goal) for goal in parsed] == step.remaining
        if refuted and index in (0, last):
            universal(step, proof, index)
            conclusions.append(sequent.formula() if index == 0 else Not(sequent.formula()))
            open_assumptions.append(frozenset({0}) if index == 0 else frozenset())
            continue
        conclusion = parse_symbols(step.conclusion)
        conclusions.append(conclusion)
        assert symbols(conclusion) == step.conclusion
        if step.failed:
            open_assumptions.append(frozenset())
            continue
        assert not any(proof.steps[premise].failed for premise in step.premises)
        if step.rule == "instantiate":
            assert step.premises == [0]
            open_assumptions.append(frozenset({0}))
            continue
        assert follows(step.rule, [conclusions[p] for p in step.premises], conclusion), (text, step)
        discharged = DISCHARGES.get(step.rule, [])
        roles = {place: {step.premises[which]} for which, place in discharged}
        used = set() if step.rule not in ("premise", "assume", "case") else {index}
        for place, premise in enumerate(step.premises):
            if place not in [which for which, _ in discharged]:
                used |= open_assumptions[premise] - roles.get(place, set())
        open_assumptions.append(frozenset(used))
    final = proof.steps[-1]
    assert final.remaining == []
    assert final.depth == 0
    assert not final.failed
    if not refuted:
        assert conclusions[-1] == sequent.goal
        assert all(proof.steps[index].rule == "premise" for index in open_assumptions[-1])
        premises = [conclusions[s.index] for s in proof.steps if s.rule == "premise"]
        assert premises == list(sequent.hypotheses)


def universal(step: Step, proof: Proof, index: int) -> None:
    assert step.rule == ("assume" if index == 0 else "not_intro")
    if index:
        assert step.conclusion.startswith("¬")
        assert step.premises[0] == 0


def check_dead_ends(proof: Proof) -> None:
    """Failed lines come in pairs: an attempt, and the goal that it could not reach."""
    failed = [step for step in proof.steps if step.failed]
    for attempt, end in zip(failed[::2], failed[1::2], strict=True):
        assert attempt.index + 1 == end.index
        assert end.rule == "dead_end"
        assert end.premises == [attempt.index]
        assert attempt.remaining[0] == end.remaining[0] == end.conclusion


def test_random_steps(solve: Solve, random_sequents: Callable[..., list[str]]) -> None:
    sequents = random_sequents(5, 3_000)
    for text, proof in zip(sequents, solve(sequents), strict=True):
        check_steps(text, proof)
        check_dead_ends(proof)


def test_steps_of_larger_problems(solve: Solve, random_sequents: Callable[..., list[str]]) -> None:
    sequents = random_sequents(6, 300, (15, 40))
    for text, proof in zip(sequents, solve(sequents), strict=True):
        if proof.outcome is not Outcome.OPEN:
            check_steps(text, proof)


def test_dead_ends_are_unprovable(solve: Solve, random_sequents: Callable[..., list[str]]) -> None:
    """A goal marked as a dead end does not follow from the assumptions that are open there."""
    sequents = random_sequents(7, 1_500)
    questions, outcomes = [], []
    for proof in solve(sequents):
        for end in proof.steps:
            if end.rule == "dead_end":
                questions.append(
                    f"{','.join(map(prefix_of, open_at(proof, end)))}:{prefix_of(end.conclusion)}"
                )
                outcomes.append(proof.outcome)
    assert len(questions) > 50
    for question, outcome, answer in zip(questions, outcomes, solve(questions), strict=True):
        weaker = {Outcome.REFUTED, Outcome.CLASSICAL}
        assert answer.outcome in (weaker if outcome is Outcome.INTUITIONISTIC else {Outcome.REFUTED}), (
            question
        )


def open_at(proof: Proof, end: Step) -> list[str]:
    """The assumptions in whose scope a line is: those before it that no shallower line has closed since."""
    scope: list[Step] = []
    for step in proof.steps[: end.index]:
        if step.failed:
            continue
        scope = [it for it in scope if it.depth <= step.depth]
        if step.rule in ("assume", "case"):
            scope = [it for it in scope if it.depth < step.depth]
        if step.rule in ("premise", "assume", "case"):
            scope.append(step)
    scope = [it for it in scope if it.depth <= end.depth]
    return [step.conclusion for step in scope]


def prefix_of(text: str) -> str:
    return prefix(parse_symbols(text))


def test_the_number_of_dead_ends_is_bounded(solve: Solve) -> None:
    sequent = "|a|b|cd:|d|c|ba"
    for most in (0, 1, 2, 5):
        steps = solve([sequent], Budget(dead_ends=most))[0].steps
        assert sum(step.rule == "dead_end" for step in steps) == most


def test_goals_left(solve: Solve) -> None:
    steps = solve(["a,b:&ab"])[0].steps
    assert [step.remaining for step in steps] == [["p ∧ q"], ["p ∧ q"], []]

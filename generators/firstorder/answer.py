"""Decides what follows from premises, with a proof or with worlds; writes the answer in Lean and in steps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

import msgspec

from factory.records import Outcome, Step
from generators.family import Solution
from generators.firstorder.argument import Argument, length
from generators.firstorder.formula import Exists, Forall, Formula, Implies, Theory, formula_text, negation
from generators.firstorder.models import World, find_world
from generators.firstorder.proof import Say, write
from generators.firstorder.search import prove
from generators.firstorder.worlds import refutation, table
from generators.steps import Steps

_SMALL: Final = 2  # things of a sort in a world that is looked for before a proof is


class Asked(StrEnum):
    """What is asked of a claim: whether it follows; or whether it, its opposite, or neither does."""

    FOLLOWS = "follows"
    SETTLED = "settled"


class Answer(StrEnum):
    """What the premises say of the claim. INVALID: it does not follow, whatever may be of its opposite."""

    YES = "yes"
    NO = "no"
    OPEN = "open"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer with what shows it.

    `argument` proves the claim, or its opposite. In `worlds` the premises hold: the claim is false in the
    first for INVALID and OPEN, true in the second for OPEN; for what is proved, one shows that they can.
    """

    answer: Answer
    argument: Argument | None
    worlds: tuple[World, ...]

    @property
    def lines(self) -> int:
        """Lines of the argument; 0 where there is none."""
        return 0 if self.argument is None else length(self.argument)


class Speaker(Say, Protocol):
    """Says the steps of arguments and describes worlds."""

    def world(self, world: World, symbol: str) -> str:
        """What a function, predicate or constant is in a world, in words."""
        ...


def decide(theory: Theory, claim: Formula, asked: Asked) -> Verdict | None:
    """The verdict; None if the premises contradict each other, or if the search does not settle it."""
    false = _world_or_proof(theory, claim)
    if isinstance(false, Argument):
        true = find_world(theory.signature, (*theory.premises, claim))
        return None if true is None else Verdict(Answer.YES, false, (true,))
    if false is not None and asked is Asked.FOLLOWS:
        return Verdict(Answer.INVALID, None, (false,))
    shown = _world_or_proof(theory, negation(claim))
    if false is None or shown is None:
        return None
    if isinstance(shown, Argument):
        return Verdict(Answer.NO, shown, (false,))
    return Verdict(Answer.OPEN, None, (false, shown))


def _world_or_proof(theory: Theory, claim: Formula) -> World | Argument | None:
    """A world in which the premises hold and the claim does not, or a proof of the claim; None if unknown."""
    sentences = (*theory.premises, negation(claim))
    world = find_world(theory.signature, sentences, most=_SMALL)
    if world is not None:
        return world
    argument = prove(theory, claim)
    return argument or find_world(theory.signature, sentences, least=_SMALL + 1)


def vacuous(theory: Theory, claim: Formula) -> bool:
    """Whether nothing is known to be what a general claim is about: its condition holds in no small world."""
    things: list[tuple[str, str]] = []
    while isinstance(claim, Forall):
        things.append((claim.variable, claim.sort))
        claim = claim.body
    if not isinstance(claim, Implies):
        return False
    condition = claim.left
    for variable, sort in reversed(things):
        condition = Exists(variable, sort, condition)
    return find_world(theory.signature, (*theory.premises, condition), most=_SMALL) is None


def statement(theory: Theory, claim: Formula, answer: Answer) -> str:
    """The closed Lean proposition that says what the answer says."""
    if answer is Answer.YES:
        return theory.closed(claim)
    if answer is Answer.NO:
        return theory.closed(negation(claim))
    if answer is Answer.INVALID:
        return f"¬ ({theory.closed(claim)})"
    return f"¬ ({theory.closed(claim)}) ∧ ¬ ({theory.closed(negation(claim))})"


def solve(theory: Theory, claim: Formula, verdict: Verdict, say: Speaker) -> Solution:
    """The proof of the statement; worlds in which the premises hold are the last step's certificate."""
    goal = negation(claim) if verdict.answer is Answer.NO else claim
    if verdict.argument is not None:
        written = write(theory, goal, verdict.argument, say)
        steps, outcome = written.steps, Outcome.CLASSICAL if written.classical else Outcome.INTUITIONISTIC
        tactic, term = written.tactic, written.term
    else:
        steps, outcome = _worlds(theory, goal, verdict, say), Outcome.INTUITIONISTIC
        terms = [refutation(theory, goal, verdict.worlds[0])]
        if verdict.answer is Answer.OPEN:
            terms.append(refutation(theory, negation(goal), verdict.worlds[1]))
        parts = [f"fun h => {term}" for term in terms]
        if len(parts) == 1:
            tactic, term = f"by\n  intro h\n  exact {terms[0]}", parts[0]
        else:
            bullets = "".join(f"\n  · intro h\n    exact {term}" for term in terms)
            tactic, term = f"by\n  refine ⟨?_, ?_⟩{bullets}", f"⟨{', '.join(parts)}⟩"
    steps[-1] = msgspec.structs.replace(steps[-1], certificate=_certificate(verdict.worlds))
    return Solution(outcome, tactic, term, steps, {"lines": float(verdict.lines)})


def _certificate(worlds: Sequence[World]) -> str:
    """Worlds as JSON: sizes of sorts, values of constants and functions, and the rows of predicates."""
    plain = [
        {
            "sizes": dict(world.sizes),
            "constants": dict(world.constants),
            "functions": {name: list(values) for name, values in world.functions.items()},
            "predicates": {name: sorted(map(list, rows)) for name, rows in world.predicates.items()},
        }
        for world in worlds
    ]
    return json.dumps({"worlds": plain}, ensure_ascii=False, separators=(",", ":"))


def _worlds(theory: Theory, claim: Formula, verdict: Verdict, say: Speaker) -> list[Step]:
    """The steps that describe worlds in which the premises hold and the claim fails, then holds."""
    steps = Steps()

    def add(rule: str, cited: list[int], said: Formula | str, text: str, depth: int) -> None:
        steps.add(rule, cited, text, depth, words=say(rule, cited, said))

    for premise in theory.premises:
        add("premise", [], premise, formula_text(premise), 0)
    given = list(range(len(steps)))
    shown = []
    for world, fact in zip(verdict.worlds, (negation(claim), claim), strict=False):
        start = len(steps)
        sizes = ", ".join(f"|{sort}| = {size}" for sort, size in world.sizes.items())
        add("world", [], say.world(world, ""), sizes, 1)
        for symbol in theory.signature.ordered():
            if symbol in theory.signature.constants:
                text = f"{symbol} := {world.constants[symbol]}"
            else:
                text = f"{symbol} := {table(theory, world, symbol)}"
            add("table", [start], say.world(world, symbol), text, 1)
        shown.append(len(steps))
        add("holds", [*given, *range(start, len(steps))], fact, formula_text(fact), 1)
    last = {Answer.OPEN: "independent", Answer.INVALID: "invalid"}[verdict.answer]
    add(last, shown, "", statement(theory, claim, verdict.answer), 0)
    return steps

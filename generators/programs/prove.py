"""Lean texts of questions about programs, and the steps of their proofs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from factory.records import Outcome
from generators.family import Solution
from generators.programs import listing, triple
from generators.programs.language import (
    VARIABLES,
    Assignment,
    Choice,
    Comparison,
    Loop,
    Program,
    Run,
    State,
    comparison_text,
    holds,
    lean,
    of,
    parse_program,
    predicate,
    program_text,
    run,
    state_text,
    text,
    value,
    variables,
)
from generators.programs.listing import Call
from generators.programs.triple import Meaning, Triple
from generators.steps import Steps

_COMPUTED = "(Nat.le_of_ble_eq_true rfl)"
_TRUE = {"<": _COMPUTED, "≤": _COMPUTED, "=": "rfl", "≠": "(Nat.ne_of_beq_eq_false rfl)"}
_FALSE = {
    "<": f"(Nat.not_lt_of_le {_COMPUTED})",
    "≤": f"(Nat.not_le_of_gt {_COMPUTED})",
    "=": "(Nat.ne_of_beq_eq_false rfl)",
    "≠": "(fun h => h rfl)",
}


@dataclass(frozen=True, slots=True)
class Trace:
    """A program and the state in which it starts: where does it end?"""

    program: Program
    start: tuple[int, ...]

    def __str__(self) -> str:
        return f"run {' '.join(map(str, self.start))} | {program_text(self.program)}"

    @property
    def state(self) -> State:
        """The values of the variables at first."""
        return dict(zip(VARIABLES, self.start, strict=True))

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of its statements."""
        return run(self.program, self.state)


Question: TypeAlias = Trace | Triple | Call


def parse(said: str) -> Question:
    """The question of a canonical text; raises ValueError."""
    if said.startswith("run "):
        start, _, program = said.removeprefix("run ").partition(" | ")
        numbers = start.split()
        if len(numbers) != len(VARIABLES) or not all(number.isdecimal() for number in numbers):
            raise ValueError(f"{said!r} is not a program to run: write run 0 0 0 6 | x := 0; y := n")
        return Trace(parse_program(program), tuple(map(int, numbers)))
    return listing.parse(said) if " | " in said else triple.parse(said)


def statement(question: Question) -> str:
    """The proposition that the answer is."""
    if isinstance(question, Trace):
        begin, end = state_text(question.state), state_text(question.runs[-1].after)
        return f"∀ t : Programs.State, Programs.Runs {lean(question.program)} {begin} t ↔ t = {end}"
    if isinstance(question, Triple):
        said = triple.meaning(question)
        parts = f"{predicate(said.needs)} {lean(said.program)} {predicate(said.claim)}"
        return f"{'' if triple.decided(question) else '¬'}Programs.Triple {parts}"
    return _Listing(question).statement()


def prove(question: Question) -> Solution:
    """The proof of `statement`; its steps have no words yet."""
    if isinstance(question, Call):
        return _Listing(question).prove()
    if isinstance(question, Trace):
        return _traced(question)
    return _invariant(question) if triple.decided(question) else _fails(question)


def shown(state: State, names: Sequence[str]) -> str:
    """The values of some variables."""
    return " ∧ ".join(f"{name} = {state[name]}" for name in names)


def conjunction(parts: Sequence[Comparison]) -> str:
    """Comparisons joined."""
    return " ∧ ".join(map(comparison_text, parts))


def _inline(runs: Sequence[Run]) -> str:
    """The derivation that statements run as they do, as a term."""
    first, rest = runs[0], runs[1:]
    if rest:
        return f"(.seq {state_text(first.after)} {_inline([first])} {_inline(rest)})"
    if isinstance(first.statement, Assignment):
        return ".set"
    test = first.statement.test
    if isinstance(first.statement, Choice):
        rule, proof = (".yes", _TRUE) if first.taken else (".no", _FALSE)
        return f"({rule} {proof[test.relation]} {_inline(first.rounds[0])})"
    end = f"(.done {_FALSE[test.relation]})"
    for inner in reversed(first.rounds):
        end = f"(.next {state_text(inner[-1].after)} {_TRUE[test.relation]} {_inline(inner)} {end})"
    return end


def _lines(runs: Sequence[Run]) -> Iterator[str]:
    """The same as a script: one line a statement, or a round of a loop."""
    first, rest = runs[0], runs[1:]
    looping = isinstance(first.statement, Loop)
    if rest and not looping:
        yield f"refine .seq {state_text(first.after)} {_inline([first])} ?_"
        yield from _lines(rest)
    elif rest:
        yield f"refine .seq {state_text(first.after)} ?_ ?_"
        inner = list(_lines([first]))
        yield f"· {inner[0]}"
        yield from (f"  {line}" for line in inner[1:])
        yield from _lines(rest)
    elif isinstance(first.statement, Loop):
        test = first.statement.test
        for done in first.rounds:
            yield f"refine .next {state_text(done[-1].after)} {_TRUE[test.relation]} {_inline(done)} ?_"
        yield f"exact .done {_FALSE[test.relation]}"
    else:
        yield f"exact {_inline([first])}"


def _executed(steps: Steps, runs: Sequence[Run], last: list[int], depth: int = 0) -> None:
    """A step for each assignment, for each test; `last` are the steps that the next one rests on."""
    for done in runs:
        statement = done.statement
        if isinstance(statement, Assignment):
            said = shown(done.after, [name for name, _ in statement.values])
            last[:] = [steps.add("set", last[-1:], said, depth)]
            continue
        test = comparison_text(statement.test)
        if isinstance(statement, Choice):
            rule, said = ("yes", test) if done.taken else ("no", f"¬ {test}")
            last[:] = [steps.add(rule, last[-1:], said, depth)]
            _executed(steps, done.rounds[0], last, depth + 1)
            continue
        for inner in done.rounds:
            last[:] = [steps.add("round", last[-1:], test, depth)]
            _executed(steps, inner, last, depth + 1)
        last[:] = [steps.add("leave", last[-1:], f"¬ {test}", depth)]


def _traced(question: Trace) -> Solution:
    steps = Steps()
    names = variables(question.program)
    steps.add("premise", [], program_text(question.program))
    last = [steps.add("premise", [], shown(question.state, names))]
    runs = question.runs
    _executed(steps, runs, last)
    steps.add("end", last, shown(runs[-1].after, names))
    script = ["refine Programs.Runs.only ?_", *_lines(runs)]
    inline = _inline(runs)
    term = f"Programs.Runs.only {inline}"
    return Solution(Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(script), term, steps)


def _before(steps: Steps, question: Triple) -> list[str]:
    """The premises, and what is claimed to be found out; the variables."""
    said = triple.meaning(question)
    steps.add("premise", [], program_text(said.program))
    steps.add("premise", [], conjunction(said.needs) or "True")
    return variables(said.program)


def _tried(steps: Steps, question: Triple, state: State, names: Sequence[str], failed: bool) -> int:
    """A run that does not contradict the claim."""
    said = triple.meaning(question)
    end = run(said.program, state)[-1].after
    return steps.add("sample", [0, 1], f"{shown(state, _input(names))} → {shown(end, names)}", failed=failed)


def _input(names: Sequence[str]) -> list[str]:
    """The variable on which a run depends: n, where there is one."""
    return ["n"] if "n" in names else list(names[:1])


def _invariant(question: Triple) -> Solution:
    said = triple.meaning(question)
    steps = Steps()
    names = _before(steps, question)
    sample = triple.example(question)
    if sample is None:
        raise ValueError(f"no short run is known of {question}")
    seen = _tried(steps, question, sample, names, False)
    invariant = conjunction(said.invariant)
    test = comparison_text(said.loop.test)
    found = steps.add("invariant", [seen], invariant)
    starts = steps.add("start", [0, 1, found], invariant)
    assumed = steps.add("assume", [found], f"{invariant} ∧ {test}", 1)
    kept = steps.add("keep", [0, assumed], invariant, 1)
    left = steps.add("over", [found], f"{invariant} ∧ ¬ {test}", 1)
    stops = steps.add("stop", [left], conjunction(said.claim), 1)
    steps.add("conclude", [starts, kept, stops], conjunction(said.claim))
    wanted = predicate(said.invariant)
    start, keep, stop = f"fun s h => {said.start}", f"fun s h g => {said.keep}", f"fun s h g => {said.stop}"
    script = [
        f"refine Programs.Triple.loop {wanted} ?_ ?_ ?_",
        f"· exact {start}",
        f"· exact {keep}",
        f"· exact {stop}",
    ]
    term = f"Programs.Triple.loop {wanted} ({start}) ({keep}) ({stop})"
    model, shown_by = _model(said, sample)
    return Solution(
        Outcome.INTUITIONISTIC,
        "by\n  " + "\n  ".join(script),
        term,
        steps,
        model=model,
        model_proof=shown_by,
    )


def _model(said: Meaning, start: State) -> tuple[str, str]:
    """That some run starts as is supposed, and ends; and the proof, which is that run."""
    runs = run(said.program, start)
    ends = f"Programs.Runs {lean(said.program)} s t"
    supposed = "".join(f"{comparison_text(need, of)} ∧ " for need in said.needs)
    met = "".join(f"{_TRUE[need.relation]}, " for need in said.needs)
    proof = f"⟨{state_text(start)}, {state_text(runs[-1].after)}, {met}{_inline(runs)}⟩"
    return f"∃ s t : Programs.State, {supposed}{ends}", f"by\n  exact {proof}"


def _fails(question: Triple) -> Solution:
    said = triple.meaning(question)
    steps = Steps()
    names = _before(steps, question)
    *tried, start = triple.counterexample(question)
    for state in tried:
        _tried(steps, question, state, names, True)
    last = [steps.add("choose", [1], shown(start, _input(names)))]
    runs = run(said.program, start)
    end = runs[-1].after
    _executed(steps, runs, last)
    wrong = next(place for place, part in enumerate(said.claim) if not holds(part, end))
    part = said.claim[wrong]
    values = f"{value(part.left, end)} {part.relation} {value(part.right, end)}"
    steps.add("fails", last, f"¬ {values}")
    projection = "h" if len(said.claim) == 1 else f"h{'.2' * wrong}{'.1' * (wrong < len(said.claim) - 1)}"
    contradiction = _FALSE[part.relation]
    if len(said.claim) > 1:
        contradiction = f"(fun h => {contradiction} {projection})"
    met = f"⟨{', '.join(_TRUE[need.relation] for need in said.needs)}⟩" if len(said.needs) > 1 else None
    met = met or (_TRUE[said.needs[0].relation] if said.needs else "trivial")
    head = f"absurd (all {state_text(start)} {state_text(end)} {met}"
    script = ["intro all", f"refine {head} ?_) {contradiction}", *_lines(runs)]
    term = f"fun all => {head} {_inline(runs)}) {contradiction}"
    return Solution(Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(script), term, steps)


@dataclass(frozen=True, slots=True)
class _Listing:
    """Texts of a call of a function on lists."""

    call: Call

    def givens(self) -> list[str]:
        """The equations of f: at the end, where the test succeeds, where it does not."""
        call = self.call
        nothing = "0" if call.total else "[]"
        end = ("a" if call.total else "[a]") if call.last else nothing
        test = _held(comparison_text(call.test))
        cases = [
            f"∀ (x : Nat) (l : List Nat) (a : Nat), {sign}{test} → f (x :: l) a = {self._rule(rule)}"
            for sign, rule in (("", call.yes), ("¬", call.no))
        ]
        cases[1] = cases[1].replace(f"¬{test}", f"¬({test})")
        return [f"∀ a : Nat, f [] a = {end}", *cases]

    def _rule(self, rule: listing.Rule) -> str:
        again = f"f l {_argument(_held(text(rule.hold)))}"
        if rule.emit is None:
            return again
        return f"{_argument(_held(text(rule.emit)))} {'+' if self.call.total else '::'} {again}"

    def value(self, numbers: Sequence[int]) -> str:
        """What is returned when these numbers are put out."""
        return str(sum(numbers)) if self.call.total else f"[{', '.join(map(str, numbers))}]"

    def asked(self, place: int = 0) -> str:
        """The call when so many items are done."""
        call = self.call
        seen = listing.visits(call)
        held = call.start if place == 0 else seen[place - 1].then
        return f"f [{', '.join(map(str, call.items[place:]))}] {held}"

    def statement(self) -> str:
        """That the call returns what it does."""
        kind = "Nat" if self.call.total else "List Nat"
        given = " → ".join(f"({said})" for said in self.givens())
        returned = self.value(listing.results(self.call)[0])
        return f"∀ f : List Nat → Nat → {kind}, {given} → {self.asked()} = {returned}"

    def prove(self) -> Solution:
        """From the last item to the first."""
        call = self.call
        steps = Steps()
        for said in self.givens():
            steps.add("premise", [], said)
        steps.add("premise", [], self.asked())
        seen, found = listing.visits(call), listing.results(call)
        calls: list[int] = []
        for place, visit in enumerate(seen):
            emitted = "" if visit.emitted is None else f"{visit.emitted} {'+' if call.total else '::'} "
            said = f"{self.asked(place)} = {emitted}{self.asked(place + 1)}"
            calls.append(steps.add("item", [1 if visit.taken else 2, calls[-1] if calls else 3], said))
        last = steps.add("empty", [0, calls[-1]], f"{self.asked(len(seen))} = {self.value(found[-1])}")
        lines = [f"have v{len(seen)} : {steps[last].conclusion} := h0 _"]
        term = "h0 _"  # one proof inside the other: what the calls return need not be said again
        for place in range(len(seen) - 1, -1, -1):
            visit = seen[place]
            test = (_TRUE if visit.taken else _FALSE)[call.test.relation]
            case = f"(h{1 if visit.taken else 2} {visit.item} _ {visit.held} {test})"
            value = self.value(found[place])
            said = f"{self.asked(place)} = {value}"
            if visit.emitted is None:
                proof, term = f"{case}.trans v{place + 1}", f"{case}.trans ({term})"
            elif call.total:
                proof = f"Programs.plus {case} v{place + 1} rfl"
                term = f"Programs.plus (s := {value}) {case} ({term}) rfl"
            else:
                proof = f"Programs.cons {case} v{place + 1} rfl"
                term = f"Programs.cons {case} ({term}) rfl"
            lines.append(f"have v{place} : {said} := {proof}")
            if visit.emitted is not None:
                last = steps.add("back", [calls[place], last], said)
        steps.add("returned", [last], f"{self.asked()} = {self.value(found[0])}")
        tactic = "by\n  intro f h0 h1 h2\n  " + "\n  ".join((*lines, "exact v0"))
        return Solution(Outcome.INTUITIONISTIC, tactic, f"fun f h0 h1 h2 => {term}", steps)


def _held(said: str) -> str:
    """What is held is called a in Lean."""
    return " ".join(
        "a" if part == "n" else part.replace("(n", "(a").replace("n)", "a)") for part in said.split(" ")
    )


def _argument(said: str) -> str:
    return f"({said})" if " " in said else said


def givens(question: Question) -> tuple[list[str], str]:
    """Hypotheses and goal in symbols."""
    if isinstance(question, Call):
        writer = _Listing(question)
        items = ", ".join(map(str, question.items))
        return [f"l = [{items}]", f"a = {question.start}", *writer.givens()], "f l a = ?"
    if isinstance(question, Trace):
        names = variables(question.program)
        return [program_text(question.program), shown(question.state, names)], ", ".join(
            f"{name}?" for name in names
        )
    said = triple.meaning(question)
    return [program_text(said.program), conjunction(said.needs) or "True"], conjunction(said.claim)

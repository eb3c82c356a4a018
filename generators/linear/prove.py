"""Lean texts of questions about constraints, and the steps of their proofs."""

from __future__ import annotations

from collections.abc import Sequence

from factory.records import Outcome
from generators.family import Solution
from generators.linear.answer import Answer, Chain, Found, Refutation, ends, find
from generators.linear.constraint import Constraint, Question, Relation
from generators.linear.eliminate import Given, Row, Sum
from generators.steps import Steps

_FEW = "xyzw"  # the names where a row of coefficients is at hand, which has four places
_MANY = "abcdefgijklmnopqrstuv"
_REMARK = "  -- "
_READ = {Relation.LE: "le", Relation.LT: "lt", Relation.EQ: "eq", Relation.NE: "ne"}
_JOINED = {
    (False, False): "Int.le_trans",
    (False, True): "Int.lt_of_le_of_lt",
    (True, False): "Int.lt_of_lt_of_le",
    (True, True): "Int.lt_trans",
}


def names(question: Question) -> Sequence[str]:
    """The formal names of the variables."""
    return _FEW if question.variables <= len(_FEW) else _MANY


def constraint_text(c: Constraint, called: Sequence[str]) -> str:
    """The constraint in symbols."""
    texts = []
    for terms, constant in c.sides:
        parts = [f"{a} * {called[v]}" if a > 1 else called[v] for v, a in terms]
        texts.append(" + ".join((*parts, *([str(constant)] if constant or not parts else []))))
    return f" {c.relation.symbol} ".join(texts)


def statement(question: Question) -> str:
    """The proposition that the answer is; raises ValueError for a question that `find` does not answer."""
    found = _found(question)
    called = names(question)
    listed = " ".join(called[: question.variables])
    premises = [constraint_text(c, called) for c in question.premises]
    kind = "Factory.Rational" if question.rational else "Int"
    if found.answer is Answer.POSSIBLE:
        return f"∃ {listed} : {kind}, {' ∧ '.join(premises)}"
    if question.claim is not None and found.answer is Answer.OPEN:
        worlds = [
            f"∃ {listed} : {kind}, {' ∧ '.join((*premises, constraint_text(c, called)))}"
            for c in (question.claim, question.claim.negation())
        ]
        return f"({worlds[0]}) ∧ {worlds[1]}"
    target = _target(question, found)
    conclusion = "False" if target is None else constraint_text(target, called)
    return f"∀ {listed} : {kind}, {' → '.join((*premises, conclusion))}"


def write_proof(question: Question) -> Solution:
    """The proof of `statement`; its steps have no words yet."""
    found = _found(question)
    writer = _Writer(question, found)
    if found.points:
        return writer.points()
    return writer.chains() if found.chains else writer.refutations()


def _found(question: Question) -> Found:
    found = find(question)
    if found is None:
        raise ValueError(f"no answer was found to {question}")
    return found


def _target(question: Question, found: Found) -> Constraint | None:
    """What is proved to follow; None for a contradiction."""
    if question.claim is None or found.answer is Answer.YES:
        return question.claim
    return question.claim.negation()


class _Writer:
    def __init__(self, question: Question, found: Found) -> None:
        self.question, self.found = question, found
        self.called = names(question)
        self.variables = self.called[: question.variables]
        self.target = _target(question, found)
        self.steps = Steps()
        for c in question.premises:
            self.steps.add("premise", [], constraint_text(c, self.called))

    def points(self) -> Solution:
        """One world that is possible, or one for each answer."""
        claim, worlds = self.question.claim, []
        for place, point in enumerate(self.found.points):
            given = [
                self.steps.add("value", [], f"{name} = {value}")
                for name, value in zip(self.variables, point, strict=True)
            ]
            held = list(range(len(self.question.premises)))
            if claim is None:
                self.steps.add("possible", [*held, *given], "∃")
            else:
                said = claim if place == 0 else claim.negation()
                self.steps.add("holds", [*held, *given], constraint_text(said, self.called))
            if self.question.rational:
                held_at = self.question.premises
                if claim is not None:
                    held_at = (*held_at, claim if place == 0 else claim.negation())
                values = [f".ratio {_signed(value.numerator)} {value.denominator}" for value in point]
                worlds.append(f"⟨{', '.join((*values, *map(_at_point, held_at)))}⟩")
            else:
                worlds.append(f"⟨{', '.join(map(str, point))}, by decide⟩")
        if len(worlds) == 1:
            return Solution(Outcome.INTUITIONISTIC, f"by\n  exact {worlds[0]}", worlds[0], self.steps)
        self.steps.add("open", [i for i, step in enumerate(self.steps) if step.rule == "holds"], "⊬")
        tactic = "by\n  constructor\n" + "\n".join(f"  · exact {world}" for world in worlds)
        return Solution(Outcome.INTUITIONISTIC, tactic, f"⟨{', '.join(worlds)}⟩", self.steps)

    def chains(self) -> Solution:
        """Premises chained, and what the chains amount to."""
        lines = [f"intro {self._binders()}"]
        proofs, ready, last = [], [], []
        for number, chain in enumerate(self.found.chains):
            script, name, term, step = self._climb(chain, number)
            lines += script
            ready.append(name)
            proofs.append(term)
            last.append(step)
        wanted = self.target
        strict = self.found.chains[0].strict
        if wanted is None:
            form = "Int.lt_irrefl _ {}"
            self.steps.add("irreflexive", last, "False")
        elif wanted.relation is Relation.EQ:
            form = "Int.le_antisymm {} {}"
            self.steps.add("antisymmetric", last, constraint_text(wanted, self.called))
        elif wanted.relation is Relation.NE:
            upward = ends(wanted)[0] == self.found.chains[0].start
            form = "Int.ne_of_lt {}" if upward else "Int.ne_of_gt {}"
            self.steps.add("different", last, constraint_text(wanted, self.called))
        elif wanted.relation is Relation.LE and strict:
            form = "Int.le_of_lt {}"
            self.steps.add("weaken", last, constraint_text(wanted, self.called))
        else:
            form = "{}"
        lines.append(f"exact {form.format(*ready)}")
        inner = [f"({term})" if " " in term and form != "{}" else term for term in proofs]
        term = f"fun {self._binders()} => {form.format(*inner)}"
        return Solution(Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(lines), term, self.steps)

    def _climb(self, chain: Chain, number: int) -> tuple[list[str], str, str, int]:
        """A chain link by link: lines of a script, the name of the last, a term, the last step.

        Each line rests on the one before; a chain of equations is one of ≤, as that is what is needed.
        """
        lines: list[str] = []
        name, term, step, strict, at = "", "", -1, False, chain.start
        needs_weak = self.target is not None and self.target.relation is Relation.EQ
        for count, (premise, reverse) in enumerate(chain.links):
            c = self.question.premises[premise]
            low, high = ends(c)
            sharp = c.relation is Relation.LT
            link = f"h{premise + 1}"
            if c.relation is Relation.EQ:
                link = f"Int.le_of_eq {link}.symm" if reverse else f"Int.le_of_eq {link}"
            at = low if reverse else high
            if needs_weak and sharp:
                link, sharp = f"Int.le_of_lt {link}", False
            if count == 0:
                name = term = link
                step, strict = premise, sharp
            else:
                joined, strict = _JOINED[strict, sharp], strict or sharp
                said = f"{self.called[chain.start]} {'<' if strict else '≤'} {self.called[at]}"
                line = f"{joined} {_enclosed(name)} {_enclosed(link)}"
                term = f"{joined} {_enclosed(term)} {_enclosed(link)}"
                name = f"s{number + 1}_{count}" if len(self.found.chains) > 1 else f"s{count}"
                lines.append(f"have {name} : {said} := {line}")
                step = self.steps.add("chain", [step, premise], said)
        return lines, _enclosed(name), term, step

    def refutations(self) -> Solution:
        """Rows added and rounded until one is absurd; what is claimed is shown by refuting its opposite."""
        blocks = [
            self._refute(refutation, number) for number, refutation in enumerate(self.found.refutations)
        ]
        binders, wanted = self._binders(), self.target
        order = "Factory" if self.question.rational else "Int"
        if wanted is None:
            head, term = "", "{}"
        elif wanted.relation is Relation.EQ:
            term = f"{order}.le_antisymm ({order}.not_lt.1 fun g => {{}}) ({order}.not_lt.1 fun h => {{}})"
            head = f"refine {term.format('?_', '?_')}"
        elif wanted.relation is Relation.NE:
            head, term = "intro h", "fun h => {}"
        else:
            lemma = f"{order}.not_lt.1" if wanted.relation is Relation.LE else f"{order}.not_le.1"
            head, term = f"refine {lemma} fun h => ?_", f"{lemma} fun h => {{}}"
        lines = [f"intro {binders}", *([head] if head else [])]
        for block in blocks:
            mark = "· " if len(blocks) > 1 else ""
            lines.append(mark + block[0])
            lines += [("  " if mark else "") + line for line in block[1:]]
        inner = [
            "; ".join(
                (*(line.partition(_REMARK)[0] for line in block[:-1]), block[-1].removeprefix("exact "))
            )
            for block in blocks
        ]
        return Solution(
            Outcome.INTUITIONISTIC,
            "by\n  " + "\n  ".join(lines),
            f"fun {binders} => {term.format(*inner)}",
            self.steps,
        )

    def _refute(self, refutation: Refutation, number: int) -> list[str]:
        """The lines of a refutation; the last is `exact ...`."""
        hypotheses = [f"h{i + 1}" for i in range(len(self.question.premises))]
        cited = list(range(len(hypotheses)))
        constraints = list(self.question.premises)
        depth = 0
        if refutation.assumed is not None:
            depth = 1
            hypotheses.append("g" if len(self.found.refutations) > 1 and number == 0 else "h")
            constraints.append(refutation.assumed)
            cited.append(
                self.steps.add("assume", [], constraint_text(refutation.assumed, self.called), depth)
            )
        lines: list[str] = []
        done: dict[int, tuple[str, int]] = {}

        def text(row: Row) -> tuple[str, int]:
            """A row as an argument, and the step that it is."""
            if isinstance(row.origin, Given):
                c = constraints[row.origin.number]
                reading = _reading_rational if self.question.rational else _reading
                number = row.origin.number
                return reading(c, hypotheses[number], row.origin.reverse), cited[number]
            if id(row) in done:
                return done[id(row)]
            origin = row.origin
            if isinstance(origin, Sum):
                (first, p), (second, q) = text(origin.row), text(origin.other)
                line = f".combine {origin.times} {first} {origin.other_times} {second}"
                step = self.steps.add(
                    "combine", [p, q], constraint_text(row.constraint(), self.called), depth
                )
            else:
                first, p = text(origin.row)
                line = f".round {origin.divisor} {first}"
                step = self.steps.add("round", [p], constraint_text(row.constraint(), self.called), depth)
            name = f"s{len(done) + 1}"
            lines.append(f"have {name} : {self._row()} := {line}{_REMARK}{self.steps[step].conclusion}")
            done[id(row)] = (name, step)
            return done[id(row)]

        last, step = text(refutation.row)
        self.steps.add("absurd", [step], "False", depth)
        if self.question.rational:
            absurd = f"Factory.RationalLinear.Row.absurd {-refutation.row.bound} {last}"
        else:
            absurd = f"Linear.Row.absurd {last}"
        lines.append(f"exact {absurd} (by decide +kernel)")
        return lines

    def _row(self) -> str:
        """The type of a row: the variables, of integers four, and coefficients that Lean finds."""
        if self.question.rational:
            return f"Factory.RationalLinear.Row [{', '.join(self.variables)}] _ _"
        variables = [*self.variables, *[self.called[0]] * (4 - self.question.variables)]
        return f"Linear.Row {' '.join(variables)} _"

    def _binders(self) -> str:
        hypotheses = [f"h{i + 1}" for i in range(len(self.question.premises))]
        return " ".join((*self.variables, *hypotheses))


def _enclosed(text: str) -> str:
    return f"({text})" if " " in text and not text.startswith("(") else text


def _signed(n: int) -> str:
    return f"({n})" if n < 0 else str(n)


def _rational_sides(c: Constraint, variables: Sequence[str]) -> list[str]:
    """What each side of a constraint between rational numbers is made of."""
    sides = []
    for terms, constant in c.sides:
        parts = [f"(.times {variables[v]})" if a > 1 else variables[v] for v, a in terms]
        if constant or not parts:
            parts.append({0: ".zero", 1: ".one"}.get(constant, ".num"))
        text = parts[0]
        for part in parts[1:]:
            text = f"(.add {text} {part})"
        sides.append(text)
    return sides


def _at_point(c: Constraint) -> str:
    """Why it holds where the variables have rational values."""
    left, right = _rational_sides(c, [".value"] * len(_FEW))
    return f"Factory.RationalLinear.At.{_READ[c.relation]} {left} {right} (by decide +kernel)"


def _reading_rational(c: Constraint, hypothesis: str, reverse: bool) -> str:
    """How a row between rational numbers is read off a hypothesis."""
    sides = _rational_sides(c, [f".x{v + 1}" for v in range(len(_FEW))])
    if reverse:
        return f"(.eq {hypothesis}.symm {sides[1]} {sides[0]})"
    return f"(.{_READ[c.relation]} {hypothesis} {sides[0]} {sides[1]})"


def _reading(c: Constraint, hypothesis: str, reverse: bool) -> str:
    """How a row is read off a hypothesis: what it says, and what each of its sides is made of."""
    sides = []
    for terms, constant in c.sides:
        parts = [f".{'m' if a > 1 else 'x'}{v + 1}" for v, a in terms]
        if constant or not parts:
            parts.append(".num")
        text = parts[0]
        for part in parts[1:]:
            text = f"(.add {text} {part})"
        sides.append(text)
    if reverse:
        return f"(.eq {hypothesis}.symm {sides[1]} {sides[0]})"
    return f"(.{_READ[c.relation]} {hypothesis} {sides[0]} {sides[1]})"

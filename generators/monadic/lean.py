"""Lean texts of a question: the statement, and the proof of its answer as a script, a term, and steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from factory.records import Outcome
from generators.family import Solution
from generators.lines import after
from generators.monadic.decide import Answer, Model, Proven, decide
from generators.monadic.reason import (
    Argument,
    Backward,
    Cases,
    Clash,
    Either,
    Forward,
    Reached,
    Reductio,
    premises_of,
)
from generators.monadic.sentence import (
    Fact,
    Literal,
    Question,
    Rule,
    Sentence,
    Some,
    individual_name,
    kind_name,
    opposite,
)
from generators.monadic.worlds import refutation
from generators.steps import Steps


def literal_text(literal: Literal, thing: str) -> str:
    """`A x` or `¬ A x`."""
    return f"{'' if literal.positive else '¬ '}{kind_name(literal.kind)} {thing}"


def sentence_text(sentence: Sentence) -> str:
    """The proposition that a sentence is; the same text serves as symbols."""
    if isinstance(sentence, Fact):
        return literal_text(sentence.literal, individual_name(sentence.individual))
    if isinstance(sentence, Some):
        return "∃ x, " + " ∧ ".join(literal_text(part, "x") for part in sentence.parts)
    body = " ∧ ".join(literal_text(part, "x") for part in sentence.body)
    return f"∀ x, {body} → " + " ∨ ".join(literal_text(part, "x") for part in sentence.head)


def statement(question: Question, answer: Answer) -> str:
    """The closed proposition that says what the answer says."""
    if answer is Answer.YES:
        return _closed(question, question.claim)
    if answer is Answer.NO:
        return _closed(question, opposite(question.claim))
    return f"¬ ({_closed(question, question.claim)}) ∧ ¬ ({_closed(question, opposite(question.claim))})"


def _closed(question: Question, claim: Sentence) -> str:
    kinds = " ".join(map(kind_name, range(question.kinds)))
    text = f"∀ (α : Type) ({kinds} : α → Prop)"
    if question.individuals:
        text += f" ({' '.join(map(individual_name, range(question.individuals)))} : α)"
    premises = [
        f"({sentence_text(p)})" if not isinstance(p, Fact) else sentence_text(p) for p in question.premises
    ]
    return f"{text}, " + " → ".join((*premises, sentence_text(claim)))


Say = Callable[
    [str, Sequence[int], str, object], str
]  # rule, cited steps, thing, what is said: the words of a step


def write_proof(question: Question, say: Say) -> Solution:
    """Decide the question and write the proof of the answer; `say` gives the words of each step."""
    _, shown = decide(question)
    if isinstance(shown, Proven):
        writer = _Writer(question, say)
        writer.theorem(shown)
        return Solution(
            Outcome.CLASSICAL if writer.classical else Outcome.INTUITIONISTIC,
            "by\n" + "\n".join(writer.lines),
            writer.term,
            writer.steps,
            {"lines": float(len(writer.steps))},
        )
    return _independent(question, shown, say)


@dataclass(slots=True)
class _Place:
    """Where in a proof we are: names and steps of what is known, how far in."""

    thing: str
    names: dict[Literal, str]
    steps: dict[Literal, int]
    indent: str
    depth: int

    def deeper(self, literal: Literal, name: str, step: int, indent: str) -> _Place:
        return _Place(
            self.thing, {**self.names, literal: name}, {**self.steps, literal: step}, indent, self.depth + 1
        )


class _Writer:
    def __init__(self, question: Question, say: Say) -> None:
        self.question = question
        self.say = say
        self.lines: list[str] = []
        self.steps = Steps()
        self.term = ""
        self.classical = False
        self.rules = tuple(p for p in question.premises if isinstance(p, Rule))
        self.rule_premise = [n for n, p in enumerate(question.premises) if isinstance(p, Rule)]
        self.fresh = len(question.premises)

    def theorem(self, proven: Proven) -> None:
        premises = self.question.premises
        binders = ["α", *map(kind_name, range(self.question.kinds))]
        binders += map(individual_name, range(self.question.individuals))
        binders += [f"h{n + 1}" for n in range(len(premises))]
        self.lines.append(f"  intros {' '.join(binders)}")
        for premise in premises:
            self._step("premise", [], sentence_text(premise), 0, "", premise)
        head, place = self._begin(proven)
        terms = []
        if isinstance(proven.sentence, Some):
            names = []
            for literal, argument in proven.arguments:
                if literal in place.names and isinstance(argument.end, Reached) and not argument.lines:
                    names.append(place.names[literal])
                    terms.append(place.names[literal])
                    continue
                name = self._name()
                self.lines.append(f"{place.indent}have {name} : {literal_text(literal, place.thing)} := by")
                start = len(self.steps)
                inner = _Place(place.thing, place.names, place.steps, place.indent + "  ", place.depth)
                terms.append(self._argument(argument, literal, inner))
                names.append(name)
                place.names[literal] = name
                place.steps[literal] = max(start, len(self.steps) - 1)
            self.lines.append(f"{place.indent}exact ⟨{place.thing}, {', '.join(names)}⟩")
            cited = [place.steps[literal] for literal, _ in proven.arguments]
            self._step("witness", cited, sentence_text(proven.sentence), 0, place.thing, proven.sentence)
            body = f"⟨{place.thing}, {', '.join(f'({term})' for term in terms)}⟩"
        else:
            ((literal, argument),) = proven.arguments
            body = self._argument(argument, literal, place)
            if isinstance(proven.sentence, Rule):
                cited = [len(self.steps) - 1]
                self._step(
                    "generalise", cited, sentence_text(proven.sentence), 0, place.thing, proven.sentence
                )
        self.term = f"fun {' '.join(binders)} => {head(body)}"

    def _begin(self, proven: Proven) -> tuple[Callable[[str], str], _Place]:
        """Brings the thing in question into the context; gives the head of the term around the rest."""
        place = _Place("", {}, {}, "  ", 0)
        if proven.named:
            assert proven.witness is not None
            place.thing = individual_name(proven.witness)
            for number, premise in enumerate(self.question.premises):
                if isinstance(premise, Fact) and premise.individual == proven.witness:
                    place.names.setdefault(premise.literal, f"h{number + 1}")
                    place.steps.setdefault(premise.literal, number)
            return str, place
        if proven.witness is not None:
            place.thing = "w"
            names = [self._name() for _ in proven.known]
            source = f"h{proven.witness + 1}"
            self.lines.append(f"  obtain ⟨w, {', '.join(names)}⟩ := {source}")
            for literal, name in zip(proven.known, names, strict=True):
                place.names[literal] = name
                place.steps[literal] = self._step(
                    "take", [proven.witness], literal_text(literal, "w"), 0, "w", literal
                )
            pattern = f"⟨w, {', '.join(names)}⟩"
            return (lambda body: f"match {source} with | {pattern} => {body}"), place
        place.thing = "x"
        names = [self._name() for _ in proven.known]
        single = len(names) == 1
        pattern = names[0] if single else f"⟨{', '.join(names)}⟩"
        self.lines.append(f"  {'intro' if single else 'rintro'} x {pattern}")
        for literal, name in zip(proven.known, names, strict=True):
            place.names[literal] = name
            place.steps[literal] = self._step("suppose", [], literal_text(literal, "x"), 1, "x", literal)
        place.depth = 1
        return (lambda body: f"fun x {pattern} => {body}"), place

    def _argument(self, argument: Argument, goal: Literal | None, place: _Place) -> str:
        """Writes the argument; returns its term."""
        place = _Place(place.thing, dict(place.names), dict(place.steps), place.indent, place.depth)
        lines: list[tuple[str, str, str]] = []
        for line in argument.lines:
            term = self._derive(line, place)
            text = literal_text(line.literal, place.thing)
            name = self._name()
            self.lines.append(f"{place.indent}have {name} : {text} := {term}")
            cited = [self.rule_premise[line.rule]]
            cited += [place.steps[literal] for literal in premises_of(line, self.rules)]
            rule = "rule" if isinstance(line, Forward) else "contrapositive"
            place.steps[line.literal] = self._step(rule, cited, text, place.depth, place.thing, line.literal)
            place.names[line.literal] = name
            applied = isinstance(line, Forward) and len(self.rules[line.rule].head) == 1
            lines.append((name, term, "" if applied else text))
        rest = self._end(argument, goal, place)
        for name, term, text in reversed(lines):
            rest = after(name, term, rest, text)
        return rest

    def _end(self, argument: Argument, goal: Literal | None, place: _Place) -> str:
        end = argument.end
        if isinstance(end, Reached):
            assert goal is not None
            self.lines.append(f"{place.indent}exact {place.names[goal]}")
            return place.names[goal]
        if isinstance(end, Clash):
            text = f"absurd {place.names[end.literal]} {place.names[-end.literal]}"
            self.lines.append(f"{place.indent}exact {text}")
            cited = [place.steps[end.literal], place.steps[-end.literal]]
            self._step("contradiction", cited, "False", place.depth, place.thing, None)
            return text
        if isinstance(end, Cases):
            return self._cases(end, goal, place)
        if isinstance(end, Reductio):
            assert goal is not None
            return self._reductio(end, goal, place)
        return self._either(end, place)

    def _cases(self, end: Cases, goal: Literal | None, place: _Place) -> str:
        rule = self.rules[end.rule]
        names = [self._name() for _ in rule.head]
        source = self._apply(end.rule, place)
        self.lines.append(f"{place.indent}rcases {source} with {' | '.join(names)}")
        cited = [self.rule_premise[end.rule], *(place.steps[literal] for literal in rule.body)]
        text = " ∨ ".join(literal_text(literal, place.thing) for literal in rule.head)
        either = self._step("either", cited, text, place.depth, place.thing, rule.head)
        terms, ends = [], []
        for literal, name, part in zip(rule.head, names, end.parts, strict=True):
            step = self._step(
                "case", [either], literal_text(literal, place.thing), place.depth + 1, place.thing, literal
            )
            terms.append(self._bullet(part, goal, place.deeper(literal, name, step, place.indent + "  ")))
            ends.append(len(self.steps) - 1)
        self._close(goal, [either, *ends], place)
        return _eliminate(source, names, terms)

    def _reductio(self, end: Reductio, goal: Literal, place: _Place) -> str:
        name = self._name()
        if goal.positive:
            self.classical = True
            self.lines.append(f"{place.indent}apply Classical.byContradiction")
        self.lines.append(f"{place.indent}intro {name}")
        assumed = self._step(
            "assume", [], literal_text(-goal, place.thing), place.depth + 1, place.thing, -goal
        )
        # ¬ ¬ A is assumed to refute ¬ A's goal form: for a negative goal the assumption is A itself.
        inner = self._argument(end.part, None, place.deeper(-goal, name, assumed, place.indent))
        self._close(goal, [assumed, len(self.steps) - 1], place)
        return f"{'Classical.byContradiction ' if goal.positive else ''}fun {name} => {inner}"

    def _either(self, end: Either, place: _Place) -> str:
        self.classical = True
        name = self._name()
        positive, negative = Literal(end.kind), Literal(end.kind, False)
        text = literal_text(positive, place.thing)
        self.lines.append(f"{place.indent}by_cases {name} : {text}")
        terms = []
        for literal, part in ((positive, end.positive), (negative, end.negative)):
            step = self._step(
                "case", [], literal_text(literal, place.thing), place.depth + 1, place.thing, literal
            )
            terms.append(self._bullet(part, None, place.deeper(literal, name, step, place.indent + "  ")))
        self._close(None, [len(self.steps) - 1], place)
        return f"(Classical.em ({text})).elim (fun {name} => {terms[0]}) (fun {name} => {terms[1]})"

    def _bullet(self, part: Argument, goal: Literal | None, place: _Place) -> str:
        start = len(self.lines)
        term = self._argument(part, goal, place)
        first = self.lines[start]
        self.lines[start] = f"{place.indent[:-2]}· {first[len(place.indent) :]}"
        return term

    def _close(self, goal: Literal | None, cited: list[int], place: _Place) -> None:
        text = "False" if goal is None else literal_text(goal, place.thing)
        place_goal = self._step("conclude", cited, text, place.depth, place.thing, goal)
        if goal is not None:
            place.steps[goal] = place_goal

    def _derive(self, line: Forward | Backward, place: _Place) -> str:
        rule = self.rules[line.rule]
        if isinstance(line, Forward):
            return self._only(self._apply(line.rule, place), rule.head, line.literal, place)
        name = self._name()
        inner = _Place(
            place.thing, {**place.names, -line.literal: name}, place.steps, place.indent, place.depth
        )
        absurdity = self._only(self._apply(line.rule, inner), rule.head, None, inner)
        if line.literal.positive:
            self.classical = True
            return f"Classical.byContradiction fun {name} => {absurdity}"
        return f"fun {name} => {absurdity}"

    def _apply(self, rule: int, place: _Place) -> str:
        body = [place.names[literal] for literal in self.rules[rule].body]
        argument = body[0] if len(body) == 1 else f"⟨{', '.join(body)}⟩"
        return f"h{self.rule_premise[rule] + 1} {place.thing} {argument}"

    def _only(self, source: str, head: Sequence[Literal], wanted: Literal | None, place: _Place) -> str:
        """The literal wanted of a disjunction whose others are known to be false; an absurdity for None."""
        if len(head) == 1:
            return source if head[0] == wanted else self._refute(source, head[0], place)
        names = [self._name() for _ in head]
        terms = [
            name if literal == wanted else self._refute(name, literal, place)
            for literal, name in zip(head, names, strict=True)
        ]
        return _eliminate(source, names, terms)

    def _refute(self, proof: str, literal: Literal, place: _Place) -> str:
        known = place.names[-literal]
        argument = proof if " " not in proof else f"({proof})"
        return f"absurd {argument} {known}" if literal.positive else f"absurd {known} {argument}"

    def _name(self) -> str:
        self.fresh += 1
        return f"h{self.fresh}"

    def _step(  # noqa: PLR0917  (called from everywhere; names would double its length)
        self, rule: str, cited: Sequence[int], conclusion: str, depth: int, thing: str, said: object
    ) -> int:
        premises = list(dict.fromkeys(cited))
        return self.steps.add(rule, premises, conclusion, depth, words=self.say(rule, premises, thing, said))


def _eliminate(source: str, names: Sequence[str], terms: Sequence[str]) -> str:
    if len(names) == 1:
        return terms[0]
    rest = _eliminate(f"{names[1]}'", names[1:], terms[1:]) if len(names) > 2 else terms[1]
    second = f"{names[1]}'" if len(names) > 2 else names[1]
    return f"({source}).elim (fun {names[0]} => {terms[0]}) (fun {second} => {rest})"


def _independent(question: Question, worlds: tuple[Model, Model], say: Say) -> Solution:
    """Two worlds in which the premises hold: in the first the claim is false, in the second it is true."""
    steps = Steps()
    lines, terms = ["  refine ⟨fun h => ?_, fun h => ?_⟩"], []

    def step(rule: str, conclusion: str, cited: list[int], said: object) -> None:
        steps.add(rule, cited, conclusion, words=say(rule, cited, "", said))

    for premise in question.premises:
        step("premise", sentence_text(premise), [], premise)
    for world, claim in zip(worlds, (opposite(question.claim), question.claim), strict=True):
        begin = len(steps)
        step("world", f"{len(world.things)} things", [], world)
        for number, kinds in enumerate(world.things):
            held = " ∧ ".join(
                literal_text(Literal(k, k in kinds), str(number)) for k in range(question.kinds)
            )
            step("thing", held, [begin], (number, kinds))
        step("holds", sentence_text(claim), list(range(begin, len(steps))), claim)
        text = refutation(question, world, opposite(claim))
        lines.append(f"  · exact {text}")
        terms.append(f"fun h => {text}")
    step("independent", statement(question, Answer.UNKNOWN), [len(steps) - 1], None)
    return Solution(
        Outcome.INTUITIONISTIC,
        "by\n" + "\n".join(lines),
        f"⟨{', '.join(terms)}⟩",
        steps,
        {"lines": float(len(steps)), "things": float(sum(len(world.things) for world in worlds))},
    )

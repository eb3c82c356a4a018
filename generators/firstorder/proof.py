"""Writes an argument in Lean, as a script and as a term, with the steps that a reader follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from factory.records import Step
from generators.firstorder.argument import (
    Apply,
    Argument,
    Both,
    ByFact,
    Cases,
    Clash,
    Evidence,
    Excluded,
    Fact,
    Ground,
    Inner,
    Intro,
    Line,
    Named,
    OneOf,
    Reached,
    Reductio,
    Replace,
    Same,
    Several,
    Take,
    Unit,
)
from generators.firstorder.clauses import Literal, injected, literal_of
from generators.firstorder.formula import (
    App,
    Atom,
    Bottom,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Term,
    Theory,
    conjunction,
    formula_text,
    term_text,
)
from generators.lines import after
from generators.steps import Steps


class Say(Protocol):
    """Gives the words of a step: its rule, the steps it cites, and what it says."""

    def __call__(self, rule: str, cited: Sequence[int], said: Formula | str) -> str:
        """The words."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """A proof of a closed proposition."""

    tactic: str
    term: str
    steps: list[Step]
    classical: bool


def write(theory: Theory, goal: Formula, argument: Argument, say: Say) -> Written:
    """The proof that the goal follows from the theory's premises."""
    writer = _Writer(theory, say)
    binders = " ".join(
        (
            *theory.signature.sorts,
            *theory.signature.ordered(),
            *(writer.names[number] for number in range(len(theory.premises))),
        )
    )
    writer.lines.append(f"  intros {binders}")
    term = writer.argument(argument, goal, "  ", 0)
    return Written(
        "by\n" + "\n".join(writer.lines), f"fun {binders} => {term}", writer.steps, writer.classical
    )


class _Writer:
    def __init__(self, theory: Theory, say: Say) -> None:
        self.say = say
        self.lines: list[str] = []
        self.steps = Steps()
        self.names: dict[int, str] = {}  # of facts
        self.places: dict[int, int] = {}  # the steps of facts
        self.classical = False
        for number, premise in enumerate(theory.premises):
            self._name(number)
            self.places[number] = self._step("premise", [], premise, 0)

    def _name(self, fact: int) -> str:
        """A name for a fact, or for what has none: numbers are never used again."""
        self.names[fact] = name = f"h{len(self.names) + 1}"
        return name

    def _step(self, rule: str, cited: Iterable[int], said: Formula | str, depth: int) -> int:
        premises = list(dict.fromkeys(cited))
        text = said if isinstance(said, str) else formula_text(said)
        return self.steps.add(rule, premises, text, depth, words=self.say(rule, premises, said))

    def _cite(self, facts: Iterable[Fact | None]) -> list[int]:
        return [self.places[fact.number] for fact in facts if fact is not None]

    # Arguments: each method writes script and steps, and returns the term

    def argument(self, argument: Argument, goal: Formula, indent: str, depth: int) -> str:
        """Lines, then the end."""
        lines, end = argument.lines, argument.end
        evidence = end.evidence if isinstance(end, Reached) else None
        last = lines[-1] if lines else None
        direct = (
            isinstance(evidence, ByFact) and not isinstance(last, Take | None) and last.fact == evidence.fact
        )
        heads = [self._line(line, indent, depth) for line in (lines[:-1] if direct else lines)]
        if direct:  # the last line is the goal: it ends the script
            assert last is not None and not isinstance(last, Take)
            rest, _ = self._derived(last, depth)
            self.lines.append(f"{indent}exact {rest}")
        else:
            rest = self._end(end, goal, indent, depth)
        for head in reversed(heads):
            rest = head(rest)
        return rest

    def _line(self, line: Line, indent: str, depth: int) -> Callable[[str], str]:
        """Makes the term from what follows the line."""
        if isinstance(line, Take):
            source = self._apply(line.ground, line.known)
            names, facts = self._pattern(line.pattern)
            place = self._step("take", self._cites(line.ground, line.known), _taken(line.pattern), depth)
            for fact in facts:
                self.places[fact.number] = place
            self.lines.append(f"{indent}obtain ⟨{', '.join(names)}⟩ := {source}")
            rest = names[1] if len(names) == 2 else f"⟨{', '.join(names[1:])}⟩"
            return lambda after_it: f"({source}).elim fun {names[0]} {rest} => {after_it}"
        term, typed = self._derived(line, depth)
        text = formula_text(line.fact.formula)
        name = self._name(line.fact.number)
        self.lines.append(f"{indent}have {name} : {text} := {term}")
        return lambda rest: after(name, term, rest, text if typed else "")

    def _derived(self, line: Unit | Replace | Apply, depth: int) -> tuple[str, bool]:
        """The term of a line, and whether a reader of it must be told its type; writes its step."""
        if isinstance(line, Unit):
            rule, term, typed = self._unit(line)
            cited = self._cites(line.ground, line.known)
        elif isinstance(line, Replace):
            rule, term, typed = "replace", self._replaced(line), False
            cited = self._cite((line.equation, line.source))
        else:
            rule, term, typed = (
                "congruence",
                f"congrArg {line.function} {self.names[line.equation.number]}",
                False,
            )
            cited = self._cite((line.equation,))
        self.places[line.fact.number] = self._step(rule, cited, line.fact.formula, depth)
        return term, typed

    def _cites(self, ground: Ground, known: Iterable[Fact | None]) -> list[int]:
        return self._cite((ground.hypothesis, *known))

    def _apply(self, ground: Ground, known: Sequence[Fact | None], missing: str = "") -> str:
        proofs = [missing if fact is None else self.names[fact.number] for fact in known]
        conditions = proofs[: len(ground.rule.conditions)]
        return ground.rule.proof(self.names[ground.hypothesis.number], ground.values, conditions)

    def _unit(self, line: Unit) -> tuple[str, str, bool]:
        """Rule, term, and whether a reader of the term must be told its type."""
        ground, conditions = line.ground, len(line.ground.rule.conditions)
        heads = ground.literals[conditions:]
        if line.literal in heads and line.known[:conditions] == tuple(filter(None, line.known[:conditions])):
            applied = self._apply(ground, line.known)
            if len(heads) == 1:
                return "rule", applied, False
            parts = [
                "fun hd => hd"
                if fact is None
                else f"fun hd => {_against(self.names[fact.number], head, 'hd')}"
                for head, fact in zip(heads, line.known[conditions:], strict=True)
            ]
            return "exclusion", _eliminate(applied, parts), True
        absurdity = self._absurd(ground, line.known, "hn")
        if line.literal.positive:
            self.classical = True
            return "contrapositive", f"Classical.byContradiction fun hn => {absurdity}", True
        return "contrapositive", f"fun hn => {absurdity}", True

    def _absurd(self, ground: Ground, known: Sequence[Fact | None], missing: str = "") -> str:
        """`False`, from facts against all literals of an instance; `missing` is against the others."""
        conditions = len(ground.rule.conditions)
        applied = self._apply(ground, known, missing)
        heads = ground.literals[conditions:]
        if not heads:
            return applied
        denials = [missing if fact is None else self.names[fact.number] for fact in known[conditions:]]
        if len(heads) == 1:
            return _denied(applied, denials[0], heads[0])
        parts = [
            f"fun hd => {_denied('hd', proof, head)}" for proof, head in zip(denials, heads, strict=True)
        ]
        return _eliminate(applied, parts)

    def _replaced(self, line: Replace) -> str:
        literal = literal_of(line.source.formula)
        assert literal is not None
        atom = literal.atom
        general = Atom(atom.predicate, tuple(_exchanged(term, line.side, "z") for term in atom.terms))
        motive = formula_text(general if literal.positive else Not(general))
        equation = self.names[line.equation.number]
        equation = f"{equation}.symm" if line.backwards else equation
        return f"Eq.subst (motive := fun z => {motive}) {equation} {self.names[line.source.number]}"

    def _end(self, end: object, goal: Formula, indent: str, depth: int) -> str:
        match end:
            case Reached():
                return self._reached(end, indent, depth)
            case Clash():
                return self._clash(end, goal, indent, depth)
            case Cases():
                return self._cases(end, goal, indent, depth)
            case Intro():
                return self._intro(end, indent, depth)
            case Reductio(literal, assumed, part):
                self.classical = True
                name = self._assumed(assumed, "assume", depth + 1)
                self.lines += [f"{indent}apply Classical.byContradiction", f"{indent}intro {name}"]
                inner = self.argument(part, Bottom(), indent, depth + 1)
                self._step(
                    "conclude", [self.places[assumed.number], len(self.steps) - 1], literal.formula, depth
                )
                return f"Classical.byContradiction fun {name} => {inner}"
            case Excluded():
                return self._excluded(end, indent, depth)
            case Several(whole, parts):
                goals = _parts(whole)
                self.lines.append(f"{indent}refine ⟨{', '.join('?_' for _ in parts)}⟩")
                terms, cited = [], []
                for part, inner_goal in zip(parts, goals, strict=True):
                    terms.append(self._bullet(part, inner_goal, indent, depth))
                    cited.append(len(self.steps) - 1)
                self._step("both", cited, whole, depth)
                return f"⟨{', '.join(terms)}⟩"
        raise AssertionError(end)

    def _assumed(self, fact: Fact, rule: str, depth: int) -> str:
        name = self._name(fact.number)
        self.places[fact.number] = self._step(rule, [], fact.formula, depth)
        return name

    def _bullet(self, part: Argument, goal: Formula, indent: str, depth: int) -> str:
        start = len(self.lines)
        term = self.argument(part, goal, indent + "  ", depth)
        self.lines[start] = f"{indent}· {self.lines[start].lstrip()}"
        return term

    def _reached(self, end: Reached, indent: str, depth: int) -> str:
        cited: list[int] = []
        haves: list[str] = []
        text = self._evidence(end.evidence, cited, haves, indent, depth)
        self.lines.append(f"{indent}exact {text}")
        if not isinstance(end.evidence, ByFact) or cited[0] != len(self.steps) - 1:
            self._step("therefore", cited, end.goal, depth)
        return "".join(haves) + text

    def _evidence(
        self, evidence: Evidence | Term, cited: list[int], haves: list[str], indent: str, depth: int
    ) -> str:
        """The term; arguments within it are lines before it, which `haves` has in the term."""
        match evidence:
            case ByFact(fact):
                cited.append(self.places[fact.number])
                return self.names[fact.number]
            case Same():
                return "rfl"
            case Both(parts):
                return f"⟨{', '.join(self._evidence(part, cited, haves, indent, depth) for part in parts)}⟩"
            case OneOf(part, place, count):
                inner = self._evidence(part, cited, haves, indent, depth)
                return injected(f"({inner})" if " " in inner and inner[0] != "⟨" else inner, place, count)
            case Inner(goal, argument):
                name = f"h{len(self.names) + 1}"
                self.names[-len(self.names) - 1] = name
                self.lines.append(f"{indent}have {name} : {formula_text(goal)} := by")
                inner = self.argument(argument, goal, indent + "  ", depth)
                haves.append(f"have {name} : {formula_text(goal)} := {inner}; ")
                cited.append(len(self.steps) - 1)
                return name
        return term_text(evidence)

    def _clash(self, end: Clash, goal: Formula, indent: str, depth: int) -> str:
        if end.ground is not None:
            text = self._absurd(end.ground, end.known)
            text = text if isinstance(goal, Bottom) else f"False.elim ({text})"
            cited = self._cites(end.ground, end.known)
        else:
            proofs = [self.names[fact.number] for fact in end.known]
            text = f"absurd {proofs[0] if len(proofs) > 1 else 'rfl'} {proofs[-1]}"
            cited = self._cite(end.known)
        self.lines.append(f"{indent}exact {text}")
        self._step("contradiction", cited, Bottom(), depth)
        return text

    def _cases(self, end: Cases, goal: Formula, indent: str, depth: int) -> str:
        source = self._apply(end.ground, end.known)
        either = self._step("either", self._cites(end.ground, end.known), end.formula, depth)
        patterns, terms, ends = [], [], []
        place = len(self.lines)
        self.lines.append("")
        for named, argument in end.parts:
            names, facts = self._pattern(named)
            patterns.append(names[0] if len(names) == 1 else f"⟨{', '.join(names)}⟩")
            step = self._step("case", [either], _taken(named), depth + 1)
            for fact in facts:
                self.places[fact.number] = step
            terms.append(f"fun {patterns[-1]} => {self._bullet(argument, goal, indent, depth + 1)}")
            ends.append(len(self.steps) - 1)
        self.lines[place] = f"{indent}rcases {source} with {' | '.join(patterns)}"
        self._step("conclude", [either, *ends], goal, depth)
        return _eliminate(source, terms)

    def _intro(self, end: Intro, indent: str, depth: int) -> str:
        """Introductions one after the other are one line of the script."""
        patterns = []
        part: Argument = Argument((), end)
        goal: Formula = end.goal
        while isinstance(part.end, Intro) and not part.lines:
            intro = part.end
            if intro.thing is not None:
                patterns.append(intro.thing[0])
                self._step("arbitrary", [], f"{intro.thing[0]} : {intro.thing[1]}", depth + 1)
            else:
                assert intro.assumed is not None
                names, facts = self._pattern(intro.assumed)
                patterns.append(names[0] if len(names) == 1 else f"⟨{', '.join(names)}⟩")
                step = self._step("suppose", [], _taken(intro.assumed), depth + 1)
                for fact in facts:
                    self.places[fact.number] = step
            goal, part = _after(intro), intro.part
        plain = all(pattern[0] != "⟨" for pattern in patterns)
        tactic = "rintro" if not plain else "intro" if len(patterns) == 1 else "intros"
        self.lines.append(f"{indent}{tactic} {' '.join(patterns)}")
        inner = self.argument(part, goal, indent, depth + 1)
        self._step("generalise", [len(self.steps) - 1], end.goal, depth)
        return f"fun {' '.join(patterns)} => {inner}"

    def _excluded(self, end: Excluded, indent: str, depth: int) -> str:
        self.classical = True
        name = self._assumed(end.second, "otherwise", depth + 1)
        rest = end.goal.parts[1:]
        head = f"(Classical.em ({formula_text(end.first.formula)})).elim Or.inl fun {name} => Or.inr "
        self.lines.append(f"{indent}refine {head}?_")
        inner = self.argument(end.part, rest[0] if len(rest) == 1 else Or(rest), indent, depth + 1)
        self._step("conclude", [self.places[end.second.number], len(self.steps) - 1], end.goal, depth)
        return f"{head}({inner})"

    def _pattern(self, named: Named) -> tuple[list[str], list[Fact]]:
        """Names for the parts of a hypothesis."""
        names, facts = [], []
        for part in named.parts:
            if isinstance(part, Fact):
                names.append(self._name(part.number))
                facts.append(part)
            elif isinstance(part, Named):
                inner, more = self._pattern(part)
                names.append(f"⟨{', '.join(inner)}⟩")
                facts += more
            else:
                names.append(part)
        return names, facts


def _taken(named: Named) -> Formula:
    """What a hypothesis says once its things have names."""
    return conjunction(*(fact.formula for fact in named.facts()))


def _parts(whole: Formula) -> Sequence[Formula]:
    if isinstance(whole, Iff):
        return (Implies(whole.left, whole.right), Implies(whole.right, whole.left))
    parts: Sequence[Formula] = getattr(whole, "parts", ())
    return parts


def _after(intro: Intro) -> Formula:
    """A goal that stands for what is left; only whether it is absurd matters."""
    goal = intro.goal
    if isinstance(goal, Implies):
        return goal.right
    return Bottom() if isinstance(goal, Not) else getattr(goal, "body", goal)


def _denied(proof: str, denial: str, literal: Literal) -> str:
    """`False`, from a proof of a literal and one that it fails."""
    if literal.positive:
        return f"{denial} ({proof})" if " " in proof else f"{denial} {proof}"
    return f"{proof} {denial}"


def _against(denial: str, literal: Literal, proof: str) -> str:
    return f"absurd {proof} {denial}" if literal.positive else f"absurd {denial} {proof}"


def _eliminate(source: str, parts: Sequence[str]) -> str:
    """A disjunction by its cases, each a function."""
    first, *rest = parts
    other = rest[0] if len(rest) == 1 else f"fun hd => {_eliminate('hd', rest)}"
    return f"({source}).elim ({first}) ({other})"


def _exchanged(term: Term, old: Term, new: Term) -> Term:
    if term == old:
        return new
    return App(term.function, _exchanged(term.argument, old, new)) if isinstance(term, App) else term

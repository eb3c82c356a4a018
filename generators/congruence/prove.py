"""Decides questions about equality, and writes the proof: chains of equations, congruence, or two models."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from factory.records import Outcome
from generators.congruence.closure import Closure, Hop, clash, closure
from generators.congruence.term import Equation, Question, Term
from generators.family import Solution
from generators.steps import Steps

_CONSTANTS = "abcdepqrstuvw"
_UNARY, _BINARY = "fgk", "mno"


class Answer(StrEnum):
    """What the premises say of the claim."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class Contradictory(ValueError):
    """The premises say that two terms are different that they make equal."""


@lru_cache(maxsize=256)  # a question is asked for its answer, its proof, its words and its difficulty in turn
def answer(question: Question) -> Answer:
    """Whether the claim follows, its opposite does, or neither; raises Contradictory."""
    classes = closure(question)
    if clash(question, classes) is not None:
        raise Contradictory(str(question))
    claim = question.claim
    if classes.equal(claim.left, claim.right):
        return Answer.YES if claim.equal else Answer.NO
    if clash(question, closure(question, _equated(claim))) is not None:
        return Answer.NO if claim.equal else Answer.YES
    return Answer.OPEN


def _equated(claim: Equation) -> Equation:
    return Equation(claim.left, claim.right)


def _opposite(claim: Equation) -> Equation:
    return Equation(claim.left, claim.right, not claim.equal)


def constant_name(constant: int) -> str:
    """The formal name of a constant: a, b, c, d, e, p, ..., w, a1, ..."""
    round_, letter = divmod(constant, len(_CONSTANTS))
    return _CONSTANTS[letter] + (str(round_) if round_ else "")


def function_name(function: int, arity: int) -> str:
    """The formal name of a function: f, g, k, f1, ... of one argument, m, n, o, ... of two."""
    round_, letter = divmod(function, 3)
    return (_UNARY if arity == 1 else _BINARY)[letter] + (str(round_) if round_ else "")


def term_text(term: Term, inside: bool = False) -> str:
    """The term in Lean and in symbols: `f (m a b)`."""
    if not term.arguments:
        return constant_name(term.symbol)
    name = function_name(term.symbol, len(term.arguments))
    text = " ".join((name, *(term_text(argument, True) for argument in term.arguments)))
    return f"({text})" if inside else text


def equation_text(equation: Equation) -> str:
    """The equation in Lean and in symbols."""
    return f"{term_text(equation.left)} {'=' if equation.equal else '≠'} {term_text(equation.right)}"


def statement(question: Question) -> str:
    """The closed proposition that says what the answer says."""
    found = answer(question)
    if found is Answer.OPEN:
        either = (_follows(question, claim) for claim in (question.claim, _opposite(question.claim)))
        return " ∧ ".join(f"¬ ({text})" for text in either)
    return _follows(question, question.claim if found is Answer.YES else _opposite(question.claim))


def _follows(question: Question, claim: Equation) -> str:
    constants = " ".join(map(constant_name, range(question.constants())))
    binders = f"(α : Type) ({constants} : α)" if constants else "(α : Type)"
    for function, arity in question.functions().items():
        binders += f" ({function_name(function, arity)} : {'α → ' * arity}α)"
    return f"∀ {binders}, " + " → ".join(map(equation_text, (*question.premises, claim)))


def solve(question: Question) -> Solution:
    """The proof of `statement`; its steps have no words yet."""
    found = answer(question)
    if found is Answer.OPEN:
        return _two_models(question)
    claim = question.claim if found is Answer.YES else _opposite(question.claim)
    return _Writer(question).theorem(claim)


class _Writer:
    def __init__(self, question: Question) -> None:
        self.question = question
        self.lines: list[str] = []
        self.haves: list[str] = []
        self.steps = _given(question)
        self.fresh = len(question.premises)
        # What is proved so far: its name in Lean, and its step.
        self.proved: dict[tuple[Term, Term], tuple[str, int]] = {}

    def theorem(self, claim: Equation) -> Solution:
        names = ["α", *map(constant_name, range(self.question.constants()))]
        names += [function_name(f, arity) for f, arity in self.question.functions().items()]
        names += [f"h{n + 1}" for n in range(len(self.question.premises))]
        if claim.equal:
            end = self._prove(closure(self.question), claim.left, claim.right, None)[0]
        else:
            end = self._refute(claim)
            names.append("h")
        script = [f"intro {' '.join(names)}", *self.lines, f"exact {end}"]
        term = f"fun {' '.join(names)} => {''.join(self.haves)}{end}"
        return Solution(Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(script), term, self.steps)

    def _refute(self, claim: Equation) -> str:
        classes = closure(self.question, _equated(claim))
        broken = clash(self.question, classes)
        assert broken is not None
        assumed = self.steps.add("assume", [], equation_text(_equated(claim)), 1)
        self.proved[claim.left, claim.right] = ("h", assumed)
        different = self.question.premises[broken]
        proof, step = self._prove(classes, different.left, different.right, None)
        self.steps.add("contradiction", [broken, step], "False", 1)
        self.steps.add("conclude", [assumed, len(self.steps) - 1], equation_text(claim))
        return f"h{broken + 1} {proof if ' ' not in proof and '.' not in proof else f'({proof})'}"

    def _prove(self, classes: Closure, left: Term, right: Term, before: int | None) -> tuple[str, int]:
        """A proof that two different terms are equal, from links below `before`; and its step."""
        if (left, right) in self.proved:
            return self.proved[left, right]
        hops = classes.path(left, right, before)
        found = [self._hop(classes, hop) for hop in hops]
        if len(found) == 1:
            return found[0]
        proof = found[-1][0]
        for name, _ in reversed(found[:-1]):
            proof = f"{name}.trans {proof if ' ' not in proof else f'({proof})'}"
        return self._have(Equation(left, right), "chain", [step for _, step in found], proof)

    def _hop(self, classes: Closure, hop: Hop) -> tuple[str, int]:
        link = classes.links[hop.link]
        forward = link.left == hop.source
        if link.premise is not None:
            if link.premise == len(self.question.premises):
                name, step = self.proved[link.left, link.right]
            else:
                name, step = f"h{link.premise + 1}", link.premise
            return (name if forward else f"{name}.symm"), step
        if (hop.source, hop.target) in self.proved:
            return self.proved[hop.source, hop.target]
        cited: list[int] = []
        proof = ""
        head = function_name(hop.source.symbol, len(hop.source.arguments))
        for left, right in zip(hop.source.arguments, hop.target.arguments, strict=True):
            if left == right:
                if proof:
                    proof = f"congr ({proof}) rfl"
                else:
                    head = f"({head} {term_text(left, True)})"
                continue
            name, step = self._prove(classes, left, right, hop.link)
            cited.append(step)
            name = name if " " not in name else f"({name})"
            proof = f"congr ({proof}) {name}" if proof else f"congrArg {head} {name}"
        return self._have(Equation(hop.source, hop.target), "congruence", cited, proof)

    def _have(self, said: Equation, rule: str, cited: Sequence[int], proof: str) -> tuple[str, int]:
        self.fresh += 1
        name, text = f"h{self.fresh}", equation_text(said)
        self.lines.append(f"have {name} : {text} := {proof}")
        self.haves.append(f"have {name} : {text} := {proof}; ")
        step = self.steps.add(rule, cited, text)
        self.proved[said.left, said.right] = (name, step)
        self.proved[said.right, said.left] = (f"{name}.symm", step)
        return name, step


def _given(question: Question) -> Steps:
    steps = Steps()
    for premise in question.premises:
        steps.add("premise", [], equation_text(premise))
    return steps


def _two_models(question: Question) -> Solution:
    """The classes of the premises, in which the claim's sides differ; and those with the sides made equal."""
    steps = _given(question)
    apart = closure(question)
    together = closure(question, _equated(question.claim))
    # The first refutes the claim, the second its opposite.
    models = (apart, together) if question.claim.equal else (together, apart)
    texts: list[str] = []
    for classes in models:
        begin = len(steps)
        values = _values(question, classes)
        for text in _tables(question, values):
            steps.add("table", [], text)
        truth = question.claim if texts else _opposite(question.claim)
        cited = list(range(begin, len(steps)))
        steps.add("holds", cited, equation_text(truth))
        texts.append(f"fun h => {_refutation(question, values, classes is apart)}")
    cited = [n for n, step in enumerate(steps) if step.rule == "holds"]
    steps.add("open", cited, statement(question))
    tactic = "by\n  constructor\n" + "\n".join(f"  · exact {text}" for text in texts)
    return Solution(Outcome.INTUITIONISTIC, tactic, f"⟨{', '.join(texts)}⟩", steps)


def _values(question: Question, classes: Closure) -> dict[Term, int]:
    """A number for each term: that of its class, in order of appearance."""
    numbers: dict[Term, int] = {}
    for term in question.terms():
        numbers.setdefault(classes.root(term), len(numbers))
    return {term: numbers[classes.root(term)] for term in question.terms()}


def _entries(question: Question, values: dict[Term, int], function: int) -> dict[tuple[int, ...], int]:
    return {
        tuple(values[argument] for argument in term.arguments): values[term]
        for term in question.terms()
        if term.arguments and term.symbol == function
    }


def _tables(question: Question, values: dict[Term, int]) -> list[str]:
    """The model in symbols, one line a symbol; functions are 0 where nothing is said."""
    lines = [f"{constant_name(c)} = {values[Term(c)]}" for c in range(question.constants())]
    for function, arity in question.functions().items():
        name = function_name(function, arity)
        entries = _entries(question, values, function).items()
        lines.append(", ".join(f"{name} {' '.join(map(str, at))} = {value}" for at, value in entries))
    return lines


def _refutation(question: Question, values: dict[Term, int], apart: bool) -> str:
    arguments = ["Nat", *(str(values[Term(c)]) for c in range(question.constants()))]
    for function, arity in question.functions().items():
        body = "0"
        for at, value in reversed(_entries(question, values, function).items()):
            test = " && ".join(f"Nat.beq {x} {n}" for x, n in zip("xy", at, strict=False))
            body = f"cond ({test}) {value} ({body})" if body != "0" else f"cond ({test}) {value} 0"
        arguments.append(f"(fun {' '.join('xy'[:arity])} => {body})")
    arguments += ["rfl" if premise.equal else "(by decide)" for premise in question.premises]
    proof = f"h {' '.join(arguments)}"
    return f"absurd ({proof}) (by decide)" if apart else f"{proof} rfl"

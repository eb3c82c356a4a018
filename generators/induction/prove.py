"""Lean texts of questions about recursions, and the steps of their proofs."""

from __future__ import annotations

from factory.records import Outcome
from generators.family import Solution
from generators.induction.recursion import Kind, Question, counterexample, holds, orbit
from generators.steps import Steps

_LEMMA = "Factory.Induction."


def givens(question: Question) -> tuple[str, str]:
    """The two equations that define f."""
    start, p, q = question.start, question.p, question.q
    match question.kind:
        case Kind.SUM:
            return f"f 0 = {start}", f"∀ n : Nat, f (n + 1) = f n + ({p} * n + {q})"
        case Kind.LIST:
            return f"f [] = {start}", f"∀ (x : Nat) (l : List Nat), f (x :: l) = {p} * x + {q} + f l"
        case _:
            return f"f 0 = {start}", f"∀ n : Nat, f (n + 1) = {p} * f n + {q}"


def claim(question: Question) -> str:
    """What is claimed of f, in Lean."""
    match question.kind:
        case Kind.RESIDUE:
            return f"∃ n : Nat, f n % {question.a} = {question.e}"
        case Kind.LIST:
            return f"∀ k l : List Nat, {_law(question)}"
        case _:
            return f"∀ n : Nat, {_closed(question, 'n')}"


def _closed(question: Question, n: str) -> str:
    if question.kind is Kind.SUM:
        return f"f {n} = {question.a} * {n} * {n} + {question.e} * {n} + {question.start}"
    return f"f {n} + {question.a} = {question.p} ^ {n} * {question.e}"


def _law(question: Question) -> str:
    return f"f (k ++ l) + {question.a} = f k + f l"


def statement(question: Question) -> str:
    """The proposition that the answer is."""
    first, step = givens(question)
    said = claim(question)
    if not holds(question):
        said = (
            f"∀ n : Nat, f n % {question.a} ≠ {question.e}"
            if question.kind is Kind.RESIDUE
            else f"¬ ({said})"
        )
    source = "List Nat" if question.kind is Kind.LIST else "Nat"
    return f"∀ f : {source} → Nat, {first} → ({step}) → {said}"


def prove(question: Question) -> Solution:
    """The proof of `statement`; its steps have no words yet."""
    writer = _Writer(question)
    true = holds(question)
    match question.kind:
        case Kind.RESIDUE:
            tactic, term = writer.reached() if true else writer.avoided()
        case Kind.LIST:
            tactic, term = writer.joined() if true else writer.not_joined()
        case _:
            tactic, term = writer.closed() if true else writer.differs()
    script = "\n  ".join(("intro f h0 hs", *tactic))
    return Solution(Outcome.INTUITIONISTIC, f"by\n  {script}", f"fun f h0 hs => {term}", writer.steps)


class _Writer:
    def __init__(self, question: Question) -> None:
        self.question = question
        self.steps = Steps()
        for said in givens(question):
            self.steps.add("premise", [], said)

    def closed(self) -> tuple[list[str], str]:
        """A closed form, by induction."""
        question = self.question
        plain = question.kind is Kind.SUM
        base = "h0" if plain else f"congrArg (· + {question.a}) h0"
        lemma = f"{_LEMMA}{'quadratic (hs k) ih rfl rfl' if plain else 'growth (hs k) ih rfl'}"
        zero = self.steps.add("base", [0], _closed(question, "0"))
        known = self.steps.add("hypothesis", [], _closed(question, "k"), 1)
        step = self.steps.add("step", [1, known], _closed(question, "(k + 1)"), 1)
        self.steps.add("induction", [zero, step], claim(question))
        script = ["intro n", "induction n with", f"| zero => exact {base}", f"| succ k ih => exact {lemma}"]
        motive = f"(motive := fun (n : Nat) => {_closed(question, 'n')})"
        return script, f"fun (n : Nat) => Nat.rec {motive} ({base}) (fun k ih => {lemma}) n"

    def differs(self) -> tuple[list[str], str]:
        """A closed form that fails for a number."""
        question = self.question
        found = counterexample(question)
        lemma = "sum" if question.kind is Kind.SUM else "affine"
        lines, last, name = [], 0, "h0"
        for n, reached in enumerate(found[1:], 1):
            said = f"f {n} = {reached}"
            lines.append(f"have v{n} : {said} := {_LEMMA}{lemma} (hs {n - 1}) {name} rfl")
            last, name = self.steps.add("value", [1, last], said), f"v{n}"
        n = len(found) - 1
        self.steps.add("differs", [last], f"¬ {_closed(question, str(n))}")
        value = name if question.kind is Kind.SUM else f"(congrArg (· + {question.a}) {name})"
        done = f"fun all => Nat.ne_of_beq_eq_false rfl ({value}.symm.trans (all {n}))"
        return [*lines, f"exact {done}"], "; ".join((*lines, done))

    def reached(self) -> tuple[list[str], str]:
        """A remainder that some value leaves."""
        question = self.question
        lines, last = [], self.steps.add("first", [0], self._remainder("0", question.start % question.a))
        lines.append(f"have r0 : {self.steps[last].conclusion} := {_LEMMA}start h0 rfl")
        found = orbit(question)
        end = found.index(question.e)
        for n in range(1, end + 1):
            said = self._remainder(str(n), found[n])
            lines.append(f"have r{n} : {said} := {_LEMMA}residue (hs {n - 1}) r{n - 1} rfl")
            last = self.steps.add("next", [1, last], said)
        done = f"⟨{end}, r{end}⟩"
        self.steps.add("found", [last], claim(question))
        return [*lines, f"exact {done}"], "; ".join((*lines, done))

    def avoided(self) -> tuple[list[str], str]:
        """A remainder that no value leaves: by induction on a stronger claim, which says what is left."""
        question = self.question
        found = orbit(question)
        invariant = " ∨ ".join(self._remainder("n", value) for value in found)
        stronger = self.steps.add("strengthen", [], invariant)
        zero = self.steps.add("first", [0], self._remainder("0", found[0]))
        moves, cited = [], [stronger, zero]
        for value in found:
            following = found.index((question.p * value + question.q) % question.a)
            moves.append(self._inject(following, len(found), f"({_LEMMA}residue (hs k) h rfl)"))
            known = self.steps.add("hypothesis", [], self._remainder("k", value), 1)
            said = self._remainder("(k + 1)", found[following])
            cited.append(self.steps.add("next", [1, known], said, 1))
        base = self._inject(0, len(found), f"({_LEMMA}start h0 rfl)")
        end = self.steps.add("induction", cited, f"∀ n : Nat, {invariant}")
        self.steps.add("avoided", [end], f"∀ n : Nat, f n % {question.a} ≠ {question.e}")
        split = " | ".join(["h"] * len(found))
        none = "Nat.ne_of_beq_eq_false rfl (h.symm.trans e)"
        script = [
            f"have inv : ∀ n : Nat, {invariant} := by",
            "  intro n",
            "  induction n with",
            f"  | zero => exact {base}",
            "  | succ k ih =>",
            f"    rcases ih with {split}",
            *(f"    · exact {move}" for move in moves),
            "intro n e",
            f"rcases inv n with {split}",
            *[f"· exact {none}"] * len(found),
        ]
        step = f"fun k ih => {_cases('ih', moves)}"
        inner = f"fun (n : Nat) => Nat.rec (motive := fun (n : Nat) => {invariant}) {base} ({step}) n"
        ends = _cases("(inv n)", [none] * len(found))
        return script, f"have inv : ∀ n : Nat, {invariant} := {inner}; fun n e => {ends}"

    def joined(self) -> tuple[list[str], str]:
        """A law about joined lists, by induction on the first."""
        question = self.question
        law = _law(question)
        base = "(Nat.add_comm _ _).trans (congrArg (· + f l) h0.symm)"
        lemma = f"{_LEMMA}append (hs x (k ++ l)) (hs x k) ih"
        zero = self.steps.add("base", [0], law.replace("k", "[]"))
        known = self.steps.add("hypothesis", [], law, 1)
        step = self.steps.add("step", [1, known], law.replace("k", "(x :: k)"), 1)
        self.steps.add("induction", [zero, step], claim(question))
        script = [
            "intro k l",
            "induction k with",
            f"| nil => exact {base}",
            f"| cons x k ih => exact {lemma}",
        ]
        term = (
            f"fun k l => List.rec (motive := fun (k : List Nat) => {law}) ({base}) (fun x k ih => {lemma}) k"
        )
        return script, term

    def not_joined(self) -> tuple[list[str], str]:
        """A law about joined lists that fails for empty ones."""
        self.steps.add("differs", [0], f"¬ {_law(self.question).replace('k', '[]').replace('l', '[]')}")
        done = f"fun all => {_LEMMA}empty h0 (all [] []) rfl"
        return [f"exact {done}"], done

    def _remainder(self, n: str, value: int) -> str:
        return f"f {n} % {self.question.a} = {value}"

    @staticmethod
    def _inject(place: int, count: int, proof: str) -> str:
        inner = proof if place == count - 1 else f"(Or.inl {proof})"
        for _ in range(place):
            inner = f"(Or.inr {inner})"
        return inner


def _cases(disjunction: str, branches: list[str]) -> str:
    """A term that goes through the cases of a disjunction; each branch knows its case as h."""
    if len(branches) == 1:
        return f"(fun h => {branches[0]}) {disjunction}"
    rest = branches[1] if len(branches) == 2 else _cases("h", branches[1:])
    return f"{disjunction}.elim (fun h => {branches[0]}) (fun h => {rest})"

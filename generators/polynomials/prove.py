"""Lean texts of questions about polynomials, and the steps of their proofs."""

from __future__ import annotations

from typing import Final

from factory.records import Outcome
from generators.family import Solution
from generators.polynomials.certificate import Answer, answer
from generators.polynomials.poly import VARIABLES, Poly, Product, Question, Sum, is_variable, summed
from generators.steps import Steps

_LEMMA: Final = "Factory.Polynomials."
_DECIDE: Final = "(by decide +kernel)"


def product_text(product: Product, signed: bool = False) -> tuple[str, str]:
    """A product in Lean, and the proof that reads it; without its sign unless `signed`."""
    parts = []
    if signed and product.coefficient < 0:
        parts.append((str(product.coefficient), "(.neg .num)"))
    elif abs(product.coefficient) != 1 or not product.factors:
        parts.append((str(abs(product.coefficient)), ".num"))
    for factor, exponent in product.factors:
        if is_variable(factor):
            number = factor.terms[0][0].index(1)
            text, proof = VARIABLES[number], f".v{number}"
        else:
            text, proof = sum_text(summed(factor))
            text = f"({text})"
        parts.append((f"{text} ^ {exponent}", f"(.pow {proof})") if exponent > 1 else (text, proof))
    text, proof = parts[0]
    for more, reading in parts[1:]:
        text, proof = f"{text} * {more}", f"(.mul {proof} {reading})"
    return text, proof


def sum_text(found: Sum) -> tuple[str, str]:
    """A sum in Lean, and the proof that reads it."""
    if not found.products:
        return "0", ".num"
    text, proof = product_text(found.products[0], signed=True)
    for product in found.products[1:]:
        more, reading = product_text(product)
        sign, rule = ("-", "sub") if product.coefficient < 0 else ("+", "add")
        text, proof = f"{text} {sign} {more}", f"(.{rule} {proof} {reading})"
    return text, proof


def shown(found: Poly) -> str:
    """A polynomial in symbols."""
    return sum_text(summed(found))[0]


def claim(question: Question) -> str:
    """What is asked, in Lean."""
    sign = "=" if question.equal else "≤"
    return f"{sum_text(question.left)[0]} {sign} {sum_text(question.right)[0]}"


def conditions(question: Question) -> list[str]:
    """What is said of the variables."""
    return [f"0 ≤ {name}" for name in VARIABLES[: question.count]] if question.positive else []


def statement(question: Question) -> str:
    """The proposition that the answer is."""
    names = " ".join(VARIABLES[: question.count])
    said = f"∀ {names} : Int, {' → '.join((*conditions(question), claim(question)))}"
    return said if answer(question).point is None else f"¬ ({said})"


class _Writer:
    def __init__(self, question: Question) -> None:
        self.question = question
        self.steps = Steps()
        names = list(VARIABLES[: question.count])
        self.steps.add("premise", [], f"{' '.join(names)} : Int")
        if question.positive:
            self.steps.add("premise", [], ", ".join(conditions(question)))
        self.names = [*names, *(f"h{name}" for name in names if question.positive)]
        self.values = f"[{', '.join(names)}]"

    def expand(self, side: Sum) -> int | None:
        """The steps that expand a side; None where it is expanded already."""
        count = self.question.count
        cited: list[int] = []
        for product in side.products:
            last: list[int] = []
            for number in range(1, len(product.factors) + 1):
                begun = Product(product.coefficient, product.factors[:number])
                if begun.plain or (number == 1 and begun.factors[0][1] == abs(begun.coefficient) == 1):
                    continue
                text = product_text(begun, signed=True)[0]
                last = [self.steps.add("expand", last, f"{text} = {shown(begun.expanded(count))}")]
            cited += last
        if not cited:
            return None
        if len(side.products) == 1:
            return cited[-1]
        return self.steps.add("collect", cited, f"{sum_text(side)[0]} = {shown(side.expanded(count))}")

    def equal(self) -> tuple[list[str], str]:
        """An identity: both sides expanded."""
        sides = (self.question.left, self.question.right)
        cited = [number for number in map(self.expand, sides) if number is not None]
        self.steps.add("equal", cited, claim(self.question))
        proofs = " ".join(sum_text(side)[1] for side in sides)
        proof = f"{_LEMMA}identity {self.values} {proofs} {_DECIDE}"
        return [f"exact {proof}"], proof

    def at_most(self, found: Answer) -> tuple[list[str], str]:
        """An inequality: a multiple of the difference is a sum of what is not negative."""
        question = self.question
        left, right = sum_text(question.left), sum_text(question.right)
        certificate, reading = sum_text(found.certificate)
        less = f"({left[0]})" if " " in left[0] else left[0]
        difference = f"{right[0]} - {less}"
        read = f"(.sub {right[1]} {left[1]})"
        first = self.steps.add("difference", [], f"{difference} = {shown(question.difference)}")
        if found.multiple > 1:
            difference, read = f"{found.multiple} * ({difference})", f"(.mul .num {read})"
        key = self.steps.add("certificate", [first], f"{difference} = {certificate}")
        parts, proofs = [], []
        for product in found.certificate.products:
            cited = [1] if question.positive and not self._square(product) else []
            parts.append(self.steps.add("nonnegative", cited, f"0 ≤ {product_text(product)[0]}"))
            proofs.append(_nonnegative(product))
        self.steps.add("at_most", [key, *parts], claim(question))
        proof = proofs[0] if proofs else "(Int.le_refl 0)"
        for more in proofs[1:]:
            proof = f"(Int.add_nonneg {proof} {more})"
        identity = f"{_LEMMA}identity {self.values} {read} {reading} {_DECIDE}"
        have = f"have key : {difference} = {certificate} := {identity}"
        if found.multiple > 1:
            end = f"{_LEMMA}le_of_multiple (by decide) key {proof}"
        else:
            end = f"{_LEMMA}le_of_difference key {proof}"
        return [have, f"exact {end}"], f"{have}; {end}"

    @staticmethod
    def _square(product: Product) -> bool:
        return all(exponent % 2 == 0 for _, exponent in product.factors)

    def refuted(self, point: tuple[int, ...]) -> tuple[list[str], str]:
        """A point at which the claim is false."""
        question = self.question
        at = ", ".join(f"{name} = {value}" for name, value in zip(VARIABLES, point, strict=False))
        chosen = self.steps.add("point", [1] if question.positive else [], at)
        values = []
        for side in (question.left, question.right):
            value = side.expanded(question.count).at(point)
            values.append(self.steps.add("value", [chosen], f"{sum_text(side)[0]} = {value}"))
        self.steps.add("fails", values, f"¬ ({claim(question)})")
        arguments = [f"({value})" if value < 0 else str(value) for value in point]
        arguments += ["(by decide)"] * len(conditions(question))
        proof = f"fun h => absurd (h {' '.join(arguments)}) {_DECIDE}"
        return [f"exact {proof}"], proof


def _nonnegative(product: Product) -> str:
    """A proof that a product is not negative; `hx` says so of x."""
    parts = [f"{_LEMMA}numeral"] if product.coefficient != 1 or not product.factors else []
    for factor, exponent in product.factors:
        if exponent == 2:
            parts.append(f"({_LEMMA}square _)")
        elif exponent % 2 == 0:
            parts.append(f"({_LEMMA}even _ {exponent // 2})")
        else:
            base = f"h{VARIABLES[factor.terms[0][0].index(1)]}"
            parts.append(base if exponent == 1 else f"({_LEMMA}power {base} {exponent})")
    proof = parts[0]
    for part in parts[1:]:
        proof = f"(Int.mul_nonneg {proof} {part})"
    return proof


def solution(question: Question) -> Solution:
    """The proof; its steps have no words yet."""
    writer = _Writer(question)
    found = answer(question)
    if found.point is not None:
        script, term = writer.refuted(found.point)
        return Solution(Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(script), term, writer.steps)
    script, term = writer.equal() if question.equal else writer.at_most(found)
    names = " ".join(writer.names)
    script = [f"intro {names}", *script]
    return Solution(
        Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(script), f"fun {names} => {term}", writer.steps
    )

"""Lean texts of questions of number theory, and the steps of their proofs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from math import gcd
from typing import Final

from factory.records import Outcome
from generators.family import Solution
from generators.number_theory.certificate import (
    MODULI,
    chinese,
    digits,
    euclid,
    least_divisor,
    obstruction,
    power_chain,
    residues,
    solve_form,
)
from generators.number_theory.primality import is_prime, pratt, walk
from generators.number_theory.question import Kind, Question
from generators.steps import Steps

TRIED: Final = 200_000  # a larger number is not shown to be prime by trial division


@dataclass(slots=True)
class Written:
    """A proposition, its proof, the answer in short, and the steps without words."""

    statement: str
    script: list[str]
    term: str
    answer: str
    steps: Steps = field(default_factory=Steps)


def write(question: Question) -> Written:
    """The statement that answers the question, with its proof; raises ValueError where none is found."""
    return _WRITERS[question.kind](*question.numbers)


def solution(question: Question) -> Solution:
    """The proof; its steps have no words yet."""
    written = write(question)
    return Solution(
        Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(written.script), written.term, written.steps
    )


def _euclid_steps(written: Written, a: int, b: int) -> list[int]:
    return [
        written.steps.add("divide", [], f"{r} = {q} * {s} + {t}") for r, q, s, t in euclid(a, b).divisions
    ]


def _gcd(a: int, b: int) -> Written:
    found = euclid(a, b)
    d = found.divisor
    # In natural numbers the combination is a difference: one of the coefficients is not positive.
    if found.u > 0:
        combination, first, second = f"{a} * {found.u} = {b} * {-found.v} + {d}", "h", "k"
        coefficients = f"{found.u} {-found.v}"
    else:
        combination, first, second = f"{b} * {found.v} = {a} * {-found.u} + {d}", "k", "h"
        coefficients = f"{found.v} {-found.u}"
    written = Written(
        f"({d} : Nat) ∣ {a} ∧ ({d} : Nat) ∣ {b} ∧ ∀ e : Nat, e ∣ {a} → e ∣ {b} → e ∣ {d}",
        [
            f"refine ⟨⟨{a // d}, rfl⟩, ⟨{b // d}, rfl⟩, fun e h k => ?_⟩",
            f"have combination : ({combination.replace(' ', ' : Nat) ', 1)} := by decide +kernel",
            f"exact NumberTheory.bezout {coefficients} combination {first} {second}",
        ],
        f"⟨⟨{a // d}, rfl⟩, ⟨{b // d}, rfl⟩, "
        f"fun _ h k => NumberTheory.bezout {coefficients} (by decide +kernel) {first} {second}⟩",
        str(d),
    )
    divisions = _euclid_steps(written, a, b)
    parts = [
        written.steps.add("multiple", [], f"{a} = {d} * {a // d}"),
        written.steps.add("multiple", [], f"{b} = {d} * {b // d}"),
        written.steps.add("bezout", divisions, combination),
    ]
    written.steps.add("greatest", parts, f"gcd {a} {b} = {d}")
    return written


def _combination(a: int, b: int, c: int) -> Written:
    found = euclid(a, b)
    d = found.divisor
    if c % d:
        proof = f"NumberTheory.insoluble {d} ⟨{a // d}, rfl⟩ ⟨{b // d}, rfl⟩ (by decide +kernel)"
        written = Written(f"∀ x y : Int, {a} * x + {b} * y ≠ {c}", [f"exact {proof}"], proof, "no")
        divisions = _euclid_steps(written, a, b)
        common = written.steps.add("common", divisions, f"{d} ∣ {a} * x + {b} * y")
        not_ = written.steps.add("remainder", [], f"{c} = {d} * {c // d} + {c % d}")
        written.steps.add("insoluble", [common, not_], f"{a} * x + {b} * y ≠ {c}")
        return written
    # The least x that is not negative.
    x = found.u * (c // d) % (b // d)
    y = (c - a * x) // b
    proof = f"⟨{x}, {y}, by decide +kernel⟩"
    written = Written(f"∃ x y : Int, {a} * x + {b} * y = {c}", [f"exact {proof}"], proof, "yes")
    divisions = _euclid_steps(written, a, b)
    one = written.steps.add("bezout", divisions, f"{a} * {_signed(found.u)} + {b} * {_signed(found.v)} = {d}")
    written.steps.add("scale", [one], f"{a} * {_signed(x)} + {b} * {_signed(y)} = {c}")
    return written


def _signed(n: int) -> str:
    return f"({n})" if n < 0 else str(n)


def _remainders(r: int, m: int, s: int, n: int) -> Written:
    x = chinese(r, m, s, n)
    d = gcd(m, n)
    if x is None:
        proof = f"NumberTheory.clash {d} ⟨{m // d}, rfl⟩ ⟨{n // d}, rfl⟩ (by decide +kernel)"
        written = Written(f"∀ x : Nat, x % {m} = {r} → x % {n} ≠ {s}", [f"exact {proof}"], proof, "no")
        _euclid_steps(written, max(m, n), min(m, n))
        first = written.steps.add("reduce", [], f"x % {d} = {r % d}")
        second = written.steps.add("reduce", [], f"x % {d} = {s % d}")
        written.steps.add("clash", [first, second], "False")
        return written
    proof = f"⟨{x}, rfl, rfl⟩"
    written = Written(f"∃ x : Nat, x % {m} = {r} ∧ x % {n} = {s}", [f"exact {proof}"], proof, "yes")
    divisions = _euclid_steps(written, max(m, n), min(m, n))
    found = euclid(m, n)
    one = written.steps.add("bezout", divisions, f"{m} * {_signed(found.u)} + {n} * {_signed(found.v)} = {d}")
    first = written.steps.add("remainder", [one], f"{x} = {m} * {x // m} + {r}")
    second = written.steps.add("remainder", [one], f"{x} = {n} * {x // n} + {s}")
    written.steps.add("witness", [first, second], f"x = {x}")
    return written


def _congruence(a: int, b: int, m: int) -> Written:
    g = gcd(a, m)
    if b % g:
        proof = f"NumberTheory.no_residue {g} ⟨{a // g}, rfl⟩ ⟨{m // g}, rfl⟩ (by decide +kernel)"
        written = Written(f"∀ x : Nat, {a} * x % {m} ≠ {b}", [f"exact {proof}"], proof, "no")
        divisions = _euclid_steps(written, m, a)
        common = written.steps.add("common", divisions, f"{g} ∣ {a} * x % {m}")
        not_ = written.steps.add("remainder", [], f"{b} = {g} * {b // g} + {b % g}")
        written.steps.add("insoluble", [common, not_], f"{a} * x % {m} ≠ {b}")
        return written
    c, k, e = a // g, m // g, b // g
    u = pow(c, -1, k)
    r = e * u % k
    proof = f"NumberTheory.congruence {g} {c} {e} {u} (by decide +kernel)"
    answer = f"x % {k} = {r}"
    written = Written(f"∀ x : Nat, {a} * x % {m} = {b} ↔ {answer}", [f"exact {proof}"], proof, answer)
    cited = _euclid_steps(written, m, a)
    if g > 1:
        cited = [written.steps.add("cancel", cited, f"{c} * x % {k} = {e}")]
    inverse = written.steps.add("inverse", cited, f"{c} * {u} % {k} = {1 % k}")
    written.steps.add("solutions", [inverse], answer)
    return written


def _always(m: int, a: int, i: int, b: int, j: int) -> Written:
    values = [a * n**i + b * n**j for n in range(m)]
    sides = f"{a} * n ^ {i} + {b} * n" + (f" ^ {j}" if j > 1 else "")
    against = next((n for n in range(m) if values[n] % m), None)
    if against is not None:
        proof = f"⟨{against}, by decide +kernel⟩"
        written = Written(f"∃ n : Nat, ¬{m} ∣ {sides}", [f"exact {proof}"], proof, "no")
        for n in range(against):
            written.steps.add("fits", [], f"{a} * {n} ^ {i} + {b} * {n} ^ {j} = {m} * {values[n] // m}")
        value = values[against]
        said = f"{a} * {against} ^ {i} + {b} * {against} ^ {j} = {m} * {value // m} + {value % m}"
        written.steps.add("unfit", [written.steps.add("remainder", [], said)], f"¬{m} ∣ {sides}")
        return written
    proof = f"NumberTheory.always{'' if j > 1 else '_linear'} (by decide +kernel)"
    written = Written(f"∀ n : Nat, {m} ∣ {sides}", [f"exact {proof}"], proof, "yes")
    cases = [
        written.steps.add("case", [], f"{a} * {n} ^ {i} + {b} * {n} ^ {j} = {m} * {values[n] // m}")
        for n in range(m)
    ]
    written.steps.add("always", cases, f"{m} ∣ {sides}")
    return written


def _prime(n: int) -> Written:
    if n > TRIED:
        return _large_prime(n) if is_prime(n) else _composite(n)
    d = least_divisor(n)
    if d < n:
        written = _product(n, d)
        _trials(written, n, d)
        factor = written.steps.add("multiple", [], f"{n} = {d} * {n // d}")
        written.steps.add("composite", [factor], f"{n} = {d} * {n // d}")
        return written
    bound = next(k for k in range(2, n + 2) if k * k > n)
    proof = f"(NumberTheory.Prime.of_trial {n} {bound} (by decide +kernel)).divisors"
    written = Written(f"∀ d : Nat, d ∣ {n} → d = 1 ∨ d = {n}", [f"exact {proof}"], proof, "yes")
    tried = _trials(written, n, bound)
    root = written.steps.add("root", [], f"{n} < {bound} * {bound}")
    written.steps.add("prime", [*tried, root], f"prime {n}")
    return written


def _product(n: int, d: int) -> Written:
    proof = f"⟨{d}, {n // d}, by decide +kernel⟩"
    return Written(f"∃ a b : Nat, 1 < a ∧ 1 < b ∧ a * b = {n}", [f"exact {proof}"], proof, "no")


def _composite(n: int) -> Written:
    """A factor that trial division would not meet soon; a power shows beforehand that there is one."""
    found = walk(n)
    written = _product(n, min(found.divisor, n // found.divisor))
    left = pow(2, n - 1, n)
    cited = [written.steps.add("fermat", [], f"2 ^ {n - 1} % {n} = {left}")] if left != 1 else []
    cited.append(written.steps.add("walk", [], f"gcd ({found.high} - {found.low}) {n} = {found.divisor}"))
    d = min(found.divisor, n // found.divisor)
    factor = written.steps.add("multiple", cited, f"{n} = {d} * {n // d}")
    written.steps.add("composite", [factor], f"{n} = {d} * {n // d}")
    return written


def _large_prime(n: int) -> Written:
    chain = pratt(n)
    # A lemma for each prime: a line of the script, and of the term.
    script = []
    for found in chain:
        small, large = (
            ", ".join(f"({q}, {e})" for q, e in found.factors if (q in found.larger) is larger)
            for larger in (False, True)
        )
        known = ", ".join(f"p{q}" for q in found.larger) or "trivial"
        known = f"⟨{known}⟩" if len(found.larger) > 1 else known
        script.append(
            f"have p{found.prime} : NumberTheory.Prime {found.prime} :="
            f" .of_lucas {found.base} [{small}] [{large}] {known} (by decide +kernel)"
        )
    term = "; ".join((*script, f"p{n}.divisors"))
    script.append(f"exact p{n}.divisors")
    written = Written(f"∀ d : Nat, d ∣ {n} → d = 1 ∨ d = {n}", script, term, "yes")
    shown: dict[int, int] = {}
    for found in chain:
        p, a = found.prime, found.base
        product = " * ".join(f"{q} ^ {e}" if e > 1 else str(q) for q, e in found.factors)
        cited = [shown[q] for q in found.larger]
        cited.append(written.steps.add("factors", cited.copy(), f"{p - 1} = {product}"))
        cited.append(written.steps.add("order", [], f"{a} ^ {p - 1} % {p} = 1"))
        for q, _ in found.factors:
            exponent = (p - 1) // q
            cited.append(written.steps.add("smaller", [], f"{a} ^ {exponent} % {p} = {pow(a, exponent, p)}"))
        shown[p] = written.steps.add("lucas", cited, f"prime {p}")
    return written


def _trials(written: Written, n: int, below: int) -> list[int]:
    """The primes below a number that do not divide `n`."""
    return [
        written.steps.add("remainder", [], f"{n} = {p} * {n // p} + {n % p}")
        for p in range(2, below)
        if least_divisor(p) == p
    ]


def _form(a: int, i: int, b: int, j: int, c: int) -> Written:
    sides = f"{a} * x ^ {i} + {b} * y ^ {j}"
    m = obstruction(a, i, b, j, c)
    if m is not None:
        proof = f"NumberTheory.no_form {m} (by decide +kernel)"
        written = Written(f"∀ x y : Nat, {sides} ≠ {c}", [f"exact {proof}"], proof, "no")
        cited = [
            written.steps.add("residues", [], f"x ^ {degree} % {m} ∈ {residues(m, degree)}")
            for degree in dict.fromkeys((i, j))
        ]
        sums = sorted({(a * x + b * y) % m for x in residues(m, i) for y in residues(m, j)})
        total = written.steps.add("residues", cited, f"({sides}) % {m} ∈ [{', '.join(map(str, sums))}]")
        right = written.steps.add("remainder", [], f"{c} = {m} * {c // m} + {c % m}")
        written.steps.add("insoluble", [total, right], f"{sides} ≠ {c}")
        return written
    found = solve_form(a, i, b, j, c)
    if found is None:
        raise ValueError(f"no modulus of {MODULI} rules {sides} = {c} out")
    x, y = found
    proof = f"⟨{x}, {y}, rfl⟩"
    written = Written(f"∃ x y : Nat, {sides} = {c}", [f"exact {proof}"], proof, "yes")
    for tried in range(x):
        rest = c - a * tried**i
        written.steps.add("tried", [], f"{b} * y ^ {j} = {rest}")
    first = written.steps.add("value", [], f"{a} * {x} ^ {i} = {a * x**i}")
    second = written.steps.add("value", [], f"{b} * {y} ^ {j} = {b * y**j}")
    written.steps.add("witness", [first, second], f"{a * x**i} + {b * y**j} = {c}")
    return written


def _power(base: int, exponent: int, modulus: int) -> Written:
    chain = power_chain(base, exponent, modulus)
    answer = chain[-1][1]
    script, term = ["decide +kernel"], "(by decide +kernel)"
    written = Written(f"({base} : Nat) ^ {exponent} % {modulus} = {answer}", script, "", str(answer))
    last = written.steps.add("start", [], f"{base} ^ 1 % {modulus} = {chain[0][1]}")
    for (before, left, _), (n, r, squared) in pairwise(chain):
        rule = "square" if squared else "next"
        last = written.steps.add(rule, [last], f"{base} ^ {n} % {modulus} = {r}")
        # The script goes down from the power that is asked for.
        lemma = f"NumberTheory.{rule} (n := {before}) (r := {left})"
        script.insert(0, f"refine {lemma} ?_ (by decide +kernel)")
        term = f"({lemma} {term} (by decide +kernel))"
    written.term = term
    return written


def _digits(n: int, base: int) -> Written:
    found = digits(n, base)
    horner = str(found[0])
    for digit in found[1:]:
        horner = f"({horner})" if " " in horner else horner
        horner = f"{horner} * {base} + {digit}"
    written = Written(
        f"({n} : Nat) = {horner}", ["decide +kernel"], "by decide +kernel", " ".join(map(str, found))
    )
    rest, cited = n, []
    while rest:
        cited.append(written.steps.add("divide", [], f"{rest} = {rest // base} * {base} + {rest % base}"))
        rest //= base
    written.steps.add("digits", cited, f"{n} = {horner}")
    return written


_WRITERS: Final[dict[Kind, Callable[..., Written]]] = {
    Kind.GCD: _gcd,
    Kind.COMBINATION: _combination,
    Kind.REMAINDERS: _remainders,
    Kind.CONGRUENCE: _congruence,
    Kind.ALWAYS: _always,
    Kind.PRIME: _prime,
    Kind.FORM: _form,
    Kind.POWER: _power,
    Kind.DIGITS: _digits,
}

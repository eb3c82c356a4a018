"""Number theory: answers against sympy and brute force, proofs against Lean, words read back."""

from __future__ import annotations

import os
from itertools import product
from math import gcd

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.ntheory.modular import crt

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.number_theory.certificate import chinese, euclid, obstruction, power_chain, solve_form
from generators.number_theory.domain import Config, NumberTheory, domain
from generators.number_theory.primality import factors, is_prime, pratt
from generators.number_theory.prove import write
from generators.number_theory.question import Kind, Question, canonical, parse
from generators.number_theory.words import read


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(), 5, 0, 400).problems


def label(question: Question) -> str:
    """The answer, found without the family's own search."""
    n = question.numbers
    if question.kind is Kind.GCD:
        return str(sympy.igcd(*n))
    if question.kind is Kind.COMBINATION:
        return "no" if n[2] % gcd(n[0], n[1]) else "yes"
    if question.kind is Kind.REMAINDERS:
        return "no" if crt([n[1], n[3]], [n[0], n[2]]) is None else "yes"
    if question.kind is Kind.CONGRUENCE:
        a, b, m = n
        found = [x for x in range(m) if a * x % m == b]
        return f"x % {m // len(found)} = {found[0]}" if found else "no"
    if question.kind is Kind.ALWAYS:
        return "no" if any((n[1] * x ** n[2] + n[3] * x ** n[4]) % n[0] for x in range(150)) else "yes"
    if question.kind is Kind.PRIME:
        return "yes" if sympy.isprime(n[0]) else "no"
    if question.kind is Kind.FORM:
        a, i, b, j, c = n
        values = {b * y**j for y in range(c + 2 if c < 50 else int((c / b) ** (1 / j)) + 3)}
        return "yes" if any(c - a * x**i in values for x in range(int((c / a) ** (1 / i)) + 3)) else "no"
    if question.kind is Kind.POWER:
        return str(pow(*n))
    written, rest = [], n[0]
    while rest:
        written.append(str(rest % n[1]))
        rest //= n[1]
    return " ".join(reversed(written))


def test_all_labels_are_right() -> None:
    for problem in domain.mine(Config(), 6, 0, int(os.environ.get("LABELS", "400"))).problems:
        question = parse(problem.canonical)
        assert write(question).answer == label(question), problem.canonical


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_euclid_combines(a: int, b: int) -> None:
    found = euclid(a, b)
    assert found.divisor == gcd(a, b) == a * found.u + b * found.v
    assert all(r == q * s + t and 0 <= t < s for r, q, s, t in found.divisions)


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_remainders_agree_with_brute_force(m: int, n: int, data: st.DataObject) -> None:
    r, s = data.draw(st.integers(0, m - 1)), data.draw(st.integers(0, n - 1))
    assert chinese(r, m, s, n) == next((x for x in range(m * n) if x % m == r and x % n == s), None)


@given(st.integers(1, 9), st.integers(2, 3), st.integers(1, 9), st.integers(2, 3), st.integers(1, 200))
def test_forms_agree_with_brute_force(a: int, i: int, b: int, j: int, c: int) -> None:
    solutions = [(x, y) for x, y in product(range(16), repeat=2) if a * x**i + b * y**j == c]
    found = solve_form(a, i, b, j, c)
    assert found in solutions if solutions else found is None
    if obstruction(a, i, b, j, c) is not None:
        assert not solutions


@given(st.integers(0, 10**20))
def test_primes_agree_with_sympy(n: int) -> None:
    assert is_prime(n) is sympy.isprime(n)
    assert is_prime(sympy.nextprime(n))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**17))
def test_numbers_are_factored(n: int) -> None:
    assert factors(n) == sympy.factorint(n)


@settings(max_examples=40, deadline=None)
@given(st.integers(200, 10**17).map(sympy.nextprime))
def test_certificates_name_primitive_roots(n: int) -> None:
    chain = pratt(n)
    assert chain[-1].prime == n
    for found in chain:
        assert sympy.is_primitive_root(found.base, found.prime)
        assert dict(found.factors) == sympy.factorint(found.prime - 1)
        assert {f.prime for f in chain} >= set(found.larger)


def test_lean_accepts_primes_of_all_sizes(shared_verifier: Verifier) -> None:
    config = Config(kinds=["prime"], large=1, max_digits=20)
    proofs = domain.prove(config, domain.mine(config, 3, 0, 60).problems)
    claims = [Claim(id=p.id, statement=p.statement, proof=p.tactic, term=p.term) for p in proofs]
    assert [v.reason for v in shared_verifier.verify(claims, trusted=True) if v.reason] == []
    assert 20 < sum("of_lucas" in p.tactic for p in proofs) < 40


@given(st.integers(2, 99), st.integers(1, 250), st.integers(2, 999))
def test_chains_end_at_the_power(base: int, exponent: int, modulus: int) -> None:
    chain = power_chain(base, exponent, modulus)
    assert chain[-1][:2] == (exponent, pow(base, exponent, modulus))
    assert all(remainder == pow(base, n, modulus) for n, remainder, _ in chain)


def test_wrong_certificates_are_refused(shared_verifier: Verifier) -> None:
    wrong = {
        "NumberTheory.Prime 91": "NumberTheory.Prime.of_trial 91 10 (by decide +kernel)",
        "NumberTheory.Prime 121": "NumberTheory.Prime.of_trial 121 11 (by decide +kernel)",
        # A pseudoprime; too small an order; factors that are no primes, or not known to be.
        "NumberTheory.Prime 341": ".of_lucas 2 [(2, 2), (5, 1), (17, 1)] [] trivial (by decide +kernel)",
        "NumberTheory.Prime 7": ".of_lucas 2 [(2, 1), (3, 1)] [] trivial (by decide +kernel)",
        "NumberTheory.Prime 19": ".of_lucas 2 [(2, 1), (9, 1)] [] trivial (by decide +kernel)",
        "NumberTheory.Prime 211": ".of_lucas 2 [(2, 1), (3, 1)] [(35, 1)] trivial (by decide +kernel)",
        "∀ x y : Nat, 1 * x ^ 2 + 1 * y ^ 2 ≠ 5": "NumberTheory.no_form 4 (by decide +kernel)",
        "∀ x y : Int, 6 * x + 4 * y ≠ 8": "NumberTheory.insoluble 2 ⟨3, rfl⟩ ⟨2, rfl⟩ (by decide +kernel)",
        "∀ x : Nat, x % 6 = 1 → x % 4 ≠ 3": "NumberTheory.clash 2 ⟨3, rfl⟩ ⟨2, rfl⟩ (by decide +kernel)",
        "∀ x : Nat, 6 * x % 9 = 3 ↔ x % 3 = 1": "NumberTheory.congruence 3 2 1 2 (by decide +kernel)",
        "∀ x : Nat, 6 * x % 9 ≠ 3": "NumberTheory.no_residue 3 ⟨2, rfl⟩ ⟨3, rfl⟩ (by decide +kernel)",
        "∀ n : Nat, 6 ∣ 1 * n ^ 2 + 5 * n": "NumberTheory.always_linear (by decide +kernel)",
        "(3 : Nat) ^ 4 % 7 = 5": "by decide +kernel",
    }
    claims = [Claim(id=str(i), statement=s, proof=p) for i, (s, p) in enumerate(wrong.items())]
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        told = NumberTheory().tell(parse(problem.canonical), Choice(problem.id))
        assert told.text == problem.words
        assert str(canonical(read(told.given, told.question))) == problem.canonical


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not a question"):
        read(["Ada has many apples."], "How many?")
    for text in ("gcd 4", "lcm 4 6", "gcd a b"):
        with pytest.raises(ValueError, match="gcd"):
            parse(text)
    with pytest.raises(ValueError, match="no kind"):
        Config(kinds=["lcm"])


@given(st.lists(st.integers(1, 30), min_size=5, max_size=5), st.sampled_from(Kind))
def test_canonical_forms_forget_what_may_be_exchanged(numbers: list[int], kind: Kind) -> None:
    a, b, c, d, e = numbers
    same = {
        Kind.GCD: ((a, b), (b, a)),
        Kind.COMBINATION: ((a, b, c), (b, a, c)),
        Kind.REMAINDERS: ((a, b, c, d), (c, d, a, b)),
        Kind.ALWAYS: ((a, b, c, d, e), (a, d, e, b, c)),
        Kind.FORM: ((a, b, c, d, e), (c, d, a, b, e)),
    }
    if kind in same:
        first, second = (canonical(Question(kind, n)) for n in same[kind])
        assert first == second == parse(str(first))


def test_larger_numbers_take_more_steps() -> None:
    def steps(config: Config) -> float:
        found = [problem.difficulty["steps"] for problem in domain.mine(config, 1, 0, 100).problems]
        return sum(found) / len(found)

    kinds = ["gcd", "combination", "digits"]
    assert steps(Config(kinds=kinds, max_number=10_000_000)) > 1.3 * steps(
        Config(kinds=kinds, max_number=500)
    )

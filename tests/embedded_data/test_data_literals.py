"""What the core computes with numbers agrees with Python's integers, and what is false is refused."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest

from factory.lean.verifier import Claim, Verifier
from factory.records import Status


def _euclid_div(a: int, b: int) -> int:
    """The quotient with a remainder that is not negative; 0 for a divisor 0."""
    return 0 if b == 0 else (a // b if b > 0 else -(a // -b))


def _truncated_div(a: int, b: int) -> int:
    return 0 if b == 0 else (abs(a) // abs(b)) * (1 if (a < 0) == (b < 0) else -1)


NAT: dict[str, Callable[[int, int], int]] = {
    "{} + {}": lambda a, b: a + b,
    "{} - {}": lambda a, b: max(a - b, 0),
    "{} * {}": lambda a, b: a * b,
    "{} / {}": lambda a, b: a // b if b else 0,
    "{} % {}": lambda a, b: a % b if b else a,
    "Nat.gcd {} {}": math.gcd,
    "{} &&& {}": lambda a, b: a & b,
    "{} ||| {}": lambda a, b: a | b,
    "{} ^^^ {}": lambda a, b: a ^ b,
    "{} <<< ({} % 16)": lambda a, b: a << b % 16,
    "{} >>> ({} % 16)": lambda a, b: a >> b % 16,
    "{} ^ ({} % 8)": lambda a, b: a ** (b % 8),
    "min {} {}": min,
    "max {} {}": max,
    "Nat.log2 ({} % 2 ^ 64) + 0 * {}": lambda a, _: max((a % 2**64).bit_length() - 1, 0),
}

INT: dict[str, Callable[[int, int], int]] = {
    "{} + {}": lambda a, b: a + b,
    "{} - {}": lambda a, b: a - b,
    "{} * {}": lambda a, b: a * b,
    "{} / {}": _euclid_div,
    "{} % {}": lambda a, b: a - b * _euclid_div(a, b),
    "-{} + 0 * {}": lambda a, _: -a,
    "{} ^ (Int.natAbs {} % 4)": lambda a, b: a ** (abs(b) % 4),
    "min {} {}": min,
    "max {} {}": max,
}

RELATIONS: dict[str, Callable[[int, int], bool]] = {
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
    "≤": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    "≥": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}


def _pairs(seed: str, *, signed: bool) -> list[tuple[int, int]]:
    draw = random.Random(seed)
    magnitudes = [(0, 0), (0, 1), (1, 0), (1, 1), (7, 2), (6, 3), (2, 7), (255, 16)]
    magnitudes += [
        (draw.getrandbits(size), draw.getrandbits(other)) for size in (6, 70, 160) for other in (5, 90)
    ]
    if not signed:
        return magnitudes
    return sorted({(a * s, b * t) for a, b in magnitudes for s in (1, -1) for t in (1, -1)})


def _literal(value: int, kind: str) -> str:
    return f"({value} : {kind})"


def _verdicts(verifier: Verifier, statements: list[str]) -> list[bool]:
    claims = [
        Claim(id=str(index), statement=text, proof="by decide") for index, text in enumerate(statements)
    ]
    return [verdict.status is Status.VERIFIED for verdict in verifier.verify(claims, trusted=True)]


def _equations(kind: str, form: str, value: Callable[[int, int], int], shift: int) -> list[str]:
    pairs = _pairs(form, signed=kind == "Int")
    return [
        f"{form.format(_literal(a, kind), _literal(b, kind))} = {_literal(value(a, b) + shift, kind)}"
        for a, b in pairs
    ]


@pytest.mark.parametrize(("kind", "operations"), [("Nat", NAT), ("Int", INT)], ids=["Nat", "Int"])
def test_equations_between_literals(
    verifier: Verifier, kind: str, operations: dict[str, Callable[[int, int], int]]
) -> None:
    statements = [text for form, value in operations.items() for text in _equations(kind, form, value, 0)]
    assert len(statements) >= 200
    verdicts = _verdicts(verifier, statements)
    assert [text for text, accepted in zip(statements, verdicts, strict=True) if not accepted] == []


@pytest.mark.parametrize(("kind", "operations"), [("Nat", NAT), ("Int", INT)], ids=["Nat", "Int"])
def test_false_equations_are_refused(
    verifier: Verifier, kind: str, operations: dict[str, Callable[[int, int], int]]
) -> None:
    statements = [text for form, value in operations.items() for text in _equations(kind, form, value, 1)[:4]]
    verdicts = _verdicts(verifier, statements)
    assert [text for text, accepted in zip(statements, verdicts, strict=True) if accepted] == []


@pytest.mark.parametrize("kind", ["Nat", "Int"])
def test_comparisons_and_divisibility(verifier: Verifier, kind: str) -> None:
    pairs = _pairs("order", signed=kind == "Int")
    true: list[str] = []
    for a, b in pairs:
        left, right = _literal(a, kind), _literal(b, kind)
        for sign, holds in RELATIONS.items():
            text = f"{left} {sign} {right}"
            true.append(text if holds(a, b) else f"¬ ({text})")
        if kind == "Nat":
            divides = b % a == 0 if a else b == 0
            true.append(f"{left} ∣ {right}" if divides else f"¬ ({left} ∣ {right})")
    verdicts = _verdicts(verifier, true)
    assert [text for text, accepted in zip(true, verdicts, strict=True) if not accepted] == []


def test_truncated_and_euclidean_division_are_not_mixed_up(verifier: Verifier) -> None:
    differing = [
        (a, b) for a in range(-9, 10) for b in range(-5, 6) if _euclid_div(a, b) != _truncated_div(a, b)
    ]
    assert differing
    statements = [f"({a} : Int) / ({b} : Int) = ({_truncated_div(a, b)} : Int)" for a, b in differing[:20]]
    assert not any(_verdicts(verifier, statements))


def test_lists_agree_with_python(verifier: Verifier) -> None:
    draw = random.Random("lists")
    statements: list[str] = []
    for _ in range(25):
        xs = [draw.randrange(9) for _ in range(draw.randrange(6))]
        ys = [draw.randrange(9) for _ in range(draw.randrange(6))]
        cut = draw.randrange(7)
        left, right = f"({xs} : List Nat)", f"({ys} : List Nat)"
        statements += [
            f"{left} ++ {right} = {xs + ys}",
            f"{left}.reverse = {xs[::-1]}",
            f"{left}.length = {len(xs)}",
            f"{left}.map (fun n => n * n) = {[n * n for n in xs]}",
            f"{left}.filter (fun n => n % 2 == 0) = {[n for n in xs if n % 2 == 0]}",
            f"{left}.foldl (fun n m => 10 * n + m) 0 = {int(''.join(map(str, xs)) or 0)}",
            f"{left}.foldr (fun n m => n - m) 0 = {_alternating(xs)}",
            f"{left}.take {cut} = {xs[:cut]} ∧ {left}.drop {cut} = {xs[cut:]}",
            f"({cut} ∈ {left}) = {'True' if cut in xs else 'False'}",
            f"List.range {cut} = {list(range(cut))}",
            f"{left}.sum = {sum(xs)}",
        ]
    verdicts = _verdicts(verifier, statements)
    assert [text for text, accepted in zip(statements, verdicts, strict=True) if not accepted] == []


def _alternating(values: list[int]) -> int:
    """`a - (b - (c - …))` with subtraction cut off at 0."""
    result = 0
    for value in reversed(values):
        result = max(value - result, 0)
    return result

"""Calculations with two numbers, by columns: every digit with what is carried or borrowed.

The certificate is the list of columns; what stands to the right of a column is kept with it, so that each
line is an equation about numbers that a reader can check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_TEXT = re.compile(r"(\d+) ([-+*/]) (\d+)(?: \? (\d+))?")


class Operation(StrEnum):
    """What is done with the two numbers; division leaves a remainder."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


@dataclass(frozen=True, slots=True)
class Calculation:
    """What is `left operation right`, or is it `claimed`? A difference is never negative."""

    operation: Operation
    left: int
    right: int
    claimed: int | None = None

    @property
    def value(self) -> int:
        """The result; of a division, the quotient."""
        match self.operation:
            case Operation.ADD:
                return self.left + self.right
            case Operation.SUBTRACT:
                return self.left - self.right
            case Operation.MULTIPLY:
                return self.left * self.right
            case Operation.DIVIDE:
                return self.left // self.right

    def __str__(self) -> str:
        asked = "" if self.claimed is None else f" ? {self.claimed}"
        return f"{self.left} {self.operation} {self.right}{asked}"


def parse(text: str) -> Calculation:
    """The calculation of a text such as `87 + 36` or `87 + 36 ? 113`; raises ValueError."""
    match = _TEXT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a calculation: write 87 + 36, or 87 + 36 ? 113")
    operation, left, right = Operation(match[2]), int(match[1]), int(match[3])
    if operation is Operation.SUBTRACT and left < right:
        raise ValueError(f"{text!r}: the difference is negative")
    if operation is Operation.DIVIDE and (right == 0 or match[4]):
        raise ValueError(f"{text!r}: a division needs a divisor, and claims are about other operations")
    return Calculation(operation, left, right, int(match[4]) if match[4] else None)


def canonical(calculation: Calculation) -> Calculation:
    """The same with the larger number first where the order does not matter."""
    left, right = calculation.left, calculation.right
    if calculation.operation in (Operation.ADD, Operation.MULTIPLY) and left < right:
        return Calculation(calculation.operation, right, left, calculation.claimed)
    return calculation


@dataclass(frozen=True, slots=True)
class Column:
    """One line of a written calculation.

    `kind` is an operation for a column of it, `row` for a multiple that is added to those above. `digits` are
    what the line looks at: of a column its digits, the digit written, and what is carried on; of a division
    the digit brought down, the digit of the quotient, and what is left.
    """

    kind: str
    weight: int  # of the column: 1, 10, 100, ...
    digits: tuple[int, ...]
    carried: int  # into this column; in a division, what is left of the digits above
    written: int  # the digits of the result to the right of this column, as a number
    claim: str  # the equation that now holds, in Lean
    uses: tuple[int, ...]  # earlier lines


def columns(calculation: Calculation) -> list[Column]:
    """The lines of the calculation, in the order in which they are written."""
    left, right = calculation.left, calculation.right
    match calculation.operation:
        case Operation.ADD:
            return _added(left, right)
        case Operation.SUBTRACT:
            return _subtracted(left, right)
        case Operation.MULTIPLY:
            return _multiplied(left, right)
        case Operation.DIVIDE:
            return _divided(left, right)


def _added(left: int, right: int) -> list[Column]:
    lines: list[Column] = []
    carried = 0
    for place in range(len(str(max(left, right)))):
        weight = 10**place
        a, b = left // weight % 10, right // weight % 10
        carry, written = divmod(a + b + carried, 10)
        upto = 10 * weight
        done = (left + right) % weight
        claim = f"{left % upto} + {right % upto} = {left % upto + right % upto}"
        lines.append(Column("+", weight, (a, b, written, carry), carried, done, claim, _last(lines)))
        carried = carry
    return lines


def _subtracted(left: int, right: int) -> list[Column]:
    lines: list[Column] = []
    borrowed = 0
    for place in range(len(str(left))):
        weight = 10**place
        a, b = left // weight % 10, right // weight % 10
        written = (a - b - borrowed) % 10
        borrow = (b + borrowed + written - a) // 10
        upto = 10 * weight
        rest = (left - right) % upto
        claim = f"{right % upto} + {rest} = {right % upto + rest}"
        done = left % weight
        lines.append(Column("-", weight, (a, b, written, borrow), borrowed, done, claim, _last(lines)))
        borrowed = borrow
    return lines


def _multiplied(left: int, right: int) -> list[Column]:
    lines: list[Column] = []
    above: int | None = None
    for place in range(len(str(right))):
        weight = 10**place
        digit = right // weight % 10
        carried = 0
        for inner in range(len(str(left))):
            column = 10**inner
            a = left // column % 10
            carry, written = divmod(a * digit + carried, 10)
            upto = 10 * column
            claim = f"{left % upto} * {digit} = {left % upto * digit}"
            done = left * digit % column
            used = _last(lines) if inner else ()
            lines.append(Column("*", column, (a, digit, written, carry), carried, done, claim, used))
            carried = carry
        here = len(lines) - 1
        if above is not None:
            factor = right % (10 * weight)
            claim = f"{left} * {factor} = {left * factor}"
            digits = (left * (factor % weight), left * digit)
            lines.append(Column("row", weight, digits, 0, 0, claim, (above, here)))
        above = len(lines) - 1
    return lines


def _divided(left: int, right: int) -> list[Column]:
    digits = str(left)
    begin = next((i for i in range(1, len(digits)) if int(digits[:i]) >= right), len(digits))
    head = int(digits[:begin])
    quotient, rest = divmod(head, right)
    claim = f"{right} * {quotient} + {rest} = {head}"
    lines = [Column("/", 10 ** (len(digits) - begin), (head, quotient, rest), 0, 0, claim, ())]
    for place in range(begin, len(digits)):
        digit = int(digits[place])
        stands = rest * 10 + digit
        times, left_over = divmod(stands, right)
        head, quotient = head * 10 + digit, quotient * 10 + times
        claim = f"{right} * {quotient} + {left_over} = {head}"
        weight = 10 ** (len(digits) - place - 1)
        lines.append(Column("/", weight, (digit, times, left_over), rest, 0, claim, _last(lines)))
        rest = left_over
    return lines


def _last(lines: list[Column]) -> tuple[int, ...]:
    return (len(lines) - 1,) if lines else ()

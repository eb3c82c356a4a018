"""pass@k from samples, without bias also where sampling stopped at the first proof, and its interval.

Sources: Chen et al., "Evaluating large language models trained on code" (2021), for the estimator; Wilson,
"Probable inference, the law of succession, and statistical inference" (1927), for the interval.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

_Z = 1.959963984540054  # 95% of a normal distribution lie within so many deviations


class Rate(msgspec.Struct, frozen=True):
    """A share of `problems` problems and its 95% interval."""

    problems: int
    value: float
    low: float
    high: float


def pass_at(k: int, outcomes: Sequence[bool | None], *, stops: bool) -> float | None:
    """The chance that one of `k` samples proves a problem, without bias; None where too few are known.

    `outcomes` are those of samples 0, 1, ... in the order of their drawing; None where one was not drawn
    or checked. Of n >= k samples with c right it is 1 - C(n - c, k) / C(n, k). Where drawing `stops` at the
    first proof, that would favour the lucky: there it is whether the first k hold a proof, which needs no
    more samples than those up to the first proof.
    """
    known = next((place for place, outcome in enumerate(outcomes) if outcome is None), len(outcomes))
    right = sum(bool(outcome) for outcome in outcomes[:known])
    if stops and right:
        return float(any(outcomes[: min(k, known)]))
    if known < k:
        return None
    return 1.0 - math.prod(max(known - right - i, 0) / (known - i) for i in range(k))


def rate(values: Iterable[float]) -> Rate:
    """The mean of numbers in [0, 1] and Wilson's interval.

    A mean of numbers between 0 and 1 varies no more than one of zeros and ones, so the interval is never too
    short.
    """
    numbers = list(values)
    count = len(numbers)
    if not count:
        return Rate(0, 0.0, 0.0, 1.0)
    mean = sum(numbers) / count
    scale = 1 + _Z**2 / count
    middle = (mean + _Z**2 / (2 * count)) / scale
    half = _Z * math.sqrt(mean * (1 - mean) / count + _Z**2 / (4 * count**2)) / scale
    return Rate(count, mean, max(0.0, middle - half), min(1.0, middle + half))

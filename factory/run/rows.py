"""Which rows of a shard are meant, at one bit a row: row 0 is the lowest bit of the first byte."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def row_numbers(bits: bytes) -> NDArray[np.int64]:
    """The rows, ascending."""
    return np.flatnonzero(np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little"))


def count_rows(bits: bytes) -> int:
    """How many rows there are."""
    return int.from_bytes(bits, "little").bit_count()

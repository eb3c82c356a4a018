"""The way in which making a mix can fail."""

from __future__ import annotations


class MixError(Exception):
    """The mix cannot be made; the message says what is wrong, in which file, and what to do."""

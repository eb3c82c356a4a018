"""The forms that documents are rephrased into, read from `data/formats.toml`."""

from __future__ import annotations

from enum import Enum
from functools import cache
from importlib import resources

import msgspec


class Shape(Enum):
    """What a format looks like; `faithfulness.score` checks it."""

    TABLE = "table"
    FAQ = "faq"
    LIST = "list"
    PROSE = "prose"


class Format(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form of text, with the version of what makes it."""

    name: str
    version: str
    about: str
    shape: Shape
    whole: bool = False  # it tells all of its source, so that numbers and negations must come along
    longest: float = 1.25  # words, as a multiple of the source's
    copied: float = 1.0


@cache
def formats() -> dict[str, Format]:
    """The formats by name."""
    text = (resources.files("factory.rephrase") / "data" / "formats.toml").read_text(encoding="utf-8")
    listed = msgspec.toml.decode(text, type=dict[str, list[Format]])["format"]
    return {form.name: form for form in listed}

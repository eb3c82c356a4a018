"""The forms that documents are rephrased into, with the prompts for models, read from `data/formats/`."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from importlib import resources
from typing import Annotated, Final

import msgspec
from msgspec import Meta

_FILES: Final = ("basic", "study", "nemotron", "voices")
_PLACE: Final = re.compile(r"\{(\w+)\}")


class Shape(Enum):
    """What a format looks like; `structure.fits` checks it."""

    TABLE = "table"
    FAQ = "faq"
    LIST = "list"
    PROSE = "prose"
    TUTORIAL = "tutorial"
    MATH = "math"
    DIALOGUE = "dialogue"
    ARTICLE = "article"
    ANSWER = "answer"


class Method(Enum):
    """How a model is asked for records; `methods` has the functions."""

    SINGLE = "single"  # once
    PROPOSE = "propose"  # for ways to treat the document, then to go each of them
    ENTITIES = "entities"  # for what it speaks of, then about each pair and triple
    CHUNKS = "chunks"  # part by part, with the part before in view
    REVISE = "revise"  # for a draft, a criticism, and the text that follows it


class Prompt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words that a model is asked with. `{document}`, `{rules}` and what the method knows are put in."""

    version: str
    ask: str
    first: str = ""  # what is asked before, where the method has two or three questions
    review: str = ""


class Format(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form of text, with the versions of what makes it."""

    name: str
    version: str
    about: str
    shape: Shape
    method: Method = Method.SINGLE
    template: bool = False  # the backend without a model makes it too
    whole: bool = False  # it tells all of its source, so that numbers and negations must come along
    derives: bool = False  # results of true calculations count as numbers of the source
    longest: float = 1.25  # words, as a multiple of the source's
    copied: float = 1.0
    after: str = ""  # the record is what follows this line of the answer
    most: int = 0  # ways or entities
    grid: dict[str, list[str]] = {}
    cells: Annotated[int, Meta(ge=1)] = 1  # of the grid, for each document
    prompts: list[Prompt] = []


class Judge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a second model is asked about a record."""

    version: str
    ask: str


class Shared(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all prompts share."""

    system: str
    document: str
    rules: str
    judge: Judge


@cache
def formats() -> dict[str, Format]:
    """The formats by name, in the order of the files."""
    found = {}
    for file in _FILES:
        text = (_data() / "formats" / f"{file}.toml").read_text(encoding="utf-8")
        found.update(
            {form.name: form for form in msgspec.toml.decode(text, type=dict[str, list[Format]])["format"]}
        )
    return found


@cache
def shared() -> Shared:
    """The words that all prompts share."""
    return msgspec.toml.decode((_data() / "shared.toml").read_text(encoding="utf-8"), type=Shared)


def filled(text: str, /, **values: str) -> str:
    """A prompt with its places filled; what is put in is not searched. KeyError for an unknown place."""
    return _PLACE.sub(lambda match: values[match[1]], text).strip()


def _data() -> resources.abc.Traversable:
    return resources.files("factory.rephrase") / "data"

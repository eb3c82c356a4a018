"""A lesson: a document of prompt and response made from verified traces, with what ties it to them.

`text` is the document for pretraining; prompt and response alone are a pair for fine-tuning. The words of the
problem stand in the text as they stand in the trace, at `words`, and `statement` is their Lean proposition.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from factory.records import Record, content_id
from factory.run.tables import array_of


class Span(Record, frozen=True):
    """Characters of a lesson's text."""

    start: int
    end: int


class Mask(Record, frozen=True):
    """A blank in the text, and what belongs there."""

    start: int
    end: int
    step: int  # of the trace that was hidden; -1: a sentence of the problem
    hidden: str


class Shown(Record, frozen=True):
    """A theorem beside the traces' own that the lesson rests on; Lean accepted it."""

    statement: str
    proof: str


class Lesson(Record, frozen=True):
    """One document."""

    id: str  # content_id("lesson", form, trace ids, prompt, response)
    form: str
    domain: str
    trace_ids: list[str]
    prompt: str
    response: str
    statement: str  # in Lean: what the first trace proves
    words: list[Span]  # where the words of each trace's problem stand in the text
    masks: list[Mask]
    shown: list[Shown]
    licence: str

    @property
    def text(self) -> str:
        """The document as a whole."""
        return f"{self.prompt}{GAP}{self.response}\n"


GAP: Final = "\n\n"
BLANK: Final = "____"


class Pending(msgspec.Struct, kw_only=True):
    """A lesson that is told but not yet checked: `shown` is what Lean must accept first."""

    form: str
    prompt: str
    response: str
    masks: list[Mask] = []
    shown: list[Shown] = []
    untold: list[Shown] = []  # what Lean must accept too, though the lesson does not tell it
    words: list[Span] = []


def identity(form: str, trace_ids: Sequence[str], prompt: str, response: str) -> str:
    """The id of a lesson."""
    return content_id("lesson", form, *trace_ids, prompt, response)


def to_table(lessons: Sequence[Lesson]) -> pa.Table:
    """The lessons as a table; row i is lesson i."""
    columns = {
        field.name: array_of(field.type, list(map(attrgetter(field.name), lessons)))
        for field in SCHEMA
        if field.name != "text"
    }
    # As `Lesson.text`, four times as fast.
    ended = pc.binary_join_element_wise(columns["response"], "", "\n")
    columns["text"] = pc.binary_join_element_wise(columns["prompt"], ended, GAP)
    return pa.Table.from_pydict(columns, schema=SCHEMA)


def from_table(table: pa.Table) -> list[Lesson]:
    """The lessons of a table. Raises msgspec.ValidationError."""
    return msgspec.convert(table.drop_columns(["text"]).to_pylist(), list[Lesson])


def _list(kind: pa.DataType) -> pa.DataType:
    return pa.list_(pa.field("element", kind, nullable=False))


def _struct(**fields: pa.DataType) -> pa.DataType:
    return pa.struct([pa.field(name, kind, nullable=False) for name, kind in fields.items()])


_INT, _TEXT = pa.int64(), pa.string()
SCHEMA: Final = pa.schema(
    [
        pa.field(name, kind, nullable=False)
        for name, kind in (
            ("id", _TEXT),
            ("form", _TEXT),
            ("domain", _TEXT),
            ("trace_ids", _list(_TEXT)),
            ("prompt", _TEXT),
            ("response", _TEXT),
            ("text", _TEXT),
            ("statement", _TEXT),
            ("words", _list(_struct(start=_INT, end=_INT))),
            ("masks", _list(_struct(start=_INT, end=_INT, step=_INT, hidden=_TEXT))),
            ("shown", _list(_struct(statement=_TEXT, proof=_TEXT))),
            ("licence", _TEXT),
        )
    ]
)

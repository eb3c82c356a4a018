"""The ways in which a model is asked for records of one document: once, in steps, part by part.

Each is a function of a document and of `Desk.ask`. What was asked before is answered from the ledger, so a
method that is run again after a kill goes on where it was.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

import msgspec

from factory.models.asker import Asker
from factory.models.requests import Message, Request
from factory.rephrase.documents import Source
from factory.rephrase.formats import Format, Method, Prompt, filled, shared
from factory.rephrase.parts import parts
from factory.rephrase.records import Sampling, Span

_THOUGHTS: Final = re.compile(r"^.*?</think>", re.DOTALL)
_FENCED: Final = re.compile(r"^```[a-z]*\n(.*)\n```$", re.DOTALL)
_ITEM: Final = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+(.+?)\s*$", re.MULTILINE)
_NOTHING: Final = re.compile(r"^\W*nothing\W*$", re.IGNORECASE)


class Draft(msgspec.Struct, kw_only=True):
    """A record before it is scored. `keys` are the requests that it was made with, the last one its own."""

    source: int  # the document's place in its batch
    format: str
    prompt: str
    temperature: float
    variant: str = ""
    text: str
    spans: list[Span] = []
    fault: str = ""
    keys: list[bytes] = []


@dataclass(frozen=True)
class Desk:
    """Where one document is put into one format with one prompt."""

    asker: Asker
    sampling: Sampling
    place: int  # of the document in its batch
    form: Format
    prompt: Prompt
    temperature: float

    async def ask(self, words: str, text: str, **values: str) -> tuple[str, Draft]:
        """Fill a prompt with a document and ask: the answer, and a draft that has it as its text.

        Raises NoAnswer, Stopped.
        """
        common = shared()
        document = filled(common.document, text=text)
        content = filled(words, document=document, rules=common.rules.strip(), **values)
        request = Request(
            messages=(Message("system", common.system), Message("user", content)),
            temperature=self.temperature,
            max_tokens=self.sampling.max_tokens,
        )
        answer = await self.asker.ask(request)
        said = self._cleaned(answer.text)
        draft = self.draft("" if said else "the answer is empty", said)
        if answer.finish == "length":
            draft.fault = "the answer was cut"
        draft.keys = [request.key(self.asker.model.name)]
        return said, draft

    def draft(self, fault: str, text: str = "") -> Draft:
        """A draft made here; refused if there is a fault."""
        return Draft(
            source=self.place,
            format=self.form.name,
            prompt=self.prompt.version,
            temperature=self.temperature,
            text=text,
            fault=fault,
        )

    def _cleaned(self, text: str) -> str:
        text = _THOUGHTS.sub("", text).strip()
        if fenced := _FENCED.match(text):
            text = fenced[1].strip()
        if self.form.after and self.form.after in text:
            text = text.partition(self.form.after)[2].strip("* \n")
        return text


async def drafts(desk: Desk, source: Source) -> list[Draft]:
    """The drafts of a document, without those in which the model found nothing to put into the format."""
    made = await _METHODS[desk.form.method](desk, source)
    return [draft for draft in made if not _NOTHING.match(draft.text)]


def listed(text: str, most: int) -> list[str]:
    """The items of a list, each once, at most so many."""
    found: dict[str, str] = {}
    for item in _ITEM.findall(text.replace("**", "")):
        found.setdefault(item.casefold(), item)
    return [*found.values()][:most]


def cells(form: Format, source_id: str) -> list[dict[str, str]]:
    """The cells of a format's grid that fall to a document, drawn by its id."""
    grid = [dict(zip(form.grid, values, strict=True)) for values in product(*form.grid.values())]

    def drawn(cell: dict[str, str]) -> bytes:
        return hashlib.blake2b("\0".join([source_id, form.name, *cell.values()]).encode()).digest()

    return sorted(grid, key=drawn)[: form.cells]


async def _single(desk: Desk, source: Source) -> list[Draft]:
    async def one(cell: dict[str, str]) -> Draft:
        _, draft = await desk.ask(desk.prompt.ask, source.text, **cell)
        draft.variant = "; ".join(cell.values())
        return draft

    return await _together(one(cell) for cell in cells(desk.form, source.id))


async def _propose(desk: Desk, source: Source) -> list[Draft]:
    proposed, first = await desk.ask(desk.prompt.first, source.text, most=str(desk.form.most))

    async def one(way: str) -> Draft:
        _, draft = await desk.ask(desk.prompt.ask, source.text, way=way)
        draft.variant = way
        return draft

    return _nothing_found(first) or await _together(one(way) for way in listed(proposed, desk.form.most))


async def _entities(desk: Desk, source: Source) -> list[Draft]:
    proposed, first = await desk.ask(desk.prompt.first, source.text, most=str(desk.form.most))
    # An entity that the document does not have would have to be made up.
    named = [name for name in listed(proposed, desk.form.most) if name.casefold() in source.text.casefold()]

    async def one(group: tuple[str, ...]) -> Draft:
        entities = f"{', '.join(group[:-1])} and {group[-1]}"
        _, draft = await desk.ask(desk.prompt.ask, source.text, entities=entities)
        draft.variant = "; ".join(group)
        return draft

    groups = [group for size in (2, 3) for group in combinations(named, size)]
    return _nothing_found(first) or await _together(one(group) for group in groups)


async def _chunks(desk: Desk, source: Source) -> list[Draft]:
    """One record: the parts in their order, with an empty line between them."""
    text, previous = "", "(nothing: this is the beginning)"
    spans: list[Span] = []
    keys: list[bytes] = []
    whole: Draft | None = None
    for start, end in parts(source.text, desk.sampling.chunk_words):
        said, whole = await desk.ask(desk.prompt.ask, source.text[start:end].strip(), previous=previous)
        keys += whole.keys
        if whole.fault:
            break
        text = f"{text}\n\n{said}" if text else said
        spans.append(Span(source_start=start, source_end=end, start=len(text) - len(said), end=len(text)))
        previous = said
    if whole is None:
        return []
    whole.text, whole.spans, whole.keys = text, spans, keys
    return [whole]


async def _revise(desk: Desk, source: Source) -> list[Draft]:
    draft, first = await desk.ask(desk.prompt.first, source.text)
    if first.fault:
        return [first]
    criticism, second = await desk.ask(desk.prompt.review, source.text, draft=draft)
    _, last = await desk.ask(desk.prompt.ask, source.text, draft=draft, criticism=criticism)
    last.keys = first.keys + second.keys + last.keys
    return [last]


def _nothing_found(first: Draft) -> list[Draft]:
    """The refused answer to a first question; empty where there is an answer to go on with."""
    if not first.fault and _ITEM.search(first.text):
        return []
    first.fault = first.fault or "the answer has no list"
    return [first]


async def _together(asked: Iterable[Awaitable[Draft]]) -> list[Draft]:
    """All of them, in their order; the first error is raised when all have ended."""
    made = await asyncio.gather(*asked, return_exceptions=True)
    found = []
    for one in made:
        if isinstance(one, BaseException):
            raise one
        found.append(one)
    return found


_METHODS: Final[dict[Method, Callable[[Desk, Source], Awaitable[list[Draft]]]]] = {
    Method.SINGLE: _single,
    Method.PROPOSE: _propose,
    Method.ENTITIES: _entities,
    Method.CHUNKS: _chunks,
    Method.REVISE: _revise,
}

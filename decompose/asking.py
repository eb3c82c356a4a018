"""Asks a model many things at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from factory.models.asker import Asker, NoAnswer, Stopped
from factory.models.requests import Request

OpenAsker = Callable[[], Asker]


def answers(open_asker: OpenAsker, requests: Sequence[Request]) -> list[str]:
    """The texts of the answers, in order; "" for a request without one.

    `open_asker` is called inside an event loop, and its model is closed after the last answer. Raises
    factory.models.asker.Stopped when the model cannot be reached.
    """
    return asyncio.run(_answers(open_asker, requests))


async def _answers(open_asker: OpenAsker, requests: Sequence[Request]) -> list[str]:
    asker = open_asker()
    try:
        found = await asyncio.gather(*map(asker.ask, requests), return_exceptions=True)
    finally:
        await asker.model.close()
    texts: list[str] = []
    for answer in found:
        if isinstance(answer, NoAnswer) or (isinstance(answer, Stopped) and not answer.broken):
            texts.append("")
        elif isinstance(answer, BaseException):
            raise answer
        else:
            texts.append(answer.text)
    return texts

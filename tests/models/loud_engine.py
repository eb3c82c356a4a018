"""An engine without weights that answers in capitals, and dies when told to."""

from __future__ import annotations

import os
import time
from pathlib import Path

from factory.models.requests import Completion, Refused, Request

MOST = 16  # answers in a step


class Loud:
    """Writes a line to `log` when it starts, and one for each step: the texts that it works on."""

    def __init__(self, path: str, *, log: str, seconds: float = 0.0) -> None:
        if path == "nowhere":
            raise ValueError("there are no weights")
        self._path, self._log, self._seconds = path, Path(log), seconds
        self._waiting: list[tuple[int, str]] = []
        self._write("start")

    def add(self, number: int, request: Request) -> None:
        text = request.messages[0].content
        if "long" in text:
            raise Refused("too long")
        self._waiting.append((number, text))

    def step(self) -> list[tuple[int, Completion]]:
        chosen, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        self._write("|".join(text for _, text in chosen))
        time.sleep(self._seconds)
        if any("die" in text for _, text in chosen):
            os._exit(9)
        if any("raise" in text for _, text in chosen):
            raise RuntimeError("out of memory")
        return [(number, Completion(text=f"{self._path} {text.upper()}")) for number, text in chosen]

    @property
    def busy(self) -> bool:
        return bool(self._waiting)

    def load(self, path: str) -> None:
        if path == "nowhere":
            raise ValueError("there are no weights")
        self._path = path

    def _write(self, line: str) -> None:
        with self._log.open("a") as file:
            file.write(line + "\n")

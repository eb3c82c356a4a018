"""The prompts of published provers, read from `data/templates.toml`: data, so that a user can bring another.

A template says how a statement is put, how a refused proof is shown, and how the answer goes on. Texts have
the fields {header}, {name}, {statement}, and for a refused proof {proof} and {message}.
"""

from __future__ import annotations

import re
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec

from factory.prove.interface import THEOREM, ProverError, Request

_FIELD = re.compile(r"\{(\w+)\}")


class Kind(StrEnum):
    """Whether a model is talked to or its text is gone on with."""

    CHAT = "chat"
    COMPLETION = "completion"


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a model is asked. `opening`, of a completion: the start of the proof with which the prompt
    ends."""

    name: str
    about: str
    kind: Kind
    ask: str
    system: str = ""
    mend: str = ""  # "": the model cannot be shown its errors, and is asked as if for the first time
    opening: str | None = None
    stop: list[str] = []
    models: list[str] = []  # patterns of model names, small letters

    def prompt(self, request: Request) -> str:
        """The text to answer or to go on with."""
        text, values = self.ask, {}
        if request.failure is not None and self.mend:
            text = self.mend
            values = {"proof": request.failure.proof, "message": request.failure.message}
        values |= {"header": request.header, "name": THEOREM, "statement": request.statement}
        # In one pass: braces in what is put in mean nothing.
        return _FIELD.sub(lambda field: values.get(field[1], field[0]), text)


@cache
def templates() -> dict[str, Template]:
    """The templates that come with the factory, by name."""
    text = (resources.files("factory.prove") / "data" / "templates.toml").read_text(encoding="utf-8")
    listed = msgspec.toml.decode(text, type=dict[str, list[Template]])["template"]
    return {template.name: template for template in listed}


def find_template(name: str | None, model: str) -> Template:
    """The template of this name, or in the file of this name; without a name, the one for the model.

    Raises ProverError where there is none.
    """
    known = templates()
    if name is None:
        last = model.rstrip("/").rsplit("/", 1)[-1].lower()
        fitting = (t for t in known.values() if any(fnmatchcase(last, pattern) for pattern in t.models))
        return next(fitting, known["chat"])
    if name in known:
        return known[name]
    try:
        return msgspec.toml.decode(Path(name).read_text(encoding="utf-8"), type=Template)
    except FileNotFoundError:
        raise ProverError(
            f"there is no template {name!r}, nor a file of that name; there are {', '.join(known)}"
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ProverError(f"{name} is no template: {error}") from None

"""Candidate lemmas from a chat model: asked for by a versioned prompt, read, bounded, checked for sense."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

import msgspec

from decompose.asking import OpenAsker, answers
from decompose.conjecture import Conjecture
from decompose.lean import Lean
from decompose.sketch.extract import declarations_in
from decompose.statement import Statement, statement
from factory.models.requests import Message, Request

AT_ONCE = 10  # lemmas that one request asks for: the answer stays short, and a broken one costs little
MOST_CHARACTERS = 2_000  # of a lemma


class _Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    system: str
    ask: str
    example: str
    answer: str


class Proposals(msgspec.Struct, frozen=True):
    """The candidates, each once, and why others were refused."""

    candidates: list[Conjecture]
    refused: list[str]


def lemma_requests(goal: Statement, wanted: int, *, max_tokens: int, temperature: float) -> list[Request]:
    """The requests for `wanted` lemmas about a goal."""
    prompt = _prompt()
    requests = []
    for sample, first in enumerate(range(0, wanted, AT_ONCE)):
        number = str(min(AT_ONCE, wanted - first))
        messages = (
            Message("system", prompt.system.strip()),
            Message("user", _ask(prompt, "3", prompt.example)),
            Message("assistant", prompt.answer.strip()),
            Message("user", _ask(prompt, number, goal.text)),
        )
        requests.append(
            Request(messages=messages, max_tokens=max_tokens, temperature=temperature, sample=sample)
        )
    return requests


def _ask(prompt: _Prompt, wanted: str, goal: str) -> str:
    return prompt.ask.replace("{wanted}", wanted).replace("{statement}", goal).strip()


@cache
def _prompt() -> _Prompt:
    text = (resources.files("decompose") / "data" / "lemmas.toml").read_text(encoding="utf-8")
    return msgspec.toml.decode(text, type=_Prompt)


def propose(
    goals: Sequence[Statement],
    wanted: int,
    open_asker: OpenAsker,
    lean: Lean,
    *,
    max_tokens: int,
    temperature: float,
) -> Proposals:
    """At most `wanted` candidates a goal, all of them propositions to Lean. Raises Stopped, as `answers`
    does.

    A goal is no candidate. Whether a candidate is true, `conjecture.triage` tells.
    """
    requests = [
        lemma_requests(goal, wanted, max_tokens=max_tokens, temperature=temperature) for goal in goals
    ]
    texts = iter(answers(open_asker, [request for each in requests for request in each]))
    refused: list[str] = []
    found: dict[str, Conjecture] = {}
    for goal, asked in zip(goals, requests, strict=True):
        own: dict[str, Statement] = {}
        for _ in asked:
            stated, reasons = _read(next(texts))
            refused += reasons
            own |= {item.id: item for item in stated}
        for item in list(own.values())[:wanted]:
            found.setdefault(item.id, Conjecture(item, "model", (goal.id,)))
    for goal in goals:
        if found.pop(goal.id, None) is not None:
            refused.append("it is the goal itself")
    pool = list(found.values())
    reasons = lean.propositions([item.statement.text for item in pool])
    refused += [reason for reason in reasons if reason]
    return Proposals([item for item, reason in zip(pool, reasons, strict=True) if not reason], refused)


def _read(answer: str) -> tuple[list[Statement], list[str]]:
    """The statements in an answer, and why others are none."""
    if not answer:
        return [], ["the model gave no answer"]
    declarations, refused = declarations_in(answer)
    texts = [declaration.statement for declaration in declarations]
    refused += [f"longer than {MOST_CHARACTERS} characters" for text in texts if len(text) > MOST_CHARACTERS]
    return [statement(text) for text in texts if len(text) <= MOST_CHARACTERS], refused

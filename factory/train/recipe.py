"""The recipe of an expert iteration: tiers of problems, sizes, quotas; read from TOML, with defaults."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from factory.recipe import RecipeError
from factory.train.learn import Settings
from factory.train.model import Shape
from factory.train.traces import Source

Positive = Annotated[int, Meta(ge=1)]
Count = Annotated[int, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]


class Tier(Source, frozen=True, kw_only=True):
    """A degree of difficulty, and how many of its problems are held out."""

    name: str
    held_out: Positive = 100


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe as a whole."""

    tier: list[Tier]
    seed: Count = 0
    rounds: Positive = 10
    goal: Share = 0.9  # pass@`samples` on every tier, at which it stops
    samples: Positive = 32  # of a held-out problem
    lessons: Positive = 14_000  # problems a round that the domain's search proves
    passes: Positive = 2  # over what a round teaches
    trials: Count = 500  # of these problems, the model tries so many itself
    draws: Positive = 8  # samples of each
    rare: Share = 0.5  # own proofs of a problem are kept where no more of its samples pass
    quota: Positive = 2  # different proofs kept of one problem
    alike: Positive = 20  # equal proof texts kept in one round
    max_tokens: Positive = 200  # of a sample
    temperature: Annotated[float, Meta(gt=0)] = 1.0
    min_p: Share = 0.05  # no token is sampled that is less likely than this share of the likeliest one
    batch: Positive = 512  # samples at once
    vocabulary: Positive = 512
    model: Shape = Shape()
    learning: Settings = Settings()

    def __post_init__(self) -> None:
        names = [tier.name for tier in self.tier]
        if not names or len(set(names)) < len(names):
            raise ValueError("there must be tiers, each with a name of its own")


def plan_text(plan: Plan) -> bytes:
    """The recipe in full, defaults included."""
    return msgspec.json.format(msgspec.json.encode(plan), indent=2)


def read_plan(path: Path) -> Plan:
    """The recipe in a TOML file. Raises RecipeError and FileNotFoundError."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(values, Plan)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise RecipeError(str(path), 1, "", str(error)) from None

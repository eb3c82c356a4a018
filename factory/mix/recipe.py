"""Recipes of mixes: the TOML file that says which sources to mix, in what shares, and what to keep out.

`docs/mix.md` describes every key for users.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from factory.recipe import Fail, Name, Section, parse_strictly, read_toml
from factory.toml_text import dump

Positive = Annotated[int, Meta(ge=1, le=10**15)]
Share = Annotated[float, Meta(ge=0, le=1)]


class Role(StrEnum):
    """What a source is for."""

    RAW = "raw"  # organic text as it is
    MEMORIZATION = "memorization"  # organic text in forms that teach
    HARDWIRING = "hardwiring"  # written from verified traces

    @property
    def synthetic(self) -> bool:
        """Whether a machine wrote it."""
        return self is not Role.RAW


class Mix(Section, frozen=True, kw_only=True):
    """`[mix]`: what the mix is called, its seed and size, and how tokens are counted."""

    name: Name
    seed: Annotated[int, Meta(ge=0, le=2**63 - 1)] = 0
    out: str | None = None  # the directory; `mixes/<name>` where it is not given
    tokens: Positive | None = None  # of the whole mix; the most that the sources allow where it is not given
    tokenizer: str = "words"  # `words`, `bytes`, or a tokenizer.json
    tolerance: Annotated[float, Meta(gt=0, le=10)] = 0.1  # points that a share may differ from the wanted
    shard_rows: Annotated[int, Meta(ge=1, le=10_000_000)] = 10_000
    synthetic_only: bool = False  # let a mix without raw text pass


class Filters(Section, frozen=True, kw_only=True):
    """`[filters]`: what a document must be like. The defaults are mild."""

    min_words: Annotated[int, Meta(ge=0)] = 5
    max_words: Annotated[int, Meta(ge=1)] = 1_000_000
    min_letters: Share = 0.25  # letters among the characters that are not white space
    max_repetition: Share = 0.5  # shingles that occurred before in the same document


class Duplicates(Section, frozen=True, kw_only=True):
    """`[duplicates]`: which documents count as the same, across all sources."""

    exact: bool = True
    near: bool = True
    threshold: Annotated[float, Meta(ge=0.5, le=1)] = 0.8  # Jaccard similarity of shingles


class Decontaminate(Section, frozen=True, kw_only=True):
    """`[decontaminate]`: files whose texts may not occur in the mix."""

    files: list[str] = msgspec.field(default_factory=list)
    text: Annotated[list[str], Meta(min_length=1)] = msgspec.field(default_factory=lambda: ["text"])
    words: Annotated[int, Meta(ge=8, le=50)] = 13
    canonical: list[str] = msgspec.field(default_factory=list)  # files with a column `canonical`


class Source(Section, frozen=True, kw_only=True):
    """`[[source]]`: files of one kind, and how much of the mix they make up."""

    name: Name
    path: str | list[str]  # files, patterns, or directories of a dataset of ours
    role: Role
    text: str = "text"  # column
    canonical: str | None = None  # column
    licence: Annotated[str, Meta(min_length=1)] | None = None  # of all its rows
    licence_column: str | None = None
    weight: Annotated[float, Meta(gt=0)] | None = None
    tokens: Positive | None = None
    max_epochs: Annotated[float, Meta(gt=0, le=1000)] = 4.0
    filters: Filters | None = None  # in place of the recipe's

    @property
    def patterns(self) -> list[str]:
        """The paths as a list."""
        return [self.path] if isinstance(self.path, str) else self.path


class Sweep(Section, frozen=True, kw_only=True):
    """`[sweep]`: several mixes that differ in their share of synthetic text."""

    synthetic: Annotated[list[Share], Meta(min_length=1)]


class MixRecipe(Section, frozen=True, kw_only=True):
    """A whole recipe of a mix. Equal recipes and inputs make the same bytes."""

    mix: Mix
    source: Annotated[list[Source], Meta(min_length=1)]
    filters: Filters = Filters()
    duplicates: Duplicates = Duplicates()
    decontaminate: Decontaminate = Decontaminate()
    sweep: Sweep | None = None

    @property
    def directory(self) -> Path:
        """The directory that the recipe asks for."""
        return Path(self.mix.out or f"mixes/{self.mix.name}")


def load_mix(path: Path, *, synthetic_only: bool = False) -> MixRecipe:
    """The recipe in a TOML file, or one that allows a mix without raw text; raises RecipeError."""
    return parse_mix(read_toml(path), str(path), synthetic_only=synthetic_only)


def parse_mix(text: str, file: str = "recipe", *, synthetic_only: bool = False) -> MixRecipe:
    """The recipe in a TOML text that came from `file`; raises RecipeError."""
    recipe, fail = parse_strictly(text, file, MixRecipe)
    if synthetic_only:
        allowed = msgspec.structs.replace(recipe.mix, synthetic_only=True)
        recipe = msgspec.structs.replace(recipe, mix=allowed)
    _check_sources(recipe, fail)
    _check_amounts(recipe, fail)
    return recipe


def mix_text(recipe: MixRecipe) -> str:
    """The resolved recipe as TOML without `mix.out`, defaults included; it parses back to the same recipe."""
    resolved = msgspec.to_builtins(recipe)
    del resolved["mix"]["out"]
    return dump(resolved)


def _check_sources(recipe: MixRecipe, fail: Fail) -> None:
    seen = set[str]()
    for index, source in enumerate(recipe.source):
        at = ("source", index)
        if source.name in seen:
            raise fail((*at, "name"), f"expected each name once; {source.name!r} is given twice")
        seen.add(source.name)
        if not source.patterns:
            raise fail((*at, "path"), "expected at least one file, pattern or directory")
        if source.licence is None and source.licence_column is None:
            raise fail(at, "expected `licence`, or `licence_column` where each row has its own")
        if source.licence is not None and source.licence_column is not None:
            raise fail((*at, "licence"), "expected `licence` or `licence_column`, found both")


def _check_amounts(recipe: MixRecipe, fail: Fail) -> None:
    by_weight = [source for source in recipe.source if source.weight is not None]
    for index, source in enumerate(recipe.source):
        at = ("source", index)
        if (source.weight is None) == (source.tokens is None):
            raise fail(at, "expected either `weight` or `tokens`")
        if by_weight and source.tokens is not None:
            raise fail((*at, "tokens"), "expected `weight`, as other sources have one")
    if not by_weight and recipe.mix.tokens is not None:
        raise fail(("mix", "tokens"), "expected weights: the sources' own `tokens` already say how many")
    roles = {source.role.synthetic for source in recipe.source}
    if recipe.sweep is not None:
        if not by_weight:
            raise fail(("sweep",), "expected sources with `weight`: their share changes")
        if roles != {True, False}:
            raise fail(("sweep",), "expected both raw and synthetic sources")
        if len(set(recipe.sweep.synthetic)) < len(recipe.sweep.synthetic):
            raise fail(("sweep", "synthetic"), "expected different shares")
    only = roles == {True} or (recipe.sweep is not None and 1.0 in recipe.sweep.synthetic)
    if only and not recipe.mix.synthetic_only:
        raise fail(
            ("sweep", "synthetic") if roles != {True} else ("source",),
            "a mix of synthetic text only, which models learn badly from; add a source with role = "
            '"raw", or force it with `synthetic_only = true` under [mix] or with --synthetic-only',
        )

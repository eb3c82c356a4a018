"""The budget: how many tokens each source gives, how often it repeats for that, and which documents they are.

The horizon is the size at which the first source would be repeated more than its `max_epochs` times. Up to
four epochs a repeated token is worth about as much as a new one (Muennighoff et al., Scaling Data-Constrained
Language Models, 2023).
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import numpy as np

from factory.mix.errors import MixError
from factory.mix.recipe import MixRecipe, Role, Source
from factory.mix.words import Hashes, Numbers, mixed

_TAIL = 10_000  # documents tried to fill what is left of a budget
_CHOOSE, _ORDER = 0, 1


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one source gives to a mix."""

    source: str
    role: Role
    documents: int  # different ones there are
    unique_tokens: int  # of those
    wanted_share: float
    wanted_tokens: int
    epochs: float  # how often the unique tokens are gone through
    max_epochs: float
    rows: int = 0
    tokens: int = 0
    share: float = 0.0


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """One mix: `name` is "" where the recipe has no sweep."""

    name: str
    wanted_tokens: int
    horizon: int | None  # tokens; None where the sources' own token counts decide the size
    parts: list[Part]
    rows: int = 0
    tokens: int = 0


class Picks(NamedTuple):
    """Rows of the corpus in the order of the mix, each with its epoch, from 1."""

    rows: Numbers
    epochs: Numbers


def plan(recipe: MixRecipe, documents: list[int], unique: list[int]) -> list[Variant]:
    """The mixes that a recipe asks for, of sources with so many documents and tokens. Raises MixError."""
    for source, tokens in zip(recipe.source, unique, strict=True):
        if tokens == 0:
            raise MixError(f"source {source.name!r}: no document is left after filters and duplicates")
    shares = _shares(recipe)
    limits = [_horizon(recipe.source, of_variant, unique) for of_variant in shares.values()]
    fixed = recipe.source[0].tokens is not None
    total = sum(source.tokens or 0 for source in recipe.source) if fixed else recipe.mix.tokens or min(limits)
    horizons = [None if fixed else limit for limit in limits]
    variants = []
    for (name, of_variant), horizon in zip(shares.items(), horizons, strict=True):
        parts = [
            Part(
                source=source.name,
                role=source.role,
                documents=there,
                unique_tokens=tokens,
                wanted_share=share,
                wanted_tokens=round(share * total),
                epochs=share * total / tokens,
                max_epochs=source.max_epochs,
            )
            for source, share, there, tokens in zip(recipe.source, of_variant, documents, unique, strict=True)
        ]
        variant = Variant(name=name, wanted_tokens=total, horizon=horizon, parts=parts)
        _check_epochs(variant)
        variants.append(variant)
    return variants


def _shares(recipe: MixRecipe) -> dict[str, list[float]]:
    """The wanted share of each source, by the name of the variant."""
    weights = [float(source.tokens or source.weight or 0) for source in recipe.source]
    if recipe.sweep is None:
        return {"": [weight / sum(weights) for weight in weights]}
    group = [source.role.synthetic for source in recipe.source]
    of_group = {kind: sum(w for w, g in zip(weights, group, strict=True) if g is kind) for kind in group}
    return {
        f"synthetic-{100 * share:g}": [
            (share if kind else 1 - share) * w / of_group[kind]
            for w, kind in zip(weights, group, strict=True)
        ]
        for share in recipe.sweep.synthetic
    }


def _horizon(sources: list[Source], shares: list[float], unique: list[int]) -> int:
    rows = zip(sources, shares, unique, strict=True)
    return int(min(tokens * source.max_epochs / share for source, share, tokens in rows if share > 0))


def _check_epochs(variant: Variant) -> None:
    for part in variant.parts:
        if part.wanted_tokens > part.unique_tokens * part.max_epochs + 1:  # one token for rounding
            limit = variant.horizon
            most = "" if limit is None else f"; at these weights the mix can have {limit:,} tokens at most"
            raise MixError(
                f"{_of(variant)}source {part.source!r}: {part.wanted_tokens:,} tokens are wanted of "
                f"{part.unique_tokens:,} different ones, which is {part.epochs:.1f} epochs, more than its "
                f"max_epochs {part.max_epochs:g}{most}. Add documents, lower the amount, or raise max_epochs"
            )


def _of(variant: Variant) -> str:
    return f"{variant.name}: " if variant.name else ""


def pick(rows: Numbers, hashes: Hashes, tokens: Numbers, wanted: int, seed: int) -> Picks:
    """Documents of one source with `wanted` tokens together, as near as whole documents come to it.

    `rows`, `hashes` and `tokens` are those of its documents. Whole epochs take every document; the last one
    takes those that come first by a hash of seed and document.
    """
    whole, left = divmod(wanted, int(tokens.sum()))
    order = np.argsort(_key(hashes, seed, whole + 1, _CHOOSE), kind="stable")
    last = order[_fill(tokens[order], left)]
    chosen = [rows] * whole + [rows[last]]
    epochs = np.repeat(np.arange(1, whole + 2), [len(part) for part in chosen])
    return Picks(np.concatenate(chosen), epochs)


def shuffle(picks: list[Picks], hashes: Hashes, seed: int) -> Picks:
    """All picks in the order of the mix: by a hash of seed, document and epoch."""
    rows = np.concatenate([part.rows for part in picks])
    epochs = np.concatenate([part.epochs for part in picks])
    keys = np.zeros(len(rows), np.uint64)
    for epoch in np.unique(epochs).tolist():
        here = epochs == epoch
        keys[here] = _key(hashes[rows[here]], seed, epoch, _ORDER)
    order = np.lexsort((rows, keys))
    return Picks(rows[order], epochs[order])


def realised(variant: Variant, picks: list[Picks], tokens: Numbers, tolerance: float) -> Variant:
    """The variant with what was picked; raises MixError where a share is too many points off the wanted."""
    sums = [int(tokens[part.rows].sum()) for part in picks]
    total = sum(sums)
    parts = [
        msgspec.structs.replace(part, rows=len(chosen.rows), tokens=amount, share=amount / max(1, total))
        for part, chosen, amount in zip(variant.parts, picks, sums, strict=True)
    ]
    for part in parts:
        if abs(part.share - part.wanted_share) * 100 > tolerance:
            raise MixError(
                f"{_of(variant)}source {part.source!r}: whole documents come no nearer to a share "
                f" of {part.wanted_share:.2%} than {part.share:.2%}, and mix.tolerance is "
                f"{tolerance:g} points. Ask for more tokens, or raise the tolerance"
            )
    return msgspec.structs.replace(variant, parts=parts, rows=sum(part.rows for part in parts), tokens=total)


def _key(hashes: Hashes, seed: int, epoch: int, purpose: int) -> Hashes:
    # Choosing and ordering differ, or else the documents of the last epoch would all come first.
    return mixed(mixed(hashes, seed), 2 * epoch + purpose)


def _fill(tokens: Numbers, budget: int) -> Numbers:
    """Places of documents, the first ones if possible, whose tokens come near `budget`."""
    prefix = int(np.searchsorted(np.cumsum(tokens), budget, side="right"))
    left = budget - int(tokens[:prefix].sum())
    taken = list(range(prefix))
    others = []
    for place, size in enumerate(tokens[prefix : prefix + _TAIL].tolist(), prefix):
        if size <= left:
            taken.append(place)
            left -= size
        else:
            others.append((size, place))
    if others and min(others)[0] - left < left:
        taken.append(min(others)[1])
    return np.array(taken, np.int64)

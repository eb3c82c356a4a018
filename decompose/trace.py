"""Turns a verified proof into a lemma graph, without a model: its larger parts become lemmas, again and
again.

A part is a block of its own (a case, a bullet, the proof of a `have`), or a stretch of a chain: a `have` with
all those before it on which nothing else rests, which in the graph of the proof's steps is what an
articulation point separates. A lemma gets of the context what its own proof names; where Lean wants more,
all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from decompose.holes import Cut, Skeleton, Task, skeletons
from decompose.lean import Lean
from decompose.sketch.layout import block_text, lines_of, moved
from decompose.sketch.parse import Block, Proof, SketchError, Tactic, parse
from decompose.statement import statement
from decompose.store import LemmaStatus, LemmaStore

_WORD = re.compile(r"[^\W\d][\w'!?₀-₉]*")
MAX_ROUNDS = 16  # how deep a graph can become


class Piece(msgspec.Struct, frozen=True):
    """A part of a proof: where it is cut, and the tactics that prove it there."""

    cut: Cut
    tactics: str


def weight(block: Block) -> int:
    """How many tactics a block has, those of inner blocks counted."""
    return sum(_weight(tactic) for tactic in block.tactics)


def _weight(tactic: Tactic) -> int:
    return 1 + sum(weight(block) for block in tactic.blocks)


def pieces(proof: Proof, least: int) -> list[Piece]:
    """The parts of a proof that are worth a lemma: at least `least` tactics, and something is left without
    them.

    They are in order and apart from each other.
    """
    if proof.block is None:
        return []
    return list(_pieces(proof.text, proof.block, least, weight(proof.block)))


def _pieces(text: str, block: Block, least: int, total: int) -> Iterator[Piece]:
    """The parts inside a block, not the block itself; `total` is the weight of the whole proof."""
    chains = _chains(text, block, least, total)
    inside = {place for chain in chains.values() for place in chain}
    for place, tactic in enumerate(block.tactics):
        if place in chains:
            yield _chain_piece(text, block, chains[place], place)
        elif place not in inside:
            for inner in tactic.blocks:
                if least <= weight(inner) <= total - 2:
                    yield Piece(
                        Cut(inner.start, inner.end, True, _words(text[inner.start : inner.end])),
                        moved(lines_of(text, inner.start, inner.end), 0),
                    )
                else:
                    yield from _pieces(text, inner, least, total)


def _chains(text: str, block: Block, least: int, total: int) -> dict[int, list[int]]:
    """Of the block's `have`s, those that end a stretch worth a lemma, each with the places of the others
    in it.
    """
    tactics = block.tactics
    named = {tactic.name: place for place, tactic in enumerate(tactics) if _movable(text, tactic)}
    uses = [
        {named[word] for word in _words(text[tactic.start : tactic.end]) if named.get(word, place) < place}
        for place, tactic in enumerate(tactics)
    ]
    found: dict[int, list[int]] = {}
    taken: set[int] = set()
    for end in range(len(tactics)):
        kind = tactics[end].type
        if named.get(tactics[end].name) != end or kind is None or "_" in text[slice(*kind)].split():
            continue
        stretch = {end}
        for place in range(end - 1, -1, -1):
            users = {later for later, used in enumerate(uses) if place in used}
            if place not in taken and place in named.values() and users and users <= stretch:
                stretch.add(place)
        size = sum(_weight(tactics[place]) for place in stretch)
        if len(stretch) > 1 and least <= size <= max(least, (total - 1) // 2):
            found = {other: chain for other, chain in found.items() if other not in stretch}
            found[end] = sorted(stretch - {end})
            if size * 2 > max(least, (total - 1) // 2):
                taken |= stretch
    return found


def _movable(text: str, tactic: Tactic) -> bool:
    """Whether it is a `have` with name, type and proof on lines of its own, so that it can go elsewhere."""
    line = text[text.rfind("\n", 0, tactic.start) + 1 : tactic.start]
    behind = text[tactic.end :].split("\n", 1)[0].strip()
    alone = not line.strip() and (not behind or behind.startswith("--"))
    return bool(tactic.keyword == "have" and tactic.name and tactic.type and tactic.value and alone)


def _chain_piece(text: str, block: Block, chain: list[int], end: int) -> Piece:
    last = block.tactics[end]
    assert last.value is not None
    others = [block.tactics[place] for place in chain]
    tactics = [moved(lines_of(text, other.start, other.end), 0) for other in others]
    value = text[slice(*last.value)]
    tactics.append(block_text(moved(lines_of(text, *last.value), 0)) if "\n" in value else f"exact {value}")
    joined = "\n".join(tactics)
    drop = tuple((text.rfind("\n", 0, other.start), _end_of_line(text, other.end)) for other in others)
    return Piece(Cut(*last.value, False, _words(joined), drop), joined)


def _end_of_line(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


class Growth(msgspec.Struct, frozen=True):
    """What came of one proof: the id of its lemma, and how many parts were made lemmas."""

    root: str
    parts: int


def grow(
    proofs: Sequence[tuple[str, str, str]], store: LemmaStore, lean: Lean, *, least: int = 3
) -> list[Growth]:
    """Enter proofs, as (problem, statement, proof), into the store as lemma graphs.

    Lean checks each proof, each lemma's proof and each skeleton. A proof that it refuses leaves its lemma
    open; a part for which it does is left where it is. A proof that has no parts, or cannot be taken apart,
    is entered as it is.
    """
    items = [statement(text) for _, text, _ in proofs]
    roots = [store.add([item], problem)[0] for item, (problem, _, _) in zip(items, proofs, strict=True)]
    counts = [0] * len(proofs)
    reasons = lean.verify([(item.text, proof) for item, (_, _, proof) in zip(items, proofs, strict=True)])
    pending = [
        (index, roots[index], items[index].text, proof)
        for index, (_, _, proof) in enumerate(proofs)
        if not reasons[index]
    ]
    direct = {id_: proof for _, id_, _, proof in pending}
    for _ in range(MAX_ROUNDS):
        found = [_found(proof, least) for _, _, _, proof in pending]
        tasks = [
            Task(text, proof, [piece.cut for piece in parts])
            for (_, _, text, proof), parts in zip(pending, found, strict=True)
        ]
        results = _checked(tasks, found, lean)
        now, pending = pending, []
        for (index, id_, _, _), result in zip(now, results, strict=True):
            if result is None:
                continue
            skeleton, proofs_of = result
            children = store.add(skeleton.children, proofs[index][0])
            store.reduce(id_, children, skeleton.body)
            counts[index] += len(children)
            for child, part in zip(children, skeleton.children, strict=True):
                if child not in direct:
                    direct[child] = proofs_of[child]
                    pending.append((index, child, part.text, proofs_of[child]))
        if not pending:
            break
    # What has no parts; and what goes round, as when the proof of a part has the whole for a part.
    for id_ in reversed(direct):
        if store.get(id_).status is not LemmaStatus.PROVED:
            store.prove(id_, direct[id_])
    return [Growth(root, count) for root, count in zip(roots, counts, strict=True)]


def _found(proof: str, least: int) -> list[Piece]:
    try:
        return pieces(parse(proof), least)
    except SketchError:
        return []


def _checked(
    tasks: list[Task], found: list[list[Piece]], lean: Lean
) -> list[tuple[Skeleton, dict[str, str]] | None]:
    """For each task its skeleton with the parts that Lean accepts, and a proof by the id of each lemma."""
    results: list[tuple[Skeleton, dict[str, str]] | None] = [None] * len(tasks)
    pending = [index for index, parts in enumerate(found) if parts]
    for widened in (False, True):
        now = [_widened(tasks[index]) if widened else tasks[index] for index in pending]
        again: list[int] = []
        claims: list[tuple[str, str]] = []
        owners: list[tuple[int, str]] = []
        made = skeletons(now, lean)
        for index, result in zip(pending, made, strict=True):
            if isinstance(result, str):
                again.append(index)
                continue
            for parts, piece in zip(result.parts, found[index], strict=True):
                for part in parts:
                    claims.append((part.closed.statement.text, _intros(part.closed.binders, piece.tactics)))
                    owners.append((index, part.closed.statement.id))
        proofs: dict[int, dict[str, str]] = {}
        for (index, id_), (_, proof), reason in zip(owners, claims, lean.verify(claims), strict=True):
            if reason:
                again.append(index)
            else:
                proofs.setdefault(index, {})[id_] = proof
        for index, result in zip(pending, made, strict=True):
            if index not in again and isinstance(result, Skeleton):
                results[index] = result, proofs[index]
        pending = list(dict.fromkeys(again))
    return results


def _widened(task: Task) -> Task:
    """The same task with the whole context for every lemma."""
    cuts = [Cut(cut.start, cut.end, cut.tactic, None, cut.drop) for cut in task.cuts]
    return Task(task.statement, task.proof, cuts)


def _intros(binders: Sequence[str], tactics: str) -> str:
    head = f"  intro {' '.join(binders)}\n" if binders else ""
    return f"by\n{head}{moved(tactics.split(chr(10)), 2)}"

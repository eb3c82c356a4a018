"""What becomes of a trace: seeds to prove, theorems and premises, texts to keep out of a mix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from factory.records import text_hash
from factory.run.shards import write_atomically
from factory.tracing.export import Export, Premise, Theorem
from factory.tracing.goals import NoStatement, closed, goals

SEEDS, THEOREMS, PREMISES, KEEP_OUT = "seeds.jsonl", "theorems.jsonl", "premises.jsonl", "keep-out.jsonl"


class Counts(msgspec.Struct):
    """What came out; `left_out` says why goals are no seeds, and how many."""

    theorems: int
    premises: int
    seeds: int
    keep_out: int
    left_out: dict[str, int]


def convert(export: Export, folder: Path) -> Counts:
    """Write the four files; the same trace gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    code = {(f.path, p.full_name): p for f in export.files for p in f.premises if p.full_name}
    left_out: Counter[str] = Counter()
    seeds = _seeds(export.theorems, left_out)
    theorems = [_theorem(theorem, code) for theorem in export.theorems]
    premises = _premises(export)
    texts = dict.fromkeys(
        [
            *(one["statement"] for one in theorems if one["statement"]),
            *(" ".join(tactic.tactic for tactic in one.traced_tactics) for one in export.theorems),
            *(one["statement"] for one in seeds),
        ]
    )
    for name, rows in (
        (SEEDS, seeds),
        (THEOREMS, theorems),
        (PREMISES, premises),
        (KEEP_OUT, [{"text": text} for text in texts if text]),
    ):
        write_atomically(folder / name, b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    return Counts(len(theorems), len(premises), len(seeds), sum(map(bool, texts)), dict(left_out))


def _seeds(theorems: Iterable[Theorem], left_out: Counter[str]) -> list[dict[str, Any]]:
    """Every goal that some tactic was given, once: of a theorem first its own."""
    found: dict[str, dict[str, Any]] = {}
    for theorem in theorems:
        for step, tactic in enumerate(theorem.traced_tactics):
            # Of several goals a tactic works on the first; the others come when it is their turn.
            for goal in list(goals(tactic.state_before))[:1]:
                try:
                    statement = closed(goal)
                except NoStatement as error:
                    left_out[str(error)] += 1
                    continue
                row: dict[str, Any] = {"id": text_hash("seed", statement)[:32], "statement": statement}
                row |= {"theorem": theorem.full_name, "step": step, **_origin(theorem)}
                found.setdefault(statement, row)
    return list(found.values())


def _theorem(theorem: Theorem, code: dict[tuple[str, str], Premise]) -> dict[str, Any]:
    known = code.get((theorem.file_path, theorem.full_name))
    used = [one.full_name for tactic in theorem.traced_tactics for one in tactic.annotated_tactic[1]]
    steps = [
        {"state": one.state_before, "tactic": one.tactic, "after": one.state_after}
        for one in theorem.traced_tactics
    ]
    return {
        "name": theorem.full_name,
        "statement": known.code if known else "",
        **_origin(theorem),
        "premises": list(dict.fromkeys(used)),
        "steps": steps,
    }


def _origin(theorem: Theorem) -> dict[str, Any]:
    place = {"file": theorem.file_path, "line": theorem.start[0]}
    return {"url": theorem.url, "commit": theorem.commit, **place}


def _premises(export: Export) -> list[dict[str, Any]]:
    """Declarations in the order of the corpus, with how many proofs use each."""
    uses: Counter[tuple[str, str]] = Counter()
    for theorem in export.theorems:
        named = [one for tactic in theorem.traced_tactics for one in tactic.annotated_tactic[1]]
        uses.update({(one.def_path, one.full_name) for one in named})
    return [
        {"name": one.full_name, "kind": one.kind, "file": file.path, "code": one.code,
         "proofs": uses[file.path, one.full_name]}
        for file in export.files
        for one in file.premises
        if one.full_name
    ]  # fmt: skip

"""Making a mix: scan, drop duplicates, plan, write; what is finished is kept when it is killed and run again.

Every step is a function of the recipe, the input files and the seed. Workers only decide who does what.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from factory.mix.budget import Picks, Variant, pick, plan, realised, shuffle
from factory.mix.corpus import Corpus, Duplicated, duplicated
from factory.mix.errors import MixError
from factory.mix.files import portions
from factory.mix.manifest import (
    MANIFEST,
    Basis,
    Dropped,
    Manifest,
    MixShards,
    basis_of,
    changes,
    encoded,
    load_manifest,
    write_manifest,
)
from factory.mix.recipe import MixRecipe, mix_text, parse_mix
from factory.mix.tasks import WORK, Bench, Receipt, ScanTask, WriteTask, do, open_bench, scan_file
from factory.run.directory import RECIPE, locked
from factory.run.shards import Shard, damage, remove_temporaries, write_atomically

_BASIS = "basis.json"
Step = Callable[[str, int, int], None]  # what is done, how many, of how many


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A mix that could be made: what was dropped, and what every variant would hold."""

    sources: list[Dropped]
    variants: list[Variant]


def make_mix(recipe: MixRecipe, root: Path, *, workers: int | None = None, on_step: Step) -> Manifest:
    """Make the mix in `root`, or what is missing of it; a complete one is checked by its hashes and kept.

    Raises MixError where it cannot be made, RunError where `root` is in use or cannot be written.
    """
    return _Making(recipe, root, workers, on_step).make(None)


def plan_mix(recipe: MixRecipe, root: Path, *, workers: int | None = None, on_step: Step) -> Planned:
    """Scan the sources into `root`, where the mix will go on from, and plan. Raises as `make_mix` does."""
    making = _Making(recipe, root, workers, on_step)
    with locked(root):
        making.prepare(None)
        with making.pool():
            return making.plan()[0]


def rebuild_mix(
    manifest: Path, root: Path | None = None, *, workers: int | None = None, on_step: Step
) -> Manifest:
    """Make a mix again from its manifest, in `root` or beside the manifest, and compare every byte.

    Raises MixError, naming the file, when an input is not what it was or an output came out otherwise.
    """
    before = load_manifest(manifest)
    recipe = parse_mix(before.basis.recipe, str(manifest))
    again = _Making(recipe, root or manifest.parent, workers, on_step).make(before)
    wanted = {shard.path: shard for mix in before.mixes for shard in mix.files}
    for mix in again.mixes:
        for shard in mix.files:
            if wanted.get(shard.path) != shard:
                versions = _other_versions(before.basis, again.basis)
                raise MixError(f"{shard.path} came out otherwise than {manifest} says{versions}")
    return again


def _other_versions(before: Basis, now: Basis) -> str:
    other = [
        f"{name} was {old}, is {now.versions.get(name, 'missing')}"
        for name, old in before.versions.items()
        if now.versions.get(name) != old
    ]
    return f" ({'; '.join(other)})" if other else ""


class _Making:
    """One call: the recipe, where it goes, and the processes that work on it."""

    def __init__(self, recipe: MixRecipe, root: Path, workers: int | None, on_step: Step) -> None:
        self.recipe, self.root, self.on_step = recipe, root, on_step
        self._pool: ProcessPoolExecutor | None = None
        self.workers = workers or len(os.sched_getaffinity(0))

    def make(self, before: Manifest | None) -> Manifest:
        with locked(self.root):
            self.prepare(before)
            if (done := self._complete()) is not None:
                return done
            with self.pool():
                planned, picks = self.plan()
                mixes = [
                    MixShards(variant, self._write(variant, chosen))
                    for variant, chosen in zip(planned.variants, picks, strict=True)
                ]
            manifest = Manifest(basis=self.basis, sources=planned.sources, mixes=mixes)
            self._remove_others(manifest)
            write_manifest(self.root, manifest)
            shutil.rmtree(self.root / WORK)
            return manifest

    def prepare(self, before: Manifest | None) -> None:
        """Hash the inputs, and make sure that the directory belongs to this very mix."""
        self.basis = basis_of(self.recipe, lambda done, of: self.on_step("hash", done, of))
        if before is not None and (found := changes(before.basis, self.basis)):
            raise MixError(f"the mix cannot be rebuilt: {'; '.join(found)}")
        remove_temporaries(self.root)
        known = self.root / WORK / _BASIS
        for path in (known, self.root / MANIFEST):
            if path.exists():
                self._check(_read_basis(path) if path == known else load_manifest(path).basis)
        if not (self.root / RECIPE).exists():
            write_atomically(self.root / RECIPE, mix_text(self.recipe).encode())
        (self.root / WORK).mkdir(exist_ok=True)
        write_atomically(known, encoded(self.basis))

    def _check(self, before: Basis) -> None:
        found = changes(before, self.basis)
        if not found and before.versions != self.basis.versions:
            found = [f"other versions made it{_other_versions(before, self.basis)}"]
        if found:
            raise MixError(
                f"{self.root} holds another mix: {'; '.join(found)}. Choose another directory, or remove this"
            )

    def _complete(self) -> Manifest | None:
        if not (self.root / MANIFEST).exists():
            return None
        manifest = load_manifest(self.root / MANIFEST)
        shards = [shard for mix in manifest.mixes for shard in mix.files]
        for number, shard in enumerate(shards, 1):
            if damage(self.root, shard) is not None:
                return None
            self.on_step("check", number, len(shards))
        shutil.rmtree(self.root / WORK)
        return manifest

    @contextmanager
    def pool(self) -> Iterator[None]:
        """Worker processes, which end with this one; a single worker is this process itself."""
        if self.workers == 1:
            self._bench = Bench(self.root, self.recipe)
            yield
            return
        arguments = (self.root, self.recipe, os.getpid())
        with ProcessPoolExecutor(self.workers, get_context("spawn"), open_bench, arguments) as self._pool:
            yield

    def _do(self, step: str, tasks: Sequence[ScanTask | WriteTask]) -> list[Receipt]:
        self.on_step(step, 0, len(tasks))
        if self._pool is None:
            receipts = []
            for number, task in enumerate(tasks, 1):
                receipts.append(self._bench.do(task))
                self.on_step(step, number, len(tasks))
            return receipts
        futures = [self._pool.submit(do, task) for task in tasks]
        left = set(futures)
        try:
            while left:
                done, left = wait(left, timeout=0.2, return_when=FIRST_EXCEPTION)
                for future in done:
                    future.result()
                self.on_step(step, len(tasks) - sum(not future.done() for future in left), len(tasks))
        except BrokenProcessPool:
            raise MixError("a worker process ended; run again, finished work is kept") from None
        finally:
            for future in left:
                future.cancel()
        return [future.result() for future in futures]

    def plan(self) -> tuple[Planned, list[Picks]]:
        """Scan what is not scanned, find duplicates, and pick the documents of every variant."""
        tasks: list[ScanTask] = []
        for index, source in enumerate(self.basis.sources):
            for path in source.files:
                tasks += [ScanTask(len(tasks) + i, index, part) for i, part in enumerate(portions(path))]
        receipts = self._do("scan", tasks)
        corpus = Corpus([self.root / scan_file(task.number) for task in tasks])
        self.source_of = np.repeat(
            np.array([task.source for task in tasks], np.int64), np.diff(corpus.starts)
        )
        self.on_step("duplicates", 0, 1)
        twice = duplicated(corpus, self.recipe.duplicates)
        self.on_step("duplicates", 1, 1)
        tokens, hashes = corpus.tokens(), corpus.hashes()[:, 0]
        kept = ~(twice.exact | twice.near)
        members = [np.flatnonzero(kept & (self.source_of == i)) for i in range(len(self.recipe.source))]
        variants = plan(
            self.recipe, [len(rows) for rows in members], [int(tokens[rows].sum()) for rows in members]
        )
        seed = self.recipe.mix.seed
        picks: list[Picks] = []
        for number, variant in enumerate(variants):
            chosen = [
                pick(rows, hashes[rows], tokens[rows], part.wanted_tokens, seed)
                for rows, part in zip(members, variant.parts, strict=True)
            ]
            variants[number] = realised(variant, chosen, tokens, self.recipe.mix.tolerance)
            picks.append(shuffle(chosen, hashes, seed))
        sources = []
        for i, name in enumerate(source.name for source in self.recipe.source):
            own = [receipt for task, receipt in zip(tasks, receipts, strict=True) if task.source == i]
            sources.append(_dropped(own, twice, self.source_of == i, name))
        return Planned(sources=sources, variants=variants), picks

    def _write(self, variant: Variant, picks: Picks) -> list[Shard]:
        size = self.recipe.mix.shard_rows
        folder = f"{variant.name}/" if variant.name else ""
        tasks = [
            WriteTask(
                f"{folder}data-{number:05}.parquet",
                picks.rows[at : at + size],
                self.source_of[picks.rows[at : at + size]],
                picks.epochs[at : at + size],
            )
            for number, at in enumerate(range(0, len(picks.rows), size))
        ]
        return [receipt.shard for receipt in self._do(f"write {variant.name}".strip(), tasks)]

    def _remove_others(self, manifest: Manifest) -> None:
        """Remove shards that are none of this mix, so that a pattern over the folder finds only it."""
        known = {self.root / shard.path for mix in manifest.mixes for shard in mix.files}
        for path in self.root.rglob("data-*.parquet"):
            if path not in known:
                path.unlink()


def _read_basis(path: Path) -> Basis:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Basis)
    except (OSError, msgspec.DecodeError) as error:
        raise MixError(f"{path}: damaged: {error}. Remove {path.parent} and run again") from None


def _dropped(receipts: list[Receipt], twice: Duplicated, here: NDArray[np.bool_], name: str) -> Dropped:
    """What of one source was dropped; `here`: which documents of the corpus are its own."""
    counts: Counter[str] = Counter()
    for receipt in receipts:
        counts.update(receipt.dropped)
    counts.update(duplicate=int(twice.exact[here].sum()), near_duplicate=int(twice.near[here].sum()))
    return Dropped(name, sum(receipt.rows for receipt in receipts), dict(sorted((+counts).items())))

"""The run directory: what lies where, who may write to it, and whether it belongs to this recipe.

`docs/run-directory.md` describes it for users.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import msgspec
import pyarrow as pa

from factory.domains import load_domain
from factory.recipe import Recipe, RecipeError, config_hash, load_recipe, recipe_text
from factory.run.errors import RunError, from_os_error
from factory.run.ledger import Ledger, Unit
from factory.run.shards import remove_temporaries, sync_directory, write_atomically

LEDGER = "ledger.sqlite"
RECIPE = "recipe.toml"
QUARANTINE = "quarantine"
_LOCK = "lock"
SCRATCH = "scratch"
_UNIT_FOLDERS = ("mine", "prove", "verify", "write", QUARANTINE)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold a run directory, making it if need be, so that no other run writes to it.

    The kernel gives the lock back when this process ends, however it ends. Raises RunError where another
    run holds it, the directory cannot be written, or it holds something else than a run.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        foreign = sorted(path.name for path in root.iterdir() if not path.name.startswith((_LOCK, RECIPE)))
        if foreign and not (root / RECIPE).exists():
            raise RunError(
                f"{root} is not a run directory: it holds {foreign[0]!r} and no {RECIPE}. "
                "Choose an empty or a new one"
            )
        lock = os.open(root / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise from_os_error(error, f"opening the run directory {root}") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.pread(lock, 32, 0).decode(errors="replace").strip() or "unknown"
        os.close(lock)
        raise RunError(
            f"{root} is in use by another run (process {holder}); wait for it, or stop it"
        ) from None
    try:
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield
    except OSError as error:
        raise from_os_error(error, f"working in {root}") from None
    finally:
        os.close(lock)


def prepare(root: Path, recipe: Recipe) -> None:
    """Write the resolved recipe into a new run directory, or make sure that it is the same one in an old one.

    Removes what killed processes left. Raises RunError when the directory was made by another recipe.
    """
    path = root / RECIPE
    remove_temporaries(root)
    remove_scratch(root)
    if path.exists():
        _check_recipe(path, recipe)
        return
    # The copy says where the run is, so that `factory run` on it goes on with this run.
    resolved = msgspec.structs.replace(recipe.run, out=str(root.resolve()))
    write_atomically(path, recipe_text(msgspec.structs.replace(recipe, run=resolved)).encode())
    sync_directory(root.parent)


def _check_recipe(path: Path, recipe: Recipe) -> None:
    try:
        before = load_recipe(path)
    except RecipeError as error:
        raise RunError(f"the run directory's own recipe cannot be read: {error}") from None
    if config_hash(before) != config_hash(recipe):
        changed = ", ".join(_differences(before, recipe))
        raise RunError(
            f"{path.parent} was made by another recipe (different: {changed}). "
            "Choose another directory, or go on with the recipe in it"
        )


def _differences(before: Recipe, now: Recipe) -> list[str]:
    old, new = (msgspec.to_builtins(recipe) for recipe in (before, now))
    sections = [name for name in old if name not in ("run", "mine") and old[name] != new[name]]
    run = [f"run.{key}" for key in ("name", "seed") if old["run"][key] != new["run"][key]]
    return run + (["mine"] if old["mine"] != new["mine"] else []) + sections


def check_versions(ledger: Ledger, recipe: Recipe, toolchain: str | None) -> None:
    """Record what made the run, or make sure that the same goes on with it: others may give other bytes.

    Raises RunError naming what differs.
    """
    now = {
        "recipe": config_hash(recipe),
        "factory": version("proof-data-factory"),
        "pyarrow": pa.__version__,
    }
    if toolchain is not None:
        now["lean"] = toolchain
    now |= {f"domain {section.domain}": load_domain(section.domain).version for section in recipe.mine}
    before = ledger.meta()
    changed = [
        f"{what} was {before[what]}, is {now[what]}"
        for what in now
        if before.get(what, now[what]) != now[what]
    ]
    if changed:
        raise RunError(
            f"{ledger.path.parent} was made by other versions ({'; '.join(changed)}). "
            "Use those, or choose another directory"
        )
    ledger.set_meta(**now)


def remove_scratch(root: Path) -> None:
    """Remove what the workers' Lean processes left."""
    shutil.rmtree(root / SCRATCH, ignore_errors=True)


def remove_unrecorded(root: Path, units: list[Unit]) -> None:
    """Remove the shards of units that were under way when a run ended; they will be made again."""
    known = {shard.path for unit in units for shard in unit.shards}
    for folder in _UNIT_FOLDERS:
        for path in (root / folder).glob("*/*.parquet"):
            if str(path.relative_to(root)) not in known:
                path.unlink(missing_ok=True)

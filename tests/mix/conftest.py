"""Sources of made-up text, and recipes that mix them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from factory.mix.manifest import Manifest
from factory.mix.recipe import MixRecipe, parse_mix
from factory.mix.run import make_mix

Rows = list[dict[str, object]]
Write = Callable[[str, Rows], Path]
Make = Callable[..., Manifest]


def sentence(choice: random.Random, words: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return " ".join("".join(choice.choices(letters, k=choice.randint(2, 9))) for _ in range(words))


def documents(count: int, seed: int, words: tuple[int, int] = (10, 60)) -> list[str]:
    choice = random.Random(seed)
    return [sentence(choice, choice.randint(*words)) for _ in range(count)]


@pytest.fixture
def corpus() -> Callable[[int, int], list[str]]:
    return documents


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, rows: Rows) -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return write


@pytest.fixture
def two(tmp_path: Path, write: Write) -> str:
    """A recipe of a raw source and a synthetic one that share some documents; what follows may be added."""
    raw, synthetic = documents(900, 1), documents(300, 2)
    write("raw.jsonl", [{"text": text} for text in raw + raw[:50]])
    near = [f"{text} anew" for text in raw[100:130] if len(text.split()) > 30]
    write("synthetic.jsonl", [{"text": text, "lic": "CC-BY-4.0"} for text in [*raw[:20], *near, *synthetic]])
    return f"""
[mix]
name = "two"
seed = 5
shard_rows = 300
[[source]]
name = "raw"
path = "{tmp_path}/raw.jsonl"
role = "raw"
licence = "CC0-1.0"
weight = 7
[[source]]
name = "synthetic"
path = "{tmp_path}/synthetic.jsonl"
role = "hardwiring"
licence_column = "lic"
weight = 3
"""


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def make(text: str, out: str = "out", workers: int = 1) -> Manifest:
        recipe: MixRecipe = parse_mix(text)
        return make_mix(recipe, tmp_path / out, workers=workers, on_step=lambda *_: None)

    return make

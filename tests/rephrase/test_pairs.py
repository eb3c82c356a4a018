"""Pairs of nearest neighbours agree with a comparison of all with all, whatever the files."""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
from typer.testing import CliRunner

from factory.cli.app import app
from factory.rephrase.pairs import Bounds, nearest


def topics(count: int) -> list[str]:
    """Documents on 30 topics, each with words of its topic, of others and of all."""
    chance = random.Random(5)
    words = ["".join(chance.choices("abdeghiklmnoprstu", k=6)) for _ in range(600)]
    made = []
    for number in range(count):
        topic = number % 30
        own = chance.choices(words[20 * topic : 20 * topic + 20], k=chance.randint(5, 20))
        made.append(" ".join([*own, *chance.choices(words, k=12), "the", "of", "and"]))
    return made


def likeness(texts: list[str]) -> list[list[float]]:
    counts = [Counter(text.split()) for text in texts]
    documents = Counter(word for words in counts for word in words)
    vectors = [
        {w: (1 + math.log(n)) * math.log(len(texts) / documents[w]) for w, n in words.items()}
        for words in counts
    ]
    lengths = [math.sqrt(sum(v * v for v in vector.values())) for vector in vectors]
    return [
        [
            sum(v * other.get(w, 0) for w, v in one.items()) / (lengths[i] * lengths[j])
            for j, other in enumerate(vectors)
        ]
        for i, one in enumerate(vectors)
    ]


def test_the_nearest_are_found() -> None:
    texts = topics(300)
    texts += [texts[0] + " more", texts[1]]  # nearly and quite the same text: no pair
    table = likeness(texts)
    found = {pair.first: pair for pair in nearest(texts, Bounds())}
    missed = 0
    for i, row in enumerate(table):
        best = max((v for j, v in enumerate(row) if j != i and v <= 0.9), default=0.0)
        if best >= 0.2:
            pair = found[i]
            assert math.isclose(pair.likeness, row[pair.second], abs_tol=1e-9)
            assert 0.2 <= pair.likeness <= 0.9
            missed += pair.likeness < best - 1e-9
        else:
            assert i not in found
    assert missed <= 6


def test_several_neighbours_come_nearest_first() -> None:
    found = list(nearest(topics(200), Bounds(neighbours=3)))
    for first in range(200):
        alike = [pair.likeness for pair in found if pair.first == first]
        assert len(alike) <= 3 and alike == sorted(alike, reverse=True)
    assert list(nearest(["alone"], Bounds())) == [] == list(nearest([], Bounds()))


def test_pairs_are_written_with_their_texts(tmp_path: Path) -> None:
    texts = [*topics(60), topics(60)[0]]
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    for out in ("one", "two"):
        done = CliRunner().invoke(app, ["pairs", str(file), "--out", str(tmp_path / out), "--json"])
        assert done.exit_code == 0
    outcome = json.loads(done.stdout)
    rows = pq.read_table(tmp_path / "one" / "pairs-00000.parquet").to_pylist()
    assert outcome["documents"] == 60 and outcome["pairs"] == len(rows) > 20
    assert all(
        row["first"] in texts and row["second"] in texts and row["first"] != row["second"] for row in rows
    )
    assert len({(tmp_path / out / "pairs-00000.parquet").read_bytes() for out in ("one", "two")}) == 1

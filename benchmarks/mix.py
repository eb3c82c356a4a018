"""Near-duplicates found per second of one core, with recall and precision on planted pairs; and whole mixes.

    python benchmarks/mix.py [--documents 50000] [--words 60] [--seed 1]

Documents are of made-up words, `--words` on average. A fifth of them are copies of others with words changed.
Pairs whose true Jaccard similarity, computed here with plain Python sets, is at least the threshold should be
found, and no others. Near-duplicates: CPU time of this process from texts to the answer, one core. Mix: a
recipe of these documents on one and on two workers, by the clock, and whether all files have the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
from rich.console import Console
from rich.table import Table

from factory.mix import near
from factory.mix.recipe import parse_mix
from factory.mix.run import make_mix

THRESHOLD = 0.8
SLICE = 1_000  # documents signed at once, as in a mix


def made_up(count: int, words: int, choice: random.Random) -> list[str]:
    """Texts over a vocabulary of 20,000 words."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["".join(choice.choices(letters, k=choice.randint(2, 9))) for _ in range(20_000)]
    return [
        " ".join(choice.choices(vocabulary, k=choice.randint(words // 2, 3 * words // 2)))
        for _ in range(count)
    ]


def changed(text: str, choice: random.Random) -> str:
    """The text with up to four words changed."""
    words = text.split()
    for _ in range(choice.randint(0, 4)):
        words[choice.randrange(len(words))] = "changed"
    return " ".join(words)


def similarity(a: str, b: str) -> float:
    one, other = (
        {tuple(words[at : at + near.SHINGLE]) for at in range(max(1, len(words) - near.SHINGLE + 1))}
        for words in (a.split(), b.split())
    )
    return len(one & other) / len(one | other)


def found(texts: pa.Array) -> np.ndarray:
    signed = [near.signatures(near.shingled(texts.slice(at, SLICE))) for at in range(0, len(texts), SLICE)]
    sizes = np.full(len(texts), 100)
    return near.repeats(np.concatenate(signed), sizes, lambda rows: texts.take(pa.array(rows)), THRESHOLD)


def mixed(texts: list[str], workers: int, folder: Path) -> tuple[float, dict[str, bytes]]:
    """Seconds for a mix of the texts, and its files."""
    recipe = parse_mix(
        f'[mix]\nname = "benchmark"\n[[source]]\nname = "raw"\npath = "{folder}/raw-*.jsonl"\n'
        'role = "raw"\nlicence = "CC0-1.0"\nweight = 1\nmax_epochs = 1\n'
    )
    for part in range(8):
        lines = (json.dumps({"text": text}) + "\n" for text in texts[part::8])
        (folder / f"raw-{part}.jsonl").write_text("".join(lines))
    start = time.perf_counter()
    out = folder / f"out-{workers}"
    make_mix(recipe, out, workers=workers, on_step=lambda *_: None)
    seconds = time.perf_counter() - start
    return seconds, {path.name: path.read_bytes() for path in out.iterdir() if path.name != "lock"}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    choice = random.Random(arguments.seed)
    copies = arguments.documents // 5
    originals = made_up(arguments.documents - copies, arguments.words, choice)
    texts = originals + [changed(originals[i], choice) for i in range(copies)]
    truth = np.array(
        [similarity(originals[i], texts[len(originals) + i]) >= THRESHOLD for i in range(copies)]
    )
    array = pa.array(texts, pa.large_string())
    found(array.slice(0, SLICE))
    start = time.process_time()
    answer = found(array)
    seconds = time.process_time() - start
    right = int((answer[len(originals) :] & truth).sum())
    table = Table(title=f"{len(texts):,} documents of {arguments.words} words", title_justify="left")
    for heading in ("what", "figure"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    table.add_row("near-duplicates, documents/s a core", f"{len(texts) / seconds:,.0f}")
    table.add_row(f"planted pairs at {THRESHOLD} or more", f"{truth.sum():,}")
    table.add_row("recall", f"{right / truth.sum():.4f}")
    table.add_row("precision", f"{right / answer.sum():.4f}")
    with tempfile.TemporaryDirectory() as folder:
        one, files = mixed(texts, 1, Path(folder))
        two, again = mixed(texts, 2, Path(folder))
    table.add_row("whole mix, documents/s, 1 worker", f"{len(texts) / one:,.0f}")
    table.add_row("whole mix, documents/s, 2 workers", f"{len(texts) / two:,.0f}")
    table.add_row("same bytes on 1 and 2 workers", "yes" if files == again else "NO")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()

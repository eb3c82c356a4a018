"""Whole mixes: shares, epochs, what is dropped, sweeps, rebuilding, and what is refused."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers
from typer.testing import CliRunner

from factory.cli.app import app
from factory.mix.errors import MixError
from factory.mix.manifest import Manifest
from factory.mix.recipe import parse_mix
from factory.mix.run import plan_mix, rebuild_mix
from factory.run.errors import RunError

Make = Callable[..., Manifest]
Write = Callable[[str, list[dict[str, object]]], Path]
Corpus = Callable[[int, int], list[str]]


def rows(folder: Path) -> list[dict[str, Any]]:
    return [row for path in sorted(folder.glob("data-*.parquet")) for row in pq.read_table(path).to_pylist()]


def files(folder: Path) -> dict[str, bytes]:
    inside = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in inside}


def test_a_mix_has_the_wanted_shares_and_every_document_as_often_as_said(
    tmp_path: Path, two: str, make: Make
) -> None:
    manifest = make(two)
    found = rows(tmp_path / "out")
    variant = manifest.mixes[0].variant
    tokens = Counter[str]()
    for row in found:
        tokens[row["source"]] += row["tokens"]
        assert len(row["text"].split()) == row["tokens"]  # the texts are plain words
        assert row["licence"] == {"raw": "CC0-1.0", "synthetic": "CC-BY-4.0"}[row["source"]]
        assert row["role"] == {"raw": "raw", "synthetic": "hardwiring"}[row["source"]]
    total = sum(tokens.values())
    assert total == variant.tokens
    assert abs(tokens["raw"] / total - 0.7) < 0.001
    assert len({(row["id"], row["epoch"]) for row in found}) == len(found) == variant.rows
    for part in variant.parts:
        times = Counter(row["id"] for row in found if row["source"] == part.source)
        whole = int(part.epochs)
        assert set(times.values()) <= {whole, whole + 1}
        assert part.epochs <= part.max_epochs
        if whole:
            assert len(times) == part.documents
    assert variant.horizon is not None
    assert abs(variant.tokens - variant.horizon) < 20
    assert not (tmp_path / "out/work").exists()


def test_duplicates_are_dropped_across_sources_and_the_first_source_keeps_its_own(
    tmp_path: Path, two: str, make: Make
) -> None:
    raw, synthetic = make(two).sources
    assert raw.dropped == {"duplicate": 50}
    assert synthetic.dropped["duplicate"] == 20
    planted = synthetic.rows - 320
    assert planted > 5
    assert synthetic.dropped["near_duplicate"] == planted
    found = rows(tmp_path / "out")
    assert not [row for row in found if row["text"].endswith(" anew")]


def test_the_same_bytes_on_one_and_two_workers(tmp_path: Path, two: str, make: Make) -> None:
    text = two + "[sweep]\nsynthetic = [0.1, 0.9]\n"
    make(text, "one", 1)
    make(text, "two", 2)
    made = files(tmp_path / "one")
    assert made == files(tmp_path / "two")
    assert {name.split("/")[0] for name in made} == {
        "manifest.json",
        "recipe.toml",
        "synthetic-10",
        "synthetic-90",
    }


def test_another_seed_gives_another_order(tmp_path: Path, two: str, make: Make) -> None:
    make(two, "a")
    make(two.replace("seed = 5", "seed = 6"), "b")
    one, other = ([row["text"] for row in rows(tmp_path / name)] for name in "ab")
    assert one != other
    assert sorted(one) != one


def test_a_sweep_makes_one_mix_for_each_share(tmp_path: Path, two: str, make: Make) -> None:
    manifest = make(two + "[sweep]\nsynthetic = [0.0, 0.25, 0.6]\n")
    sizes = {mix.variant.wanted_tokens for mix in manifest.mixes}
    assert len(sizes) == 1
    for mix, share in zip(manifest.mixes, (0.0, 0.25, 0.6), strict=True):
        found = rows(tmp_path / "out" / mix.variant.name)
        synthetic = sum(row["tokens"] for row in found if row["role"] != "raw")
        assert abs(synthetic / mix.variant.tokens - share) < 0.001


def test_rebuilding_gives_the_same_bytes_and_mends_a_lost_file(tmp_path: Path, two: str, make: Make) -> None:
    make(two)
    manifest = tmp_path / "out/manifest.json"
    before = files(tmp_path / "out")
    rebuild_mix(manifest, tmp_path / "again", workers=2, on_step=lambda *_: None)
    assert files(tmp_path / "again") == before
    (tmp_path / "out/data-00001.parquet").unlink()
    (tmp_path / "out/data-00000.parquet").write_bytes(b"damaged")
    rebuild_mix(manifest, workers=1, on_step=lambda *_: None)
    assert files(tmp_path / "out") == before


def test_rebuilding_names_the_input_that_changed(tmp_path: Path, two: str, make: Make) -> None:
    make(two)
    manifest = tmp_path / "out/manifest.json"
    with (tmp_path / "synthetic.jsonl").open("a") as file:
        file.write("\n")
    with pytest.raises(MixError, match=r"synthetic\.jsonl has changed"):
        rebuild_mix(manifest, tmp_path / "again", workers=1, on_step=lambda *_: None)
    with pytest.raises(MixError, match=r"holds another mix: .*synthetic\.jsonl has changed"):
        make(two)
    (tmp_path / "synthetic.jsonl").unlink()
    with pytest.raises(MixError, match=r"no file matches .*synthetic\.jsonl"):
        rebuild_mix(manifest, tmp_path / "again", workers=1, on_step=lambda *_: None)


def test_too_many_repetitions_are_refused_with_the_horizon(two: str, make: Make) -> None:
    with pytest.raises(
        MixError, match=r"'raw': 700,000 tokens .* epochs, more than its max_epochs 4; .* 142,[0-9]* tokens"
    ):
        make(two.replace("seed = 5", "seed = 5\ntokens = 1_000_000"))
    allowed = two.replace("seed = 5", "seed = 5\ntokens = 100_000").replace(
        "weight", "max_epochs = 9\nweight"
    )
    variant = make(allowed, "more").mixes[0].variant
    assert max(part.epochs for part in variant.parts) > 2


def test_shares_that_whole_documents_cannot_reach_are_refused(two: str, make: Make) -> None:
    with pytest.raises(MixError, match=r"mix\.tolerance is 0\.1 points"):
        make(two.replace("seed = 5", "seed = 5\ntokens = 200"))


def test_token_budgets_of_sources(tmp_path: Path, two: str, make: Make) -> None:
    text = two.replace("weight = 7", "tokens = 20_000").replace("weight = 3", "tokens = 5_000")
    variant = make(text).mixes[0].variant
    assert [part.wanted_tokens for part in variant.parts] == [20_000, 5_000]
    assert all(abs(part.tokens - part.wanted_tokens) <= 10 for part in variant.parts)
    assert variant.horizon is None


def test_decontamination_by_runs_of_words_and_canonical_forms(
    tmp_path: Path, two: str, make: Make, write: Write, corpus: Corpus
) -> None:
    clean = corpus(300, 77)
    run = " ".join(f"word{i}" for i in range(13))
    short = "a known puzzle of nine words is this one"
    bad = [f"{clean[0]} {run.upper().replace(' ', ', ')}. {clean[1]}", f"so: {short}! {clean[2]}"]
    nearly = f"{clean[3]} {run.rsplit(' ', 1)[0]} other {clean[4]}"
    lines = [{"text": text, "form": "p"} for text in [*bad, nearly, *clean[5:]]]
    write("raw.jsonl", [*lines, {"text": clean[5] + " unlike it in all other words here", "form": "q"}])
    write("test-set.jsonl", [{"question": f"x {run} y"}, {"question": short}, {"question": "too short"}])
    write("problems.jsonl", [{"canonical": "q"}])
    text = two.replace('role = "raw"', 'role = "raw"\ncanonical = "form"') + (
        f'[decontaminate]\nfiles = ["{tmp_path}/test-*.jsonl"]\ntext = ["question"]\n'
        f'canonical = ["{tmp_path}/problems.jsonl"]\n'
    )
    manifest = make(text)
    assert manifest.sources[0].dropped == {"contaminated": 3}
    assert any(file.path.endswith("test-set.jsonl") for file in manifest.basis.inputs)
    kept = {row["text"] for row in rows(tmp_path / "out")}
    assert nearly in kept
    assert not kept & set(bad)


def test_documents_of_our_own_datasets_are_known_by_their_problems_canonical_form(
    tmp_path: Path, two: str, make: Make, write: Write, corpus: Corpus
) -> None:
    dataset = tmp_path / "dataset"
    dataset.mkdir()
    texts = corpus(200, 12)
    ids = [f"t{i}" for i in range(200)]
    pq.write_table(
        pa.table({"id": ids, "canonical": [f"c{i}" for i in range(200)]}), dataset / "traces-0.parquet"
    )
    columns = {"id": ids, "trace_id": ids, "text": texts, "lic": ["CC0-1.0"] * 200}
    pq.write_table(pa.table(columns), dataset / "documents-0.parquet")
    write("problems.jsonl", [{"canonical": "c7"}, {"canonical": "c11"}])
    text = two.replace("synthetic.jsonl", "dataset").replace("weight = 3", "weight = 3\nmax_epochs = 20")
    manifest = make(text + f'[decontaminate]\ncanonical = ["{tmp_path}/problems.jsonl"]\n')
    assert manifest.sources[1].dropped == {"contaminated": 2}
    assert any(file.path.endswith("traces-0.parquet") for file in manifest.basis.inputs)


def test_filters_drop_by_reason_and_sources_may_have_their_own(
    tmp_path: Path, two: str, make: Make, write: Write, corpus: Corpus
) -> None:
    odd = ["few words", "again and again and " * 40, "12 34 56 78 90 + - * / 3 4 5 6", "", None]
    write("raw.jsonl", [{"text": text} for text in [*odd, *corpus(400, 5)]])
    dropped = make(two).sources[0].dropped
    assert dropped == {"min_words": 1, "max_repetition": 1, "min_letters": 1, "empty": 2}
    own = two.replace("weight = 7", "weight = 7\n[source.filters]\nmin_letters = 0.0\nmin_words = 0")
    assert make(own, "own").sources[0].dropped == {"max_repetition": 1, "empty": 2}


def test_parquet_gives_the_same_mix_as_json_lines(tmp_path: Path, two: str, make: Make) -> None:
    make(two, "lines")
    texts = [json.loads(line)["text"] for line in (tmp_path / "raw.jsonl").read_text().splitlines()]
    pq.write_table(pa.table({"text": texts}), tmp_path / "raw.parquet", row_group_size=100)
    make(two.replace("raw.jsonl", "raw.parquet"), "parquet")
    assert rows(tmp_path / "lines") == rows(tmp_path / "parquet")


def test_a_named_tokenizer_counts(tmp_path: Path, two: str, make: Make) -> None:
    tokenizer = Tokenizer(models.WordLevel({"?": 0}, unk_token="?"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("e", "removed")
    tokenizer.save(str(tmp_path / "e.json"))
    text = two.replace("seed = 5", f'seed = 5\ntokenizer = "{tmp_path}/e.json"')
    manifest = make(text)
    assert manifest.basis.tokenizer.name.endswith("e.json")
    for row in rows(tmp_path / "out")[:200]:
        assert row["tokens"] == len([part for part in row["text"].split("e") if part])
    make(two.replace("seed = 5", 'seed = 5\ntokenizer = "bytes"'), "bytes")
    assert all(row["tokens"] == len(row["text"].encode()) for row in rows(tmp_path / "bytes"))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"text": 5}', r"raw\.jsonl: line 3: .*str"),
        ("{oops", r"raw\.jsonl: line 3: "),
        ('{"other": "x"}', r"raw\.jsonl: line 3: .*text"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, two: str, make: Make, line: str, words: str) -> None:
    (tmp_path / "raw.jsonl").write_text('{"text": "good enough"}\n\n' + line + "\n")
    with pytest.raises(MixError, match=words):
        make(two)


def test_files_that_cannot_be_used_are_named(tmp_path: Path, two: str, make: Make) -> None:
    (tmp_path / "raw.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(MixError, match=r"raw\.parquet: not a readable Parquet file"):
        make(two.replace("raw.jsonl", "raw.parquet"), "a")
    pq.write_table(pa.table({"body": ["x"]}), tmp_path / "raw.parquet")
    with pytest.raises(MixError, match=r"raw\.parquet: there is no column 'text'; it has body"):
        make(two.replace("raw.jsonl", "raw.parquet"), "b")
    (tmp_path / "raw.csv").write_text("text\n")
    with pytest.raises(MixError, match=r"raw\.csv: expected a file of JSON lines"):
        make(two.replace("raw.jsonl", "raw.csv"), "c")
    with pytest.raises(MixError, match=r"none\.json: the tokenizer cannot be read"):
        make(two.replace("seed = 5", 'tokenizer = "none.json"'), "d")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd/file").touch()
    with pytest.raises(RunError, match="it holds 'file'"):
        make(two, "odd")


def test_a_plan_writes_no_mix_and_is_gone_on_from(tmp_path: Path, two: str, make: Make) -> None:
    planned = plan_mix(parse_mix(two), tmp_path / "out", workers=1, on_step=lambda *_: None)
    assert not list((tmp_path / "out").glob("*.parquet"))
    manifest = make(two)
    assert [mix.variant for mix in manifest.mixes] == planned.variants
    assert manifest.sources == planned.sources


def test_the_command(tmp_path: Path, two: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    recipe = tmp_path / "m.toml"
    recipe.write_text(two)
    out = str(tmp_path / "out")
    run = CliRunner().invoke
    plan = run(app, ["mix", str(recipe), "-o", out, "-j", "1", "--dry-run"])
    assert plan.exit_code == 0, plan.output
    assert "horizon" in plan.stdout
    assert "70.00%" in plan.stdout
    made = run(app, ["mix", str(recipe), "-o", out, "-j", "1", "--json"])
    assert made.exit_code == 0, made.output
    document = json.loads(made.stdout)
    assert document == json.loads((tmp_path / "out/manifest.json").read_text())
    again = run(app, ["mix", "--rebuild", f"{out}/manifest.json", "-o", str(tmp_path / "again"), "-j", "1"])
    assert again.exit_code == 0, again.output
    recipe.write_text(two.replace("weight = 7", "weight = 0"))
    assert run(app, ["mix", str(recipe), "-o", out]).exit_code == 2
    assert run(app, ["mix"]).exit_code == 2
    recipe.write_text(two.replace("raw.jsonl", "none.jsonl"))
    missing = run(app, ["mix", str(recipe), "-o", out])
    assert missing.exit_code == 1
    assert "no file matches" in missing.stderr


def test_refused_records_stay_out(tmp_path: Path, two: str, corpus: Corpus, make: Make) -> None:
    texts = corpus(400, 9)
    (tmp_path / "synthetic.jsonl").unlink()
    kept = [number % 3 > 0 for number in range(400)]
    table = pa.table({"text": texts, "kept": kept, "lic": ["CC0-1.0"] * 400})
    pq.write_table(table, tmp_path / "records.parquet")
    manifest = make(two.replace("synthetic.jsonl", "records.parquet"))
    assert manifest.sources[1].dropped == {"refused": 134}
    refused = {text for text, stays in zip(texts, kept, strict=True) if not stays}
    assert not refused & {row["text"] for row in rows(tmp_path / "out")}

"""Runs with a model: methods with a scripted model, and the whole command against a real HTTP server."""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from chat_server import running, stats
from typer.testing import CliRunner

from factory.cli.app import app
from factory.models.asker import Asker, Limits
from factory.models.ledger import Ledger
from factory.models.requests import Completion, Refused, Request
from factory.rephrase.asked import run_asked
from factory.rephrase.collapse import Bounds
from factory.rephrase.documents import Source
from factory.rephrase.faithfulness import Thresholds
from factory.rephrase.formats import formats
from factory.rephrase.methods import Desk, Draft, drafts, listed
from factory.rephrase.records import Record, Sampling, finished, plan_of
from factory.rephrase.tally import Outcome

FACTORY = str(Path(sys.executable).parent / "factory")
TEXT = "The tower of Wells is 20 metres high. A lamp burns in the tower. Wells lies by the sea."
LETTERS = "abdefgiklmnoprstu"


class Scripted:
    """Answers what a function says, and remembers what it was asked."""

    name = "scripted"

    def __init__(self, answer: Callable[[str], str | Completion]) -> None:
        self._answer = answer
        self.asked: list[str] = []

    async def complete(self, request: Request) -> Completion:
        asked = request.messages[-1].content
        self.asked.append(asked)
        await asyncio.sleep(0)
        answer = self._answer(asked)
        return answer if isinstance(answer, Completion) else Completion(text=answer)

    async def close(self) -> None:
        pass


def made(
    folder: Path, name: str, answer: Callable[[str], str | Completion], text: str = TEXT
) -> tuple[list[Draft], list[str]]:
    model = Scripted(answer)
    form = formats()[name]
    with Ledger(folder / "ledger") as ledger:
        asker = Asker(model, ledger, Limits())
        desk = Desk(asker, Sampling(model="scripted", chunk_words=20), 0, form, form.prompts[0], 0.7)
        return asyncio.run(drafts(desk, Source("id", text))), model.asked


def test_a_document_is_in_the_question_and_the_answer_is_cleaned(tmp_path: Path) -> None:
    [draft], [asked] = made(tmp_path, "rephrase", lambda _: "<think>hm {x}</think>\n```text\nA tower.\n```")
    assert draft.text == "A tower." and f"<document>\n{TEXT}\n</document>" in asked
    [draft], _ = made(tmp_path, "guided", lambda _: "The purpose is...\n\n**Improved text:**\n\nA tower.")
    assert draft.text == "A tower."
    assert made(tmp_path, "math", lambda _: "Nothing.")[0] == []
    [draft], _ = made(tmp_path, "summary", lambda _: Completion(text="A tow", finish="length"))
    assert draft.fault == "the answer was cut"
    [draft], _ = made(tmp_path, "facts", lambda _: "")
    assert draft.fault == "the answer is empty"


def test_active_reading_goes_each_way_that_was_proposed(tmp_path: Path) -> None:
    ways = ["Draw a map.", "Ask a child.", "draw a map."]

    def answer(asked: str) -> str:
        return "\n".join(f"- {way}" for way in ways) if "Propose" in asked else f"done {len(asked)}"

    found, asked = made(tmp_path, "active_reading", answer)
    assert [draft.variant for draft in found] == ["Draw a map.", "Ask a child."]
    assert len(asked) == 3 and all(draft.text.startswith("done") for draft in found)
    again, asked = made(tmp_path, "active_reading", answer)
    assert again == found and asked == []


def test_entigraph_asks_about_every_pair_and_triple_once(tmp_path: Path) -> None:
    names = ["Wells", "tower", "lamp", "sea", "Atlantis", "wells"]

    def answer(asked: str) -> str:
        return "\n".join(f"{i}. {name}" for i, name in enumerate(names, 1)) if "List" in asked else asked[:80]

    found, asked = made(tmp_path, "entigraph", answer)
    wanted = [
        "; ".join(group) for size in (2, 3) for group in combinations(["Wells", "tower", "lamp", "sea"], size)
    ]
    assert [draft.variant for draft in found] == wanted and len(set(asked)) == len(asked) == 11
    assert made(tmp_path, "entigraph", answer)[1] == []
    [refused], _ = made(tmp_path, "entigraph", lambda _: "no list", TEXT + " More.")
    assert refused.fault == "the answer has no list"


def test_chunks_see_the_part_before_and_leave_no_gap(tmp_path: Path) -> None:
    text = " ".join(f"Sentence number {i} says a little." for i in range(40))

    def answer(asked: str) -> str:
        told = re.search(r"<document>\n(.*)\n</document>", asked, re.DOTALL)
        assert told
        return told[1].upper()

    [draft], asked = made(tmp_path, "chunks", answer, text)
    assert len(draft.spans) == len(asked) == len(draft.keys) > 5
    assert draft.spans[0].source_start == 0 and draft.spans[-1].source_end == len(text)
    assert all(a.source_end == b.source_start for a, b in zip(draft.spans, draft.spans[1:], strict=False))
    for span in draft.spans:
        said = draft.text[span.start : span.end]
        assert said == text[span.source_start : span.source_end].strip().upper()
    for question, span in zip(asked[1:], draft.spans, strict=False):
        assert draft.text[span.start : span.end] in question
    assert draft.text.replace("\n\n", " ") == text.upper()


def test_a_revision_follows_its_criticism(tmp_path: Path) -> None:
    def answer(asked: str) -> str:
        if "<criticism>" in asked:
            assert "first try" in asked and "too short" in asked
            return "second try"
        return "- too short" if "Criticise" in asked else "first try"

    [draft], asked = made(tmp_path, "revised", answer)
    assert draft.text == "second try" and len(asked) == 3 == len(draft.keys)


def test_lists_are_read_however_they_are_marked() -> None:
    assert listed("Sure:\n1. **one**\n2) two\n * three\nno item\n- One", 9) == ["one", "two", "three"]
    assert listed("- a\n- b\n- c", 2) == ["a", "b"]


def corpus(path: Path, count: int) -> Path:
    chance = random.Random(3)
    with path.open("w") as file:
        for number in range(count):
            word = ["".join(chance.choices(LETTERS, k=6)).capitalize() for _ in range(4)]
            text = (
                f"{word[0]} has {number + 2} windows. {word[1]} stands by the river. Many people came "
                f"there by boat in summer, and some of them stayed. {word[2]} is old. {word[3]} is not far."
            )
            file.write(json.dumps({"text": text}) + "\n")
    return path


def run(
    folder: Path,
    file: Path,
    answer: Callable[[str], str | Completion],
    names: list[str],
    judge: Callable[[str], str | Completion] | None = None,
    bounds: Bounds | None = None,
) -> tuple[Outcome, list[Record], list[str]]:
    model = Scripted(answer)
    sampling = Sampling(model="scripted", judge="judge" if judge else "")
    plan = plan_of([file], names, "text", Thresholds(), bounds or Bounds(), sampling=sampling)
    outcome = run_asked(
        plan,
        folder,
        lambda: {"scripted": model, **({"judge": Scripted(judge)} if judge else {})},
        Limits(first_wait=0.001),
        workers=1,
        progress=lambda _: None,
    )
    records = [one for number in range(100) for one in finished(folder, number) or []]
    return outcome, records, model.asked


def reversed_list(asked: str) -> str:
    told = re.search(r"<document>\n(.*)\n</document>", asked, re.DOTALL)
    assert told
    return "\n".join(f"- {part}" for part in reversed(re.split(r"(?<=\.) ", told[1])))


def test_a_prompt_that_collapses_gives_way_to_another(tmp_path: Path) -> None:
    file = corpus(tmp_path / "in.jsonl", 1500)
    worse = formats()["facts"].prompts[0].ask.strip().splitlines()[0]
    chance = random.Random(2)

    def answer(asked: str) -> str:
        told = reversed_list(asked)
        planted = worse in asked and chance.random() < 0.3
        return f"- Here is what it tells.\n{told}" if planted else told

    bounds = Bounds(repeated=1)  # the documents themselves are much alike
    outcome, records, _ = run(tmp_path / "out", file, answer, ["facts"], bounds=bounds)
    [retired] = outcome.retired
    assert (
        outcome.collapsed is None and retired.startswith("facts, prompt 1 at 0.7") and "begin with" in retired
    )
    used = [record.prompt for record in records]
    assert set(used[:400]) == {"1", "1b"}
    last = max(place for place, prompt in enumerate(used) if prompt == "1")
    assert last < 1000 and len(records) == 1500

    def alike(asked: str) -> str:
        return f"- Here is what it tells.\n{reversed_list(asked)}"

    outcome, _, _ = run(tmp_path / "all", file, alike, ["facts"], bounds=bounds)
    assert outcome.collapsed and "begin with" in outcome.collapsed and outcome.documents < 1500
    assert len(outcome.retired) == 4


def test_the_judge_has_three_labels(tmp_path: Path) -> None:
    file = corpus(tmp_path / "in.jsonl", 40)

    def judge(asked: str) -> str | Completion:
        number = int(re.search(r"has (\d+) windows", asked)[1])  # type: ignore[index]
        return ["Supported.", "**contradicted**", "unsupported", "perhaps"][number % 4]

    _, records, _ = run(tmp_path / "out", file, reversed_list, ["facts"], judge)
    found = {(record.judged, record.kept) for record in records}
    assert found == {("supported", True), ("contradicted", False), ("unsupported", False), ("", False)}
    assert {"the judge says contradicted", "the judge's answer has no label"} <= {
        fault for record in records for fault in record.faults
    }


def test_a_request_that_is_refused_leaves_a_refused_record(tmp_path: Path) -> None:
    def answer(asked: str) -> str:
        if "has 7 windows" in asked:
            raise Refused("the context is too long")
        return reversed_list(asked)

    outcome, records, asked = run(
        tmp_path / "out", corpus(tmp_path / "in.jsonl", 20), answer, ["facts", "faq"]
    )
    refused = [record for record in records if "no answer: the context is too long" in record.faults]
    assert [record.format for record in refused] == ["facts", "faq"] and not any(r.kept for r in refused)
    assert outcome.requests == {"done": 19, "filtered": 19, "failed": 0, "quarantined": 2}
    assert len(asked) == 40


def factory(*arguments: str | Path) -> Any:
    """The command in this process: `exit_code`, `stdout`, `stderr`."""
    return CliRunner().invoke(app, ["rephrase", *map(str, arguments)])


def command(url: str, file: Path, out: Path, *more: str) -> list[str]:
    return [
        *(str(file), "--out", str(out), "--backend", "endpoint", "--url", f"{url}/v1", "--model", "none"),
        *("--format", "facts", "--set", "opening_share=1", *more),
    ]


def test_a_kill_wastes_what_was_in_flight_and_the_rows_are_the_same(tmp_path: Path) -> None:
    file = corpus(tmp_path / "in.jsonl", 400)
    with running() as url:
        assert factory(*command(url, file, tmp_path / "one", "-j", "1")).exit_code == 0
    with running("--latency", "0.02", "--faults", "0.1") as url:
        arguments = command(url, file, tmp_path / "two", "-j", "2", "--concurrency", "16")
        process = subprocess.Popen(
            [FACTORY, "rephrase", *arguments], stderr=subprocess.DEVNULL, start_new_session=True
        )
        while process.poll() is None and stats(url)["answered"] < 150:
            time.sleep(0.02)
        assert process.poll() is None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert factory(*arguments).exit_code == 0
        assert stats(url)["answered_again"] <= 16 and stats(url)["distinct"] == 400
    one, two = (
        {path.name: path.read_bytes() for path in sorted((tmp_path / name).glob("*.parquet"))}
        for name in ("one", "two")
    )
    assert one == two and len(one) == 4


def test_failures_are_asked_again_and_given_up_when_asked_to(tmp_path: Path) -> None:
    file = corpus(tmp_path / "in.jsonl", 250)
    out = tmp_path / "out"
    with running("--fail", "has 120 windows") as url:
        env = command(url, file, out, "--json", "--attempts", "2")
        done = factory(*env)
        assert done.exit_code == 1 and "1 documents have requests that failed" in done.stderr
        assert len(list(out.glob("*.parquet"))) == 2
        asked = stats(url)["distinct"]
        done = factory(*env, "--give-up")
        assert done.exit_code == 0 and stats(url)["distinct"] == asked == 250
    outcome = json.loads(done.stdout)
    assert outcome["requests"] == {"done": 249, "filtered": 0, "failed": 0, "quarantined": 1}
    rows = [row for path in sorted(out.glob("*.parquet")) for row in pq.read_table(path).to_pylist()]
    assert len(rows) == 250 and [row["faults"][0][:30] for row in rows if not row["kept"]] == [
        f"no answer: {url}/v1/chat"[:30]
    ]


def test_a_budget_ends_a_run_that_goes_on_later(tmp_path: Path) -> None:
    file = corpus(tmp_path / "in.jsonl", 300)
    with running("--latency", "0.005") as url:
        done = factory(*command(url, file, tmp_path / "out", "--token-budget", "20000"))
        assert done.exit_code == 1 and "the budget of 20,000 tokens is used up" in " ".join(
            done.stderr.split()
        )
        first = stats(url)["requests"]
        assert 20 < first < 300
        assert factory(*command(url, file, tmp_path / "out")).exit_code == 0
        assert stats(url)["requests"] == 300


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "math"], "there is no format 'math' without a model"),
        (["--backend", "endpoint", "--model", "x"], "the backend endpoint needs --url"),
        (["--backend", "transformers"], "the backend transformers needs --model"),
        (["--model", "x"], "no --backend to reach it"),
    ],
)
def test_bad_models_are_named(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = factory(corpus(tmp_path / "in.jsonl", 3), "--out", tmp_path / "out", *arguments)
    assert done.exit_code == 2 and message in " ".join(done.stderr.split())


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with running("--key", "secret") as url:
        done = factory(*command(url, corpus(tmp_path / "in.jsonl", 3), tmp_path / "out"))
    assert done.exit_code == 1 and "HTTP 401" in done.stderr

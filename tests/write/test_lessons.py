"""Lessons of every form map back to their traces, masks restore them, and Lean accepts what they claim."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory.domains import library_of, load_domain
from factory.lean.claims import Claim
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Outcome, Status, Trace, Verdict, content_id
from factory.run.shards import write_records
from factory.write.lesson import BLANK, Lesson, from_table, to_table
from factory.write.lessons import ASKING, NAMES, teach
from factory.write.proposition import proposition
from factory.write.view import Draw, View
from generators.propositional.formula import Formula, parse_symbols

DOMAINS = ("propositional", "arithmetic", "number_theory", "monadic", "puzzles", "congruence")
VERDICT = Verdict(
    status=Status.VERIFIED,
    reason="",
    axioms=[],
    statement_hash="",
    proof_hash="",
    type_hash="",
    toolchain="none",
)


def traces_of(name: str, count: int) -> list[Trace]:
    domain = load_domain(name)
    problems = domain.mine(domain.config(), 8, 0, count).problems
    return [
        Trace(id=content_id("trace", p.id, q.id), problem=p, proof=q, verdict=VERDICT)
        for p, q in zip(problems, domain.prove(domain.config(), problems), strict=True)
        if q.outcome is not Outcome.OPEN
    ]


@pytest.fixture(scope="module")
def traces() -> dict[str, list[Trace]]:
    return {name: traces_of(name, 40 if name == "propositional" else 24) for name in DOMAINS}


@pytest.fixture(scope="module")
def verifier() -> Iterator[Verifier]:
    with Verifier(find_toolchain(library=library_of(DOMAINS)), workers=2) as started:
        yield started


@pytest.fixture(scope="module")
def told(traces: dict[str, list[Trace]]) -> list[tuple[Trace, Lesson]]:
    """All lessons for which Lean need not be asked, with their traces."""
    names = [name for name in NAMES if name not in ASKING]
    found = []
    for name, some in traces.items():
        by_id = {trace.id: trace for trace in some}
        lessons = teach(some, load_domain(name), names, None).lessons
        found += [(by_id[one.trace_ids[0]], one) for one in lessons]
    return found


def test_all_forms_are_told_and_map_back(told: list[tuple[Trace, Lesson]]) -> None:
    counts = Counter(lesson.form for _, lesson in told)
    assert set(counts) == set(NAMES) - ASKING and min(counts.values()) > 20
    assert len({lesson.id for _, lesson in told}) == len(told)
    for trace, lesson in told:
        [span] = lesson.words
        assert lesson.text[span.start : span.end] == trace.problem.words
        assert lesson.statement == trace.proof.statement
        assert lesson.text == f"{lesson.prompt}\n\n{lesson.response}\n"


def test_choices_depend_on_the_trace_alone(traces: dict[str, list[Trace]]) -> None:
    some = traces["monadic"]
    domain = load_domain("monadic")
    names = [name for name in NAMES if name not in ASKING]
    whole = teach(some, domain, names, None).lessons
    parts = [one for trace in reversed(some) for one in teach([trace], domain, names, None).lessons]
    assert sorted(one.id for one in whole) == sorted(one.id for one in parts)


def test_masks_restore_what_was_hidden(told: list[tuple[Trace, Lesson]]) -> None:
    masked = [(trace, lesson) for trace, lesson in told if lesson.masks]
    assert {lesson.form for _, lesson in masked} == {"hidden_step", "hidden_steps"}
    for trace, lesson in masked:
        text = lesson.prompt
        for mask in reversed(lesson.masks):
            assert text[mask.start : mask.end] == BLANK
            assert mask.hidden == trace.proof.steps[mask.step].words and mask.hidden in lesson.response
            text = text[: mask.start] + mask.hidden + text[mask.end :]
        assert BLANK not in text
        assert all(step.words in text for step in trace.proof.steps if not step.failed)


def test_lemmas_hold_every_line_once_and_rest_on_earlier_ones(told: list[tuple[Trace, Lesson]]) -> None:
    for trace, lesson in told:
        if lesson.form != "lemmas":
            continue
        lines = Counter(lesson.response.split("\n"))
        assert all(lines[View(trace).line(step)] >= 1 for step in View(trace).argument)
        for number, rests in re.findall(r"^L(\d+) <- (.*)$", lesson.response, re.MULTILINE):
            assert all(int(other) < int(number) for other in re.findall(r"\bL(\d+)", rests))


def test_lean_with_comments_is_the_same_proof(told: list[tuple[Trace, Lesson]], verifier: Verifier) -> None:
    claims = []
    for trace, lesson in told:
        if lesson.form != "lean":
            continue
        fenced = re.search(r"```lean\ntheorem \w+ : (.*?) := (by.*)\n```", lesson.response, re.DOTALL)
        assert fenced and fenced[1] == trace.proof.statement
        bare = "\n".join(line for line in fenced[2].split("\n") if not line.lstrip().startswith("-- "))
        assert bare.split() == trace.proof.tactic.split()
        assert all(step.words.replace("\n", " ") in fenced[2] for step in View(trace).argument)
        claims.append(Claim(id=lesson.id, statement=fenced[1], proof=fenced[2]))
    verdicts = verifier.verify(claims[::8])
    assert [v.reason for v in verdicts if v.status is not Status.VERIFIED] == []


@pytest.mark.parametrize("name", DOMAINS)
def test_lean_accepts_what_is_claimed_anew(
    name: str, traces: dict[str, list[Trace]], verifier: Verifier
) -> None:
    taught = teach(traces[name][:18], load_domain(name), sorted(ASKING), verifier)
    counts = Counter(lesson.form for lesson in taught.lessons)
    assert taught.dropped == {} and {"complexify", "volume"} <= set(counts)
    assert counts["transform"] == 18
    for lesson in taught.lessons:
        assert all(shown.statement in lesson.text and shown.proof in lesson.text for shown in lesson.shown)
        assert len(lesson.words) == len(lesson.trace_ids)
        if lesson.form in ("transform", "complexify", "volume"):
            assert len(lesson.shown) == 1


def test_one_line_is_wrong_and_not_by_assuming_too_much(
    traces: dict[str, list[Trace]], verifier: Verifier
) -> None:
    by_id = {trace.id: trace for trace in traces["propositional"]}
    taught = teach(list(by_id.values()), load_domain("propositional"), ["errors"], verifier)
    wrong = 0
    for lesson in taught.lessons:
        view = View(by_id[lesson.trace_ids[0]])
        shown = lesson.prompt.split("\n")
        changed = [step for step in view.argument if view.line(step) not in shown]
        if not lesson.shown:
            assert changed == [] and "line is" in lesson.response
            continue
        [step] = changed
        wrong += 1
        assert lesson.response.startswith(view.label(step.index).rstrip("."))
        assert step.words in lesson.response
        claimed = proposition(lesson.shown[0].statement.removeprefix("¬ "))
        facts = [_read(fact) for fact in claimed.hypotheses]
        hypotheses = [parse_symbols(text) for text in view.problem.hypotheses]
        assumed = [
            parse_symbols(one.conclusion)
            for one in view.proof.steps[: step.index]
            if one.rule in ("assume", "case") and one.depth <= step.depth
        ]
        assert set(hypotheses) <= set(facts) <= {*hypotheses, *assumed}
        assert _read(claimed.goal) != parse_symbols(step.conclusion)
    assert wrong >= 8 and len(taught.lessons) > wrong


def _read(lean: str) -> Formula:
    return parse_symbols(lean.replace("True", "⊤").replace("False", "⊥"))


def test_a_lesson_that_lean_does_not_accept_is_dropped(
    traces: dict[str, list[Trace]], verifier: Verifier
) -> None:
    wrong = [
        msgspec.structs.replace(
            one, proof=msgspec.structs.replace(one.proof, tactic="by\n  trivial", term="trivial")
        )
        for one in traces["monadic"][:4]
    ]
    taught = teach(wrong, load_domain("monadic"), ["complexify", "transform", "proof"], verifier)
    assert {one.form for one in taught.lessons} == {"proof"} and taught.dropped["complexify"] == 2


def test_tables_hold_lessons(told: list[tuple[Trace, Lesson]]) -> None:
    lessons = [lesson for _, lesson in told]
    table = to_table(lessons)
    assert from_table(table) == lessons
    assert table.column("text").to_pylist() == [lesson.text for lesson in lessons]


def test_propositions_are_taken_apart_only_where_they_read_one_way() -> None:
    parts = proposition("∀ (p q : Prop) [Inhabited α] (x : α), (p → q) → p ∧ (q ∨ p) → q")
    assert parts.names == ("p", "q", "x") and parts.bound == ("p", "q", "_", "x")
    assert parts.hypotheses == ("(p → q)", "p ∧ (q ∨ p)") and parts.goal == "q"
    assert proposition("∀ x y : Int, x ≤ y → ∀ z, z = x → z ≤ y").hypotheses == ("x ≤ y",)
    assert proposition("∀ x y : Int, x ≤ y → ∀ z, z = x → z ≤ y").goal == "∀ z, z = x → z ≤ y"
    assert proposition("∀ (p : Prop), p → p ↔ p").hypotheses == ()
    assert proposition("¬ ∀ (p : Prop), p → p").hypotheses == ()
    assert proposition("1 + 1 = 2").having(("a", "b"), "c") == "(a) → (b) → (c)"


@given(st.text(max_size=80))
def test_any_text_is_taken_apart(text: str) -> None:
    parts = proposition(text)
    assert all(part in text for part in (*parts.hypotheses, parts.goal))


def test_draws_are_even() -> None:
    draw = Draw("seed")
    counts = Counter(draw.below(5) for _ in range(5000))
    assert all(850 < count < 1150 for count in counts.values())
    assert sorted(draw.shuffled(range(20))) == list(range(20))


def test_the_command_writes_lessons(tmp_path: Path, traces: dict[str, list[Trace]]) -> None:
    file = tmp_path / "traces.parquet"
    write_records(tmp_path, file.name, Trace, [*traces["propositional"][:12], *traces["monadic"][:12]])
    factory = str(Path(sys.executable).parent / "factory")
    command = [factory, "write", str(file), "--out", str(tmp_path / "lessons.parquet"), "--json"]
    done = subprocess.run(
        [*command, "--form", "proof", "--form", "transform"],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    lessons = from_table(pq.read_table(tmp_path / "lessons.parquet"))
    assert said["lessons"] == len(lessons) > 30 and set(said["forms"]) == {"proof", "transform"}
    bad = subprocess.run(
        [*command, "--form", "poem"], capture_output=True, text=True, timeout=60, check=False
    )
    assert bad.returncode == 2 and "no form is called 'poem'" in bad.stderr

"""Documents: every style for every outcome says what the trace says, in clean English."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from factory.records import Outcome, Status, Trace
from generators.propositional.formula import Atom, holds, parse_symbols
from generators.propositional.mine import sequent_of
from generators.propositional.words import STYLES, VOCABULARIES, UnverifiedTraceError, parse_statement, write
from generators.propositional.words.documents import page_of
from generators.propositional.words.lexicon import ENGLISH, LETTERS, NONSENSE, SYMBOLIC
from generators.propositional.words.page import Reading
from generators.propositional.words.styles.lean import extract_lean

PROVED = (Outcome.INTUITIONISTIC, Outcome.CLASSICAL)
OUTCOMES = (*PROVED, Outcome.REFUTED)
IN_SYMBOLS_ONLY = {"symbols", "fitch", "truth_table"}
LABELLED = {"dialogue", "question_answer"}
EACH_STYLE = pytest.mark.parametrize("style", STYLES)


def writing(*styles: str, documents: int = 1, vocabularies: tuple[str, ...] = ()) -> Any:
    return SimpleNamespace(documents=documents, styles=styles, vocabularies=vocabularies)


def text_of(trace: Trace, style: str, *vocabularies: str) -> str | None:
    """The document in that style, or None when the style does not fit the trace."""
    found = write(trace, writing(style, vocabularies=vocabularies))
    return found[0].text if found else None


def texts(some: list[Trace], style: str, *vocabularies: str) -> list[tuple[Trace, str]]:
    return [(trace, text) for trace in some if (text := text_of(trace, style, *vocabularies)) is not None]


def test_there_are_enough_styles() -> None:
    assert len(STYLES) >= 12


@EACH_STYLE
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_style_fits_every_outcome(
    style: str, outcome: Outcome, by_outcome: dict[Outcome, list[Trace]]
) -> None:
    written = texts(by_outcome[outcome], style)
    assert len(written) >= 5
    assert all(text.strip() and text.endswith("\n") for _, text in written)


@EACH_STYLE
@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_the_statement_can_be_read_back(style: str, vocabulary: str, traces: list[Trace]) -> None:
    if style in IN_SYMBOLS_ONLY:
        return
    for trace in traces[::4]:
        text = text_of(trace, style, vocabulary)
        page = page_of(Reading(trace), style, (vocabulary,))
        assert text is not None
        # A speaker's name and a question's label stand before the statement's first sentence.
        plain = re.sub(r"^[^:\n]{1,20}: ", "", text) if style in LABELLED else text
        parsed = parse_statement(plain, dict(page.wording.propositions), page.vocabulary)
        assert parsed == sequent_of(trace.problem)


@pytest.mark.parametrize("style", sorted(IN_SYMBOLS_ONLY))
def test_the_sequent_stands_in_symbolic_documents(style: str, traces: list[Trace]) -> None:
    for trace, text in texts(traces, style):
        turnstile = f"{', '.join(trace.problem.hypotheses)} ⊢ {trace.problem.goal}".strip()
        refuted = turnstile.replace("⊢", "⊬")
        assert turnstile in text or (trace.proof.outcome is Outcome.REFUTED and refuted in text)


@pytest.mark.parametrize("style", ("symbols", "fitch"))
def test_every_step_is_shown_in_symbolic_documents(
    style: str, by_outcome: dict[Outcome, list[Trace]]
) -> None:
    for outcome in PROVED:
        for trace, text in texts(by_outcome[outcome], style):
            position = 0
            for number, step in enumerate((s for s in trace.proof.steps if not s.failed), 1):
                position = text.index(step.conclusion, text.index(f"{number}", position))


@pytest.mark.parametrize("style", ("steps", "goal_state", "backtracking"))
def test_every_step_is_said_in_lists(style: str, by_outcome: dict[Outcome, list[Trace]]) -> None:
    for outcome in PROVED:
        for trace, text in texts(by_outcome[outcome], style, SYMBOLIC):
            for step in trace.proof.steps:
                if step.rule not in ("not_elim", "dead_end") and not step.failed:
                    assert step.conclusion in text


@pytest.mark.parametrize("style", ("lean_comments", "lean_term"))
def test_lean_texts_are_exact(style: str, traces: list[Trace]) -> None:
    for trace, text in texts(traces, style):
        found = extract_lean(text)
        proof = trace.proof.tactic if style == "lean_comments" else trace.proof.term
        assert found == (trace.proof.statement, proof)


def test_countermodels_are_told_right(by_outcome: dict[Outcome, list[Trace]]) -> None:
    for trace in by_outcome[Outcome.REFUTED]:
        reading = Reading(trace)
        sequent, model = reading.sequent, reading.model
        assert all(holds(hypothesis, model) for hypothesis in sequent.hypotheses)
        assert not holds(sequent.goal, model)
        for value in reading.evaluation:
            assert value.true == holds(value.formula, model)
        text = text_of(trace, "symbols")
        assert text is not None
        shown = re.findall(r"^\d+\. (.+?) = ([01])\b", text, re.MULTILINE)
        assert len(shown) == len(reading.evaluation)
        assert all(holds(parse_symbols(formula), model) == (value == "1") for formula, value in shown)
        for atom, value in model.items():
            assert f"{atom.name} = {int(value)}" in text


def test_truth_tables_are_right(traces: list[Trace]) -> None:
    for trace, text in texts(traces, "truth_table"):
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in text.split("\n")
            if line[:1] == "|"
        ]
        heads = [parse_symbols(head) for head in rows[0]]
        atoms = [head for head in heads if isinstance(head, Atom)]
        assert len(rows) == 2 + 2 ** len(atoms)
        for row in rows[2:]:
            values = [cell in ("1", "T") for cell in row]
            model = dict(zip(atoms, values, strict=False))
            assert values == [holds(head, model) for head in heads]
        refuted = trace.proof.outcome is Outcome.REFUTED
        assert refuted == bool(re.search(r"[Nn]ot (valid|a tautology)|not (valid|a tautology)", text))


def test_the_missing_step_is_the_answer(traces: list[Trace]) -> None:
    for _, text in texts(traces, "missing_step"):
        gaps = re.findall(r"^(?:\d+\. )?(_____|\[\?\]|\[\.\.\.\]|\(missing\)|\?\?\?)", text, re.MULTILINE)
        assert len(gaps) == 1
        assert re.search(r"^(Answer|Missing line|Solution|It reads): \S", text, re.MULTILINE)


def test_dead_ends_are_marked(traces: list[Trace]) -> None:
    failing = [trace for trace in traces if any(step.failed for step in trace.proof.steps)]
    assert failing
    for trace, text in texts(failing, "backtracking"):
        ends = sum(step.rule == "dead_end" for step in trace.proof.steps)
        marks = re.findall(r"^(✗|x|\[failed\]|--|\(wrong turn\)) ", text, re.MULTILINE)
        assert len(marks) == ends


def test_outcomes_are_not_confused(traces: list[Trace]) -> None:
    for trace, text in texts(traces, "question_answer"):
        answer = text.split("\n\n")[1].split(" ", 2)
        word = re.sub(r"\W", "", answer[1] if answer[1][0] in "YN" else answer[2].split(" ")[0])
        assert (word == "No") == (trace.proof.outcome is Outcome.REFUTED), text


@EACH_STYLE
def test_english_is_clean(style: str, traces: list[Trace]) -> None:
    for _, text in texts(traces[::2], style, ENGLISH, NONSENSE, LETTERS):
        prose = re.sub(r"```lean.*?```", "", text, flags=re.DOTALL)
        prose = prose.replace("[...]", "GAP").replace("???", "GAP")
        assert not re.search(r"[{}]|\bNone\b|Atom|Formula", prose), text
        assert "\n\n\n" not in text
        assert not re.search(r"[ \t]$", text, re.MULTILINE), text
        if style in IN_SYMBOLS_ONLY or re.search(r"^1\. .*  ", prose, re.MULTILINE):
            continue  # tables are padded
        for line in prose.split("\n"):
            assert "  " not in line.lstrip(), line
        assert not re.search(r"\b[Aa] [aeiou]|\b[Aa]n (?!hour)[^aeiou]", prose), text
        assert not re.search(r"[a-z)][.?!] [a-z]", prose), text
        assert not re.search(r" [,.;?!]|,,|\.\.", prose), text
        assert not re.search(r"\b(that|the|is|so|both|either) \1\b", prose), text
        for start in re.findall(r"^(?:\d+\. |\(\d+\) |- |Line \d+[.:] |\d+\) )?(\w)", prose, re.MULTILINE):
            assert not start.islower() or re.search(r"^x ", prose, re.MULTILINE), (start, text)


def test_writing_is_deterministic(traces: list[Trace]) -> None:
    for trace in traces[:60]:
        first = write(trace, writing(documents=len(STYLES)))
        assert first == write(trace, writing(documents=len(STYLES)))
        assert len({document.id for document in first}) == len(first)
        assert len({document.style for document in first}) == len(first)
        # One document more does not change the others.
        assert write(trace, writing(documents=3)) == first[:3]


def test_all_styles_and_vocabularies_are_used(traces: list[Trace]) -> None:
    assert {document.style for trace in traces for document in write(trace, writing())} == set(STYLES)
    pages = [page_of(Reading(trace), "steps") for trace in traces]
    assert {page.vocabulary for page in pages} == set(VOCABULARIES)


def test_allowed_styles_and_vocabularies_are_kept(traces: list[Trace]) -> None:
    for trace in traces[:50]:
        (document,) = write(trace, writing("plain", "dialogue", vocabularies=(LETTERS,)))
        assert document.style in ("plain", "dialogue")
        assert page_of(Reading(trace), document.style, (LETTERS,)).vocabulary == LETTERS


def test_unknown_styles_and_vocabularies_are_refused(traces: list[Trace]) -> None:
    with pytest.raises(ValueError, match="no style called 'haiku'"):
        write(traces[0], writing("haiku"))
    with pytest.raises(ValueError, match="no vocabulary called 'klingon'"):
        write(traces[0], writing(vocabularies=("klingon",)))


def test_what_was_not_verified_is_not_written_about(traces: list[Trace]) -> None:
    trace = traces[0]
    verdict = msgspec.structs.replace(trace.verdict, status=Status.REJECTED, reason="axiom: sorryAx")
    with pytest.raises(UnverifiedTraceError, match="sorryAx"):
        write(msgspec.structs.replace(trace, verdict=verdict), writing())
    proof = msgspec.structs.replace(trace.proof, outcome=Outcome.OPEN, steps=[])
    with pytest.raises(UnverifiedTraceError):
        write(msgspec.structs.replace(trace, proof=proof), writing())

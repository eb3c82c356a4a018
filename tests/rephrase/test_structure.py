"""Each shape is told from texts that only look like it; sums are worked out again; parts cover their text."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory.rephrase.content import Content
from factory.rephrase.equations import equations
from factory.rephrase.faithfulness import Thresholds, faults, score
from factory.rephrase.formats import Method, Shape, filled, formats, shared
from factory.rephrase.methods import cells
from factory.rephrase.parts import parts
from factory.rephrase.structure import fits

GOOD = {
    Shape.TABLE: "Heights\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    Shape.FAQ: "Q: How high?\nA: 20 metres.",
    Shape.LIST: "- one fact\n- another fact",
    Shape.PROSE: "Some words.",
    Shape.TUTORIAL: "You will see why.\n\n1. Look.\n2. Think.",
    Shape.MATH: "Problem: How many?\nSolution: 3 * 4 = 12.\nAnswer: 12 metres",
    Shape.DIALOGUE: "Ask: Why?\nTell: So.\nAsk: Really?\nTell: Yes.",
    Shape.ARTICLE: "# Towers\n\nA tower is high.\n\nIt stands.",
    Shape.ANSWER: "Question: Why?\nIt is so.\nAnswer: Hence.",
}
BAD = {
    Shape.TABLE: ["| a | b |\n|---|---|\n| 1 |", "| a | b |", "no table"],
    Shape.FAQ: ["Q: How high?", "Q: How high.\nA: 20", ""],
    Shape.LIST: ["- one", "one\ntwo"],
    Shape.PROSE: ["  \n"],
    Shape.TUTORIAL: ["1. Look.", "1. Look.\n3. Think.", "2. Look.\n3. Think."],
    Shape.MATH: [
        "Problem: How many?\nSolution: many.\nAnswer: 12",
        "Problem: How many?\nSolution: 3 * 4 = 12.\nAnswer: 13",
        "Solution: 3 * 4 = 12.\nAnswer: 12",
    ],
    Shape.DIALOGUE: ["Ask: Why?\nTell: So.", "Ask: Why?\nAsk: Why?\nTell: So.\nTell: No.", "a\nb\nc\nd"],
    Shape.ARTICLE: ["Towers\n\nA tower.\n\nIt stands.", "# Towers\n\nA tower."],
    Shape.ANSWER: ["Question: Why?\nAnswer: So.", "It is.\nSo\nAnswer: so", "Question: Why?\nSo.\nDone."],
}


@pytest.mark.parametrize("shape", Shape)
def test_shapes(shape: Shape) -> None:
    assert fits(GOOD[shape], shape)
    assert not any(fits(text, shape) for text in BAD[shape])


@given(st.integers(-999, 999), st.integers(1, 999), st.integers(1, 999))
def test_sums_are_worked_out(a: int, b: int, c: int) -> None:
    true = f"So {a} + {b} * {c} = {a + b * c}, and {a} / {b} = {round(a / b, 3):.3f}."
    assert [one.true for one in equations(true)] == [True, True]
    [one] = equations(f"{a} + {b} * {c} = {a + b * c + 1}")
    assert not one.true and one.result == Fraction(a + b * c + 1)


def test_results_of_true_sums_are_no_foreign_numbers() -> None:
    source = Content("The wall is 12 metres long and 3 metres high. It was built in 1820.")
    form = formats()["math"]
    told = "Problem: How large is the wall?\nSolution: 12 * 3 = 36.\nAnswer: 36 square metres"
    assert faults(score(source, told, form), Thresholds(), form) == []
    for old, new in (("= 36", "= 35"), ("12 * 3 = 36", "13 * 3 = 39"), ("Answer: 36", "Answer: 37")):
        assert faults(score(source, told.replace(old, new), form), Thresholds(), form)
    strict = formats()["article"]
    assert score(source, told, strict).number_precision < 1


@given(st.text("ab. \n", max_size=3000), st.integers(20, 60))
def test_parts_cover_the_text(text: str, words: int) -> None:
    found = parts(text, words)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(len(text[start:end].split()) <= 2 * words for start, end in found)
    assert all(len(text[start:end].split()) >= words // 4 for start, end in found[:-1]) or ". ." in text


def test_parts_end_with_paragraphs_where_they_can() -> None:
    text = "\n\n".join("one two three four five six seven." for _ in range(20))
    assert all(text[:end].endswith("\n\n") for _, end in parts(text, 30)[:-1])


def test_every_format_can_be_asked_for() -> None:
    assert len(formats()) >= 24
    for form in formats().values():
        assert form.prompts and len({prompt.version for prompt in form.prompts}) == len(form.prompts)
        known = {"document", "rules", *form.grid}
        extra = {
            Method.SINGLE: set(),
            Method.PROPOSE: {"most", "way"},
            Method.ENTITIES: {"most", "entities"},
            Method.CHUNKS: {"previous"},
            Method.REVISE: {"draft", "criticism"},
        }[form.method]
        for prompt in form.prompts:
            for text in (prompt.ask, prompt.first, prompt.review):
                assert "{" not in filled(text, **dict.fromkeys(known | extra, "word"))
            assert "{document}" in prompt.ask
            assert bool(prompt.first) == (form.method in (Method.PROPOSE, Method.ENTITIES, Method.REVISE))
    assert "{" not in filled(shared().judge.ask, document="", record="")


def test_what_a_document_says_is_no_prompt() -> None:
    assert filled("Read {text}", text="{rules} {nothing}") == "Read {rules} {nothing}"


def test_cells_of_a_grid_are_drawn_evenly() -> None:
    form = formats()["styles"]
    drawn = [cell["style"] for i in range(600) for cell in cells(form, str(i))]
    assert len(drawn) == 1200
    assert all(120 < drawn.count(style) < 280 for style in form.grid["style"])
    assert cells(form, "5") == cells(form, "5")

"""Recipes of mixes: what is refused, with line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from factory.mix.recipe import load_mix, mix_text, parse_mix
from factory.recipe import RecipeError

HEAD = '[mix]\nname = "m"\n'
RAW = '[[source]]\nname = "raw"\npath = "a.jsonl"\nrole = "raw"\nlicence = "CC0-1.0"\nweight = 1\n'
SYNTHETIC = RAW.replace("raw", "syn").replace('role = "syn"', 'role = "hardwiring"')


def refusal(text: str) -> RecipeError:
    with pytest.raises(RecipeError) as caught:
        parse_mix(text, "r.toml")
    return caught.value


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HEAD, 1, "'source' is missing"),
        (HEAD + RAW + "wieght = 2\n", 9, "did you mean 'weight'"),
        (HEAD + RAW.replace("weight = 1", ""), 3, "either `weight` or `tokens`"),
        (HEAD + RAW + "tokens = 5\n", 3, "either `weight` or `tokens`"),
        (HEAD + RAW + RAW, 10, "'raw' is given twice"),
        (HEAD + RAW.replace('licence = "CC0-1.0"\n', ""), 3, "licence"),
        (HEAD + RAW + 'licence_column = "l"\n', 7, "found both"),
        (HEAD + RAW.replace('role = "raw"', 'role = "row"'), 6, "row"),
        (HEAD + RAW.replace('path = "a.jsonl"', "path = []"), 5, "at least one file"),
        (HEAD + SYNTHETIC, 3, "synthetic text only"),
        (HEAD + RAW + SYNTHETIC + "[sweep]\nsynthetic = [0.5, 1.0]\n", 16, "synthetic text only"),
        (HEAD + RAW + "[sweep]\nsynthetic = [0.5]\n", 9, "both raw and synthetic"),
        (HEAD + RAW + SYNTHETIC + "[sweep]\nsynthetic = [0.5, 0.5]\n", 16, "different shares"),
        (HEAD + RAW + SYNTHETIC.replace("weight = 1", "tokens = 9"), 14, "other sources have one"),
        (HEAD + "tokens = 9\n" + RAW.replace("weight = 1", "tokens = 9"), 3, "already say how many"),
        (HEAD + RAW + "[duplicates]\nthreshold = 0.3\n", 10, "0.5"),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, line: int, words: str) -> None:
    error = refusal(text)
    assert error.line == line
    assert words in str(error)


def test_a_mix_of_synthetic_text_only_can_be_forced() -> None:
    assert parse_mix(HEAD + "synthetic_only = true\n" + SYNTHETIC).mix.synthetic_only
    assert parse_mix(HEAD + SYNTHETIC, synthetic_only=True).mix.synthetic_only


def test_the_example_can_be_read() -> None:
    recipe = load_mix(Path(__file__).parents[2] / "examples/mix.toml")
    assert {source.role.value for source in recipe.source} == {"raw", "memorization", "hardwiring"}


def test_the_resolved_text_parses_back() -> None:
    recipe = parse_mix(HEAD + 'out = "x"\n' + RAW + SYNTHETIC + "[sweep]\nsynthetic = [0.5]\n")
    again = parse_mix(mix_text(recipe))
    assert mix_text(again) == mix_text(recipe)
    assert again.source == recipe.source
    assert again.mix.out is None

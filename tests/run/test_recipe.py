"""Recipes: what is read, and what is said of each mistake."""

from __future__ import annotations

import math
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.recipe import (
    Export,
    Mine,
    RecipeError,
    Run,
    Verify,
    config_hash,
    load_recipe,
    parse_recipe,
    recipe_text,
)
from factory.toml_text import dump, key_lines, line_of

GOOD = """\
# A comment = not a key
[run]
name = "first"
seed = 5

[[mine]]
domain = "tiny"
problems = 100
[mine.config]
spread = 7

[verify.limits]
wall_s = 5.5
"""


def test_a_recipe_is_read_with_defaults() -> None:
    recipe = parse_recipe(GOOD)
    assert recipe.run.name == "first" and recipe.run.workers == 0
    assert recipe.directory == Path("runs/first")
    assert recipe.dataset_name == "first"
    [section] = recipe.mine
    assert section.config.spread == 7 and section.config.pause_ms == 0
    assert section.unit_size > 0
    assert recipe.verify.limits.wall_s == 5.5 and recipe.verify.limits.heartbeats > 0
    assert "propext" in recipe.verify.axioms


def test_the_resolved_recipe_reads_back_to_itself() -> None:
    recipe = parse_recipe(GOOD)
    text = recipe_text(recipe)
    assert parse_recipe(text) == recipe
    assert "pause_ms = 0" in text, "defaults are written out"


def test_the_hash_covers_what_the_data_depends_on_and_nothing_else() -> None:
    first = config_hash(parse_recipe(GOOD))
    same = GOOD.replace("seed = 5", 'seed = 5\nworkers = 2\nout = "elsewhere"')
    assert config_hash(parse_recipe(same)) == first
    for before, after in [("seed = 5", "seed = 6"), ("spread = 7", "spread = 8"), ("= 5.5", "= 5.6")]:
        assert config_hash(parse_recipe(GOOD.replace(before, after))) != first


MISTAKES = [
    ("seed = 5", 'seed = "five"', 4, "run.seed", "expected an integer, found 'five'"),
    ("seed = 5", "seed = -1", 4, "run.seed", "expected an integer >= 0, found -1"),
    ("seed = 5", "seed = true", 4, "run.seed", "expected an integer, found true"),
    (
        "seed = 5",
        "sede = 5",
        4,
        "run.sede",
        "unknown key (did you mean 'seed'?); expected one of: name, seed",
    ),
    ('name = "first"', 'name = ""', 3, "run.name", "expected a string matching"),
    ('name = "first"', "", 2, "run", "the key 'name' is missing"),
    (
        'domain = "tiny"',
        'domain = "tiyn"',
        7,
        "mine[0].domain",
        "no domain called 'tiyn'; installed domains:",
    ),
    ("problems = 100", "problems = 0", 8, "mine[0].problems", "expected an integer >= 1, found 0"),
    ("problems = 100", "problems = 1e3", 8, "mine[0].problems", "expected an integer, found 1000.0"),
    ("problems = 100", "problems = [1]", 8, "mine[0].problems", "expected an integer, found an array"),
    (
        "problems = 100",
        "problems = 10_000_000_000",
        8,
        "mine[0].problems",
        "expected an integer <= 1000000000",
    ),
    ("problems = 100", "", 6, "mine[0]", "the key 'problems' is missing"),
    ("problems = 100", "problems = 100\nunit_size = 0", 9, "mine[0].unit_size", "expected an integer >= 1"),
    ("spread = 7", "spraed = 7", 10, "mine[0].config.spraed", "unknown key (did you mean 'spread'?)"),
    ("seed = 5", 'until = "rite"', 4, "run.until", "Invalid enum value 'rite'"),
    ("spread = 7", "spread = 7.5", 10, "mine[0].config.spread", "expected an integer, found 7.5"),
    ("wall_s = 5.5", "wall_s = 0.0", 13, "verify.limits.wall_s", "expected a number more than 0, found 0.0"),
    ("wall_s = 5.5", "wall = 1", 13, "verify.limits.wall", "unknown key (did you mean 'wall_s'?)"),
    (
        "[verify.limits]",
        "[verify]\naxioms = [\n1]\n[verify.limits]",
        14,
        "verify.axioms[0]",
        "expected a string",
    ),
    ("[verify.limits]", "[verfy]", 12, "verfy", "unknown key (did you mean 'verify'?)"),
    ("[[mine]]", "[mine]", 6, "mine", "expected an array, found a table"),
    (
        "[verify.limits]",
        '[[mine]]\ndomain="tiny"\nproblems=1\n[verify.limits]',
        13,
        "mine[1].domain",
        "given twice",
    ),
    ("seed = 5", "seed = 5 5", 4, "", "not valid TOML (column 10)"),
    ("seed = 5", "seed =", 4, "", "not valid TOML"),
    ("seed = 5", "seed = 5\nseed = 6", 5, "", "not valid TOML"),
    ("wall_s = 5.5", 'wall_s = "', 13, "", "not valid TOML"),
]


@pytest.mark.parametrize(("before", "after", "line", "key", "message"), MISTAKES)
def test_a_mistake_is_told_with_file_line_key_and_what_was_expected(
    before: str, after: str, line: int, key: str, message: str, tmp_path: Path
) -> None:
    assert before in GOOD
    path = tmp_path / "recipe.toml"
    path.write_text(GOOD.replace(before, after, 1))
    with pytest.raises(RecipeError) as caught:
        load_recipe(path)
    error = caught.value
    assert (error.file, error.line, error.key) == (str(path), line, key), str(error)
    assert message in error.message
    assert str(error).startswith(f"{path}:{line}: {key}")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match=r"nowhere\.toml:1: cannot be read: No such file"):
        load_recipe(tmp_path / "nowhere.toml")
    (tmp_path / "latin.toml").write_bytes(b'[run]\nname = "caf\xe9"\n')
    with pytest.raises(RecipeError, match=r"latin\.toml:2: is not UTF-8 text"):
        load_recipe(tmp_path / "latin.toml")


def test_an_inconsistent_configuration_of_a_domain_is_told() -> None:
    text = GOOD.replace('"tiny"', '"propositional"').replace("spread = 7", "min_size = 9\nmax_size = 4")
    with pytest.raises(RecipeError, match=r":9: mine\[0\]\.config: min_size is 9 but max_size is 4"):
        parse_recipe(text)


LAYOUT = """\
top.dotted.'quoted key' = 1

[a."b.c"] # [not.a.table]
text = \"\"\"
[x]
y = 1 \\\"\"\" z\"\"\"\"\"
literal = '''
[[z]]'''
after = true
inline = { one = 1, two = { three = 3 } }
many = [
  1, # one
  [2,
   3],
  { deep = 4 },
]

[[list]]
[[list.inner]]
first = 1
[[list.inner]]
second = 2
[[list]]
[list.table]
"escaped \\u00e9" = 1979-05-27T07:32:00Z
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top", "dotted", "quoted key"), 1),
        (("a", "b.c"), 3),
        (("a", "b.c", "text"), 4),
        (("a", "b.c", "literal"), 7),
        (("a", "b.c", "after"), 9),
        (("a", "b.c", "inline", "two", "three"), 10),
        (("a", "b.c", "many"), 11),
        (("a", "b.c", "many", 0), 12),
        (("a", "b.c", "many", 1, 1), 14),
        (("a", "b.c", "many", 2, "deep"), 15),
        (("list", 0, "inner", 0, "first"), 20),
        (("list", 0, "inner", 1, "second"), 22),
        (("list", 1), 23),
        (("list", 1, "table", "escaped é"), 25),
        (("list", 1, "table", "absent"), 24),
        (("absent",), 1),
    ],
)
def test_the_line_of_a_key_is_found_in_any_layout(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(LAYOUT)
    assert line_of(key_lines(LAYOUT), path) == line


KEYS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def same(left: Any, right: Any) -> bool:
    if isinstance(left, float) and math.isnan(left):
        return isinstance(right, float) and math.isnan(right)
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return type(left) is type(right) and left == right


@settings(deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_what_is_dumped_reads_back_and_every_key_has_its_line(data: dict[str, Any]) -> None:
    text = dump(data)
    assert same(data, tomllib.loads(text))
    lines = key_lines(text)

    def check(value: Any, path: tuple[str | int, ...]) -> None:
        assert path in lines
        items = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, item in items:
            check(item, (*path, key))
            if isinstance(key, str):
                row = text.split("\n")[lines[*path, key] - 1]
                assert key in row or "\\" in row

    for key, value in data.items():
        check(value, (key,))


def test_the_documentation_lists_every_key_with_its_default() -> None:
    text = (Path(__file__).parents[2] / "docs" / "recipe.md").read_text("utf-8")
    resolved = tomllib.loads(recipe_text(parse_recipe(GOOD.replace("seed = 5", ""))))
    resolved["mine"] = resolved["mine"][0]
    for heading, section in {"[run]": Run, "[[mine]]": Mine, "[verify]": Verify, "[export]": Export}.items():
        part = text.split(f"## `{heading}`")[1].split("\n## ")[0]
        rows = re.findall(r"^\| `(\w+)` \| (.*?) \| .+ \|$", part, re.M)
        assert [key for key, _ in rows] == list(section.__struct_fields__)
        for key, default in rows:
            if default.startswith("`") and default != "`runs/NAME`":
                assert (
                    tomllib.loads(f"key = {default.strip('`')}")["key"] == resolved[heading.strip("[]")][key]
                )

"""Records in Parquet files: nothing is lost, older files can be read, and bad ones are refused row by row."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.records import Document, Figure, Problem, Proof, Record, Step, Trace
from factory.run.schema import SCHEMAS, STEPS, SchemaError
from factory.run.shards import ShardError, encode, read_shard, scan_file, write_records
from factory.run.tables import BadRow, from_table, scan_table, to_table

DOCS = Path(__file__).parents[2] / "docs" / "schema.md"
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))
st.register_type_strategy(float, st.floats(allow_nan=False))


def records(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any record of a kind, built from the types of its fields."""
    fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
    return st.builds(kind, **{name: values(annotation) for name, annotation in fields.items()})


def values(annotation: Any) -> st.SearchStrategy[Any]:
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return records(annotation)
    if annotation == list[Step]:
        return st.lists(records(Step), max_size=3)
    return st.from_type(annotation)


def traces() -> st.SearchStrategy[Any]:
    """A trace holds its problem's id once."""

    def agree(trace: Trace) -> Trace:
        proof = msgspec.structs.replace(trace.proof, problem_id=trace.problem.id)
        return msgspec.structs.replace(trace, proof=proof)

    return records(Trace).map(agree)


@pytest.mark.parametrize("kind", [Problem, Proof, Trace, Document])
def test_records_survive_a_file_unchanged(kind: type[Record], tmp_path: Path) -> None:
    @settings(max_examples=30, deadline=None)
    @given(st.lists(traces() if kind is Trace else records(kind), max_size=4))
    def survive(rows: list[Record]) -> None:
        write_records(tmp_path, "shard.parquet", kind, rows)
        assert read_shard(kind, tmp_path / "shard.parquet") == rows

    survive()


@pytest.fixture(scope="module")
def some() -> list[Trace]:
    found: list[Trace] = []

    @settings(max_examples=40, derandomize=True, database=None, deadline=None)
    @given(traces())
    def collect(trace: Trace) -> None:
        found.append(trace)

    collect()
    steps = [Step(index=0, rule="r", premises=[0], conclusion="c", words="w", depth=2, failed=True)]
    return [
        msgspec.structs.replace(trace, proof=msgspec.structs.replace(trace.proof, steps=steps))
        for trace in found
    ]


def test_the_same_rows_are_the_same_bytes_however_they_were_gathered(some: list[Trace]) -> None:
    whole = to_table(Trace, some)
    parts = pa.concat_tables([whole.slice(0, 7), whole.slice(7, 20), whole.slice(27)])
    assert bytes(encode(parts)) == bytes(encode(whole))


def test_no_time_and_no_machine_is_written(some: list[Trace], tmp_path: Path) -> None:
    write_records(tmp_path, "shard.parquet", Trace, some)
    assert set(pq.read_metadata(tmp_path / "shard.parquet").metadata) == {b"ARROW:schema"}


def test_the_documentation_describes_exactly_the_schema() -> None:
    text = DOCS.read_text("utf-8")
    words = {
        "list of string": "list<item: string not null>",
        "list of int64": "list<item: int64 not null>",
        "list of double": "list<item: double not null>",
        "measure list": "list<item: struct<name: string not null, value: double not null> not null>",
        "list of `{name: string, value: bool}`": (
            "list<item: struct<name: string not null, value: bool not null> not null>"
        ),
        "list of steps": str(STEPS),
    }
    kinds: dict[str, tuple[list[pa.Field], list[type[Record]]]] = {
        "Traces": (list(SCHEMAS[Trace]), [Trace, Problem, Proof]),
        "Steps": (list(STEPS.value_type), [Step]),
        "Documents": (list(SCHEMAS[Document]), [Document]),
    }
    for heading, (fields, _) in kinds.items():
        section = text.split(f"## {heading}\n")[1].split("\n## ")[0]
        rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) ?\| (.*?) ?\| (.+) \|$", section, re.M)
        assert [row[0] for row in rows] == [field.name for field in fields]
        for (name, kind, null, default, _), field in zip(rows, fields, strict=True):
            assert words.get(kind, kind) == str(field.type), name
            assert (null == "yes") == field.nullable, name
            assert bool(default) == can_be_missing(heading, name), name


def can_be_missing(heading: str, name: str) -> bool:
    """Whether a file without the column, or without the field of a step, can be read."""
    kind = Document if heading == "Documents" else Trace
    schema = SCHEMAS[kind]
    empty = schema.empty_table()
    if heading == "Steps":
        inner = pa.list_(pa.struct([field for field in STEPS.value_type if field.name != name]))
        at = schema.get_field_index("steps")
        table = empty.set_column(at, "steps", pa.array([], inner))
    else:
        table = empty.drop_columns([name])
    try:
        return from_table(kind, table) == []
    except SchemaError as error:
        assert repr(name) in str(error) or heading == "Steps"
        return False


def test_a_file_of_an_older_version_gets_the_defaults(some: list[Trace]) -> None:
    table = to_table(Trace, some)
    steps = [
        [{key: step[key] for key in step if key != "failed"} for step in row]
        for row in table["steps"].to_pylist()
    ]
    since = ["formal", "auxiliary", "figure_points", "figure_coordinates", "figure_svg", "derivation"]
    since += ["given", "answer"]
    old = table.drop_columns(["contaminates", "near_duplicate_of", "search", *since])
    old = old.set_column(old.schema.get_field_index("steps"), "steps", pa.array(steps))
    for new, trace in zip(from_table(Trace, old), some, strict=True):
        assert new.problem.contaminates == [] and new.problem.near_duplicate_of is None
        assert new.problem.figure == Figure() and new.problem.derivation == []
        assert new.proof.search == {}
        assert [step.failed for step in new.proof.steps] == [False] and new.proof.steps[0].depth == 2
        assert new.problem.lean == trace.problem.lean


def test_columns_of_a_newer_version_are_passed_over(some: list[Trace]) -> None:
    newer = to_table(Trace, some).append_column("mood", pa.array(["good"] * len(some)))
    assert from_table(Trace, newer) == some


def test_files_written_by_others_may_use_wider_types(some: list[Trace]) -> None:
    table = to_table(Trace, some)

    def put(name: str, column: pa.ChunkedArray) -> None:
        nonlocal table
        table = table.set_column(table.schema.get_field_index(name), name, column)

    put("canonical", table["canonical"].cast(pa.large_string()))
    put("domain", table["domain"].dictionary_encode())
    put("axioms", table["axioms"].cast(pa.large_list(pa.large_string())))
    put("ms", pa.chunked_array([pa.nulls(len(some))]))
    plain = [
        msgspec.structs.replace(trace, verdict=msgspec.structs.replace(trace.verdict, ms=None))
        for trace in some
    ]
    assert from_table(Trace, table) == plain


def test_missing_and_mistyped_columns_are_all_named(some: list[Trace]) -> None:
    table = to_table(Trace, some).drop_columns(["lean", "tactic"])
    table = table.set_column(table.schema.get_field_index("seed"), "seed", pa.array(["one"] * len(some)))
    with pytest.raises(SchemaError) as caught:
        scan_table(Trace, table)
    message = str(caught.value)
    assert "'lean' is missing" in message and "'tactic' is missing" in message
    assert "'seed' is string, not int64" in message


def with_bytes(values: list[str], bad: bytes) -> pa.Array:
    """The texts, the fourth of them replaced by bytes that only claim to be text."""
    data = [value.encode() for value in values]
    data[3] = bad
    return pa.Array.from_buffers(pa.string(), len(data), pa.array(data, pa.binary()).buffers())


@pytest.mark.parametrize(
    ("name", "bad", "reason"),
    [
        ("outcome", "perhaps", "'perhaps' is not a valid Outcome"),
        ("term", None, "column 'term': a value is missing (null)"),
        ("axioms", ["a", None], "column 'axioms': a value is missing (null)"),
        ("goal", b"caf\xe9", "column 'goal': a text is not UTF-8"),
    ],
)
def test_a_bad_row_is_refused_and_the_rest_goes_on(
    name: str, bad: Any, reason: str, some: list[Trace], tmp_path: Path
) -> None:
    table = to_table(Trace, some)
    values = table[name].to_pylist()
    column = with_bytes(values, bad) if isinstance(bad, bytes) else pa.array([*values[:3], bad, *values[4:]])
    table = table.set_column(table.schema.get_field_index(name), name, column)
    found = scan_table(Trace, table)
    assert isinstance(found[3], BadRow) and found[3].row == 3 and reason in found[3].reason
    assert [*found[:3], *found[4:]] == [*some[:3], *some[4:]]
    pq.write_table(table, tmp_path / "bad.parquet")
    rows = [row for batch in scan_file(Trace, tmp_path / "bad.parquet", batch_rows=3) for row in batch]
    assert [row.row for row in rows if isinstance(row, BadRow)] == [3] and len(rows) == len(some)


def test_files_that_are_not_whole_parquet_files_are_refused(some: list[Trace], tmp_path: Path) -> None:
    shard = write_records(tmp_path, "shard.parquet", Trace, some)
    path = tmp_path / shard.path
    whole = path.read_bytes()
    for data in (whole[: len(whole) // 2], b"", b"PAR1 and then nothing", whole[:-1] + b"!"):
        path.write_bytes(data)
        with pytest.raises(ShardError, match=r"shard\.parquet: not a readable Parquet file"):
            read_shard(Trace, path)
        with pytest.raises(ShardError, match=r"shard\.parquet: not a readable Parquet file"):
            list(scan_file(Trace, path))
    with pytest.raises(ShardError, match="there is no such file"):
        list(scan_file(Trace, tmp_path / "absent.parquet"))
    write_records(tmp_path, "documents.parquet", Document, [])
    with pytest.raises(ShardError, match="not a table of traces"):
        list(scan_file(Trace, tmp_path / "documents.parquet"))


def test_a_text_that_is_not_unicode_is_refused_with_record_and_column(some: list[Trace]) -> None:
    bad = msgspec.structs.replace(some[0].problem, goal="\ud800")
    with pytest.raises(SchemaError, match=r"record 1 \(.*\): column 'goal' cannot hold its value"):
        to_table(Problem, [some[1].problem, bad])

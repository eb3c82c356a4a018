"""The Parquet schemas of the records, and the check that a file can be read as one of them.

`docs/schema.md` says what each column means. A trace is one flat row: its problem's, proof's and verdict's
fields side by side. A file of an older version may lack columns that were added later with a default, at
any depth; columns that are not known are passed over.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pyarrow as pa

from factory.records import Document, Figure, Problem, Proof, Provenance, Record, Step, Trace, Verdict


class SchemaError(ValueError):
    """A table that does not hold the records it is said to hold."""


def _field(name: str, kind: pa.DataType, nullable: bool = False) -> pa.Field:
    return pa.field(name, kind, nullable)


def _list(kind: pa.DataType) -> pa.DataType:
    return pa.list_(pa.field("item", kind, False))


TEXT, TEXTS, INT, FLOAT, BOOL = pa.string(), _list(pa.string()), pa.int64(), pa.float64(), pa.bool_()
MEASURES = _list(pa.struct([_field("name", TEXT), _field("value", FLOAT)]))
ASSIGNMENT = _list(pa.struct([_field("name", TEXT), _field("value", BOOL)]))
STEPS = _list(
    pa.struct(
        [
            _field("index", INT),
            _field("rule", TEXT),
            _field("premises", _list(INT)),
            _field("conclusion", TEXT),
            _field("words", TEXT),
            _field("remaining", TEXTS),
            _field("depth", INT),
            _field("failed", BOOL),
            _field("certificate", TEXT),
        ]
    )
)

# Each column: its name, its type, and the path of the record's field that it holds.
_PROBLEM = [
    (_field("problem_id", TEXT), "id"),
    (_field("domain", TEXT), "domain"),
    (_field("canonical", TEXT), "canonical"),
    (_field("hypotheses", TEXTS), "hypotheses"),
    (_field("goal", TEXT), "goal"),
    (_field("lean", TEXT), "lean"),
    (_field("words", TEXT), "words"),
    (_field("difficulty", MEASURES), "difficulty"),
    (_field("generator", TEXT), "provenance.generator"),
    (_field("generator_version", TEXT), "provenance.version"),
    (_field("config_hash", TEXT), "provenance.config_hash"),
    (_field("seed", INT), "provenance.seed"),
    (_field("unit", INT), "provenance.unit"),
    (_field("index", INT), "provenance.index"),
    (_field("parents", TEXTS), "parents"),
    (_field("licence", TEXT), "licence"),
    (_field("near_duplicate_of", TEXT, nullable=True), "near_duplicate_of"),
    (_field("contaminates", TEXTS), "contaminates"),
    (_field("formal", TEXT), "formal"),
    (_field("auxiliary", TEXT), "auxiliary"),
    (_field("figure_points", TEXTS), "figure.points"),
    (_field("figure_coordinates", _list(FLOAT)), "figure.coordinates"),
    (_field("figure_svg", TEXT), "figure.svg"),
    (_field("derivation", STEPS), "derivation"),
    (_field("given", _list(INT)), "given"),
    (_field("answer", TEXT), "answer"),
]
_PROOF = [
    (_field("proof_id", TEXT), "id"),
    (_field("problem_id", TEXT), "problem_id"),
    (_field("outcome", TEXT), "outcome"),
    (_field("statement", TEXT), "statement"),
    (_field("tactic", TEXT), "tactic"),
    (_field("term", TEXT), "term"),
    (_field("steps", STEPS), "steps"),
    (_field("prover", TEXT), "prover"),
    (_field("search", MEASURES), "search"),
    (_field("countermodel", ASSIGNMENT, nullable=True), "countermodel"),
    (_field("open_reason", TEXT), "reason"),
    (_field("model", TEXT), "model"),
    (_field("model_proof", TEXT), "model_proof"),
]
_VERDICT = [
    (_field("status", TEXT), "status"),
    (_field("reason", TEXT), "reason"),
    (_field("axioms", TEXTS), "axioms"),
    (_field("statement_hash", TEXT), "statement_hash"),
    (_field("proof_hash", TEXT), "proof_hash"),
    (_field("type_hash", TEXT), "type_hash"),
    (_field("toolchain", TEXT), "toolchain"),
    (_field("ms", FLOAT, nullable=True), "ms"),
]
_DOCUMENT = [(_field(name, TEXT), name) for name in ("id", "trace_id", "domain", "style", "text", "licence")]
_TRACE = [
    (_field("id", TEXT), "id"),
    *((column, f"problem.{path}") for column, path in _PROBLEM),
    *((column, f"proof.{path}") for column, path in _PROOF if column.name != "problem_id"),
    *((column, f"verdict.{path}") for column, path in _VERDICT),
]

COLUMNS: dict[type[Record], list[tuple[pa.Field, str]]] = {
    Problem: _PROBLEM,
    Proof: _PROOF,
    Trace: _TRACE,
    Document: _DOCUMENT,
}

# The records within records.
PARTS: dict[str, type[Record]] = {
    "problem": Problem,
    "provenance": Provenance,
    "figure": Figure,
    "proof": Proof,
    "verdict": Verdict,
}

SCHEMAS: dict[type[Record], pa.Schema] = {
    kind: pa.schema([column for column, _ in columns]) for kind, columns in COLUMNS.items()
}


def check_columns(kind: type[Record], schema: pa.Schema) -> None:
    """Raise SchemaError unless a file with this schema can hold `kind`s; all that is missing is listed."""
    problems = []
    for column, path in COLUMNS[kind]:
        at = schema.get_field_index(column.name)
        if at < 0:
            if not _has_default(kind, path):
                problems.append(f"column {column.name!r} is missing (or given twice)")
        elif not _compatible(schema.field(at).type, column.type):
            problems.append(f"column {column.name!r} is {schema.field(at).type}, not {column.type}")
    if problems:
        raise SchemaError(f"not a table of {kind.__name__.lower()}s: " + "; ".join(problems))


def _has_default(kind: type[Record], path: str) -> bool:
    *outer, last = path.split(".")
    for name in outer:
        kind = PARTS[name]
    field = next(field for field in msgspec.structs.fields(kind) if field.name == last)
    return not field.required


def _compatible(found: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether values of the type in a file can be read as the type in the schema."""
    if pa.types.is_dictionary(found):
        found = found.value_type
    if pa.types.is_list(wanted):
        is_list = pa.types.is_list(found) or pa.types.is_large_list(found)
        return is_list and _compatible(found.value_type, wanted.value_type)
    if pa.types.is_struct(wanted):
        if not pa.types.is_struct(found):
            return False
        for field in wanted:
            at = found.get_field_index(field.name)
            if at < 0 and not _optional_in_step(field.name, wanted):
                return False
            if at >= 0 and not _compatible(found.field(at).type, field.type):
                return False
        return True
    tests: list[Callable[[pa.DataType], bool]] = {
        TEXT: [pa.types.is_string, pa.types.is_large_string],
        INT: [pa.types.is_integer],
        FLOAT: [pa.types.is_floating, pa.types.is_integer, pa.types.is_null],
        BOOL: [pa.types.is_boolean],
    }[wanted]
    return any(test(found) for test in tests) or pa.types.is_null(found)


def _optional_in_step(name: str, kind: pa.DataType) -> bool:
    return bool(kind == STEPS.value_type and _has_default(Step, name))

"""Records to Arrow tables and back, column by column.

The cost is a few array operations per field whatever the number of rows; on the way back, single rows can be
refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from factory.records import Outcome, Proof, Record, Status, Step, Verdict
from factory.run.schema import (
    ASSIGNMENT,
    COLUMNS,
    MEASURES,
    PARTS,
    SCHEMAS,
    STEPS,
    TEXT,
    SchemaError,
    check_columns,
)

_ENUMS: dict[tuple[type[Record], str], Any] = {(Proof, "outcome"): Outcome, (Verdict, "status"): Status}


class BadRow(NamedTuple):
    """A row that cannot be read, and why."""

    row: int  # from 0, within the table
    reason: str


def to_table(kind: type[Record], records: Sequence[Any]) -> pa.Table:
    """The records, all of one `kind` (Problem, Proof, Trace or Document), as a table; row i is record i.

    Raises SchemaError, naming record and column, where a text is not Unicode or a value has the wrong type.
    """
    arrays = []
    for column, path in COLUMNS[kind]:
        values = list(map(attrgetter(path), records))
        try:
            arrays.append(array_of(column.type, values, column.nullable))
        except (UnicodeEncodeError, pa.ArrowException, TypeError, AttributeError) as error:
            row = next(i for i, value in enumerate(values) if not _fits(column, value))
            message = (
                f"record {row} ({records[row].id}): column {column.name!r} cannot hold its value: {error}"
            )
            raise SchemaError(message) from None
    return pa.Table.from_arrays(arrays, schema=SCHEMAS[kind])


def from_table(kind: type[Record], table: pa.Table) -> list[Any]:
    """The records of a table, in order; raises SchemaError at the first that cannot be read."""
    records = scan_table(kind, table)
    for record in records:
        if isinstance(record, BadRow):
            raise SchemaError(f"row {record.row}: {record.reason}")
    return records


def scan_table(kind: type[Record], table: pa.Table) -> list[Any]:
    """The records of a table, in order, with a BadRow in the place of each row that cannot be read.

    Raises SchemaError when the whole table is of another kind: a needed column is missing or of another type.
    """
    check_columns(kind, table.schema)
    table = table.combine_chunks()
    try:
        return _read(kind, table)
    except (ValueError, pa.ArrowException):
        return [_read_row(kind, table, row) for row in range(table.num_rows)]


def _fits(column: pa.Field, value: Any) -> bool:
    try:
        array_of(column.type, [value], column.nullable)
    except (UnicodeEncodeError, pa.ArrowException, TypeError, AttributeError):
        return False
    return True


def array_of(kind: pa.DataType, values: list[Any], nullable: bool = False) -> pa.Array:
    """Python values as an Arrow array; lists and structs are taken apart to convert flat arrays.

    A struct is any object with attributes of its fields' names. Raises TypeError for a missing value, and
    what pyarrow raises for one of another type.
    """
    if not pa.types.is_list(kind):
        array = pa.array(values, kind)
        if array.null_count and not nullable:
            raise TypeError("the value is missing")
        return array
    missing = [value is None for value in values] if nullable else None
    lengths = (
        [len(value) if value is not None else 0 for value in values] if nullable else list(map(len, values))
    )
    offsets = np.zeros(len(values) + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    inner = kind.value_type
    items = [item for value in values if value for item in value]
    if not pa.types.is_struct(inner):
        flat = array_of(inner, items)
    elif inner in (MEASURES.value_type, ASSIGNMENT.value_type):
        entries = [entry for value in values if value for entry in value.values()]
        flat = pa.StructArray.from_arrays(
            [array_of(TEXT, items), array_of(inner.field("value").type, entries)], fields=list(inner)
        )
    else:
        children = [array_of(field.type, list(map(attrgetter(field.name), items))) for field in inner]
        flat = pa.StructArray.from_arrays(children, fields=list(inner))
    mask = pa.array(missing) if missing and any(missing) else None
    return pa.ListArray.from_arrays(pa.array(offsets), flat, type=kind, mask=mask)


def _values(array: pa.Array, wanted: pa.DataType, nullable: bool = False) -> list[Any]:
    """An Arrow array as Python values: the inverse of `_array`. Raises ValueError on a wrong null."""
    if array.null_count and not nullable:
        raise ValueError("a value is missing (null)")
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_list(wanted):
        return _lists(array, wanted)
    if array.null_count == len(array):
        return [None] * len(array)
    if pa.types.is_string(wanted):
        return list(array.to_numpy(zero_copy_only=False))
    array = array.cast(wanted)
    if array.null_count:
        return list(array.to_pylist())
    return list(array.to_numpy(zero_copy_only=False).tolist())


def _lists(array: pa.Array, wanted: pa.DataType) -> list[Any]:
    if len(array) == array.null_count:
        return [None] * len(array)
    offsets = array.offsets.to_numpy().tolist()
    start, end = offsets[0], offsets[-1]
    flat = array.values.slice(start, end - start)
    bounds = [(a - start, b - start) for a, b in pairwise(offsets)]
    inner = wanted.value_type
    if not pa.types.is_struct(inner):
        items = _values(flat, inner)
        rows: list[Any] = [items[a:b] for a, b in bounds]
    elif inner == STEPS.value_type:
        items = _steps(flat)
        rows = [items[a:b] for a, b in bounds]
    else:
        names = _values(_child(flat, "name"), TEXT)
        entries = _values(_child(flat, "value"), inner.field("value").type)
        rows = [dict(zip(names[a:b], entries[a:b], strict=True)) for a, b in bounds]
    if array.null_count:
        valid = array.is_valid().to_numpy(zero_copy_only=False)
        rows = [row if ok else None for row, ok in zip(rows, valid, strict=True)]
    return rows


def _child(array: pa.StructArray, name: str) -> pa.Array:
    if array.null_count:
        raise ValueError("an element is missing (null)")
    return array.field(array.type.get_field_index(name))


def _steps(array: pa.StructArray) -> list[Step]:
    columns, names = [], []
    for field in STEPS.value_type:
        if array.type.get_field_index(field.name) >= 0:
            columns.append(_values(_child(array, field.name), field.type))
            names.append(field.name)
    if tuple(names) == Step.__struct_fields__:
        return [
            Step(
                index=a,
                rule=b,
                premises=c,
                conclusion=d,
                words=e,
                remaining=f,
                depth=g,
                failed=h,
                certificate=i,
            )
            for a, b, c, d, e, f, g, h, i in zip(*columns, strict=True)
        ]
    return [Step(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)]


def _read(kind: type[Record], table: pa.Table) -> list[Any]:
    values = {}
    for column, path in COLUMNS[kind]:
        at = table.schema.get_field_index(column.name)
        if at >= 0:
            values[path] = _column(table.column(at), column)
    if "proof.id" in values:
        values["proof.problem_id"] = values["problem.id"]
    return _records(kind, "", values)


def _column(column: pa.ChunkedArray, field: pa.Field) -> list[Any]:
    try:
        return [value for chunk in column.chunks for value in _values(chunk, field.type, field.nullable)]
    except (ValueError, pa.ArrowException) as error:
        try:
            column.validate(full=True)
        except pa.ArrowException:
            raise ValueError(f"column {field.name!r}: a text is not UTF-8") from None
        raise ValueError(f"column {field.name!r}: {error}") from None


def _records(kind: type[Record], prefix: str, values: Mapping[str, list[Any]]) -> list[Any]:
    """Records of `kind` from the columns whose paths start with `prefix`."""
    names, columns = [], []
    for name in kind.__struct_fields__:
        path = prefix + name
        if name in PARTS:
            if not any(known.startswith(path + ".") for known in values):
                continue
            column = _records(PARTS[name], path + ".", values)
        elif path in values:
            column = values[path]
            if (kind, name) in _ENUMS:
                column = list(map(_ENUMS[kind, name], column))
        else:
            continue
        names.append(name)
        columns.append(column)
    return [kind(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)]


def _read_row(kind: type[Record], table: pa.Table, row: int) -> Any:
    try:
        return _read(kind, table.slice(row, 1))[0]
    except (ValueError, pa.ArrowException) as error:
        return BadRow(row, str(error))

"""Croissant metadata (ML Commons, version 1.0) of an exported folder, from its files alone.

Every file is listed with size and SHA-256, every column with its type; the parts of nested columns are named
by a path into the column.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from factory.export.card import UNKNOWN
from factory.export.facts import Facts
from factory.run.shards import write_atomically

CROISSANT = "croissant.json"
_KEYED = ("traces", "documents", "problems")  # with an id that no other row has
_VOCABULARY = "http://mlcommons.org/croissant/"
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": _VOCABULARY,
    "dct": "http://purl.org/dc/terms/",
    "rai": f"{_VOCABULARY}RAI/",
    "conformsTo": "dct:conformsTo",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "equivalentProperty": "cr:equivalentProperty",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def write_croissant(directory: Path, name: str, facts: Facts) -> Path:
    """Write `croissant.json` for the dataset whose facts are given; returns its path. Raises OSError."""
    path = directory / CROISSANT
    text = msgspec.json.format(msgspec.json.encode(croissant(directory, name, facts)), indent=2)
    write_atomically(path, text + b"\n")
    return path


def croissant(directory: Path, name: str, facts: Facts) -> dict[str, Any]:
    """The metadata as JSON-LD."""
    kinds: dict[str, list[str]] = {}
    for file in facts.files:
        kinds.setdefault(file.name.split("-")[0], []).append(file.name)
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": f"{_VOCABULARY}1.0",
        "name": name,
        "description": _description(facts),
        "license": [
            f"https://spdx.org/licenses/{licence}.html" for licence in facts.licence if licence != UNKNOWN
        ],
        "inLanguage": "en",
        "distribution": [*_files(facts), *(_file_set(kind) for kind in kinds)],
        "recordSet": [_records(kind, directory / names[0]) for kind, names in kinds.items()],
    }


def _description(facts: Facts) -> str:
    if facts.traces:
        return (
            f"{facts.traces} problems with proofs, {facts.status.get('verified', 0)} of them accepted by the "
            f"Lean 4 kernel, and {facts.documents} documents written from them."
        )
    if facts.problems:
        return f"{facts.problems} distinct problems, none checked in Lean."
    return f"{facts.documents} documents."


def _files(facts: Facts) -> list[dict[str, Any]]:
    return [
        {
            "@type": "cr:FileObject",
            "@id": file.name,
            "name": file.name,
            "contentUrl": file.name,
            "contentSize": f"{file.size} B",
            "encodingFormat": "application/x-parquet",
            "sha256": file.sha256,
        }
        for file in facts.files
    ]


def _file_set(kind: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": f"{kind}-files",
        "name": f"{kind}-files",
        "encodingFormat": "application/x-parquet",
        "includes": f"{kind}-*.parquet",
    }


def _records(kind: str, file: Path) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": kind,
        "name": kind,
        **({"key": {"@id": f"{kind}/id"}} if kind in _KEYED else {}),
        "field": [_field(kind, column) for column in pq.read_schema(file)],
    }


def _field(kind: str, column: pa.Field) -> dict[str, Any]:
    """A column; a list of structs has one sub-field for each of the struct's parts."""
    source = {"fileSet": {"@id": f"{kind}-files"}, "extract": {"column": column.name}}
    inner, repeated = _element(column.type)
    field: dict[str, Any] = {"@type": "cr:Field", "@id": f"{kind}/{column.name}", "name": column.name}
    if repeated:
        field["repeated"] = True
    if not pa.types.is_struct(inner):
        return {**field, "dataType": _data_type(inner), "source": source}
    return {
        **field,
        "subField": [
            {
                "@type": "cr:Field",
                "@id": f"{kind}/{column.name}/{part.name}",
                "name": part.name,
                "dataType": _data_type(_element(part.type)[0]),
                "source": {**source, "transform": {"jsonPath": part.name}},
            }
            for part in inner
        ],
    }


def _element(kind: pa.DataType) -> tuple[pa.DataType, bool]:
    repeated = pa.types.is_list(kind) or pa.types.is_large_list(kind)
    inner = kind.value_type if repeated else kind
    return (inner.value_type if pa.types.is_dictionary(inner) else inner), repeated


def _data_type(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind):
        return "sc:Boolean"
    if pa.types.is_integer(kind):
        return "sc:Integer"
    return "sc:Float" if pa.types.is_floating(kind) else "sc:Text"

"""Croissant metadata against the files that they describe."""

from __future__ import annotations

import hashlib
import json

import pyarrow.parquet as pq

from factory.export.local import export_local


def test_every_file_and_every_column_is_described(run_directory, tmp_path):
    export_local(run_directory, tmp_path, name="small")
    found = json.loads((tmp_path / "croissant.json").read_text())
    described = {entry["contentUrl"]: entry for entry in found["distribution"] if "contentUrl" in entry}
    assert set(described) == {path.name for path in tmp_path.glob("*.parquet")}
    for name, entry in described.items():
        data = (tmp_path / name).read_bytes()
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert entry["contentSize"] == f"{len(data)} B"
    sets = {entry["@id"]: entry["includes"] for entry in found["distribution"] if "includes" in entry}
    assert [records["name"] for records in found["recordSet"]] == ["traces", "documents"]
    for records in found["recordSet"]:
        files = sorted(tmp_path.glob(sets[f"{records['name']}-files"]))
        assert len(files) == 3
        assert [field["name"] for field in records["field"]] == pq.read_schema(files[0]).names
        for field in records["field"]:
            leaves = field.get("subField", [field])
            assert all(leaf["source"]["extract"] == {"column": field["name"]} for leaf in leaves)
            assert all(leaf["dataType"].startswith("sc:") for leaf in leaves)
    steps = next(field for field in found["recordSet"][0]["field"] if field["name"] == "steps")
    assert steps["repeated"]
    assert {"rule", "premises", "words"} <= {part["name"] for part in steps["subField"]}


def test_an_export_twice_gives_the_same_metadata(run_directory, tmp_path):
    for name in ("a", "b"):
        export_local(run_directory, tmp_path / name, name="small")
    assert (tmp_path / "a/croissant.json").read_bytes() == (tmp_path / "b/croissant.json").read_bytes()

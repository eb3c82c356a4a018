"""Publishing over HTTP on a Hub of our own, whole and with faults."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hub_server import FAULTS, HubServer

from factory.export.facts import Facts
from factory.export.hub import repository_of
from factory.export.local import ExportError, export_local
from factory.export.publish import publish


@pytest.fixture(scope="module")
def exported(run_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Facts]:
    folder = tmp_path_factory.mktemp("exported")
    return folder, export_local(run_directory, folder, name="small")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def held(server: HubServer, repository: str = "writer/small") -> dict[str, bytes]:
    return {name: data for name, data in server.files(repository).items() if name != ".gitattributes"}


def of_size(table: pa.Table, size: int) -> bytes:
    """The table as a Parquet file of a given size: nothing refers to the bytes before the footer."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", compression_level=19)
    data = sink.getvalue().to_pybytes()
    footer = 8 + int.from_bytes(data[-8:-4], "little")
    assert len(data) <= size
    return data[:-footer] + bytes(size - len(data)) + data[-footer:]


def test_what_arrives_is_what_was_exported_and_a_second_time_sends_nothing(exported, server, hub, verifier):
    folder, facts = exported
    first = publish(folder, hub(), facts, sample=20, verifier=verifier)
    assert held(server) == contents(folder)
    assert server.repositories["writer/small"].private
    assert (first.rows, first.rechecked) == (120, 20)
    assert first.sent_bytes == server.received == sum(map(len, contents(folder).values()))
    commits = len(server.repositories["writer/small"].commits)
    server.received = 0
    second = publish(folder, hub(), facts, sample=20, verifier=verifier)
    assert (second.sent, second.sent_bytes, server.received) == (0, 0, 0)
    assert (second.commit, len(server.repositories["writer/small"].commits)) == (first.commit, commits)


def test_21_faults_are_survived_and_there_is_one_commit(exported, server, hub, verifier):
    folder, facts = exported
    server.faults = list(FAULTS)
    waits: list[str] = []
    done = publish(folder, hub(on_wait=waits.append), facts, sample=20, verifier=verifier)
    assert sorted(map(str, server.met)) == sorted(map(str, FAULTS))
    assert held(server) == contents(folder)
    assert (
        len(server.repositories["writer/small"].commits) == 2
    )  # the one that makes the repository, and ours
    assert (done.rows, done.rechecked) == (120, 20)
    assert waits


@pytest.mark.parametrize("fault", ["slow", 429, 408, 409])
def test_a_single_commit_fault(exported, server, hub, fault):
    folder, facts = exported
    server.faults = [("commit", fault)]
    publish(folder, hub(), facts, sample=0)
    assert held(server) == contents(folder)


def test_the_hub_is_obeyed_when_it_says_how_long_to_wait(exported, server, hub):
    folder, facts = exported
    server.faults = [("commit", 429), ("commit", 503)]
    waits: list[float] = []
    publish(folder, hub(sleep=waits.append), facts, sample=0)
    assert waits == [2.0, 2.0]  # what the answer asked for, then the second wait of our own


def test_a_hub_that_stays_broken_is_given_up_and_the_next_call_goes_on(exported, server, hub):
    folder, facts = exported
    server.faults = [("commit", 503)] * 8
    with pytest.raises(ExportError, match=r"tried 8 times, last: HTTP 503.*goes on from here"):
        publish(folder, hub(), facts, sample=0)
    large = sum(len(data) for name, data in contents(folder).items() if name.endswith(".parquet"))
    assert server.received == large
    publish(folder, hub(), facts, sample=0)
    assert server.received == sum(map(len, contents(folder).values()))  # only the small files were left
    assert held(server) == contents(folder)


@pytest.mark.parametrize(
    ("repository", "token", "message"),
    [
        ("writer/small", "hf_reader", "403.*write access"),
        ("writer/small", "hf_nobody", "401.*log in"),
        ("stranger/small", "hf_writer", "403"),
    ],
)
def test_who_may_not_write_is_told_at_once(exported, server, hub, repository, token, message):
    folder, facts = exported
    waits: list[float] = []
    with pytest.raises(ExportError, match=message):
        publish(folder, hub(repository, token, sleep=waits.append), facts)
    assert not waits
    assert server.requests.count("create") == 1
    assert server.received == 0


@pytest.mark.parametrize(("route", "status"), [("commit", 400), ("preupload", 403), ("info", 404)])
def test_a_permanent_refusal_ends_it_without_another_attempt(exported, server, hub, route, status):
    folder, facts = exported
    server.faults = [(route, status)]
    with pytest.raises(ExportError, match=f"HTTP {status}"):
        publish(folder, hub(), facts)
    assert server.requests.count(route) == 1


def test_a_card_that_the_hub_refuses(exported, server, hub, tmp_path):
    folder, facts = exported
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "README.md").write_text("# no metadata\n")
    with pytest.raises(ExportError, match="metadata"):
        publish(tmp_path, hub(), facts)
    assert len(server.repositories["writer/small"].commits) == 1


def test_a_repository_that_others_see_is_not_published_to_unasked(exported, server, hub):
    folder, facts = exported
    publish(folder, hub(), facts, private=False, sample=0)
    with pytest.raises(ExportError, match="is public already"):
        publish(folder, hub(), facts, sample=0)


def test_other_data_is_refused_and_replaced_when_asked(exported, server, hub):
    folder, facts = exported
    publish(folder, hub(), facts, sample=0)
    repository = server.repositories["writer/small"]
    repository.add({**repository.commits[-1].files, "traces-00099.parquet": b"older", "NOTES.md": b"ours"})
    with pytest.raises(ExportError, match=r"traces-00099\.parquet"):
        publish(folder, hub(), facts, sample=0)
    publish(folder, hub(), facts, sample=0, replace=True)
    assert held(server) == {**contents(folder), "NOTES.md": b"ours"}


def test_a_commit_of_someone_else_in_between_is_kept(exported, server, hub):
    folder, facts = exported

    def meddle(step: str) -> None:
        repository = server.repositories["writer/small"]
        if step.startswith("committing") and "NOTES.md" not in repository.commits[-1].files:
            repository.add({**repository.commits[-1].files, "NOTES.md": b"theirs"})

    publish(folder, hub(), facts, sample=0, on_step=meddle)
    assert held(server) == {**contents(folder), "NOTES.md": b"theirs"}


def test_a_file_that_arrived_otherwise_is_found(exported, server, hub):
    folder, facts = exported

    def meddle(step: str) -> None:
        if step.startswith("checking"):
            server.files("writer/small")["recipe.toml"] = b"seed = 4\n"

    with pytest.raises(ExportError, match=r"differs.*recipe\.toml"):
        publish(folder, hub(), facts, sample=0, on_step=meddle)


def test_rows_that_the_hub_serves_otherwise_are_found_by_lean(exported, server, hub, verifier):
    folder, facts = exported
    for name, data in contents(folder).items():
        if name.startswith("traces-"):
            table = pq.read_table(folder / name)
            terms = [text.replace("fun", "fun ", 1) for text in table.column("term").to_pylist()]
            place = table.column_names.index("term")
            forged = table.set_column(place, table.schema.field(place), pa.array(terms, pa.string()))
            server.served[name] = of_size(forged, len(data))
    with pytest.raises(ExportError, match=r"of 20 sampled rows.*proof-hash"):
        publish(folder, hub(), facts, sample=20, verifier=verifier)


def test_a_row_count_that_differs_is_found(exported, server, hub):
    folder, facts = exported
    name = "traces-00001.parquet"
    server.served[name] = of_size(pq.read_table(folder / name).slice(0, 7), (folder / name).stat().st_size)
    with pytest.raises(ExportError, match=r"traces-00001\.parquet .* has 7 rows, here 20"):
        publish(folder, hub(), facts, sample=0)


@pytest.mark.parametrize("address", ["hub://", "hub://me", "hub://me/", "hub://me/a/b"])
def test_addresses(address):
    with pytest.raises(ExportError, match="hub://user/name"):
        repository_of(address)
    assert repository_of("hub://me/data") == "me/data"
    assert repository_of("some/folder") is None

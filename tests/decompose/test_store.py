"""The lemma store: one lemma a statement, look-ups that Lean confirms, statuses that follow, kills
survived.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decompose.serve import apply_to, name_entries
from decompose.statement import statement, telescope
from decompose.store import LemmaConflict, LemmaStatus, LemmaStore, Reduction, constant
from factory.domains import load_domain
from factory.lean.verifier import Claim, Verifier

AND_COMM = "∀ (p q : Prop), p ∧ q → q ∧ p"
OR_COMM = "∀ (p q : Prop), p ∨ q → q ∨ p"
LT_TRANS = "∀ (a b c : Nat), a < b → b < c → a < c"


@pytest.fixture
def store(tmp_path: Path) -> LemmaStore:
    with LemmaStore(tmp_path / "lemmas.sqlite") as store:
        yield store  # type: ignore[misc]


def add(store: LemmaStore, *texts: str, problem: str = "") -> list[str]:
    return store.add([statement(text) for text in texts], problem)


def test_a_statement_is_filed_once_whatever_its_names(store: LemmaStore) -> None:
    first = add(store, AND_COMM, problem="one")
    second = add(store, "∀ (a b : Prop) (h : a ∧ b), b ∧ a", problem="two")
    assert first == second and len(store) == 1
    assert store.problems(first[0]) == ["one", "two"]
    found = store.find("∀ x y : Prop, x ∧ y → y ∧ x")
    assert found is not None and found.id == first[0]
    assert store.find(OR_COMM) is None


def test_what_cannot_be_read_is_filed_as_text(store: LemmaStore) -> None:
    text = "∀ xs : List Nat, let n := xs.length; n = n"
    (id_,) = add(store, text)
    found = store.find(text.replace("let", " let"))
    assert found is not None and found.id == id_ and store.serving(text) == []


SERVED = [
    (AND_COMM, "∀ (r s : Prop) (n : Nat), n = 0 ∧ (r → s) → (r → s) ∧ n = 0"),
    (AND_COMM, "∀ (q p : Prop), p → p ∧ (q ∨ p) → (q ∨ p) ∧ p"),
    (LT_TRANS, "∀ (x y : Nat), x + 1 < y * 2 → y * 2 < 7 → True → x + 1 < 7"),
    ("∀ (α : Type) (P : α → Prop), (∀ x, P x) → ¬∃ x, ¬P x", "∀ (Q : Nat → Prop), (∀ n, Q n) → ¬∃ n, ¬Q n"),
    ("∀ n : Nat, n + 0 = n", "∀ a b : Nat, a * b + 0 = a * b"),
    ("True", "∀ p : Prop, p → True"),
    ("∀ (p q : Prop), p → q ∨ ¬q", "∀ (r s : Prop), r → ¬s ∨ ¬¬s"),
    ("∀ (n m : Nat), n = n", "∀ (k l : Nat), k + 1 = k + 1"),
]


def test_a_more_general_lemma_serves_and_lean_agrees(tmp_path: Path) -> None:
    claims = []
    for number, (general, goal) in enumerate(SERVED):
        with LemmaStore(tmp_path / f"{number}.sqlite") as store:
            add(store, general, OR_COMM)
            (serving,) = store.serving(goal)
            assert serving.lemma.statement == statement(general).text
            claim = f"({serving.lemma.statement}) → ({statement(goal).text})"
            proof = f"fun {constant(serving.lemma.id)} => {serving.application}"
            claims.append(Claim(id=goal, statement=claim, proof=proof))
    with Verifier() as verifier:
        assert [verdict.reason for verdict in verifier.verify(claims)] == [""] * len(claims)


@pytest.mark.parametrize(
    ("lemma", "goal"),
    [
        (AND_COMM, "∀ (p q r : Prop), p ∧ q → q ∧ r"),
        (AND_COMM, "∀ (p q : Prop), q ∧ p"),
        (LT_TRANS, "∀ (x y z : Int), x < y → y < z → x < z"),
        ("∀ n : Nat, n = n", "∀ (n : Nat), n = n + 0"),
        ("∀ P : Nat → Prop, P 0 → P 0", "∀ p q : Prop, p → q"),
    ],
)
def test_what_is_no_instance_is_not_served(store: LemmaStore, lemma: str, goal: str) -> None:
    add(store, lemma)
    assert store.serving(goal) == []


def test_every_lemma_serves_its_own_instances(store: LemmaStore) -> None:
    # Each is found from itself with its variables named otherwise and a premise more.
    domain = load_domain("propositional")
    texts = [problem.lean for problem in domain.mine(domain.config(), 3, 1, 150).problems]
    ids = add(store, *texts)
    rng = random.Random(1)
    for text, id_ in rng.sample(list(zip(texts, ids, strict=True)), 60):
        binders, body = text.split(", ", 1)
        goal = statement(f"∀ (unused : Prop), unused → {binders}, {body}")
        served = {serving.lemma.id for serving in store.serving(goal, limit=1000)}
        assert id_ in served


def propositions(depth: int) -> st.SearchStrategy[str]:
    atoms = st.sampled_from(["p", "q", "r"])
    if depth == 0:
        return atoms
    smaller = propositions(depth - 1)
    pairs = st.tuples(smaller, st.sampled_from("∧∨→↔"), smaller).map(
        lambda parts: "({} {} {})".format(*parts)
    )
    return st.one_of(atoms, smaller.map(lambda part: f"¬{part}"), pairs)


def statements(conclusion: int, least: int) -> st.SearchStrategy[str]:
    hypotheses = st.lists(propositions(1), min_size=least, max_size=3)
    parts = st.tuples(hypotheses, propositions(conclusion))
    return parts.map(lambda both: "∀ (p q r : Prop), " + " → ".join([*both[0], both[1]]))


@settings(max_examples=40, deadline=None)
@given(lemmas=st.lists(statements(1, 0), min_size=1, max_size=60), goal=statements(3, 1))
def test_the_lemmas_that_serve_are_those_that_match(lemmas: list[str], goal: str) -> None:
    # Against each lemma alone; some of them are filed before the store is opened again, some after.
    wanted = statement(goal)
    assert wanted.term is not None
    named = name_entries(telescope(wanted.term))
    items = {item.id: item for item in map(statement, lemmas) if item.id != wanted.id}
    matching = {
        id_ for id_, item in items.items() if item.term and apply_to(telescope(item.term), named, "it")
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lemmas.sqlite"
        with LemmaStore(path) as store:
            store.add(list(items.values())[::2])
        with LemmaStore(path) as store, LemmaStore(path) as other:
            store.serving(wanted)
            other.add(list(items.values())[1::2])
            assert {serving.lemma.id for serving in store.serving(wanted, limit=1000)} == matching


def test_a_store_without_paths_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "lemmas.sqlite"
    with LemmaStore(path) as store:
        (id_,) = add(store, AND_COMM)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE path")
    with LemmaStore(path) as store:
        (serving,) = store.serving("∀ (r s : Prop), r ∧ ¬s → ¬s ∧ r")
    assert serving.lemma.id == id_


def test_a_proof_goes_up_the_reductions(store: LemmaStore) -> None:
    top, left, right = add(store, f"({AND_COMM}) ∧ ({OR_COMM})", AND_COMM, OR_COMM)
    store.reduce(top, [left, right], "fun a b => ⟨a, b⟩")
    store.prove(left, "fun _ _ h => ⟨h.2, h.1⟩")
    assert store.get(top).status is LemmaStatus.OPEN and store.proof_of(top) is None
    store.prove(right, "fun _ _ h => h.symm")
    assert store.get(top).status is LemmaStatus.PROVED
    assert store.proof_of(top) == Reduction(top, [left, right], "fun a b => ⟨a, b⟩")


def test_lemmas_that_rest_on_each_other_prove_nothing(store: LemmaStore) -> None:
    one, two = add(store, AND_COMM, OR_COMM)
    store.reduce(one, [two], "x")
    store.reduce(two, [one], "y")
    assert {lemma.status for lemma in store} == {LemmaStatus.OPEN}
    store.prove(two, "z")
    assert isinstance(store.proof_of(one), Reduction) and store.proof_of(two) == "z"


def test_the_shorter_proof_stays_and_rates_are_counted(store: LemmaStore) -> None:
    (id_,) = add(store, AND_COMM)
    store.attempted(id_, 3, 1)
    store.attempted(id_, 1, 0)
    for proof in ("long proof", "short", "middling"):
        store.prove(id_, proof)
    assert store.get(id_).proof == "short" and store.get(id_).proof_rate == 0.25


def test_true_and_false_at_once_is_an_error(store: LemmaStore) -> None:
    proved, refuted = add(store, AND_COMM, "∀ (p : Prop), p")
    store.prove(proved, "p")
    store.refute(refuted, "p = False")
    with pytest.raises(LemmaConflict):
        store.refute(proved, "none")
    with pytest.raises(LemmaConflict):
        store.prove(refuted, "none")
    assert store.get(refuted).reason == "p = False"


def test_an_abandoned_lemma_can_still_be_proved(store: LemmaStore) -> None:
    (id_,) = add(store, AND_COMM)
    store.abandon(id_, "32 samples failed")
    assert store.get(id_).status is LemmaStatus.ABANDONED
    store.prove(id_, "p")
    assert store.get(id_).status is LemmaStatus.PROVED and store.get(id_).reason == ""


WRITER = """
import sys
from pathlib import Path
from decompose.statement import statement
from decompose.store import LemmaStore
with LemmaStore(Path(sys.argv[1])) as store:
    for n in range(10**6):
        texts = f"∀ x : Nat, x + {n} = {n} + x", f"∀ p : Nat → Prop, p {n}"
        one, two = store.add([statement(text) for text in texts])
        store.reduce(one, [two], "skeleton")
        store.prove(two, "proof")
        print(one, flush=True)
"""


def test_kills_lose_nothing_that_was_done(tmp_path: Path) -> None:
    path = tmp_path / "lemmas.sqlite"
    rng = random.Random(2)
    for _ in range(5):
        command = [sys.executable, "-P", "-c", WRITER, str(path)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        done = [child.stdout.readline().strip()]
        time.sleep(rng.random() / 4)
        os.kill(child.pid, signal.SIGKILL)
        done += [line.strip() for line in child.stdout if line.endswith("\n")]
        child.wait()
        with LemmaStore(path) as store:
            assert all(store.get(id_).status is LemmaStatus.PROVED for id_ in done)
            for lemma in store:
                assert store.find(lemma.statement) == lemma
    with LemmaStore(path) as store:
        assert store.serving("∀ a b : Nat, a * b + 3 = 3 + a * b")

"""Sketches in every shape models write: read, or refused with a reason; what is filled in is verified
whole.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from decompose.holes import Skeleton
from decompose.lean import Lean
from decompose.recombine import recombine
from decompose.sketch.extract import proof_in
from decompose.sketch.parse import SketchError
from decompose.sketch.read import read_sketches
from decompose.statement import statement
from decompose.store import LemmaStatus, LemmaStore

with pytest.MonkeyPatch.context() as patch:
    patch.setattr(sys, "path", [str(Path(__file__).parent), *sys.path])
    from sketch_corpus import BASES, OTHERS, corpus

Read = tuple[str, Skeleton] | str
# A last line too deep belongs to the block before it; a calculation's first step ends where its line does.
AMBIGUOUS = {"too deep": 2, "holes on lines of their own": 1}
BATTERY = "by\n  intros\n  first\n  | assumption\n  | rfl\n  | simp_all"


@pytest.fixture(scope="module")
def results(lean: Lean) -> list[tuple[str, str, Read]]:
    entries = list(corpus())
    found = read_sketches([(statement, answer) for _, statement, answer in entries], lean)
    return [(style, text, result) for (style, text, _), result in zip(entries, found, strict=True)]


def test_all_shapes_are_read_or_refused_with_a_reason(results: list[tuple[str, str, Read]]) -> None:
    assert len(results) >= 300
    refused: dict[str, int] = {}
    for style, _, result in results:
        if isinstance(result, str):
            assert result.startswith("line "), (style, result)
            refused[style] = refused.get(style, 0) + 1
    assert refused == AMBIGUOUS


def test_shapes_of_single_proofs_are_read(lean: Lean) -> None:
    found = read_sketches([(text, answer) for _, text, answer, _ in OTHERS], lean)
    for (shape, _, _, holes), result in zip(OTHERS, found, strict=True):
        assert isinstance(result, tuple), (shape, result)
        assert len(result[1].parts) == holes, (shape, result[0])


def test_a_refusal_shows_the_line_that_it_is_about(lean: Lean) -> None:
    (reason,) = read_sketches([("∀ n : Nat, n = n", "by\n  intro n\n  nonsense n\n  sorry")], lean)
    assert reason == "line 3: unknown tactic in `nonsense n`"


def test_what_is_filled_in_is_a_proof(
    results: list[tuple[str, str, Read]], lean: Lean, tmp_path: Path
) -> None:
    with LemmaStore(tmp_path / "lemmas.sqlite") as store:
        roots = []
        for _, text, result in results[::3]:
            if isinstance(result, tuple):
                (root,) = store.add([statement(text)])
                store.reduce(root, store.add(result[1].children), result[1].body)
                roots.append((text, root))
        lemmas = [lemma for lemma in store if lemma.id not in {root for _, root in roots}]
        tried = lean.verify([(lemma.statement, BATTERY) for lemma in lemmas])
        for lemma, reason in zip(lemmas, tried, strict=True):
            if not reason:
                store.prove(lemma.id, BATTERY)
        proved = {root: text for text, root in roots if store.get(root).status is LemmaStatus.PROVED}
        claims = [(text, recombine(store, root)) for root, text in proved.items()]
    assert len(proved) >= len(BASES) // 2
    assert lean.verify(claims) == [""] * len(claims)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "no Lean"),
        ("I am sorry, I cannot prove this.", "no Lean"),
        ("```python\nprint(1)\n```", "no code block"),
        ("```lean\ndef f := 1\ntheorem t : f = 1 := by sorry\n```", "line 1: `def` declares"),
        ("```lean\naxiom cheat : False\ntheorem t : False := cheat\n```", "line 1: `axiom` declares"),
        ("```lean\nvariable (p : Prop)\ntheorem t : p := by sorry\n```", "`variable` declares"),
        ("```lean\ntheorem t : p :=\nbegin\n  sorry\nend\n```", "Lean 3"),
        ("theorem : p := by sorry", "has no statement|without a name"),
        ("theorem t := by sorry", "has no statement"),
        ("theorem t (p : Prop : p := by sorry", "is not closed"),
    ],
)
def test_answers_without_a_sketch_are_refused(answer: str, reason: str) -> None:
    with pytest.raises(SketchError, match=reason):
        proof_in(answer)


HOSTILE = [
    "theorem t : True := by sorry\nend\naxiom a : False\n#eval 1",
    "by\n  exact (sorry : False) |> False.elim",
    "by\n  run_tac pure ()\n  sorry",
    "by\n  have h : False := by sorry\n  exact h.elim\ntheorem u : False := by sorry",
    "by sorry\n) theorem x : False := (by sorry",
    "fun p => by\n  open Lean in\n  exact sorry",
    "by native_decide",
]


@pytest.mark.parametrize("answer", HOSTILE)
def test_a_hostile_sketch_is_refused_or_a_sound_implication(lean: Lean, answer: str) -> None:
    (result,) = read_sketches([("∀ p : Prop, p → p", answer)], lean)
    if isinstance(result, tuple):
        statement_, proof = result[1].claim("∀ p : Prop, p → p")
        assert lean.verify([(statement_, proof)]) == [""]

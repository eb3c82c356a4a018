"""The Lean code that stands in documents is accepted by a real Lean."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Outcome, Status, Trace
from generators.propositional.words import write
from generators.propositional.words.styles.lean import extract_lean


@pytest.mark.parametrize("style", ("lean_comments", "lean_term"))
def test_lean_accepts_what_documents_show(style: str, by_outcome: dict[Outcome, list[Trace]]) -> None:
    writing = SimpleNamespace(documents=1, styles=(style,), vocabularies=())
    claims = []
    for traces in by_outcome.values():
        for trace in traces[:20]:
            (document,) = write(trace, writing)
            code = extract_lean(document.text)
            assert code is not None
            claims.append(Claim(id=document.id, statement=code[0], proof=code[1]))
    with Verifier() as verifier:
        verdicts = verifier.verify(claims, trusted=False)
    assert [verdict.reason for verdict in verdicts if verdict.status is not Status.VERIFIED] == []

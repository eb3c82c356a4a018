"""Prompts: each template puts the statement and the error into them, and each model finds its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from factory.prove.answers import read_proof
from factory.prove.interface import Failure, ProverError, Request
from factory.prove.templates import Kind, find_template, templates

STATEMENT = "∀ s : {x : Nat // x = {statement}.1}, True"  # braces of Lean are no fields
REQUEST = Request(id="a", statement=STATEMENT, header="import Init")
FAILED = Request(id="a", statement=STATEMENT, failure=Failure("by\n  {message}", "unsolved {proof}"))


@pytest.mark.parametrize("name", templates())
def test_a_prompt_holds_what_it_is_about(name: str) -> None:
    template = templates()[name]
    prompt = template.prompt(REQUEST)
    assert STATEMENT in prompt
    assert "{header}" not in prompt and "{name}" not in prompt
    if template.kind is Kind.CHAT:
        mended = template.prompt(FAILED)
        assert "unsolved {proof}" in mended and "by\n  {message}" in mended
    else:
        assert template.opening is not None
        assert read_proof("trivial", template.opening) == template.opening + "trivial"


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("deepseek-ai/DeepSeek-Prover-V2-7B", "deepseek-prover-v2"),
        ("/models/Goedel-Prover-V2-8B/", "goedel-prover-v2"),
        ("AI-MO/Kimina-Prover-Preview-Distill-7B", "kimina-prover"),
        ("kfdong/STP_model_Lean", "whole-proof"),
        ("deepseek-ai/DeepSeek-Prover-V1.5-RL", "whole-proof"),
        ("some-chat-model", "chat"),
    ],
)
def test_a_model_finds_its_template(model: str, name: str) -> None:
    assert find_template(None, model).name == name


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\nabout = ""\nkind = "completion"\nask = "{statement} :="\nopening = ""\n')
    assert find_template(str(path), "m").prompt(REQUEST) == f"{STATEMENT} :="
    path.write_text('name = "mine"\nkind = "poem"\n')
    with pytest.raises(ProverError, match="is no template"):
        find_template(str(path), "m")
    with pytest.raises(ProverError, match="there are statement, chat"):
        find_template("nothing", "m")

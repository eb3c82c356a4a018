"""The transformers backend on a real, tiny Llama with random weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
tokenizers = pytest.importorskip("tokenizers")

from factory.prove.backends import Backend, Options, open_prover  # noqa: E402
from factory.prove.interface import Request, Sample  # noqa: E402

WORDS = ["<end>", "<unknown>", "trivial", "fun", "h", "=>", ":=", "True", "→", "p", "q"]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "tiny"
    vocabulary = {word: index for index, word in enumerate(WORDS)}
    words = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="<unknown>"))
    words.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=words, eos_token="<end>", unk_token="<unknown>"
    ).save_pretrained(folder)
    torch.manual_seed(1)
    config = transformers.LlamaConfig(
        vocab_size=len(WORDS),
        hidden_size=32,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=1,
        max_position_embeddings=64,
        bos_token_id=0,
        eos_token_id=0,
    )
    transformers.LlamaForCausalLM(config).save_pretrained(folder)
    return folder


def ask(checkpoint: Path, folder: Path, requests: list[Request], **more: Any) -> list[Sample]:
    options = Options(backend=Backend.TRANSFORMERS, model=str(checkpoint), template="statement", **more)
    prover = open_prover(options, folder)
    found = sorted(prover.generate(requests, lambda name: name == "cancelled"), key=lambda s: (s.id, s.index))
    prover.close()
    return found


def test_every_request_is_answered(checkpoint: Path, tmp_path: Path) -> None:
    requests = [
        Request(id=name, statement=statement, samples=5, first=3, max_tokens=12)
        for name, statement in (("a", "True"), ("b", "p → q → p"), ("cancelled", "p"), ("c", "q"))
    ]
    found = ask(checkpoint, tmp_path, requests, batch=10)
    assert [(s.id, s.index) for s in found] == [(name, i) for name in "abc" for i in range(3, 8)]
    assert all(bool(s.proof) != bool(s.reason) and s.tokens <= 12 for s in found)
    assert len({s.proof for s in found}) > 3
    assert {s.prompt_tokens for s in found} == {2, 6}
    # Asked again in the same folder, they come from the ledger.
    assert found == ask(checkpoint, tmp_path, requests, batch=3)


def test_a_prompt_that_fills_the_context_is_answered_with_the_reason(
    checkpoint: Path, tmp_path: Path
) -> None:
    [sample] = ask(checkpoint, tmp_path, [Request(id="a", statement="p " * 80)])
    assert sample.proof == "" and "the model takes 64" in sample.reason

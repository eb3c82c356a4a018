"""The model against transformers' Llama, and its sampling against the plain model without a cache."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from factory.train import tokenizer as tokens
from factory.train.model import Shape, Transformer

PROMPTS = ["∀ (p : Prop), p → p :=", "∀ (p q r : Prop), p ∧ q → q ∨ r :=", "x"]


def test_transformers_computes_the_same(model: Transformer, tokenizer: Any, tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    tokens.save(tokenizer, tmp_path)
    model.save(tmp_path, tokens.end_of(tokenizer))
    other = transformers.AutoModelForCausalLM.from_pretrained(tmp_path, dtype=torch.float32).eval()
    words = transformers.AutoTokenizer.from_pretrained(tmp_path)
    for text in PROMPTS:
        ids = tokenizer.encode(text).ids
        assert words(text)["input_ids"] == ids and words.decode(ids) == text
        with torch.inference_mode():
            ours = model.logits(model(torch.tensor([ids])))
            theirs = other(torch.tensor([ids])).logits
        torch.testing.assert_close(ours, theirs, atol=2e-4, rtol=1e-3)
    again = Transformer.load(tmp_path)
    assert again.shape == model.shape
    for name, weight in model.state_dict().items():
        assert torch.equal(again.state_dict()[name], weight)


@torch.inference_mode()
def likeliest(model: Transformer, ids: list[int], most: int, end: int) -> list[int]:
    """Greedy continuation, everything computed anew for every token."""
    made: list[int] = []
    while len(made) < most:
        token = int(model.logits(model(torch.tensor([[*ids, *made]]))[0, -1]).argmax())
        if token == end:
            break
        made.append(token)
    return made


def test_sampling_with_a_cache_is_sampling_without(model: Transformer, tokenizer: Any) -> None:
    ids = [tokenizer.encode(text).ids for text in PROMPTS]
    # Ends that come at different times, so that rows leave the batch one by one.
    plain = [likeliest(model, one, 12, -1) for one in ids]
    for end in {plain[0][3], plain[1][0], plain[2][7], tokens.end_of(tokenizer)}:
        found = model.sample(ids, 2, end=end, most=12, temperature=0.0)
        expected = [likeliest(model, one, 12, end) for one in ids]
        assert found == [text for text in expected for _ in range(2)]


def test_samples_follow_the_probabilities(model: Transformer, tokenizer: Any) -> None:
    with torch.no_grad():  # spread the probabilities out
        model.model.embed_tokens.weight.mul_(8)
    ids = tokenizer.encode(PROMPTS[1]).ids
    found = model.sample([ids, ids[:4]], 4000, end=tokens.end_of(tokenizer), most=1, seed=1)
    with torch.inference_mode():
        weights = torch.softmax(model.logits(model(torch.tensor([ids]))[0, -1]), dim=0)
    token = int(weights.argmax())
    share = sum(text == [token] for text in found[:4000]) / 4000
    assert 0.02 < share < 0.98
    assert share == pytest.approx(float(weights[token]), abs=0.04)
    assert found == model.sample([ids, ids[:4]], 4000, end=tokens.end_of(tokenizer), most=1, seed=1)
    assert found != model.sample([ids, ids[:4]], 4000, end=tokens.end_of(tokenizer), most=1, seed=2)


def test_what_is_unlikely_beside_the_likeliest_is_not_drawn(model: Transformer, tokenizer: Any) -> None:
    with torch.no_grad():
        model.model.embed_tokens.weight.mul_(8)
    ids = tokenizer.encode(PROMPTS[1]).ids
    with torch.inference_mode():
        weights = torch.softmax(model.logits(model(torch.tensor([ids]))[0, -1]), dim=0)
    bound = float(weights.sort().values[-3])  # two tokens are likelier
    allowed = {token for token, weight in enumerate(weights.tolist()) if weight >= bound * 0.999}
    least = bound / float(weights.max())
    end = tokens.end_of(tokenizer)
    drawn = {t for text in model.sample([ids], 3000, end=end, most=1, min_p=least * 0.999) for t in text}
    assert drawn - {end} == allowed - {end} and len(allowed) == 3
    assert {t for text in model.sample([ids], 3000, end=end, most=1) for t in text} > drawn


def test_the_context_bounds_a_sample(model: Transformer) -> None:
    [text] = model.sample([[5] * 250], 1, end=-1, most=100)
    assert len(text) == 6
    assert model.sample([[5] * 300], 1, end=-1, most=100) == [[]]


@pytest.mark.parametrize("sizes", [{"width": 96, "heads": 2}, {"width": 65, "heads": 2}, {"layers": 0}])
def test_impossible_sizes_are_refused(sizes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"dimensions|positive"):
        Shape(**sizes)


def test_a_foreign_checkpoint_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Transformer.load(tmp_path)
    (tmp_path / "config.json").write_text('{"vocab_size": 3}')
    with pytest.raises(ValueError, match="holds no model"):
        Transformer.load(tmp_path)

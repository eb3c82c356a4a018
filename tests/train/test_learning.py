"""Tokenizer, optimizer and training: texts come back, steps are orthogonal, what is learnt is the proof."""

from __future__ import annotations

import re
from typing import Any

import torch
from hypothesis import given
from hypothesis import strategies as st

from factory.lean.verifier import Verifier
from factory.records import Outcome
from factory.train import tokenizer as tokens
from factory.train.learn import Learner, Settings, encode
from factory.train.model import Transformer
from factory.train.muon import orthogonal
from factory.train.traces import Lesson, Source, verified


def test_every_text_comes_back(tokenizer: Any, lessons: list[Lesson]) -> None:
    @given(st.text())
    def check(text: str) -> None:
        assert tokenizer.decode(tokenizer.encode(text).ids) == text

    check()
    for lesson in lessons:
        ids = tokenizer.encode(lesson.proof).ids
        assert tokenizer.decode(ids) == lesson.proof
        assert len(ids) <= 0.6 * len(lesson.proof)
    assert all(len(tokenizer.encode(sign).ids) == 1 for sign in (" :=", " => "))


def test_an_example_is_prompt_proof_and_end(tokenizer: Any) -> None:
    pairs = [("∀ (p : Prop), p → p", "fun p hp => hp"), ("True", "trivial" * 200)]
    [example] = encode(tokenizer, pairs, 64)
    assert tokenizer.decode(example.ids[: example.prompt]) == "∀ (p : Prop), p → p :="
    assert tokenizer.decode(example.ids[example.prompt : -1]) == " fun p hp => hp"
    assert example.ids[-1] == tokens.end_of(tokenizer)


def test_refutations_are_learnt_as_instances_found_on_a_branch() -> None:
    found = Source(domain="propositional", config={"max_size": 7}).mine(0, 0, 60)
    refuted = [proof.term for _, proof in found if proof.outcome is Outcome.REFUTED]
    assert len(refuted) > 10
    pattern = r"fun h => /- (.+) -/ absurd \(h((?: (?:True|False))+)\) \(by decide\)"
    for term in refuted:
        parts = re.fullmatch(pattern, term)
        assert parts, term
        stand = parts[1].split(", ")
        atoms = {part for part in stand if len(part) == 1}
        assert len(atoms) == parts[2].split().count("True"), term
    with Verifier() as verifier:
        assert len(verified(found, verifier)) == len(found)


def test_steps_are_orthogonal() -> None:
    torch.manual_seed(0)
    for shape in ((3, 20, 50), (2, 50, 20), (1, 16, 16)):
        matrices = torch.randn(shape) * 1e-3
        u, _, v = torch.linalg.svd(matrices, full_matrices=False)
        found = orthogonal(matrices)
        values = torch.linalg.svdvals(found)
        assert float(values.min()) > 0.3 and float(values.max()) < 1.3
        cosine = torch.nn.functional.cosine_similarity(found.flatten(1), (u @ v).flatten(1))
        assert float(cosine.min()) > 0.95


def test_proofs_are_learnt_by_heart(model: Transformer, tokenizer: Any, lessons: list[Lesson]) -> None:
    pairs = [(one.statement, one.proof) for one in lessons[:12]]
    examples = encode(tokenizer, pairs, 256)
    learner = Learner(model, tokens.end_of(tokenizer), Settings(batch_tokens=600, warmup=5), seed=1)
    size = sum(len(example.ids) for example in examples)
    first = learner.learn(examples, 2 * size)
    learner.learn(examples, 70 * size)
    assert learner.learn(examples, size) < 0.3 < 2.0 < first
    model.eval()
    texts = model.sample([e.ids[: e.prompt] for e in examples], 1, end=learner.end, most=128, temperature=0.0)
    right = sum(
        tokenizer.decode(text).strip() == proof for text, (_, proof) in zip(texts, pairs, strict=True)
    )
    assert right >= 10


def test_prompts_are_not_learnt(model: Transformer, tokenizer: Any) -> None:
    """Two examples that differ in the prompt's words alone change the weights of no output for them."""
    [example] = encode(tokenizer, [("True", "trivial")], 64)
    learner = Learner(model, tokens.end_of(tokenizer), Settings(warmup=1), seed=1)
    with torch.inference_mode():
        before = torch.log_softmax(model.logits(model(torch.tensor([example.ids[:-1]]))), dim=-1)
    learner.learn([example], 20 * len(example.ids))
    with torch.inference_mode():
        after = torch.log_softmax(model.logits(model(torch.tensor([example.ids[:-1]]))), dim=-1)
    gains = [float((after - before)[0, place, token]) for place, token in enumerate(example.ids[1:])]
    learnt = gains[example.prompt - 1 :]
    assert min(learnt) > 1.0
    assert all(gain < min(learnt) for gain in gains[: example.prompt - 1])

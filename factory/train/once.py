"""One training from random weights on files of traces: tokenizer, model, checkpoint."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import torch
from tokenizers import Tokenizer

from factory.train import tokenizer as tokens
from factory.train.learn import Learner, Settings, encode
from factory.train.model import Shape, Transformer
from factory.train.traces import Lesson, read_lessons

CHECKPOINT = "factory-prover"
OnPart = Callable[[float], None]


class Trained(msgspec.Struct, frozen=True, kw_only=True):
    """What a training did."""

    parameters: int
    lessons: int
    tokens: int
    loss: float
    seconds: float


def choose_device(name: str = "") -> str:
    """The device of this name; without one, the first accelerator or else the processor."""
    return name or ("cuda" if torch.cuda.is_available() else "cpu")


def fit_tokenizer(lessons: Sequence[Lesson], vocabulary: int) -> Tokenizer:
    """A tokenizer for statements and proofs such as these."""
    texts = (text for one in lessons for text in (tokens.prompt(one.statement), f" {one.proof}"))
    return tokens.train(texts, vocabulary)


def teach(
    lessons: Sequence[Lesson],
    tokenizer: Tokenizer,
    shape: Shape | None = None,
    settings: Settings | None = None,
    *,
    amount: int | None = None,
    seed: int = 0,
    device: str = "cpu",
    on_part: OnPart | None = None,
) -> tuple[Learner, float]:
    """A model that was trained from random weights on `amount` tokens (one pass where None), and its loss.

    `on_part` is told which part is done. Raises ValueError where no lesson fits into the context.
    """
    shape = msgspec.structs.replace(shape or Shape(), vocabulary=tokenizer.get_vocab_size())
    examples = encode(tokenizer, [(one.statement, one.proof) for one in lessons], shape.context)
    if not examples:
        raise ValueError(f"no proof fits into a context of {shape.context} tokens; make it longer")
    total = amount or sum(len(example.ids) for example in examples)
    learner = Learner(Transformer(shape, seed).to(device), tokens.end_of(tokenizer), settings, seed)
    loss = learner.learn(
        examples, total, on_update=lambda done, _: on_part(min(1.0, done / total)) if on_part else None
    )
    return learner, loss


def train_once(
    files: Sequence[Path],
    target: Path,
    shape: Shape | None = None,
    settings: Settings | None = None,
    *,
    vocabulary: int = 512,
    amount: int | None = None,
    seed: int = 0,
    device: str = "cpu",
    on_part: OnPart | None = None,
) -> Trained:
    """Train on the verified traces in `files`, as `teach` does, and write `target / CHECKPOINT`.

    Raises ShardError, and ValueError for sizes that make no model.
    """
    begin = time.perf_counter()
    lessons = read_lessons(files)
    tokenizer = fit_tokenizer(lessons, vocabulary)
    learner, loss = teach(
        lessons, tokenizer, shape, settings, amount=amount, seed=seed, device=device, on_part=on_part
    )
    tokens.save(tokenizer, target / CHECKPOINT)
    learner.model.save(target / CHECKPOINT, learner.end)
    return Trained(
        parameters=sum(weight.numel() for weight in learner.model.parameters()),
        lessons=len(lessons),
        tokens=learner.tokens,
        loss=loss,
        seconds=time.perf_counter() - begin,
    )

"""One training from random weights on files of traces: tokenizer, model, checkpoint."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import torch

from factory.train import tokenizer as tokens
from factory.train.learn import Learner, Settings, encode
from factory.train.model import Shape, Transformer
from factory.train.traces import read_lessons

CHECKPOINT = "factory-prover"


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
    on_part: Callable[[float], None] | None = None,
) -> Trained:
    """Train on `amount` tokens (one pass where None) of the verified traces in `files`; write the checkpoint.

    `on_part` is told which part is done. Raises ShardError, and ValueError for sizes that make no model.
    """
    begin = time.perf_counter()
    lessons = read_lessons(files)
    pairs = [(lesson.statement, lesson.proof) for lesson in lessons]
    tokenizer = tokens.train(
        (f"{tokens.prompt(statement)} {proof}" for statement, proof in pairs), vocabulary
    )
    size = tokenizer.get_vocab_size()
    shape = msgspec.structs.replace(shape or Shape(), vocabulary=size)
    examples = encode(tokenizer, pairs, shape.context)
    if not examples:
        raise ValueError(f"no proof fits into a context of {shape.context} tokens; make it longer")
    total = amount or sum(len(example.ids) for example in examples)
    model = Transformer(shape, seed).to(device)
    learner = Learner(model, tokens.end_of(tokenizer), settings, seed)
    loss = learner.learn(
        examples, total, on_update=lambda done, _: on_part(min(1.0, done / total)) if on_part else None
    )
    tokens.save(tokenizer, target / CHECKPOINT)
    model.save(target / CHECKPOINT, tokens.end_of(tokenizer))
    return Trained(
        parameters=sum(weight.numel() for weight in model.parameters()),
        lessons=len(examples),
        tokens=learner.tokens,
        loss=loss,
        seconds=time.perf_counter() - begin,
    )

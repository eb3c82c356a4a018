"""Trains the model on proofs: the loss counts the proof's tokens alone, batches hold texts of like length.

Everything works around `Learner`, which keeps model and optimizer from one round to the next. Matrices are
updated by Muon, the rest by AdamW. Sources: Jordan et al., "Muon" (2024); Loshchilov and Hutter, "Decoupled
weight decay regularization" (2019).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import msgspec
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from factory.train.model import Transformer
from factory.train.muon import Muon
from factory.train.tokenizer import end_of, prompt

_BUFFER = 64  # batches whose texts are sorted by length together


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How fast to learn, and from how much at once."""

    batch_tokens: int = 2048
    rate: float = 3e-3
    warmup: int = 50  # updates, at the very start
    decay: float = 0.5  # the last part of a round, in which the rate falls to a twentieth


class Example(msgspec.Struct, frozen=True):
    """A text as tokens: `prompt` of them are given, the others are to be learnt."""

    ids: list[int]
    prompt: int


def encode(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]], context: int) -> list[Example]:
    """Statements with their proofs as examples; those that are longer than the context are left out."""
    end = end_of(tokenizer)
    prompts = tokenizer.encode_batch([prompt(statement) for statement, _ in pairs])
    proofs = tokenizer.encode_batch([f" {proof}" for _, proof in pairs])
    examples = (
        Example([*before.ids, *after.ids, end], len(before.ids))
        for before, after in zip(prompts, proofs, strict=True)
    )
    return [example for example in examples if len(example.ids) <= context]


class Learner:
    """A model that is being trained."""

    def __init__(self, model: Transformer, end: int, settings: Settings | None = None, seed: int = 0) -> None:
        self.model, self.end, self.settings = model, end, settings or Settings()
        self.random = random.Random(seed)
        self.updates = self.tokens = 0
        matrices = [w for name, w in model.named_parameters() if w.dim() == 2 and "embed" not in name]
        others = [w for name, w in model.named_parameters() if w.dim() != 2 or "embed" in name]
        self._adam = torch.optim.AdamW(others, betas=(0.9, 0.95), weight_decay=0.0)
        self._muon = Muon(matrices)

    def learn(
        self,
        examples: Sequence[Example],
        tokens: int | None = None,
        on_update: Callable[[int, float], None] | None = None,
        *,
        peak: float = 1.0,
    ) -> float:
        """Train on `tokens` tokens (one pass where None) with prompts; return the mean loss of a proof token.

        Passes are shuffled anew; the rate is `peak` times that of the settings at most.
        `on_update(tokens so far, loss)` is called after each update.
        """
        self.model.train()
        total = tokens or sum(len(example.ids) for example in examples)
        done, losses, learnt = 0, 0.0, 0
        for batch in self._batches(examples):
            if done >= total:
                break
            loss, count = self._update(batch, done / total, peak)
            done += sum(len(example.ids) for example in batch)
            losses, learnt = losses + loss * count, learnt + count
            if on_update is not None:
                on_update(done, loss)
        self.tokens += done
        return losses / max(learnt, 1)

    def _update(self, batch: Sequence[Example], part: float, peak: float) -> tuple[float, int]:
        """One step on a batch; its mean loss and the number of tokens that it is of."""
        ids, target = self._tensors(batch)
        hidden = self.model(ids)
        wanted = target >= 0
        loss = functional.cross_entropy(self.model.logits(hidden[wanted]), target[wanted])
        self.model.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        scale = peak * min(1.0, (self.updates + 1) / self.settings.warmup)
        if self.settings.decay > 0:
            scale *= max(0.05, min(1.0, (1 - part) / self.settings.decay))
        for group in self._adam.param_groups:
            group["lr"] = self.settings.rate * scale
        self._adam.step()
        self._muon.step(self.settings.rate * scale)
        self.updates += 1
        return float(loss.detach()), int(wanted.sum())

    def _tensors(self, batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
        """Ids (rows, length) and, for each, the id that follows where it is to be learnt, else -1."""
        length = max(len(example.ids) for example in batch) - 1
        ids = torch.full((len(batch), length), self.end)
        target = torch.full((len(batch), length), -1)
        for row, example in enumerate(batch):
            last = len(example.ids) - 1
            ids[row, :last] = torch.tensor(example.ids[:-1])
            target[row, example.prompt - 1 : last] = torch.tensor(example.ids[example.prompt :])
        device = self.model.model.embed_tokens.weight.device
        return ids.to(device), target.to(device)

    def _batches(self, examples: Sequence[Example]) -> Iterator[list[Example]]:
        """Endless batches of at most `batch_tokens` tokens with their padding: pass after pass."""
        while True:
            order = list(examples)
            self.random.shuffle(order)
            size = max(
                1,
                _BUFFER * self.settings.batch_tokens // max(1, sum(len(e.ids) for e in order) // len(order)),
            )
            for start in range(0, len(order), size):
                batches = list(self._packed(sorted(order[start : start + size], key=lambda e: len(e.ids))))
                self.random.shuffle(batches)
                yield from batches

    def _packed(self, ordered: Sequence[Example]) -> Iterator[list[Example]]:
        batch: list[Example] = []
        for example in ordered:  # ascending: the last one is the longest
            if batch and (len(batch) + 1) * len(example.ids) > self.settings.batch_tokens:
                yield batch
                batch = []
            batch.append(example)
        if batch:
            yield batch

"""The model in training as a prover: the weights of this moment, sampled with the model's own cache."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tokenizers import Tokenizer

from factory.prove.interface import Cancelled, Request, Sample
from factory.train.model import Transformer
from factory.train.tokenizer import end_of, prompt


class ModelProver:
    """A prover whose weights are those of `model` at each call: training swaps them without a copy."""

    name = "factory-prover"
    lanes = 1

    def __init__(
        self,
        model: Transformer,
        tokenizer: Tokenizer,
        *,
        temperature: float = 1.0,
        min_p: float = 0.0,
        batch: int = 512,
    ) -> None:
        self._model, self._tokenizer, self._end = model, tokenizer, end_of(tokenizer)
        self._temperature, self._min_p, self._rows = temperature, min_p, batch
        self.batch = 4 * batch  # so that there is a choice of prompts of like length

    def generate(self, requests: Sequence[Request], cancelled: Cancelled) -> Iterator[Sample]:
        """Samples, batch by batch of prompts of like length; the seed is that of a batch's first request."""
        self._model.eval()
        wanted = [request for request in requests if not cancelled(request.id)]
        encoded = self._tokenizer.encode_batch([prompt(request.statement) for request in wanted])
        ready = sorted(
            zip(wanted, (one.ids for one in encoded), strict=True),
            key=lambda pair: (pair[0].samples, len(pair[1])),
        )
        for copies, group in groupby(ready, lambda pair: pair[0].samples):
            chosen = list(group)
            rows = max(1, self._rows // copies)
            for start in range(0, len(chosen), rows):
                yield from self._sample(chosen[start : start + rows], copies)

    def close(self) -> None:
        """Nothing is held that training does not hold."""

    def _sample(self, pairs: Sequence[tuple[Request, list[int]]], copies: int) -> Iterator[Sample]:
        texts = self._model.sample(
            [ids for _, ids in pairs],
            copies,
            end=self._end,
            most=max(request.max_tokens for request, _ in pairs),
            temperature=self._temperature,
            min_p=self._min_p,
            seed=pairs[0][0].seed_of(pairs[0][0].first),
        )
        proofs = [proof.strip() for proof in self._tokenizer.decode_batch(texts)]
        for place, (request, ids) in enumerate(pairs):
            for copy in range(copies):
                at = place * copies + copy
                yield Sample(
                    id=request.id,
                    round=request.round,
                    index=request.first + copy,
                    proof=proofs[at],
                    reason="" if proofs[at] else "the answer is empty",
                    tokens=len(texts[at]) + 1,
                    prompt_tokens=len(ids) if copy == 0 else 0,
                )

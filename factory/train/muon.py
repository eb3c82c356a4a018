"""The Muon optimizer: the momentum of each matrix, made orthogonal, is the step.

Matrices of one shape are worked on together, in full precision: a processor is slow at the many small
products of half precision that an implementation for GPUs makes. Sources: Jordan et al., "Muon" (2024), with
its coefficients of the Newton-Schulz iteration; Liu et al., "Muon is scalable for LLM training" (2025).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor, nn

_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
_STEPS = 5


class Muon:
    """Optimizes the matrices given; gradients are read from them."""

    def __init__(
        self, matrices: Iterable[nn.Parameter], momentum: float = 0.95, weight_decay: float = 0.01
    ) -> None:
        self._momentum, self._weight_decay = momentum, weight_decay
        self._groups: dict[tuple[int, ...], list[nn.Parameter]] = defaultdict(list)
        for matrix in matrices:
            self._groups[tuple(matrix.shape)].append(matrix)
        self._averages = {shape: torch.zeros(()) for shape in self._groups}

    @torch.no_grad()
    def step(self, rate: float) -> None:
        """One update. A step changes each entry by about a fifth of `rate`, whatever the gradient's size."""
        for shape, matrices in self._groups.items():
            gradients = torch.stack([matrix.grad for matrix in matrices])
            average = self._averages[shape].to(gradients).expand_as(gradients)
            average = average.lerp(gradients, 1 - self._momentum)
            self._averages[shape] = average
            steps = orthogonal(gradients.lerp(average, self._momentum))
            scale = 0.2 * rate * max(shape) ** 0.5
            for matrix, step in zip(matrices, steps, strict=True):
                matrix.mul_(1 - rate * self._weight_decay).sub_(step, alpha=scale)


def orthogonal(matrices: Tensor) -> Tensor:
    """For each matrix U S V^T of a stack about U V^T, singular values between 0.7 and 1.2."""
    a, b, c = _COEFFICIENTS
    tall = matrices.shape[-2] > matrices.shape[-1]
    x = matrices.mT if tall else matrices
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(_STEPS):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.mT if tall else x

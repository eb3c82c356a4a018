"""A small decoder-only transformer of Llama's shape: its modules, its sampling, its checkpoint.

Everything works around `Transformer`: token ids go in, hidden states come out; it knows nothing of proofs.
Modules have the names that Hugging Face gives to Llama's, so that `save` writes a checkpoint which
transformers and vLLM load as it is. Sources: Touvron et al., "LLaMA" (2023); Su et al., "RoFormer" (2021);
Shazeer, "GLU variants improve transformer" (2020).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from factory.run.shards import sync_directory, write_atomically

WEIGHTS, CONFIG = "model.safetensors", "config.json"

_CROWDED = 0.75  # a batch of samples is made smaller when no more of it is left, for that copies its cache


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sizes of a model. A head must have 32 or 64 dimensions, which is what vLLM takes on a CPU."""

    vocabulary: int = 0  # 0: that of the tokenizer
    width: int = 128
    layers: int = 6
    heads: int = 4
    hidden: int = 384
    context: int = 512  # tokens, prompt and proof together
    theta: float = 10_000.0  # the base of the rotary frequencies

    def __post_init__(self) -> None:
        if min(self.width, self.layers, self.heads, self.hidden, self.context) < 1:
            raise ValueError("all sizes of a model must be positive")
        if self.width % self.heads or self.width // self.heads not in (32, 64):
            raise ValueError(
                f"width {self.width} over {self.heads} heads gives heads of {self.width / self.heads:g} "
                "dimensions; choose sizes that give 32 or 64"
            )


class Cache:
    """Keys and values of each layer for all positions so far: a row, a head, a position, a dimension."""

    def __init__(self, shape: Shape, rows: int, length: int, device: torch.device) -> None:
        size = (shape.layers, 2, rows, shape.heads, length, shape.width // shape.heads)
        self.entries = torch.zeros(size, device=device)
        self.filled = 0

    def extend(self, layer: int, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """Add the keys and values of new positions; return those of all positions."""
        end = self.filled + keys.shape[2]
        self.entries[layer, 0, :, :, self.filled : end] = keys
        self.entries[layer, 1, :, :, self.filled : end] = values
        return self.entries[layer, 0, :, :, :end], self.entries[layer, 1, :, :, :end]

    def select(self, rows: Tensor) -> None:
        """Keep these rows, in this order; one may come several times. Only what is filled is copied."""
        layers, two, _, heads, length, dimensions = self.entries.shape
        kept = self.entries.new_empty((layers, two, len(rows), heads, length, dimensions))
        kept[..., : self.filled, :] = self.entries[..., : self.filled, :].index_select(2, rows)
        self.entries = kept


class _Attention(nn.Module):
    def __init__(self, shape: Shape, layer: int) -> None:
        super().__init__()
        self.heads, self.layer = shape.heads, layer
        for name in ("q_proj", "k_proj", "v_proj", "o_proj"):
            setattr(self, name, nn.Linear(shape.width, shape.width, bias=False))

    def forward(
        self, x: Tensor, turn: tuple[Tensor, Tensor], mask: Tensor | None, cache: Cache | None
    ) -> Tensor:
        rows, length, width = x.shape
        split = (rows, length, self.heads, width // self.heads)
        queries, keys, values = (
            project(x).view(split).transpose(1, 2) for project in (self.q_proj, self.k_proj, self.v_proj)
        )
        queries, keys = _rotate(queries, *turn), _rotate(keys, *turn)
        if cache is not None:
            keys, values = cache.extend(self.layer, keys, values)
        mixed = functional.scaled_dot_product_attention(
            queries, keys, values, attn_mask=mask, is_causal=mask is None
        )
        out: Tensor = self.o_proj(mixed.transpose(1, 2).reshape(rows, length, width))
        return out


class _Mlp(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(shape.width, shape.hidden, bias=False)
        self.up_proj = nn.Linear(shape.width, shape.hidden, bias=False)
        self.down_proj = nn.Linear(shape.hidden, shape.width, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.down_proj(functional.silu(self.gate_proj(x)) * self.up_proj(x))
        return out


class _Layer(nn.Module):
    def __init__(self, shape: Shape, layer: int) -> None:
        super().__init__()
        self.self_attn = _Attention(shape, layer)
        self.mlp = _Mlp(shape)
        self.input_layernorm = nn.RMSNorm(shape.width, eps=1e-6)
        self.post_attention_layernorm = nn.RMSNorm(shape.width, eps=1e-6)

    def forward(
        self, x: Tensor, turn: tuple[Tensor, Tensor], mask: Tensor | None, cache: Cache | None
    ) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), turn, mask, cache)
        out: Tensor = x + self.mlp(self.post_attention_layernorm(x))
        return out


class _Body(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(shape.vocabulary, shape.width)
        self.layers = nn.ModuleList(_Layer(shape, layer) for layer in range(shape.layers))
        self.norm = nn.RMSNorm(shape.width, eps=1e-6)


class Transformer(nn.Module):
    """Hidden states for token ids; the embedding is also the output layer."""

    def __init__(self, shape: Shape, seed: int = 0) -> None:
        """Random weights, the same for the same seed."""
        super().__init__()
        self.shape = shape
        self.model = _Body(shape)
        generator = torch.Generator().manual_seed(seed)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                # What writes into the residual stream starts smaller the more layers there are to write.
                deep = name.endswith(("o_proj.weight", "down_proj.weight"))
                scale = 1 / math.sqrt(2 * shape.layers) if deep else 1.0
                deviation = 0.02 if "embed" in name else scale / math.sqrt(weight.shape[1])
                nn.init.normal_(weight, 0.0, deviation, generator=generator)
        half = shape.width // shape.heads // 2
        steps = torch.arange(half, dtype=torch.float32) / half
        self.register_buffer("frequencies", shape.theta**-steps, persistent=False)

    def forward(
        self,
        ids: Tensor,
        positions: Tensor | None = None,
        mask: Tensor | None = None,
        cache: Cache | None = None,
    ) -> Tensor:
        """Hidden states (rows, length, width) of ids (rows, length).

        Without a mask attention is causal. With one, True says what may be seen: (rows, 1, length, all
        positions).
        """
        if positions is None:
            positions = torch.arange(ids.shape[1], device=ids.device)[None]
        angles = positions[:, None, :, None] * self.frequencies
        angles = torch.cat((angles, angles), dim=-1)
        turn = angles.cos(), angles.sin()
        x = self.model.embed_tokens(ids)
        for layer in self.model.layers:
            x = layer(x, turn, mask, cache)
        if cache is not None:
            cache.filled += ids.shape[1]
        out: Tensor = self.model.norm(x)
        return out

    def logits(self, hidden: Tensor) -> Tensor:
        """Scores over the vocabulary for hidden states."""
        return functional.linear(hidden, self.model.embed_tokens.weight)

    @torch.inference_mode()
    def sample(
        self,
        prompts: Sequence[Sequence[int]],
        copies: int,
        *,
        end: int,
        most: int,
        temperature: float = 1.0,
        min_p: float = 0.0,
        seed: int = 0,
    ) -> list[list[int]]:
        """`copies` continuations of each prompt, those of a prompt together, each without its `end` token.

        A continuation stops before `end`, after `most` tokens, or where the context is full. Temperature 0
        takes the likeliest token; with `min_p` none is drawn that is less likely than this share of the
        likeliest (Nguyen et al., "Turning up the heat: min-p sampling", 2024). Prompts are read once for all
        copies; what has ended leaves the batch when a quarter of it has.
        """
        device = self.model.embed_tokens.weight.device
        longest = max(map(len, prompts))
        most = min(most, self.shape.context - longest)
        padding = torch.tensor([longest - len(prompt) for prompt in prompts], device=device)
        ids = torch.tensor([[end] * (longest - len(p)) + list(p) for p in prompts], device=device)
        generator = torch.Generator(device).manual_seed(seed)
        cache = Cache(self.shape, len(prompts), longest + max(most, 0), device)
        columns = torch.arange(longest + max(most, 0), device=device)
        # Padding stands on the left; it may see itself, so that no row of the mask is empty.
        visible = columns[None, None, :longest] <= columns[None, :longest, None]
        visible = visible & (
            (columns[:longest] >= padding[:, None])[:, None, :] | torch.eye(longest, device=device).bool()
        )
        hidden = self(ids, (columns[:longest] - padding[:, None]).clamp(min=0), visible[:, None], cache)[
            :, -1
        ]
        rows = torch.arange(len(prompts), device=device).repeat_interleave(copies)
        cache.select(rows)
        hidden, padding = hidden[rows], padding[rows]
        texts: list[list[int]] = [[] for _ in range(len(rows))]
        alive = torch.arange(len(rows), device=device)
        going = torch.ones_like(alive, dtype=torch.bool)
        for step in range(most):
            token = _draw(self.logits(hidden), temperature, min_p, generator)
            going = going & (token != end)
            for row, chosen in zip(alive[going].tolist(), token[going].tolist(), strict=True):
                texts[row].append(chosen)
            left = int(going.sum())
            if not left:
                break
            if left <= _CROWDED * len(going):
                cache.select(going.nonzero()[:, 0])
                alive, token, padding, going = alive[going], token[going], padding[going], going[going]
            seen = (columns[: longest + step + 1] >= padding[:, None])[:, None, None]
            hidden = self(token[:, None], (longest + step - padding)[:, None], seen, cache)[:, -1]
        return texts

    def save(self, folder: Path, end: int) -> None:
        """Write weights and configuration as Hugging Face's Llama; `end` is the token that ends texts."""
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / f".{WEIGHTS}"
        save_file(
            {k: v.detach().contiguous().cpu() for k, v in self.state_dict().items()},
            temporary,
            {"format": "pt"},
        )
        temporary.replace(folder / WEIGHTS)
        shape = self.shape
        config = {
            "architectures": ["LlamaForCausalLM"],
            "model_type": "llama",
            "vocab_size": shape.vocabulary,
            "hidden_size": shape.width,
            "intermediate_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "num_key_value_heads": shape.heads,
            "head_dim": shape.width // shape.heads,
            "max_position_embeddings": shape.context,
            "rms_norm_eps": 1e-6,
            "rope_theta": shape.theta,
            "hidden_act": "silu",
            "tie_word_embeddings": True,
            "attention_bias": False,
            "bos_token_id": end,
            "eos_token_id": end,
            "pad_token_id": end,
            "torch_dtype": "float32",
        }
        write_atomically(folder / CONFIG, msgspec.json.format(msgspec.json.encode(config), indent=2))
        sync_directory(folder)

    @classmethod
    def load(cls, folder: Path) -> Transformer:
        """The model that `save` wrote. Raises FileNotFoundError, and ValueError for another kind of model."""
        config: dict[str, Any] = msgspec.json.decode((folder / CONFIG).read_bytes())
        try:
            shape = Shape(
                vocabulary=config["vocab_size"],
                width=config["hidden_size"],
                layers=config["num_hidden_layers"],
                heads=config["num_attention_heads"],
                hidden=config["intermediate_size"],
                context=config["max_position_embeddings"],
                theta=config["rope_theta"],
            )
            model = cls(shape)
            model.load_state_dict(load_file(folder / WEIGHTS))
        except (KeyError, RuntimeError) as error:
            raise ValueError(f"{folder} holds no model made by `factory train`: {error}") from None
        return model


def _rotate(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    """Rotary position embedding, with the halves of a head as the two coordinates."""
    first, second = x.chunk(2, dim=-1)
    return x * cosine + torch.cat((-second, first), dim=-1) * sine


def _draw(logits: Tensor, temperature: float, min_p: float, generator: torch.Generator) -> Tensor:
    if temperature == 0:
        return logits.argmax(dim=-1)
    weights = functional.softmax(logits / temperature, dim=-1)
    if min_p:
        weights = weights.masked_fill(weights < min_p * weights.amax(dim=-1, keepdim=True), 0.0)
    return torch.multinomial(weights, 1, generator=generator)[:, 0]

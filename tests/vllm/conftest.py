"""Tiny Llamas with random weights, as checkpoints: our own tokenizer, heads of the size that vLLM takes."""

from __future__ import annotations

import json
import os
import shutil
import string
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

TEXTS = ["theorem swap (p q : Prop) : p ∧ q → q ∧ p := by exact fun h => ⟨h.2, h.1⟩"] * 20
TALK = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant:"
HIDDEN, LAYERS = 64, 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.vllm)
            if find_spec("vllm") is None:
                item.add_marker(pytest.mark.skip(reason="vLLM is not installed"))


@pytest.fixture(scope="session", autouse=True)
def small_machine() -> None:
    os.environ.setdefault("VLLM_CPU_KVCACHE_SPACE", "1")  # GiB; vLLM would take most of the memory
    os.environ.setdefault("HF_HUB_OFFLINE", "1")


@pytest.fixture(scope="session")
def settings() -> dict[str, Any]:
    """Of the engine: no compilation, which takes a minute."""
    return {"enforce_eager": True, "max_model_len": 512, "dtype": "float32"}


def checkpoint(folder: Path, seed: int) -> Path:
    """Weights of a seed and the tokenizer."""
    import torch  # noqa: PLC0415
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers  # noqa: PLC0415
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast  # noqa: PLC0415

    # Every token is whole characters: vLLM holds back a character of which the last byte is not there yet.
    tokenizer = Tokenizer(models.BPE(unk_token="<unknown>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="never")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="never")
    trainer = trainers.BpeTrainer(
        vocab_size=128, special_tokens=["<end>", "<unknown>"], initial_alphabet=list(string.ascii_letters)
    )
    tokenizer.train_from_iterator(TEXTS, trainer)
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="<end>", pad_token="<end>", unk_token="<unknown>"
    )
    fast.chat_template = TALK
    fast.save_pretrained(folder)
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=HIDDEN,
        intermediate_size=64,
        num_hidden_layers=LAYERS,
        num_attention_heads=2,
        max_position_embeddings=4096,
        initializer_range=0.3,
        bos_token_id=None,
        eos_token_id=0,
        pad_token_id=0,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkpoint(tmp_path_factory.mktemp("models") / "one", 1)


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Other weights of the same shape."""
    return checkpoint(tmp_path_factory.mktemp("models") / "other", 2)


@pytest.fixture(scope="session")
def adapter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LoRA adapter of rank 8, in the files that peft writes."""
    import torch  # noqa: PLC0415
    from safetensors.torch import save_file  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("models") / "adapter"
    folder.mkdir()
    config = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "r": 8,
        "lora_alpha": 16,
        "lora_dropout": 0.0,
        "bias": "none",
        "target_modules": ["q_proj", "v_proj"],
    }
    (folder / "adapter_config.json").write_text(json.dumps(config))
    generator = torch.Generator().manual_seed(3)
    weights = {
        f"base_model.model.model.layers.{layer}.self_attn.{name}.lora_{side}.weight": torch.randn(
            shape, generator=generator
        )
        for layer in range(LAYERS)
        for name in ("q_proj", "v_proj")
        for side, shape in (("A", (8, HIDDEN)), ("B", (HIDDEN, 8)))
    }
    save_file(weights, folder / "adapter_model.safetensors")
    return folder


@pytest.fixture(scope="session")
def merged(model: Path, adapter: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model with the adapter's changes, 16 / 8 times B A, added to its weights."""
    from safetensors.torch import load_file, save_file  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("models") / "merged"
    shutil.copytree(model, folder)
    weights = load_file(folder / "model.safetensors")
    change = load_file(adapter / "adapter_model.safetensors")
    for name in change:
        if ".lora_A." in name:
            place = name.removeprefix("base_model.model.").replace(".lora_A", "")
            weights[place] += 16 / 8 * change[name.replace("lora_A", "lora_B")] @ change[name]
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    return folder

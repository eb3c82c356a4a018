"""The prover's tokenizer: bytes merged into the pieces that Lean texts are made of.

No text is outside its vocabulary and every text comes back as it was. A piece never reaches over the border
between a name and a sign, so a proof has one reading as tokens. Source of the method: Sennrich et al.,
"Neural machine translation of rare words with subword units" (2016), on bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from factory.run.shards import write_atomically

END = "<|end|>"
FILE, CONFIG = "tokenizer.json", "tokenizer_config.json"
_GAP = r"(?: (?=[\w(⟨¬]))?"  # a blank before a name, a bracket or a negation
# A blank belongs to the sign or the keyword beside it, not to a name: `p` is the same piece wherever it is,
# so that a formula is copied and compared piece by piece.
_PIECES = "|".join(
    (
        rf"\.\w+{_GAP}",  # a field: `.mp`, `.1`
        r" ?(?:=>|:=|[^\w\s()⟨⟩\[\]{}¬]) ?",  # a sign
        r" ?[(⟨]|[)⟩\[\]{}¬]",
        rf"(?:fun|[\w'!?]{{4,}}){_GAP}",  # a keyword
        r"[\w'!?]+|\s+",
    )
)


def prompt(statement: str) -> str:
    """What stands before a proof: the statement, and the sign that a proof follows."""
    return f"{statement} :="


def train(texts: Iterable[str], vocabulary: int) -> Tokenizer:
    """A tokenizer with at most `vocabulary` tokens, 257 at least: the bytes and the end of a text."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_PIECES), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=vocabulary,
            min_frequency=2,
            special_tokens=[END],
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    return tokenizer


def end_of(tokenizer: Tokenizer) -> int:
    """The token that ends a text. Raises ValueError where a tokenizer was made by something else."""
    token = tokenizer.token_to_id(END)
    if token is None:
        raise ValueError(f"the tokenizer has no {END!r}; use one that `factory train` made")
    return int(token)


def save(tokenizer: Tokenizer, folder: Path) -> None:
    """Write it where transformers and vLLM look for it."""
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / FILE, tokenizer.to_str(pretty=True).encode())
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": END,
        "eos_token": END,
        "pad_token": END,
        "clean_up_tokenization_spaces": False,
    }
    write_atomically(folder / CONFIG, json.dumps(config, indent=2).encode())


def load(folder: Path) -> Tokenizer:
    """The tokenizer in a folder. Raises FileNotFoundError."""
    return Tokenizer.from_buffer((folder / FILE).read_bytes())

"""What a problem's provenance says of the settings that it was made with."""

from __future__ import annotations

import msgspec

from factory.records import text_hash


def config_hash(config: msgspec.Struct, *later: str) -> str:
    """A short hash of all settings that mining depends on; `later` names those of later stages."""
    settings = msgspec.structs.asdict(config)
    for name in later:
        del settings[name]
    return text_hash(msgspec.json.encode(settings, order="sorted").decode())[:16]

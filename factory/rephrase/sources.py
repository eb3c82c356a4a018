"""Where documents lie: files, folders (a dataset saved by `datasets` among them), repositories of the Hub."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from factory.rephrase.documents import SUFFIXES, InputError

_HUB: Final = re.compile(r"^hub://(?P<name>[\w.-]+/[\w.-]+)(?:@(?P<revision>[\w.-]+))?(?:/(?P<files>.+))?$")


def found(names: Iterable[str]) -> list[Path]:
    """The files that names mean, in order: of a folder all that can be read, sorted by their paths.

    `hub://user/name` is a dataset of the Hub; `hub://user/name@revision/data/*.parquet` one state of it, and
    some of its files. It is brought to the Hub's cache first. Raises InputError.
    """
    files: list[Path] = []
    for name in names:
        path, wanted = _fetched(name) if name.startswith("hub:") else (Path(name), "*")
        if not path.is_dir():
            files.append(path)
            continue
        inside = [one for one in path.rglob("*") if one.suffix in SUFFIXES and one.is_file()]
        # A folder of the cache may hold files that were fetched for something else.
        matching = sorted(one for one in inside if fnmatch(one.relative_to(path).as_posix(), wanted))
        if not matching:
            raise InputError(f"{name}: no file in it ends with {', '.join(SUFFIXES)}")
        files += matching
    return files


def _fetched(name: str) -> tuple[Path, str]:
    """The folder of a dataset in the cache, and the pattern of the files that are asked for."""
    match = _HUB.match(name)
    if not match:
        raise InputError(
            f"{name}: a dataset of the Hub is named hub://user/name, or hub://user/name@revision/files"
        )
    try:
        from huggingface_hub import snapshot_download  # noqa: PLC0415
        from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError  # noqa: PLC0415
    except ImportError:
        raise InputError(f'{name}: needs the extra hub: pip install "proof-data-factory[hub]"') from None
    patterns = [match["files"]] if match["files"] else [f"*{suffix}" for suffix in SUFFIXES]
    try:
        folder = snapshot_download(
            match["name"], repo_type="dataset", revision=match["revision"], allow_patterns=patterns
        )
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise InputError(f"{name}: {str(error).strip().splitlines()[0]}") from None
    return Path(folder), match["files"] or "*"

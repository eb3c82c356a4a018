"""The reader's sources under AddressSanitizer and UBSan, on thousands of damaged files."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from factory.lean.toolchain import find_toolchain

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[1] / "factory" / "lean" / "native" / "olean"
SHARED = HERE.parents[1] / "native"
COMPILER = os.environ.get("CXX") or shutil.which("g++") or shutil.which("clang++")
FLAGS = [
    "-std=c++20",
    "-O1",
    "-fsanitize=address,undefined",
    "-fno-sanitize-recover=all",
    "-D_GLIBCXX_ASSERTIONS",
]


@pytest.fixture(scope="module")
def fuzz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if COMPILER is None:
        pytest.skip("no C++ compiler")
    program = tmp_path_factory.mktemp("fuzz") / "fuzz_olean"
    reader = (path for path in SOURCES.glob("*.cpp") if path.stem != "bindings")
    sources = [HERE / "fuzz_olean.cpp", SHARED / "blake2b.cpp", *reader]
    command = [COMPILER, *FLAGS, f"-I{SOURCES}", f"-I{SHARED}", *map(str, sources), "-o", str(program)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if "cannot find" in built.stderr and "san" in built.stderr:
        pytest.skip("the compiler has no sanitizers")
    assert built.returncode == 0, built.stderr
    return program


def test_damaged_library_files_touch_no_memory_outside(fuzz: Path) -> None:
    folders = [Path(folder) for folder in find_toolchain("embedded").search_path]
    files = sorted(
        (path for folder in folders for path in folder.rglob("*.olean")), key=lambda path: path.stat().st_size
    )
    smallest, middle = files[0], files[len(files) // 2]
    for path, rounds in ((smallest, 5000), (middle, 200)):
        done = subprocess.run([fuzz, str(rounds), "7", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[:4000]
        assert int(done.stdout) > rounds // 2

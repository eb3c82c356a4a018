"""What docs/lean-algebra.md shows compiles as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

from factory.lean.modules import Compiler
from factory.lean.toolchain import launcher_path
from factory.lean.verifier import Verifier

DOCUMENT = Path(__file__).parents[2] / "docs" / "lean-algebra.md"


def test_the_examples_of_the_documentation_compile(algebra: Verifier, tmp_path: Path) -> None:
    blocks: list[str] = re.findall(r"```lean\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    ours = [block for block in blocks if "import Mathlib" not in block]
    assert len(ours) == 2
    source = tmp_path / "Example.lean"
    source.write_text("import Factory.Algebra\n" + "\n".join(ours), "utf-8")
    toolchain = algebra.toolchain
    search_path = tuple(Path(folder) for folder in toolchain.search_path)
    compiler = Compiler(launcher_path(), toolchain.path, search_path)
    compiler.compile("Example", source, tmp_path / "Example.olean", tmp_path)

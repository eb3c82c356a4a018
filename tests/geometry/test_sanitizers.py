"""The native engine under sanitizers: no leak, no stray access, no undefined behaviour."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generators.geometry.figure import FigureError, draw
from generators.geometry.language import parse_problem

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "search" / "native" / "geometry"
OTHERS = re.compile(
    "module|figure|locus|canonical|symmetry|digest"
)  # Python's side, drawing, canonical forms
FLAGS = ("-std=c++20", "-g1", "-O0", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")


@pytest.fixture(scope="module")
def compiler(tmp_path_factory: pytest.TempPathFactory) -> str:
    name = os.environ.get("CXX") or shutil.which("c++") or shutil.which("g++") or shutil.which("clang++")
    if name is None:
        pytest.skip("no C++ compiler")
    folder = tmp_path_factory.mktemp("probe")
    (folder / "probe.cpp").write_text("int main() {}\n", encoding="utf-8")
    built = subprocess.run(
        [name, *FLAGS, "probe.cpp", "-o", "probe"], cwd=folder, capture_output=True, text=True, check=False
    )
    if built.returncode or subprocess.run([folder / "probe"], capture_output=True, check=False).returncode:
        pytest.skip(f"{name} has no working sanitizers here: {built.stderr[:200]}")
    return name


def figure_text(text: str) -> str:
    problem = parse_problem(text)
    pictures = draw(problem, count=2, seed=1)
    indices = {point: i for i, point in enumerate(problem.points)}
    premises = [premise.fact.indexed(indices).native() for premise in problem.premises]
    lines = [f"{len(problem.points)} {len(pictures)} {len(premises)}"]
    lines += [" ".join(repr(float(number)) for number in picture.ravel()) for picture in pictures]
    lines += [" ".join(map(str, (kind, *points, n, d))) for kind, points, n, d in premises]
    return "\n".join(lines) + "\n"


def test_sanitizers_find_nothing(compiler: str, tmp_path: Path, problem_lines: list[tuple[str, str]]) -> None:
    files = [file for file in sorted(SOURCES.glob("*.cpp")) if not OTHERS.search(file.stem)]
    files.append(ROOT / "tests" / "geometry" / "native" / "closure_walk.cpp")

    def compile_one(file: Path) -> Path:
        target = tmp_path / f"{file.stem}.o"
        subprocess.run([compiler, *FLAGS, f"-I{SOURCES}", "-c", file, "-o", target], check=True)
        return target

    with ThreadPoolExecutor(2) as pool:
        objects = list(pool.map(compile_one, files))
    program = tmp_path / "walk"
    subprocess.run([compiler, *FLAGS, *objects, "-o", program], check=True)
    figures = []
    for _, text in problem_lines[::6]:
        try:
            figures.append(figure_text(text))
        except FigureError:
            continue
    run = subprocess.run(
        [program], input="".join(figures), capture_output=True, text=True, check=False, timeout=300
    )
    assert run.returncode == 0, run.stdout[-500:] + run.stderr[-3000:]
    assert run.stdout.splitlines()[-1] == "done"
    assert run.stdout.count("ok") == len(figures) > 20

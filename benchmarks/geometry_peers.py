"""Newclid with Yuclid in an environment of its own, so that benchmarks can set it the same problems."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

PACKAGES: Final = ("newclid", "py-yuclid", "pyyaml")
_WORKER: Final = Path(__file__).with_name("newclid_worker.py")


class Newclid:
    """A process that solves one problem after another; it is replaced when it takes too long."""

    def __init__(self, directory: Path) -> None:
        """Installs the packages into a virtual environment in `directory`, unless it is there already."""
        self._binaries = directory.resolve() / "bin"
        if not (self._binaries / "yuclid").exists():
            subprocess.run([sys.executable, "-m", "venv", directory], check=True)
            install = [self._binaries / "python", "-m", "pip", "install", "--quiet", *PACKAGES]
            subprocess.run(install, check=True)
        self._process: subprocess.Popen[bytes] | None = None

    def versions(self) -> str:
        """Names and versions of what is measured."""
        code = "import importlib.metadata as m, sys; print(*(f'{n} {m.version(n)}' for n in sys.argv[1:]))"
        command = [self._binaries / "python", "-c", code, *PACKAGES[:2]]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def solve(self, name: str, text: str, seconds: float) -> dict[str, Any]:
        """The worker's answer (`newclid_worker.py`); an error after `seconds` without one."""
        if self._process is None:
            path = os.pathsep.join([str(self._binaries), os.environ["PATH"]])
            self._process = subprocess.Popen(
                [self._binaries / "python", _WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PATH": path},
                start_new_session=True,
            )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({"name": name, "text": text}).encode() + b"\n")
        self._process.stdin.flush()
        if not select.select([self._process.stdout], [], [], seconds)[0]:
            self.close()
            return {"error": "timeout"}
        line = self._process.stdout.readline()
        if not line:
            self.close()
            return {"error": "the process ended"}
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """Ends the process and those that it started."""
        if self._process is not None:
            os.killpg(self._process.pid, 9)
            self._process.communicate()
            self._process = None

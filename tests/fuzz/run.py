"""Reads thousands of files that are wrong, and says which of them the program did not get over.

`python -m tests.fuzz.run [CASES] [FIRST_SEED]`, as `make fuzz` does, a quarter as many plans and
adherence files after the others, with the stricter limits of files from strangers. What it finds is
kept in `build/fuzz`, and belongs, made small, into `tests/fuzz/test_found.py`.
"""

import resource
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from posture_app.words.catalogue import speaking
from tests.fuzz.case import SECONDS, content, read
from tests.fuzz.plan_targets import LARGE, PLAN_TARGETS
from tests.fuzz.targets import TARGETS, Target

FOUND = Path("build/fuzz")


@dataclass(frozen=True)
class Limits:
    """What one file may take: seconds of the processor, and memory beyond what was taken before."""

    seconds: float
    megabytes: int


USUAL = Limits(SECONDS, 200)
FROM_STRANGERS = Limits(1.0, 100)


def main(cases: int = 20_000, first: int = 0) -> int:
    """Read so many files, from this seed on; returns 1 where one was too much."""
    seeds = range(first, first + cases)
    bad = _read_large()
    bad += _read_all(seeds, TARGETS, USUAL)
    bad += _read_all(seeds[: max(1, cases // 4)], PLAN_TARGETS, FROM_STRANGERS)
    return 1 if bad else 0


def _read_all(seeds: range, targets: Sequence[Target], limits: Limits) -> int:
    bad = 0
    with tempfile.TemporaryDirectory() as folder, speaking("en"):
        for target in targets:  # what is loaded once is no file's own
            read(target, target.sound(), Path(folder) / "data")
        for seed in seeds:
            target, raw = content(seed, targets)
            problem = _problem(seed, target, raw, limits, Path(folder) / "data")
            if problem:
                bad += 1
                print(f"seed {seed}: {problem}", flush=True)  # noqa: T201 - its output
            if seed % 1000 == 999:
                print(f"... up to seed {seed}: {bad} bad, {_megabytes()} MB", flush=True)  # noqa: T201 - its output
    names = ", ".join(one.name for one in targets)
    print(f"{len(seeds)} of {names}: {bad} bad, at most {_megabytes()} MB of memory")  # noqa: T201 - its output
    return bad


def _read_large() -> int:
    """Those that were made to take much come first, while little memory was taken."""
    problems = []
    with tempfile.TemporaryDirectory() as folder, speaking("en"):
        for target in PLAN_TARGETS:
            read(target, target.sound(), Path(folder) / "data")
        for target, raw in LARGE.values():
            problems.append(_problem(0, target, raw(), FROM_STRANGERS, Path(folder) / "data"))
    for name, problem in zip(LARGE, problems, strict=True):
        if problem:
            print(f"{name}: {problem}", flush=True)  # noqa: T201 - its output
    return sum(map(bool, problems))


def _problem(seed: int, target: Target, raw: bytes, limits: Limits, folder: Path) -> str:
    before = _megabytes()
    try:
        seconds = read(target, raw, folder)
    except Exception as error:  # noqa: BLE001 - whatever it is, it was found
        problem = f"{target.name}: {type(error).__name__}: {error}"[:300]
        _keep(seed, target.name, raw, traceback.format_exc())
        return problem
    grown = _megabytes() - before
    if seconds > limits.seconds or grown > limits.megabytes:
        _keep(seed, target.name, raw, f"{seconds:.1f} s, {grown} MB")
        return f"{target.name}: {seconds:.1f} s, {grown} MB"
    return ""


def _keep(seed: int, name: str, raw: bytes, why: str) -> None:
    FOUND.mkdir(parents=True, exist_ok=True)
    (FOUND / f"{seed}-{name}").write_bytes(raw)
    (FOUND / f"{seed}-{name}.txt").write_text(why, encoding="utf-8", errors="backslashreplace")


def _megabytes() -> int:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))

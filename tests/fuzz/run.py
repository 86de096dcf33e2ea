"""Reads thousands of files that are wrong, and says which of them the program did not get over.

`python -m tests.fuzz.run [CASES] [FIRST_SEED]`, as `make fuzz` does. What it finds is kept in
`build/fuzz`, and belongs, made small, into `tests/fuzz/test_found.py`.
"""

import resource
import sys
import tempfile
import traceback
from pathlib import Path

from posture_app.words.catalogue import speaking
from tests.fuzz.case import SECONDS, content, read

FOUND = Path("build/fuzz")
MEGABYTES = 200


def main(cases: int = 20_000, first: int = 0) -> int:
    """Read so many files, from this seed on; returns 1 where one was too much."""
    bad = 0
    with tempfile.TemporaryDirectory() as folder, speaking("en"):
        for seed in range(first, first + cases):
            problem = _problem(seed, Path(folder) / "data")
            if problem:
                bad += 1
                print(f"seed {seed}: {problem}", flush=True)  # noqa: T201 - its output
            if seed % 1000 == 999:
                print(f"... up to seed {seed}: {bad} bad, {_megabytes()} MB", flush=True)  # noqa: T201 - its output
    print(f"{cases} cases from seed {first}: {bad} bad, at most {_megabytes()} MB of memory")  # noqa: T201 - its output
    return 1 if bad else 0


def _problem(seed: int, folder: Path) -> str:
    target, raw = content(seed)
    before = _megabytes()
    try:
        seconds = read(target, raw, folder)
    except Exception as error:  # noqa: BLE001 - whatever it is, it was found
        problem = f"{target.name}: {type(error).__name__}: {error}"[:300]
        _keep(seed, target.name, raw, traceback.format_exc())
        return problem
    grown = _megabytes() - before
    if seconds > SECONDS or grown > MEGABYTES:
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

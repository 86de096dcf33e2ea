"""Runs every check of the project, goes on after a failure, and sums up: `make test`."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
# These rooms need neither Qt nor a database, and are tested where neither is installed.
MODEL_ROOMS = ("library", "body", "coach", "breaks", "journal", "plans", "words")
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
ROOM_BYTES = 6 * 1024**3


def main() -> int:
    """Run the checks; returns 1 where one failed."""
    failed = []
    with _temporary_files() as place:
        # Those of a group run at once: most of them keep a single processor busy, or wait for none.
        for group in _checks(place):
            failed += [name for name, code in _codes(group).items() if code]
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


@contextlib.contextmanager
def _temporary_files() -> Iterator[Sequence[str]]:
    """Lets the tests write into memory where there is plenty, for there they wait for no disk.

    They write about a gigabyte, programs among it; most of their databases are flushed to the disk.
    """
    try:
        has_room = shutil.disk_usage(MEMORY).free >= ROOM_BYTES
        runs_programs = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    except (AttributeError, OSError):  # not Linux
        has_room = runs_programs = False
    if not (has_room and runs_programs):
        yield ()
        return
    with tempfile.TemporaryDirectory(
        prefix="tests-", dir=MEMORY, ignore_cleanup_errors=True
    ) as one:
        yield ("--basetemp", str(Path(one) / "all"))


def _checks(place: Sequence[str]) -> Sequence[Mapping[str, Sequence[str]]]:
    """The checks by their names; `place` are pytest's words for where the tests write."""
    python = sys.executable
    # A second environment beside this one; its Python lies where this one's does.
    model_python = str(ROOT / ".venv-core" / BIN.name / Path(python).name)
    rooms = [f"tests/{room}" for room in MODEL_ROOMS]
    return (
        {
            "lint": [str(BIN / "ruff"), "check", "."],
            "format": [str(BIN / "ruff"), "format", "--check", "."],
        },
        {
            "types": [python, "-m", "mypy"],
            "import rules": [str(BIN / "lint-imports")],
            "tests of the model without Qt and SQLAlchemy": [
                *(model_python, "-m", "pytest", "-q", "-c", "packaging/model_tests.ini"),
                *("--rootdir", ".", *rooms),
            ],
            "tests": [
                # A file as a whole by one process, which makes what its tests share only once.
                *(python, "-m", "pytest", "-q", "-n", "3", "--dist", "loadfile"),
                "--no-loadscope-reorder",  # tests/conftest.py says which files come first
                *(f"--ignore={room}" for room in rooms),
                *place,
            ],
        },
    )


def _codes(group: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Run these checks at once, and give their exit codes.

    The last one writes as it goes; what the others wrote follows as a whole, as their lines would
    mix.
    """
    *others, last = group
    with contextlib.ExitStack() as files:
        running = {}
        for name, command in group.items():
            output = None if name == last else files.enter_context(tempfile.TemporaryFile())
            if output is None:
                print(f"--- {name}", flush=True)
            running[name] = (_started(command, output), output)
        codes = {}
        for name in (last, *others):
            process, output = running[name]
            codes[name] = process.wait() if process else 1
            if output is not None:
                output.seek(0)
                print(f"--- {name}\n{output.read().decode(errors='replace')}", end="")
            print(f"--- {name}: {'failed' if codes[name] else 'passed'}\n", flush=True)
    return codes


def _started(command: Sequence[str], output: IO[bytes] | None) -> subprocess.Popen[bytes] | None:
    """A check that runs; None where it is not installed."""
    errors = None if output is None else subprocess.STDOUT
    try:
        return subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=output, stderr=errors)
    except FileNotFoundError:
        print(f"{command[0]} is not installed; `make test` sets it up", flush=True)
        return None


def _environment() -> dict[str, str]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    # The tests start hundreds of processes, and each of them would compile every module anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if "UTF-8" not in (os.environ.get("LC_ALL") or os.environ.get("LANG") or ""):
        environment["LC_ALL"] = "C.UTF-8"  # Qt warns of anything else, and a warning fails a test
    return environment


if __name__ == "__main__":
    raise SystemExit(main())

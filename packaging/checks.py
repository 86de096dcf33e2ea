"""Runs every check of the project, goes on after a failure, and sums up: `make test`."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
# These rooms need neither Qt nor a database, and are tested where neither is installed.
MODEL_ROOMS = ("library", "body", "coach", "breaks", "journal", "plans", "words")


def main() -> int:
    """Run the checks; returns 1 where one failed."""
    failed = []
    # Those of a group run at once, because each of them keeps a single processor busy.
    for group in _checks():
        failed += [name for name, code in _codes(group).items() if code]
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def _checks() -> Sequence[Mapping[str, Sequence[str]]]:
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
            "tests of the model without Qt and SQLAlchemy": [
                *(model_python, "-m", "pytest", "-q", "-c", "packaging/model_tests.ini"),
                *("--rootdir", ".", *rooms),
            ],
        },
        {"import rules": [str(BIN / "lint-imports")]},
        {
            "tests": [
                # A file as a whole by one process, which makes what its tests share only once.
                *(python, "-m", "pytest", "-q", "-n", "3", "--dist", "loadfile"),
                "--no-loadscope-reorder",  # tests/conftest.py says which files come first
                *(f"--ignore={room}" for room in rooms),
            ]
        },
    )


def _codes(group: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Run these checks at once, print each one's output as a whole, and give their exit codes."""
    with contextlib.ExitStack() as files:
        running = {}
        for name, command in group.items():
            # One by itself writes as it goes; those side by side would mix their lines.
            output = files.enter_context(tempfile.TemporaryFile()) if len(group) > 1 else None
            if output is None:
                print(f"--- {name}", flush=True)
            running[name] = (_started(command, output), output)
        codes = {}
        for name, (process, output) in running.items():
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

"""Runs every check of the project, goes on after a failure, and sums up: `make test`."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
MODEL_ROOMS = ("library", "body", "coach", "breaks", "journal", "words")


def main() -> int:
    """Run the checks; returns 1 where one failed."""
    failed = []
    for name, command in _checks().items():
        print(f"--- {name}", flush=True)
        try:
            code = subprocess.run(command, cwd=ROOT, env=_environment(), check=False).returncode
        except FileNotFoundError:
            print(f"{command[0]} is not installed; `make test` sets it up")
            code = 1
        print(f"--- {name}: {'failed' if code else 'passed'}\n", flush=True)
        if code:
            failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def _checks() -> dict[str, list[str]]:
    python = sys.executable
    # A second environment beside this one; its Python lies where this one's does.
    model_python = str(ROOT / ".venv-core" / BIN.name / Path(python).name)
    return {
        "lint": [str(BIN / "ruff"), "check", "."],
        "format": [str(BIN / "ruff"), "format", "--check", "."],
        "types": [python, "-m", "mypy"],
        "import rules": [str(BIN / "lint-imports")],
        "tests": [python, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup"],
        "tests of the model without Qt and SQLAlchemy": [
            *(model_python, "-m", "pytest", "-q", "-c", "packaging/model_tests.ini"),
            *("--rootdir", ".", *(f"tests/{room}" for room in MODEL_ROOMS)),
        ],
    }


def _environment() -> dict[str, str]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    if "UTF-8" not in (os.environ.get("LC_ALL") or os.environ.get("LANG") or ""):
        environment["LC_ALL"] = "C.UTF-8"  # Qt warns of anything else, and a warning fails a test
    return environment


if __name__ == "__main__":
    raise SystemExit(main())

"""Runs every check of the project, goes on after a failure, and sums up: `make test`."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
# These rooms need neither Qt nor a database, and are tested where neither is installed.
MODEL_ROOMS = ("library", "body", "coach", "breaks", "journal", "plans", "words")
# Each is run by a process of its own, which imports only what its tests need. Those that take
# longest are begun first, or else one of them ends alone while a processor has nothing to do.
# A test that is named nowhere is among the others.
TESTS = {
    "tests of screens": ("ui/test_screens.py", "ui/pages", "ui/player", "ui/overlay"),
    "tests of the program": ("program",),
    "tests of the window's parts": ("ui",),
    "tests of the therapist's pages": ("program/therapist", "ui/therapist"),
    "tests of verbs and sheets": ("commands", "handout", "fuzz"),
    "tests of whole processes": ("end_to_end", "desktops", "test_benchmarks.py"),
    "tests of what is kept": ("store", "exchange"),
    "other tests": ("",),
}
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
ROOM_BYTES = 6 * 1024**3


def main() -> int:
    """Run the checks; returns 1 where one failed."""
    with _temporary_files() as place:
        failed = [name for name, command in _quick().items() if not _passes(name, command)]
        checks = _checks(place)
        # Some wait now and then, for a process or for a disk: one more than there are processors.
        with ThreadPoolExecutor((os.cpu_count() or 1) + 1) as pool:
            running = [pool.submit(_passes, *check) for check in checks.items()]
            for one, name in zip(running, checks, strict=True):
                if not one.result():
                    failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


@contextlib.contextmanager
def _temporary_files() -> Iterator[Path | None]:
    """Lets the tests write into memory where there is plenty, for there they wait for no disk.

    They write about a gigabyte, programs among it; most of their databases are flushed to the disk.
    None stands for the place that pytest takes by itself.
    """
    try:
        has_room = shutil.disk_usage(MEMORY).free >= ROOM_BYTES
        runs_programs = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    except (AttributeError, OSError):  # not Linux
        has_room = runs_programs = False
    if not (has_room and runs_programs):
        yield None
        return
    with tempfile.TemporaryDirectory(
        prefix="tests-", dir=MEMORY, ignore_cleanup_errors=True
    ) as one:
        Path(one).chmod(0o711)  # some tests are another user meanwhile, as root may do everything
        os.environ["TMPDIR"] = one  # for what asks for no folder of pytest's
        yield Path(one)


def _quick() -> Mapping[str, Sequence[str]]:
    """The checks that take a moment, by their names."""
    return {
        "lint": [str(BIN / "ruff"), "check", "."],
        "format": [str(BIN / "ruff"), "format", "--check", "."],
    }


def _checks(place: Path | None) -> Mapping[str, Sequence[str]]:
    """The others by their names; `place` is a folder that the tests may write into."""
    python = sys.executable
    # A second environment beside this one; its Python lies where this one's does.
    model_python = str(ROOT / ".venv-core" / BIN.name / Path(python).name)
    named = {f"tests/{path}" for paths in TESTS.values() for path in paths if path}
    rooms = [f"tests/{room}" for room in MODEL_ROOMS]
    checks = {}
    for index, (name, paths) in enumerate(TESTS.items()):
        here = [f"tests/{path}".rstrip("/") for path in paths]
        # A part that another process runs is left out of the whole.
        parts = [one for one in (*named, *rooms) if any(one.startswith(f"{own}/") for own in here)]
        where = ("--basetemp", str(place / str(index))) if place else ()
        checks[name] = [
            *(python, "-m", "pytest", "-q", *where, *here),
            *(f"--ignore={part}" for part in sorted({*parts} - {*here})),
        ]
    checks["tests of the model without Qt and SQLAlchemy"] = [
        *(model_python, "-m", "pytest", "-q", "-c", "packaging/model_tests.ini"),
        *("--rootdir", ".", *rooms),
    ]
    checks["types"] = [python, "-m", "mypy"]
    checks["import rules"] = [str(BIN / "lint-imports")]
    return checks


def _passes(name: str, command: Sequence[str]) -> bool:
    """Whether a check finds nothing; what it wrote is told as a whole, as others run beside it."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except FileNotFoundError:
        print(f"{command[0]} is not installed; `make test` sets it up", flush=True)
        return False
    told = done.stdout.decode(errors="replace")
    end = "failed" if done.returncode else "passed"
    print(f"--- {name}\n{told}--- {name}: {end}\n", flush=True)
    return done.returncode == 0


def _environment() -> dict[str, str]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    # The tests start hundreds of processes, and each of them would compile every module anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if "UTF-8" not in (os.environ.get("LC_ALL") or os.environ.get("LANG") or ""):
        environment["LC_ALL"] = "C.UTF-8"  # Qt warns of anything else, and a warning fails a test
    return environment


if __name__ == "__main__":
    raise SystemExit(main())

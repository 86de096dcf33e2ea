"""The real program in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fork_server import ForkServer

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def data_dir(tmp_path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="session")
def run_forked() -> Iterator[Run]:
    """Run the program with a list of words and an environment, see `ForkServer.run`.

    It is in a process that need not import the program; elsewhere than on Linux in one that does.
    """
    if sys.platform != "linux":
        yield _run_alone
        return
    server = ForkServer()
    yield server.run
    server.close()


def _run_alone(words: list[str], environ: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "posture_app", *words],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        env=environ,
    )


@pytest.fixture
def run(data_dir, run_forked) -> Run:
    """Run the program with words; the data folder is given by the environment."""

    def program(*words: object, **environ: str) -> "subprocess.CompletedProcess[str]":
        environ = {**os.environ, "POSTURE_APP_DATA_DIR": str(data_dir), **environ}
        return run_forked([*map(str, words)], environ)

    return program


@pytest.fixture
def library(data_dir) -> Path:
    """A library of one's own with the two worked examples of doses."""
    return write_own_library(data_dir)


def write_own_library(data_dir: Path) -> Path:
    """Begin a data folder with a library of one's own; returns its file."""
    data_dir.mkdir(mode=0o700)
    path = data_dir / "own.json"
    path.write_text(
        """{
        "format": "posture-app/library", "version": 1, "language": "en", "sources": [],
        "exercises": [
            {"id": "own-levator", "name": "Levator stretch", "purpose": "To lengthen.",
             "category": "stretch", "regions": ["neck"], "position": "sitting", "sides": "each",
             "dose": {"model": "timed_hold", "sets": 3, "hold_s": 30, "switch_s": 5, "rest_s": 15,
                      "source": "common practice"},
             "steps": ["Sit."]},
            {"id": "own-tuck", "name": "Tuck", "purpose": "To control.",
             "category": "strength", "regions": ["neck"], "position": "sitting",
             "sides": "together",
             "dose": {"model": "reps_with_hold", "sets": 2, "reps": 10, "hold_s": 5, "relax_s": 2,
                      "rest_s": 30, "source": "common practice"},
             "steps": ["Sit."]}
        ],
        "routines": [
            {"id": "own-both", "name": "Both", "goal": "To try.",
             "items": [{"exercise": "own-levator"}, {"exercise": "own-tuck"}]}
        ]}""",
        encoding="utf-8",
    )
    return path

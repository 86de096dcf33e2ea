"""Rules of the project that no linter holds: sizes, and what must not stand in it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path
    for folder in ("posture_app", "tests", "benchmarks", "packaging")
    for path in (ROOT / folder).rglob("*.py")
)
# A migration is one list of tables, and is never changed once it is out.
PROGRAM = [
    path
    for path in SOURCES
    if path.is_relative_to(ROOT / "posture_app") and "versions" not in path.parts
]
LONGEST_FILE = 500
LONGEST_FUNCTION = 60


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_short_enough_to_be_read(path):
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_FILE


@pytest.mark.parametrize("path", PROGRAM, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_are_short_enough_to_be_read(path):
    text = path.read_text(encoding="utf-8")
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_importing_the_package_imports_nothing_else():
    """Everything heavy waits until it is needed."""
    script = (
        "import sys; before = set(sys.modules); import posture_app; "
        "print(sorted(set(sys.modules) - before))"
    )
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    assert out.strip() == "['posture_app']"


def test_the_window_is_built_without_what_is_only_needed_later():
    """The first window must not wait for the database, the schema library or the sound."""
    script = (
        "import sys; import posture_app.bootstrap; "
        "print([name for name in ('sqlalchemy', 'alembic', 'pydantic', 'playsound3', "
        "'posture_app.library.model', 'posture_app.ui.figure') if name in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    assert out.strip() == "[]"

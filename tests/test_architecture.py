"""Rules of the project that no linter holds: sizes, and what must not stand in it."""

import ast
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import grimp
import pytest

from tests.there import there

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
LINES_OF_A_FILE = 500
LINES_OF_A_FUNCTION = 60


@pytest.fixture(scope="module", autouse=True)
def sources_are_parsed_once() -> Iterator[None]:
    """And are forgotten afterwards, for they are large."""
    yield
    module_of.cache_clear()
    nodes_of.cache_clear()


@cache
def module_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """Everything in a module, at any depth."""
    return [*ast.walk(module_of(path))]


def name_of(called: ast.expr) -> str | None:
    """The name that is called, where it is no attribute of anything."""
    return called.id if isinstance(called, ast.Name) else None


def test_files_are_short_enough_to_be_read():
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in SOURCES}
    assert [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path, count in lines.items()
        if count >= LINES_OF_A_FILE
    ] == []


def test_functions_are_short_enough_to_be_read():
    assert [
        f"{path.relative_to(ROOT)}, {node.name}: {length(node)} lines"
        for path in PROGRAM
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef) and length(node) >= LINES_OF_A_FUNCTION
    ] == []


def length(function: ast.FunctionDef) -> int:
    """The lines of a function, from its name to its end."""
    return there(function.end_lineno) - function.lineno + 1


def test_a_name_stands_for_one_type():
    """A class has a name of its own; an alias shares its name only with others of the same type."""
    types: dict[str, dict[str, str]] = {}
    for path in PROGRAM:
        for name, meaning in _public_types(module_of(path)):
            module = str(path.relative_to(ROOT))
            types.setdefault(name, {})[module] = meaning or f"a class of {module}"
    assert {
        name: sorted(places) for name, places in types.items() if len({*places.values()}) > 1
    } == {}


def test_classes_of_values_are_made_by_the_quicker_dataclass():
    """The other takes three times as long to make one: docs/decisions/0005."""
    theirs = [path for path in PROGRAM if "dataclass" in _names_from(path, "dataclasses")]
    assert theirs == [ROOT / "posture_app" / "dataclass.py"]


def _names_from(path: Path, module: str) -> set[str]:
    """What a file takes from a module."""
    return {
        name.name
        for node in nodes_of(path)
        if isinstance(node, ast.ImportFrom) and node.module == module
        for name in node.names
    }


def test_no_slot_asks_who_has_called_it():
    """What a signal says is in the signal: who asks for the sender must parse who that is."""
    assert [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in PROGRAM
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and node.attr in {"sender", "senderSignalIndex"}
    ] == []


def _public_types(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Its classes, with "", and its aliases of types, with what they stand for."""
    for node in module.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, ""
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name[0].isupper() and not name.isupper():
                yield name, ast.unparse(node.value).removeprefix("npt.")


FACTORY_MADE_IN = {
    "posture_app/commands/development.py": 1,  # for the pictures
    "posture_app/ui/overlay/windows.py": 2,  # breaks have a look of their own, in both windows
    "posture_app/ui/page_factory.py": 1,  # the window's
    "posture_app/ui/pages/base.py": 1,  # where the window waits for its first page
    "posture_app/ui/player/view.py": 1,  # the player grows with the window
}
# Painted before the factory is loaded, or windows, which come with a theme and make one for it.
TAKES_THE_THEME = {
    "BreakCard",
    "BreakWindow",
    "CornerWindow",
    "Loading",
    "MainWindow",
    "NoticeCard",
}


def test_the_factory_is_made_where_a_look_begins_and_handed_on_from_there():
    places = Counter(
        path.relative_to(ROOT).as_posix()
        for path in PROGRAM
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and name_of(node.func) == "WidgetFactory"
    )
    assert places == FACTORY_MADE_IN


def test_widgets_take_the_factory_and_not_the_theme():
    """Only what the factory itself is made of, and what is there before it, knows but the theme."""
    factory = "posture_app.ui.widgets.factory"
    imports = grimp.build_graph("posture_app", cache_dir=None)
    below = imports.find_upstream_modules(factory) | {"posture_app.ui.widgets.side_bar"}
    assert [
        f"{widget.module}: {widget.name}"
        for widget in _widgets()
        if widget.takes == "Theme" and widget.module not in below
        if widget.name not in TAKES_THE_THEME
    ] == []


def test_widgets_that_take_the_factory_are_made_by_it():
    """`make(PressRow, words, key)`, and not `PressRow(make, words, key)`: there is one way."""
    made = {widget.name for widget in _widgets() if widget.takes == "WidgetFactory"}
    assert len(made) > 200
    assert [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in PROGRAM
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and name_of(node.func) in made
        if node.args and ast.unparse(node.args[0]).endswith("make")
    ] == []


class Widget(NamedTuple):
    module: str
    name: str
    takes: str
    """The type of the constructor's first argument."""


def _widgets() -> Iterator[Widget]:
    """All classes of the program that are widgets, and have a constructor with arguments."""
    from PySide6 import QtWidgets

    classes = {
        node.name: (path, node)
        for path in PROGRAM
        for node in nodes_of(path)
        if isinstance(node, ast.ClassDef)
    }

    def is_widget(name: str) -> bool:
        if name in classes:
            return any(is_widget(ast.unparse(base)) for base in classes[name][1].bases)
        kind = getattr(QtWidgets, name, None)
        return isinstance(kind, type) and issubclass(kind, QtWidgets.QWidget)

    for name, (path, node) in classes.items():
        for method in node.body:
            if isinstance(method, ast.FunctionDef) and method.name == "__init__":
                first = [*method.args.args[1:2]]
                if first and first[0].annotation and is_widget(name):
                    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                    yield Widget(module, name, ast.unparse(first[0].annotation).strip("'"))


def test_no_module_imports_one_that_imports_it():
    """Not by way of others either, and not only where types are checked."""
    imports = grimp.build_graph("posture_app", cache_dir=None)
    order = TopologicalSorter(
        {name: imports.find_modules_directly_imported_by(name) for name in imports.modules}
    )
    order.prepare()  # CycleError names the modules


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
        "import sys; import posture_app.program.start; import posture_app.ui.main_window; "
        "print([name for name in ('sqlalchemy', 'alembic', 'pydantic', 'playsound3', 'zoneinfo', "
        "'posture_app.library.model', 'posture_app.ui.figure', 'posture_app.ui.widgets.factory') "
        "if name in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    assert out.strip() == "[]"


def test_numpy_waits_for_the_first_figure():
    """It takes 18 MB, which a program without a window need not have."""
    script = (
        "import sys; import posture_app.program.start; import posture_app.ui.main_window; "
        "import posture_app.reminders.reminders; import posture_app.program.reminders; "
        "print('numpy' in sys.modules)"
    )
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    assert out.strip() == "False"


def test_the_first_figure_is_drawn_without_numpys_masked_arrays():
    """A person waits for it; `numpy.unique`, for one, loads them for ten milliseconds."""
    script = """
import sys
from pathlib import Path
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication
from posture_app.library.files import read
app = QApplication([])
from posture_app.ui.figure.widget import FigureStill
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
still = FigureStill(WidgetFactory(Theme(app)), read(Path("exercises.json")).exercises[0])
still.resize(96, 96)
picture = QPixmap(96, 96)
picture.fill("white")
still.render(picture)
print([name for name in ("numpy", "numpy.ma") if name in sys.modules])
"""
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    assert out.strip() == "['numpy']"


def test_the_first_page_is_filled_without_what_only_others_need(tmp_path):
    """Until library and log are loaded and Today is filled: docs/decisions/0005."""
    script = """
import os
import sys
from posture_app import cli
from posture_app.commands import window
require_qt = window.require_qt
def watched(*parts):
    from PySide6.QtCore import QTimer
    program = made(*parts)
    def filled():
        global loaded
        loaded = {*sys.modules}
        QTimer.singleShot(0, program.quit)
    program.window.ready.connect(filled)
    return program
def require_and_watch():
    global made
    require_qt()
    from posture_app.program import start
    from posture_app.ui.pages import base
    base.LATE_MS = 100_000  # on a machine with much to do, a figure tells that it takes longer
    made, start.Program = start.Program, watched
window.require_qt = require_and_watch
assert cli.main(["--data-dir", sys.argv[1]]) == 0
assert os.environ["OPENBLAS_NUM_THREADS"] == "1"  # as numpy is loaded next
assert {"sqlalchemy.orm", "posture_app.ui.pages.today"} <= loaded
names = ("alembic", "annotated_types", "asyncio.events", "babel", "numpy", "playsound3",
    "pydantic", "ssl", "statistics",
    "posture_app.body", "posture_app.exchange", "posture_app.plans.files", "posture_app.ui.figure",
    "posture_app.ui.palette", "posture_app.ui.player", "posture_app.ui.welcome_sheet",
    "posture_app.library.translation", "posture_app.library.validation",
    "posture_app.program.pages.move", "posture_app.program.pages.progress",
    "posture_app.program.pages.breaks", "posture_app.program.tray", "posture_app.journal.course",
    "posture_app.ui.page_targets")
print([name for name in names if name in loaded])
"""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    environ["LANGUAGE"] = "en"
    words = [sys.executable, "-c", script, tmp_path]
    for _ in ("with the log made anew, which takes more", "as each day"):
        out = subprocess.run(
            words, capture_output=True, text=True, check=True, cwd=ROOT, env=environ
        ).stdout
    assert out.strip() == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt has another way to its style")
def test_the_first_window_is_made_without_the_detours_that_were_taken_out(tmp_path):
    """What each of them cost: docs/decisions/0005."""
    script = """
import linecache, sys
from pathlib import Path
from posture_app.commands.window import require_qt
require_qt()
from posture_app.program.start import build
from PySide6.QtWidgets import QApplication
program = build(Path(sys.argv[1]))
program.start()
QApplication.processEvents()
ours = Path(sys.modules["posture_app"].__file__).parent
names = ("ctypes", "platform", "posture_app.desktop.system_libraries",
    "posture_app.commands.parser", "PySide6.QtNetwork", "PySide6.QtDBus", "sqlalchemy",
    "pydantic", "logging.handlers")
print([name for name in names if name in sys.modules])
print([name for name in linecache.cache if Path(name).is_relative_to(ours)])
print([name for name in [program.shared.local_time._zone] if name])
QApplication.instance().setStyleSheet("")  # which stands before the style
print(QApplication.style().name())
program.window.main.hide()
"""
    # Another style than ours, as a desktop may ask for.
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_STYLE_OVERRIDE": "windows"}
    out = subprocess.run(
        [sys.executable, "-c", script, tmp_path],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environ,
    ).stdout
    assert out.splitlines() == ["[]", "[]", "[]", "fusion"]

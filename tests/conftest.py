"""What all tests share: no screen is needed, and a test leaves nothing behind."""

import gc
import hashlib
import logging
import os
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from posture_app.library import compiled

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractAnimation, QTimer
    from PySide6.QtWidgets import QWidget

# Tests need no screen, and must not open windows on somebody's.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# They read what is said, in English, whatever the machine speaks.
os.environ["LANGUAGE"] = "en"

# How long an example takes says how busy the machine is; what must be fast is measured by its test.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")


class Started:
    """The timers and animations that a test started, as long as they live."""

    def __init__(self) -> None:
        self.timers: weakref.WeakSet[QTimer] = weakref.WeakSet()
        self.animations: weakref.WeakSet[QAbstractAnimation] = weakref.WeakSet()

    def going(self) -> list[str]:
        """What still runs."""
        from PySide6.QtCore import QAbstractAnimation
        from shiboken6 import isValid

        running = QAbstractAnimation.State.Running
        timers = [one for one in self.timers if isValid(one) and one.isActive()]
        animations = [one for one in self.animations if isValid(one) and one.state() == running]
        return [f"{one!r} of {one.parent()!r}, which goes on" for one in (*timers, *animations)]

    def clear(self) -> None:
        """Forget them, so that one test is not blamed for another."""
        self.timers.clear()
        self.animations.clear()


STARTED = Started()


class Collected:
    """How many tests have ended since garbage was collected."""

    tests_since = 0


PATIENCE_MS = 60_000
COLLECTED = Collected()
COLLECT_AFTER_TESTS = 100
"""Collecting takes about as long as some tests do."""


MOST_ROUNDS = 1000
REAL_KEY = hashlib.pbkdf2_hmac
TAKE_UP = compiled._taken_up
TAKEN_UP: dict[tuple[Path, bytes, int], object] = {}


def key_of_few_rounds(
    name: str, word: Any, salt: Any, rounds: int, length: int | None = None
) -> bytes:
    """A passphrase's key that is as easy to guess as to make; a real one takes 0.1 s."""
    return REAL_KEY(name, word, salt, min(rounds, MOST_ROUNDS), length)


def taken_up_once(path: Path, stamp: bytes) -> object:
    """The built-in library as it is kept beside its model: nobody can change what comes of it."""
    if path.parent != compiled.PATH.parent or not path.exists():
        return TAKE_UP(path, stamp)
    known = path, stamp, path.stat().st_mtime_ns
    if known not in TAKEN_UP:
        TAKEN_UP[known] = TAKE_UP(path, stamp)
    return TAKEN_UP[known]


def _put_in_place(patch: pytest.MonkeyPatch, make_key: object, take_up: object) -> None:
    patch.setattr(hashlib, "pbkdf2_hmac", make_key)
    # It has taken the function over by its name, if it is there already.
    passphrase = sys.modules.get("posture_app.store.passphrase")
    if passphrase is not None:
        patch.setattr(passphrase, "pbkdf2_hmac", make_key)
    patch.setattr(compiled, "_taken_up", take_up)


@pytest.fixture(scope="session", autouse=True)
def shortcuts() -> Iterator[None]:
    """What takes long and is the same each time is done by halves, or once."""
    with pytest.MonkeyPatch.context() as patch:
        _put_in_place(patch, key_of_few_rounds, taken_up_once)
        yield


def _compile_statements_once() -> None:
    """Let all logs know the SQL that one of them has made of a statement.

    The program opens one log and each of hundreds of tests another, and a sixth of the time in
    which a program starts is for putting the same statements into SQL once more.
    """
    from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
    from sqlalchemy.engine import Engine
    from sqlalchemy.util import LRUCache

    def same(one: Any, other: Any) -> bool:
        return type(one) is type(other) and one.dbapi is other.dbapi

    statements: Any = LRUCache(1000)
    engine: Any = Engine
    engine._compiled_cache = property(lambda _: statements, lambda *_: None)
    # What was made is known by its dialect, of which each log has one of its own.
    dialect: Any = SQLiteDialect_pysqlite
    dialect.__eq__, dialect.__hash__ = same, lambda one: hash((type(one), id(one.dbapi)))


def pytest_configure() -> None:
    """Notice every timer and animation that is started; Qt itself keeps no list of them."""
    gc.disable()  # modules that are imported leave hardly any garbage, and are looked through often
    try:
        from PySide6.QtCore import QPropertyAnimation, QTimer, QVariantAnimation
    except ImportError:  # the tests of the model run where Qt is not installed
        return
    for kind, kept in (
        (QTimer, STARTED.timers),
        (QVariantAnimation, STARTED.animations),
        (QPropertyAnimation, STARTED.animations),
    ):
        _notice(kind, kept)


def pytest_collection_finish() -> None:
    """Spare the garbage collector the thousands of tests themselves, which all stay to the end."""
    gc.enable()
    gc.freeze()
    if "sqlalchemy" in sys.modules:
        _compile_statements_once()
    if "PySide6.QtCore" in sys.modules:
        gc.set_threshold(0)  # never by itself, though a program that has settled turns it on again


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Collect garbage between tests, and not in the midst of one.

    A window that a test has left in a circle of references would else go at any moment, as while
    another one is painted, which Qt does not survive.
    """
    if "PySide6.QtWidgets" not in sys.modules:  # the model has neither windows nor many circles
        return
    COLLECTED.tests_since += 1
    if nextitem is None or COLLECTED.tests_since >= COLLECT_AFTER_TESTS:
        COLLECTED.tests_since = 0
        gc.collect()
        gc.freeze()  # modules and what they keep is left: nobody need look through it again


def _notice(kind: Any, kept: "weakref.WeakSet[Any]") -> None:
    start = kind.start

    def noticed(self: Any, *arguments: Any, **named: Any) -> Any:
        kept.add(self)
        return start(self, *arguments, **named)

    kind.start = noticed


def _windows() -> "dict[int, QWidget]":
    """The windows that there are, by the address of Qt's own object."""
    if "PySide6.QtWidgets" not in sys.modules:
        return {}
    from PySide6.QtWidgets import QApplication
    from shiboken6 import getCppPointer

    if QApplication.instance() is None:
        return {}
    return {getCppPointer(one)[0]: one for one in QApplication.topLevelWidgets()}


@contextmanager
def leaves_nothing_behind() -> Iterator[None]:
    """A test that leaves a timer, an animation, a thread or a window behind fails."""
    threads = set(threading.enumerate())
    windows = set(_windows())
    STARTED.clear()
    yield
    left = [
        f"the thread {one.name}"
        for one in threading.enumerate()
        if one not in threads and not isinstance(one, threading._DummyThread)
    ]
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent
        from PySide6.QtWidgets import QApplication

        if QApplication.instance() is not None:
            # What was put away by deleteLater() is gone when the loop comes round.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            left += [
                f"the window {one!r}" for one in QApplication.topLevelWidgets() if one.isVisible()
            ]
        left += STARTED.going()
        # A program's menus and windows end with its process, which goes on here: each of them
        # would be styled anew at every change of the theme in all the tests that follow.
        for address, window in _windows().items():
            if address not in windows:
                window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not left, "left behind: " + "; ".join(left)


class Written(logging.Handler):
    """What the program's own diagnostics were told."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it, if it is of the program and not of a library or of Qt."""
        if record.name.startswith("posture_app"):
            self.lines.append(f"{record.name}: {record.getMessage()}")


@contextmanager
def diagnostics_stay_silent(*, unless_it_warns: bool) -> Iterator[None]:
    """A test fails when the program warns in its diagnostics, unless it says that it does."""
    written = Written()
    logging.getLogger().addHandler(written)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(written)
    assert unless_it_warns or not written.lines, f"unexpected in the diagnostics: {written.lines}"


@pytest.fixture(autouse=True)
def as_every_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """What holds of each test; one fixture, as to set up another takes as long as some tests do.

    `@pytest.mark.warns_in_diagnostics` marks a test that makes something go wrong on purpose,
    `@pytest.mark.without_shortcuts` one of the very things that are else cut short.
    """
    marked = request.node.get_closest_marker
    warns = marked("warns_in_diagnostics") is not None
    with (
        pytest.MonkeyPatch.context() as patch,
        diagnostics_stay_silent(unless_it_warns=warns),
        leaves_nothing_behind(),
    ):
        if marked("without_shortcuts") is not None:
            _put_in_place(patch, REAL_KEY, TAKE_UP)
        yield


@pytest.fixture
def qtbot(qtbot: Any) -> Any:
    """Waits for long: how soon something comes says how busy the machine is."""
    for name in ("waitSignal", "waitSignals", "waitUntil"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE_MS))
    return qtbot


@pytest.fixture(autouse=True)
def monkeypatch_from_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test has patched stays so until its other fixtures have ended, but no longer."""

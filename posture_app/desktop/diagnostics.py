"""Diagnostics: what went wrong in the program, for whoever helps; nothing of a person's health.

Records hold ids, counts and stack traces, never ratings, notes or names that a person typed.
Everything lies in `logs/` of the data folder: `posture-app.log`, two older ones, and `crash.log`,
into which the interpreter writes its stack when the process dies of a signal.
"""

import faulthandler
import logging
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from posture_app.desktop.paths import private_folder
from posture_app.desktop.private_files import open_to_append

MAX_BYTES: Final = 1_000_000
OLDER_FILES: Final = 2
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)
"""A pipe in a file's place would be waited for without an end."""
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_Hooks = tuple[
    Callable[..., Any], Callable[..., Any], Callable[..., Any], Callable[..., Any] | None
]

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")


class Diagnostics(QObject):
    """Catches what nobody else has caught, from `start` to `close`.

    Signals:
        bug_logged: The first bug of this run was written; the window says so. Carries the file's
            path.
    """

    bug_logged = Signal(object)

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        """Opens nothing yet."""
        super().__init__(parent)
        self.path: Final = data_folder / "logs" / "posture-app.log"
        self._crash_path: Final = self.path.with_name("crash.log")
        self._handler: _PrivateFile | None = None
        self._crash_file: TextIOWrapper | None = None
        self._before: _Hooks | None = None
        self._seen: set[tuple[type[BaseException], str, int]] = set()
        self._in_hook = threading.local()

    def start(self) -> bool:
        """Catch from now on; returns whether the last run died of a signal.

        Files that cannot be written are done without: the program is of use all the same.
        """
        crashed = False
        with suppress(OSError):
            private_folder(self.path.parent)
            crashed = self._keep_last_crash()
            descriptor = os.open(
                self._crash_path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_WAIT, 0o600
            )
            self._crash_file = os.fdopen(descriptor, "w", encoding="utf-8")
            faulthandler.enable(self._crash_file)
        self._handler = _PrivateFile(self.path)
        root = logging.getLogger()
        root.addHandler(self._handler)
        logging.getLogger("posture_app").setLevel(logging.INFO)
        before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._before = (*before, qInstallMessageHandler(_on_qt_message))
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        return crashed

    def bug(self, error: BaseException) -> None:
        """Write a bug down with its stack, once for each place; tell the window of the first."""
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        place = ("", 0) if frame is None else (frame.tb_frame.f_code.co_filename, frame.tb_lineno)
        if (type(error), *place) in self._seen:
            return
        is_first = not self._seen
        self._seen.add((type(error), *place))
        _log.error("a bug: %s", type(error).__name__, exc_info=error)
        if is_first:
            self.bug_logged.emit(self.path)

    def close(self) -> None:
        """Leave everything as it was before `start`."""
        if self._handler is None or self._before is None:
            return
        sys.excepthook, threading.excepthook, sys.unraisablehook, qt_handler = self._before
        qInstallMessageHandler(qt_handler)
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
        self._handler = None
        if self._crash_file is not None:
            faulthandler.disable()
            self._crash_file.close()
            self._crash_file = None
            with suppress(OSError):
                self._crash_path.unlink()

    def _keep_last_crash(self) -> bool:
        """A stack that the last run left behind goes into the folder under a name of its own.

        An empty file is of a run that was killed: that is no crash of ours.
        """
        if not self._crash_path.exists() or self._crash_path.stat().st_size == 0:
            return False
        self._crash_path.replace(self._crash_path.with_name("last-crash.log"))
        return True

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, traceback)
            return
        self._guarded(error)
        if sys.stderr is not None:  # on Windows a program without a console has none
            sys.__excepthook__(kind, error, traceback)

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None and not isinstance(caught.exc_value, SystemExit):
            self._on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _on_unraisable(self, caught: "sys.UnraisableHookArgs") -> None:
        if caught.exc_value is not None:
            self._on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _guarded(self, error: BaseException) -> None:
        """Write a bug down, but not one of the logging itself, which would never end."""
        if getattr(self._in_hook, "busy", False):
            return
        self._in_hook.busy = True
        try:
            self.bug(error)
        finally:
            self._in_hook.busy = False


class _PrivateFile(logging.FileHandler):
    """A file that only its owner can read. A full disk is nothing to fail for."""

    def __init__(self, path: Path) -> None:
        # The file is opened with the first record: many runs write none.
        super().__init__(path, encoding="utf-8", delay=True)
        self.setFormatter(logging.Formatter(_FORMAT, "%Y-%m-%d %H:%M:%S%z"))

    def _open(self) -> TextIOWrapper:
        return os.fdopen(open_to_append(Path(self.baseFilename)), "a", encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            if self.stream is not None and os.fstat(self.stream.fileno()).st_size >= MAX_BYTES:
                self.stream.close()
                self.stream = None
                _count_up(self.baseFilename)
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        pass


def _count_up(name: str) -> None:
    """Give a file its first number, one that has it the next, and let go of the oldest."""
    # With it come modules of 1 MB, which a hidden program would keep for nothing.
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - see above

    handler = RotatingFileHandler(name, backupCount=OLDER_FILES, delay=True)
    handler.doRollover()
    handler.close()


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, message)

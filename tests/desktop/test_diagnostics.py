import errno
import logging
import os
import signal
import stat
import subprocess
import sys
import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject, qWarning

from posture_app.desktop import diagnostics as module
from posture_app.desktop.diagnostics import Diagnostics


@pytest.fixture
def diagnostics(tmp_path, qapp):
    diagnostics = Diagnostics(tmp_path)
    diagnostics.start()
    yield diagnostics
    diagnostics.close()


def written(diagnostics):
    return diagnostics.path.read_text() if diagnostics.path.exists() else ""


def raised(error=None):
    try:
        raise error or ValueError("too much")
    except ValueError as caught:
        return caught


@pytest.mark.warns_in_diagnostics
def test_a_bug_is_logged_with_its_stack(diagnostics):
    diagnostics.bug(raised())
    assert "ValueError: too much" in written(diagnostics)
    assert 'test_diagnostics.py", line' in written(diagnostics)


@pytest.mark.warns_in_diagnostics
def test_the_same_bug_is_logged_once_and_another_one_too(diagnostics):
    for _ in range(3):
        diagnostics.bug(raised())
    diagnostics.bug(raised(UnicodeError("another")))
    assert written(diagnostics).count("Traceback") == 2


@pytest.mark.warns_in_diagnostics
def test_the_window_is_told_of_the_first_only(diagnostics):
    told: list[Any] = []
    diagnostics.bug_logged.connect(told.append)
    diagnostics.bug(raised())
    diagnostics.bug(raised(UnicodeError("another")))
    assert told == [diagnostics.path]


@pytest.mark.warns_in_diagnostics
def test_what_nobody_caught_is_logged(diagnostics, capsys):
    error = raised()
    sys.excepthook(type(error), error, error.__traceback__)
    assert "ValueError: too much" in written(diagnostics)
    assert "ValueError: too much" in capsys.readouterr().err


def test_ctrl_c_is_not_a_bug(diagnostics, capsys):
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert written(diagnostics) == ""


@pytest.mark.warns_in_diagnostics
def test_a_program_without_a_console_logs_too(diagnostics, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    error = raised()
    sys.excepthook(type(error), error, error.__traceback__)
    assert "too much" in written(diagnostics)


@pytest.mark.warns_in_diagnostics
def test_a_threads_exception_is_logged_and_told_on_the_windows_thread(diagnostics, qtbot):
    class Window(QObject):
        thread_told = None

        def told(self, _path):
            self.thread_told = threading.current_thread()

    window = Window()
    diagnostics.bug_logged.connect(window.told)
    thread = threading.Thread(target=raises)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: window.thread_told is not None)
    assert "division" in written(diagnostics)
    assert window.thread_told is threading.main_thread()


def raises():
    return 1 / 0


@pytest.mark.warns_in_diagnostics
def test_what_a_destructor_raises_is_logged(diagnostics):
    class Bad:
        def __del__(self):
            raise ValueError("late")

    bad = Bad()
    del bad
    assert "ValueError: late" in written(diagnostics)


def test_a_bug_while_logging_a_bug_ends(diagnostics, monkeypatch):
    monkeypatch.setattr(module._log, "error", lambda *_, **__: raise_hook())

    def raise_hook():
        error = raised()
        sys.excepthook(type(error), error, error.__traceback__)

    raise_hook()


def test_qts_messages_go_to_the_log(diagnostics):
    qWarning("the widget fell over")
    assert "WARNING qt: default: the widget fell over" in written(diagnostics)


def test_modules_log_what_is_worth_knowing(diagnostics):
    logging.getLogger("posture_app.desktop.sound").info("pw-play cannot play here")
    logging.getLogger("posture_app.desktop.sound").debug("a detail")
    logging.getLogger("somebody.else").info("a detail")
    assert "pw-play cannot play here" in written(diagnostics)
    assert "a detail" not in written(diagnostics)


@pytest.mark.warns_in_diagnostics
def test_the_log_and_its_folder_are_their_owners_only(diagnostics):
    diagnostics.bug(raised())
    assert stat.S_IMODE(diagnostics.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(diagnostics.path.parent.stat().st_mode) == 0o700


def test_nothing_is_written_where_nothing_happens(diagnostics):
    assert not diagnostics.path.exists()


def test_what_counts_files_up_is_not_loaded_to_write_one(tmp_path):
    script = """
import logging, sys
from pathlib import Path
from posture_app.desktop.diagnostics import Diagnostics
diagnostics = Diagnostics(Path(sys.argv[1]))
diagnostics.start()
logging.getLogger("posture_app").info("here")
print([name for name in ("logging.handlers", "pickle", "queue") if name in sys.modules])
print(diagnostics.path.read_text(encoding="utf-8").endswith("here\\n"))
diagnostics.close()
"""
    words = [sys.executable, "-c", script, tmp_path]
    out = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert out.split("\n") == ["[]", "True", ""]


def test_the_log_does_not_grow_for_ever(diagnostics):
    logger = logging.getLogger("posture_app")
    for _ in range(4):
        logger.info("x" * (module.MAX_BYTES - 200))
        logger.info("y" * 500)
    files = sorted(path.name for path in diagnostics.path.parent.glob("posture-app.log*"))
    assert files == ["posture-app.log", "posture-app.log.1", "posture-app.log.2"]
    assert all(
        stat.S_IMODE(diagnostics.path.with_name(name).stat().st_mode) == 0o600 for name in files
    )


@pytest.mark.warns_in_diagnostics
def test_a_full_disk_is_nothing_to_fail_for(diagnostics, monkeypatch, capsys):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "open", full)
    logging.getLogger("posture_app").warning("cannot be kept")
    assert capsys.readouterr().err == ""


@pytest.mark.warns_in_diagnostics
def test_a_folder_that_cannot_be_written_is_done_without(tmp_path, qapp):
    (tmp_path / "logs").write_text("a file in its place")
    diagnostics = Diagnostics(tmp_path)
    assert diagnostics.start() is False
    diagnostics.bug(raised())
    diagnostics.close()


def test_closing_leaves_everything_as_it_was(tmp_path, qapp):
    def hooks():
        handlers = logging.getLogger().handlers.copy()
        return sys.excepthook, threading.excepthook, sys.unraisablehook, handlers

    before = hooks()
    diagnostics = Diagnostics(tmp_path)
    diagnostics.start()
    assert all(now != then for now, then in zip(hooks(), before, strict=True))
    diagnostics.close()
    diagnostics.close()
    assert hooks() == before
    assert list((tmp_path / "logs").iterdir()) == []


DIES = """
import os, signal, sys
from pathlib import Path
from posture_app.desktop.diagnostics import Diagnostics
print(Diagnostics(Path(sys.argv[1])).start(), flush=True)
os.kill(os.getpid(), getattr(signal, sys.argv[2]))
"""


def run(folder, end):
    command = [sys.executable, "-c", DIES, str(folder), end]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_run_that_died_of_a_fault_is_known_at_the_next_start(tmp_path):
    assert run(tmp_path, "SIGABRT").returncode == -signal.SIGABRT
    assert run(tmp_path, "SIGKILL").stdout == "True\n"
    assert "Current thread" in (tmp_path / "logs" / "last-crash.log").read_text()


def test_a_run_that_was_killed_is_no_crash(tmp_path):
    run(tmp_path, "SIGKILL")
    assert run(tmp_path, "SIGKILL").stdout == "False\n"


SLOT = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from posture_app.desktop.diagnostics import Diagnostics
app = QCoreApplication([])
diagnostics = Diagnostics(Path(sys.argv[1]))
diagnostics.start()
QTimer.singleShot(0, lambda: 1 / 0)
QTimer.singleShot(10, app.quit)
app.exec()
diagnostics.close()
"""


def test_an_exception_in_a_slot_is_logged_and_the_program_goes_on(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", SLOT, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0
    assert "ZeroDivisionError" in (tmp_path / "logs" / "posture-app.log").read_text()

import errno
import logging
import os
import signal
import stat
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QObject, qWarning

from posture_app.desktop import log as module
from posture_app.desktop.log import Log


@pytest.fixture
def log(tmp_path, qapp):
    log = Log(tmp_path)
    log.start()
    yield log
    log.close()


def written(log):
    return log.path.read_text() if log.path.exists() else ""


def raised(error=None):
    try:
        raise error or ValueError("too much")
    except ValueError as caught:
        return caught


def test_a_bug_is_logged_with_its_stack(log):
    log.bug(raised())
    assert "ValueError: too much" in written(log)
    assert 'test_log.py", line' in written(log)


def test_the_same_bug_is_logged_once_and_another_one_too(log):
    for _ in range(3):
        log.bug(raised())
    log.bug(raised(UnicodeError("another")))
    assert written(log).count("Traceback") == 2


def test_the_window_is_told_of_the_first_only(log):
    told = []
    log.bug_logged.connect(told.append)
    log.bug(raised())
    log.bug(raised(UnicodeError("another")))
    assert told == [log.path]


def test_what_nobody_caught_is_logged(log, capsys):
    error = raised()
    sys.excepthook(type(error), error, error.__traceback__)
    assert "ValueError: too much" in written(log)
    assert "ValueError: too much" in capsys.readouterr().err


def test_ctrl_c_is_not_a_bug(log, capsys):
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert written(log) == ""


def test_a_program_without_a_console_logs_too(log, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    error = raised()
    sys.excepthook(type(error), error, error.__traceback__)
    assert "too much" in written(log)


def test_a_threads_exception_is_logged_and_told_on_the_windows_thread(log, qtbot):
    class Window(QObject):
        thread_told = None

        def told(self, _path):
            self.thread_told = threading.current_thread()

    window = Window()
    log.bug_logged.connect(window.told)
    thread = threading.Thread(target=raises)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: window.thread_told is not None)
    assert "division" in written(log)
    assert window.thread_told is threading.main_thread()


def raises():
    return 1 / 0


def test_what_a_destructor_raises_is_logged(log):
    class Bad:
        def __del__(self):
            raise ValueError("late")

    bad = Bad()
    del bad
    assert "ValueError: late" in written(log)


def test_a_bug_while_logging_a_bug_ends(log, monkeypatch):
    monkeypatch.setattr(module._log, "error", lambda *_, **__: raise_hook())

    def raise_hook():
        error = raised()
        sys.excepthook(type(error), error, error.__traceback__)

    raise_hook()


def test_qts_messages_go_to_the_log(log):
    qWarning("the widget fell over")
    assert "WARNING qt: default: the widget fell over" in written(log)


def test_modules_log_what_is_worth_knowing(log):
    logging.getLogger("posture_app.desktop.sound").info("pw-play cannot play here")
    logging.getLogger("posture_app.desktop.sound").debug("a detail")
    logging.getLogger("somebody.else").info("a detail")
    assert "pw-play cannot play here" in written(log)
    assert "a detail" not in written(log)


def test_the_log_and_its_folder_are_their_owners_only(log):
    log.bug(raised())
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.path.parent.stat().st_mode) == 0o700


def test_nothing_is_written_where_nothing_happens(log):
    assert not log.path.exists()


def test_the_log_does_not_grow_for_ever(log):
    logger = logging.getLogger("posture_app")
    for _ in range(4):
        logger.info("x" * (module.MAX_BYTES - 200))
        logger.info("y" * 500)
    files = sorted(path.name for path in log.path.parent.glob("posture-app.log*"))
    assert files == ["posture-app.log", "posture-app.log.1", "posture-app.log.2"]
    assert all(stat.S_IMODE(log.path.with_name(name).stat().st_mode) == 0o600 for name in files)


def test_a_full_disk_is_nothing_to_fail_for(log, monkeypatch, capsys):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "open", full)
    logging.getLogger("posture_app").warning("cannot be kept")
    assert capsys.readouterr().err == ""


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path, qapp):
    (tmp_path / "logs").write_text("a file in its place")
    log = Log(tmp_path)
    assert log.start() is False
    log.bug(raised())
    log.close()


def test_closing_leaves_everything_as_it_was(tmp_path, qapp):
    def hooks():
        handlers = logging.getLogger().handlers.copy()
        return sys.excepthook, threading.excepthook, sys.unraisablehook, handlers

    before = hooks()
    log = Log(tmp_path)
    log.start()
    assert all(now != then for now, then in zip(hooks(), before, strict=True))
    log.close()
    log.close()
    assert hooks() == before
    assert list((tmp_path / "logs").iterdir()) == []


DIES = """
import os, signal, sys
from pathlib import Path
from posture_app.desktop.log import Log
print(Log(Path(sys.argv[1])).start(), flush=True)
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
from posture_app.desktop.log import Log
app = QCoreApplication([])
log = Log(Path(sys.argv[1]))
log.start()
QTimer.singleShot(0, lambda: 1 / 0)
QTimer.singleShot(10, app.quit)
app.exec()
log.close()
"""


def test_an_exception_in_a_slot_is_logged_and_the_program_goes_on(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", SLOT, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0
    assert "ZeroDivisionError" in (tmp_path / "logs" / "posture-app.log").read_text()

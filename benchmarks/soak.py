"""Whether a day's work leaves anything behind: breaks, connections, the window opened and closed.

The whole program runs in this process. Prints JSON: for each kind of work how many windows,
objects of Qt, open files and child processes there are after it beyond those before it, and how
much memory has grown; a few of each come before, for what is made once stays. Takes some minutes:
300 breaks, 20,000 connections, the window 50 times. Uses the screen it is given, or none
(`QT_QPA_PLATFORM=offscreen`). Run by `make bench`; `--breaks`, `--connections` and `--windows` say
how many of each.
"""

import argparse
import gc
import json
import os
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from posture_app.breaks.events import BreakNow, PlainEvent
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.instance import VERSION, claim
from posture_app.program.loading import MODULES_OF_PAGES
from posture_app.program.program import Program
from posture_app.program.shared import make_shared
from posture_app.program.start import application
from posture_app.remote.verbs import answer

LIMITS = {"windows": 0, "objects": 50, "files": 0, "children": 0, "grown_mb": 8.0}
"""What may be there afterwards that was not before. Memory grows a little as its pages are shared
out, and Qt keeps some objects of its own for later."""
PATIENCE_MS = 20_000
LOOK_EVERY_MS = 20
"""How often is looked whether something is so where nothing happens."""


def figures(qt: QApplication) -> dict[str, float]:
    """What there is now."""
    for _ in range(3):
        settle()
        gc.collect()
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    files = Path("/proc/self/fd")
    return {
        "windows": len(qt.topLevelWidgets()),
        "objects": sum(len(one.findChildren(QObject)) + 1 for one in qt.topLevelWidgets()),
        "files": len(list(files.iterdir())) if files.exists() else 0,
        "children": len(children.read_text().split()) if children.exists() else 0,
        "grown_mb": memory_mb(),
    }


def memory_mb() -> float:
    """The resident memory (PSS) in megabytes, 0 where the system does not tell it."""
    smaps = Path("/proc/self/smaps_rollup")
    if not smaps.exists():
        return 0.0
    line = next(line for line in smaps.read_text().splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1024


def settle() -> None:
    """Let everything happen that is waiting to, deletions too."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def until(is_so: Callable[[], bool], what: str) -> None:
    """Let the program go on until something is so, and wait between what happens in it."""
    clock, looks = QElapsedTimer(), QTimer()
    clock.start()
    looks.start(LOOK_EVERY_MS)
    settle()
    while not is_so():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        settle()
        if clock.elapsed() > PATIENCE_MS:
            raise SystemExit(f"{what} did not happen")


class Soaked:
    """One running program."""

    def __init__(self, folder: Path) -> None:
        qt = application()
        instance = claim(folder)
        assert isinstance(qt, QApplication)
        assert instance is not None
        self.qt, self.folder, self.instance = qt, folder, instance
        self.program = Program(make_shared(qt, folder, SystemClock()))
        self.program.start()
        until(lambda: self.program.window.is_filled, "a filled window")
        until(lambda: self.program.breaks.reminders is not None, "the breaks")
        # What is loaded for later clicks when nothing else is, is no trace of any work.
        until(lambda: gc.isenabled() and sys.modules.keys() >= {*MODULES_OF_PAGES}, "idleness")
        answer(instance, self.program, self.program.breaks)
        instance.listen()

    def breaks(self, count: int) -> None:
        """Begin a break and skip it, so many times."""
        reminders = self.program.breaks.reminders
        assert reminders is not None
        for _ in range(count):
            reminders.tell(BreakNow("micro"))
            until(lambda: reminders.view().kind is not None, "a break")
            settle()
            reminders.tell(PlainEvent.SKIP)
            until(lambda: reminders.view().kind is None, "the end of a break")
            settle()

    def connections(self, count: int) -> None:
        """Ask for the status on a new connection, so many times, as a panel's bar does."""
        asking = threading.Thread(target=ask, args=(self.folder, count))
        asking.start()
        while asking.is_alive():
            settle()
            asking.join(0.001)  # or the two would take turns at the interpreter by its clock
        until(lambda: self.instance.callers == 0, "the end of the connections")

    def windows(self, count: int) -> None:
        """Close the window and open it again, so many times, a page further each time."""
        main = self.program.window.main
        assert main is not None
        for number in range(count):
            main.open_page(main.pages[number % len(main.pages)])
            settle()
            main.close()
            settle()
            self.program.show()
            settle()

    def end(self) -> None:
        """Quit."""
        self.program.quit()
        self.instance.close()


def ask(folder: Path, count: int) -> None:
    """Ask for the status so many times."""
    line = json.dumps({"version": VERSION, "verb": "status", "arguments": {}}).encode() + b"\n"
    for _ in range(count):
        with socket.socket(socket.AF_UNIX) as one:
            one.connect(str(folder / "program.socket"))
            one.sendall(line)
            while not one.recv(65536).endswith(b"\n"):
                pass


def measured(qt: QApplication, work: Callable[[int], None], count: int) -> dict[str, Any]:
    """What is left of some work; what is made once is made before."""
    work(max(14, min(500, count // 10)))
    before = figures(qt)
    work(count)
    left = {name: round(now - before[name], 1) for name, now in figures(qt).items()}
    flat = all(left[name] <= limit for name, limit in LIMITS.items())
    return {"times": count, **left, "flat": flat}


def main() -> int:
    """Measure and print."""
    words = argparse.ArgumentParser()
    words.add_argument("--breaks", type=int, default=300)
    words.add_argument("--connections", type=int, default=20_000)
    words.add_argument("--windows", type=int, default=50)
    counts = words.parse_args()
    for variable in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        os.environ.pop(variable, None)  # nothing of a real desktop takes part
    with tempfile.TemporaryDirectory() as folder:
        soaked = Soaked(Path(folder))
        gc.freeze()  # what stays for good need not be looked through for each figure
        found = {
            "breaks": measured(soaked.qt, soaked.breaks, counts.breaks),
            "connections": measured(soaked.qt, soaked.connections, counts.connections),
            "windows": measured(soaked.qt, soaked.windows, counts.windows),
        }
        soaked.end()
    print(json.dumps({**found, "limits_of_what_is_left": LIMITS}))
    return 0 if all(one["flat"] for one in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())

"""How long from the start to the first window and until all is loaded, beside a bare window.

Both are started by turns in one run, as machines differ and change; the figure to watch is the
ratio. A window counts as shown when it was painted with all that is in it, and all as loaded when
library and journal are there and the open page is filled from them. A start opens the page that was
open last: here that is Today, and in runs of its own Settings, which has the most to draw. After
that every page is shown once, which a person does at leisure: these two times have no limit. What
is in the measure and what is not: docs/decisions/0005. Prints JSON with medians. Run by
`make bench`.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 9
LIMIT_FIRST_WINDOW = 1.5
LIMIT_ALL_LOADED = 5.0

BARE = """
from _first_paint import FirstPaint, memory_mb
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1100, 720)
def done():
    print(first.at_s, first.at_s, first.at_s, memory_mb())
    app.quit()
first = FirstPaint(done)
window.installEventFilter(first)
window.show()
app.exec()
"""

# The real start, from the command line on; only where it makes the window, it is watched.
PROGRAM = """
import sys
from posture_app import cli
from posture_app.commands import window
require_qt = window.require_qt
def watch(*parts):
    import time
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from _first_paint import FirstPaint, memory_mb
    program = made(*parts)
    def loaded():
        at_s = time.time()
        def settled():
            idle_mb = memory_mb()
            began_s = time.time()
            for key in program.window.main.pages:
                program.window.main.open_page(key)
                QApplication.processEvents()
            print(first.at_s, at_s, at_s + time.time() - began_s, idle_mb)
            program.window.main.open_page(sys.argv[1])  # the next start begins there
            program.quit()
        QTimer.singleShot(1000, settled)
    program.window.ready.connect(loaded)
    first = FirstPaint()
    opened = program.window.open
    def open_window(*words):
        opened(*words)
        program.window.main.installEventFilter(first)
    program.window.open = open_window
    return program
def require_and_watch():
    require_qt()
    global made
    from posture_app.program import start
    made, start.Program = start.Program, watch
window.require_qt = require_and_watch
raise SystemExit(cli.main([]))
"""


def measure(script: str, data_dir: str, page: str = "today") -> tuple[float, ...]:
    """Milliseconds to the first paint, until all is loaded and until every page was shown; PSS.

    Args:
        script: What to start.
        data_dir: Its data folder.
        page: The page that is left open, for the next start with this folder.
    """
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "POSTURE_APP_DATA_DIR": data_dir,
        "PYTHONPATH": os.pathsep.join(sys.path[:1]),  # this folder
    }
    # As installed: byte code is kept, and a second start does not compile again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.time()
    out = subprocess.run(
        [sys.executable, "-c", script, page],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    ).stdout.split()
    *times, memory_mb = (float(part) for part in out[-4:])
    return *((one - started) * 1000 for one in times), memory_mb


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as today, tempfile.TemporaryDirectory() as settings:
        measure(PROGRAM, today)  # writes byte code and makes the database
        measure(PROGRAM, settings, "settings")
        bare, program, at_settings = [], [], []
        for _ in range(RUNS):
            bare.append(measure(BARE, today))
            program.append(measure(PROGRAM, today))
            at_settings.append(measure(PROGRAM, settings, "settings"))
    bare_ms, _, _, bare_mb = medians(bare)
    first_ms, loaded_ms, shown_ms, program_mb = medians(program)
    settings_ms = medians(at_settings)[1]
    figures = {
        "times_bare_window": {
            "first_window": round(first_ms / bare_ms, 2),
            "all_loaded": round(loaded_ms / bare_ms, 2),
            "all_loaded_with_settings_open": round(settings_ms / bare_ms, 2),
            "every_page_shown": round(shown_ms / bare_ms, 2),
        },
        "limits": {"first_window": LIMIT_FIRST_WINDOW, "all_loaded": LIMIT_ALL_LOADED},
        "bare_window_ms": round(bare_ms, 1),
        "memory_mb": {"bare_window": round(bare_mb, 1), "program": round(program_mb, 1)},
    }
    print(json.dumps(figures))


def medians(runs: list[tuple[float, ...]]) -> list[float]:
    """Of each of the figures."""
    return [statistics.median(figures) for figures in zip(*runs, strict=True)]


if __name__ == "__main__":
    main()

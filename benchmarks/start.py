"""How long from the start of the process to the first window, beside a bare PySide6 window.

Both are started by turns in one run, as machines differ and change; the figure to watch is the
ratio. A window counts as shown when it was painted with all that is in it. What is in the measure
and what is not: docs/decisions/0005. Prints JSON with medians. Run by `make bench`.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 9

BARE = """
from _first_paint import FirstPaint, memory_mb
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1100, 720)
def done():
    print(first.at_s, first.at_s, memory_mb())
    app.quit()
first = FirstPaint(done)
window.installEventFilter(first)
window.show()
app.exec()
"""

# The real start, from the command line on; only where it makes the window, it is watched.
PROGRAM = """
from posture_app import cli
require_qt = cli.require_qt
def watch(*parts):
    import time
    from PySide6.QtCore import QTimer
    from _first_paint import FirstPaint, memory_mb
    program = made(*parts)
    def loaded():
        at_s = time.time()
        def settled():
            print(first.at_s, at_s, memory_mb())
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
cli.require_qt = require_and_watch
raise SystemExit(cli.main([]))
"""


def measure(script: str, data_dir: str) -> tuple[float, float, float]:
    """Milliseconds to the first paint and until all is loaded, and resident megabytes (PSS)."""
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
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    ).stdout.split()
    first, ready, memory_mb = (float(part) for part in out[-3:])
    return (first - started) * 1000, (ready - started) * 1000, memory_mb


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as data_dir:
        measure(PROGRAM, data_dir)  # writes byte code and makes the database
        bare, program = [], []
        for _ in range(RUNS):
            bare.append(measure(BARE, data_dir))
            program.append(measure(PROGRAM, data_dir))
    medians = [
        [statistics.median(run[index] for run in runs) for index in range(3)]
        for runs in (bare, program)
    ]
    print(
        json.dumps(
            {
                "start": {
                    "bare_window_ms": round(medians[0][0], 1),
                    "first_window_ms": round(medians[1][0], 1),
                    "ratio": round(medians[1][0] / medians[0][0], 2),
                    "all_loaded_ms": round(medians[1][1], 1),
                },
                "memory_idle": {
                    "bare_window_mb": round(medians[0][2], 1),
                    "program_mb": round(medians[1][2], 1),
                },
            }
        )
    )


if __name__ == "__main__":
    main()

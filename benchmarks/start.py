"""How long from the start of the process to the first window, beside a bare PySide6 window.

Both are started by turns in one run, as machines differ and change; the figure to watch is the
ratio. Prints JSON with medians. Run by `make bench`.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 9

REPORT = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer

class Shown(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.at is None:
            self.at = time.time()
            QTimer.singleShot(0, self.after)
        return False
    at = None
shown = Shown()

def memory_mb():
    for line in open("/proc/self/smaps_rollup"):
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
"""

BARE = (
    REPORT
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1100, 720)
def done():
    print(shown.at, shown.at, memory_mb())
    app.quit()
shown.after = done
window.installEventFilter(shown)
window.show()
app.exec()
"""
)

PROGRAM = (
    REPORT
    + """
import os
from pathlib import Path
from posture_app.cli import parser
from posture_app.desktop.system_libraries import require_libraries
parser().parse_args([])
require_libraries(os.environ)
from posture_app.bootstrap import build
from posture_app.desktop.instance import claim
instance = claim(Path(sys.argv[1]))
program = build(Path(sys.argv[1]))
ready = []
def settled():
    print(shown.at, ready[0], memory_mb())
    program.quit()
def opened(_):
    ready.append(time.time())
    QTimer.singleShot(1000, settled)
program.ready.connect(opened)
shown.after = lambda: None
program.window.installEventFilter(shown)
program.start()
raise SystemExit(program.run())
"""
)


def measure(script: str, data_dir: str) -> tuple[float, float, float]:
    """Milliseconds to the first paint and until all is loaded, and resident megabytes (PSS)."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # As installed: byte code is kept, and a second start does not compile again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.time()
    out = subprocess.run(
        [sys.executable, "-c", script, data_dir],
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

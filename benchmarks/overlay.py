"""How long a due break takes to be on the screen, and whether five hundred of them leave anything.

Prints JSON. `first_ms` is the first break of all, whose windows are still to be made; `prepared_ms`
and `reused_ms` are what a person meets, as the windows are made while the notice counts down. The
soak opens and closes 500 breaks in a row. Uses the screen it is given, or none
(`QT_QPA_PLATFORM=offscreen`). Run by `make bench`.
"""

import gc
import json
import os
import statistics
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from posture_app.coach.break_exercises import Situation, choices
from posture_app.library.files import load
from posture_app.program.session_driver import SessionDriver
from posture_app.ui.overlay.figure import BreakFigure
from posture_app.ui.overlay.monitors import Monitors
from posture_app.ui.overlay.moving_figure import MovingBreakFigure
from posture_app.ui.overlay.presenter import BreakPresenter
from posture_app.ui.overlay.snapshots import BreakSnapshot
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory

LIMIT_MS = 150
LIMIT_MB = 20
BREAKS = 500
REUSED = 20


@dataclass
class Reading:
    """A clock that stands still unless it is set."""

    monotonic_s: float = 1000.0
    boot_s: float = 1000.0


class Painted(QObject):
    """Notes when a window of a break was painted first."""

    at: float | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at every event of the application."""
        if event.type() == QEvent.Type.Paint and watched.objectName() == "break_window":
            self.at = self.at or time.perf_counter()
        return False


def memory_mb() -> float | None:
    """The resident memory (PSS) in megabytes, where the system tells it."""
    smaps = Path("/proc/self/smaps_rollup")
    if not smaps.exists():
        return None
    line = next(line for line in smaps.read_text().splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1024


def settle(app: QApplication) -> None:
    """Let everything happen that is waiting to, deletions too."""
    app.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()


def main() -> None:
    """Measure and print."""
    app = QApplication([])
    reading, painted = Reading(), Painted()
    theme = Theme(app)

    def figure(make: WidgetFactory) -> BreakFigure:
        return make(MovingBreakFigure, reduced_motion=False)

    def new_presenter() -> BreakPresenter:
        return BreakPresenter(
            theme,
            lambda: reading,
            Monitors(app),
            lambda parent: SessionDriver(lambda: reading, parent=parent),
            figure=figure,
        )

    presenter = new_presenter()
    library, now = load([]).library, datetime(2026, 3, 2, tzinfo=UTC)
    started = time.perf_counter()
    choice = choices(library, Situation(seconds=60), now=now)[0]
    choosing_ms = (time.perf_counter() - started) * 1000
    shown = BreakSnapshot(
        kind="micro", name="Micro", strictness="overlay", length_s=60, left_s=60, choice=choice
    )
    app.installEventFilter(painted)

    def one_ms() -> float:
        painted.at = None
        started = time.perf_counter()
        presenter.open(shown)
        while painted.at is None:
            app.processEvents()
        took_ms = (painted.at - started) * 1000
        presenter.close()
        settle(app)
        return took_ms

    first_ms = one_ms()
    reused = [one_ms() for _ in range(REUSED)]
    fresh = new_presenter()
    fresh.prepare()
    presenter, kept = fresh, presenter
    prepared_ms = one_ms()
    app.removeEventFilter(painted)
    gc.collect()
    before_mb, before = memory_mb(), len(app.topLevelWidgets())
    for _ in range(BREAKS):
        presenter.open(shown)
        app.processEvents()
        reading.monotonic_s += 7
        reading.boot_s += 7
        presenter.tick()
        presenter.close()
        settle(app)
    gc.collect()
    after_mb, after = memory_mb(), len(app.topLevelWidgets())
    grown_mb = None if before_mb is None or after_mb is None else round(after_mb - before_mb, 1)
    kept.close()
    print(
        json.dumps(
            {
                "overlay": {
                    "screens": len(app.screens()),
                    "choosing_ms": round(choosing_ms, 1),
                    "first_ms": round(first_ms, 1),
                    "prepared_ms": round(prepared_ms, 1),
                    "reused_ms": round(statistics.median(reused), 1),
                    "worst_ms": round(max(first_ms, prepared_ms, *reused), 1),
                    "limit_ms": LIMIT_MS,
                },
                "soak": {
                    "breaks": BREAKS,
                    "windows_before": before,
                    "windows_after": after,
                    "grown_mb": grown_mb,
                    "limit_mb": LIMIT_MB,
                },
            }
        )
    )


if __name__ == "__main__":
    main()

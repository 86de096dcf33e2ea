"""How long a frame of the figure takes, as JSON: `python benchmarks/figure.py`.

Every motion of the built-in library (every start position where there is none yet) is played at
400 by 400 pixels, 120 frames from start to end, on one core; then it is turned, which makes every
part anew. Before that, its still goes to a PDF twice: the first ("cold") is the first picture of
that exercise at all, the second ("warm") what the same picture costs later. Times are medians of
processor time in milliseconds.
Then the widget itself plays one round (there, held, back, at rest) in an event loop without a
screen: how many frames a second it paints while the body moves, the longest gap between two of
these, and the share of one core that the process takes while it moves and over the whole round.
Forty icons are stills of 64 pixels, each painted for the first time. The first figure of a process
that shows a page counts from when a figure is asked for until it is drawn: numpy, the mesh, the
muscles and all that draws them are loaded in that time. "After idle" is what is left of it where
the window has been idle for a moment before, in which it loads those. Byte code and what the set-up
compiles are there, as they are for a program that is installed.

`PAINTERS` keeps what the painters took that were there before, all measured by this file on one
machine, so that a later one can be held against them.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time
from typing import get_args

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does

from PySide6.QtCore import QEvent, QEventLoop, QMarginsF, QObject, QRectF, QTimer
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from posture_app.body.motion import breath_at, position_motion, stance_at
from posture_app.library.files import load
from posture_app.library.model import Exercise
from posture_app.library.motion import StartPosition
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_stance, paint_still
from posture_app.ui.figure.scene import Scene, scene_of_motion
from posture_app.ui.figure.widget import FigureWidget
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory

SIZE = 400
FRAMES = 120
LIMITS = {
    "frame_ms": 3.0,
    "pdf_still_cold_ms": 12.0,
    "pdf_still_kb": 60.0,
    "icons_ms": 200.0,
    "first_figure_ms": 120.0,
    "frames_per_s_moving": 28.0,
    "share_of_one_core": 0.12,
}
PAINTERS = {
    "tapered volumes, on 2026-11-29 with the machine quiet": {
        "frame_ms": 1.53,
        "frame_ms_p95": 2.15,
        "frame_turning_ms": 2.32,
        "pdf_still_cold_ms": 3.85,
        "share_of_one_core_at_60_frames": 0.16,
    },
    "the same, in turn with the painter of the mesh, other work going on": {
        "frame_ms": 1.47,
        "frame_ms_of_the_mesh": 2.74,
        "times": 1.86,
    },
    "every sixth motion, least of each frame, the three painters in turn, other work going on": {
        "frame_ms": 1.42,
        "frame_ms_of_the_mesh_before": 2.79,
        "frame_ms_of_the_mesh": 2.55,
        "times": 1.79,
    },
    "every sixth motion, least of eight, the three in turn, four or more at work on two cores": {
        "frame_ms": 1.43,
        "frame_ms_of_the_mesh_before": 2.84,
        "frame_ms_of_the_mesh": 2.70,
        "times": 1.89,
    },
    "every sixth motion that both have, least of eight, the three in turn, seven or more at work": {
        "frame_ms": 1.41,
        "frame_ms_of_the_mesh_before": 2.75,
        "frame_ms_of_the_mesh": 1.82,
        "times": 1.29,
    },
    "every second motion, least of four, the last two in turn three times, other work going on": {
        "frame_ms_of_the_mesh_before": 1.70,
        "frame_ms_of_the_mesh": 1.77,
        "times_of_the_one_before": 1.04,
    },
    "every second motion that both have, least of twelve, the first and the last in turn, quiet": {
        "frame_ms": 1.32,
        "frame_ms_of_the_mesh": 1.37,
        "times": 1.04,
        "times_in_the_mean": 1.31,
    },
    "the same a day later, with finer close-ups, faces and props": {
        "frame_ms": 1.33,
        "frame_ms_of_the_mesh": 1.52,
        "times": 1.14,
        "times_in_the_mean": 1.40,
    },
    "the same on a later day, with closer cameras, hair, faces and whole shapes of muscles": {
        "frame_ms": 1.33,
        "frame_ms_of_the_mesh": 1.49,
        "times": 1.13,
        "times_in_the_mean": 1.47,
    },
    "every third motion that both have, least of four, in turn, a slower machine, others at work": {
        "frame_ms": 2.48,
        "frame_ms_of_the_mesh_before": 3.35,
        "frame_ms_of_the_mesh": 3.17,
        "times": 1.28,
        "times_in_the_mean": 1.79,
    },
}
PLAYED = ("bird-dog", "scapular-squeeze", "sit-to-stand", "band-row")
MOVING_S, ROUND_S = 2.0, 6.9
ICONS = 40
ICON = 64


def main() -> None:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    exercises = load().library.exercises
    motions = [one.motion for one in exercises.values() if one.motion]
    motions = motions or [position_motion(name) for name in get_args(StartPosition)]
    solve, live, turned, cold, warm, sizes = [], [], [], [], [], []
    for motion in motions:
        begun = process_time()
        scene = scene_of_motion(motion)
        solve.append(1000 * (process_time() - begun))
        took_ms, size_kb = to_pdf(scene)
        cold.append(took_ms)
        sizes.append(size_kb)
        warm.append(to_pdf(scene)[0])
        live += frames(scene, turning=False)
        turned += frames(scene, turning=True)
    medians = {
        "motions": len(motions),
        "solve_ms": round(statistics.median(solve), 2),
        "frame_ms": round(statistics.median(live), 2),
        "frame_ms_p95": round(statistics.quantiles(live, n=20)[-1], 2),
        "frame_turning_ms": round(statistics.median(turned), 2),
        "pdf_still_cold_ms": round(statistics.median(cold), 2),
        "pdf_still_warm_ms": round(statistics.median(warm), 2),
        "pdf_still_kb": max(sizes),
        "icons_ms": round(icons([scene_of_motion(motion) for motion in motions][:ICONS]), 1),
        "first_figure_ms": first_figure(after_idle=False),
        "first_figure_after_idle_ms": first_figure(after_idle=True),
        "played": {name: played(application, exercises[name]) for name in PLAYED},
        "limits": LIMITS,
        "painters_before": PAINTERS,
    }
    json.dump(medians, sys.stdout, indent=2)
    print()
    del application


def frames(scene: Scene, *, turning: bool) -> list[float]:
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    rect = QRectF(0, 0, SIZE, SIZE)
    view = scene.view(rect)
    views = [scene.view(rect, None, (3.0 * k, 0.0)) for k in range(FRAMES)] if turning else []
    before = None
    times = []
    for k in range(FRAMES):
        begun = process_time()
        stance = stance_at(scene.solved, "move", k / FRAMES, None, breath_at(k / 60))
        before = paint_stance(
            painter, scene, stance, views[k] if turning else view, LIGHT, None, before
        )
        times.append(1000 * (process_time() - begun))
    painter.end()
    return times


class Paints(QObject):
    """Notes when a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.at_s: list[float] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - as Qt calls it
        """Qt asks before the widget gets its event."""
        if event.type() == QEvent.Type.Paint:
            self.at_s.append(perf_counter())
        return False


def played(application: QApplication, exercise: Exercise) -> dict[str, float]:
    """How smoothly the widget plays one exercise, and what that costs."""
    widget = WidgetFactory(Theme(application))(FigureWidget, exercise)
    widget.resize(SIZE, SIZE)
    paints = Paints()
    widget.installEventFilter(paints)
    widget.show()
    widget.play_alone()
    wait(0.1)
    paints.at_s.clear()
    begun, busy = perf_counter(), process_time()
    wait(MOVING_S)
    moved_s, moving_s = perf_counter() - begun, process_time() - busy
    moving = list(paints.at_s)
    wait(ROUND_S - MOVING_S)
    took_s, busy_s = perf_counter() - begun, process_time() - busy
    gaps = [after - before for before, after in pairwise(moving)]
    widget.close()
    widget.deleteLater()
    return {
        "frames_per_s_moving": round(len(moving) / moved_s, 1),
        "frames_per_s": round(len(paints.at_s) / took_s, 1),
        "longest_gap_ms": round(1000 * max(gaps), 1),
        "share_of_one_core_moving": round(moving_s / moved_s, 3),
        "share_of_one_core": round(busy_s / took_s, 3),
    }


def wait(span_s: float) -> None:
    """Let Qt's events run for so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * span_s), loop.quit)
    loop.exec()


def icons(scenes: list[Scene]) -> float:
    """How long many small stills take together."""
    image = QImage(ICON, ICON, QImage.Format.Format_ARGB32_Premultiplied)
    begun = process_time()
    for scene in scenes:
        painter = QPainter(image)
        paint_still(painter, QRectF(0, 0, ICON, ICON), scene, LIGHT, arrows=False)
        painter.end()
    return 1000 * (process_time() - begun)


FIRST = """
from time import process_time
from posture_app.desktop.display import load_qt
load_qt()
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
application = QApplication([])
from posture_app.library.files import load
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
exercise = load().library.exercises["chin-tuck-seated"]
page = WidgetFactory(Theme(application)).label(exercise.name, "display")
page.show()
application.processEvents()
begun = process_time()
from posture_app.preferences import USUAL_FIGURE
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_still, preload
from posture_app.ui.figure.scene import scene_of
{after_loading}
image = QImage(400, 400, QImage.Format.Format_ARGB32_Premultiplied)
painter = QPainter(image)
paint_still(painter, QRectF(0, 0, 400, 400), scene_of(exercise), LIGHT)
painter.end()
print(1000 * (process_time() - begun))
"""


def first_figure(*, after_idle: bool) -> float:
    """The first figure of a process, in milliseconds: the least of a few, as files are cached."""
    load = "preload(USUAL_FIGURE.body); begun = process_time()"
    script = FIRST.format(after_loading=load if after_idle else "")
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    runs = [
        float(subprocess.check_output([sys.executable, "-c", script], text=True, env=environment))
        for _ in range(4)
    ]
    return round(min(runs), 1)


def to_pdf(scene: Scene) -> tuple[float, float]:
    """How long a still for paper takes, and how many thousand bytes it has."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "still.pdf"
        writer = QPdfWriter(str(path))
        layout = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
        )
        writer.setPageLayout(layout)
        painter = QPainter(writer)
        begun = process_time()
        paint_still(painter, QRectF(0, 0, 2000, 2000), scene, LIGHT)
        took = 1000 * (process_time() - begun)
        painter.end()
        return took, round(path.stat().st_size / 1000, 1)


if __name__ == "__main__":
    main()

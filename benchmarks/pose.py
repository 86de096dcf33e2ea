"""How long the next picture takes while a joint is dragged in the pose editor.

Prints JSON: for each handle the middle and the 95th of a hundred pictures at about 400 pixels, in
milliseconds of the processor, from the pointer's move to the painted view. What is first drawn
after a pause is drawn from nothing, and is not counted. Run by `make bench`.
"""

import gc
import json
import os
import statistics
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posture_app.gallery.drawing import settle, show_off_screen
from posture_app.ui.theme.theme import Theme
from posture_app.ui.therapist.pose.editor import PoseEditor
from posture_app.ui.therapist.pose.view import PoseView
from posture_app.ui.widgets.factory import WidgetFactory

LIMIT_MS = 16
PICTURES = 100
FIRST = 3
BUTTON = Qt.MouseButton.LeftButton
HELD = Qt.KeyboardModifier.NoModifier


def dragged_ms(view: PoseView, handle: str) -> list[float]:
    """What each picture of one drag takes."""
    spot = view.spot_of(handle)
    QTest.mousePress(view, BUTTON, HELD, spot.toPoint())
    found = []
    for step in range(1, PICTURES + 1):
        place = spot + QPointF(-0.4 * step, 0.3 * step)
        before = time.process_time()
        moved = QMouseEvent(
            QEvent.Type.MouseMove, place, view.mapToGlobal(place), BUTTON, BUTTON, HELD
        )
        QApplication.sendEvent(view, moved)
        view.repaint()
        found.append((time.process_time() - before) * 1000)
    QTest.mouseRelease(view, BUTTON, HELD, place.toPoint())
    return found[FIRST:]


def main() -> None:
    """Drag in an editor that shows somebody who stands."""
    app = QApplication([])
    app.setStyle("Fusion")
    editor = WidgetFactory(Theme(app))(PoseEditor)
    editor.set_motion(None)
    show_off_screen(editor, QSize(1240, 1000))
    editor.check_now()
    settle()
    figures = {}
    gc.disable()
    for view in (editor.front.view, editor.side.view):
        for handle in ("right_hand", "right_elbow", "chest", "head", "pelvis"):
            found = sorted(dragged_ms(view, handle))
            figures[f"{view.objectName()} {handle}"] = {
                "median_ms": round(statistics.median(found), 1),
                "p95_ms": round(found[int(0.95 * len(found))], 1),
            }
            editor.draft.undo()
    editor.check_now()
    worst = max(one["p95_ms"] for one in figures.values())
    size = editor.front.view.size()
    pixels = [size.width(), size.height()]
    print(json.dumps({"limit_ms": LIMIT_MS, "worst_p95_ms": worst, "px": pixels, **figures}))


if __name__ == "__main__":
    main()

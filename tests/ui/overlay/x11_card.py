"""A child process for the tests under Xvfb: shows one surface of a break on a real X server.

Prints `ready`, then after each line on standard input what it knows of itself, as JSON.
"""

import json
import sys
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from posture_app.program.session_driver import SessionDriver
from posture_app.ui.overlay.monitors import Monitors
from posture_app.ui.overlay.presenter import BreakPresenter
from posture_app.ui.overlay.snapshots import BreakSnapshot, NoticeSnapshot
from posture_app.ui.theme.theme import Theme


@dataclass
class Reading:
    monotonic_s: float = 1000.0
    boot_s: float = 1000.0


def rect(area: QRect) -> list[int]:
    return [area.x(), area.y(), area.width(), area.height()]


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(what: str) -> None:
    app = QApplication([])
    reading = Reading()
    presenter = BreakPresenter(
        Theme(app),
        lambda: reading,
        Monitors(app),
        lambda parent: SessionDriver(lambda: reading, parent=parent),
    )
    told: list[str] = []
    presenter.leave_wanted.connect(lambda _: told.append("leave"))
    presenter.done_wanted.connect(lambda _: told.append("done"))
    presenter.start_wanted.connect(lambda _: told.append("start"))
    field = QLineEdit()
    field.setWindowTitle("typing")
    field.setGeometry(40, 40, 300, 40)
    field.show()
    field.activateWindow()

    def show() -> None:
        if what == "notice":
            presenter.show_notice(
                NoticeSnapshot(
                    kind="micro", name="Micro", starts_in_s=20, snooze_s=300, snoozes_left=1
                )
            )
        else:
            presenter.open(
                BreakSnapshot(
                    kind="micro",
                    name="Micro",
                    strictness="card" if what == "card" else "strict",
                    length_s=60,
                    left_s=60,
                )
            )

    def answer() -> None:
        line = sys.stdin.readline().split()
        if not line:
            app.quit()
            return
        if line[0] == "show":
            show()
        elif line[0] == "pass":
            reading.monotonic_s += float(line[1])
            reading.boot_s += float(line[1])
        QTimer.singleShot(300, tell)

    def tell() -> None:
        surfaces = [one for one in presenter.surfaces if one.isVisible()]
        say(
            json.dumps(
                {
                    "typed": field.text(),
                    "field_active": field.isActiveWindow(),
                    "surfaces": [rect(one.geometry()) for one in surfaces],
                    "active": [one.isActiveWindow() for one in surfaces],
                    "told": told,
                    "screen": rect(app.primaryScreen().geometry()),
                }
            )
        )

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(answer)
    waiting = QTimer()

    def look() -> None:
        if field.isActiveWindow():
            waiting.stop()
            say("ready")

    waiting.timeout.connect(look)
    waiting.start(20)
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1])

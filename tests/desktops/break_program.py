"""The windows of a break as the program shows them, in a process of their own.

Answers each line on standard input with what it knows of itself, as JSON:
`show notice|card|strict|message`, `panel SECONDS` (the icon, with so long to the next break),
`pass SECONDS`, `close`, `sense`, `tell`.
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QSocketNotifier, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from posture_app.breaks.settings import Strictness
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.display import platform_arguments
from posture_app.desktop.notifications import notifications_of_this_computer
from posture_app.desktop.sensors import sensors_of_this_computer
from posture_app.program.session_driver import SessionDriver
from posture_app.ui.overlay.monitors import Monitors
from posture_app.ui.overlay.presenter import BreakPresenter
from posture_app.ui.overlay.snapshots import BreakSnapshot, NoticeSnapshot
from posture_app.ui.overlay.windows import BreakWindow
from posture_app.ui.theme.theme import Theme
from posture_app.ui.tray import Tray, TraySnapshot
from posture_app.words.catalogue import said

SETTLING_MS = 500


class Recorded:
    """The desktop's messages, and what was told by them."""

    def __init__(self, app: QApplication) -> None:
        self._messages = notifications_of_this_computer(app)
        self.told: list[str] = []

    def show(
        self,
        title: str,
        words: str,
        otherwise: Callable[[], None],
        *,
        actions: Sequence[tuple[str, str]] = (),
        chosen: Callable[[str], None] | None = None,
    ) -> None:
        self.told.append(title)

        def failed() -> None:
            self.told.append("not shown")
            otherwise()

        self._messages.show(title, words, failed, actions=actions, chosen=chosen)

    def withdraw(self) -> None:
        self._messages.withdraw()


@dataclass
class Reading:
    monotonic_s: float = 1000.0
    boot_s: float = 1000.0


class BreakProgram:
    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._reading = reading = Reading()
        self._told: list[str] = []
        self._messages = Recorded(app)
        self._presenter = BreakPresenter(
            Theme(app),
            lambda: reading,
            Monitors(app),
            lambda parent: SessionDriver(lambda: reading, parent=parent),
            messages=self._messages,
        )
        for name in ("leave", "done", "start", "snooze", "skip"):
            signal = getattr(self._presenter, f"{name}_wanted")
            signal.connect(lambda _value, name=name: self._told.append(name))
        self._tray: Tray | None = None
        self._sensors = sensors_of_this_computer(SystemClock())
        self._sensors.setParent(app)
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._answer)

    def _answer(self) -> None:
        match sys.stdin.readline().split():
            case []:
                self._app.quit()
                return
            case ["show", "notice"]:
                self._presenter.show_notice(
                    NoticeSnapshot(
                        kind="micro", name="Micro", starts_in_s=20, snooze_s=300, snoozes_left=1
                    )
                )
            case ["show", "message"]:
                self._open("notification")
            case ["show", "card"]:
                self._open("card")
            case ["show", "strict"]:
                self._open("strict")
            case ["panel", seconds]:
                self._show_in_panel(float(seconds))
            case ["pass", seconds]:
                self._reading.monotonic_s += float(seconds)
                self._reading.boot_s += float(seconds)
                self._presenter.tick()
            case ["sense"]:
                self._sensors.start()
                self._sensors.need(idle_after_s=5, keen=True)
            case ["close"]:
                self._presenter.close()
        QTimer.singleShot(SETTLING_MS, self._tell)

    def _open(self, strictness: Strictness) -> None:
        shown = BreakSnapshot(
            kind="micro", name="Micro", strictness=strictness, length_s=60, left_s=60
        )
        self._presenter.open(replace(shown, snoozes_left=1))

    def _show_in_panel(self, left_s: float) -> None:
        if self._tray is None:
            self._tray = Tray(self._app)
            self._tray.event_wanted.connect(lambda event: self._told.append(type(event).__name__))
            self._tray.open_wanted.connect(lambda: self._told.append("open"))
        kinds = (("micro", "Micro"), ("movement", "Movement"))
        self._tray.show_snapshot(
            TraySnapshot(
                state="counting",
                next_name="Micro",
                next_in_s=left_s,
                every_s=1200,
                kinds=kinds,
                routine="Neck relief",
            )
        )
        self._tray.show()

    def _tell(self) -> None:
        shown = [one for one in self._presenter.surfaces if one.isVisible()]
        covers = [one for one in shown if isinstance(one, BreakWindow)]
        say(
            {
                "platform": self._app.platformName(),
                "shown": [rect(one.geometry()) for one in shown],
                "active": [one is self._app.activeWindow() for one in shown],
                "leads": [one is self._presenter.covering.leader for one in covers],
                "focus": self._focus(),
                "told": self._told,
                "pointer": [QCursor.pos().x(), QCursor.pos().y()],
                "tray": QSystemTrayIcon.isSystemTrayAvailable(),
                "sensors": {
                    one.kind.name: [said(one.sensor), one.value]
                    for one in reversed(self._sensors.healths())
                    if one.sensor
                },
                "messages": self._messages.told,
                "screens": [rect(one.geometry()) for one in self._app.screens()],
                "ratio": [one.devicePixelRatio() for one in self._app.screens()],
            }
        )

    def _focus(self) -> str:
        widget = self._app.focusWidget()
        return "" if widget is None else widget.objectName() or type(widget).__name__


def rect(area: QRect) -> list[int]:
    return [area.x(), area.y(), area.width(), area.height()]


def say(what: object) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


def main() -> None:
    app = QApplication(["posture-app", *platform_arguments()])
    program = BreakProgram(app)
    say("ready")
    app.exec()
    del program


if __name__ == "__main__":
    main()

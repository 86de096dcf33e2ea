"""The screens there are, as values, and word when they change."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtGui import QCursor, QGuiApplication, QScreen

from posture_app.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Monitor:
    """One screen: what tells it from the others, and where it lies.

    `screen` is Qt's own object, which a window needs on Wayland, where it can't place itself.
    """

    key: str
    geometry: QRect
    available: QRect
    screen: QScreen | None = None


class Monitors(QObject):
    """The screens of the machine.

    Signals:
        changed: One came, went, or has another size or place.
    """

    changed = Signal()

    def __init__(self, app: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        for screen in app.screens():
            self._watch(screen)
        app.screenAdded.connect(self._added)
        app.screenRemoved.connect(self._removed)
        app.primaryScreenChanged.connect(self._removed)

    def all(self) -> Sequence[Monitor]:
        """Every screen; none while all are gone, when Qt keeps one without a size."""
        found: dict[str, Monitor] = {}
        for screen in self._app.screens():
            geometry = screen.geometry()
            key = f"{screen.name()} {screen.serialNumber()}"
            while key in found:  # two screens of one model
                key += "'"
            if not geometry.isEmpty():
                found[key] = Monitor(key, geometry, screen.availableGeometry(), screen)
        return tuple(found.values())

    def active(self) -> Monitor | None:
        """The screen with the pointer, or else the primary one; None where there is none."""
        everything = self.all()
        wanted = self._app.screenAt(QCursor.pos()) or self._app.primaryScreen()
        mine = (one for one in everything if one.screen is wanted)
        return next(mine, next(iter(everything), None))

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._moved)

    @Slot(QScreen)
    def _added(self, screen: QScreen) -> None:
        self._watch(screen)
        self.changed.emit()

    @Slot(QScreen)
    def _removed(self, _screen: QScreen) -> None:
        self.changed.emit()

    @Slot(QRect)
    def _moved(self, _geometry: QRect) -> None:
        self.changed.emit()

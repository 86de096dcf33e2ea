"""What the person should know: kept until they put it away, also while there is no window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.errors import Message

if TYPE_CHECKING:  # there is seldom one before the window is shown: docs/decisions/0005
    from posture_app.ui.pages.notice import Notice


class Notices(QObject):
    """The notices that stand, one for each key.

    Signals:
        added: A `Notice`.
        changed: Others stand than before.
    """

    added = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._standing: dict[str, Notice] = {}
        self._on_action: dict[str, Callable[[], object]] = {}
        self._on_dismissal: dict[str, Callable[[], object]] = {}

    @property
    def standing(self) -> "tuple[Notice, ...]":
        """All that were not put away, the oldest first."""
        return tuple(self._standing.values())

    def add(
        self,
        notice: "Notice",
        on_action: Callable[[], object] | None = None,
        on_dismissal: Callable[[], object] | None = None,
    ) -> None:
        """Show a notice, in the place of one with the same key.

        Args:
            notice: What to show.
            on_action: What its button does.
            on_dismissal: What follows when the person puts it away, where that decides something.
        """
        self._standing[notice.key] = notice
        for handlers, one in ((self._on_action, on_action), (self._on_dismissal, on_dismissal)):
            handlers.pop(notice.key, None)
            if one is not None:
                handlers[notice.key] = one
        self.added.emit(notice)
        self.changed.emit()

    def warn(self, key: str, sentence: Message | str) -> None:
        """Say that something is wrong."""
        from posture_app.ui.pages.notice import Notice

        self.add(Notice(key=key, text=sentence, mood="caution"))

    @Slot(object)
    def do_action(self, key: str) -> None:
        """Do what a notice's button promises."""
        on_action = self._on_action.get(key)
        if key in self._standing and on_action is not None:
            on_action()

    @Slot(object)
    def dismiss(self, key: str) -> None:
        """The person puts a notice away, which may be a decision."""
        on_dismissal = self._on_dismissal.get(key)
        if key in self._standing and on_dismissal is not None:
            on_dismissal()
        self.withdraw(key)

    @Slot(object)
    def withdraw(self, key: str) -> None:
        """Take a notice away without a decision; it may be gone already."""
        if self._standing.pop(key, None) is not None:
            self.changed.emit()

"""Buttons that stand for values."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup


class ValueButtonGroup(QObject):
    """Tells which of several buttons was pressed, as the value that it stands for.

    Signals:
        chosen: The value that the pressed button was added with.
    """

    chosen = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._values: list[object] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.idClicked.connect(self._clicked)

    def add(self, button: QAbstractButton, value: object) -> None:
        """Let a button stand for a value."""
        self._group.addButton(button, len(self._values))
        self._values.append(value)

    def clear(self) -> None:
        """Forget all of them: others take their places."""
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._values.clear()

    @Slot(int)
    def _clicked(self, place: int) -> None:
        self.chosen.emit(self._values[place])

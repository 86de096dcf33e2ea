"""What the person has chosen, as it is now."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.desktop.settings import read_settings, write_settings
from posture_app.errors import FailedError
from posture_app.preferences import Preferences
from posture_app.program.notices import Notices


class CurrentPreferences(QObject):
    """The one place where preferences change; each change is kept at once.

    Signals:
        changed: The `Preferences` from now on.
    """

    changed = Signal(object)

    def __init__(
        self, data_folder: Path, today: date, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._data_folder, self._notices = data_folder, notices
        self._file, problem = read_settings(data_folder, today)
        if problem:
            notices.warn("settings", problem)

    @property
    def value(self) -> Preferences:
        """What counts now."""
        return self._file.preferences

    def change(self, **fields: Any) -> None:  # noqa: ANN401 - they are those of `Preferences`
        """Choose other values for some of the fields of `Preferences`."""
        self.take(replace(self.value, **fields))

    @Slot(object)
    def take(self, wanted: Preferences) -> None:
        """Choose all fields; what cannot be written counts all the same, and a notice says so."""
        if wanted == self.value:
            return
        self._file = replace(self._file, preferences=wanted)
        try:
            write_settings(self._data_folder, self._file)
        except FailedError as error:
            self._notices.warn("settings", error.message)
        self.changed.emit(wanted)

"""What the program remembers by itself from one run to the next."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.desktop.settings import read_state, write_state
from posture_app.errors import FailedError

if TYPE_CHECKING:  # a program that waits for a break has no window loaded
    from posture_app.ui.main_window import WindowState


class SavedState:
    """Where the window was, and what has been said once; it is no loss where it cannot be kept."""

    def __init__(self, data_folder: Path) -> None:
        self._data_folder = data_folder
        self._kept = read_state(data_folder)

    def window(self) -> "WindowState":
        """How the window was when it was last closed."""
        from posture_app.ui.main_window import WindowState

        return WindowState(
            self._kept.geometry, self._kept.page or "today", self._kept.workspace or "own"
        )

    def keep_window(self, window: "WindowState") -> None:
        """Remember how the window is."""
        self._kept = replace(
            self._kept, geometry=window.geometry, page=window.page, workspace=window.workspace
        )
        self._write()

    def has_said(self, key: str) -> bool:
        """Whether something that is to be said once was said, in this run or an earlier one."""
        return key in self._kept.said

    def keep_said(self, key: str) -> None:
        """Remember that something was said."""
        self._kept = replace(self._kept, said=(*self._kept.said, key))
        self._write()

    def added(self, day: date) -> tuple[str, ...]:
        """The ids of the exercises that were added to a day; to another day than the last, none."""
        return self._kept.added if self._kept.added_on == day.isoformat() else ()

    def keep_added(self, day: date, exercises: Iterable[str]) -> None:
        """Remember which exercises were added to a day, and forget those of the day before."""
        self._kept = replace(self._kept, added_on=day.isoformat(), added=tuple(exercises))
        self._write()

    def _write(self) -> None:
        with suppress(FailedError):
            write_state(self._data_folder, self._kept)

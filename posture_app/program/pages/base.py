"""What the controllers of all pages have in common."""

from datetime import datetime, timedelta
from typing import Any, Final

from PySide6.QtCore import QObject, Slot

from posture_app.program.local_time import LocalTime
from posture_app.program.records import Records
from posture_app.store.errors import StoreError
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_keys import PageKey

STALE_AFTER: Final = timedelta(minutes=5)
"""Coming back to the window after this long shows the day as it is now."""


class PageController(QObject):
    """Waits for its page to be built, which is when it is first visited."""

    def __init__(self, window: MainWindow, key: PageKey, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._key = window, key

    def follow(self) -> None:
        """Take the page that is there, or else when it is built; the last step of each `__init__`.

        `use` needs what the constructor of the derived class makes.
        """
        self._window.page_built.connect(self._take)
        page = self._window.built.get(self._key)
        if page is not None:
            self._take(self._key, page)

    def use(self, page: Any) -> None:  # noqa: ANN401 - each controller has its own kind
        """Hear from now on what the person wants on the page."""

    def fill(self) -> None:
        """Show on the page what there is now; without a page, do nothing."""
        raise NotImplementedError

    def keep(self) -> None:
        """Let what was entered on the page count, though it was only just now; the end is near."""

    @property
    def is_open(self) -> bool:
        """Whether the page is the one that is open in the window."""
        return self._key in self._window.built and self._window.open_page_key == self._key

    @Slot(str, object)
    def _take(self, key: str, page: object) -> None:
        if key == self._key:
            self.use(page)
            self.fill()


class DatedController(PageController):
    """Of a page that shows the log as it is now: filled while it is open, and when one comes back.

    What is derived from it says in `show_now` what to show.
    """

    def __init__(
        self,
        window: MainWindow,
        key: PageKey,
        records: Records,
        local_time: LocalTime,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, key, parent)
        self._records, self._local_time = records, local_time
        self._filled_at: datetime | None = None
        records.changed.connect(self.fill)
        window.page_opened.connect(self._opened)
        window.activated.connect(self._come_back)

    @Slot()
    def fill(self) -> None:
        """Show the log as it is now, if somebody can see it."""
        if self.is_open and self._records.opened is not None:
            self._filled_at = self._local_time.now()
            try:
                self.show_now()
            except StoreError as error:
                self._records.report(error)

    def show_now(self) -> None:
        """Fill the page, which is open; the log is open, too."""
        raise NotImplementedError

    @Slot(object)
    def _opened(self, key: str) -> None:
        if key == self._key:
            self.fill()

    @Slot()
    def _come_back(self) -> None:
        filled_at = self._filled_at
        if filled_at is None or self._local_time.now() - filled_at > STALE_AFTER:
            self.fill()


class LibraryController(PageController):
    """Of a page that is about the library."""

    def __init__(
        self, window: MainWindow, key: PageKey, records: Records, parent: QObject | None = None
    ) -> None:
        super().__init__(window, key, parent)
        self._records = records

    def fill(self) -> None:
        """Show the library that is loaded."""
        page, opened = self._window.built.get(self._key), self._records.opened
        if page is not None and opened is not None:
            page.show_snapshot(opened.loaded.library)

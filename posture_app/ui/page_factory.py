"""The window's pages: their entries in the side bar, and how each is made at its first visit.

A page's module is imported when the page is made, for the model's modules cost more than the whole
window (docs/decisions/0005).
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from posture_app.ui.page_keys import PageKey
from posture_app.ui.pages.base import Page
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.side_bar import NavEntry
from posture_app.words.catalogue import pgettext

if TYPE_CHECKING:
    from posture_app.ui.widgets.factory import WidgetFactory
    from posture_app.ui.widgets.still import StillCache, StillFactory
    from posture_app.words.page_parts import MovePart


class PageEntry(NamedTuple):
    """A page of the window: its entry in the side bar and how it is made at its first visit."""

    entry: NavEntry
    build: Callable[[], Page]


class PageFactory(QObject):
    """Makes the pages of a window, and tells what leads from one page to another.

    Signals:
        exercise_wanted, routine_wanted, programme_wanted: The id of the one whose details are
            wanted.
        routines_wanted: The list of all routines is.

    Attributes:
        pages: How to make each page, in the order of the side bar.
        part: Which part of Move is shown first; None for the usual one.
    """

    exercise_wanted = Signal(object)
    routine_wanted = Signal(object)
    programme_wanted = Signal(object)
    routines_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        still: "StillFactory | None",
        figure: "StillFactory | None",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._still, self._figure = still, figure
        self._stills: StillCache | None = None
        self.part: MovePart | None = None
        self.pages = self._pages()

    @cached_property
    def make(self) -> "WidgetFactory":
        """Makes all widgets of the window but its frame, which is painted before this is loaded."""
        from posture_app.ui.widgets.factory import WidgetFactory  # noqa: PLC0415 - see above

        return WidgetFactory(self._theme)

    def forget_pictures(self) -> None:
        """Draw the pictures of exercises anew, as they may be another library's."""
        if self._stills is not None:
            self._stills.forget()

    def _pages(self) -> dict[PageKey, PageEntry]:
        def entry(
            key: PageKey, label: str, icon: str, build: Callable[[], Page], *, at_foot: bool = False
        ) -> tuple[PageKey, PageEntry]:
            return key, PageEntry(NavEntry(key, label, icon, at_foot), build)

        return dict(
            (
                entry("today", pgettext("page", "Today"), "today", self._make_today),
                entry("move", pgettext("page", "Move"), "exercises", self._make_move),
                entry("body", pgettext("page", "Body"), "body", self._make_body),
                entry("breaks", pgettext("page", "Breaks"), "breaks", self._make_breaks),
                entry("progress", pgettext("page", "Progress"), "log", self._make_progress),
                entry("patients", pgettext("page", "Patients"), "patients", self._make_patients),
                entry("plans", pgettext("page", "Plans"), "plans", self._make_plans),
                entry("library", pgettext("page", "Library"), "exercises", self._make_library),
                entry(
                    "settings",
                    pgettext("page", "Settings"),
                    "settings",
                    self._make_settings,
                    at_foot=True,
                ),
            )
        )

    def _make_today(self) -> Page:
        from posture_app.ui.pages.today import TodayPage  # noqa: PLC0415 - docs/decisions/0005

        page = self.make(TodayPage, self._picture_cache())
        page.show_programme_requested.connect(self.programme_wanted)
        page.show_routine_requested.connect(self.routine_wanted)
        page.routines_requested.connect(self.routines_wanted)
        return page

    def _make_move(self) -> Page:
        from posture_app.ui.pages.move import MovePage  # noqa: PLC0415 - docs/decisions/0005

        page = self.make(MovePage, self._picture_cache(), self._figure or self._still_factory())
        if self.part is not None:
            page.show_part(self.part)
        return page

    def _make_body(self) -> Page:
        from posture_app.ui.pages.body_map import BodyMapPage  # noqa: PLC0415 - docs/decisions/0005

        page = self.make(BodyMapPage, self._picture_cache())
        page.show_exercise_requested.connect(self.exercise_wanted)
        return page

    def _make_breaks(self) -> Page:
        from posture_app.ui.pages.breaks import BreaksPage  # noqa: PLC0415 - docs/decisions/0005

        return self.make(BreaksPage)

    def _make_progress(self) -> Page:
        from posture_app.ui.pages.progress import ProgressPage  # noqa: PLC0415 - docs/decisions/0005

        page = self.make(ProgressPage)
        page.first_session_requested.connect(self.routines_wanted)
        return page

    def _make_patients(self) -> Page:
        from posture_app.ui.therapist.patients_page import PatientsPage  # noqa: PLC0415 - as above

        return self.make(PatientsPage, self._picture_cache())

    def _make_plans(self) -> Page:
        from posture_app.ui.therapist.plans_page import PlansPage  # noqa: PLC0415 - as above

        return self.make(PlansPage, self._picture_cache())

    def _make_library(self) -> Page:
        from posture_app.ui.therapist.library_page import LibraryPage  # noqa: PLC0415 - as above

        figure = self._figure or self._still_factory()
        return self.make(LibraryPage, self._picture_cache(), figure)

    def _make_settings(self) -> Page:
        from posture_app.ui.pages.settings import SettingsPage  # noqa: PLC0415 - docs/decisions/0005

        return self.make(SettingsPage)

    def _still_factory(self) -> "StillFactory":
        from posture_app.ui.widgets.still import Pictogram  # noqa: PLC0415 - docs/decisions/0005

        return self._still or Pictogram

    def _picture_cache(self) -> "StillCache":
        from posture_app.ui.widgets.still import StillCache  # noqa: PLC0415 - docs/decisions/0005

        if self._stills is None:
            self._stills = StillCache(self.make, self._still_factory(), self)
        return self._stills

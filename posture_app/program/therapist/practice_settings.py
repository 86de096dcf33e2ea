"""What is set for the practice, as it is now, and its section on the page Settings."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from posture_app.desktop.practice_settings import (
    keep_logo,
    logo_path,
    read_practice,
    remove_logo,
    write_practice,
)
from posture_app.errors import FailedError, Message
from posture_app.journal.zones import zone
from posture_app.plans.practice import PracticeSettings
from posture_app.program.notices import Notices
from posture_app.program.pages.base import PageController
from posture_app.program.shared import Shared
from posture_app.program.therapist.practice import PracticeData
from posture_app.store.passphrase import can_encrypt
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.settings import SettingsPage
from posture_app.ui.therapist.passphrase_sheet import (
    PassphraseAction,
    PassphraseRequest,
    PassphraseSheet,
)
from posture_app.ui.therapist.practice_section import PracticeFacts, PracticeSection
from posture_app.words.catalogue import _, said
from posture_app.words.patients import copy_words


class CurrentPractice(QObject):
    """The one place where the practice's settings change; each change is kept at once.

    Signals:
        changed: The `PracticeSettings` from now on, or another picture.
    """

    changed = Signal(object)

    def __init__(self, shared: Shared, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._notices = shared.data_folder, shared.notices
        self._value, problem = read_practice(self._folder, shared.local_time.today)
        if problem is not None:
            self._notices.warn("practice", problem)

    @property
    def value(self) -> PracticeSettings:
        """What counts now."""
        return self._value

    @property
    def logo(self) -> Path | None:
        """The practice's picture; None where there is none."""
        path = logo_path(self._folder)
        return path if path.is_file() else None

    @Slot(object)
    def take(self, wanted: PracticeSettings) -> None:
        """Replace what is set; what cannot be written counts, and a notice says so."""
        if wanted == self._value:
            return
        self._value = wanted
        _attempt(lambda: write_practice(self._folder, wanted), self._notices)
        self.changed.emit(wanted)

    def take_logo(self, picture: Path | None) -> str:
        """Take a copy of a picture for the handouts, or none; returns why it could not be."""
        try:
            if picture is None:
                remove_logo(self._folder)
            else:
                keep_logo(self._folder, picture)
        except FailedError as error:
            return said(error.message)
        self.changed.emit(self._value)
        return ""


class PracticeSettingsController(PageController):
    """Of the section Practice on the page Settings."""

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        current: CurrentPractice,
        practice: PracticeData,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "settings", parent)
        self._shared, self._current, self._practice = shared, current, practice
        self._section: PracticeSection | None = None
        self._sheet: PassphraseSheet | None = None
        self._problem = ""
        current.changed.connect(self.fill)
        practice.turned.connect(self.fill)
        practice.failed.connect(self._tell)
        shared.preferences.changed.connect(self.fill)
        window.page_opened.connect(self._opened)
        self.follow()

    def use(self, page: SettingsPage) -> None:
        """Hear what is set."""
        self._section = section = page.practice
        section.audience_wanted.connect(self._choose_audience)
        section.changed.connect(self._current.take)
        section.logo_requested.connect(self._choose_logo)
        section.no_logo_requested.connect(self._remove_logo)
        section.passphrase_requested.connect(self._open_sheet)
        section.lock_requested.connect(self._practice.lock)
        section.copies_requested.connect(self._show_copies)
        section.copy_wanted.connect(self._practice.go_back)

    @Slot()
    def fill(self) -> None:
        """Show what is set now."""
        if self._section is not None:
            self._section.show_facts(
                PracticeFacts(
                    has_patients=self._shared.preferences.value.audience == "patients",
                    settings=self._current.value,
                    logo=self._current.logo,
                    has_passphrase=self._practice.is_encrypted,
                    is_open=self._practice.patients is not None,
                    can_encrypt=can_encrypt(),
                    problem=self._problem,
                )
            )

    def keep(self) -> None:
        """Let what was typed count."""
        if self._section is not None:
            self._section.keep()

    @Slot(object)
    def _opened(self, key: str) -> None:
        if key == "settings":
            self._problem = ""
            if self._shared.preferences.value.audience == "patients":
                self._practice.open()
            self.fill()

    @Slot(bool)
    def _choose_audience(self, has_patients: bool) -> None:
        self._shared.preferences.change(audience="patients" if has_patients else "self")

    @Slot()
    def _choose_logo(self) -> None:
        kinds = _("Pictures (*.png *.jpg *.jpeg *.webp *.bmp);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileName(
            self._window, _("Choose the practice's picture"), "", kinds
        )
        if chosen:
            self._take_logo(Path(chosen))

    @Slot()
    def _remove_logo(self) -> None:
        self._take_logo(None)

    def _take_logo(self, picture: Path | None) -> None:
        self._problem = self._current.take_logo(picture)
        self.fill()

    @Slot()
    def _show_copies(self) -> None:
        if self._section is None:
            return
        here = zone(self._shared.local_time.zone)
        self._section.show_copies(
            [
                (one.path, copy_words(one.made_at.astimezone(here), one.patients))
                for one in self._practice.copies
            ]
        )

    # The passphrase

    @Slot(object)
    def _open_sheet(self, what: PassphraseAction) -> None:
        if self._sheet is not None:
            return
        self._sheet = sheet = self._window.make(
            PassphraseSheet,
            what,
            asks_for_old=self._practice.is_encrypted,
            parent=self._window,
        )
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.wanted.connect(self._set_passphrase)
        sheet.finished.connect(self._forget_sheet)
        sheet.open()

    @Slot()
    def _forget_sheet(self) -> None:
        self._sheet = None

    @Slot(object)
    def _set_passphrase(self, request: PassphraseRequest) -> None:
        if self._practice.set_passphrase(request.old, request.new) and self._sheet is not None:
            self._sheet.accept()
        self.fill()

    @Slot(object)
    def _tell(self, problem: Message) -> None:
        if self._sheet is not None:
            self._sheet.tell(said(problem))
        elif self.is_open:
            self._problem = said(problem)
            self.fill()


def _attempt(do: Callable[[], None], notices: Notices) -> None:
    try:
        do()
    except FailedError as error:
        notices.warn("practice", error.message)

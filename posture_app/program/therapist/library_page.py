"""Fills the page Library, and keeps the therapist's own exercises and what is begun of them."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from posture_app.body.motion_checker import MotionChecker
from posture_app.desktop import own_exercises as own
from posture_app.desktop.exercise_drafts import read_drafts, write_drafts
from posture_app.desktop.picture_file import taken_picture
from posture_app.desktop.private_files import write_privately
from posture_app.errors import FailedError, Message, not_written, sentence
from posture_app.library.draft import ExerciseDraft, copy_of, draft_of, new_id
from posture_app.library.files import builtin
from posture_app.library.model import Library
from posture_app.library.problems import BrokenFileError
from posture_app.plans.model import Plan
from posture_app.plans.own_exercises import CheckedDraft, checked
from posture_app.program.background import Background
from posture_app.program.long_work import CancelledError, Progress
from posture_app.program.pages.base import LibraryController
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.therapist.practice import PracticeData
from posture_app.store.patients import Patients
from posture_app.ui.main_window import MainWindow
from posture_app.ui.therapist.library_page import LibraryPage
from posture_app.ui.widgets.snackbar import Snackbar
from posture_app.words import formats
from posture_app.words.catalogue import _, language, ngettext, said
from posture_app.words.problems import file_problem

if TYPE_CHECKING:
    from posture_app.library.model import LibraryFile

WRITTEN_AFTER_MS: Final = 300
"""What is typed is written down after so long without another key."""
_NEW: Final = ""


class OwnLibraryController(LibraryController):
    """Shows the library, and the form for an own exercise."""

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        practice: PracticeData,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "library", records, parent)
        self._shared, self._practice = shared, practice
        self._folder = shared.data_folder
        self._checker = MotionChecker()
        self._drafts: dict[str, ExerciseDraft] = {}
        self._to_show = ""
        self._snackbar: Snackbar | None = None
        self._unwritten = QTimer(self, singleShot=True, interval=WRITTEN_AFTER_MS)
        self._unwritten.timeout.connect(self.keep)
        self._work = Background(self)
        self._work.done.connect(self._keep_taken)
        self._work.failed.connect(self._tell_not_taken)
        records.closing.connect(self._work.close)
        self.follow()

    def use(self, page: LibraryPage) -> None:
        """Hear what is to be written, saved and removed."""
        self._drafts = read_drafts(self._folder)
        page.use_check(self._checked, frozenset(one.id for one in builtin().sources))
        page.new_wanted.connect(self._begin)
        page.edit_wanted.connect(self._edit)
        page.copy_wanted.connect(self._begin_similar)
        page.remove_wanted.connect(self._remove)
        page.edited.connect(self._note)
        page.save_wanted.connect(self._save)
        page.thrown_away.connect(self._throw_away)
        page.picture_wanted.connect(self._take_picture)
        page.export_wanted.connect(self._hand_on)
        page.import_wanted.connect(self._take_in)
        if self._library is not None:
            pictures = [one.pictures for one in self._drafts.values() if one.pictures is not None]
            own.forget_unused_pictures(self._folder, self._library, pictures)

    def fill(self) -> None:
        """Show the library that is loaded, and what of it is the person's own."""
        super().fill()
        page = self._page
        if page is None or self._library is None:
            return
        new = self._drafts.get(_NEW)
        page.show_own(self._own_ids(), None if new is None else new.name.strip())
        if self._to_show in self._library.exercises:
            page.show_exercise(self._to_show)
            self._to_show = ""

    @Slot()
    def keep(self) -> None:
        """Write what was begun and is not saved into its file now."""
        self._unwritten.stop()
        try:
            write_drafts(self._folder, self._drafts)
        except FailedError as error:
            self._warn("exercise-drafts", error.message)
        else:
            self._shared.notices.withdraw("exercise-drafts")

    @property
    def _page(self) -> LibraryPage | None:
        page = self._window.built.get("library")
        return page if isinstance(page, LibraryPage) else None

    @property
    def _library(self) -> Library | None:
        opened = self._records.opened
        return None if opened is None else opened.loaded.library

    def _own_ids(self) -> frozenset[str]:
        if self._library is None:
            return frozenset()
        try:
            found = own.own_file(self._folder, self._library, language())
        except BrokenFileError:
            return frozenset()  # which was told when it was loaded
        return frozenset(one.id for one in found.exercises)

    def _checked(self, draft: ExerciseDraft) -> CheckedDraft:
        return checked(draft, self._library or Library({}, {}, {}), self._checker.problems)

    # The form

    @Slot()
    def _begin(self) -> None:
        self._show(self._drafts.get(_NEW, ExerciseDraft()))

    @Slot(object)
    def _edit(self, exercise_id: str) -> None:
        draft = self._drafts.get(exercise_id)
        if draft is None and self._library is not None:
            draft = self._draft_of(exercise_id, self._library)
        if draft is not None:
            self._show(draft)

    @Slot(object)
    def _begin_similar(self, exercise_id: str) -> None:
        if self._library is None:
            return
        before = self._drafts.get(_NEW)
        draft = copy_of(self._draft_of(exercise_id, self._library), "")
        self._note(draft)
        self._show(draft)
        if before is not None:
            self._tell(
                _("What you had begun made room for this."), partial(self._put_draft_back, before)
            )

    @Slot(object)
    def _note(self, draft: ExerciseDraft) -> None:
        if replace(draft, id="").is_empty:
            self._drafts.pop(draft.id, None)
        else:
            self._drafts[draft.id] = draft
        if not self._unwritten.isActive():  # whoever types on and on is not to lose it all
            self._unwritten.start()

    @Slot(object)
    def _save(self, made: CheckedDraft) -> None:
        page, library = self._page, self._library
        if page is None or library is None or made.exercise is None:
            return
        key, exercise = made.exercise.id, made.exercise
        if key == _NEW:
            named = new_id(exercise.name, secrets.token_hex(3), library.exercises)
            exercise = replace(exercise, id=named)
        if self._do(
            partial(own.save_exercise, self._folder, library, language(), exercise, made.sources),
            page.show_failure,
        ):
            self._forget_draft(key)
            self._to_show = exercise.id
            self._records.read_library_anew()

    @Slot()
    def _throw_away(self) -> None:
        page = self._page
        if page is None or page.form is None:
            return
        draft = page.form.draft
        was_begun = draft.id in self._drafts
        self._forget_draft(draft.id)
        page.go_back()
        self.fill()
        if was_begun:
            self._tell(_("What you typed was thrown away."), partial(self._put_draft_back, draft))

    @Slot(object, object)
    def _take_picture(self, end: str, path: Path) -> None:
        page = self._page
        if page is None or page.form is None:
            return
        try:
            where = own.keep_picture(self._folder, taken_picture(path))
        except FailedError as error:
            page.show_failure(said(error.message))
            return
        page.form.set_picture(end, where)

    def _show(self, draft: ExerciseDraft) -> None:
        if self._page is not None:
            self._page.show_form(draft)

    def _draft_of(self, exercise_id: str, library: Library) -> ExerciseDraft:
        builtin_sources = frozenset(one.id for one in builtin().sources)
        return draft_of(library.exercises[exercise_id], library, builtin_sources)

    def _put_draft_back(self, draft: ExerciseDraft) -> None:
        self._note(draft)
        self._show(draft)

    def _forget_draft(self, key: str) -> None:
        self._drafts.pop(key, None)
        self.keep()

    # The library of one's own

    @Slot(object)
    def _remove(self, exercise_id: str) -> None:
        library = self._library
        if library is None:
            return
        name = library.exercises[exercise_id].name
        in_the_way = self._why_needed(exercise_id)
        if in_the_way is not None:
            self._warn("exercise-needed", in_the_way)
            return
        before: list[LibraryFile] = []
        if self._do(
            lambda: before.append(own.remove_exercise(self._folder, library, exercise_id)),
            partial(self._warn, "exercise-removed"),
        ):
            self._records.read_library_anew()
            undo = partial(self._put_back, before[0], exercise_id)
            self._tell(_('"{name}" was removed.').format(name=name), undo)

    def _put_back(self, before: "LibraryFile", exercise_id: str) -> None:
        library = self._library
        if library is not None and self._do(
            partial(own.put_back, self._folder, library, before, exercise_id),
            partial(self._warn, "exercise-removed"),
        ):
            self._to_show = exercise_id
            self._records.read_library_anew()

    def _why_needed(self, exercise_id: str) -> Message | None:
        """Why an exercise cannot go: plans of patients or templates would lack it."""
        practice = self._practice
        practice.open()
        if practice.is_locked:
            return sentence("Unlock the patients first: the exercise may be in one of their plans.")
        codes = practice.ask(partial(_who_needs, exercise_id), ())
        if not codes:
            return None
        return sentence(
            "It is needed in plans or templates: {names}. Take it out there first.",
            names=formats.enumerated(codes),
        )

    @Slot(object)
    def _hand_on(self, path: Path) -> None:
        library = self._library
        if library is None:
            return

        def write() -> None:
            content = own.handed_on_bytes(self._folder, library)
            try:
                write_privately(path, content)
            except OSError as error:
                raise FailedError(not_written(path, error)) from None

        if self._do(write, partial(self._warn, "exercises-handed-on")):
            self._tell(_("Written: {file}").format(file=path.name))

    @Slot(object)
    def _take_in(self, path: Path) -> None:
        library = self._library
        if library is None:
            return

        def check_motions(progress: Progress) -> CheckedLibrary:
            return _checked(path, own.read_to_take_in(library, path), progress)

        if self._work.start(check_motions):
            self._show_busy()

    @Slot(object)
    def _keep_taken(self, checked: "CheckedLibrary") -> None:
        """Keep what was read; its motions were checked, and are not once more."""
        self._show_busy()
        library = self._library
        if library is None:
            return
        done: list[int] = []

        def take() -> None:
            found = own.take_in(
                self._folder, library, checked.path, language(), checked.checker.problems
            )
            done.append(len(found.added) + len(found.changed))

        if self._do(take, partial(self._warn, "exercises-taken-in")):
            self._records.read_library_anew()
            words = ngettext(
                "{count} exercise was taken in.", "{count} exercises were taken in.", done[0]
            )
            self._tell(words.format(count=done[0]))

    @Slot(object)
    def _tell_not_taken(self, error: Exception) -> None:
        self._show_busy()
        if isinstance(error, BrokenFileError):
            self._warn("exercises-taken-in", _faults(error))
        elif not isinstance(error, CancelledError):
            raise error

    def _show_busy(self) -> None:
        if self._page is not None:
            self._page.show_busy(is_busy=self._work.is_busy)

    def _do(self, do: Callable[[], object], tell: Callable[[str], object]) -> bool:
        """Do something with the own library; what stands in the way is told."""
        try:
            do()
        except BrokenFileError as error:
            tell(_faults(error))
        except FailedError as error:
            tell(said(error.message))
        else:
            return True
        return False

    def _warn(self, key: str, words: Message | str) -> None:
        self._shared.notices.warn(key, words)

    def _tell(self, words: str, undo: Callable[[], None] | None = None) -> None:
        if self._snackbar is None:
            self._snackbar = self._window.make(Snackbar, self._window)
            self._snackbar.acted.connect(self._action)
        self._snackbar.tell(words, _("Close") if undo is None else _("Undo"), undo)

    @Slot(object)
    def _action(self, undo: Callable[[], None] | None) -> None:
        if undo is not None:
            undo()


class CheckedLibrary(NamedTuple):
    """A library that is to be taken in, and what has checked its motions."""

    path: Path
    checker: MotionChecker


def _checked(path: Path, found: "LibraryFile", progress: Progress) -> CheckedLibrary:
    """Check the motions of a library, some 20 ms each; ended, nothing was changed."""
    every = max(1, len(found.exercises))
    counted = count(1)

    def is_wanted() -> bool:
        progress(min(1.0, next(counted) / every))
        return True

    checker = MotionChecker(is_wanted=is_wanted)
    checker.problems(found)
    return CheckedLibrary(path, MotionChecker(checker.sound))


def _faults(error: BrokenFileError) -> str:
    """The first things that are wrong with a file."""
    return "\n".join(file_problem(error.path.name, one) for one in error.problems[:3])


def _who_needs(exercise_id: str, patients: Patients) -> tuple[str, ...]:
    """The codes of patients whose plans have an exercise, and the names of such templates."""
    codes = [
        one.code
        for one in patients.every()
        if any(_has(kept.plan, exercise_id) for kept in patients.plans(one.id))
    ]
    templates = [one.plan.name for one in patients.templates() if _has(one.plan, exercise_id)]
    return tuple(dict.fromkeys((*codes, *templates)))


def _has(plan: Plan, exercise_id: str) -> bool:
    return any(item.exercise == exercise_id for phase in plan.phases for item in phase.items)

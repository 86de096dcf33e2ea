"""Plays sessions in the window, in the place of its pages."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from posture_app.plans import PREFIX
from posture_app.preferences import Preferences
from posture_app.program.health import safety_of
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.ui.main_window import MainWindow
from posture_app.words.catalogue import _, said

# The player is imported when the first session is played: docs/decisions/0005.
if TYPE_CHECKING:
    from collections.abc import Sequence

    from posture_app.journal.model import SessionRecord
    from posture_app.library.model import Library, Routine
    from posture_app.plans.model import Plan
    from posture_app.program.session import PlayingSession
    from posture_app.ui.pages.notice import Notice
    from posture_app.ui.player.view import PlayerView
    from posture_app.ui.safety import Safety

GENTLER: Final = "flare"
"""The routine that is offered when the pain is too strong for another."""
ADDED: Final = "added-today"
"""What the log has for a session of what was added to a day; no library has it."""


class SessionPlayer(QObject):
    """At most one session at a time.

    Signals:
        playing: Whether the person exercises, which is rest from work, when that changes. A session
            that has not begun, is over, or was left standing still is not.
        closed: No session is in the window any more.
        quit_agreed: Asked whether to end, the person has ended the session to end the program.
    """

    playing = Signal(bool)
    closed = Signal()
    quit_agreed = Signal()

    def __init__(
        self, shared: Shared, records: Records, window: MainWindow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shared, self._records, self._window = shared, records, window
        self._session: PlayingSession | None = None
        self._pages: QWidget | None = None
        self._instead = ""
        self._filled_screen = False
        self._is_preview = False
        self._quits_after = False
        shared.notices.added.connect(self._show_notice)
        shared.preferences.changed.connect(self._follow)

    @property
    def view(self) -> "PlayerView | None":
        """What is shown of the session, while there is one."""
        return None if self._session is None else self._session.view

    @Slot(object)
    def play_routine(self, routine_id: str) -> "PlayerView | None":
        """Open a session of a routine; None where there is no such routine."""
        opened = self._records.opened
        if opened is not None:
            library = opened.loaded.library
            routine = library.routines.get(routine_id)
            if routine is not None:
                self._play(routine, library)
        return self.view

    @Slot(object)
    def play_exercise(self, exercise_id: str) -> None:
        """Open a session of one exercise."""
        opened = self._records.opened
        if opened is not None:
            from posture_app.coach.timeline import exercise_as_routine

            library = opened.loaded.library
            self._play(exercise_as_routine(library.exercises[exercise_id]), library)

    @Slot(object)
    def play_added(self, exercises: "Sequence[str]") -> "PlayerView | None":
        """Open a session of the exercises that were added to the day, one after another."""
        opened = self._records.opened
        if opened is not None:
            from posture_app.coach.timeline import exercises_as_routine

            library = opened.loaded.library
            known = [library.exercises[one] for one in exercises if one in library.exercises]
            if known:
                routine = exercises_as_routine(
                    known,
                    routine_id=ADDED,
                    name=_("Added to today"),
                    goal=_("The exercises that you added to this day."),
                )
                self._play(routine, library)
        return self.view

    def resume(self, record: "SessionRecord", routine: "Routine") -> None:
        """Go on with a session that was cut off, by what was left of its routine."""
        opened = self._records.opened
        if opened is not None:
            self._play(routine, opened.loaded.library, record)

    def asks_before_closing(self) -> bool:
        """Whether the window stays: the person is asked what to do with a session in progress.

        One that has not begun or is over is put away.
        """
        self.end_preview()
        if self._session is not None:
            self._session.view.ask_to_leave()
        return self._session is not None

    def asks_before_quitting(self) -> bool:
        """Whether a session is in progress, which the person is asked about: `quit_agreed`."""
        self.end_preview()
        if self._session is None or not self._session.view.playing:
            return False
        self._session.view.ask_to_leave()
        self._quits_after = self._session.view.playing  # it may just have come to its end
        return self._quits_after

    def keep(self) -> None:
        """Let what was answered until now be in the log."""
        if self._session is not None:
            self._session.view.after.keep()

    def stop(self) -> None:
        """Count no further: the program ends, and the log is about to be closed."""
        if self._session is not None:
            self._session.stop()

    def _play(
        self, routine: "Routine", library: "Library", resumed: "SessionRecord | None" = None
    ) -> None:
        opened = self._records.opened
        if self._session is not None or opened is None:
            return
        from posture_app.program.session import PlayingSession

        self._shared.loudspeaker.prepare()
        fitted, adapted, safety = self._fitted(routine, library, resumed)
        session = PlayingSession(
            self._shared,
            self._window.make,
            opened.journal,
            fitted,
            adapted,
            safety,
            resumed,
            self,
        )
        session.view.gentler_wanted.connect(self._play_instead)
        if resumed is not None:
            session.view.begun.connect(self._forget_unfinished)
        session.logged.connect(self._records.note_change)
        session.ended.connect(self._show_day)
        session.resting.connect(self.playing)
        self._show(session, session.view)

    def preview(self, plan: "Plan", routine_id: str) -> "PlayerView | None":
        """Play a routine of a plan as its patient does; nothing of it is kept.

        It is neither in the log nor rest from work, and tells nothing about whoever looks at it.

        Args:
            plan: The plan.
            routine_id: The routine, one of `preview.plan_routines`.

        Raises:
            KeyError: The library lacks something of the plan.
        """
        opened = self._records.opened
        if self._session is not None or opened is None:
            return None
        from posture_app.program.session import PlayingSession
        from posture_app.program.therapist import preview
        from posture_app.ui.therapist.preview_frame import PreviewFrame

        whole = preview.laid_over(plan, opened.loaded.library)
        number = self._shared.health.number
        routine, library, safety = preview.as_the_patient(
            plan, whole.routines[routine_id], whole, number
        )
        self._shared.loudspeaker.prepare()
        session = PlayingSession(
            self._shared,
            self._window.make,
            preview.NoLog(),
            routine,
            library,
            safety,
            parent=self,
            note_signs=preview.note_nothing,
        )
        frame = self._window.make(PreviewFrame, plan.name, session.view)
        frame.end_wanted.connect(self.end_preview)
        session.view.show_preview()
        self._is_preview = True
        self._show(session, frame)
        return session.view

    @Slot()
    def end_preview(self) -> None:
        """Put a preview away at once; a session of the person's own goes on."""
        if self._session is not None and self._is_preview:
            self._session.stop()
            self._put_away()

    def _show(self, session: "PlayingSession", shown: QWidget) -> None:
        """Put a session into the place of the pages.

        Args:
            session: The session.
            shown: Its view, or what that stands in.
        """
        self._session = session
        view = session.view
        view.mute_wanted.connect(self._toggle_mute)
        view.full_screen_wanted.connect(self._window.toggle_full_screen)
        self._window.full_screen_changed.connect(view.session_view.set_full_screen)
        self._window.keys_opened.connect(view.pause)
        view.session_view.set_full_screen(self._window.isFullScreen())
        self._filled_screen = self._window.isFullScreen()
        view.stayed.connect(self._stay)
        view.left.connect(self._left)
        session.closed.connect(self._put_away)
        self._pages = self._window.takeCentralWidget()
        self._window.setCentralWidget(shown)
        shown.show()
        view.before.setFocus()
        if view.before.main is not None:
            view.before.main.setFocus()

    def _fitted(
        self, routine: "Routine", library: "Library", resumed: "SessionRecord | None"
    ) -> "tuple[Routine, Library, Safety]":
        """The routine and library as they fit the person today, and what is known of their health.

        One that is resumed has been fitted before, and its places must stay as they are in the log;
        what was left out of the whole of it is told again.
        """
        from posture_app.coach.suitability import fitting
        from posture_app.words.safety import with_hints

        health = self._shared.health
        whole = routine if resumed is None else library.routines.get(resumed.routine_id, routine)
        fitted, changes = fitting(whole, library, health.profile)
        playable = routine if fitted is None or resumed is not None else fitted
        adapted = with_hints(self._with_notes(whole, library), changes)
        safety = replace(
            safety_of(health),
            changes=changes,
            nothing_fits=fitted is None,
            gentler=self._gentler(routine, library),
            before_yesterday=self._before_yesterday(),
        )
        return playable, adapted, safety

    def _with_notes(self, routine: "Routine", library: "Library") -> "Library":
        """The library with what a received plan says of its exercises, in a routine of it."""
        opened = self._records.opened
        if opened is None or not routine.id.startswith(PREFIX):
            return library
        from posture_app.plans.as_programme import phase_of
        from posture_app.program.plans import current_plan
        from posture_app.store.errors import StoreError
        from posture_app.words.plan_offer import with_notes

        try:
            plan = current_plan(opened.log.plans, library)
        except StoreError:
            return library
        return library if plan is None else with_notes(library, plan, phase_of(routine.id))

    def _gentler(self, routine: "Routine", library: "Library") -> str:
        """The id of what is offered when this is too much; empty where even that is not for now."""
        if self._shared.health.profile.signs or routine.id == GENTLER:
            return ""
        return GENTLER if GENTLER in library.routines else ""

    def _before_yesterday(self) -> int | None:
        """The pain before the last session, if that was the day before."""
        from posture_app.store.errors import StoreError

        opened, yesterday = self._records.opened, self._shared.health.today - timedelta(days=1)
        try:
            recent = opened.journal.sessions(first_day=yesterday) if opened is not None else ()
        except StoreError:
            return None
        last = next((one for one in recent if not one.was_declined), None)
        return last.pain_before if last is not None and last.local_day == yesterday else None

    @Slot()
    def _show_day(self) -> None:
        """Show the week with this session in it, and what will be offered tomorrow."""
        from posture_app.coach.timeline import routine_s
        from posture_app.program.suggested_routine import todays_routine
        from posture_app.store.errors import StoreError
        from posture_app.words.sessions import routine_and_time

        opened, session, local_time = self._records.opened, self._session, self._shared.local_time
        if opened is None or session is None:
            return
        now, day, tomorrow = local_time.now(), timedelta(days=1), ""
        try:
            week = opened.journal.week(now, local_time.zone)
            offered = todays_routine(opened, now + day, local_time.zone, self._shared.health)
        except StoreError:
            return  # that the log cannot be read is told by the page that shows it
        if offered is not None:
            length_s = routine_s(offered, opened.loaded.library)
            tomorrow = routine_and_time(offered.name, length_s)
        session.view.after.show_day(week, self._shared.health.today.weekday(), tomorrow)

    @Slot()
    def _forget_unfinished(self) -> None:
        """It goes on: until then it can still be left for later."""
        self._records.unfinished = None

    @Slot(object)
    def _play_instead(self, routine_id: str) -> None:
        self._instead = routine_id
        self._put_away()

    @Slot()
    def _put_away(self) -> None:
        session, pages = self._session, self._pages
        if session is None or pages is None:
            return
        if self._window.isFullScreen() != self._filled_screen:
            self._window.toggle_full_screen()
        view = self._window.takeCentralWidget()
        self._window.setCentralWidget(pages)
        pages.show()
        self._session = self._pages = None
        self._is_preview = False
        session.deleteLater()
        if view is not None:
            view.deleteLater()
        self._records.note_change()
        self.closed.emit()
        instead, self._instead = self._instead, ""
        if instead:
            self.play_routine(instead)

    @Slot()
    def _stay(self) -> None:
        self._quits_after = False

    @Slot()
    def _left(self) -> None:
        if self._quits_after:
            self._quits_after = False
            self.quit_agreed.emit()

    @Slot()
    def _toggle_mute(self) -> None:
        preferences = self._shared.preferences
        preferences.change(muted=not preferences.value.muted)

    @Slot(object)
    def _follow(self, preferences: Preferences) -> None:
        if self._session is not None:
            self._session.view.session_view.set_muted(preferences.muted)

    @Slot(object)
    def _show_notice(self, notice: "Notice") -> None:
        if self._session is not None:
            self._session.view.session_view.show_notice(said(notice.text))

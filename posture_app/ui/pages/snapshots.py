"""What the pages are shown: one frozen value each, made outside; and what they ask for.

The pages draw a snapshot and tell what the person wants. They never look anything up.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.dataclass import dataclass
from posture_app.preferences import Preferences
from posture_app.ui.pages.notice import Notice

if TYPE_CHECKING:  # the window is shown before the model is imported
    from posture_app.journal.diary import DiaryKind
    from posture_app.journal.entries import CheckIn, Entry, QuestionnaireResponse, Spasm
    from posture_app.journal.follow_up import FollowUp
    from posture_app.journal.model import SessionRecord, WeekSummary
    from posture_app.journal.trends import Trend
    from posture_app.library.model import Exercise
    from posture_app.library.problems import BrokenFileError
    from posture_app.ui.programme_facts import FollowedFacts
    from posture_app.ui.routine_facts import Offer, RoutineFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A session that was cut off, with the set that was in progress."""

    session_id: str
    routine_name: str
    exercise_name: str
    set_number: int
    sets: int
    stopped_at: datetime
    can_resume: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """A need in the person's words, and the routine for it."""

    need: str
    facts: "RoutineFacts"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedExercise:
    """An exercise that the person has added to the day; `length_s` in seconds."""

    exercise: "Exercise"
    length_s: float
    is_done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInQuestion:
    """How the person is is asked; `suggested` is the pain that they told after a session today."""

    suggested: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaysCheckIn:
    """The check-in of today in words, and what the rule for pain says to it, or nothing."""

    entry: "CheckIn"
    said: str
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaysSpasm:
    """The spasm that makes the day another one, in words: what it is, and why what is done."""

    entry: "Spasm"
    said: str
    why: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpQuestion:
    """What is asked for after a treatment, and the words that ask for it."""

    asked: "FollowUp"
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesToday:
    """What the journal's entries have to do with the day.

    `workplace` offers in words to check the workplace again; it is empty where that is not due.
    """

    check_in: CheckInQuestion | TodaysCheckIn | None = None
    follow_up: FollowUpQuestion | None = None
    spasm: TodaysSpasm | None = None
    workplace: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaySnapshot:
    """The page for now. With `starters` it is the welcome of the very first start.

    `before_exercise` says what to do first and why, in lines; nothing is offered then. `followed`
    is the programme that the person follows.
    """

    now: datetime
    offer: "Offer | None" = None
    alternatives: "Sequence[Offer]" = ()
    starters: Sequence[Starter] = ()
    before_exercise: Sequence[str] = ()
    followed: "FollowedFacts | None" = None
    week: "WeekSummary | None" = None
    last_session: "SessionRecord | None" = None
    unfinished: Unfinished | None = None
    broken: "Sequence[BrokenFileError]" = ()
    notices: Sequence[Notice] = ()
    added: Sequence[AddedExercise] = ()
    entries: EntriesToday = EntriesToday()


@dataclass(frozen=True, slots=True)
class DiaryQuery:
    """What of the diary is wanted: a kind, words, one day; each left out for any."""

    kind: "DiaryKind | None" = None
    words: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressSnapshot:
    """What the diary shows, and what the last weeks tell.

    Attributes:
        now: The person's time.
        week: What this week adds up to.
        sessions: The newest sessions that `query` asks for, newest first.
        entries: The newest entries that it asks for, in any order.
        has_more: Whether there are older ones.
        deleted: The sessions that were deleted and can still be put back.
        query: What is asked for.
        trends: What can be said of the last weeks.
        has_entries: Whether anything was entered at all.
        questionnaires: The newest questionnaires that were filled in, in any order.
    """

    now: datetime
    week: "WeekSummary | None"
    sessions: "Sequence[SessionRecord]"
    entries: "Sequence[Entry]" = ()
    has_more: bool = False
    deleted: "Sequence[SessionRecord]" = ()
    query: DiaryQuery = DiaryQuery()
    trends: "Sequence[Trend]" = ()
    has_entries: bool = False
    questionnaires: "Sequence[QuestionnaireResponse]" = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to look back at."""
        nothing = not self.sessions and not self.entries and not self.has_entries
        return nothing and self.query == DiaryQuery()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionAnswers:
    """The answers to a session as they stand after the person changed one; None: not answered."""

    session_id: str
    pain_before: int | None
    pain_after: int | None
    effort: int | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedFile:
    """A library file that is in use."""

    name: str
    exercises: int
    routines: int
    path: Path | None = None
    """None for the built-in library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsSnapshot:
    """The settings, where things are kept, and which libraries are loaded.

    `autostart` is whether the program starts with the computer, as the system has it.
    """

    preferences: Preferences
    data_dir: Path
    libraries_dir: Path
    version: str
    autostart: bool = False
    loaded: Sequence[LoadedFile] = ()
    broken: "Sequence[BrokenFileError]" = ()
    unopened_folder: Path | None = None
    """The folder that the person wanted to see and the system could not show."""
    sound_problem: str = ""
    """Why no sound can be played, as a sentence; empty where it can."""

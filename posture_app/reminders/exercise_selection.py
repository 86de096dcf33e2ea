"""Which exercise a break offers, what was offered before it, and how much of it was done."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from posture_app.breaks.settings import OfferKind
from posture_app.coach.break_exercises import Bout, Choice, Situation, choices, timeline
from posture_app.coach.cautions import cautions
from posture_app.coach.pain_rule import Advice
from posture_app.coach.session import Effect, SetEnded
from posture_app.coach.session_plan import SessionPlan
from posture_app.coach.suitability import Profile, fit, fits_a_break, is_gentle
from posture_app.journal.breaks import BreakRecord
from posture_app.journal.model import SessionRecord
from posture_app.journal.recent_bouts import bouts, routine_of_today
from posture_app.journal.suggestion import USUAL_DAYS
from posture_app.library.model import Exercise, Library, Routine
from posture_app.library.motion import Camera
from posture_app.reminders.history import Offered
from posture_app.store.errors import StoreError
from posture_app.ui.overlay.snapshots import Care
from posture_app.ui.safety import Safety
from posture_app.words.cautions import whom_it_concerns, whom_it_concerns_in_short
from posture_app.words.safety import for_a_break

_log = logging.getLogger(__name__)

_PAST: Final = timedelta(days=2 * USUAL_DAYS)
_MANY: Final = 200
"""More sessions than anybody does in the weeks that are looked at."""

_AT_REST: Final[Mapping[OfferKind, tuple[str, ...]]] = {
    "eyes": ("neck-rotation", "posture-reset"),
    "posture": ("sit-to-stand", "posture-reset"),
}
_ELSEWHERE: Final = ("shoulder-rolls", "overhead-reach", "posture-reset")
"""What a figure shows beside words, gentle enough for anybody who looks at it and joins in."""
_SEEN_CLOSER: Final[Mapping[str, Camera]] = {
    "shoulder-rolls": Camera(yaw_deg=20, pitch_deg=4, look_at="head_and_shoulders"),
    "overhead-reach": Camera(yaw_deg=0, pitch_deg=4, look_at="head_and_arms"),
}
"""From before and no more of the body than moves: it is large, and stands in the middle."""


AskedFor = Callable[[], Routine | None]
"""The routine that a followed programme or plan asks for and that is still open today."""


def nothing_asked() -> None:
    """Where no programme is followed."""


class PastBreaks(Protocol):
    """What is known of earlier breaks."""

    def records(self, since: datetime, until: datetime) -> Sequence[BreakRecord]:
        """Those of a time, oldest first; StoreError where they can't be read."""
        ...


class Sessions(Protocol):
    """What is known of routines that were played: the journal."""

    def sessions(
        self, *, first_day: date | None = None, limit: int = ...
    ) -> Sequence[SessionRecord]:
        """The newest since a day; StoreError where they can't be read."""
        ...


class ExerciseSelector:
    """Chooses for one break after another; `offered` is what the one at hand has offered."""

    def __init__(
        self,
        library: Library,
        past: PastBreaks,
        journal: Sessions | None,
        read_profile: Callable[[], Profile] = Profile,
        is_bad_day: Callable[[], bool] = bool,
        asked_for: AskedFor = nothing_asked,
    ) -> None:
        self._library, self._past, self._journal = library, past, journal
        self._read_profile, self._is_bad_day = read_profile, is_bad_day
        self._asked_for = asked_for
        self.offered = Offered()

    def begin(self) -> None:
        """A break begins, as yet without an exercise."""
        self.offered = Offered()

    def first(self, now: datetime, situation: Situation) -> Choice | None:
        """The exercise for a break; `now` is the person's local time."""
        self.offered = Offered(self._choose(now, situation))
        return self.offered.choice

    def another(self, now: datetime, situation: Situation) -> Choice | None:
        """Another exercise for what is left of the break; None: there is no other, all stays."""
        before = self.offered.choice
        choice = self._choose(now, situation)
        if choice is not None:
            passed_over = (before.exercise.id,) if before is not None else ()
            self.offered = Offered(choice, (*self.offered.passed_over, *passed_over))
        return choice

    def at_rest(self, offers: OfferKind) -> Exercise | None:
        """What the figure does in a kind of break where nothing is to be done."""
        return rest_picture(self._library, offers, self._read_profile())

    def take(self, effects: Sequence[Effect]) -> None:
        """What the coach tells of the exercise at hand."""
        choice = self.offered.choice
        for effect in effects:
            if not isinstance(effect, SetEnded) or choice is None:
                continue
            if effect.exercise.id == choice.exercise.id:
                sets = max(1, len(SessionPlan(timeline(choice)).units))
                done = self.offered.done + _part(effect) / sets
                self.offered = replace(self.offered, done=min(1.0, done))

    def _choose(self, now: datetime, situation: Situation) -> Choice | None:
        records, sessions = self._read(now)
        profile = self._read_profile()
        only_gentle = _is_to_rest(sessions, now.date()) or self._is_bad_day()
        unfit = {
            one.id
            for one in self._library.exercises.values()
            if not fits_a_break(one, profile) or (only_gentle and not is_gentle(one))
        }
        seen = self.offered.choice
        shown = (*self.offered.passed_over, *((seen.exercise.id,) if seen is not None else ()))
        found = choices(
            self._library,
            situation,
            now=now,
            history=(
                *bouts(records, sessions),
                *(Bout(at=now, exercise=one, share=0.0) for one in shown),
            ),
            routine=self._asked_for() or routine_of_today(self._library, sessions, now.date()),
            avoid=frozenset(shown) | unfit,
        )
        if not found:
            return None
        exercise = found[0].exercise
        return replace(found[0], exercise=for_a_break(exercise, fit(exercise, profile)))

    def _read(self, now: datetime) -> tuple[Sequence[BreakRecord], Sequence[SessionRecord]]:
        since = now - _PAST
        try:
            sessions = (
                self._journal.sessions(first_day=since.date(), limit=_MANY)
                if self._journal is not None
                else ()
            )
            # A clock that was set back leaves breaks in the time to come.
            return self._past.records(since, now + timedelta(days=1)), sessions
        except StoreError as error:
            # An exercise that is not the best choice is better than a break without one.
            _log.warning("what was done before could not be read: %s", error)
            return (), ()


def _is_to_rest(sessions: Sequence[SessionRecord], today: date) -> bool:
    """Whether a pain or sign that was told today was a reason to stop, or not to begin."""
    grave = {one.key for one in Advice if one >= Advice.STOP}
    return any(one.local_day == today and one.advice in grave for one in sessions)


def rest_picture(library: Library, offers: OfferKind, profile: Profile) -> Exercise | None:
    """What the figure does in a break, or a rest of one, without an exercise.

    It shows no muscles, as nobody is asked to do it. None where the library has nothing for it
    that fits the person.
    """
    for one in _AT_REST.get(offers, _ELSEWHERE):
        exercise = library.exercises.get(one)
        if exercise is None or exercise.motion is None or not fits_a_break(exercise, profile):
            continue
        motion = replace(exercise.motion, works=(), lengthens=(), arrows=())
        if one in _SEEN_CLOSER:
            motion = replace(motion, camera=_SEEN_CLOSER[one])
        return replace(exercise, category="mobility", motion=motion)
    return None


def care_for(exercise: Exercise, safety: Safety) -> Care:
    """What to take care of in an exercise, for a person.

    The line that stands beside it is the same for everybody: others may see it.
    """
    found = cautions(exercise)
    return Care(
        short=whom_it_concerns(found),
        shorter=whom_it_concerns_in_short(found),
        full=safety.of_exercise(exercise),
        stops=safety.stops(),
    )


def care_of_anybody(exercise: Exercise) -> Care:
    """What to take care of in an exercise, for somebody of whom nothing is known."""
    return care_for(exercise, Safety())


def _part(ended: SetEnded) -> float:
    if ended.status == "done":
        return 1.0
    return min(1.0, ended.done_s / ended.planned_s) if ended.planned_s else 0.0

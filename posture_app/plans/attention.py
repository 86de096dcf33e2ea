"""Which patients need attention first, and why.

The reasons inform; none of them is a diagnosis. What was not answered gives no reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from posture_app.plans.model import Plan, SessionDone
from posture_app.plans.steps import is_met, worst_pain

QUIET_DAYS: Final = 7
"""So many days without a session are worth a question."""
RISING_SESSIONS: Final = 3
LAST_SESSIONS: Final = 5
"""Among so many it is looked for pain that rises; those without an answer are passed over."""
RECENT_DAYS: Final = 28
"""A red flag or a stop for pain counts for so long, or until a newer plan was handed over."""


class Reason(StrEnum):
    """Why a patient needs attention, the most urgent first."""

    RED_FLAG = "red_flag"
    STOPPED_FOR_PAIN = "stopped_for_pain"
    PAIN_RISING = "pain_rising"
    NO_SESSION = "no_session"
    CRITERION_MET = "criterion_met"


_URGENCY: Final = {reason: at for at, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class Need:
    """One reason, and the day it comes from: of the session, or since when nothing was done."""

    reason: Reason
    day: date


@dataclass(frozen=True, slots=True)
class Attention:
    """What there is to say of one patient.

    Attributes:
        code: The patient's code or initials.
        needs: The most urgent first; empty where there is none.
        last_day: The day of the last session; None where there is none.
    """

    patient_id: str
    code: str
    needs: tuple[Need, ...] = ()
    last_day: date | None = None


def needed_sessions(plan: Plan) -> int:
    """How many of the last sessions have to be known; those that tell something beside them."""
    asked = [phase.criterion.sessions for phase in plan.phases if phase.criterion is not None]
    return max([LAST_SESSIONS, *asked])


def tells_something(session: SessionDone) -> bool:
    """Whether a session counts for longer than as one of the last."""
    return bool(session.red_flags) or session.stopped == "pain"


def needs(
    plan: Plan,
    handed_over_on: date | None,
    sessions: Sequence[SessionDone],
    today: date,
    phase_began: Mapping[str, date] | None = None,
) -> tuple[Need, ...]:
    """Why a patient needs attention, the most urgent first and each reason once.

    Args:
        plan: The newest that was handed over.
        handed_over_on: When; None where none was, and then nobody waits for a session.
        sessions: What came back of this plan, in any order: the last (`needed_sessions`), and
            those that tell something.
        today: The therapist's day.
        phase_began: The day of the first session of each phase, where it may not be among them.
    """
    in_order = sorted(sessions, key=lambda one: (one.day, one.at or ""))
    found = [
        *_told(plan, in_order, today),
        *_rising(in_order),
        *_quiet(handed_over_on, in_order, today),
        *_ready(plan, in_order, phase_began or {}),
    ]
    return tuple(found)


def by_urgency(patients: Iterable[Attention]) -> list[Attention]:
    """Patients by their most urgent reason, then by how many, the longest unheard of, the code."""
    return sorted(patients, key=_order)


def _order(one: Attention) -> tuple[int, int, date, str]:
    first = min((_URGENCY[need.reason] for need in one.needs), default=len(_URGENCY))
    return first, -len(one.needs), one.last_day or date.min, one.code.casefold()


def _told(plan: Plan, sessions: Sequence[SessionDone], today: date) -> Iterator[Need]:
    """What somebody told by a sign or by stopping, the last of each."""
    since = (today - timedelta(days=RECENT_DAYS)).isoformat()
    recent = [one for one in sessions if one.day >= since and one.revision >= plan.revision]
    flagged = [one for one in recent if one.red_flags]
    stopped = [one for one in recent if one.stopped == "pain"]
    if flagged:
        yield Need(Reason.RED_FLAG, flagged[-1].local_day)
    if stopped:
        yield Need(Reason.STOPPED_FOR_PAIN, stopped[-1].local_day)


def _rising(sessions: Sequence[SessionDone]) -> Iterator[Need]:
    last_sessions = sessions[-LAST_SESSIONS:]
    answered = [(one, pain) for one in last_sessions if (pain := worst_pain(one)) is not None]
    last = answered[-RISING_SESSIONS:]
    pains = [pain for _one, pain in last]
    if len(last) == RISING_SESSIONS and all(a < b for a, b in pairwise(pains)):
        yield Need(Reason.PAIN_RISING, last[-1][0].local_day)


def _quiet(
    handed_over_on: date | None, sessions: Sequence[SessionDone], today: date
) -> Iterator[Need]:
    if handed_over_on is None:
        return
    since = max([handed_over_on, *(one.local_day for one in sessions[-1:])])
    if (today - since).days >= QUIET_DAYS:
        yield Need(Reason.NO_SESSION, since)


def _ready(
    plan: Plan, sessions: Sequence[SessionDone], phase_began: Mapping[str, date]
) -> Iterator[Need]:
    """The criterion that leads out of the phase that the last session was of."""
    if not sessions:
        return
    here = sessions[-1].phase
    phase = next((one for one in plan.phases[:-1] if one.id == here), None)
    if phase is None or phase.criterion is None:
        return
    done = [one for one in sessions if one.phase == here]
    first, last = phase_began.get(here, done[0].local_day), done[-1].local_day
    if (last - first).days < 7 * (phase.weeks or 0):
        return
    if is_met(phase.criterion, done):
        yield Need(Reason.CRITERION_MET, last)

"""Which patients need attention first, and why.

The reasons inform; none of them is a diagnosis. What was not answered gives no reason.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from posture_app.dataclass import dataclass
from posture_app.plans.model import Plan, SessionDone
from posture_app.plans.steps import is_met, worst_pain

QUIET_DAYS: Final = 7
"""So many days without a session are worth a question."""
RISING_SESSIONS: Final = 3
LAST_SESSIONS: Final = 5
"""Among so many it is looked for pain that rises; those without an answer are passed over."""
RECENT_DAYS: Final = 28
"""A red flag or a stop for pain counts for so long, or until a newer plan was handed over."""


class AttentionReason(StrEnum):
    """Why a patient needs attention, the most urgent first."""

    RED_FLAG = "red_flag"
    STOPPED_FOR_PAIN = "stopped_for_pain"
    PAIN_RISING = "pain_rising"
    NO_SESSION = "no_session"
    CRITERION_MET = "criterion_met"


_URGENCY: Final = {reason: at for at, reason in enumerate(AttentionReason)}


@dataclass(frozen=True, slots=True)
class Need:
    """One reason, and the day it comes from: of the session, or since when nothing was done."""

    reason: AttentionReason
    day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """What the needs of a patient are reckoned from, whatever day it is.

    Attributes:
        plan: The name of the plan that was handed over last; empty where none was.
        last_day: The day of the last session; None where there is none.
        flagged_on: The last session with a sign that calls for a doctor, of that plan.
        stopped_on: The last one that was stopped for pain, of that plan.
        rising_on: The last of those over which pain has risen.
        quiet_since: The day from which on nothing came back.
        ready_on: When the criterion for the next phase was met.
    """

    plan: str = ""
    last_day: date | None = None
    flagged_on: date | None = None
    stopped_on: date | None = None
    rising_on: date | None = None
    quiet_since: date | None = None
    ready_on: date | None = None


@dataclass(frozen=True, slots=True)
class Attention:
    """What there is to say of one patient.

    Attributes:
        code: The patient's code or initials.
        needs: The most urgent first; empty where there is none.
        last_day: The day of the last session; None where there is none.
        birth_year: None where it is not kept.
        plan: The name of the plan that was handed over last; empty where none was.
    """

    patient_id: str
    code: str
    needs: tuple[Need, ...] = ()
    last_day: date | None = None
    birth_year: int | None = None
    plan: str = ""


def needed_sessions(plan: Plan) -> int:
    """How many of the last sessions have to be known; those that tell something beside them."""
    asked = [phase.criterion.sessions for phase in plan.phases if phase.criterion is not None]
    return max([LAST_SESSIONS, *asked])


def tells_something(session: SessionDone) -> bool:
    """Whether a session counts for longer than as one of the last."""
    return bool(session.red_flags) or session.stopped == "pain"


def standing(
    plan: Plan,
    handed_over_on: date | None,
    sessions: Sequence[SessionDone],
    phase_began: Mapping[str, date] | None = None,
) -> Standing:
    """How a patient stands.

    Args:
        plan: The newest that was handed over.
        handed_over_on: When; None where none was, and then nobody waits for a session.
        sessions: What came back of this plan, in any order: the last (`needed_sessions`), and
            those of the last `RECENT_DAYS` that tell something.
        phase_began: The day of the first session of each phase, where it may not be among them.
    """
    in_order = sorted(sessions, key=lambda one: (one.day, one.at or ""))
    of_plan = [one for one in in_order if one.revision >= plan.revision]
    last_day = in_order[-1].local_day if in_order else None
    return Standing(
        plan=plan.name,
        last_day=last_day,
        flagged_on=_last_day(one for one in of_plan if one.red_flags),
        stopped_on=_last_day(one for one in of_plan if one.stopped == "pain"),
        rising_on=_rising(in_order),
        quiet_since=handed_over_on and max(handed_over_on, last_day or handed_over_on),
        ready_on=_ready(plan, in_order, phase_began or {}),
    )


def needs(found: Standing, today: date) -> tuple[Need, ...]:
    """Why a patient needs attention on a day of the therapist's, the most urgent first."""
    lately = today - timedelta(days=RECENT_DAYS)
    quiet = today - timedelta(days=QUIET_DAYS)
    days = {
        AttentionReason.RED_FLAG: _if(found.flagged_on, lambda day: day >= lately),
        AttentionReason.STOPPED_FOR_PAIN: _if(found.stopped_on, lambda day: day >= lately),
        AttentionReason.PAIN_RISING: found.rising_on,
        AttentionReason.NO_SESSION: _if(found.quiet_since, lambda day: day <= quiet),
        AttentionReason.CRITERION_MET: found.ready_on,
    }
    return tuple(Need(reason, day) for reason, day in days.items() if day is not None)


def by_urgency(patients: Iterable[Attention]) -> list[Attention]:
    """Patients by their most urgent reason, then by how many, the longest unheard of, the code."""
    return sorted(patients, key=_order)


def _order(one: Attention) -> tuple[int, int, date, str]:
    first = min((_URGENCY[need.reason] for need in one.needs), default=len(_URGENCY))
    return first, -len(one.needs), one.last_day or date.min, one.code.casefold()


def _if(day: date | None, counts: Callable[[date], bool]) -> date | None:
    return day if day is not None and counts(day) else None


def _last_day(sessions: Iterable[SessionDone]) -> date | None:
    return max((one.local_day for one in sessions), default=None)


def _rising(sessions: Sequence[SessionDone]) -> date | None:
    last_sessions = sessions[-LAST_SESSIONS:]
    answered = [(one, pain) for one in last_sessions if (pain := worst_pain(one)) is not None]
    last = answered[-RISING_SESSIONS:]
    pains = [pain for _one, pain in last]
    if len(last) == RISING_SESSIONS and all(a < b for a, b in pairwise(pains)):
        return last[-1][0].local_day
    return None


def _ready(
    plan: Plan, sessions: Sequence[SessionDone], phase_began: Mapping[str, date]
) -> date | None:
    """When the criterion that leads out of the phase of the last session was met."""
    if not sessions:
        return None
    here = sessions[-1].phase
    phase = next((one for one in plan.phases[:-1] if one.id == here), None)
    if phase is None or phase.criterion is None:
        return None
    done = [one for one in sessions if one.phase == here]
    first, last = phase_began.get(here, done[0].local_day), done[-1].local_day
    if (last - first).days < 7 * (phase.weeks or 0):
        return None
    return last if is_met(phase.criterion, done) else None

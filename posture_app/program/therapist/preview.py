"""What a patient does on a day of their plan, played for the therapist: nothing of it is kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from posture_app.coach.pain_rule import Bands, Sign
from posture_app.coach.suitability import Profile, fitting
from posture_app.journal.model import Ended, SessionRecord, SetRecord
from posture_app.library.model import Library, Routine
from posture_app.plans.as_programme import phase_of, programme_id, with_plan
from posture_app.plans.files import plan_file
from posture_app.plans.model import Plan
from posture_app.store.errors import StoreError
from posture_app.ui.safety import Safety
from posture_app.words.plan_offer import with_notes
from posture_app.words.plans import routine_name
from posture_app.words.safety import with_hints


class NoLog:
    """Where a session is kept that nobody has done: nowhere."""

    @property
    def write_error(self) -> StoreError | None:
        """Nothing waits to be written."""
        return None

    def start_session(
        self,
        *,
        routine_id: str,
        routine_name: str,
        started_at: datetime,
        time_zone: str,
        planned_s: float,
        pain_before: int | None = None,
    ) -> str:
        """Give the id of a session that is nowhere."""
        del routine_id, routine_name, started_at, time_zone, planned_s, pain_before
        return "preview"

    def add_declined(self, record: SessionRecord) -> None:
        """Keep nothing."""

    def add_set(
        self, session_id: str, record: SetRecord, instead_of: SetRecord | None = None
    ) -> None:
        """Keep nothing."""

    def replace_set(
        self, session_id: str, before: SetRecord | None, record: SetRecord | None
    ) -> None:
        """Keep nothing."""

    def finish_session(
        self, session_id: str, *, ended: Ended, ended_at: datetime, done_s: float
    ) -> None:
        """Keep nothing."""

    def set_answers(
        self, session_id: str, *, pain_after: int | None, effort: int | None, note: str | None
    ) -> None:
        """Keep nothing."""

    def set_advice(self, session_id: str, advice: str, reasons: Sequence[str]) -> None:
        """Keep nothing."""


def note_nothing(_signs: Iterable[Sign]) -> None:
    """Of whoever looks at a preview, nothing is noted."""


def laid_over(plan: Plan, library: Library) -> Library:
    """The library with the plan's routines.

    Raises:
        KeyError: The plan uses an exercise that the library does not have.
    """
    return with_plan(plan_file(plan, library), library, routine_name)


def plan_routines(plan: Plan, whole: Library) -> tuple[Routine, ...]:
    """What can be played of a plan, phase by phase, in the plan's order.

    Args:
        plan: The plan.
        whole: The library with the plan's routines.
    """
    phases = whole.programmes[programme_id(plan)].phases
    return tuple(whole.routines[one.routine] for phase in phases for one in phase.routines)


def as_the_patient(
    plan: Plan, routine: Routine, whole: Library, number: str
) -> tuple[Routine, Library, Safety]:
    """A routine as it is for who has the plan's precautions and nothing else.

    Args:
        plan: The plan.
        routine: One of its routines.
        whole: The library with the plan's routines.
        number: What to call in an emergency.

    Returns:
        The routine and the library as they are played, and what the player knows of the patient.
    """
    profile = Profile(frozenset(plan.precautions))
    fitted, changes = fitting(routine, whole, profile)
    is_plans = routine.programme == programme_id(plan)
    noted = with_notes(whole, plan, phase_of(routine.id)) if is_plans else whole
    safety = Safety(
        profile=profile,
        answered=True,
        bands=Bands(),
        number=number,
        changes=changes,
        nothing_fits=fitted is None,
    )
    return fitted or routine, with_hints(noted, changes), safety

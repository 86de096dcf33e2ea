"""What pages show of programmes, computed from the library and the log."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from posture_app.coach.pain_rule import Bands
from posture_app.dataclass import dataclass
from posture_app.journal.model import SessionRecord
from posture_app.journal.programme import FollowedPhase
from posture_app.library.model import Library, Phase, Programme
from posture_app.plans import PREFIX
from posture_app.plans.progress import (
    DueRoutine,
    Proposal,
    due_today,
    phase_of,
    proposal,
    week_of,
)
from posture_app.plans.week_so_far import WeekSoFar, week_so_far
from posture_app.ui.routine_facts import RoutineFacts, routine_facts

if TYPE_CHECKING:  # Today shows programmes without a plan, too: docs/decisions/0005
    from posture_app.plans.steps import ExerciseStep


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step of a ladder that a received plan proposes, in one of its phases, with the names."""

    plan_id: str
    revision: int
    phase_id: str
    step: "ExerciseStep"
    exercise_name: str
    instead_name: str


@dataclass(frozen=True, slots=True)
class StepChoice:
    """What the person decided about a step."""

    facts: StepFacts
    accepted: bool


@dataclass(frozen=True, slots=True)
class FollowedFacts:
    """The programme that is followed, as it stands on a day.

    Attributes:
        programme: The programme.
        phase: The phase that the person is in.
        place: The place of the phase, from 0.
        week: Which week of the phase it is, from 1.
        lines: The phase's routines that fit the person, with what is asked of each today.
        proposal: What the rule for moving on says.
        so_far: How the week has gone, of a plan that was received.
        steps: The easier and harder exercises that such a plan proposes now.
        pages: The ids and titles of the pages of the guide that such a plan wants to be read.
    """

    programme: Programme
    phase: Phase
    place: int
    week: int
    lines: tuple[tuple[RoutineFacts, DueRoutine], ...]
    proposal: Proposal
    so_far: WeekSoFar | None = None
    steps: tuple[StepFacts, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()

    @property
    def is_received(self) -> bool:
        """Whether it is a plan that was received, and not a programme of the library."""
        return self.programme.id.startswith(PREFIX)

    @property
    def due(self) -> tuple[RoutineFacts, ...]:
        """The routines that are asked for today and still open."""
        return tuple(facts for facts, due in self.lines if due.is_due)


def followed_facts(
    library: Library,
    followed: FollowedPhase,
    sessions: Sequence[SessionRecord],
    today: date,
    bands: Bands,
    left_out: frozenset[str] = frozenset(),
) -> FollowedFacts | None:
    """What there is to show of a followed programme; None where the library has it no more.

    Args:
        library: The library.
        followed: The phase that is followed.
        sessions: The person's sessions since it began.
        today: The person's day.
        bands: Where the bands of pain begin.
        left_out: Ids of routines that do not fit the person.
    """
    programme = library.programmes.get(followed.programme_id)
    phase = None if programme is None else phase_of(programme, followed)
    if programme is None or phase is None:
        return None
    lines = tuple(
        (routine_facts(library.routines[due.routine], library), due)
        for due in due_today(phase, followed, sessions, today)
        if due.routine in library.routines and due.routine not in left_out
    )
    return FollowedFacts(
        programme,
        phase,
        programme.phases.index(phase),
        week_of(followed, today),
        lines,
        proposal(programme, followed, sessions, today, bands),
        week_so_far(phase, followed, sessions, today) if programme.id.startswith(PREFIX) else None,
    )

"""What is reckoned from a plan after a while without edits: how long it takes, and the remarks."""

from collections.abc import Mapping, Sequence

from posture_app.library.model import Library
from posture_app.plans.model import Plan, PlanPhase
from posture_app.plans.phase_times import PhaseTimes, phase_times
from posture_app.plans.remarks import Remark, phase_remarks
from posture_app.ui.therapist.builder.remark_list import RemarkRow
from posture_app.ui.therapist.builder.rows import RowKey
from posture_app.words.plans import remark_words


class PlanCalculator:
    """Reckons one plan after another; only what counts and is another than before is reckoned anew.

    Attributes:
        remarks: The remarks, in words.
    """

    def __init__(self) -> None:
        self._times: dict[str, tuple[object, PhaseTimes]] = {}
        self._found: dict[str, tuple[object, Sequence[Remark]]] = {}
        self.remarks: Sequence[RemarkRow] = ()

    @property
    def times(self) -> Mapping[str, PhaseTimes]:
        """How long the phases take, by their ids."""
        return {key: times for key, (_counts, times) in self._times.items()}

    @property
    def remarked(self) -> frozenset[RowKey]:
        """The rows that there are remarks about."""
        return frozenset(one.about for one in self.remarks)

    def forget(self) -> None:
        """Begin with another plan or another library."""
        self._times, self._found, self.remarks = {}, {}, ()

    def reckon_times(self, plan: Plan, library: Library) -> None:
        """How long the phases take."""
        times = {}
        for phase in plan.phases:
            counts = _asked_for(phase)
            known = self._times.get(phase.id)
            if known is None or known[0] != counts:
                known = counts, phase_times(phase, library)
            times[phase.id] = known
        self._times = times

    def reckon_remarks(self, plan: Plan, library: Library) -> None:
        """What is worth a second look."""
        found = {}
        for phase in plan.phases:
            is_last = phase is plan.phases[-1]
            counts = _asked_for(phase), phase.weeks, phase.criterion, plan.precautions, is_last
            known = self._found.get(phase.id)
            if known is None or known[0] != counts:
                known = counts, phase_remarks(plan, phase, library)
            found[phase.id] = known
        self._found = found
        self.remarks = tuple(
            RemarkRow(remark_words(one, plan, library), _about(one))
            for _counts, of_phase in found.values()
            for one in of_phase
        )


def _asked_for(phase: PlanPhase) -> object:
    """What of a phase takes time, and is remarked on: all but what is only read."""
    items = tuple(
        (one.exercise, one.dose, one.side, one.per_day, one.days_per_week, one.days)
        for one in phase.items
    )
    return items, phase.routines


def _about(found: Remark) -> RowKey:
    if found.exercise is None:
        return RowKey("phase", found.phase)
    return RowKey("item", found.phase, found.exercise)

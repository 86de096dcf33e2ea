"""What is reckoned from a plan after a while without edits: how long it takes, and the remarks."""

from collections.abc import Mapping, Sequence

from posture_app.library.model import Library
from posture_app.plans.model import Plan, PlanPhase
from posture_app.plans.remarks import Found, remarks
from posture_app.plans.times import PhaseTimes, phase_times
from posture_app.ui.therapist.builder.remark_list import RemarkRow
from posture_app.ui.therapist.builder.rows import RowKey
from posture_app.words.plans import remark_words


class Reckoning:
    """Reckons one plan after another; phases that stay as they were are not reckoned anew.

    Attributes:
        remarks: The remarks, in words.
    """

    def __init__(self) -> None:
        self._times: dict[str, tuple[PlanPhase, PhaseTimes]] = {}
        self.remarks: Sequence[RemarkRow] = ()

    @property
    def times(self) -> Mapping[str, PhaseTimes]:
        """How long the phases take, by their ids."""
        return {key: times for key, (_phase, times) in self._times.items()}

    @property
    def remarked(self) -> frozenset[RowKey]:
        """The rows that there are remarks about."""
        return frozenset(one.about for one in self.remarks)

    def forget(self) -> None:
        """Begin with another plan or another library."""
        self._times, self.remarks = {}, ()

    def reckon(self, plan: Plan, library: Library) -> None:
        """Reckon a plan."""
        times = {}
        for phase in plan.phases:
            known = self._times.get(phase.id)
            if known is None or known[0] is not phase:
                known = phase, phase_times(phase, library)
            times[phase.id] = known
        self._times = times
        self.remarks = tuple(
            RemarkRow(remark_words(one, plan, library), _about(one))
            for one in remarks(plan, library)
        )


def _about(found: Found) -> RowKey:
    if found.exercise is None:
        return RowKey("phase", found.phase)
    return RowKey("item", found.phase, found.exercise)

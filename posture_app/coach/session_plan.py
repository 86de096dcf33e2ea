"""What a timeline asks for, set by set: the sums that a finished set is measured against."""

from collections.abc import Mapping
from functools import cached_property

from posture_app.coach.timeline import WORK, SessionPhase, SessionTimeline, Side
from posture_app.dataclass import dataclass

Unit = tuple[int, int, Side | None]
"""Item (from 0), set (from 1) and side: what is logged as one."""


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """One set of one side as planned. Places are indices into the timeline's phases."""

    unit: Unit
    first: int
    last: int
    work_s: float
    hold_s: float | None
    repetitions: int


@dataclass(frozen=True)
class SessionPlan:
    """A timeline with its units, for moving about in it."""

    timeline: SessionTimeline

    @cached_property
    def units(self) -> Mapping[Unit, UnitPlan]:
        """Every set and side in the order of the routine."""
        places: dict[Unit, list[int]] = {}
        for index, phase in enumerate(self.timeline.phases):
            if phase.phase in WORK:
                places.setdefault(phase.unit, []).append(index)
        return {unit: self._unit_plan(unit, found) for unit, found in places.items()}

    @cached_property
    def repetition_ends(self) -> frozenset[int]:
        """The phases whose end completes a repetition."""
        last: dict[tuple[Unit, int], int] = {}
        for index, phase in enumerate(self.timeline.phases):
            if phase.phase in {"move", "hold", "return"}:
                last[phase.unit, phase.repetition] = index
        return frozenset(last.values())

    @cached_property
    def unit_ends(self) -> Mapping[int, Unit]:
        """The phases whose end finishes a set of one side."""
        return {plan.last: unit for unit, plan in self.units.items()}

    def entry(self, unit: Unit) -> int:
        """Where to begin a unit: at the waiting that leads up to it, so that one can get ready."""
        index = self.units[unit].first
        before = self.timeline.phases[index - 1] if index else None
        if before and before.phase not in WORK and before.item == unit[0]:
            return index - 1
        return index

    def unit_at(self, index: int) -> Unit:
        """The unit being done at a phase, or the one that the waiting there leads up to."""
        phases = self.timeline.phases
        for later in range(index, len(phases)):
            if phases[later].phase in WORK:
                return phases[later].unit
        return phases[index].unit

    def item_entry(self, item: int) -> int | None:
        """The first phase of an item, or None past the last item."""
        return next((i for i, phase in enumerate(self.timeline.phases) if phase.item == item), None)

    def _unit_plan(self, unit: Unit, places: list[int]) -> UnitPlan:
        phases = [self.timeline.phases[index] for index in places]
        holds = [phase.duration_s for phase in phases if phase.phase == "hold"]
        return UnitPlan(
            unit=unit,
            first=places[0],
            last=max(index for index in places if self.timeline.phases[index].phase != "relax"),
            work_s=sum(phase.duration_s for phase in phases),
            hold_s=sum(holds) if holds else None,
            repetitions=phases[0].repetitions,
        )


def next_exercise(timeline: SessionTimeline, index: int) -> SessionPhase | None:
    """The first phase of the next item, or None in the last one."""
    item = timeline.phases[index].item
    return next((phase for phase in timeline.phases[index:] if phase.item > item), None)

"""A plan as the rows of a list; only what has changed since the last time is put into words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise, Library
from posture_app.plans.editing import ItemKey
from posture_app.plans.model import Plan, PlanItem, PlanPhase
from posture_app.plans.phase_times import PhaseTimes
from posture_app.words.catalogue import _
from posture_app.words.plan_builder import item_detail, phase_detail, plan_detail

RowKind = Literal["plan", "phase", "item", "routine", "hint"]


class RowKey(NamedTuple):
    """Which row it is, whatever stands in it: the phase, and the exercise or the routine."""

    kind: RowKind
    phase: str = ""
    one: str = ""

    @property
    def item(self) -> ItemKey | None:
        """The item that the row shows; None where it shows something else."""
        return ItemKey(self.phase, self.one) if self.kind == "item" else None


@dataclass(frozen=True, slots=True)
class BuilderRow:
    """One row.

    Attributes:
        key: Which it is.
        title: Its strong line.
        detail: What stands below.
        note: What the patient is told about it.
        exercise: Whose still is drawn.
        is_remarked: Whether one of the remarks is about it.
    """

    key: RowKey
    title: str
    detail: str = ""
    note: str = ""
    exercise: Exercise | None = None
    is_remarked: bool = False

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        remarked = _("There is a remark about this.") if self.is_remarked else ""
        return ". ".join(one for one in (self.title, self.detail, self.note, remarked) if one)


PLAN_KEY = RowKey("plan")


class PlanRows:
    """Makes the rows of one plan after another, each of which is much like the one before."""

    def __init__(self) -> None:
        self._library = Library({}, {}, {})
        self._made: dict[RowKey, tuple[PlanItem, bool, BuilderRow]] = {}

    def show_library(self, library: Library) -> None:
        """Name the exercises of this library from now on."""
        self._library = library
        self._made.clear()

    def rows(
        self, plan: Plan, times: Mapping[str, PhaseTimes], remarked: frozenset[RowKey]
    ) -> Sequence[BuilderRow]:
        """All rows of a plan.

        Args:
            plan: The plan.
            times: How long its phases take, by their ids, as far as it is known.
            remarked: What there are remarks about.
        """
        rows = [BuilderRow(PLAN_KEY, plan.name, plan_detail(plan))]
        made: dict[RowKey, tuple[PlanItem, bool, BuilderRow]] = {}
        for number, phase in enumerate(plan.phases, 1):
            rows.append(self._phase(number, phase, times.get(phase.id), remarked))
            for item in phase.items:
                key = RowKey("item", phase.id, item.exercise)
                is_remarked = key in remarked
                known = self._made.get(key)
                if known is None or known[0] is not item or known[1] != is_remarked:
                    known = (item, is_remarked, self._item(key, item, is_remarked=is_remarked))
                made[key] = known
                rows.append(known[2])
            rows += self._rest(phase)
        self._made = made
        return rows

    def _phase(
        self, number: int, phase: PlanPhase, times: PhaseTimes | None, remarked: frozenset[RowKey]
    ) -> BuilderRow:
        key = RowKey("phase", phase.id)
        title = _("{number}. {phase}").format(number=number, phase=phase.name)
        return BuilderRow(key, title, phase_detail(phase, times), phase.aim, None, key in remarked)

    def _item(self, key: RowKey, item: PlanItem, *, is_remarked: bool) -> BuilderRow:
        exercise = self._library.exercises.get(item.exercise)
        if exercise is None:
            detail = _("The library does not have this exercise.")
            return BuilderRow(key, item.exercise, detail, item.note, None, is_remarked)
        detail = item_detail(item, exercise)
        return BuilderRow(key, exercise.name, detail, item.note, exercise, is_remarked)

    def _rest(self, phase: PlanPhase) -> Iterator[BuilderRow]:
        for one in phase.routines:
            routine = self._library.routines.get(one)
            name = one if routine is None else routine.name
            yield BuilderRow(RowKey("routine", phase.id, one), name, _("Routine of the library"))
        if not phase.items and not phase.routines:
            hint = _(
                "Put exercises here: drag them from the library, or choose one and press Enter."
            )
            yield BuilderRow(RowKey("hint", phase.id), hint)

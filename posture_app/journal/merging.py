"""How two journals become one: for each record, which of the two stays.

A record has the same id on every machine. Of two that differ, the one that was edited last stays,
and what was deleted stays deleted unless it was edited after that. Nothing here asks anybody: what
stood on both sides and which of them stays is told afterwards.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from posture_app.dataclass import dataclass
from posture_app.journal.breaks import BreakRecord, Stretch
from posture_app.journal.entries import Entry
from posture_app.journal.model import SessionRecord
from posture_app.journal.programme import FollowedPhase
from posture_app.journal.received import PlanStep, ReceivedPlan

MOST_CONFLICTS: Final = 500
"""So many conflicts are told one by one; of the others, how many they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """That the session or entry of this id was deleted, and when."""

    id: str
    deleted_at: datetime


Record = (
    SessionRecord
    | BreakRecord
    | Stretch
    | FollowedPhase
    | ReceivedPlan
    | PlanStep
    | Entry
    | Deleted
)
"""What a journal consists of."""


class MergeOutcome(StrEnum):
    """What becomes of a record that came, or of the one that is here.

    `NEW`: it is taken in. `SAME`: it is here already. `CHANGED`: it takes the place of the one
    here. `KEPT`: the one here stays. `REMOVED`: the one here goes, as it was deleted there.
    `GONE`: it is not taken in, as it was deleted here.
    """

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    KEPT = "kept"
    REMOVED = "removed"
    GONE = "gone"


TELLING: Final = frozenset(
    {MergeOutcome.CHANGED, MergeOutcome.KEPT, MergeOutcome.REMOVED, MergeOutcome.GONE}
)
"""Outcomes that left something out that stood on one of the two sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Something that stood on both sides, and differed.

    Attributes:
        kind: The part of the journal, such as `sessions`.
        id: The record's id; for a setting, its name.
        outcome: Which of the two stays.
        here: What was here: the record, or that it was deleted.
        came: What came.
    """

    kind: str
    id: str
    outcome: MergeOutcome
    here: object
    came: object

    @property
    def came_stays(self) -> bool:
        """Whether what came takes the place of what was here."""
        return self.outcome in {MergeOutcome.CHANGED, MergeOutcome.REMOVED}


@dataclass(slots=True)
class MergeReport:
    """What a merge does, or would do.

    Attributes:
        counts: How many records have each outcome, by the part of the journal.
        conflicts: The first of what stood on both sides and differed.
        more_conflicts: How many more of them there are.
    """

    counts: dict[str, dict[MergeOutcome, int]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    more_conflicts: int = 0

    def note(self, kind: str, outcome: MergeOutcome, count: int = 1) -> None:
        """Count what becomes of records."""
        of_kind = self.counts.setdefault(kind, dict.fromkeys(MergeOutcome, 0))
        of_kind[outcome] += count

    def tell(self, conflict: Conflict) -> None:
        """Keep a conflict, or count it where there are many."""
        if len(self.conflicts) < MOST_CONFLICTS:
            self.conflicts.append(conflict)
        else:
            self.more_conflicts += 1

    def total(self, outcome: MergeOutcome) -> int:
        """How many records have an outcome."""
        return sum(of_kind[outcome] for of_kind in self.counts.values())

    @property
    def totals(self) -> Mapping[MergeOutcome, int]:
        """How many records have each outcome."""
        return {outcome: self.total(outcome) for outcome in MergeOutcome}

    @property
    def changes_something(self) -> bool:
        """Whether the journal is another one afterwards."""
        return any(map(self.total, (MergeOutcome.NEW, MergeOutcome.CHANGED, MergeOutcome.REMOVED)))


def last_edit(record: Record) -> datetime | None:
    """When a record was last edited; None for one that nobody edits."""
    match record:
        case SessionRecord():
            last_set = max((one.finished_at for one in record.items), default=None)
            return record.edited_at or record.ended_at or last_set or record.started_at
        case Deleted():
            return record.deleted_at
        case ReceivedPlan():
            return record.received_at
        case BreakRecord() | Stretch() | FollowedPhase() | PlanStep():
            return None
        case _:
            return record.edited_at


def outcome_of(came: Record, here: Record | None, deleted: Deleted | None) -> MergeOutcome:
    """What becomes of a record that came.

    Args:
        came: The record, which was not deleted where it comes from.
        here: The one with its id that is here.
        deleted: That it was deleted here.
    """
    edited = last_edit(came)
    if here is None:
        if deleted is not None and (edited is None or edited <= deleted.deleted_at):
            return MergeOutcome.GONE
        return MergeOutcome.NEW
    if here == came or _same_plan(came, here):
        return MergeOutcome.SAME
    if isinstance(came, FollowedPhase) and isinstance(here, FollowedPhase):
        # A stay that lasts was not edited since; its end is.
        return MergeOutcome.CHANGED if here.ended_on is None else MergeOutcome.KEPT
    edited_here = last_edit(here)
    later = edited is not None and edited_here is not None and edited > edited_here
    return MergeOutcome.CHANGED if later else MergeOutcome.KEPT


def _same_plan(came: Record, here: Record) -> bool:
    """Whether both are the same revision of a plan, which may count on one side alone."""
    if not (isinstance(came, ReceivedPlan) and isinstance(here, ReceivedPlan)):
        return False
    return replace(came, is_current=here.is_current) == here


def outcome_of_deletion(
    came: Deleted, here: Record | None, deleted: Deleted | None
) -> MergeOutcome:
    """What becomes of the record here that was deleted where `came` comes from."""
    if here is None:
        return MergeOutcome.SAME if deleted is not None else MergeOutcome.NEW
    edited = last_edit(here)
    later = edited is None or came.deleted_at >= edited
    return MergeOutcome.REMOVED if later else MergeOutcome.KEPT

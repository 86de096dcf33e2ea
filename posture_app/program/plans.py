"""Takes over a plan that a therapist made, and lays the one that counts over the library.

The running program and the command line do both by this.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from uuid import uuid4

from posture_app.dataclass import dataclass
from posture_app.errors import sentence
from posture_app.journal.entries import CheckIn
from posture_app.journal.model import SessionRecord
from posture_app.journal.programme import FollowedPhase
from posture_app.journal.received import LONGEST_PLAN, PlanStep, ReceivedPlan
from posture_app.journal.zones import zone
from posture_app.library.files import CheckMotions
from posture_app.library.model import Library, LibraryFile
from posture_app.library.problems import BrokenFileError, Problem
from posture_app.plans import SUFFIX
from posture_app.plans.adherence import Revision, adherence
from posture_app.plans.as_programme import programme_id, with_plan
from posture_app.plans.differences import Difference, differences
from posture_app.plans.files import carried_library, plan_bytes, read_plan
from posture_app.plans.model import AdherenceFile, Plan, PlanFile
from posture_app.plans.offered import OfferStanding, standing
from posture_app.plans.progress import phase_to_begin
from posture_app.plans.taken_steps import with_steps
from posture_app.words.plans import practice_words, routine_name

if TYPE_CHECKING:
    from posture_app.library.files import Loaded
    from posture_app.store.entries import Entries
    from posture_app.store.journal import Journal
    from posture_app.store.plans import ReceivedPlans
    from posture_app.store.programmes import FollowedProgrammes

_TOO_LONG: Final = sentence("is larger than a plan can be")


Notes = Literal["none", "all"]


class AdherenceLog(NamedTuple):
    """The parts of the log that tell what was done of a plan."""

    received: "ReceivedPlans"
    journal: "Journal"
    entries: "Entries"
    programmes: "FollowedProgrammes"


@dataclass(frozen=True, slots=True)
class OfferedPlan:
    """A plan that was read from a file and that the person has not decided about.

    Attributes:
        file: What is in the file.
        library: The library with the exercises that the plan brings along.
        standing: How it stands to the newest revision that was received before.
        before: That revision; None where there is none that can be read.
    """

    file: PlanFile
    library: Library
    standing: OfferStanding
    before: Plan | None

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.file.plan

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What is different from the revision that is there."""
        return () if self.before is None else differences(self.before, self.plan)


def read_offered(
    path: Path, library: Library, received: "ReceivedPlans", check_motions: CheckMotions
) -> OfferedPlan:
    """Read a plan that anybody may have made; nothing is kept.

    Args:
        path: The file.
        library: The library.
        received: What was received before.
        check_motions: Looks at the motions of exercises that the library lacks.

    Raises:
        BrokenFileError: With all that is wrong with it.
        StoreError: What was received before cannot be read.
    """
    found = read_plan(path, library, _of_new(check_motions, library))
    if len(plan_bytes(found)) > LONGEST_PLAN:
        raise BrokenFileError(path, [Problem("", _TOO_LONG)])
    earlier = received.history(found.plan.id)
    newest = max(earlier, key=lambda one: one.revision, default=None)
    known = None if newest is None else newest.revision
    before = None if newest is None else _read_again(newest, library)
    stands = standing(known, found.plan.revision)
    if stands == "same" and (before is None or differences(before.plan, found.plan)):
        stands = "other"
    return OfferedPlan(
        file=found,
        library=carried_library(found, library),
        standing=stands,
        before=None if before is None else before.plan,
    )


def take_over(
    offered: OfferedPlan,
    received: "ReceivedPlans",
    programmes: "FollowedProgrammes",
    now: datetime,
    time_zone: str,
) -> None:
    """Keep a plan and follow it: from its first phase on, or in the phase where it was left.

    Raises:
        StoreError: It is not followed.
    """
    plan = offered.plan
    followed, own = programmes.current(), programme_id(plan)
    phase = begins_in(plan, programmes)
    begins = None
    if followed is None or (followed.programme_id, followed.phase_id) != (own, phase):
        begins = FollowedPhase(
            id=str(uuid4()),
            programme_id=own,
            programme_name=plan.name,
            phase_id=phase,
            began_on=now.astimezone(zone(time_zone)).date(),
        )
    content = plan_bytes(offered.file).decode()
    received.keep(plan.id, plan.revision, content, now, begins)


def begins_in(plan: Plan, programmes: "FollowedProgrammes") -> str:
    """The id of the phase in which a plan is followed when it is taken over.

    Raises:
        StoreError: It cannot be looked up.
    """
    phases = [one.id for one in plan.phases]
    return phase_to_begin(programmes.every(), programme_id(plan), phases)


def pages_to_read(plan: Plan, library: Library) -> tuple[tuple[str, str], ...]:
    """The pages of the guide that a plan wants to be read, as far as there are: id and title."""
    return tuple((one, library.guide[one].title) for one in plan.pages if one in library.guide)


def read_put_away(plan_id: str, library: Library, received: "ReceivedPlans") -> OfferedPlan | None:
    """The last version of a plan that was received, to be taken up again; None where it is broken.

    Raises:
        StoreError: It cannot be read.
    """
    history = received.history(plan_id)
    found = _read_again(history[-1], library) if history else None
    if found is None:
        return None
    return OfferedPlan(found, carried_library(found, library), "put_away", None)


def current_plan(received: "ReceivedPlans", library: Library) -> Plan | None:
    """The plan that counts now, as it is done; None where there is none that can be read.

    Raises:
        StoreError: It cannot be looked up.
    """
    record = received.current()
    found = None if record is None else _read_again(record, library)
    if record is None or found is None:
        return None
    known = carried_library(found, library).exercises
    return with_steps(found.plan, received.steps(record.plan_id), known)


def adherence_of_current(
    log: AdherenceLog, library: Library, today: date, notes: Notes = "none"
) -> AdherenceFile | None:
    """What was done of the plan that counts, since it was received; None where there is none.

    Args:
        log: What the log holds.
        library: The library.
        today: The person's day.
        notes: Whether the notes to its sessions go along.

    Raises:
        StoreError: The log cannot be read.
    """
    current = log.received.current()
    if current is None:
        return None
    history = sorted(log.received.history(current.plan_id), key=lambda one: one.received_at)
    read = [(one.received_at, _read_again(one, library)) for one in history]
    files = [(at, found) for at, found in read if found is not None]
    if not files:
        return None
    own = programme_id(files[-1][1].plan)
    stays = [one.began_on for one in log.programmes.every() if one.programme_id == own]
    first = min(files[0][0].date(), *stays, today)
    sessions = list(_sessions_since(log.journal, first - timedelta(days=1), today))
    taken = log.received.steps(current.plan_id)
    return adherence(
        [Revision(found.plan, at, taken) for at, found in files],
        sessions,
        log.entries.between(CheckIn, first, today + timedelta(days=1)),
        carried_library(files[-1][1], library).exercises,
        (first, today),
        frozenset(one.id for one in sessions) if notes == "all" else frozenset(),
    )


def _sessions_since(journal: "Journal", first: date, last: date) -> Iterator[SessionRecord]:
    page = journal.sessions(first_day=first, last_day=last)
    while page:
        yield from page
        page = journal.sessions(first_day=first, last_day=last, before=page[-1])


def with_current_plan(
    loaded: "Loaded",
    record: ReceivedPlan | None,
    taken: Sequence[PlanStep],
    check_motions: CheckMotions,
) -> "Loaded":
    """The library with the plan that counts; one that is broken is told as a file that is.

    Args:
        loaded: The library.
        record: The plan that counts.
        taken: What was decided about its steps.
        check_motions: Looks at the motions of exercises that the library lacks.
    """
    if record is None:
        return loaded
    try:
        found = _read(record, loaded.library, _of_new(check_motions, loaded.library))
    except BrokenFileError as error:
        return replace(loaded, broken=(*loaded.broken, error))
    known = carried_library(found, loaded.library).exercises
    plan = with_steps(found.plan, taken, known)
    library = with_plan(replace(found, plan=plan), loaded.library, routine_name)
    own = library.programmes[programme_id(plan)]
    programme = replace(own, audience=practice_words(plan.practice))
    programmes = {**library.programmes, own.id: programme}
    return replace(loaded, library=replace(library, programmes=programmes))


def motion_check(data_folder: Path, is_wanted: Callable[[], bool]) -> CheckMotions:
    """What checks motions that a plan brings along, once and not at each start.

    Args:
        data_folder: Where it is kept which motions are sound.
        is_wanted: Whether to go on; asked before each check.
    """

    def check_motions(carried: LibraryFile) -> Sequence[Problem]:
        from posture_app.body.motion_checker import MotionChecker, fingerprints_of
        from posture_app.desktop.checked_motions import keep_checked_motions, read_checked_motions
        from posture_app.library.files import builtin

        kept = read_checked_motions(data_folder)
        checker = MotionChecker(kept | fingerprints_of(builtin()), is_wanted)
        found = checker.problems(carried)
        if not checker.sound <= kept:
            keep_checked_motions(data_folder, kept | checker.sound)
        return found

    return check_motions


def _read(
    record: ReceivedPlan, library: Library, check_motions: CheckMotions | None = None
) -> PlanFile:
    name = Path(f"{record.plan_id}{SUFFIX}")
    return read_plan(name, library, check_motions, raw=record.content.encode())


def _read_again(record: ReceivedPlan, library: Library) -> PlanFile | None:
    try:
        return _read(record, library)
    except BrokenFileError:  # it is told where the library is loaded
        return None


def _of_new(
    check_motions: CheckMotions, library: Library
) -> Callable[[LibraryFile], Sequence[Problem]]:
    """Only motions that the library does not have are played, and have to be checked."""

    def of_new(carried: LibraryFile) -> Sequence[Problem]:
        lacking = tuple(one for one in carried.exercises if one.id not in library.exercises)
        return check_motions(replace(carried, exercises=lacking)) if lacking else ()

    return of_new

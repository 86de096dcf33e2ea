"""The plan that a person received: taking it over, and handing back what was done of it."""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.commands.parser import AddVerb
from posture_app.errors import FailedError, sentence
from posture_app.words.catalogue import _

if TYPE_CHECKING:
    from posture_app.coach.suitability import Profile
    from posture_app.program.plans import OfferedPlan


def add_verbs(verbs: AddVerb) -> None:
    """Add the verbs after `plan` that are a patient's."""
    into = verbs("import", _import, _("Show a plan that you received; with --yes, follow it."))
    into.add_argument("file", metavar=_("FILE"), type=Path)
    into.add_argument("--yes", action="store_true", help=_("Follow it from today on."))
    into.add_argument("--json", action="store_true", help=_("As JSON."))
    done = verbs("adherence", _adherence, _("Tell what you did of your plan, to hand it back."))
    done.add_argument("--out", metavar=_("FILE"), type=Path, help=_("Into this new file."))
    done.add_argument(
        "--notes", action="store_true", help=_("With your notes to the sessions of the plan.")
    )
    done.add_argument("--json", action="store_true", help=_("As JSON."))


def _import(options: argparse.Namespace) -> int:
    from posture_app.commands.journal import read_only
    from posture_app.commands.library import loaded_library
    from posture_app.commands.output import print_json, tell_faults
    from posture_app.commands.plan_files import motion_check
    from posture_app.library.problems import BrokenFileError
    from posture_app.program.plans import read_offered
    from posture_app.store.plans import ReceivedPlans
    from posture_app.words.plan_offer import disagreements

    library, check_motions = loaded_library(options.data_dir), motion_check(options.data_dir)
    try:
        with read_only(options.data_dir) as database:
            offered = read_offered(options.file, library, ReceivedPlans(database), check_motions)
    except BrokenFileError as error:
        tell_faults(error, as_json=options.json)
        return 1
    profile = _profile(options.data_dir)
    if options.yes:
        _follow(options, offered)
    told = list(disagreements(offered.plan, offered.library, profile))
    if options.json:
        print_json(_offered_json(offered, told, is_followed=options.yes))
    else:
        _print(offered, told, is_followed=options.yes)
    return 0


def _profile(data_dir: Path | None) -> "Profile":
    from posture_app.desktop.clock import local_today
    from posture_app.desktop.health import read_health
    from posture_app.desktop.paths import folder_to_read

    today = local_today()
    health, _problem = read_health(folder_to_read(data_dir), today)
    return health.profile(today)


def _follow(options: argparse.Namespace, offered: "OfferedPlan") -> None:
    from posture_app.commands.journal import opened_database
    from posture_app.commands.running_lock import tell_of_change
    from posture_app.desktop.clock import SystemClock, local_time_zone
    from posture_app.program.plans import take_over
    from posture_app.store.errors import StoreError
    from posture_app.store.plans import ReceivedPlans
    from posture_app.store.programmes import FollowedProgrammes

    now, database = SystemClock().read().wall, opened_database(options.data_dir)
    try:
        received, programmes = ReceivedPlans(database), FollowedProgrammes(database)
        take_over(offered, received, programmes, now, local_time_zone())
    except StoreError as error:
        raise FailedError(error.message) from None
    finally:
        database.close()
    tell_of_change(options)


def _print(offered: "OfferedPlan", told: Sequence[str], *, is_followed: bool) -> None:
    from posture_app.words.plan_differences import difference_words
    from posture_app.words.plan_offer import standing_words
    from posture_app.words.plans import plan_lines

    plan = offered.plan
    for line in plan_lines(plan, offered.library):
        print(line)
    print()
    if words := standing_words(offered.standing):
        print(words)
    if offered.before is not None:
        for one in offered.differences:
            print(difference_words(one, offered.before, plan, offered.library))
    for line in told:
        print(line)
    if is_followed:
        print(_("You follow this plan now."))
    else:
        print(_("Nothing is kept yet. To follow this plan, say it again with --yes."))


def _offered_json(
    offered: "OfferedPlan", told: Sequence[str], *, is_followed: bool
) -> Mapping[str, object]:
    from posture_app.plans.files import check_sum
    from posture_app.words.plan_differences import difference_words

    plan, before = offered.plan, offered.before
    changed = [] if before is None else offered.differences
    return {
        "plan": plan.id,
        "name": plan.name,
        "revision": plan.revision,
        "check_sum": check_sum(plan),
        "practice": plan.practice.name,
        "therapist": plan.practice.therapist,
        "standing": offered.standing,
        "differences": [
            difference_words(one, before, plan, offered.library)
            for one in changed
            if before is not None
        ],
        "warnings": list(told),
        "followed": is_followed,
    }


def _adherence(options: argparse.Namespace) -> int:
    from posture_app.commands.journal import read_only
    from posture_app.commands.library import loaded_library
    from posture_app.commands.output import print_json
    from posture_app.commands.plan_files import write_new
    from posture_app.desktop.clock import local_today
    from posture_app.plans.files import adherence_bytes
    from posture_app.program.plans import AdherenceLog, adherence_of_current
    from posture_app.store.entries import Entries
    from posture_app.store.journal import Journal
    from posture_app.store.plans import ReceivedPlans
    from posture_app.store.programmes import FollowedProgrammes
    from posture_app.words.plan_offer import adherence_words

    library = loaded_library(options.data_dir)
    today = local_today()
    with read_only(options.data_dir) as database:
        log = AdherenceLog(
            ReceivedPlans(database),
            Journal(database),
            Entries(database),
            FollowedProgrammes(database),
        )
        found = adherence_of_current(log, library, today, "all" if options.notes else "none")
    if found is None:
        raise FailedError(sentence("you follow no plan that was received"))
    raw = adherence_bytes(found)
    if options.out is not None:
        write_new(options.out, raw)
    if options.json:
        print_json(json.loads(raw))
    elif options.out is None:
        print(raw.decode(), end="")
    else:
        print(_("{file}: {what}").format(file=options.out, what=adherence_words(found)))
    return 0

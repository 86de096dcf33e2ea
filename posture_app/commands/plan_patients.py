"""The therapist's patients: reading in what came back, and who needs attention first."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from posture_app.commands.parser import AddVerb
from posture_app.errors import FailedError
from posture_app.plans import SUFFIX
from posture_app.words.catalogue import _, said

if TYPE_CHECKING:
    from posture_app.plans.adherence_files import ImportedFile, MergedFile
    from posture_app.plans.attention import Attention
    from posture_app.plans.model import Plan
    from posture_app.store.patients import Patients

_TOLD_EVERY: Final = 50
"""Files; fewer are read before anybody has read how far it is."""


def add_verbs(verbs: AddVerb) -> None:
    """Add the verbs of patients to those of plans."""
    about = _("Read in plans that are handed over, and what patients did, as they sent it.")
    merge = verbs("merge", _merge, about)
    merge.add_argument("files", metavar=_("FILE"), type=Path, nargs="+")
    patients = verbs("patients", _patients, _("List patients, who needs attention first."))
    for verb in (merge, patients):
        verb.add_argument("--json", action="store_true", help=_("As JSON."))


def _merge(options: argparse.Namespace) -> int:
    from posture_app.commands.output import print_json
    from posture_app.desktop.clock import SystemClock
    from posture_app.desktop.paths import data_folder, patients_path
    from posture_app.plans.adherence_files import ImportOutcome

    plans = {path: _read_plan(path, options) for path in options.files if path.suffix == SUFFIX}
    files = list(_imported_files([path for path in options.files if path not in plans]))
    with _opened(patients_path(data_folder(options.data_dir))) as patients:
        now = SystemClock().read().wall
        patients.back_up(now)
        kept = [_kept(path, plan, patients, now) for path, plan in plans.items() if plan]
        merged = patients.merge(files, now)
    if options.json:
        print_json([*kept, *(_merged_json(one) for one in merged)])
    else:
        for plan in kept:
            print(plan["said"])
        _tell(merged)
    is_taken = {ImportOutcome.MERGED, ImportOutcome.KNOWN, ImportOutcome.OLDER}
    whole = len(kept) == len(plans) and all(one.outcome in is_taken for one in merged)
    return 0 if whole else 1


def _read_plan(path: Path, options: argparse.Namespace) -> "Plan | None":
    """A plan's file, as it is handed over; None after all that is wrong with it was told."""
    from posture_app.commands.library import loaded_library
    from posture_app.commands.plan_files import motion_check, read_or_told

    check_motions = motion_check(options.data_dir)
    found = read_or_told(
        path, loaded_library(options.data_dir), as_json=False, check_motions=check_motions
    )
    return None if found is None else found.plan


def _kept(path: Path, plan: "Plan", patients: "Patients", now: datetime) -> dict[str, object]:
    """Keep a plan as handed over, for the patient with its code, who may be new."""
    from posture_app.plans.patient import KeptPlan, Patient

    known = next((one for one in patients.every() if one.code == plan.patient), None)
    owner = known or patients.add(
        Patient(id="", code=plan.patient, precautions=tuple(plan.precautions))
    )
    here = KeptPlan(patient_id=owner.id, plan=plan)
    for one in patients.plans(owner.id):
        if (one.plan.id, one.plan.revision) == (plan.id, plan.revision):
            # A draft that is another one is not written over: `hand_over` refuses.
            here = one if one.handed_over_at is not None or one.plan == plan else here
    is_new = here.handed_over_at is None
    if is_new:
        patients.hand_over(here, now)
    told = (
        _("{file}: the plan “{plan}” is kept for {patient}")
        if is_new
        else _("{file}: the plan “{plan}” for {patient} was kept already")
    )
    return {
        "file": str(path),
        "arrival": "plan" if is_new else "known_plan",
        "patient": owner.code,
        "said": told.format(file=path, plan=plan.name, patient=owner.code),
    }


def _imported_files(paths: Sequence[Path]) -> Iterator["ImportedFile"]:
    from posture_app.plans.adherence_files import imported_file

    for number, path in enumerate(paths, 1):
        yield imported_file(path)
        if number % _TOLD_EVERY == 0:
            how_far = _("{number} of {count} files were read.")
            print(how_far.format(number=number, count=len(paths)), file=sys.stderr)


def _tell(merged: Sequence["MergedFile"]) -> None:
    from posture_app.words.patients import merged_words
    from posture_app.words.problems import file_problem

    for one in merged:
        print(merged_words(one))
        for fault in one.faults:
            print(file_problem(one.path, fault), file=sys.stderr)


def _merged_json(merged: "MergedFile") -> dict[str, object]:
    from posture_app.words.patients import merged_words

    return {
        "file": str(merged.path),
        "arrival": merged.outcome.value,
        "patient": merged.patient,
        "named": merged.named,
        "added": merged.added,
        "changed": merged.changed,
        "faults": [{"place": said(one.place), "what": said(one.what)} for one in merged.faults],
        "said": merged_words(merged),
    }


def _patients(options: argparse.Namespace) -> int:
    from posture_app.commands.output import print_json
    from posture_app.desktop.clock import local_today
    from posture_app.desktop.paths import folder_to_read, patients_path
    from posture_app.words.patients import attention_lines

    path = patients_path(folder_to_read(options.data_dir))
    found: Sequence[Attention] = ()
    if path.exists():  # who only looks begins no database
        with _opened(path) as patients:
            found = patients.attention(local_today())
    if options.json:
        print_json([_attention_json(one) for one in found])
        return 0
    for one in found:
        for line in attention_lines(one):
            print(line)
    if not found:
        print(_("There are no patients yet."))
    return 0


def _attention_json(one: "Attention") -> dict[str, object]:
    from posture_app.words.patients import need_words

    return {
        "id": one.patient_id,
        "patient": one.code,
        "last_day": None if one.last_day is None else one.last_day.isoformat(),
        "needs": [
            {"reason": need.reason.value, "day": need.day.isoformat(), "said": need_words(need)}
            for need in one.needs
        ],
    }


@contextmanager
def _opened(path: Path) -> Iterator["Patients"]:
    """The therapist's database; where it has a passphrase, that is asked for.

    Raises:
        FailedError: It cannot be used; the message says why and what helps.
    """
    from posture_app.desktop.clock import local_time_zone
    from posture_app.journal.zones import zone
    from posture_app.store.errors import ChangedElsewhereError, StoreError, UnknownPatientError
    from posture_app.store.passphrase import is_encrypted
    from posture_app.store.patients import open_patients

    try:
        passphrase = _passphrase() if is_encrypted(path) else ""
        patients = open_patients(path, passphrase, zone=zone(local_time_zone()))
        try:
            yield patients
        finally:
            patients.close()
    except (StoreError, ChangedElsewhereError, UnknownPatientError) as error:
        raise FailedError(error.message) from None


def _passphrase() -> str:
    """What is typed without being shown, or the first line of what is piped in."""
    from getpass import getpass

    if sys.stdin is None or not sys.stdin.isatty():
        return "" if sys.stdin is None else sys.stdin.readline().rstrip("\r\n")
    return getpass(_("Passphrase: "))

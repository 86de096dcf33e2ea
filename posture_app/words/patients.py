"""Words for patients: why one needs attention, and what became of a file that came back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from posture_app.coach.pain_rule import Condition
from posture_app.plans.adherence_files import ImportOutcome, MergedFile
from posture_app.plans.attention import Attention, AttentionReason, Need
from posture_app.words import safety
from posture_app.words.catalogue import N_, _, ngettext, pgettext
from posture_app.words.formats import medium_date, time_of_day
from posture_app.words.problems import file_problem
from posture_app.words.sessions import sessions_counted

_TAKEN: Final = frozenset({ImportOutcome.MERGED, ImportOutcome.KNOWN, ImportOutcome.OLDER})
_REASONS: Final[Mapping[AttentionReason, str]] = {
    AttentionReason.RED_FLAG: N_("A warning sign was answered on {date}."),
    AttentionReason.STOPPED_FOR_PAIN: N_("A session was stopped for pain on {date}."),
    AttentionReason.PAIN_RISING: N_("Pain has risen over three sessions, up to {date}."),
    AttentionReason.NO_SESSION: N_("No session since {date}."),
    AttentionReason.CRITERION_MET: N_("What leads to the next phase was met on {date}."),
}


def need_words(need: Need) -> str:
    """Why a patient needs attention, as a sentence."""
    return _(_REASONS[need.reason]).format(date=medium_date(need.day))


def why_line(patient: Attention) -> str:
    """Why a patient needs attention, all reasons on one line; else what they have."""
    if patient.needs:
        return " ".join(map(need_words, patient.needs))
    return patient.plan or _("No plan was handed over yet.")


def patient_title(code: str, birth_year: int | None) -> str:
    """A patient by their code, with the year of birth where that is kept."""
    if birth_year is None:
        return code
    return _("{patient}, born {year}").format(patient=code, year=birth_year)


def heeded(precautions: Sequence[Condition]) -> str:
    """What is to be heeded with a patient; nothing where there is nothing."""
    if not precautions:
        return ""
    told = " · ".join(safety.condition(one) for one in precautions)
    return _("To heed: {precautions}").format(precautions=told)


def last_session(patient: Attention) -> str:
    """When the last session was; nothing where there is no plan."""
    if not patient.plan:
        return ""
    if patient.last_day is None:
        return _("Nothing came back yet")
    return _("Last session: {date}").format(date=medium_date(patient.last_day))


def urgent_heading() -> str:
    """What stands above those who need attention."""
    return pgettext("heading of patients", "Need attention")


def others_heading(*, is_alone: bool = False) -> str:
    """What stands above those who need no attention, where others do, or where they are all."""
    if is_alone:
        return pgettext("heading of patients", "All")
    return pgettext("heading of patients", "All others")


def is_found(patient: Attention, typed: str) -> bool:
    """Whether a patient matches what is typed: in the code, the year of birth or the plan."""
    told = f"{patient.code} {patient.birth_year or ''} {patient.plan}".casefold()
    return all(one in told for one in typed.casefold().split())


def attention_lines(patient: Attention) -> list[str]:
    """A patient and the reasons, a line each; what has no reason says so."""
    reasons = [need_words(one) for one in patient.needs] or [_("Nothing needs attention.")]
    return [_("{patient}: {what}").format(patient=patient.code, what=one) for one in reasons]


def copy_words(made_at: datetime, patients: int) -> str:
    """A copy of the data: of when, and of how many patients."""
    return ngettext(
        "{date}, {time}: {count} patient",
        "{date}, {time}: {count} patients",
        patients,
    ).format(date=medium_date(made_at.date()), time=time_of_day(made_at), count=patients)


def read_in_title(merged: Sequence[MergedFile], *, is_cancelled: bool) -> str:
    """What became of all files that were read in."""
    taken = sum(one.outcome in _TAKEN for one in merged)
    told = (
        ngettext(
            "It was ended after {count} file. Read in: {taken}, new: {added}.",
            "It was ended after {count} files. Read in: {taken}, new: {added}.",
            len(merged),
        )
        if is_cancelled
        else ngettext(
            "{taken} of {count} file was read in, new: {added}.",
            "{taken} of {count} files were read in, new: {added}.",
            len(merged),
        )
    )
    added = sessions_counted(sum(one.added for one in merged))
    return told.format(taken=taken, count=len(merged), added=added)


def read_in_lines(merged: Sequence[MergedFile]) -> list[str]:
    """What became of each file, a sentence each; those of which nothing was taken are first."""
    first = sorted(merged, key=lambda one: one.outcome in _TAKEN)
    return [merged_words(_by_name(one)) for one in first]


def read_in_faults(merged: Sequence[MergedFile]) -> list[str]:
    """All that is wrong with files, a line each."""
    return [file_problem(one.path.name, fault) for one in merged for fault in one.faults]


def _by_name(merged: MergedFile) -> MergedFile:
    return replace(merged, path=Path(merged.path.name))


def merged_words(merged: MergedFile) -> str:
    """What became of a file, as a sentence that names it; its faults are told by themselves."""
    return _OUTCOMES[merged.outcome](merged)


def _taken(merged: MergedFile) -> str:
    if not merged.changed:
        return _("{file}: {patient}, new: {added}.").format(
            file=merged.path, patient=merged.patient, added=sessions_counted(merged.added)
        )
    return _("{file}: {patient}, new: {added}, with new answers: {changed}.").format(
        file=merged.path,
        patient=merged.patient,
        added=sessions_counted(merged.added),
        changed=sessions_counted(merged.changed),
    )


def _known(merged: MergedFile) -> str:
    return _("{file}: {patient}, was read in before; nothing is new.").format(
        file=merged.path, patient=merged.patient
    )


def _older(merged: MergedFile) -> str:
    return _(
        "{file}: {patient}, is older than what was read in before. What was missing was taken. "
        "New: {added}, with new answers: {changed}."
    ).format(
        file=merged.path,
        patient=merged.patient,
        added=sessions_counted(merged.added),
        changed=sessions_counted(merged.changed),
    )


def _unknown(merged: MergedFile) -> str:
    return _("{file}: belongs to a plan that no patient here has; nothing was taken.").format(
        file=merged.path
    )


def _other(merged: MergedFile) -> str:
    return _(
        "{file}: is from “{named}”, but the plan is that of “{patient}”; nothing was taken."
    ).format(file=merged.path, named=merged.named, patient=merged.patient)


def _broken(merged: MergedFile) -> str:
    return _("{file}: has faults; nothing was taken.").format(file=merged.path)


_OUTCOMES: Final[Mapping[ImportOutcome, Callable[[MergedFile], str]]] = {
    ImportOutcome.MERGED: _taken,
    ImportOutcome.KNOWN: _known,
    ImportOutcome.OLDER: _older,
    ImportOutcome.UNKNOWN_PLAN: _unknown,
    ImportOutcome.OTHER_PATIENT: _other,
    ImportOutcome.BROKEN: _broken,
}

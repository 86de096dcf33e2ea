"""Words for patients: why one needs attention, and what became of a file that came back."""

from collections.abc import Callable, Mapping
from typing import Final

from posture_app.plans.adherence_files import Arrival, Merged
from posture_app.plans.attention import Attention, Need, Reason
from posture_app.words.catalogue import N_, _
from posture_app.words.formats import medium_date
from posture_app.words.sessions import sessions_counted

_REASONS: Final[Mapping[Reason, str]] = {
    Reason.RED_FLAG: N_("A warning sign was answered on {date}."),
    Reason.STOPPED_FOR_PAIN: N_("A session was stopped for pain on {date}."),
    Reason.PAIN_RISING: N_("Pain has risen over three sessions, up to {date}."),
    Reason.NO_SESSION: N_("No session since {date}."),
    Reason.CRITERION_MET: N_("What leads to the next phase was met on {date}."),
}


def need_words(need: Need) -> str:
    """Why a patient needs attention, as a sentence."""
    return _(_REASONS[need.reason]).format(date=medium_date(need.day))


def attention_lines(patient: Attention) -> list[str]:
    """A patient and the reasons, a line each; what has no reason says so."""
    reasons = [need_words(one) for one in patient.needs] or [_("Nothing needs attention.")]
    return [_("{patient}: {what}").format(patient=patient.code, what=one) for one in reasons]


def merged_words(merged: Merged) -> str:
    """What became of a file, as a sentence that names it; its faults are told by themselves."""
    return _ARRIVALS[merged.arrival](merged)


def _taken(merged: Merged) -> str:
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


def _known(merged: Merged) -> str:
    return _("{file}: {patient}, was read in before; nothing is new.").format(
        file=merged.path, patient=merged.patient
    )


def _older(merged: Merged) -> str:
    return _(
        "{file}: {patient}, is older than what was read in before. What was missing was taken. "
        "New: {added}, with new answers: {changed}."
    ).format(
        file=merged.path,
        patient=merged.patient,
        added=sessions_counted(merged.added),
        changed=sessions_counted(merged.changed),
    )


def _unknown(merged: Merged) -> str:
    return _("{file}: belongs to a plan that no patient here has; nothing was taken.").format(
        file=merged.path
    )


def _other(merged: Merged) -> str:
    return _(
        "{file}: is from “{named}”, but the plan is that of “{patient}”; nothing was taken."
    ).format(file=merged.path, named=merged.named, patient=merged.patient)


def _broken(merged: Merged) -> str:
    return _("{file}: has faults; nothing was taken.").format(file=merged.path)


_ARRIVALS: Final[Mapping[Arrival, Callable[[Merged], str]]] = {
    Arrival.MERGED: _taken,
    Arrival.KNOWN: _known,
    Arrival.OLDER: _older,
    Arrival.UNKNOWN_PLAN: _unknown,
    Arrival.OTHER_PATIENT: _other,
    Arrival.BROKEN: _broken,
}

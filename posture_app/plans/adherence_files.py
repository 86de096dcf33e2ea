"""Adherence files that came back: read and looked at, before anything is stored of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from posture_app.dataclass import dataclass
from posture_app.library.problems import BrokenFileError, Problem
from posture_app.library.reading import file_bytes
from posture_app.plans.files import read_adherence
from posture_app.plans.model import AdherenceFile, SessionDone

MAX_RED_FLAGS: Final = 40
"""As many as a file may have of one session."""


class ImportOutcome(StrEnum):
    """What became of a file that was read in."""

    MERGED = "merged"
    KNOWN = "known"
    """The very same file was read before; nothing was changed."""
    OLDER = "older"
    """A newer one was read before: only sessions that were missing were taken."""
    UNKNOWN_PLAN = "unknown_plan"
    OTHER_PATIENT = "other_patient"
    """It names another patient than the one who has the plan; nothing was taken."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file that was read; `adherence` is None where it has faults."""

    path: Path
    adherence: AdherenceFile | None
    check_sum: str = ""
    faults: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedFile:
    """What became of one file.

    Attributes:
        patient: The code of the patient who has the plan; empty where nobody is known to.
        named: The code that stands in the file.
        added: How many sessions were new.
        changed: How many were known, and have answers that they had not.
    """

    path: Path
    outcome: ImportOutcome
    patient: str = ""
    named: str = ""
    added: int = 0
    changed: int = 0
    faults: Sequence[Problem] = ()


def imported_file(path: Path) -> ImportedFile:
    """An adherence file, read as a stranger's; its faults are told and not raised."""
    try:
        raw = file_bytes(path)
        return ImportedFile(path, read_adherence(path, raw), sha256(raw).hexdigest())
    except BrokenFileError as error:
        return ImportedFile(path, None, faults=tuple(error.problems))


def sessions_of(sent: Iterable[AdherenceFile]) -> tuple[SessionDone, ...]:
    """The sessions of several files of one plan, each once, in the order of their days.

    Args:
        sent: The files; where two know a session, the one that goes further counts.
    """
    known: dict[str, SessionDone] = {}
    for one in sorted(sent, key=lambda one: (one.last_day, one.first_day)):
        for session in one.sessions:
            before = known.get(session.id)
            known[session.id] = session if before is None else newer(before, session)
    return tuple(sorted(known.values(), key=lambda one: (one.day, one.at or "", one.id)))


def newer(known: SessionDone, sent: SessionDone) -> SessionDone:
    """A session that was sent again, with what was answered of it before and is not now.

    An answer is never taken back by a file that does not have it.
    """
    return replace(
        sent,
        pain_before=_answer(sent.pain_before, known.pain_before),
        pain_after=_answer(sent.pain_after, known.pain_after),
        pain_next_morning=_answer(sent.pain_next_morning, known.pain_next_morning),
        effort=_answer(sent.effort, known.effort),
        stopped=sent.stopped or known.stopped,
        red_flags=tuple(dict.fromkeys((*known.red_flags, *sent.red_flags)))[:MAX_RED_FLAGS],
        note=sent.note or known.note,
    )


def _answer(sent: int | None, known: int | None) -> int | None:
    return known if sent is None else sent

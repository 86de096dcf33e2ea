"""What the section "Your data" shows."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Literal

from posture_app.dataclass import dataclass


class DataQuestion(Enum):
    """What a person is asked before it is done with their data."""

    IMPORT = auto()
    RESTORE = auto()
    ERASE = auto()


PartForm = Literal["fhir", "fhir_with_notes", "calendar", "tables"]
"""What goes out for other programs, and as what."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is to go out, and into which file; `tables` go into a folder."""

    form: PartForm
    target: Path


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy of the log, and a line that says when it was made and what it holds."""

    path: Path
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSnapshot:
    """What goes on with a person's data, and what they are asked.

    Attributes:
        busy: What is being done just now, as a sentence; "" for nothing.
        told: What came of the last thing that was done, a line each.
        is_problem: Whether that went wrong.
        asked: What the person is asked; None for nothing.
        question: What they should know before they answer.
        copies: The copies of the log; None while they are not looked at.
        second_folder: The second folder for copies.
    """

    busy: str = ""
    told: Sequence[str] = ()
    is_problem: bool = False
    asked: DataQuestion | None = None
    question: Sequence[str] = ()
    copies: Sequence[CopyLine] | None = None
    second_folder: Path | None = None

"""What a person has begun to enter and not saved yet, in a file that only they can read.

`settings/entry-draft.json`; each draft has `begun_at`, `form` and `entry_id`, and its key is the
kind of a new entry or the id of the entry that it changes.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from posture_app.desktop.drafts_file import read_drafts_file, write_drafts_file
from posture_app.journal.forms import (
    CheckInForm,
    EntryDraft,
    EntryForm,
    NoteForm,
    SpasmForm,
    TreatmentForm,
)
from posture_app.journal.questionnaire_form import QuestionnaireForm

_KINDS: Final[Mapping[str, type[EntryForm]]] = {
    "check_in": CheckInForm,
    "spasm": SpasmForm,
    "treatment": TreatmentForm,
    "note": NoteForm,
    "questionnaire": QuestionnaireForm,
}


def drafts_path(data_folder: Path) -> Path:
    """The drafts' file."""
    return data_folder / "settings" / "entry-draft.json"


def read_drafts(data_folder: Path) -> dict[str, EntryDraft]:
    """The drafts that there are, by their keys.

    A file that cannot be used is set aside, so that what stands in it is not lost; a draft that
    cannot be read is left out.
    """
    found = read_drafts_file(drafts_path(data_folder))
    read = {key: _read(one) for key, one in found.items()}
    return {key: draft for key, draft in read.items() if draft is not None}


def write_drafts(data_folder: Path, drafts: Mapping[str, EntryDraft]) -> None:
    """Keep these drafts and no others; without any there is no file.

    Raises:
        FailedError: They cannot be written.
    """
    documents = {key: _document(one) for key, one in drafts.items()}
    write_drafts_file(drafts_path(data_folder), documents)


def _document(draft: EntryDraft) -> object:
    kind = next(name for name, one in _KINDS.items() if isinstance(draft.form, one))
    document = TypeAdapter(EntryDraft).dump_python(draft, mode="json")
    return {"kind": kind, **document}


def _read(document: object) -> EntryDraft | None:
    if not isinstance(document, dict):
        return None
    kind = _KINDS.get(str(document.get("kind")))
    if kind is None:
        return None
    try:
        form = TypeAdapter(kind).validate_python(document.get("form"))
        rest = {name: document.get(name) for name in ("begun_at", "entry_id")}
        draft = TypeAdapter(EntryDraft).validate_python({**rest, "form": form})
    except (ValidationError, RecursionError):
        return None
    return draft if draft.begun_at.tzinfo is not None else None

"""An own exercise while it is written: all of it may still be missing.

What a person types is kept as it was typed. `entry_of` makes the object of a library's file of it,
which is checked as any other file is (`plans/own_exercises.py`).
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import field, fields, replace
from hashlib import sha256
from typing import Any, Final

from posture_app.dataclass import dataclass
from posture_app.library.model import (
    COMMON_PRACTICE,
    Category,
    Dose,
    DoseModel,
    Exercise,
    Library,
    Pictures,
    Position,
    Region,
    Sides,
    Source,
    SourceKind,
)
from posture_app.library.motion import Motion
from posture_app.library.references import UNUSED
from posture_app.library.schema import Equipment

LINES: Final = ("aliases", "steps", "cues", "mistakes", "cautions", "stop_if")
"""The fields that are typed a line each."""
_TEXTS: Final = ("name", "purpose", "feel", "breathing")
_AS_THEY_ARE: Final = (
    "category",
    "position",
    "sides",
    "easier",
    "harder",
)
_LISTS: Final = ("regions", "equipment")
_TIMES: Final = ("hold_s", "relax_s", "duration_s", "rest_s", "switch_s")
_LETTERS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseDraft:
    """A dose while it is written; what its model has no use for is kept, and left out of the file.

    `move_s` and `return_s` are the tempo. All times are seconds.
    """

    model: DoseModel = "reps"
    sets: int = 1
    reps: int | None = None
    hold_s: float | None = None
    relax_s: float | None = None
    duration_s: float | None = None
    rest_s: float | None = None
    switch_s: float | None = None
    move_s: float | None = None
    return_s: float | None = None
    per_day: int | None = None
    per_week: int | None = None
    source: str = COMMON_PRACTICE


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft:
    """A source of one's own while it is written; `id` is there once it was saved."""

    id: str = ""
    citation: str = ""
    kind: SourceKind = "book"
    doi: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDraft:
    """An exercise while it is written.

    Attributes:
        id: The own exercise that it changes; empty for a new one.
        aliases, steps, cues, mistakes, cautions, stop_if: A line for each.
        primary, secondary: Muscles, by their anatomical names.
        sources: Ids of sources of the library.
        own_sources: Sources that are no source of the library.
        pictures: Where they are; they stand where the figure would.
    """

    id: str = ""
    name: str = ""
    aliases: str = ""
    purpose: str = ""
    category: Category | None = None
    regions: tuple[Region, ...] = ()
    primary: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()
    position: Position | None = None
    equipment: tuple[Equipment, ...] = ()
    desk: bool = False
    discreet: bool = False
    sides: Sides | None = None
    dose: DoseDraft = field(default_factory=DoseDraft)
    steps: str = ""
    cues: str = ""
    mistakes: str = ""
    feel: str = ""
    breathing: str = ""
    cautions: str = ""
    stop_if: str = ""
    easier: str | None = None
    harder: str | None = None
    sources: tuple[str, ...] = ()
    own_sources: tuple[SourceDraft, ...] = ()
    motion: Motion | None = None
    pictures: Pictures | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered."""
        return replace(self, id="") == ExerciseDraft()


def lines(text: str) -> tuple[str, ...]:
    """What stands in a text, a line each, without empty lines."""
    return tuple(line for one in text.splitlines() if (line := " ".join(one.split())))


def new_id(name: str, mark: str, taken: Collection[str]) -> str:
    """An id for a new exercise: the name's letters, and a mark that makes it another than all.

    Two therapists may give the same name to different exercises, and one patient may have both.

    Args:
        name: The exercise's name.
        mark: Some letters and digits that were drawn by lot.
        taken: Ids that are in use.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    first = f"{(slug or 'exercise')[:40].strip('-')}-{mark}"
    number, found = 1, first
    while found in taken:
        number += 1
        found = f"{first}-{number}"
    return found


def draft_of(
    exercise: Exercise, library: Library, builtin_sources: Collection[str]
) -> ExerciseDraft:
    """An exercise as a draft that changes it.

    Args:
        exercise: The exercise, as it is loaded.
        library: What is loaded.
        builtin_sources: Ids of the sources that are not the person's own.
    """
    texts: dict[str, Any] = {
        name: getattr(exercise, name) for name in (*_TEXTS, *_AS_THEY_ARE, *_LISTS)
    }
    typed: dict[str, Any] = {name: "\n".join(getattr(exercise, name)) for name in LINES}
    own = [one for one in exercise.sources if one not in builtin_sources and one in library.sources]
    return ExerciseDraft(
        id=exercise.id,
        **texts,
        **typed,
        primary=exercise.muscles.primary,
        secondary=exercise.muscles.secondary,
        desk=exercise.desk,
        discreet=exercise.discreet,
        dose=_dose_draft(exercise.dose),
        sources=tuple(one for one in exercise.sources if one not in own),
        own_sources=tuple(_source_draft(library.sources[one]) for one in own),
        motion=exercise.motion,
        pictures=exercise.pictures,
    )


def copy_of(draft: ExerciseDraft, name: str) -> ExerciseDraft:
    """A draft of a new exercise that begins as a similar one is."""
    return replace(draft, id="", name=name, aliases="")


def entry_of(draft: ExerciseDraft) -> dict[str, Any]:
    """The draft as an object of a library's file, as far as it goes; the pictures are not in it."""
    entry: dict[str, Any] = {"id": draft.id or "new"}
    entry |= {name: text for name in _TEXTS if (text := getattr(draft, name).strip())}
    entry |= {name: value for name in _AS_THEY_ARE if (value := getattr(draft, name)) is not None}
    entry |= {name: list(value) for name in _LISTS if (value := getattr(draft, name))}
    entry |= {name: list(found) for name in LINES if (found := lines(getattr(draft, name)))}
    muscles = {"primary": list(draft.primary), "secondary": list(draft.secondary)}
    entry["muscles"] = {name: listed for name, listed in muscles.items() if listed}
    entry |= {name: True for name in ("desk", "discreet") if getattr(draft, name)}
    entry["dose"] = _dose_entry(draft.dose)
    sources = [*draft.sources, *(source_id(one) for one in draft.own_sources)]
    if sources:
        entry["sources"] = list(dict.fromkeys(sources))
    if draft.motion is not None:
        entry["motion"] = _plain(draft.motion)
    return entry


def source_entries(draft: ExerciseDraft) -> list[dict[str, Any]]:
    """The sources of its own, as objects of a library's file."""
    found: dict[str, dict[str, Any]] = {}
    for one in draft.own_sources:
        entry: dict[str, Any] = {"id": source_id(one), "kind": one.kind}
        for name in ("citation", "doi", "url"):
            if text := " ".join(getattr(one, name).split()):
                entry[name] = text
        found[entry["id"]] = entry
    return list(found.values())


def source_id(source: SourceDraft) -> str:
    """The id of a source of one's own: the one it was saved under, or one by what it cites."""
    if source.id:
        return source.id
    return f"own-{sha256(' '.join(source.citation.split()).encode()).hexdigest()[:12]}"


def _dose_draft(dose: Dose) -> DoseDraft:
    times: dict[str, Any] = {name: getattr(dose, name) for name in (*_TIMES, "sets", "reps")}
    tempo = dose.tempo_s
    return DoseDraft(
        model=dose.model,
        **times,
        move_s=None if tempo is None else tempo.move,
        return_s=None if tempo is None else tempo.return_,
        per_day=dose.per_day,
        per_week=dose.per_week,
        source=dose.source or COMMON_PRACTICE,
    )


def _dose_entry(dose: DoseDraft) -> dict[str, Any]:
    entry: dict[str, Any] = {"model": dose.model, "sets": dose.sets, "source": dose.source}
    for name in ("reps", *_TIMES, "per_day", "per_week"):
        value = getattr(dose, name)
        if value is not None and name not in UNUSED[dose.model]:
            entry[name] = value
    if dose.move_s is not None or dose.return_s is not None:
        entry["tempo_s"] = {"move": dose.move_s or 0, "return": dose.return_s or 0}
    return entry


def _source_draft(source: Source) -> SourceDraft:
    return SourceDraft(
        id=source.id,
        citation=source.citation,
        kind=source.kind,
        doi=source.doi or "",
        url=source.url or "",
    )


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    """A part of the model as JSON, without what it leaves open."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    found = {one.name.rstrip("_"): getattr(value, one.name) for one in fields(value)}  # type: ignore[arg-type] # has fields
    return {name: _plain(one) for name, one in found.items() if one is not None}

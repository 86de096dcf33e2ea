"""Checks that a schema cannot state: ids, references, and doses that make sense.

They read the plain JSON and not the model, so that a file with a broken exercise still gets all
its other problems named in the same run.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from posture_app.errors import sentence
from posture_app.library.model import COMMON_PRACTICE
from posture_app.library.problems import Problem

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "reps": ("reps",),
    "reps_with_hold": ("reps", "hold_s"),
    "timed_hold": ("hold_s",),
    "continuous": ("duration_s",),
}
"""What a dose has to have, by its model."""
UNUSED: Final[Mapping[str, tuple[str, ...]]] = {
    "reps": ("hold_s", "duration_s"),
    "reps_with_hold": ("duration_s",),
    "timed_hold": ("reps", "relax_s", "duration_s"),
    "continuous": ("reps", "hold_s", "relax_s"),
}
"""What a dose may not have, by its model."""


def reference_problems(
    document: Mapping[str, Any], known: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Doubled ids and references that point nowhere.

    Args:
        document: The file's JSON.
        known: Ids from elsewhere that the file may point to, under `exercises`, `routines` and
            `sources`.
    """
    ids = {
        kind: _ids(document, kind) for kind in ("exercises", "routines", "sources", "programmes")
    }
    for kind, counted in ids.items():
        seen: Counter[str] = Counter()
        for index, entry in _entries(document, kind):
            entry_id = entry.get("id")
            if isinstance(entry_id, str):
                seen[entry_id] += 1
                if seen[entry_id] > 1:
                    yield Problem(
                        f"{kind}[{index}].id",
                        sentence(
                            '"{id}" is used {times} times; expected an id of its own',
                            id=entry_id,
                            times=counted[entry_id],
                        ),
                    )
                if not is_slug(entry_id):
                    yield Problem(
                        f"{kind}[{index}].id",
                        sentence(
                            'got "{id}"; expected small letters, digits and hyphens', id=entry_id
                        ),
                    )
    exercises = {*ids["exercises"], *known.get("exercises", ())}
    sources = {*ids["sources"], *known.get("sources", ())}
    yield from _exercise_references(document, exercises, sources)
    yield from _routine_references(document, exercises, sources)
    routines = {*ids["routines"], *known.get("routines", ())}
    yield from _programme_references(document, routines, sources)


def dose_problems(document: Mapping[str, Any], already_wrong: Collection[str]) -> Iterator[Problem]:
    """Doses whose fields do not fit their model; those `already_wrong`, by place, are left out."""
    for place, dose in _doses(document):
        if place not in already_wrong:
            yield from _one_dose(place, dose)


def _one_dose(place: str, dose: Mapping[str, Any]) -> Iterator[Problem]:
    model = dose["model"]
    for name in NEEDED[model]:
        if dose.get(name) is None:
            yield Problem(
                f"{place}.{name}",
                sentence('is missing; a dose of model "{model}" needs it', model=model),
            )
        elif not dose[name] and name == "hold_s":
            yield Problem(f"{place}.{name}", sentence("got 0; expected more than 0 seconds"))
    for name in UNUSED[model]:
        one_hold = model == "timed_hold" and name == "reps" and dose.get(name) == 1
        if dose.get(name) and not one_hold:
            yield Problem(
                f"{place}.{name}",
                sentence(
                    'got {got}; expected nothing, as the model "{model}" has no use for it',
                    got=dose[name],
                    model=model,
                ),
            )
    tempo = dose.get("tempo_s")
    if model == "reps" and tempo is not None and tempo["move"] + tempo["return"] <= 0:
        yield Problem(
            f"{place}.tempo_s", sentence("got no time to move; expected more than 0 seconds")
        )


def _exercise_references(
    document: Mapping[str, Any], exercises: Collection[str], sources: Collection[str]
) -> Iterator[Problem]:
    for index, exercise in _entries(document, "exercises"):
        for name in ("easier", "harder"):
            target = exercise.get(name)
            place = f"exercises[{index}].{name}"
            if isinstance(target, str) and target not in exercises:
                yield Problem(
                    place,
                    sentence('"{id}" is no exercise; expected the id of one, or null', id=target),
                )
            elif isinstance(target, str) and target == exercise.get("id"):
                yield Problem(
                    place, sentence('"{id}" is this exercise itself; expected another', id=target)
                )
        yield from _source_list(f"exercises[{index}].sources", exercise.get("sources"), sources)
    for place, dose in _doses(document):
        source = dose.get("source")
        if isinstance(source, str) and source != COMMON_PRACTICE and source not in sources:
            yield Problem(
                f"{place}.source",
                sentence(
                    '"{id}" is no source; expected the id of one, or "{custom}"',
                    id=source,
                    custom=COMMON_PRACTICE,
                ),
            )


def _routine_references(
    document: Mapping[str, Any], exercises: Collection[str], sources: Collection[str]
) -> Iterator[Problem]:
    for index, routine in _entries(document, "routines"):
        for at, item in _entries(routine, "items"):
            target = item.get("exercise")
            if isinstance(target, str) and target not in exercises:
                yield Problem(
                    f"routines[{index}].items[{at}].exercise",
                    sentence('"{id}" is no exercise; expected the id of one', id=target),
                )
        yield from _source_list(f"routines[{index}].sources", routine.get("sources"), sources)


def _programme_references(
    document: Mapping[str, Any], routines: Collection[str], sources: Collection[str]
) -> Iterator[Problem]:
    named: set[tuple[str, str]] = set()
    for index, programme in _entries(document, "programmes"):
        place, own_id = f"programmes[{index}]", programme.get("id")
        yield from _source_list(f"{place}.sources", programme.get("sources"), sources)
        for at, phase in _entries(programme, "phases"):
            for number, asked in _entries(phase, "routines"):
                target = asked.get("routine")
                if not isinstance(target, str):
                    continue
                if isinstance(own_id, str):
                    named.add((own_id, target))
                if target not in routines:
                    yield Problem(
                        f"{place}.phases[{at}].routines[{number}].routine",
                        sentence('"{id}" is no routine; expected the id of one', id=target),
                    )
        yield from _doubled_phases(programme, place)
    for index, routine in _entries(document, "routines"):
        belongs, routine_id = routine.get("programme"), routine.get("id")
        if (
            isinstance(belongs, str)
            and isinstance(routine_id, str)
            and (belongs, routine_id) not in named
        ):
            yield Problem(
                f"routines[{index}].programme",
                sentence('"{id}" is no programme that asks for this routine', id=belongs),
            )


def _doubled_phases(programme: Mapping[str, Any], place: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, phase in _entries(programme, "phases"):
        phase_id = phase.get("id")
        if isinstance(phase_id, str):
            if phase_id in seen:
                yield Problem(
                    f"{place}.phases[{at}].id",
                    sentence('"{id}" is used twice; expected an id of its own', id=phase_id),
                )
            seen.add(phase_id)


def _source_list(place: str, listed: object, sources: Collection[str]) -> Iterator[Problem]:
    if isinstance(listed, list):
        for index, source in enumerate(listed):
            if isinstance(source, str) and source not in sources:
                yield Problem(
                    f"{place}[{index}]",
                    sentence('"{id}" is no source; expected the id of one', id=source),
                )


def _doses(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for index, exercise in _entries(document, "exercises"):
        if isinstance(exercise.get("dose"), dict):
            yield f"exercises[{index}].dose", exercise["dose"]
    for index, routine in _entries(document, "routines"):
        for at, item in _entries(routine, "items"):
            if isinstance(item.get("dose"), dict):
                yield f"routines[{index}].items[{at}].dose", item["dose"]


def _entries(parent: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    listed = parent.get(name)
    if isinstance(listed, list):
        for index, entry in enumerate(listed):
            if isinstance(entry, dict):
                yield index, entry


def _ids(document: Mapping[str, Any], kind: str) -> Counter[str]:
    return Counter(
        entry["id"] for _, entry in _entries(document, kind) if isinstance(entry.get("id"), str)
    )


def is_slug(text: str) -> bool:
    """Whether a text can be an id: small letters, digits and hyphens."""
    return bool(text) and all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in text)

"""Programmes in a library's file: what they point to, their texts, and what is offered alone."""

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from posture_app.library import files
from posture_app.library.files import load, read
from posture_app.library.problems import BrokenFileError
from tests.library.test_files import ROUTINE, SOUND
from tests.library.test_translation import write

PROGRAMME: dict[str, Any] = {
    "id": "weeks",
    "name": "Weeks",
    "goal": "To get stronger.",
    "phases": [
        {
            "id": "first",
            "name": "First",
            "aim": "To begin.",
            "weeks": 1,
            "routines": [{"routine": "day", "days_per_week": 3, "per_day": 2}],
        },
        {
            "id": "second",
            "name": "Second",
            "aim": "To go on.",
            "weeks": 2,
            "routines": [{"routine": "part"}],
        },
    ],
    "afterwards": "Keep it up.",
}
PART = {
    "id": "part",
    "name": "Part",
    "goal": "To go on.",
    "items": [{"exercise": "nod"}],
    "programme": "weeks",
}
WITH_PROGRAMME = {**SOUND, "routines": [ROUTINE, PART], "programmes": [PROGRAMME]}


def changed(**paths: Any) -> Any:
    document = copy.deepcopy(WITH_PROGRAMME)
    for path, value in paths.items():
        steps = [int(one) if one.isdigit() else one for one in path.split("__")]
        at: Any = document
        for step in steps[:-1]:
            at = at[step]
        at[steps[-1]] = value
    return document


@pytest.fixture
def builtin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "exercises.json"
    path.write_text(json.dumps(WITH_PROGRAMME), "utf-8")
    monkeypatch.setattr(files, "builtin_path", lambda: path)
    return path


def test_a_programme_is_read_and_its_own_routines_stand_apart(builtin: Path) -> None:
    library = load().library
    programme = library.programmes["weeks"]
    assert [one.id for one in programme.phases] == ["first", "second"]
    asked = programme.phases[0].routines[0]
    assert (asked.days_per_week, asked.per_day) == (3, 2)
    assert (programme.criterion.sessions, programme.criterion.pain_at_most) == (2, 3)
    assert list(library.routines) == ["day", "part"]
    assert list(library.free_routines) == ["day"]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            changed(programmes__0__phases__0__routines__0__routine="gone"),
            'programmes[0].phases[0].routines[0].routine: "gone" is no routine; '
            "expected the id of one",
        ),
        (
            changed(programmes__0__phases__1__id="first"),
            'programmes[0].phases[1].id: "first" is used twice; expected an id of its own',
        ),
        (
            changed(routines__1__programme="other"),
            'routines[1].programme: "other" is no programme that asks for this routine',
        ),
        (
            changed(programmes__0__sources=["nobody"]),
            'programmes[0].sources[0]: "nobody" is no source; expected the id of one',
        ),
        (
            changed(programmes__0__phases__0__weeks=0),
            "programmes[0].phases[0].weeks: got 0; expected 1 or more",
        ),
        (
            changed(programmes__0__phases=[]),
            "programmes[0].phases: got 0 entries; expected 1 or more entries",
        ),
    ],
)
def test_what_is_wrong_with_a_programme_is_named(
    tmp_path: Path, document: object, expected: str
) -> None:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(BrokenFileError) as caught:
        read(path)
    assert expected in [str(one) for one in caught.value.problems]


@pytest.mark.parametrize("strange", [[], {}, 5, None, [["a"]]])
@pytest.mark.parametrize(
    "place",
    [
        "programmes__0__id",
        "programmes__0__phases",
        "programmes__0__phases__0",
        "programmes__0__phases__0__id",
        "programmes__0__phases__0__routines__0__routine",
        "routines__1__programme",
        "routines__1__id",
    ],
)
def test_anything_in_a_programme_is_read_or_named(
    tmp_path: Path, place: str, strange: object
) -> None:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(changed(**{place: strange})), "utf-8")
    if place == "routines__1__programme" and strange is None:
        read(path)
        return
    with pytest.raises(BrokenFileError):
        read(path)


def test_two_phases_without_an_id_are_each_named(tmp_path: Path) -> None:
    document = changed()
    for phase in document["programmes"][0]["phases"]:
        del phase["id"]
    path = tmp_path / "own.json"
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(BrokenFileError) as caught:
        read(path)
    named = [str(one.place) for one in caught.value.problems]
    assert {"programmes[0].phases[0].id", "programmes[0].phases[1].id"} <= {*named}


def test_its_texts_are_laid_over_it(builtin: Path) -> None:
    texts = {
        "format": "posture-app/library-texts",
        "version": 1,
        "language": "de",
        "programmes": {"weeks": {"name": "Wochen", "phases": {"second": {"name": "Zweite"}}}},
    }
    write(builtin, texts)
    programme = load(language="de").library.programmes["weeks"]
    assert programme.name == "Wochen"
    assert [one.name for one in programme.phases] == ["First", "Zweite"]
    assert (
        replace(programme.phases[1], name="Second") == load().library.programmes["weeks"].phases[1]
    )


@pytest.mark.parametrize(
    ("programmes", "expected"),
    [
        ({"gone": {}}, 'programmes.gone: "gone" is no programme of this library'),
        (
            {"weeks": {"phases": {"third": {}}}},
            'programmes.weeks.phases.third: "third" is no phase of this programme',
        ),
    ],
)
def test_texts_of_what_is_not_there_are_named(
    builtin: Path, programmes: object, expected: str
) -> None:
    texts = {
        "format": "posture-app/library-texts",
        "version": 1,
        "language": "de",
        "programmes": programmes,
    }
    path = write(builtin, texts)
    with pytest.raises(BrokenFileError) as caught:
        files.read_texts(path, read(builtin))
    assert [str(one) for one in caught.value.problems] == [expected]

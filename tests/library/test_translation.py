"""A library's texts in another language are laid over it by id."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from posture_app.library import files
from posture_app.library.files import load, personal_paths, read, read_texts
from posture_app.library.problems import BrokenFileError
from posture_app.library.translation import missing_texts
from tests.library.test_files import EXERCISE, SOUND

GERMAN = {
    "format": "posture-app/library-texts",
    "version": 1,
    "language": "de",
    "exercises": {"nod": {"name": "Nicken", "steps": ["Setzen.", "Nicken."], "aliases": ["Ja"]}},
    "routines": {"day": {"name": "Tag"}},
}


@pytest.fixture
def builtin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "exercises.json"
    path.write_text(json.dumps(SOUND), "utf-8")
    monkeypatch.setattr(files, "builtin_path", lambda: path)
    return path


def write(library: Path, texts: object) -> Path:
    path = files.texts_path(library, "de")
    path.write_text(json.dumps(texts), "utf-8")
    return path


def test_texts_are_laid_over_the_library_in_their_language(builtin: Path) -> None:
    write(builtin, GERMAN)
    exercise = load(language="de").library.exercises["nod"]
    assert (exercise.name, exercise.steps) == ("Nicken", ("Setzen.", "Nicken."))
    assert exercise.purpose == "To move."
    assert exercise.dose.reps == 10
    assert load(language="de").library.routines["day"].name == "Tag"
    assert load().library.exercises["nod"].name == "Nod"
    assert load(language="fr").library.exercises["nod"].name == "Nod"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"exercises": {"gone": {}}}, 'exercises.gone: "gone" is no exercise of this library'),
        ({"routines": {"gone": {}}}, 'routines.gone: "gone" is no routine of this library'),
        (
            {"exercises": {"nod": {"steps": ["Nicken."]}}},
            "exercises.nod.steps: has 1 entries; the library has 2",
        ),
        (
            {"exercises": {"nod": {"dose": {}}}},
            "exercises.nod.dose: is no field of this format; expected it to be left out",
        ),
        ({"exercises": {"nod": {"name": 5}}}, "exercises.nod.name: got 5; expected text"),
        ({"version": 2}, "version: got 2; expected 1"),
        ({"exercises": []}, "exercises: got a list; expected an object"),
    ],
)
def test_what_is_wrong_is_named_and_the_library_stays(
    builtin: Path, changes: dict[str, object], expected: str
) -> None:
    path = write(builtin, GERMAN | changes)
    with pytest.raises(BrokenFileError) as caught:
        read_texts(path, read(builtin))
    assert expected in [str(problem) for problem in caught.value.problems]
    loaded = load(language="de")
    assert [error.path for error in loaded.broken] == [path]
    assert loaded.library.exercises["nod"].name == "Nod"


def test_a_personal_library_may_have_its_texts_too(builtin: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    own = folder / "own.json"
    entry = {**EXERCISE, "id": "own"}
    own.write_text(json.dumps({**SOUND, "exercises": [entry], "routines": []}), "utf-8")
    write(own, {**GERMAN, "exercises": {"own": {"name": "Eigene"}}, "routines": {}})
    assert personal_paths(folder) == [own]
    library = load(personal_paths(folder), language="de").library
    assert library.exercises["own"].name == "Eigene"


def test_a_library_whose_name_has_a_dot_is_a_library(tmp_path: Path) -> None:
    for name in ("my.own.json", "plan.de.json"):
        (tmp_path / name).write_text("{}")
    assert [path.name for path in personal_paths(tmp_path)] == ["my.own.json", "plan.de.json"]


def test_the_built_in_german_texts_are_sound_and_what_is_missing_is_reported(
    record_property: Callable[[str, object], None],
) -> None:
    library_file = read(files.builtin_path())
    texts = read_texts(files.texts_path(files.builtin_path(), "de"), library_file)
    missing = missing_texts(library_file, texts)
    record_property("texts without German", "\n".join(missing))
    sys.stdout.write(f"{len(missing)} texts of exercises.json have no German yet\n")
    assert not [place for place in missing if place.endswith(".name")]

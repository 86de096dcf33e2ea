"""Problems of files in the person's language."""

import json
from pathlib import Path

import pytest

from posture_app.breaks.simulator import run
from posture_app.errors import AnyOf, sentence
from posture_app.library.files import builtin_path, read
from posture_app.library.problems import BrokenFileError
from posture_app.words.catalogue import said, speaking
from posture_app.words.problems import file_problem, problem_words


def broken(tmp_path: Path, content: str) -> list[str]:
    path = tmp_path / "own.json"
    path.write_text(content, "utf-8")
    with pytest.raises(BrokenFileError) as caught:
        read(path)
    with speaking("de"):
        return [problem_words(problem) for problem in caught.value.problems]


def changed(**fields: object) -> str:
    document = json.loads(builtin_path().read_text("utf-8"))
    document["exercises"][0] |= fields
    return json.dumps(document)


def test_a_library_with_problems_is_told_in_german(tmp_path: Path) -> None:
    told = broken(tmp_path, changed(category="magic", desk=1, colour="red", steps=[]))
    place = "exercises[0]"
    assert set(told) == {
        f'{place}.category: gefunden: "magic"; erwartet: '
        "'mobility', 'stretch', 'strength', 'stability', 'relaxation' oder 'self-massage'",
        f"{place}.desk: gefunden: 1; erwartet: true oder false",
        f"{place}.colour: ist kein Feld dieses Formats; bitte weglassen",
        f"{place}.steps: gefunden: 0 Einträge; erwartet: mindestens 1",
    }


def test_what_is_no_json_is_told_in_german(tmp_path: Path) -> None:
    (told,) = broken(tmp_path, '{"format": ')
    assert told == "Zeile 1, Spalte 12: ist kein JSON: Hier fehlt ein Wert"


def test_a_problem_of_a_whole_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BrokenFileError) as caught:
        read(tmp_path / "none.json")
    (problem,) = caught.value.problems
    assert file_problem("none.json", problem) == "none.json does not exist"
    with speaking("de"):
        assert file_problem("none.json", problem) == "none.json gibt es nicht"


def test_a_simulation_that_cannot_be_played_is_told_in_german(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = tmp_path / "settings.json", tmp_path / "timeline.json"
    paths[0].write_text('{"merge_s": -1}', "utf-8")
    paths[1].write_text("{", "utf-8")
    with speaking("de"):
        import sys

        assert run(str(paths[0]), str(paths[1]), sys.stdout, said) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        f"{paths[0]}: merge_s: erwartet: Sekunden als Zahl ab 0; gefunden: -1",
        f"{paths[1]}: Zeile 1, Spalte 2: Das ist kein JSON",
    ]


def test_numbers_in_a_sentence_are_written_by_the_language() -> None:
    message = sentence("is {size} MB; expected at most {most} MB", size=12.5, most=10)
    assert str(message) == said(message) == "is 12.5 MB; expected at most 10 MB"
    with speaking("de"):
        assert said(message) == "hat 12,5 MB; erwartet: höchstens 10 MB"


def test_one_of_several_is_listed_by_the_language() -> None:
    message = sentence("got {got}; expected {expected}", got=1, expected=AnyOf(("a", "b", "c")))
    assert str(message) == said(message) == "got 1; expected a, b or c"
    with speaking("de"):
        assert said(message) == "gefunden: 1; erwartet: a, b oder c"
    assert str(AnyOf(("a",))) == "a"

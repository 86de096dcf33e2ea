"""The command line speaks the chosen language, its parser included; what programs read is alike."""

import argparse
import gettext
import json
from pathlib import Path

import pytest

from posture_app import cli
from posture_app.commands import parser as parser_module
from posture_app.words import catalogue
from tests.there import there

GERMAN = Path(catalogue.__file__).parent / "locale" / "de.mo"
SAME_IN_GERMAN = {"%(heading)s:", "NAME", "ROUTINE"}


@pytest.fixture
def data_dir(tmp_path, monkeypatch):
    monkeypatch.setenv("POSTURE_APP_DATA_DIR", str(tmp_path))
    return tmp_path


def choose(data_dir, language):
    (data_dir / "settings").mkdir()
    settings = {"version": 1, "language": language}
    (data_dir / "settings" / "settings.json").write_text(json.dumps(settings))


def ended(*words):
    """The exit code, whoever ends."""
    try:
        return cli.main(words)
    except SystemExit as error:
        return error.code


def test_the_system_s_language_is_spoken(data_dir, monkeypatch, capsys):
    monkeypatch.setenv("LANGUAGE", "de_AT:en")
    assert ended("--help") == 0
    told = capsys.readouterr().out
    assert told.startswith("Aufruf: posture-app")
    assert "\nOptionen:\n" in told
    assert "Zeigt diese Hilfe." in told
    assert "usage" not in told
    assert ended("play") == 2
    assert "posture-app play: Fehler: diese Angaben fehlen: PROGRAMM" in capsys.readouterr().err


def test_what_was_chosen_counts_more_than_the_system(data_dir, capsys):
    choose(data_dir, "de")
    assert ended("pause", "soon") == 2
    assert capsys.readouterr().err.startswith("posture-app: erwartet wird eine Dauer wie 30m")


@pytest.mark.parametrize("words", [("--data-dir", "{}"), ("--data-dir={}",)])
def test_the_data_folder_that_is_named_says_which_language(tmp_path, capsys, words):
    choose(tmp_path, "de")
    assert ended(*(word.format(tmp_path) for word in words), "dance") == 2
    assert "Fehler: Angabe BEFEHL: 'dance' gibt es hier nicht" in capsys.readouterr().err


@pytest.mark.parametrize("broken", ["{", "[]", '{"language": 7}', '{"language": "tlh"}', ""])
def test_settings_with_a_fault_leave_the_system_s_language(data_dir, capsys, broken):
    (data_dir / "settings").mkdir()
    path = data_dir / "settings" / "settings.json"
    path.write_text(broken)
    assert ended("pause", "soon") == 2
    assert "expected a length of time" in capsys.readouterr().err
    assert path.read_text() == broken


def test_everything_that_the_parser_says_has_german(data_dir, monkeypatch, capsys):
    """Python's next version may say something else."""
    said = set()

    def heard(message):
        if message is not None:  # argparse asks for the descriptions of groups that have none
            said.add(message)
        return message

    monkeypatch.setattr(parser_module, "_", heard)
    [verbs] = [
        one for one in cli.parser()._actions if one.dest == argparse.SUPPRESS and one.choices
    ]
    for verb in there(verbs.choices):
        assert ended(verb, "--help") == 0
    for words in (
        "dance",
        "play",
        "play a b",
        "log --json --csv",
        "log --json=yes",
        "screens --out",
        "screens --theme green",
        "simulate --x",
    ):
        assert ended(*words.split()) == 2
    with GERMAN.open("rb") as file:
        german = gettext.GNUTranslations(file)
    assert {one for one in said if german.gettext(one) == one} <= SAME_IN_GERMAN


def test_what_programs_read_is_the_same_in_every_language(data_dir, monkeypatch, capsys):
    told = []
    for language in catalogue.LANGUAGES:
        monkeypatch.setenv("LANGUAGE", language)
        for words in (
            ("timeline", "desk-reset-60", "--json"),
            ("log", "--json"),
            ("log", "--csv"),
            ("log", "--breaks", "--csv"),
        ):
            assert ended(*words) == 0
        told.append(capsys.readouterr().out)
    assert len(set(told)) == 1


def test_a_line_for_a_person_is_in_their_language(data_dir, monkeypatch, capsys):
    monkeypatch.setenv("LANGUAGE", "de")
    assert ended("log") == 0
    assert capsys.readouterr().out == "Das Protokoll ist noch leer.\n"
    assert ended("timeline", "desk-reset-60") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].endswith("insgesamt")
    assert "Wiederholung" in lines[0]

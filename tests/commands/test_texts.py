"""Checking a library checks its texts in other languages."""

from pathlib import Path

import pytest

from posture_app import cli
from posture_app.body import trigger_points
from tests.library.test_translation import GERMAN, builtin, write

__all__ = ["builtin"]


def test_checking_a_library_checks_its_texts(
    builtin: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trigger_points, "PATTERNS", ())
    texts = write(builtin, GERMAN)
    assert cli.main(["check", str(builtin)]) == 0
    assert f"{texts}: sound: 2 texts are missing" in capsys.readouterr().out
    write(builtin, GERMAN | {"routines": {"gone": {}}})
    assert cli.main(["check", str(builtin)]) == 1
    assert "is no routine of this library" in capsys.readouterr().out


def test_the_built_in_library_has_an_exercise_for_every_muscle(
    builtin: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pattern = trigger_points.PATTERNS[0]
    monkeypatch.setattr(trigger_points, "PATTERNS", (pattern,))
    assert cli.main(["check", str(builtin)]) == 1
    assert f'none is for the muscle "{pattern.muscles[0]}"' in capsys.readouterr().out

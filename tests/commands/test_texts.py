"""Checking a library checks its texts in other languages."""

from pathlib import Path

import pytest

from posture_app import cli
from tests.library.test_translation import GERMAN, builtin, write

__all__ = ["builtin"]


def test_checking_a_library_checks_its_texts(
    builtin: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = write(builtin, GERMAN)
    assert cli.main(["check", str(builtin)]) == 0
    assert f"{texts}: sound: 2 texts are missing" in capsys.readouterr().out
    write(builtin, GERMAN | {"routines": {"gone": {}}})
    assert cli.main(["check", str(builtin)]) == 1
    assert "is no routine of this library" in capsys.readouterr().out

"""The verbs that draw: what is named is drawn, and nothing else."""

import subprocess
import sys

import pytest

from posture_app import cli


@pytest.mark.slow
def test_screens_draws_what_is_named_and_calls_it_by_its_setting(tmp_path):
    words = "--only notice* --only tray --language de --theme dark --size *-text-200"
    told = subprocess.run(
        [sys.executable, "-m", "posture_app", "screens", "--out", tmp_path, *words.split()],
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    assert told.stdout.startswith("15 pictures in ")
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{name}-de-dark-{size}-text-200.png"
        for name in ("notice", "notice-long", "notice-strict", "notice-waiting", "tray")
        for size in ("900x600", "1180x800", "1920x1080")
    }


@pytest.mark.parametrize("words", ["--only dance", "--size 1x1"])
def test_screens_names_those_there_are(tmp_path, capsys, words):
    assert cli.main(["screens", "--out", str(tmp_path), *words.split()]) == 2
    assert 'there is no "' in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

"""A start beside a copy that runs, or seems to."""

import pytest

from posture_app.desktop.instance import claim
from posture_app.errors import FailedError
from posture_app.program import start


def test_a_hidden_start_beside_a_copy_that_does_not_answer_says_so(qapp, tmp_path, monkeypatch):
    """It would end without a word, and no break would ever come."""
    monkeypatch.setattr("posture_app.desktop.instance._ATTEMPTS", 2)
    monkeypatch.setattr("posture_app.desktop.instance._ATTEMPT_S", 0.0)
    first = claim(tmp_path)
    assert first is not None
    with pytest.raises(FailedError, match="does not answer"):
        start.run_window(tmp_path, hidden=True)
    first.close()


def test_an_entry_that_starts_nothing_is_repaired_when_the_program_has_begun(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    entry = tmp_path / "autostart" / "posture-app.desktop"
    entry.parent.mkdir()
    entry.write_text(
        f"[Desktop Entry]\nExec=/gone/posture-app --data-dir {tmp_path} --hidden\n",
        encoding="utf-8",
    )
    start._repair_autostart(tmp_path)
    assert "/gone/" not in entry.read_text(encoding="utf-8")
    assert f"--data-dir {tmp_path}" in entry.read_text(encoding="utf-8")

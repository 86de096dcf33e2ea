"""What was begun to be entered is in a file until it is saved, whatever it is."""

import stat
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.desktop.entry_drafts import drafts_path, read_drafts, write_drafts
from posture_app.errors import FailedError
from posture_app.journal.forms import EntryDraft, NoteForm
from tests.journal.entry_strategies import DRAFTS

AT = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)
DRAFT = EntryDraft(begun_at=AT, form=NoteForm(text="Half a sent"))


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(("check_in", "spasm", "note", "an-id")), DRAFTS, max_size=3))
def test_what_was_kept_is_read_as_it_was(drafts):
    with tempfile.TemporaryDirectory() as folder:
        write_drafts(Path(folder), drafts)
        assert read_drafts(Path(folder)) == drafts


def test_without_drafts_there_is_no_file(tmp_path):
    write_drafts(tmp_path, {"note": DRAFT})
    write_drafts(tmp_path, {})
    assert not drafts_path(tmp_path).exists()
    write_drafts(tmp_path, {})
    assert read_drafts(tmp_path) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps who may read elsewhere")
def test_only_the_owner_can_read_them(tmp_path):
    write_drafts(tmp_path, {"note": DRAFT})
    assert stat.S_IMODE(drafts_path(tmp_path).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"version": 9}', b"\xff\xfe", b"[" * 9999]
)
def test_a_file_that_cannot_be_used_is_set_aside(tmp_path, content):
    path = drafts_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert read_drafts(tmp_path) == {}
    assert not path.exists()
    assert path.with_name("entry-draft.unreadable.json").read_bytes() == content


@pytest.mark.parametrize(
    "broken",
    ['"text": 4', '"text": "x", "at": "yesterday"', '"other": 1, "text": null'],
)
def test_a_draft_that_cannot_be_read_leaves_the_others(tmp_path, broken):
    write_drafts(tmp_path, {"note": DRAFT})
    path = drafts_path(tmp_path)
    good = path.read_text()
    bad = f'"spasm": {{"kind": "note", "begun_at": "2026-03-02T14:02:00Z", "form": {{{broken}}}}},'
    path.write_text(good.replace('"note": {', f'{bad} "note": {{', 1))
    assert read_drafts(tmp_path) == {"note": DRAFT}


def test_what_cannot_be_written_says_so(tmp_path):
    (tmp_path / "settings").write_text("in the way")
    with pytest.raises(FailedError, match="cannot be written"):
        write_drafts(tmp_path, {"note": DRAFT})

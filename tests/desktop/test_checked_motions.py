"""Which motions are sound, kept from one start to the next."""

import pytest

from posture_app.desktop.checked_motions import (
    checked_motions_path,
    keep_checked_motions,
    read_checked_motions,
)
from posture_app.library.files import personal_paths


def test_they_come_back(tmp_path):
    keep_checked_motions(tmp_path, {"a", "b"})
    assert read_checked_motions(tmp_path) == {"a", "b"}
    assert personal_paths(tmp_path) == [], "they must not be taken for a library"


@pytest.mark.parametrize("content", ["", "{", "{}", "5", "[[", "[5, null]", "1" * 5000])
def test_what_is_no_list_of_marks_is_none(tmp_path, content):
    checked_motions_path(tmp_path).parent.mkdir()
    checked_motions_path(tmp_path).write_text(content)
    assert read_checked_motions(tmp_path) == frozenset()

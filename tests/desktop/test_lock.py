"""The lock on a data folder: nobody is locked out for good."""

import os
import stat
import subprocess
import sys

import pytest

from posture_app.desktop.instance import claim, runs
from posture_app.desktop.lock import FolderLock
from tests.there import there


def rubbish(path, how):
    if how == "folder":
        path.mkdir()
    elif how == "pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(how)


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes nor such locks")
@pytest.mark.parametrize("how", [b"", b"\xff\x00 rubbish", b"1\nother\nhost\n", "folder", "pipe"])
def test_what_lies_in_the_place_of_the_lock_keeps_nobody_out(tmp_path, qapp, how):
    rubbish(tmp_path / "program.lock", how)
    assert not runs(tmp_path)
    first = claim(tmp_path)
    assert first is not None
    assert claim(tmp_path) is None
    assert runs(tmp_path)
    there(first).close()
    assert not runs(tmp_path)


def test_the_number_of_another_living_program_keeps_nobody_out(tmp_path, qapp):
    """As in a container, where numbers are few: the lock of a killed copy names another Python."""
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        host = os.uname().nodename if hasattr(os, "uname") else "host"
        (tmp_path / "program.lock").write_text(f"{other.pid}\npython\n{host}\n")
        first = claim(tmp_path)
        assert first is not None
        there(first).close()
    finally:
        other.communicate(b"\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_the_owner_can_read_the_lock(tmp_path, qapp):
    before = os.umask(0)
    try:
        first = claim(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "program.lock").stat().st_mode) == 0o600
    there(first).close()


def test_who_opens_a_lock_that_is_just_given_back_takes_the_new_one(tmp_path, monkeypatch):
    first, second, third = (FolderLock(tmp_path / "program.lock") for _ in range(3))
    assert first.take()
    opened = FolderLock._opened

    def opened_too_early(lock, *, create):
        monkeypatch.setattr(FolderLock, "_opened", opened)
        descriptor = opened(lock, create=create)
        first.give_back()
        return descriptor

    monkeypatch.setattr(FolderLock, "_opened", opened_too_early)
    assert second.take()
    assert not third.take()
    assert third.is_taken()
    second.give_back()
    assert list(tmp_path.iterdir()) == []

"""Who hands plans over, kept in a file of its own."""

import json
import os
import sys
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QImage

from posture_app.desktop.practice_settings import (
    keep_logo,
    logo_path,
    practice_path,
    read_practice,
    remove_logo,
    write_practice,
)
from posture_app.errors import FailedError
from posture_app.plans.model import Practice
from posture_app.plans.practice import PracticeSettings
from posture_app.preferences import FigureAppearance

TODAY = date(2026, 3, 1)
SET = PracticeSettings(
    name="Praxis am Fluß",
    therapist="M. Muster",
    phone="030 1234",
    address="Am Fluß 1\n12345 Ort",
    paper="letter",
    language="de",
    per_page=2,
    large_print=True,
    lock_after_min=15,
    figure_skin="brown",
)


def test_what_is_set_is_kept_for_its_owner_alone(tmp_path):
    assert read_practice(tmp_path, TODAY) == (PracticeSettings(), None)
    write_practice(tmp_path, SET)
    assert read_practice(tmp_path, TODAY) == (SET, None)
    assert practice_path(tmp_path).stat().st_mode & 0o077 == 0


def test_it_says_who_hands_a_plan_over():
    assert SET.practice == Practice(
        name="Praxis am Fluß",
        therapist="M. Muster",
        phone="030 1234",
        address="Am Fluß 1\n12345 Ort",
    )


def test_what_is_as_the_programs_own_figure_follows_it():
    own = FigureAppearance("broad", "light")
    assert SET.figure(own) == FigureAppearance("broad", "brown")
    assert SET.with_figure(FigureAppearance("narrow", "light"), own) == replace(
        SET, figure_body="narrow", figure_skin=""
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("per_page", 3),
        ("per_page", True),
        ("paper", "a3"),
        ("name", "x" * 201),
        ("figure_body", "wide"),
        ("unknown", 1),
    ],
)
def test_of_a_file_with_a_fault_the_rest_counts_and_it_is_set_aside(tmp_path, name, value):
    write_practice(tmp_path, SET)
    path = practice_path(tmp_path)
    path.write_text(json.dumps(json.loads(path.read_text()) | {name: value}))
    read, problem = read_practice(tmp_path, TODAY)
    assert (read.therapist, read.lock_after_min) == (SET.therapist, SET.lock_after_min)
    assert problem is not None
    assert not path.exists()
    assert len(list(path.parent.glob("practice.bad-*"))) == 1


def test_a_picture_is_kept_small_and_without_what_else_is_in_its_file(qapp, tmp_path):
    picture = tmp_path / "logo.png"
    image = QImage(1600, 400, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    image.setText("Author", "SECRETNAME")
    image.save(str(picture))
    keep_logo(tmp_path, picture)
    kept = QImage(str(logo_path(tmp_path)))
    assert (kept.width(), kept.height()) == (800, 200)
    assert b"SECRETNAME" not in logo_path(tmp_path).read_bytes()
    assert logo_path(tmp_path).stat().st_mode & 0o077 == 0
    remove_logo(tmp_path)
    remove_logo(tmp_path)
    assert not logo_path(tmp_path).exists()


def test_what_is_no_picture_is_told(qapp, tmp_path):
    (tmp_path / "logo.png").write_bytes(b"no picture")
    with pytest.raises(FailedError, match=r"logo\.png is no picture"):
        keep_logo(tmp_path, tmp_path / "logo.png")
    assert not logo_path(tmp_path).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_pipe_is_no_picture_and_not_waited_for(qapp, tmp_path):
    os.mkfifo(tmp_path / "logo.png")
    with pytest.raises(FailedError, match=r"logo\.png is no picture"):
        keep_logo(tmp_path, tmp_path / "logo.png")


@pytest.mark.qt_log_ignore("exceeds the current allocation limit")
def test_a_picture_that_memory_has_no_room_for_is_not_called_damaged(qapp, tmp_path):
    image = QImage(12_000, 9_000, QImage.Format.Format_Mono)
    image.fill(0)
    image.save(str(tmp_path / "logo.png"))
    with pytest.raises(FailedError, match="too large a picture"):
        keep_logo(tmp_path, tmp_path / "logo.png")

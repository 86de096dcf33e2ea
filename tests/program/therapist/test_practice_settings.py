"""The section Practice of the settings, the passphrase, and the lock after inactivity."""

import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QPlainTextEdit

from posture_app.plans.patient import Patient
from posture_app.program.erasing import erase_everything
from posture_app.program.therapist.inactivity import InactivityLock
from posture_app.store.patients import Patients
from posture_app.ui.therapist.damaged import Damaged
from posture_app.ui.therapist.passphrase_sheet import PassphraseSheet
from tests.there import there

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")
WORD = "seven red kites"


@pytest.fixture
def main(practice_program):
    one = there(practice_program.window.main)
    one.visit("settings")
    return one


@pytest.fixture
def practice(practice_program):
    return practice_program.window.services.practice


@pytest.fixture
def section(main):
    return main.page("settings").practice


@pytest.fixture
def set_now(practice_program):
    return practice_program.window.services.practice_settings


def button(widget, name):
    return there(widget.findChild(QAbstractButton, name))


def sheet_of(main):
    found = [one for one in main.findChildren(PassphraseSheet) if one.isVisible()]
    return found[0] if found else None


def fill(sheet, **texts):
    for name, text in texts.items():
        field = there(sheet.findChild(QLineEdit, f"passphrase-{name}"))
        assert field.isVisible()
        field.setText(text)
    button(sheet, "passphrase-keep").click()
    QApplication.processEvents()


def test_who_has_no_patients_sees_one_switch(main, section, practice_program):
    button(section, "has-patients").click()
    assert practice_program.shared.preferences.value.audience == "self"
    assert main.workspace == "own"
    assert not button(section, "practice-large").isVisibleTo(section)
    button(section, "has-patients").click()
    assert practice_program.shared.preferences.value.audience == "patients"
    assert button(section, "practice-large").isVisibleTo(section)


def test_what_is_set_is_kept_at_once(section, set_now, qtbot, practice_program, tmp_path):
    name = there(section.findChild(QLineEdit, "practice-name"))
    qtbot.keyClicks(name, "Praxis am Park")
    name.editingFinished.emit()
    qtbot.keyClicks(there(section.findChild(QPlainTextEdit, "practice-address")), "Am Park 1")
    button(section, "segment-letter").click()
    button(section, "segment-15").click()
    button(section, "practice-large").click()
    practice_program.window.keep_entries()
    now = set_now.value
    assert (now.name, now.address, now.paper) == ("Praxis am Park", "Am Park 1", "letter")
    assert (now.lock_after_min, now.large_print) == (15, True)
    assert "Praxis am Park" in (tmp_path / "data" / "settings" / "practice.json").read_text()


def test_a_picture_is_copied_and_removed(section, set_now, monkeypatch, tmp_path):
    picture = tmp_path / "logo.png"
    QImage(40, 20, QImage.Format.Format_RGB32).save(str(picture))
    chosen = [str(tmp_path / "none.png")]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (chosen[0], ""))
    button(section, "choose-logo").click()
    assert set_now.logo is None
    assert "none.png is no picture" in section.problem
    chosen[0] = str(picture)
    button(section, "choose-logo").click()
    assert set_now.logo is not None
    assert section.problem == ""
    button(section, "no-logo").click()
    assert set_now.logo is None


def test_a_passphrase_is_set_changed_and_removed(main, section, practice):
    pytest.importorskip("sqlcipher3")
    practice.change(lambda data: data.add(Patient(id="", code="AB")))
    button(section, "set-passphrase").click()
    sheet = there(sheet_of(main))
    fill(sheet, new="short", again="short")
    assert "too short" in sheet.problem
    fill(sheet, new=WORD, again="seven red kite")
    assert "not the same" in sheet.problem
    assert not practice.is_encrypted
    fill(sheet, new=WORD, again=WORD)
    assert practice.is_encrypted
    assert sheet_of(main) is None
    assert len(practice.ask(Patients.every, ())) == 1
    button(section, "set-passphrase").click()
    sheet = there(sheet_of(main))
    fill(sheet, old="wrong", new="eight red kites", again="eight red kites")
    assert "does not open" in sheet.problem
    assert practice.patients is not None, "as it was"
    fill(sheet, old=WORD, new="eight red kites", again="eight red kites")
    assert sheet_of(main) is None
    button(section, "remove-passphrase").click()
    fill(there(sheet_of(main)), old="eight red kites")
    assert not practice.is_encrypted
    assert len(practice.ask(Patients.every, ())) == 1


def test_a_passphrase_can_be_set_before_there_are_patients(main, section, practice, tmp_path):
    pytest.importorskip("sqlcipher3")
    button(section, "set-passphrase").click()
    fill(there(sheet_of(main)), new=WORD, again=WORD)
    assert practice.is_encrypted
    assert practice.patients is not None


def test_without_what_encrypts_it_is_said_what_to_install(section, main, monkeypatch):
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    main.visit("patients")
    main.visit("settings")
    missing = section.findChild(object, "encryption-missing")
    assert missing.isVisibleTo(section)
    assert "posture-app[encryption]" in missing.text()
    assert not button(section, "set-passphrase").isVisibleTo(section)


def test_the_data_are_locked_when_nobody_is_there(practice_program, main, practice, set_now, qtbot):
    pytest.importorskip("sqlcipher3")
    clock = practice_program.shared.clock
    lock = there(practice.findChild(InactivityLock))
    assert not lock.is_listening, "there is nothing to lock"
    practice.set_passphrase("", WORD)
    assert lock.is_listening
    lock.look()
    clock.go(4 * 60)
    lock.look()
    assert practice.patients is not None
    qtbot.keyClick(main, Qt.Key.Key_Shift)
    lock.look()
    clock.go(4 * 60)
    lock.look()
    assert practice.patients is not None, "somebody was there"
    clock.go(1 * 60)
    lock.look()
    assert practice.is_locked
    assert not lock.is_listening
    practice.unlock(WORD)
    button(main.page("settings").practice, "segment-0").click()
    assert not lock.is_listening, "never"


def test_who_wakes_the_machine_finds_the_data_locked(
    practice_program, main, practice, set_now, qtbot
):
    pytest.importorskip("sqlcipher3")
    lock = there(practice.findChild(InactivityLock))
    practice.set_passphrase("", WORD)
    practice_program.shared.clock.go(8 * 3600)
    qtbot.keyClick(main, Qt.Key.Key_Shift)
    QApplication.processEvents()
    assert practice.is_locked
    practice.unlock(WORD)
    lock.look()
    assert practice.patients is not None


def test_a_clock_that_is_set_back_does_not_keep_the_data_open(practice_program, practice, set_now):
    pytest.importorskip("sqlcipher3")
    clock = practice_program.shared.clock
    lock = there(practice.findChild(InactivityLock))
    practice.set_passphrase("", WORD)
    lock.look()
    clock.moment = replace(clock.moment, wall=clock.moment.wall - timedelta(days=1))
    clock.go(3 * 60)
    lock.look()
    assert practice.patients is not None
    clock.go(2 * 60)
    lock.look()
    assert practice.is_locked


def test_now_means_now(section, practice):
    pytest.importorskip("sqlcipher3")
    practice.set_passphrase("", WORD)
    button(section, "lock-now-here").click()
    assert practice.is_locked
    assert not button(section, "lock-now-here").isVisibleTo(section)


@pytest.mark.parametrize("word", ["", WORD])
def test_damaged_data_are_replaced_by_a_copy(main, practice, tmp_path, qtbot, word):
    if word:
        pytest.importorskip("sqlcipher3")
    path = tmp_path / "data" / "patients.db"
    practice.change(lambda data: data.add(Patient(id="", code="AB")))
    if word:
        practice.set_passphrase("", word)
    QApplication.processEvents()
    assert len(practice.copies) == 1
    practice.close()
    path.write_bytes(path.read_bytes()[:200] + b"x" * 9000)
    main.visit("patients")
    page = main.page("patients")
    if word:
        practice.open()
        with qtbot.waitSignal(practice.turned):
            page.unlock_wanted.emit(word)
    else:
        practice.open()
    shown = page.views.currentWidget()
    assert isinstance(shown, Damaged)
    button(shown, "use-copy").click()
    assert [one.code for one in practice.ask(Patients.every, ())] == ["AB"]
    assert len(list(path.parent.glob("patients.until-restored-*.db"))) == 1


def test_data_that_are_gone_are_begun_anew(main, practice, tmp_path):
    practice.change(lambda data: data.add(Patient(id="", code="AB")))
    practice.close()
    (tmp_path / "data" / "patients.db").unlink()
    main.visit("patients")
    practice.open()
    shown = main.page("patients").views.currentWidget()
    assert isinstance(shown, Damaged)
    button(shown, "begin-anew").click()
    assert practice.ask(Patients.every, None) == []


def test_a_copy_is_gone_back_to_from_the_settings(section, practice):
    practice.change(lambda data: data.add(Patient(id="", code="AB")))
    practice.change(lambda data: data.add(Patient(id="", code="CD")))
    button(section, "show-patient-copies").click()
    (action,) = section.go_back_actions()
    assert "1 patient" in action.text()
    action.trigger()
    assert [one.code for one in practice.ask(Patients.every, ())] == ["AB"]


def test_who_erases_their_own_data_keeps_the_patients(practice, tmp_path):
    practice.change(lambda data: data.add(Patient(id="", code="AB")))
    copies = [one.path for one in practice.copies]
    practice.close()
    erase_everything(tmp_path / "data")
    assert (tmp_path / "data" / "patients.db").exists()
    assert copies
    assert all(one.exists() for one in copies)

"""The sheet about health: what it asks, what it keeps, and what it tells of signs."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from posture_app.coach.health import Health
from posture_app.coach.pain_rule import TIER, Advice, Bands, Condition, Sign
from posture_app.ui.health_sheet import HealthSheet
from posture_app.ui.widgets.controls import Segments, Switch
from posture_app.ui.widgets.labels import Label
from posture_app.words import safety

TODAY = date(2026, 3, 2)


@pytest.fixture
def open_sheet(qtbot, make):
    def opened(health=None):
        sheet = make(HealthSheet, health or Health(), "112", TODAY)
        qtbot.addWidget(sheet)
        sheet.show()
        kept: list[Health] = []
        sheet.kept.connect(kept.append)
        return sheet, kept

    return opened


def switch(sheet, condition):
    return sheet.findChild(Switch, f"has-{condition.value}")


def press(sheet, name):
    sheet.findChild(QPushButton, name).click()


def test_every_condition_is_asked_and_nothing_has_to_be_answered(open_sheet):
    sheet, kept = open_sheet()
    assert all(not switch(sheet, one).isChecked() for one in Condition)
    press(sheet, "health-keep")
    assert kept == [Health(answered=True)]


def test_the_signs_that_need_a_doctor_are_asked_and_can_be_taken_back(open_sheet):
    sheet, kept = open_sheet(Health(answered=True, signs=frozenset({Sign.FALL})))
    asked = {one for one in Sign if sheet.findChild(Switch, f"now-{one.value}")}
    assert asked == {one for one in Sign if TIER[one] >= Advice.SEE_SOMEBODY_SOON}
    fall = sheet.findChild(Switch, "now-fall")
    assert fall.isChecked()
    fall.click()
    sheet.findChild(Switch, "now-saddle_numbness").click()
    press(sheet, "health-keep")
    assert kept[0].signs == {Sign.SADDLE_NUMBNESS}


def test_skipping_keeps_nothing(open_sheet):
    sheet, kept = open_sheet()
    skipped = []
    sheet.skipped.connect(lambda: skipped.append(1))
    switch(sheet, Condition.OSTEOPOROSIS).click()
    press(sheet, "health-skip")
    assert (kept, skipped) == ([], [1])


def test_an_injection_is_asked_by_its_day_and_place(open_sheet):
    sheet, kept = open_sheet()
    day = sheet.findChild(Segments, "injected-on")
    assert not day.isVisible()
    switch(sheet, Condition.RECENT_INJECTION).click()
    assert day.isVisible()
    day.set_value("2")
    sheet.findChild(Segments, "injected-where").set_value("upper")
    press(sheet, "health-keep")
    [health] = kept
    assert health.injected_on == date(2026, 2, 28)
    assert "neck" in health.injected_regions
    assert "low_back" not in health.injected_regions
    assert health.profile(TODAY).days_since_injection == 2


def test_what_was_told_is_shown_and_can_be_taken_back(open_sheet):
    told = Health(
        answered=True,
        conditions=frozenset({Condition.RECENT_INJECTION, Condition.PREGNANCY}),
        injected_on=date(2026, 2, 20),
        bands=Bands(3, 5),
        emergency_number="144",
    )
    sheet, kept = open_sheet(told)
    assert switch(sheet, Condition.PREGNANCY).isChecked()
    assert sheet.findChild(QLineEdit, "emergency-number").text() == "144"
    press(sheet, "health-keep")
    assert kept == [told]
    sheet, kept = open_sheet(told)
    switch(sheet, Condition.RECENT_INJECTION).click()
    press(sheet, "health-keep")
    assert kept[0].injected_on is None
    assert kept[0].conditions == {Condition.PREGNANCY}


def test_every_sign_of_both_tiers_is_told_with_what_to_do_and_why(open_sheet):
    sheet, _kept = open_sheet()
    for name, tier in (
        ("signs-emergency", Advice.EMERGENCY),
        ("signs-soon", Advice.SEE_SOMEBODY_SOON),
    ):
        panel = next(one for one in sheet.findChildren(QWidget) if one.objectName() == name)
        said = [label.text() for label in panel.findChildren(Label)]
        for sign in Sign:
            told = any(line.startswith(safety.sign(sign)) for line in said)
            assert told is (TIER[sign] is tier)
        if tier is Advice.EMERGENCY:
            assert any("Call 112 now" in line for line in said)


def test_the_year_of_birth_is_asked_and_has_to_be_possible(open_sheet):
    sheet, kept = open_sheet(Health(answered=True, birth_year=1980))
    field = sheet.findChild(QLineEdit, "birth-year")
    assert field.text() == "1980"
    field.setText("2027")
    press(sheet, "health-keep")
    assert kept == []
    assert sheet.isVisible()
    wrong = "Enter a year from 1900 to 2026, or leave it empty."
    assert any(one.text() == wrong and one.isVisible() for one in sheet.findChildren(Label))
    field.setText("")
    press(sheet, "health-keep")
    assert kept == [Health(answered=True)]

"""What a person enters, in the log."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from posture_app.coach.factors import Factor
from posture_app.journal.entries import (
    CheckIn,
    Measure,
    MeasureTaken,
    Note,
    PainAt,
    PainKind,
    QuestionnaireResponse,
    Spasm,
    Treatment,
    TreatmentKind,
    Trigger,
)
from posture_app.store import entries as entries_module
from posture_app.store.database import open_database
from posture_app.store.entries import KINDS, Entries
from posture_app.store.errors import UnknownEntryError
from posture_app.store.opening import go_back, open_log
from tests.there import there

AT = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
HERE: dict[str, Any] = {"time_zone": "Europe/Berlin", "edited_at": AT}
CHECK_IN = CheckIn(
    id=str(UUID(int=1)),
    at=AT,
    now=4,
    worst=6,
    places=(
        PainAt(zone="low_back_left", kinds=(PainKind.ACHE, PainKind.STIFFNESS), now=4, worst=6),
        PainAt(zone="back_of_neck_right", kinds=(PainKind.TINGLING,)),
    ),
    factors=((Factor.POOR_SLEEP, 2), (Factor.STRESS, 0)),
    **HERE,
)
SPASM = Spasm(
    id=str(UUID(int=2)),
    began_at=AT,
    zones=("low_back_left",),
    strength=7,
    triggers=(Trigger.LIFTING,),
    measures=(MeasureTaken(measure=Measure.HEAT, relief=2, after=timedelta(minutes=20)),),
    note="while gardening",
    **HERE,
)
TREATMENT = Treatment(
    id=str(UUID(int=3)),
    kind=TreatmentKind.INJECTION,
    day=date(2026, 3, 2),
    zones=("back_of_neck_right",),
    by="Dr. A",
    what="Lidocaine",
    **HERE,
)
NOTE = Note(id=str(UUID(int=4)), at=AT, text="Slept on the sofa.", **HERE)
RESPONSE = QuestionnaireResponse(
    id=str(UUID(int=5)),
    questionnaire="activities",
    at=AT,
    answers=(("1", 4.0),),
    texts=(("1", "Carrying a bag"),),
    score=4.0,
    **HERE,
)
ALL = (CHECK_IN, SPASM, TREATMENT, NOTE, RESPONSE)


@pytest.fixture
def opened(path):
    opened = open_database(path)
    yield opened
    opened.close()


@pytest.fixture
def entries(opened):
    return Entries(opened)


@pytest.mark.parametrize("entry", ALL, ids=lambda one: type(one).__name__)
class TestEachKind:
    def test_it_is_kept_as_it_is(self, entries, entry):
        assert entries.save(entry) is None
        assert entries.find(type(entry), entry.id) == entry
        assert list(entries.every(type(entry))) == [entry]

    def test_what_is_saved_again_replaces_it(self, entries, entry):
        entries.save(entry)
        later = replace(entry, edited_at=AT + timedelta(hours=1))
        assert entries.save(later) == entry
        assert list(entries.every(type(entry))) == [later]

    def test_deleting_is_undone_by_saving(self, entries, entry):
        entries.save(entry)
        assert entries.delete(type(entry), entry.id, AT) == entry
        assert list(entries.every(type(entry))) == []
        with pytest.raises(UnknownEntryError):
            entries.delete(type(entry), entry.id, AT)
        entries.save(entry)
        assert entries.delete(type(entry), entry.id, AT) == entry

    def test_it_is_found_by_its_day(self, entries, entry):
        entries.save(entry)
        assert entries.between(type(entry), entry.day, entry.day) == [entry]
        before = entry.day - timedelta(days=1)
        assert entries.between(type(entry), before, before) == []


def test_its_day_is_that_of_the_place(entries):
    late = replace(CHECK_IN, at=datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
    entries.save(late)
    assert entries.between(CheckIn, date(2026, 3, 3), date(2026, 3, 3)) == [late]


def test_the_newest_come_first(entries):
    later = replace(CHECK_IN, id=str(UUID(int=9)), at=AT + timedelta(minutes=5))
    entries.save(later)
    entries.save(CHECK_IN)
    assert entries.newest(CheckIn, 2) == [later, CHECK_IN]
    assert entries.newest(CheckIn) == [later]


def test_open_spasms(entries):
    entries.save(SPASM)
    assert entries.open_spasms() == [SPASM]
    entries.save(replace(SPASM, ended_at=AT + timedelta(hours=2)))
    assert entries.open_spasms() == []


def test_all_are_read_page_by_page(entries, monkeypatch):
    monkeypatch.setattr(entries_module, "PAGE", 3)
    many = [
        replace(NOTE, id=str(UUID(int=100 + number)), at=AT + timedelta(days=number // 4))
        for number in range(10)
    ]
    for one in many:
        entries.save(one)
    assert list(entries.every(Note)) == many


def test_an_answer_beyond_its_scale_is_refused_by_the_database(entries):
    with pytest.raises(Exception, match="CHECK constraint"):
        entries.save(replace(CHECK_IN, now=11))


def test_what_cannot_be_read_is_set_aside(path, opened, entries):
    for one in ALL:
        entries.save(one)
    with opened.writing() as session:
        session.connection().exec_driver_sql("UPDATE check_in SET places = '[{\"zone\": 5}]'")
    opened.close()
    again = open_database(path)
    assert again.set_aside == 1
    assert list(Entries(again).every(CheckIn)) == []
    assert list(Entries(again).every(Spasm)) == [SPASM]
    again.close()


def test_entries_made_since_are_brought_over_into_a_copy(path):
    first = open_log(path, AT)
    first.entries.save(NOTE)
    copy = path.parent / "backups" / "journal-2026-03-02.db"
    copy.parent.mkdir(exist_ok=True)
    first.journal.close()
    copy.write_bytes(path.read_bytes())
    again = open_log(path, AT)
    again.entries.save(SPASM)
    again.journal.close()
    restored = go_back(path, copy, AT)
    assert [list(restored.entries.every(kind)) for kind in KINDS] == [[], [SPASM], [], [NOTE], []]
    restored.journal.close()


def test_an_entry_that_is_not_there_is_none(entries):
    assert entries.find(Note, "x") is None
    entries.save(NOTE)
    assert there(entries.find(Note, NOTE.id)).text == "Slept on the sofa."


def test_own_words_are_found_whatever_their_case(entries):
    for one in ALL:
        entries.save(one)
    assert entries.newest(Note, 5, "SOFA") == [NOTE]
    assert entries.newest(Treatment, 5, "dr. a") == [TREATMENT]
    assert entries.newest(Treatment, 5, "lidoc") == [TREATMENT]
    assert entries.newest(Spasm, 5, "garden") == [SPASM]
    assert entries.newest(Spasm, 5, "sofa") == []
    assert entries.newest(CheckIn, 5, "4") == []
    assert entries.newest(QuestionnaireResponse, 5, "a BAG") == [RESPONSE]
    assert entries.newest(QuestionnaireResponse, 5, "1") == []  # which is no word of hers


def test_what_was_chosen_is_found_by_its_keys(entries):
    for one in ALL:
        entries.save(one)

    def found(*keys):
        kinds = (type(one) for one in ALL)
        return [one for kind in kinds for one in entries.newest(kind, 5, "no such word", keys)]

    assert found() == []
    assert found("low_back") == []  # only the whole key of a place is its key
    assert found(CHECK_IN.places[0].zone, NOTE.id) == [
        one for one in ALL if CHECK_IN.places[0].zone in str(one)
    ]
    assert found(str(SPASM.triggers[0])) == [SPASM]
    assert found(str(TREATMENT.kind)) == [TREATMENT]
    assert found("activities") == [RESPONSE]


def test_the_first_day_is_that_of_the_first_entry_of_all(entries):
    assert entries.first_day() is None
    for one in ALL:
        entries.save(one)
    earlier = date(2026, 2, 1)
    entries.save(replace(TREATMENT, id=str(UUID(int=9)), day=earlier))
    assert entries.first_day() == earlier

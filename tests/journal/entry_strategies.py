"""Forms and entries of all shapes, for tests that have to hold for any of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from posture_app.body.zones import zones
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
from posture_app.journal.forms import (
    CheckInForm,
    EntryDraft,
    NoteForm,
    SpasmForm,
    TreatmentForm,
)
from posture_app.journal.questionnaire_form import Activity, QuestionnaireForm
from posture_app.journal.questionnaires import QUESTIONNAIRES, QuestionnaireKey, score


def on_clock(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A time as a clock shows it, without a zone."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC).replace(tzinfo=None)


ZONES = sorted(one.id for one in zones())
PAINS = st.none() | st.integers(0, 10)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
LOCAL = st.datetimes(on_clock(1960, 1, 1), on_clock(2030, 1, 1)).map(
    lambda at: at.replace(second=0, microsecond=0, fold=0)
)
INSTANTS = st.datetimes(on_clock(1960, 1, 1), on_clock(2030, 1, 1), timezones=st.just(UTC))
TIME_ZONES = st.sampled_from(("UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York"))
CHOSEN_ZONES = st.lists(st.sampled_from(ZONES), unique=True, max_size=3).map(tuple)
PLACES = CHOSEN_ZONES.flatmap(
    lambda chosen: st.tuples(
        *(
            st.builds(
                PainAt,
                zone=st.just(zone),
                kinds=st.lists(st.sampled_from(PainKind), unique=True, max_size=3).map(tuple),
                now=PAINS,
                worst=PAINS,
            )
            for zone in chosen
        )
    )
)
FACTORS = st.dictionaries(st.sampled_from(Factor), st.integers(0, 3), max_size=4).map(
    lambda levels: tuple(levels.items())
)
TAKEN = st.lists(
    st.builds(
        MeasureTaken,
        measure=st.sampled_from(Measure),
        relief=st.none() | st.integers(0, 3),
        after=st.none() | st.integers(0, 600).map(lambda one: timedelta(minutes=one)),
    ),
    unique_by=lambda one: one.measure,
    max_size=3,
).map(tuple)
TRIGGERS = st.lists(st.sampled_from(Trigger), unique=True, max_size=3).map(tuple)
KINDS = st.sampled_from(TreatmentKind)

CHECK_IN_FORMS = st.builds(
    CheckInForm, at=st.none() | LOCAL, now=PAINS, worst=PAINS, places=PLACES, factors=FACTORS
)
SPASM_FORMS = st.builds(
    SpasmForm,
    began=st.none() | LOCAL,
    lasts=st.booleans(),
    ended=st.none() | LOCAL,
    zones=CHOSEN_ZONES,
    strength=PAINS,
    triggers=TRIGGERS,
    measures=TAKEN,
    note=TEXTS,
)
TREATMENT_FORMS = st.builds(
    TreatmentForm,
    kind=st.none() | KINDS,
    day=st.none() | st.dates(date(1960, 1, 1), date(2030, 1, 1)),
    at_time=st.none() | LOCAL.map(lambda at: at.time()),
    zones=CHOSEN_ZONES,
    by=TEXTS,
    what=TEXTS,
    note=TEXTS,
    aftercare=st.booleans(),
)
NOTE_FORMS = st.builds(NoteForm, at=st.none() | LOCAL, text=TEXTS)
ACTIVITIES = st.lists(
    st.builds(
        Activity,
        key=st.sampled_from("1234567"),
        name=TEXTS.filter(str.strip),
        value=st.none() | st.floats(-1, 11, width=16),
    )
    | st.builds(Activity, key=st.sampled_from("1234567"), value=st.integers(0, 10)),
    unique_by=lambda one: one.key,
    max_size=5,
).map(tuple)
QUESTIONNAIRE_FORMS = st.builds(
    QuestionnaireForm,
    at=st.none() | LOCAL,
    questionnaire=st.sampled_from(sorted(QUESTIONNAIRES)),
    activities=ACTIVITIES,
    whole=st.none() | st.integers(-3, 3),
    total=st.sampled_from(("", "0", "17", "33,5", "50", "101", "-1", "nan", "12 of 50")),
)
FORMS = CHECK_IN_FORMS | SPASM_FORMS | TREATMENT_FORMS | NOTE_FORMS | QUESTIONNAIRE_FORMS
DRAFTS = st.builds(
    EntryDraft, begun_at=INSTANTS, form=FORMS, entry_id=st.just("") | st.uuids(version=4).map(str)
)

_KEPT = {"id": st.uuids(version=4).map(str), "time_zone": TIME_ZONES, "edited_at": INSTANTS}
_KEPT_TEXTS = TEXTS.map(str.strip)
CHECK_INS = st.builds(
    CheckIn,
    at=INSTANTS,
    now=st.integers(0, 10),
    worst=PAINS,
    places=PLACES,
    factors=FACTORS,
    soreness=PAINS,
    treatment_id=st.none() | st.uuids(version=4).map(str),
    **_KEPT,
)


def _ended(entry: Spasm, lasted: timedelta | None) -> Spasm:
    return replace(entry, ended_at=None if lasted is None else entry.began_at + lasted)


SPASMS = st.builds(
    _ended,
    st.builds(
        Spasm,
        began_at=INSTANTS,
        zones=CHOSEN_ZONES,
        strength=PAINS,
        triggers=TRIGGERS,
        measures=TAKEN,
        note=_KEPT_TEXTS,
        **_KEPT,
    ),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=3)),
)
TREATMENTS = st.builds(
    Treatment,
    kind=KINDS,
    day=st.dates(date(1960, 1, 1), date(2030, 1, 1)),
    zones=CHOSEN_ZONES,
    by=_KEPT_TEXTS,
    what=_KEPT_TEXTS,
    note=_KEPT_TEXTS,
    aftercare=st.booleans(),
    **_KEPT,
)
NOTES = st.builds(Note, at=INSTANTS, text=_KEPT_TEXTS.filter(bool), **_KEPT)


def _activities(
    entry: QuestionnaireResponse, named: dict[str, tuple[str, int | None]]
) -> QuestionnaireResponse:
    answers = tuple((key, value) for key, (_name, value) in named.items() if value is not None)
    return replace(
        entry,
        answers=answers,
        texts=tuple((key, name) for key, (name, _value) in named.items()),
        score=score(QUESTIONNAIRES["activities"], answers),
    )


def _only(
    entry: QuestionnaireResponse, key: QuestionnaireKey, share: float
) -> QuestionnaireResponse:
    scale = QUESTIONNAIRES[key]
    value = float(round(scale.least + share * (scale.most - scale.least)))
    item = "whole" if key == "whole" else "total"
    return replace(entry, questionnaire=key, answers=((item, value),), score=value)


_RESPONSES = st.builds(
    QuestionnaireResponse, questionnaire=st.just("activities"), at=INSTANTS, **_KEPT
)
_NAMED = st.dictionaries(
    st.sampled_from("12345"),
    st.tuples(_KEPT_TEXTS.filter(bool), PAINS),
    min_size=1,
    max_size=5,
).filter(
    lambda named: (
        len({name.casefold() for name, _value in named.values()}) == len(named)
        and any(value is not None for _name, value in named.values())
    )
)
RESPONSES = st.builds(_activities, _RESPONSES, _NAMED) | st.builds(
    _only, _RESPONSES, st.sampled_from(("whole", "ndi", "odi", "rmdq")), st.floats(0, 1)
)
ENTRIES = CHECK_INS | SPASMS | TREATMENTS | NOTES | RESPONSES

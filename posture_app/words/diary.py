"""What the diary tells of entries and sessions: a line of each, and all that was answered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from posture_app.body.zones import zones_by_id
from posture_app.coach.factors import Factor
from posture_app.journal import workplace
from posture_app.journal.diary import DiaryKind, kind_of
from posture_app.journal.entries import (
    CheckIn,
    Entry,
    Measure,
    Note,
    PainAt,
    PainKind,
    QuestionnaireResponse,
    Spasm,
    Treatment,
    TreatmentKind,
    Trigger,
)
from posture_app.words import entries as entry_words
from posture_app.words import questionnaires as questionnaire_words
from posture_app.words import workplace as workplace_words
from posture_app.words.anatomy import zone_title
from posture_app.words.catalogue import N_, _, pgettext
from posture_app.words.formats import enumerated, rounded_duration

_KINDS: Final[Mapping[DiaryKind, str]] = {
    DiaryKind.SESSION: N_("Sessions"),
    DiaryKind.CHECK_IN: N_("Check-ins"),
    DiaryKind.SPASM: N_("Spasms"),
    DiaryKind.TREATMENT: N_("Treatments"),
    DiaryKind.NOTE: N_("Notes"),
    DiaryKind.QUESTIONNAIRE: N_("Questionnaires"),
}


def kinds_name(kind: DiaryKind) -> str:
    """The items of one kind, for a filter."""
    return _(_KINDS[kind])


def means_kind(kind: DiaryKind, words: str) -> bool:
    """Whether somebody who looks for these words means every entry of a kind."""
    return any(_is_named(name, words) for name in (kinds_name(kind), _kind_name(kind)))


def keys_meant(words: str) -> frozenset[str]:
    """The keys of places, and of what else can be chosen, whose names have each of the words."""
    named: Sequence[tuple[Iterable[str], Callable[[Any], str]]] = (
        (zones_by_id(), _zone),
        (PainKind, entry_words.pain_kind_name),
        (Factor, entry_words.factor_name),
        (Trigger, entry_words.trigger_name),
        (Measure, entry_words.measure_name),
        (TreatmentKind, entry_words.treatment_name),
        (questionnaire_words.NAMES, questionnaire_words.name),
    )
    return frozenset(
        str(key) for keys, name in named for key in keys if _is_named(name(key), words)
    )


def _is_named(name: str, words: str) -> bool:
    """Whether a name has each of the words in it, in any order; commas and case are ignored."""
    plain = name.casefold()
    return all(word in plain for word in words.replace(",", " ").casefold().split())


def entry_title(entry: Entry) -> str:
    """What an entry is."""
    if isinstance(entry, Treatment):
        return entry_words.treatment_name(entry.kind)
    if isinstance(entry, QuestionnaireResponse):
        if entry.questionnaire == workplace.KEY:
            return questionnaire_words.named(entry.questionnaire)
        return questionnaire_words.title(entry)
    return _kind_name(kind_of(entry))


def _kind_name(kind: DiaryKind) -> str:
    match kind:
        case DiaryKind.CHECK_IN:
            return _("Check-in")
        case DiaryKind.SPASM:
            return pgettext("entry", "Spasm")
        case DiaryKind.NOTE:
            return _("Note")
        case DiaryKind.QUESTIONNAIRE:
            return _("Questionnaire")
        case _:
            return kinds_name(kind)


def entry_detail(entry: Entry) -> str:
    """The most important of an entry, in one line."""
    if isinstance(entry, CheckIn):
        parts = [_pain_and_worst(entry), *(_place(one) for one in entry.places)]
    elif isinstance(entry, Spasm):
        parts = [_zones(entry.zones), _strength(entry.strength), entry.note]
    elif isinstance(entry, Treatment):
        parts = [_zones(entry.zones), entry.what, entry.by, entry.note]
    elif isinstance(entry, Note):
        parts = [entry.text]
    else:
        parts = [_outcome(entry)]
    return " · ".join(" ".join(one.split()) for one in parts if one)


def entry_end(entry: Entry) -> str:
    """What stands at the end of an entry's line: how long a spasm was."""
    if not isinstance(entry, Spasm):
        return ""
    if entry.ended_at is None:
        return _("still there")
    return rounded_duration((entry.ended_at - entry.began_at).total_seconds())


def entry_facts(entry: Entry) -> Sequence[tuple[str, str]]:
    """All that was answered, each with what it is; what was not answered is left out."""
    if isinstance(entry, CheckIn):
        found = _check_in_facts(entry)
    elif isinstance(entry, Spasm):
        found = _spasm_facts(entry)
    elif isinstance(entry, Treatment):
        found = [
            (_("Where"), _zones(entry.zones)),
            (_("What"), entry.what),
            (_("By whom"), entry.by),
            (_("Note"), entry.note),
        ]
    elif isinstance(entry, Note):
        found = [(_("Note"), entry.text)]
    elif entry.questionnaire == workplace.KEY:
        found = _workplace_facts(entry)
    else:
        found = list(questionnaire_words.facts(entry))
    return [(what, words) for what, words in found if words]


def _check_in_facts(entry: CheckIn) -> list[tuple[str, str]]:
    return [
        (_("Pain now"), _of_ten(entry.now)),
        (_("Worst since the last check-in"), _of_ten(entry.worst)),
        *((_zone(one.zone), _place_answer(one)) for one in entry.places),
        (_("Soreness after the treatment"), _of_ten(entry.soreness)),
        *(
            (entry_words.factor_name(factor), entry_words.level_name(level))
            for factor, level in entry.factors
        ),
    ]


def _spasm_facts(entry: Spasm) -> list[tuple[str, str]]:
    return [
        (_("Where"), _zones(entry.zones)),
        (_("How strong"), _of_ten(entry.strength)),
        (_("How long"), entry_end(entry)),
        (
            _("What set it off"),
            enumerated([entry_words.trigger_name(one) for one in entry.triggers]),
        ),
        *(
            (
                entry_words.measure_name(one.measure),
                _("Done") if one.relief is None else entry_words.relief_name(one.relief),
            )
            for one in entry.measures
        ),
        (_("Note"), entry.note),
    ]


def _pain_and_worst(entry: CheckIn) -> str:
    if entry.now is None:
        return (
            ""
            if entry.worst is None
            else _("Pain {worst} of 10 at worst").format(worst=entry.worst)
        )
    if entry.worst is None:
        return _("Pain {value} of 10").format(value=entry.now)
    return _("Pain {value} of 10, {worst} at worst").format(value=entry.now, worst=entry.worst)


def _place(place: PainAt) -> str:
    pain = place.now if place.now is not None else place.worst
    if pain is None:
        return _zone(place.zone)
    return _("{place}: {value}").format(place=_zone(place.zone), value=pain)


def _place_answer(place: PainAt) -> str:
    kinds = [entry_words.pain_kind_name(one) for one in place.kinds]
    return " · ".join(one for one in (_of_ten(place.now), *kinds) if one) or _("Hurts")


def _strength(strength: int | None) -> str:
    return "" if strength is None else _("strength {value} of 10").format(value=strength)


def _outcome(entry: QuestionnaireResponse) -> str:
    if entry.questionnaire != workplace.KEY:
        return questionnaire_words.score_line(entry)
    return workplace_words.counted(workplace.count(workplace.answers_of(entry)))


def _workplace_facts(entry: QuestionnaireResponse) -> list[tuple[str, str]]:
    answers = workplace.answers_of(entry)
    improve = [workplace_words.item_name(one.key) for one in workplace.to_improve(answers)]
    return [
        (_("Result"), workplace_words.counted(workplace.count(answers))),
        (_("To improve"), enumerated(improve)),
    ]


def _of_ten(value: int | None) -> str:
    return "" if value is None else _("{value} of 10").format(value=value)


def _zones(zones: Iterable[str]) -> str:
    return enumerated([_zone(one) for one in zones])


def _zone(zone: str) -> str:
    """A zone's name; one that another version knew keeps its id."""
    known = zones_by_id().get(zone)
    return zone if known is None else zone_title(known)

"""The journal as a Bundle of FHIR R4 (hl7.org/fhir/R4), for a clinic's program (docs/data.md).

The only codes from elsewhere are those of LOINC, HL7 and UCUM, whose use needs no fee; all else is
told by words, with the journal's own key as a code beside them. The patient has no name. Resources
are written one after the other, so that a journal of years needs no more room than one entry.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import singledispatchmethod
from typing import Any, Final, TextIO

from posture_app.dataclass import dataclass
from posture_app.exchange.stable_ids import stable_id
from posture_app.journal.entries import (
    CheckIn,
    Entry,
    MeasureTaken,
    Note,
    PainAt,
    QuestionnaireResponse,
    Spasm,
    Treatment,
    TreatmentKind,
)
from posture_app.journal.zones import zone
from posture_app.words.catalogue import _, language
from posture_app.words.entries import (
    factor_name,
    measure_name,
    pain_kind_name,
    place_names,
    treatment_name,
    trigger_name,
)

Resource = dict[str, Any]

OWN_CODES: Final = "urn:uuid:19b592ba-3f78-453e-91cb-00fd17594ec3"
"""The code system of the journal's own keys."""
PAIN: Final[Resource] = {
    "system": "http://loinc.org",
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}
UCUM: Final = "http://unitsofmeasure.org"
TOLD_BY_THE_PERSON: Final[Resource] = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "survey",
        }
    ]
}
_NOT_ANSWERED: Final[Resource] = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
            "code": "unknown",
        }
    ]
}


def write_bundle(
    entries: Iterable[Entry],
    out: TextIO,
    *,
    journal: str,
    now: datetime,
    with_notes: bool = False,
) -> None:
    """Write entries as one Bundle of the type `collection`, one resource a line.

    Args:
        entries: What goes out; treatments before the check-ins that ask about them, as a reference
            is made to those only that are in the bundle.
        out: Where it goes.
        journal: What tells this person's journal from that of others, for the patient's id.
        now: The time of the bundle; what is after it was planned and is not done yet.
        with_notes: Whether the person's own words go out: notes, who treated them, and with what.
    """
    patient = stable_id("patient", journal)
    maker = _ResourceBuilder(reference(patient), now, with_notes)
    told = (resource for entry in entries for resource in maker.resources(entry))
    write_collection({"resourceType": "Patient", "id": patient}, told, out, now)


def write_collection(
    patient: Resource, resources: Iterable[Resource], out: TextIO, now: datetime
) -> None:
    """Write a patient and resources as one Bundle of the type `collection`, one resource a line.

    Args:
        patient: Whom the others are about.
        resources: The others; each has an id of its own.
        out: Where it goes.
        now: The time of the bundle.
    """
    head = {
        "resourceType": "Bundle",
        "language": language(),
        "type": "collection",
        "timestamp": instant(now, "UTC"),
    }
    out.write(_json(head)[:-1] + ', "entry": [\n')
    out.write(_entry_line(patient))
    out.writelines(",\n" + _entry_line(resource) for resource in resources)
    out.write("\n]}\n")


def reference(identity: str) -> Resource:
    """A reference to a resource of the same bundle."""
    return {"reference": f"urn:uuid:{identity}"}


def instant(at: datetime, time_zone: str) -> str:
    """A point in time with the offset of the place.

    FHIR knows offsets of whole minutes, which some places had not a hundred years ago: in UTC then.
    """
    local = at.astimezone(zone(time_zone))
    offset = local.utcoffset()
    if offset is None or offset % timedelta(minutes=1):
        return at.astimezone(zone("UTC")).isoformat()
    return local.isoformat()


def clean_text(text: str) -> str:
    """A text as FHIR's strings may hold it: no control characters, no space but the plain ones."""
    known = " \r\n\t"
    spaced = (
        " " if (one.isspace() or one < " " or one == "\x7f") and one not in known else one
        for one in text
    )
    return "".join(spaced).strip()


@dataclass
class _ResourceBuilder:
    """Makes the resources of entries; knows which treatments it has made."""

    patient: Resource
    now: datetime
    with_notes: bool

    def __post_init__(self) -> None:
        self._treatments: dict[str, Resource] = {}

    @singledispatchmethod
    def resources(self, entry: Entry) -> Iterator[Resource]:
        """What an entry is told by: none, one or several resources.

        Raises:
            TypeError: It is of no kind that is known.
        """
        raise TypeError(type(entry))

    @resources.register
    def _check_in(self, entry: CheckIn) -> Iterator[Resource]:
        when = {"effectiveDateTime": instant(entry.at, entry.time_zone)}
        if entry.now is not None:
            code = concept(_("Pain now"), PAIN)
            yield self._observation((entry.id, "now"), code, when, score(entry.now))
        if entry.worst is not None:
            code = concept(_("The worst pain since the last check-in"), own_code("worst"))
            yield self._observation((entry.id, "worst"), code, when, score(entry.worst))
        for place in entry.places:
            yield self._pain_at(entry.id, place, when)
        if entry.soreness is not None:
            yield self._soreness(entry, entry.soreness, when)
        for factor, level in entry.factors:
            words = _("{factor}, from 0 (none) to 3 (a lot)").format(factor=factor_name(factor))
            # A level is that of the day so far, and of no moment of it.
            day = {"effectiveDateTime": entry.day.isoformat()}
            code = concept(words, own_code(factor.value))
            name = (entry.id, "factor", factor.value)
            yield self._observation(name, code, day, {"valueInteger": level})

    def _pain_at(self, check_in: str, place: PainAt, when: Resource) -> Resource:
        components = [
            {
                "code": concept(_("How it feels"), own_code("pain_kind")),
                "valueCodeableConcept": concept(pain_kind_name(kind), own_code(kind.value)),
            }
            for kind in place.kinds
        ]
        if place.worst is not None:
            code = concept(_("The worst pain since the last check-in"), own_code("worst"))
            components.append({"code": code, **score(place.worst)})
        more: Resource = {"bodySite": _body_site((place.zone,))}
        if components:
            more["component"] = components
        value = _absent() if place.now is None else score(place.now)
        code = concept(_("Pain at a place"), PAIN)
        return self._observation((check_in, "place", place.zone), code, when, {**value, **more})

    def _soreness(self, entry: CheckIn, soreness: int, when: Resource) -> Resource:
        code = concept(
            _("Soreness of the place that was treated, from 0 to 10"), own_code("soreness")
        )
        value = score(soreness)
        treated = self._treatments.get(entry.treatment_id or "")
        if treated is not None:
            value["partOf"] = [treated]
        return self._observation((entry.id, "soreness"), code, when, value)

    @resources.register
    def _spasm(self, entry: Spasm) -> Iterator[Resource]:
        period = {"start": instant(entry.began_at, entry.time_zone)}
        # A clock that was set back must not end it before it began: FHIR refuses such a period.
        if entry.ended_at is not None and entry.ended_at >= entry.began_at:
            period["end"] = instant(entry.ended_at, entry.time_zone)
        when = {"effectivePeriod": period}
        measures = [self._measure(entry.id, one, when) for one in entry.measures]
        more: Resource = _absent() if entry.strength is None else score(entry.strength)
        if entry.zones:
            more["bodySite"] = _body_site(entry.zones)
        if entry.triggers:
            code = concept(_("What set it off, as the person sees it"), own_code("trigger"))
            more["component"] = [
                {
                    "code": code,
                    "valueCodeableConcept": concept(trigger_name(one), own_code(one.value)),
                }
                for one in entry.triggers
            ]
        if measures:
            more["hasMember"] = [reference(one["id"]) for one in measures]
        more |= self._notes(entry.note)
        code = concept(_("Spasm, how strong from 0 to 10"), own_code("spasm"))
        status = "preliminary" if entry.is_open else "final"
        yield self._observation((entry.id, "spasm"), code, when, more, status)
        yield from measures

    def _measure(self, spasm: str, taken: MeasureTaken, when: Resource) -> Resource:
        name = taken.measure.value
        value: Resource = {
            "valueCodeableConcept": concept(measure_name(taken.measure), own_code(name))
        }
        components: list[Resource] = []
        if taken.relief is not None:
            words = _("How much it helped, from 0 (not at all) to 3 (it was gone)")
            code = concept(words, own_code("relief"))
            components.append({"code": code, "valueInteger": taken.relief})
        if taken.after is not None:
            minutes = {
                "value": round(taken.after.total_seconds() / 60, 2),
                "unit": "min",
                "system": UCUM,
                "code": "min",
            }
            code = concept(_("After how long it helped"), own_code("after"))
            components.append({"code": code, "valueQuantity": minutes})
        if components:
            value["component"] = components
        code = concept(_("What was done against a spasm"), own_code("measure"))
        return self._observation((spasm, "measure", name), code, when, value)

    @resources.register
    def _treatment(self, entry: Treatment) -> Iterator[Resource]:
        is_medication = entry.kind is TreatmentKind.MEDICATION
        identity = stable_id("treatment", entry.id)
        self._treatments[entry.id] = reference(identity)
        when = entry.day.isoformat() if entry.at is None else instant(entry.at, entry.time_zone)
        yield (self._medication if is_medication else self._procedure)(entry, identity, when)

    def _medication(self, entry: Treatment, identity: str, when: str) -> Resource:
        name = clean_text(entry.what) or treatment_name(entry.kind)
        return {
            "resourceType": "MedicationStatement",
            "id": identity,
            "status": "intended" if self._is_ahead(entry) else "completed",
            "medicationCodeableConcept": {"text": name},
            "subject": self.patient,
            "effectiveDateTime": when,
            "informationSource": self.patient,
            **self._notes(entry.note, entry.by),
        }

    def _procedure(self, entry: Treatment, identity: str, when: str) -> Resource:
        made: Resource = {
            "resourceType": "Procedure",
            "id": identity,
            "status": "preparation" if self._is_ahead(entry) else "completed",
            "code": concept(treatment_name(entry.kind), own_code(entry.kind.value)),
            "subject": self.patient,
            "performedDateTime": when,
            "asserter": self.patient,
        }
        if entry.zones:
            made["bodySite"] = [_body_site((one,)) for one in entry.zones]
        by = clean_text(entry.by)
        if by and self.with_notes:
            made["performer"] = [{"actor": {"display": by}}]
        return made | self._notes(entry.what, entry.note)

    def _is_ahead(self, entry: Treatment) -> bool:
        if entry.at is not None:
            return entry.at > self.now
        return entry.day > today_at(self.now, entry.time_zone)

    @resources.register
    def _note(self, entry: Note) -> Iterator[Resource]:
        text = clean_text(entry.text)
        if self.with_notes and text:
            when = {"effectiveDateTime": instant(entry.at, entry.time_zone)}
            code = concept(_("Note"), own_code("note"))
            yield self._observation((entry.id, "note"), code, when, {"valueString": text})

    @resources.register
    def _questionnaire(self, entry: QuestionnaireResponse) -> Iterator[Resource]:
        key, texts = clean_text(entry.questionnaire), dict(entry.texts)
        items = [
            {
                "linkId": f"{key}/{clean_text(name)}",
                "text": clean_text(texts.get(name, "")) or clean_text(name),
                "answer": [{"valueDecimal": value}],
            }
            for name, value in entry.answers
        ]
        if entry.score is not None:
            answer = [{"valueDecimal": entry.score}]
            items.append({"linkId": f"{key}/score", "text": _("Score"), "answer": answer})
        group: Resource = {"linkId": key, "text": key}
        if items:
            group["item"] = items
        yield {
            "resourceType": "QuestionnaireResponse",
            "id": stable_id("questionnaire", entry.id),
            "status": "completed",
            "subject": self.patient,
            "authored": instant(entry.at, entry.time_zone),
            "source": self.patient,
            "item": [group],
        }

    def _observation(
        self,
        name: tuple[str, ...],
        code: Resource,
        when: Resource,
        more: Mapping[str, Any],
        status: str = "final",
    ) -> Resource:
        return {
            "resourceType": "Observation",
            "id": stable_id("observation", *name),
            "status": status,
            "category": [TOLD_BY_THE_PERSON],
            "code": code,
            "subject": self.patient,
            **when,
            "performer": [self.patient],
            **more,
        }

    def _notes(self, *texts: str) -> Resource:
        told = [{"text": text} for one in texts if (text := clean_text(one))]
        return {"note": told} if told and self.with_notes else {}


def today_at(now: datetime, time_zone: str) -> date:
    """The day that it is in a time zone."""
    return now.astimezone(zone(time_zone)).date()


def concept(words: str, *codings: Resource) -> Resource:
    """What is meant: in words, and by codes."""
    return {"coding": list(codings), "text": words}


def own_code(key: str) -> Resource:
    """A key of the program as a code."""
    return {"system": OWN_CODES, "code": key}


def score(value: int) -> Resource:
    """An answer on a scale, as the value of an observation."""
    return {"valueQuantity": {"value": value, "unit": "score", "system": UCUM, "code": "{score}"}}


def _absent() -> Resource:
    return {"dataAbsentReason": _NOT_ANSWERED}


def _body_site(zones: tuple[str, ...]) -> Resource:
    """Where on the body; several places are one text, as FHIR has room for one coded place."""
    site: Resource = {"text": place_names(zones) or "; ".join(zones)}
    return {"coding": [own_code(zones[0])], **site} if len(zones) == 1 else site


def _entry_line(resource: Resource) -> str:
    return _json({"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)

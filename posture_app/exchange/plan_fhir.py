"""A plan and what came back of it as a Bundle of FHIR R4, for a clinic's program (docs/plans.md).

A plan is a CarePlan, and each of its phases one that is part of it, with the exercises as its
activities. A session is a panel of observations. Both are shaped and categorised as the Physical
Activity Implementation Guide has them (hl7.org/fhir/us/physical-activity, 1.0.0); its profiles are
not claimed, as they ask for those of US Core, and with them for a patient's name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import escape
from itertools import chain
from typing import Final, TextIO

from posture_app.coach.pain_rule import Sign
from posture_app.dataclass import dataclass
from posture_app.exchange.fhir import (
    PAIN,
    TOLD_BY_THE_PERSON,
    UCUM,
    Resource,
    clean_text,
    concept,
    own_code,
    reference,
    score,
    write_collection,
)
from posture_app.exchange.plan_tables import DOSE_FIELDS
from posture_app.exchange.stable_ids import stable_id
from posture_app.library.model import Dose, Library
from posture_app.library.references import is_slug
from posture_app.plans.model import ItemDone, Plan, PlanItem, PlanPhase, SessionDone
from posture_app.plans.remarks import session_s
from posture_app.words import safety
from posture_app.words.catalogue import _
from posture_app.words.library import dose_details
from posture_app.words.plan_exchange import stop_reason
from posture_app.words.plans import item_dose, item_often, phase_goes_on, plan_lines

PLAN_IDS: Final = "urn:uuid:6d2d1a1c-1a1e-4a62-9a0d-0f6c3a2f9b57"
"""The naming system of plans' ids."""
DOSE: Final = "urn:uuid:0f3b7f0e-6a3c-4a44-8f0f-1d2c9e5b7a10"
"""The extension that tells a dose in numbers, for which FHIR has no elements."""
_GUIDE_CODES: Final = "http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes"
_PHYSICAL_ACTIVITY: Final[Resource] = {
    "coding": [{"system": _GUIDE_CODES, "code": "PhysicalActivity"}]
}
_PANEL: Final[Resource] = {
    "system": _GUIDE_CODES,
    "code": "PAPanel",
    "display": "Physical Activity Panel",
}
_ASSESS_PLAN: Final[Resource] = {
    "coding": [
        {
            "system": "http://hl7.org/fhir/us/core/CodeSystem/careplan-category",
            "code": "assess-plan",
        }
    ]
}
_ACTIVITY: Final[Resource] = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "activity",
        }
    ]
}
_EXERCISE: Final[Resource] = {
    "system": "http://loinc.org",
    "code": "73985-4",
    "display": "Exercise activity",
}


def write_plan_bundle(
    plan: Plan,
    sessions: Sequence[SessionDone],
    library: Library,
    out: TextIO,
    *,
    now: datetime,
    with_notes: bool = False,
) -> None:
    """Write a plan and sessions of it as one Bundle, in the language that is spoken.

    Args:
        plan: The plan; its own words go out as they are, as they are what is prescribed.
        sessions: What came back of it, each session once.
        library: Has every exercise of the plan.
        out: Where it goes.
        now: The time of the bundle.
        with_notes: Whether what the patient wrote to the sessions goes out.
    """
    made = _PlanResources(plan, library, frozenset(one.phase for one in sessions))
    told = _Sessions(plan, library, with_notes)
    resources = chain(made.resources(), chain.from_iterable(map(told.resources, sessions)))
    write_collection(made.patient(), resources, out, now)


def _id(plan: Plan, *parts: str) -> str:
    return stable_id("plan", plan.id, *parts)


@dataclass(frozen=True)
class _PlanResources:
    """Makes the resources of a plan; `begun` are the phases of which something was done."""

    plan: Plan
    library: Library
    begun: frozenset[str]

    def patient(self) -> Resource:
        code = clean_text(self.plan.patient)
        named = {"identifier": [{"value": code}]} if code else {}
        return {"resourceType": "Patient", "id": _id(self.plan, "patient"), **named}

    def resources(self) -> Iterator[Resource]:
        authors = list(self._authors())
        yield from authors
        goals = list(self._goal())
        yield from goals
        shared: Resource = {
            "status": "active",
            "intent": "plan",
            "category": [_PHYSICAL_ACTIVITY, _ASSESS_PLAN],
            "subject": reference(_id(self.plan, "patient")),
        }
        if authors:
            shared["author"] = reference(authors[-1]["id"])
        if goals:
            shared["goal"] = [reference(one["id"]) for one in goals]
        yield self._whole(shared)
        for phase in self.plan.phases:
            yield self._phase(phase, shared)

    def _authors(self) -> Iterator[Resource]:
        """Who made the plan: the practice, and the therapist last."""
        practice = self.plan.practice
        phone = clean_text(practice.phone)
        reached = {"telecom": [{"system": "phone", "value": phone}]} if phone else {}
        if name := clean_text(practice.name):
            address = clean_text(practice.address)
            yield {
                "resourceType": "Organization",
                "id": _id(self.plan, "practice"),
                "name": name,
                **reached,
                **({"address": [{"text": address}]} if address else {}),
            }
        if therapist := clean_text(practice.therapist):
            yield {
                "resourceType": "Practitioner",
                "id": _id(self.plan, "therapist"),
                "name": [{"text": therapist}],
                **({} if name else reached),
            }

    def _goal(self) -> Iterator[Resource]:
        if goal := clean_text(self.plan.goal):
            yield {
                "resourceType": "Goal",
                "id": _id(self.plan, "goal"),
                "lifecycleStatus": "active",
                "category": [_PHYSICAL_ACTIVITY],
                "description": {"text": goal},
                "subject": reference(_id(self.plan, "patient")),
            }

    def _whole(self, shared: Resource) -> Resource:
        plan = self.plan
        made: Resource = {
            "resourceType": "CarePlan",
            "id": _id(plan, "whole"),
            "meta": {"versionId": str(plan.revision)},
            "text": _narrative(plan_lines(plan, self.library)),
            "identifier": [{"system": PLAN_IDS, "value": plan.id}],
            **shared,
            "title": clean_text(plan.name) or plan.id,
        }
        if plan.changed_on:
            made["created"] = plan.changed_on
        told = (
            *(
                _("Precaution: {condition}").format(condition=safety.condition(one))
                for one in plan.precautions
            ),
            plan.when_it_hurts and _("When it hurts: {words}").format(words=plan.when_it_hurts),
            plan.when_to_call and _("When to call: {words}").format(words=plan.when_to_call),
        )
        return made | _notes(*told)

    def _phase(self, phase: PlanPhase, shared: Resource) -> Resource:
        activities = [{"detail": self._activity(one, phase)} for one in phase.items]
        activities += [{"detail": self._routine(one, phase)} for one in phase.routines]
        made: Resource = {
            "resourceType": "CarePlan",
            "id": _id(self.plan, "phase", phase.id),
            "identifier": [{"system": PLAN_IDS, "value": f"{self.plan.id}/{phase.id}"}],
            "partOf": [reference(_id(self.plan, "whole"))],
            **shared,
            "title": clean_text(phase.name) or phase.id,
        }
        if aim := clean_text(phase.aim):
            made["description"] = aim
        if activities:
            made["activity"] = activities
        return made | _notes(phase_goes_on(phase))

    def _status(self, phase: PlanPhase) -> Resource:
        status = "in-progress" if phase.id in self.begun else "not-started"
        return {"status": status, "performer": [reference(_id(self.plan, "patient"))]}

    def _activity(self, item: PlanItem, phase: PlanPhase) -> Resource:
        exercise = self.library.exercises[item.exercise]
        dose = item.dose or exercise.dose
        # How often is the item's, and stands in its timing.
        details = dose_details(replace(dose, per_day=None, per_week=None))
        words = (item_dose(item, exercise), *details, item.note)
        return {
            "extension": [_dose(dose)],
            "kind": "ServiceRequest",
            "code": _named(item.exercise, exercise.name),
            **self._status(phase),
            "scheduledTiming": self._timing(item, phase),
            "description": "\n".join(text for one in words if (text := clean_text(one))),
        }

    def _routine(self, routine: str, phase: PlanPhase) -> Resource:
        known = self.library.routines.get(routine)
        name = routine if known is None else known.name
        return {"code": _named(routine, name), **self._status(phase)}

    def _timing(self, item: PlanItem, phase: PlanPhase) -> Resource:
        repeat: Resource = {}
        if phase.weeks is not None:
            weeks = {"value": phase.weeks, "system": UCUM, "code": "wk", "unit": "wk"}
            # With a criterion, the weeks are the least that the phase takes.
            is_open = phase.criterion is not None
            repeat |= {"boundsRange": {"low": weeks}} if is_open else {"boundsDuration": weeks}
        seconds = session_s((item,), self.library)
        if seconds > 0:
            repeat |= {"duration": round(seconds), "durationUnit": "s"}
        if item.days:
            days = [one[:3] for one in item.days]
            repeat |= {"frequency": item.per_day, "period": 1, "periodUnit": "d", "dayOfWeek": days}
        elif item.days_per_week == 7:
            repeat |= {"frequency": item.per_day, "period": 1, "periodUnit": "d"}
        else:
            times = item.per_day * item.days_per_week
            repeat |= {"frequency": times, "period": 1, "periodUnit": "wk"}
        return {"repeat": repeat, "code": {"text": item_often(item)}}


@dataclass(frozen=True)
class _Sessions:
    """Makes the observations of the sessions of a plan."""

    plan: Plan
    library: Library
    with_notes: bool

    def resources(self, session: SessionDone) -> Iterator[Resource]:
        """The answers and the exercises of a session, and the panel that they belong to."""
        members = [*self._answers(session), *self._items(session)]
        yield from members
        panel = concept(_("Session of the plan"), _PANEL)
        made = self._observation(session, "session", panel, session.day, _ACTIVITY)
        if members:
            made["hasMember"] = [reference(one["id"]) for one in members]
        if components := list(self._components(session)):
            made["component"] = components
        yield made | (_notes(session.note) if self.with_notes else {})

    def _answers(self, session: SessionDone) -> Iterator[Resource]:
        morning = _next_day(session.local_day).isoformat()
        pain, day = (PAIN,), session.day
        for key, words, codes, on, value in (
            ("pain_before", _("Pain before the session"), pain, day, session.pain_before),
            ("pain_after", _("Pain after the session"), pain, day, session.pain_after),
            (
                "pain_next_morning",
                _("Pain on the next morning"),
                pain,
                morning,
                session.pain_next_morning,
            ),
            ("effort", _("Effort of the session, from 0 to 10"), (), day, session.effort),
        ):
            if value is not None:
                code = concept(words, *codes, own_code(key))
                made = self._observation(session, key, code, on, TOLD_BY_THE_PERSON)
                yield made | score(value)

    def _items(self, session: SessionDone) -> Iterator[Resource]:
        for at, item in enumerate(session.items):
            code = concept(_("Exercise of the session"), _EXERCISE)
            made = self._observation(session, f"item {at}", code, session.day, _ACTIVITY)
            components = list(_done(item))
            if item.instead_of is not None:
                words = concept(_("In the place of this exercise"), own_code("instead_of"))
                prescribed = self._exercise(item.instead_of)
                components.append({"code": words, "valueCodeableConcept": prescribed})
            yield made | {
                "valueCodeableConcept": self._exercise(item.exercise),
                "component": components,
            }

    def _exercise(self, exercise: str) -> Resource:
        known = self.library.exercises.get(exercise)
        return _named(exercise, exercise if known is None else known.name)

    def _components(self, session: SessionDone) -> Iterator[Resource]:
        if session.at is not None:
            words = concept(_("Time of its beginning"), own_code("at"))
            yield {"code": words, "valueTime": f"{session.at}:00"}
        if session.stopped is not None:
            words = concept(_("Why it was stopped"), own_code("stopped"))
            reason = concept(stop_reason(session.stopped), own_code(session.stopped))
            yield {"code": words, "valueCodeableConcept": reason}
        for key in session.red_flags:
            told = safety.sign(Sign(key)) if key in set(Sign) else key
            words = concept(_("A sign that was told"), own_code("sign"))
            yield {"code": words, "valueCodeableConcept": _named(key, told)}

    def _observation(
        self, session: SessionDone, part: str, code: Resource, day: str, category: Resource
    ) -> Resource:
        patient = reference(_id(self.plan, "patient"))
        made: Resource = {
            "resourceType": "Observation",
            "id": _id(self.plan, "session", session.id, part),
            "status": "final",
            "category": [category, _PHYSICAL_ACTIVITY],
            "code": code,
            "subject": patient,
            "effectiveDateTime": day,
            "performer": [patient],
        }
        if any(phase.id == session.phase for phase in self.plan.phases):
            made["basedOn"] = [reference(_id(self.plan, "phase", session.phase))]
        return made


def _done(item: ItemDone) -> Iterator[Resource]:
    """What was done of an exercise, of how much; what was not answered is not there."""
    numbers: tuple[tuple[str, str, int | None], ...] = (
        ("asked_sets", _("Sets that were asked for"), item.asked_sets),
        ("done_sets", _("Sets that were done"), item.done_sets),
        ("asked_reps", _("Repetitions that were asked for"), item.asked_reps),
        ("done_reps", _("Repetitions that were done"), item.done_reps),
    )
    for key, words, count in numbers:
        if count is not None:
            yield {"code": concept(words, own_code(key)), "valueInteger": count}
    for key, words, seconds in (
        ("asked_hold_s", _("Seconds to hold that were asked for"), item.asked_hold_s),
        ("done_hold_s", _("Seconds that were held"), item.done_hold_s),
    ):
        if seconds is not None:
            held = {"value": seconds, "unit": "s", "system": UCUM, "code": "s"}
            yield {"code": concept(words, own_code(key)), "valueQuantity": held}
    if item.pain is not None:
        words = _("Pain during the exercise")
        yield {"code": concept(words, PAIN, own_code("pain")), **score(item.pain)}
    for key, words, told in (
        ("hurt", _("It hurt"), item.hurt),
        ("skipped", _("It was skipped"), item.skipped),
    ):
        if told:
            yield {"code": concept(words, own_code(key)), "valueBoolean": True}


def _dose(dose: Dose) -> Resource:
    told = {name: getattr(dose, name) for name in DOSE_FIELDS}
    parts = [
        {"url": name, "valueInteger" if name in {"sets", "reps"} else "valueDecimal": value}
        for name, value in told.items()
        if value is not None
    ]
    return {"url": DOSE, "extension": parts}


def _named(key: str, name: str) -> Resource:
    """What is called by a name, with its key where that can be a code."""
    words = clean_text(name) or clean_text(key) or "-"
    return concept(words, own_code(key)) if is_slug(key.replace("_", "-")) else {"text": words}


def _notes(*texts: str) -> Resource:
    told = [{"text": text} for one in texts if (text := clean_text(one))]
    return {"note": told} if told else {}


def _narrative(lines: Iterable[str]) -> Resource:
    told = "".join(f"<p>{escape(text)}</p>" for one in lines if (text := _xml_text(one)))
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{told}</div>'}


def _xml_text(text: str) -> str:
    """A text without the two characters that XML cannot have, of those that FHIR's strings can."""
    return clean_text(text.translate({0xFFFE: " ", 0xFFFF: " "}))


def _next_day(day: date) -> date:
    """The next day; none is after the last that there is."""
    return day if day == date.max else day + timedelta(days=1)

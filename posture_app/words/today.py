"""What the page Today says of the entries in the journal, and why the day is another one."""

from datetime import date, datetime, timedelta
from typing import Final

from posture_app.coach.pain_rule import PainAnswers, advise
from posture_app.journal.entries import CheckIn, Spasm, TreatmentKind
from posture_app.journal.flare import REST_DAYS, BadDay, Flare
from posture_app.journal.follow_up import FollowUp
from posture_app.journal.zones import zone
from posture_app.words.catalogue import N_, _
from posture_app.words.entries import place_names
from posture_app.words.formats import long_date, relative_date, time_of_day
from posture_app.words.safety import judgement
from posture_app.words.sessions import PAIN, rating

ASKED: Final = N_("How are you today?")
SCALE_ENDS: Final = N_("0 is none, 10 the worst you can imagine.")
SCALE: Final = N_("Pain now: 0 is none, 10 the worst you can imagine.")


def as_after_session(pain: int) -> str:
    """What a person told after a session, which is no check-in until it is pressed."""
    return _("After your session: {answer}. Press it if that still holds.").format(
        answer=rating(pain, PAIN)
    )


def check_in_said(entry: CheckIn, time_zone: str) -> str:
    """A check-in of today in a line."""
    time = time_of_day(entry.at.astimezone(zone(time_zone)))
    if entry.now is None:
        return _("You told at {time} how you are.").format(time=time)
    return _("Pain at {time}: {answer}.").format(time=time, answer=rating(entry.now, PAIN))


def follow_up_asked(asked: FollowUp) -> str:
    """What is asked after an injection or needling, by the day: 0 is its own."""
    is_injection = asked.treatment.kind is TreatmentKind.INJECTION
    if asked.day == 0:
        if is_injection:
            return _("How is it after today's injection?")
        return _("How is it after today's needling?")
    if is_injection:
        text = _("Day {day} after the injection: how is it?")
    else:
        text = _("Day {day} after the needling: how is it?")
    return text.format(day=asked.day)


def spasm_said(spasm: Spasm, now: datetime, time_zone: str) -> str:
    """A spasm in a line: where, since when or until when, how strong."""
    here = zone(time_zone)
    began = spasm.began_at.astimezone(here)
    if spasm.ended_at is None:
        what = _("Spasm: {place}") if spasm.zones else _("Spasm")
        when = _("It lasts. Begun: {day}, {time}.")
    else:
        began = spasm.ended_at.astimezone(here)
        what = _("After the spasm: {place}") if spasm.zones else _("After the spasm")
        when = _("Over: {day}, {time}.")
    day = relative_date(began.date(), now.astimezone(here).date())
    return _("{what}. {when}").format(
        what=what.format(place=place_names(spasm.zones)),
        when=when.format(day=day, time=time_of_day(began)),
    )


def why_flare(flare: Flare, today: date, number: str, programme: str = "") -> tuple[str, ...]:
    """Why the day is another one, what is done, and when somebody is to look at it.

    Args:
        flare: The flare.
        today: The person's day.
        number: That for emergencies.
        programme: The programme that rests, or empty.
    """
    spasm = flare.spasm
    if spasm.ended_at is None:
        lines = [
            _(
                "While it lasts, a little movement two or three times a day is better than lying "
                "still for long. Heavier exercise rests."
            )
        ]
    else:
        last = spasm.ended_at.astimezone(zone(spasm.time_zone)).date() + timedelta(days=REST_DAYS)
        lines = [
            _(
                "The muscle often stays sore longer than the spasm lasts. Heavier exercise rests "
                "through {day}, or less: little pain in a check-in of a later day ends it."
            ).format(day=_day_of_rest(last, today))
        ]
    if programme:
        lines.append(
            _("Your programme waits until then and goes on where it is: {programme}.").format(
                programme=programme
            )
        )
    if flare.unchanged_days is not None:
        judged = advise(PainAnswers(spasm_days=flare.unchanged_days))
        if judged.advice:
            lines.append(judgement(judged, number))
    return tuple(lines)


def gentle_offered(bad_day: BadDay) -> str:
    """Why the routine for a bad day comes first, without an end mark."""
    flare = bad_day.flare
    if flare is None:
        return _("Strong pain today: only gently, or not at all")
    if flare.spasm.ended_at is None:
        return _("For the spasm: a little, two or three times a day")
    return _("After the spasm: gently, two or three times a day")


def _day_of_rest(last: date, today: date) -> str:
    if last == today:
        return _("today")
    return _("tomorrow") if last == today + timedelta(days=1) else long_date(last)

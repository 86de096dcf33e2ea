"""Invented days for the Breaks page: full, the first, and with long texts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from posture_app.breaks.hours import HoursRange
from posture_app.breaks.reasons import HoldKey
from posture_app.breaks.settings import BreakKind, BreakSettings
from posture_app.breaks.view import HoldView
from posture_app.ui.pages.breaks_snapshots import (
    BreaksSnapshot,
    DayCounts,
    DaySpan,
    DayView,
    Decision,
    SensorRow,
    SimulatedDay,
)
from posture_app.ui.tray import TraySnapshot
from posture_app.words.breaks import hold, length
from posture_app.words.breaks_on_screen import imagined_day, next_break
from posture_app.words.catalogue import _, ngettext
from posture_app.words.formats import time_of_day
from posture_app.words.sensors import last_answer

NOW = datetime(2026, 3, 12, 14, 10, tzinfo=UTC)
LONG = "Halswirbelsäulenbeweglichkeitspause mit anschließender Schulterblattstabilisierung"
WORK = (
    *((HoursRange(540, 750), HoursRange(810, 1050)),) * 4,
    (HoursRange(540, 840),),
    (),
    (HoursRange(1320, 1560),),
)


def kinds() -> tuple[tuple[str, str], ...]:
    """The kinds of breaks that are turned on, with their names."""
    return ("micro", _("Micro-break")), ("movement", _("Movement break"))


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A time of the day."""
    return NOW.replace(hour=hour, minute=minute, second=second)


def day(*, now: datetime | None = NOW) -> DayView:
    """A day until two in the afternoon."""
    spans = [
        DaySpan("active", at(8, 55), at(9, 29)),
        DaySpan("taken", at(9, 29), at(9, 30), "Micro-break: chin tuck, 5 repetitions"),
        DaySpan("active", at(9, 30), at(10, 1)),
        DaySpan("natural", at(10, 1), at(10, 14), "Counted as a movement break"),
        DaySpan("active", at(10, 14), at(10, 45)),
        DaySpan("skipped", at(10, 45), at(10, 45), "Not now"),
        DaySpan("active", at(10, 45), at(11, 0)),
        DaySpan("held", at(11, 0), at(11, 40), "A call is on"),
        DaySpan("taken", at(11, 41), at(11, 46)),
        DaySpan("active", at(11, 46), at(12, 20)),
        DaySpan("away", at(12, 20), at(13, 5)),
        DaySpan("active", at(13, 5), at(13, 36)),
        DaySpan("taken", at(13, 36), at(13, 37)),
        DaySpan("active", at(13, 37), at(13, 50)),
        DaySpan("paused", at(13, 50), at(14, 5)),
        DaySpan("active", at(14, 5), at(14, 10)),
    ]
    return DayView(start=at(8, 30), end=at(18), spans=tuple(spans), longest_s=3300, now=now)


def week() -> tuple[DayCounts, ...]:
    """Four days of a week."""
    monday = NOW.date() - timedelta(days=NOW.weekday())
    counts = [(9, 3, 1), (7, 4, 2), (11, 2, 0), (3, 1, 1), (0, 0, 0), (0, 0, 0), (0, 0, 0)]
    return tuple(DayCounts(monday + timedelta(days=n), *one) for n, one in enumerate(counts))


def decisions(count: int = 12) -> tuple[Decision, ...]:
    """The latest first."""
    micro, movement = _("Micro-break"), _("Movement break")
    call = hold(HoldKey.CALL, time_of_day(at(11)))
    words = (
        _("{name}: announced after {time} of activity.").format(name=micro, time=length(1740)),
        _("{name}: held back by {hold}.").format(name=movement, hold=call),
        _("{name}: dropped in favour of {longer}, due in {time}.").format(
            name=micro, longer=movement, time=length(240)
        ),
        _("{name}: taken, {time} of rest.").format(name=micro, time=length(58)),
    )
    start = at(14, 5)
    return tuple(
        Decision(start - timedelta(minutes=9 * n), words[n % len(words)]) for n in range(count)
    )


def sensors() -> tuple[SensorRow, ...]:
    """One that works, one in doubt, one that is missing."""
    return (
        SensorRow(label=_("Idle time"), answer=last_answer("XScreenSaver", 2.0), state="working"),
        SensorRow(
            label=_("Do not disturb"),
            answer=last_answer("GNOME", False),
            state="suspect",
            sentence=_("{sensor} no longer answers, so breaks are not held for it.").format(
                sensor="GNOME"
            ),
        ),
        SensorRow(
            label=_("Full screen"),
            answer="",
            state="unavailable",
            sentence=_(
                "Nothing on this computer tells it, so breaks are not held for a full-screen "
                "window."
            ),
        ),
    )


def _not_due(name: str, counted_min: int, every_min: int) -> str:
    counted, every = length(counted_min * 60), length(every_min * 60)
    told = _("{name}: not due, {counted} of {every} of activity are counted.")
    return told.format(name=name, counted=counted, every=every)


def full() -> BreaksSnapshot:
    """A usual day."""
    return BreaksSnapshot(
        now=NOW,
        status=TraySnapshot(
            state="counting",
            next_name=_("Micro-break"),
            next_in_s=12 * 60,
            every_s=1800,
            kinds=kinds(),
            can_snooze=False,
        ),
        settings=BreakSettings(work=WORK),
        below=(next_break(_("Movement break"), 36 * 60, ()),),
        explained=(_not_due(_("Micro-break"), 18, 30), _not_due(_("Movement break"), 24, 60)),
        today=day(),
        week=week(),
        why=decisions(),
        preview=SimulatedDay(
            day=day(now=None),
            events=decisions(8)[::-1],
            about=imagined_day(at(9), at(17, 30), pauses=3, with_call=True),
        ),
        sensors=sensors(),
        tested=ngettext(
            "Tested at {time}: {answered} of {count} was answered.",
            "Tested at {time}: {answered} of {count} were answered.",
            3,
        ).format(time=time_of_day(at(14, 9)), answered=2, count=3),
    )


def empty() -> BreaksSnapshot:
    """The first day."""
    return BreaksSnapshot(
        now=NOW,
        status=TraySnapshot(
            state="counting",
            next_name=_("Micro-break"),
            next_in_s=1800,
            every_s=1800,
            kinds=kinds(),
        ),
        settings=BreakSettings(),
    )


def paused() -> BreaksSnapshot:
    """The person wants none for an hour."""
    status = TraySnapshot(state="paused", until=NOW.replace(hour=15), kinds=kinds())
    held = hold(HoldKey.PAUSED, time_of_day(NOW))
    why = _("Breaks are held back: {hold}.").format(hold=held)
    return replace(full(), status=status, below=(), explained=(why,))


def off() -> BreaksSnapshot:
    """Breaks are turned off."""
    return replace(empty(), on=False)


def failed() -> BreaksSnapshot:
    """Breaks are wanted and could not be started."""
    return replace(empty(), on=False, failed=_("no space left on device"))


def troubled() -> BreaksSnapshot:
    """Long names, a hold, and what could not be done."""
    every = (
        BreakKind(id="long", name=LONG, every_s=2400, length_s=90, strictness="strict"),
        *BreakSettings().kinds,
    )
    return replace(
        full(),
        status=TraySnapshot(
            state="held",
            next_name=LONG,
            held_by=(
                HoldView(HoldKey.CALL, NOW.replace(hour=13, minute=40)),
                HoldView(HoldKey.SHARING, NOW.replace(hour=13, minute=52)),
            ),
            kinds=(("long", LONG), *kinds()),
        ),
        settings=BreakSettings(kinds=every, work=WORK),
        below=(_("{name}: owed since {time}.").format(name=LONG, time="13:40"),),
        explained=(
            _("{name}: owed since {time}.").format(name=LONG, time="13:40"),
            _("Breaks are held back: {hold}.").format(hold=hold(HoldKey.CALL, "13:40")),
        ),
        why=(Decision(NOW, f"{LONG}: {LONG}."),),
        testing=True,
        problem=_("The settings for breaks could not be kept: {error}").format(
            error=_("no space left on device")
        ),
    )

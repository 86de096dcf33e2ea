"""What the drawings of a day and a week of breaks say: legends, tips, and the whole in a line."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, Literal

from posture_app.words.catalogue import N_, _, ngettext, pgettext
from posture_app.words.formats import enumerated, rounded_duration, time_of_day, weekdays_short

SpanKind = Literal["active", "away", "taken", "natural", "skipped", "held", "paused"]

_SPANS: Final[Mapping[SpanKind, str]] = {
    "active": N_("Active"),
    "taken": N_("Break taken"),
    "natural": N_("Away long enough"),
    "skipped": N_("Skipped"),
    "held": N_("Held back"),
    "paused": N_("Paused"),
    "away": N_("Away"),
}


def span_name(kind: SpanKind) -> str:
    """A kind of stretch."""
    return _(_SPANS[kind])


def span(kind: SpanKind, start: datetime, end: datetime, known: str) -> str:
    """A stretch as one tells it: `Break taken, 10:30 to 10:31`, with what is known of it."""
    since, until = time_of_day(start), time_of_day(end)
    if since == until:
        line = _("{what}, {time}").format(what=span_name(kind), time=since)
    else:
        line = _("{what}, {start} to {end}").format(what=span_name(kind), start=since, end=until)
    return f"{line}\n{known}" if known else line


def day(*, taken: int, natural: int, skipped: int, held: int) -> str:
    """A day's breaks in one line; what there was none of is left out."""
    parts = [ngettext("{count} break taken", "{count} breaks taken", taken).format(count=taken)]
    if natural:
        parts.append(
            ngettext("{count} by being away", "{count} by being away", natural).format(
                count=natural
            )
        )
    if skipped:
        parts.append(ngettext("{count} skipped", "{count} skipped", skipped).format(count=skipped))
    if held:
        parts.append(_held(held))
    return enumerated(parts)


def _held(count: int) -> str:
    if count == 1:
        return _("held back once")
    if count == 2:
        return _("held back twice")
    return ngettext("held back {count} time", "held back {count} times", count).format(count=count)


def day_spoken(words: str) -> str:
    """The drawing of a day, for a screen reader; `words` as `day` makes them."""
    return _("The day as a line: {day}").format(day=words)


def weekday(when: date, taken: int, natural: int, skipped: int) -> str:
    """The breaks of one day of a week."""
    return _("{weekday} {taken} taken, {natural} natural, {skipped} skipped").format(
        weekday=weekdays_short()[when.weekday()], taken=taken, natural=natural, skipped=skipped
    )


def week_spoken(days: Sequence[str]) -> str:
    """The drawing of a week, for a screen reader; `days` as `weekday` makes them."""
    if not days:
        return _("Breaks this week: none yet")
    return _("Breaks this week: {days}").format(days="; ".join(days))


def stretch(seconds: float) -> str:
    """The longest stretch without a break."""
    return rounded_duration(seconds) if seconds >= 60 else _("< 1 min")


def facts(longest_s: float, *, taken: int, natural: int, skipped: int) -> Sequence[tuple[str, str]]:
    """What is told above a day: numbers, and what they count."""
    return (
        (stretch(longest_s), _("longest stretch without a break")),
        (str(taken), pgettext("breaks", "taken")),
        (str(natural), pgettext("breaks", "by being away")),
        (str(skipped), pgettext("breaks", "skipped")),
    )

"""What a person reads when their journal goes out as a file, or another one comes in."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from posture_app.journal.entries import Entry
from posture_app.journal.merging import Conflict, MergeOutcome, MergeReport, Record, last_edit
from posture_app.journal.zones import zone
from posture_app.words.catalogue import N_, _, ngettext
from posture_app.words.diary import entry_detail, entry_title
from posture_app.words.formats import enumerated, medium_date, time_of_day

PARTS: Final[Mapping[str, str]] = {
    "programmes": N_("Programmes"),
    "plans": N_("Plans"),
    "plan_steps": N_("Steps of plans"),
    "sessions": N_("Sessions"),
    "breaks": N_("Breaks"),
    "stretches": N_("Times of activity"),
    "check_ins": N_("Check-ins"),
    "spasms": N_("Spasms"),
    "treatments": N_("Treatments"),
    "notes": N_("Notes"),
    "questionnaires": N_("Questionnaires"),
    "deleted": N_("Deleted entries"),
    "settings": N_("Settings"),
}
"""The parts of a journal, by their names in a file."""
LONGEST_LINE: Final = 80
SETTINGS: Final[Mapping[str, str]] = {
    "preferences": N_("How the program looks and sounds"),
    "break_settings": N_("The settings of the breaks"),
    "health": N_("Your health profile"),
}


def report_lines(report: MergeReport, *, planned: bool) -> Iterator[str]:
    """What an import has done, or would do: a line for each part of the journal, then the sum."""
    for kind, counts in report.counts.items():
        words = {outcome.value: count for outcome, count in counts.items()}
        words["left"] = counts[MergeOutcome.KEPT] + counts[MergeOutcome.GONE]
        line = _(
            "{part}: {new} new, {changed} changed, {removed} deleted, {same} the same, "
            "{left} left out"
        )
        yield line.format(part=_(PARTS[kind]), **words)
    yield summary(report, planned=planned)


def summary(report: MergeReport, *, planned: bool) -> str:
    """What an import does in one sentence."""
    if not report.changes_something:
        return _("Everything in this file is here already, so nothing changes.")
    counts = {outcome.value: count for outcome, count in report.totals.items()}
    counts["changed"] += counts["removed"]
    if planned:
        line = _("This would add {new} records and change {changed}; {same} are here already.")
    else:
        line = _("{new} records were added and {changed} changed; {same} were here already.")
    return line.format(**counts)


def conflicts_counted(report: MergeReport) -> str:
    """How much stood on both sides and differed."""
    count = len(report.conflicts) + report.more_conflicts
    return ngettext(
        "{count} record stands on both sides and differs:",
        "{count} records stand on both sides and differ:",
        count,
    ).format(count=count)


def conflict_line(conflict: Conflict) -> str:
    """What stood on both sides, when each was edited, and which stays."""
    if conflict.kind == "settings":
        name = _(SETTINGS[conflict.id])
        return _("{what} in this file is another one; yours stays.").format(what=name)
    here, came = _edited(conflict.here), _edited(conflict.came)
    lines: Mapping[MergeOutcome, str] = {
        MergeOutcome.CHANGED: _(
            "{part}, {when}: edited here {here}, there {came}; that one is taken."
        ),
        MergeOutcome.KEPT: _(
            "{part}, {when}: edited here {here}, there {came}; the one here stays."
        ),
        MergeOutcome.REMOVED: _(
            "{part}, {when}: edited here {here}, deleted there {came}; it goes."
        ),
        MergeOutcome.GONE: _(
            "{part}, {when}: deleted here {here}, edited there {came}; it stays deleted."
        ),
    }
    return lines[conflict.outcome].format(
        part=_(PARTS[conflict.kind]), when=_day_of(conflict), here=here, came=came
    )


def backup_line(made_at: datetime, sessions: int, entries: int) -> str:
    """When a copy of the log was made, and what it holds."""
    local = made_at.astimezone()
    return _("{day}, {time}: {contents}").format(
        day=medium_date(local.date()),
        time=time_of_day(local),
        contents=enumerated(
            [
                ngettext("{count} session", "{count} sessions", sessions).format(count=sessions),
                ngettext("{count} entry", "{count} entries", entries).format(count=entries),
            ]
        ),
    )


def entry_line(entry: Entry) -> str:
    """An entry on one line: when it was, what it is, and what tells most of it."""
    at = getattr(entry, "at", None) or getattr(entry, "began_at", None)
    when = entry.day.isoformat()
    if isinstance(at, datetime):
        when = at.astimezone(zone(entry.time_zone)).strftime("%Y-%m-%d %H:%M")
    told = entry_detail(entry)
    if not told:
        return _("{when}  {entry}").format(when=when, entry=entry_title(entry))
    told = told if len(told) <= LONGEST_LINE else f"{told[:LONGEST_LINE]}…"
    return _("{when}  {entry}: {what}").format(when=when, entry=entry_title(entry), what=told)


def _edited(record: object) -> str:
    at = last_edit(record) if isinstance(record, Record) else None
    if at is None:
        return _("never")
    local = at.astimezone(zone(getattr(record, "time_zone", "UTC")))
    return _("{day}, {time}").format(day=medium_date(local.date()), time=time_of_day(local))


def _day_of(conflict: Conflict) -> str:
    for record in (conflict.here, conflict.came):
        for name in ("local_day", "day", "local_began", "began_on"):
            found = getattr(record, name, None)
            if isinstance(found, datetime):
                return medium_date(found.date())
            if isinstance(found, date):
                return medium_date(found)
    return conflict.id

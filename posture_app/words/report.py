"""The report for a clinician, in words: what stands on its pages, before anybody has drawn them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from posture_app.journal import workplace
from posture_app.journal.breaks import BreakCount
from posture_app.journal.entries import QuestionnaireResponse, Spasm
from posture_app.journal.report import (
    DAYS_AFTER,
    DAYS_BEFORE,
    Paper,
    QuestionnaireCourse,
    RedFlag,
    Report,
    ReportPart,
    StoppedExercise,
    TreatmentCourse,
)
from posture_app.words import course as course_words
from posture_app.words import entries as entry_words
from posture_app.words import questionnaires as questionnaire_words
from posture_app.words import workplace as workplace_words
from posture_app.words.catalogue import N_, _, ngettext, pgettext
from posture_app.words.diary import entry_end
from posture_app.words.formats import (
    enumerated,
    medium_date,
    number,
    percent,
    rounded_duration,
)
from posture_app.words.report_parts import (
    Cell,
    Column,
    DayCell,
    Limits,
    ReportSection,
    ReportTable,
    WrittenReport,
)
from posture_app.words.safety import SIGNS

PARTS: Final[Mapping[ReportPart, str]] = {
    ReportPart.QUALITY: N_("How complete this is"),
    ReportPart.RED_FLAGS: N_("Warning signs"),
    ReportPart.PAIN: N_("Pain"),
    ReportPart.SPASMS: N_("Spasms"),
    ReportPart.TREATMENTS: N_("Treatments, with the pain around them"),
    ReportPart.ADHERENCE: N_("Exercise and breaks"),
    ReportPart.STOPPED: N_("Exercises that hurt"),
    ReportPart.MEDICATION: N_("Medication"),
    ReportPart.QUESTIONNAIRES: N_("Questionnaires"),
    ReportPart.NOTES: N_("Notes in my own words"),
}
PAPERS: Final[Mapping[Paper, str]] = {Paper.A4: N_("A4"), Paper.LETTER: N_("Letter")}
_SIDES: Final[Mapping[str, str]] = {"left": N_("left"), "right": N_("right")}
PLACES_SHOWN: Final = 5
DATES_SHOWN: Final = 4
VALUES_SHOWN: Final = 8


def part_name(part: ReportPart) -> str:
    """What a part of the report is called."""
    return _(PARTS[part])


def paper_name(paper: Paper) -> str:
    """What it is printed on."""
    return _(PAPERS[paper])


def report_title() -> str:
    """What the report is called, also as a file's title."""
    return _("Pain, treatments and exercise")


def file_name(report_day: date) -> str:
    """A name for the file, without its ending."""
    return _("Report {day}").format(day=report_day.isoformat())


def page_number(page: int, pages: int) -> str:
    """Which page it is."""
    return _("Page {page} of {pages}").format(page=page, pages=pages)


def written(report: Report, without: frozenset[ReportPart], limits: Limits) -> WrittenReport:
    """The report in the language that is spoken.

    Args:
        report: What it tells.
        without: The parts that are taken out.
        limits: How much is told of what there is much of.
    """
    sections = [_WRITERS[part](report, limits) for part in ReportPart if part not in without]
    return WrittenReport(
        title=report_title(),
        period=course_words.dates(report.first_day, report.last_day),
        about=_("Made on {day} with Posture App").format(day=medium_date(report.made_on)),
        name=_("Name:"),
        sections=tuple(sections),
        footer=_(
            "Recorded by the person themselves, and checked by nobody. This is no medical advice "
            "and no diagnosis."
        ),
    )


# The parts


def _quality(report: Report, _limits: Limits) -> ReportSection:
    told = report.quality
    without = told.days - told.with_entry
    lines = [
        _(
            "Days with an entry: {with_entry} of {days}, without one: {without}. "
            "Days on which pain was answered: {with_pain}."
        ).format(
            with_entry=told.with_entry, days=told.days, without=without, with_pain=told.with_pain
        )
    ]
    if told.began_on is not None and told.began_on > report.first_day:
        lines.append(_("The log begins on {day}.").format(day=medium_date(told.began_on)))
    if told.late:
        lines.append(
            ngettext(
                "{count} entry was added or changed more than a day later.",
                "{count} entries were added or changed more than a day later.",
                told.late,
            ).format(count=told.late)
        )
    return _section(ReportPart.QUALITY, [" ".join(lines)])


def _red_flags(report: Report, _limits: Limits) -> ReportSection:
    if not report.red_flags:
        line = _(
            "None of the warning signs that the program asks about was noted. That replaces no "
            "examination."
        )
        return _section(ReportPart.RED_FLAGS, [line])
    return _section(ReportPart.RED_FLAGS, [_red_flag(one) for one in report.red_flags])


def _red_flag(flag: RedFlag) -> str:
    sign = _(SIGNS[flag.sign])
    days = _days(flag.days)
    if flag.is_open and days:
        return _("{sign}: {days}. Not looked at yet.").format(sign=sign, days=days)
    if flag.is_open:
        return _("{sign}: noted in the health profile. Not looked at yet.").format(sign=sign)
    return _("{sign}: {days}").format(sign=sign, days=days)


def _pain(report: Report, _limits: Limits) -> ReportSection:
    if not report.quality.with_pain and not report.course.days:
        return _section(ReportPart.PAIN, [_("No pain was answered in this period.")])
    rows = tuple(
        (
            course_words.place_name(one),
            _counted_days(one.days),
            "" if one.usual is None else number(one.usual),
            "" if one.highest is None else str(one.highest),
            str(one.spasms) if one.spasms else "",
        )
        for one in report.places[:PLACES_SHOWN]
    )
    columns = (
        Column(pgettext("of the body", "Place"), 0.4),
        Column(_("Told on"), 0.15),
        Column(_("Usual pain (median)"), 0.2),
        Column(_("Highest pain"), 0.15),
        Column(pgettext("row of a chart", "Spasms"), 0.1),
    )
    more = _more(len(report.places) - PLACES_SHOWN)
    table = ReportTable(columns, rows, more) if rows else None
    line = _("From 0, no pain, to 10, the worst that one can imagine.")
    return ReportSection(
        ReportPart.PAIN, part_name(ReportPart.PAIN), (line,), has_chart=True, table=table
    )


def _spasms(report: Report, limits: Limits) -> ReportSection:
    told = report.spasm_summary
    if not told.count:
        return _section(ReportPart.SPASMS, [_("No spasm was entered in this period.")])
    facts = [course_words.spasms_counted(told.count), _on_days(told.days)]
    if told.strength is not None:
        facts.append(
            _("usual strength {usual} of 10, {most} at most").format(
                usual=number(told.strength), most=told.strongest
            )
        )
    if told.length is not None:
        length = rounded_duration(told.length.total_seconds())
        facts.append(_("usual length {length}").format(length=length))
    if told.open_count:
        facts.append(
            ngettext("{count} still lasts", "{count} still last", told.open_count).format(
                count=told.open_count
            )
        )
    newest = report.spasms[::-1]
    columns = (
        Column(_("When"), 0.13),
        Column(_("Where"), 0.22),
        Column(pgettext("of a spasm", "Strength"), 0.1),
        Column(_("Length"), 0.1),
        Column(_("What set it off"), 0.18),
        Column(_("What was done, and how much it helped"), 0.27),
    )
    table = _table(columns, [_spasm_row(one) for one in newest], limits)
    return _section(ReportPart.SPASMS, [enumerated(facts)], table)


def _spasm_row(spasm: Spasm) -> tuple[Cell, ...]:
    done = [
        entry_words.measure_name(one.measure)
        if one.relief is None
        else _("{measure}: {relief}").format(
            measure=entry_words.measure_name(one.measure),
            relief=entry_words.relief_name(one.relief),
        )
        for one in spasm.measures
    ]
    return (
        medium_date(spasm.day),
        entry_words.place_names(spasm.zones),
        "" if spasm.strength is None else _("{value} of 10").format(value=spasm.strength),
        entry_end(spasm),
        enumerated([entry_words.trigger_name(one) for one in spasm.triggers]),
        "; ".join(done),
    )


def numbered(report: Report, limits: Limits) -> Mapping[str, int]:
    """The number by which the chart names each treatment of the table, by its id."""
    listed = report.treatments[-limits.rows :]
    return {one.treatment.id: place for place, one in enumerate(listed, 1)}


def _treatments(report: Report, limits: Limits) -> ReportSection:
    if not report.treatments:
        return _section(ReportPart.TREATMENTS, [_("No treatment was entered in this period.")])
    days = range(-DAYS_BEFORE, DAYS_AFTER + 1)
    columns = (
        Column(_("No."), 0.05),
        Column(_("Day"), 0.13),
        Column(_("What, where, by whom"), 0.38),
        *(Column(_day_number(day), 0.04, is_day=True) for day in days),
    )
    numbers = numbered(report, limits)
    rows = tuple(
        (str(numbers[one.treatment.id]), *_treatment_row(one, days, limits))
        for one in report.treatments
        if one.treatment.id in numbers
    )
    line = _(
        "The numbers are the highest pain of each day from {before} days before to {after} days "
        "after; day 0 is that of the treatment. A dash was not answered."
    ).format(before=DAYS_BEFORE, after=DAYS_AFTER)
    more = _more(len(report.treatments) - len(rows))
    return _section(ReportPart.TREATMENTS, [line], ReportTable(columns, rows, more))


def _treatment_row(one: TreatmentCourse, days: range, limits: Limits) -> tuple[Cell, ...]:
    treatment = one.treatment
    parts = [
        entry_words.treatment_name(treatment.kind),
        _plain(treatment.what, limits),
        entry_words.place_names(treatment.zones),
        _plain(treatment.by, limits),
        _plain(treatment.note, limits),
    ]
    if one.soreness:
        told = enumerated(
            [
                _("{value} on day {day}").format(value=value, day=_day_number(day))
                for day, value in sorted(one.soreness.items())
            ]
        )
        parts.append(_("Soreness: {values}").format(values=told))
    return (
        medium_date(treatment.day),
        " · ".join(part for part in parts if part),
        *(DayCell(one.pain.get(day), day <= one.last_known) for day in days),
    )


def _adherence(report: Report, _limits: Limits) -> ReportSection:
    told = report.adherence
    if told is None:
        return _section(ReportPart.ADHERENCE, [_("No session was done in this period.")])
    lines = []
    if told.days:
        lines.append(
            _("Sessions on {with_session} of {days} days, {share}").format(
                with_session=told.days_with_session,
                days=told.days,
                share=percent(told.days_with_session / told.days),
            )
        )
        facts = [course_words.sessions_and_time(told.sessions, told.seconds)]
        if told.stopped_for_pain:
            facts.append(
                ngettext(
                    "{count} ended because it hurt",
                    "{count} ended because it hurt",
                    told.stopped_for_pain,
                ).format(count=told.stopped_for_pain)
            )
        if told.not_begun:
            facts.append(
                ngettext(
                    "{count} not begun, as advised", "{count} not begun, as advised", told.not_begun
                ).format(count=told.not_begun)
            )
        lines.append(enumerated(facts))
    if told.breaks_came:
        count = BreakCount(report.last_day, told.breaks_taken, told.breaks_came - told.breaks_taken)
        share = percent(told.breaks_taken / told.breaks_came)
        lines.append(
            _("Breaks from sitting: {breaks}, {share}").format(
                breaks=course_words.breaks_taken(count), share=share
            )
        )
    return _section(ReportPart.ADHERENCE, lines)


def _stopped(report: Report, limits: Limits) -> ReportSection:
    if not report.stopped:
        return _section(ReportPart.STOPPED, [_("Nothing was stopped because it hurt.")])
    columns = (
        Column(pgettext("of the library", "Exercise"), 0.36),
        Column(_("Side"), 0.1),
        Column(_("Sets that hurt"), 0.14),
        Column(_("Pain then (0-10)"), 0.14),
        Column(_("Where"), 0.12),
        Column(_("Last on"), 0.14),
    )
    rows = [_stopped_row(one) for one in report.stopped]
    return _section(ReportPart.STOPPED, [], _table(columns, rows, limits))


def _stopped_row(one: StoppedExercise) -> tuple[Cell, ...]:
    shown = [str(value) for value in one.values[-VALUES_SHOWN:]]
    if len(one.values) > VALUES_SHOWN:
        shown.insert(0, "…")
    return (
        one.name,
        _(_SIDES[one.side]) if one.side else "",
        str(one.times),
        enumerated(shown),
        enumerated([_(place) for place in one.places]),
        medium_date(one.last_day),
    )


def _medication(report: Report, limits: Limits) -> ReportSection:
    if not report.medicines:
        return _section(ReportPart.MEDICATION, [_("No medication was entered in this period.")])
    columns = (Column(_("Medication"), 0.5), Column(_("Entered on"), 0.5))
    rows = [
        (_plain(one.name, limits) or _("without a name"), _days(one.days))
        for one in report.medicines
    ]
    return _section(ReportPart.MEDICATION, [], _table(columns, rows, limits))


def _questionnaires(report: Report, limits: Limits) -> ReportSection:
    if not report.questionnaires:
        line = _("No questionnaire was filled in in this period.")
        return _section(ReportPart.QUESTIONNAIRES, [line])
    columns = (Column(_("Questionnaire"), 0.3), Column(_("Scores, the oldest first"), 0.7))
    rows = [
        (questionnaire_words.named(one.key), _scores(one, limits)) for one in report.questionnaires
    ]
    return _section(ReportPart.QUESTIONNAIRES, [], _table(columns, rows, limits))


def _scores(course: QuestionnaireCourse, limits: Limits) -> str:
    shown = course.responses[-VALUES_SHOWN:]
    told = [
        _("{score} ({day})").format(score=_score(one), day=medium_date(one.day)) for one in shown
    ]
    if len(course.responses) > VALUES_SHOWN:
        told.insert(0, "…")
    return "; ".join([*told, *_named(shown, limits)])


def _score(response: QuestionnaireResponse) -> str:
    if response.questionnaire == workplace.KEY:
        return workplace_words.counted(workplace.count(workplace.answers_of(response)))
    if response.score is None:
        return _("without a score")
    return questionnaire_words.scored(response.questionnaire, response.score)


def _named(responses: Sequence[QuestionnaireResponse], limits: Limits) -> list[str]:
    """What the person has named, each with its numbers, as far as they were answered."""
    numbers: dict[str, list[str]] = {}
    for response in responses:
        names = dict(response.texts)
        for key, value in response.answers:
            if key in names:
                numbers.setdefault(_plain(names[key], limits), []).append(number(value))
    return [
        _("{name}: {values}").format(name=name, values=enumerated(values))
        for name, values in numbers.items()
    ]


def _notes(report: Report, limits: Limits) -> ReportSection:
    if not report.notes:
        return _section(
            ReportPart.NOTES, [_("There is no note in this period, or none was chosen.")]
        )
    newest = report.notes[-limits.rows :]
    lines = [
        _("{day}: {note}").format(day=medium_date(one.day), note=_plain(one.text, limits))
        for one in newest
    ]
    more = _more(len(report.notes) - len(newest))
    return _section(ReportPart.NOTES, [*lines, *([more] if more else [])])


_WRITERS: Final[Mapping[ReportPart, Callable[[Report, Limits], ReportSection]]] = {
    ReportPart.QUALITY: _quality,
    ReportPart.RED_FLAGS: _red_flags,
    ReportPart.PAIN: _pain,
    ReportPart.SPASMS: _spasms,
    ReportPart.TREATMENTS: _treatments,
    ReportPart.ADHERENCE: _adherence,
    ReportPart.STOPPED: _stopped,
    ReportPart.MEDICATION: _medication,
    ReportPart.QUESTIONNAIRES: _questionnaires,
    ReportPart.NOTES: _notes,
}


def _section(
    part: ReportPart, lines: Sequence[str], table: ReportTable | None = None
) -> ReportSection:
    return ReportSection(part, part_name(part), tuple(lines), table=table)


def _table(
    columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]], limits: Limits
) -> ReportTable:
    return ReportTable(columns, tuple(rows[: limits.rows]), _more(len(rows) - limits.rows))


def _more(count: int) -> str:
    """How many more there are, or nothing."""
    if count <= 0:
        return ""
    return ngettext(
        "And {count} more in the program.",
        "And {count} more in the program.",
        count,
    ).format(count=count)


def _plain(text: str, limits: Limits) -> str:
    """An own text in one line, shortened where it is too long for the page."""
    words = " ".join(text.split())
    if len(words) <= limits.letters:
        return words
    return words[: limits.letters].rsplit(" ", 1)[0] + " …"


def _days(days: Sequence[date]) -> str:
    shown = [medium_date(one) for one in days[-DATES_SHOWN:]]
    if len(days) <= DATES_SHOWN:
        return enumerated(shown)
    return ngettext(
        "{count} day, last on {days}", "{count} days, last on {days}", len(days)
    ).format(count=len(days), days=enumerated(shown))


def _counted_days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=count)


def _on_days(count: int) -> str:
    return ngettext("on {count} day", "on {count} days", count).format(count=count)


def _day_number(day: int) -> str:
    """A day before a treatment has a real minus sign."""
    return f"\N{MINUS SIGN}{-day}" if day < 0 else str(day)

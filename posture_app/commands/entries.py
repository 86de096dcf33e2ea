"""The journal: adding, listing, showing and deleting entries."""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from posture_app.commands.entry_values import (
    day,
    key,
    pain,
    place,
    point_in_time,
    require_after_birth,
    whole,
)
from posture_app.commands.output import print_json
from posture_app.commands.parser import AddVerb, verbs_of
from posture_app.errors import FailedError, WrongUseError, sentence
from posture_app.words.catalogue import _

if TYPE_CHECKING:
    from posture_app.journal.entries import Entry, MeasureTaken, PainAt
    from posture_app.store.entries import Entries

KINDS: Final = ("check_ins", "spasms", "treatments", "notes", "questionnaires")


def add_verbs(add: AddVerb) -> None:
    """Add the verb of the journal."""
    journal = add("journal", _expects_a_verb, _("Add, list, show and delete entries."))
    verbs = verbs_of(journal)
    kinds = verbs_of(verbs("add", _expects_a_kind, _("Add an entry.")))
    _add_check_in(kinds)
    _add_spasm(kinds)
    _add_treatment(kinds)
    note = kinds("note", _adds(_note), _("Add a note."))
    note.add_argument("text", metavar=_("TEXT"))
    _add_common(note)
    _add_questionnaire(kinds)

    listed = verbs("list", _list, _("List entries, the newest first."))
    listed.add_argument("--kind", choices=KINDS, help=_("Only entries of this kind."))
    listed.add_argument("--since", metavar=_("DAY"), help=_("From this day on, as 2026-03-02."))
    listed.add_argument("--until", metavar=_("DAY"), help=_("Up to this day."))
    show = verbs("show", _show, _("Show an entry."))
    delete = verbs("delete", _delete, _("Delete an entry."))
    for verb in (show, delete):
        verb.add_argument("id", metavar="ID")
    for verb in (listed, show, delete):
        verb.add_argument("--json", action="store_true", help=_("As JSON."))


def _add_common(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--at",
        metavar=_("TIME"),
        help=_("When it was, as 2026-03-02T14:30; without it, it is now."),
    )
    verb.add_argument("--json", action="store_true", help=_("Print the entry as JSON."))


def _add_check_in(kinds: AddVerb) -> None:
    verb = kinds("check-in", _adds(_check_in), _("Add how you are."))
    verb.add_argument("--now", type=int, metavar="N", help=_("The pain now, from 0 to 10."))
    verb.add_argument(
        "--worst", type=int, metavar="N", help=_("The worst since the last check-in.")
    )
    verb.add_argument(
        "--place",
        action="append",
        default=[],
        metavar="PLACE[:KIND[,KIND...][:NOW[:WORST]]]",
        help=_("Where it hurts and how, such as low_back_left:ache:4; several times if need be."),
    )
    verb.add_argument(
        "--factor",
        action="append",
        default=[],
        metavar=_("FACTOR=LEVEL"),
        help=_("What the day was like, from 0 to 3, such as stress=2."),
    )
    verb.add_argument(
        "--soreness", type=int, metavar="N", help=_("How sore the place of a treatment is.")
    )
    verb.add_argument("--treatment", metavar="ID", help=_("The treatment that is meant."))
    _add_common(verb)


def _add_spasm(kinds: AddVerb) -> None:
    verb = kinds("spasm", _adds(_spasm), _("Add a spasm; without an end it lasts."))
    verb.add_argument("--ended", metavar=_("TIME"), help=_("When it was over."))
    _add_places(verb)
    verb.add_argument("--strength", type=int, metavar="N", help=_("How strong, from 0 to 10."))
    verb.add_argument(
        "--trigger", action="append", default=[], metavar="KEY", help=_("What set it off.")
    )
    verb.add_argument(
        "--measure",
        action="append",
        default=[],
        metavar="KEY[:RELIEF[:MINUTES]]",
        help=_("What was done, how much it helped from 0 to 3, and after how long."),
    )
    verb.add_argument("--note", default="", metavar=_("TEXT"))
    _add_common(verb)


def _add_treatment(kinds: AddVerb) -> None:
    verb = kinds("treatment", _adds(_treatment), _("Add a treatment."))
    verb.add_argument("--kind", required=True, metavar="KEY", help=_("What was done."))
    _add_places(verb)
    verb.add_argument("--by", default="", metavar=_("TEXT"), help=_("Who did it."))
    verb.add_argument("--what", default="", metavar=_("TEXT"), help=_("What it was."))
    verb.add_argument("--note", default="", metavar=_("TEXT"))
    verb.add_argument(
        "--no-aftercare", action="store_true", help=_("The days after it are as all others.")
    )
    _add_common(verb)


def _add_questionnaire(kinds: AddVerb) -> None:
    verb = kinds("questionnaire", _adds(_questionnaire), _("Add a questionnaire."))
    verb.add_argument("key", metavar="KEY", help=_("Which one: activities, whole, ndi, odi, rmdq."))
    verb.add_argument(
        "--activity",
        action="append",
        default=[],
        metavar="NAME=N",
        help=_("An activity and how well you can do it, from 0 to 10; up to five times."),
    )
    verb.add_argument(
        "--value",
        metavar="N",
        help=_("The total of ndi, odi or rmdq; of whole, from -3, much worse, to 3, much better."),
    )
    _add_common(verb)


def _add_places(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--place",
        action="append",
        default=[],
        metavar="PLACE",
        help=_("A place on the body, such as low_back_left; several times if need be."),
    )


def _expects_a_verb(_options: argparse.Namespace) -> int:
    raise WrongUseError(sentence("expected add, list, show or delete after journal"))


def _expects_a_kind(_options: argparse.Namespace) -> int:
    raise WrongUseError(
        sentence("expected check-in, spasm, treatment, note or questionnaire after add")
    )


# Adding


def _adds(
    made: "Callable[[argparse.Namespace, Mapping[str, Any]], Entry]",
) -> Callable[[argparse.Namespace], int]:
    """What adds an entry that `made` makes of the words."""

    def run(options: argparse.Namespace) -> int:
        from uuid import uuid4

        from posture_app.commands.running_lock import tell_of_change
        from posture_app.desktop.clock import SystemClock, local_time_zone

        now, time_zone = SystemClock().read().wall, local_time_zone()
        at = point_in_time("--at", options.at, time_zone) or now
        if at > now:
            raise WrongUseError(sentence("--at is in the future"))
        require_after_birth(options.data_dir, at, time_zone)
        same = {"id": str(uuid4()), "at": at, "time_zone": time_zone, "edited_at": now}
        entry = _sound(made(options, same))
        with _writing(options.data_dir) as entries:
            entries.save(entry)
            _follow_treatments(entry, entries, options.data_dir)
        tell_of_change(options)
        if options.json:
            print_json(_plain(entry))
        else:
            print(_("Added: {entry}").format(entry=_line(entry)))
        return 0

    return run


def _check_in(options: argparse.Namespace, same: Mapping[str, Any]) -> "Entry":
    from posture_app.coach.factors import Factor
    from posture_app.journal.entries import CheckIn

    factors = {}
    for word in options.factor:
        name, _equals, level = word.partition("=")
        factors[key("--factor", Factor, name)] = whole("--factor", level, 3)
    return CheckIn(
        now=pain("--now", options.now),
        worst=pain("--worst", options.worst),
        places=tuple(map(_place, options.place)),
        factors=tuple(factors.items()),
        soreness=pain("--soreness", options.soreness),
        treatment_id=options.treatment,
        **same,
    )


def _place(word: str) -> "PainAt":
    from posture_app.journal.entries import PainAt, PainKind

    name, *more = word.split(":")
    if len(more) > 3:
        raise WrongUseError(
            sentence('--place: got "{word}"; expected PLACE:KIND:NOW:WORST', word=word[:60])
        )
    kinds, now, worst = [*more, "", "", ""][:3]
    return PainAt(
        zone=place(name),
        kinds=tuple(key("--place", PainKind, one) for one in kinds.split(",") if one),
        now=whole("--place", now, 10) if now else None,
        worst=whole("--place", worst, 10) if worst else None,
    )


def _spasm(options: argparse.Namespace, same: Mapping[str, Any]) -> "Entry":
    from posture_app.journal.entries import Spasm, Trigger

    began_at = same["at"]
    ended_at = point_in_time("--ended", options.ended, same["time_zone"])
    if ended_at is not None and not began_at <= ended_at <= same["edited_at"]:
        raise WrongUseError(sentence("--ended is before the beginning or in the future"))
    return Spasm(
        **{name: value for name, value in same.items() if name != "at"},
        began_at=began_at,
        ended_at=ended_at,
        zones=tuple(map(place, options.place)),
        strength=pain("--strength", options.strength),
        triggers=tuple(key("--trigger", Trigger, one) for one in options.trigger),
        measures=tuple(map(_measure, options.measure)),
        note=options.note,
    )


def _measure(word: str) -> "MeasureTaken":
    from posture_app.journal.entries import Measure, MeasureTaken

    name, *more = word.split(":")
    relief, minutes = [*more, "", ""][:2]
    return MeasureTaken(
        measure=key("--measure", Measure, name),
        relief=whole("--measure", relief, 3) if relief else None,
        after=timedelta(minutes=whole("--measure", minutes, 10_000)) if minutes else None,
    )


def _treatment(options: argparse.Namespace, same: Mapping[str, Any]) -> "Entry":
    from posture_app.journal.entries import Treatment, TreatmentKind
    from posture_app.journal.zones import zone

    at = same["at"]
    is_day = options.at is not None and "T" not in options.at and " " not in options.at.strip()
    return Treatment(
        **{name: value for name, value in same.items() if name != "at"},
        kind=key("--kind", TreatmentKind, options.kind),
        day=at.astimezone(zone(same["time_zone"])).date(),
        at=None if is_day or options.at is None else at,
        zones=tuple(map(place, options.place)),
        by=options.by,
        what=options.what,
        note=options.note,
        aftercare=not options.no_aftercare,
    )


def _note(options: argparse.Namespace, same: Mapping[str, Any]) -> "Entry":
    from posture_app.journal.entries import Note

    if not options.text.strip():
        raise WrongUseError(sentence("the note is empty"))
    return Note(text=options.text, **same)


def _questionnaire(options: argparse.Namespace, same: Mapping[str, Any]) -> "Entry":
    from posture_app.commands.entry_values import questionnaire, questionnaire_form
    from posture_app.journal.entries import QuestionnaireResponse
    from posture_app.journal.questionnaire_form import answers_of, names_of
    from posture_app.journal.questionnaires import score

    chosen = questionnaire(options.key)
    form = questionnaire_form(chosen, options.activity, options.value)
    answers = answers_of(form)
    return QuestionnaireResponse(
        questionnaire=chosen.key,
        answers=answers,
        texts=names_of(form),
        score=score(chosen, answers),
        **same,
    )


def _sound(entry: "Entry") -> "Entry":
    """The entry, where a journal can hold it.

    Raises:
        WrongUseError: A text is too long or holds what is no text, or the time is of no calendar.
    """
    from posture_app.exchange.checks import record_problems

    for problem in record_problems(entry, ""):
        raise WrongUseError(
            sentence("{place}: {problem}", place=problem.place, problem=problem.what)
        )
    return entry


# Reading


def _list(options: argparse.Namespace) -> int:
    since, until = day("--since", options.since), day("--until", options.until)
    kinds = (options.kind,) if options.kind else KINDS
    with _reading(options.data_dir) as entries:
        found = chain.from_iterable(
            entries.between(_class(kind), since or date.min, until or date.max) for kind in kinds
        )
        listed = sorted(found, key=_moment, reverse=True)
    if options.json:
        print_json([_plain(entry) for entry in listed])
        return 0
    for entry in listed:
        print(f"{_line(entry)}  {entry.id}")
    if not listed:
        print(_("There is no entry yet."))
    return 0


def _show(options: argparse.Namespace) -> int:
    with _reading(options.data_dir) as entries:
        entry = _found(entries, options.id)
    if options.json:
        print_json(_plain(entry))
        return 0
    print(_line(entry))
    for name, value in _plain(entry).items():
        if value not in (None, "", []):
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            print(f"{name}: {text}")
    return 0


def _delete(options: argparse.Namespace) -> int:
    from posture_app.commands.running_lock import tell_of_change
    from posture_app.desktop.clock import SystemClock

    with _writing(options.data_dir) as entries:
        entry = _found(entries, options.id)
        entries.delete(type(entry), entry.id, SystemClock().read().wall)
        _follow_treatments(entry, entries, options.data_dir)
    tell_of_change(options)
    if options.json:
        print_json(_plain(entry))
    else:
        print(_("Deleted: {entry}").format(entry=_line(entry)))
    return 0


def _follow_treatments(changed: "Entry", entries: "Entries", data_dir: Path | None) -> None:
    """Let the health profile follow a treatment, as the program does when it runs.

    Raises:
        FailedError: The profile cannot be written.
    """
    from posture_app.coach.health import Health
    from posture_app.desktop.clock import local_today
    from posture_app.desktop.health import look_at_health, write_health
    from posture_app.desktop.paths import folder_to_read
    from posture_app.journal.aftercare import first_day, followed
    from posture_app.journal.entries import Treatment

    if not isinstance(changed, Treatment):
        return
    folder, today = folder_to_read(data_dir), local_today()
    known = look_at_health(folder) or Health()
    health = followed(known, entries.between(Treatment, first_day(today), today), today)
    if health != known:
        write_health(folder, health)


def _found(entries: "Entries", entry_id: str) -> "Entry":
    for kind in KINDS:
        found: Entry | None = entries.find(_class(kind), entry_id)
        if found is not None:
            return found
    raise WrongUseError(sentence("The log has no entry {id}.", id=entry_id[:60]))


def _class(kind: str) -> type[Any]:
    from posture_app.store.contents import ENTRY_KINDS

    return ENTRY_KINDS[kind]


def _kind(entry: "Entry") -> str:
    from posture_app.store.contents import ENTRY_KINDS

    return next(name for name, kind in ENTRY_KINDS.items() if kind is type(entry))


def _plain(entry: "Entry") -> Mapping[str, Any]:
    from posture_app.exchange.writing import plain_record

    kind = _kind(entry)
    return {"entry": kind, **plain_record(kind, entry)}


def _moment(entry: "Entry") -> tuple[date, float, str]:
    at = getattr(entry, "at", None) or getattr(entry, "began_at", None)
    return entry.day, at.timestamp() if at is not None else 0.0, entry.id


def _line(entry: "Entry") -> str:
    from posture_app.words.exchange import entry_line

    return entry_line(entry)


@contextmanager
def _writing(data_dir: Path | None) -> Iterator["Entries"]:
    """The entries of the log, to write into.

    Raises:
        FailedError: The log cannot be opened or written.
    """
    from posture_app.commands.journal import opened_database
    from posture_app.store.entries import Entries
    from posture_app.store.errors import StoreError

    database = opened_database(data_dir)
    try:
        yield Entries(database)
    except StoreError as error:
        raise FailedError(error.message) from None
    finally:
        database.close()


@contextmanager
def _reading(data_dir: Path | None) -> Iterator["Entries"]:
    from posture_app.commands.journal import read_only
    from posture_app.store.entries import Entries

    with read_only(data_dir) as database:
        yield Entries(database)

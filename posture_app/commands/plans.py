"""Plans: beginning one, checking and showing one, and telling what was changed."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from posture_app.commands import plan_exchange, plan_handout, plan_page, plan_patient, plan_patients
from posture_app.commands.library import loaded_library
from posture_app.commands.output import print_json
from posture_app.commands.parser import AddVerb, verbs_of
from posture_app.commands.plan_files import motion_check, read_or_told, write_new
from posture_app.errors import FailedError, WrongUseError, sentence
from posture_app.words.catalogue import LANGUAGES, _, language, speaking
from posture_app.words.formats import enumerated

if TYPE_CHECKING:
    from posture_app.library.model import Library
    from posture_app.plans.differences import Difference
    from posture_app.plans.model import Language, PlanFile, PlanPhase
    from posture_app.plans.remarks import Remark


def add_verbs(add: AddVerb) -> None:
    """Add the verb of plans."""
    verbs = verbs_of(add("plan", _expects_a_verb, _("Begin, check, show and compare plans.")))

    new = verbs("new", _new, _("Begin a plan for a patient from a template."))
    new.add_argument("--template", metavar=_("NAME"), required=True, help=_("See templates."))
    new.add_argument(
        "--for", metavar=_("CODE"), dest="patient", required=True, help=_("A code or initials.")
    )
    new.add_argument("--out", metavar=_("FILE"), type=Path, required=True, help=_("A new file."))
    new.add_argument("--language", choices=tuple(LANGUAGES), help=_("In which it is read."))

    check = verbs("check", _check, _("Tell everything that is wrong with a plan's file."))
    show = verbs("show", _show, _("Show a plan."))
    for verb in (check, show):
        verb.add_argument("file", metavar=_("FILE"), type=Path)
    diff = verbs("diff", _diff, _("Tell what was changed from one version of a plan to another."))
    diff.add_argument("old", metavar=_("OLD"), type=Path)
    diff.add_argument("new", metavar=_("NEW"), type=Path)
    templates = verbs("templates", _templates, _("List what a plan can begin with."))
    plan_handout.add_verb(verbs)
    plan_page.add_verbs(verbs)
    plan_exchange.add_verbs(verbs)
    for verb in (new, check, show, diff, templates):
        verb.add_argument("--json", action="store_true", help=_("As JSON."))
    plan_patient.add_verbs(verbs)
    plan_patients.add_verbs(verbs)


def _expects_a_verb(_options: argparse.Namespace) -> int:
    raise WrongUseError(
        sentence(
            "expected new, check, show, diff, templates, handout, page, code, fhir, csv, import,"
            " adherence, merge or patients after plan"
        )
    )


# Beginning


def _new(options: argparse.Namespace) -> int:
    from uuid import uuid4

    from posture_app.desktop.clock import local_today
    from posture_app.plans.files import plan_bytes, plan_file, read_plan
    from posture_app.plans.templates import begun, names, template

    wanted = cast("Language", options.language or language())
    with speaking(wanted), _broken_is_failed():
        library = loaded_library(options.data_dir)
        _require_template(options.template, names(library))
        chosen = template(options.template, wanted, library)
    today = local_today()
    plan = begun(chosen, str(uuid4()), options.patient.strip(), today)
    raw = plan_bytes(plan_file(plan, library))
    with _broken_is_failed():  # a code that is too long is told before anything is written
        read_plan(options.out, library, raw=raw)
    write_new(options.out, raw)
    if options.json:
        print_json({"id": plan.id, "file": str(options.out)})
    else:
        print(_("{file}: {plan}").format(file=options.out, plan=plan.name))
    return 0


def _require_template(name: str, names: Sequence[str]) -> None:
    if name not in names:
        what = sentence(
            'there is no template "{name}"; there are {known}', name=name, known=enumerated(names)
        )
        raise WrongUseError(what)


@contextmanager
def _broken_is_failed() -> Iterator[None]:
    from posture_app.library.problems import BrokenFileError

    try:
        yield
    except BrokenFileError as error:
        first = error.problems[0]
        what = sentence("{place}: {problem}", place=first.place, problem=first.what)
        raise FailedError(what if first.place else first.what) from None


def _templates(options: argparse.Namespace) -> int:
    from posture_app.plans.templates import names, template

    library = loaded_library(options.data_dir)
    with _broken_is_failed():
        plans = {
            name: template(name, cast("Language", language()), library) for name in names(library)
        }
    if options.json:
        print_json(
            [
                {"template": name, "name": plan.name, "goal": plan.goal, "phases": len(plan.phases)}
                for name, plan in plans.items()
            ]
        )
        return 0
    for name, plan in plans.items():
        print(f"{name:<20} {plan.name}")
    return 0


# Checking


def _check(options: argparse.Namespace) -> int:
    from posture_app.plans.files import carried_library
    from posture_app.plans.remarks import remarks
    from posture_app.words.plans import remark_words

    library = loaded_library(options.data_dir)
    check_motions = motion_check(options.data_dir)
    read = read_or_told(options.file, library, as_json=options.json, check_motions=check_motions)
    if read is None:
        return 1
    whole = carried_library(read, library)
    found = remarks(read.plan, whole)
    words = [remark_words(one, read.plan, whole) for one in found]
    if options.json:
        told = [_remark_json(one, text) for one, text in zip(found, words, strict=True)]
        print_json({"faults": [], "remarks": told})
        return 0
    print(_sound(options.file, read))
    for text in words:
        print(text)
    return 0


def _remark_json(found: "Remark", words: str) -> dict[str, object]:
    return {
        "remark": found.kind.value,
        "phase": found.phase,
        "exercise": found.exercise,
        "said": words,
    }


def _sound(path: Path, read: "PlanFile") -> str:
    from posture_app.words.library import exercises_counted
    from posture_app.words.plans import phases_counted

    used = {item.exercise for phase in read.plan.phases for item in phase.items}
    return _("{file}: sound: {phases}, {exercises}").format(
        file=path,
        phases=phases_counted(len(read.plan.phases)),
        exercises=exercises_counted(len(used)),
    )


# Showing and comparing


def _show(options: argparse.Namespace) -> int:
    from posture_app.plans.files import carried_library
    from posture_app.words.plans import plan_lines

    library = loaded_library(options.data_dir)
    read = read_or_told(options.file, library, as_json=options.json)
    if read is None:
        return 1
    whole = carried_library(read, library)
    if options.json:
        print_json(_shown_json(read, whole))
        return 0
    for line in plan_lines(read.plan, whole):
        print(line)
    if read.note:
        print(read.note)
    return 0


def _shown_json(read: "PlanFile", library: "Library") -> dict[str, object]:
    from posture_app.plans.files import check_sum

    return {
        "plan": _as_json(read.plan),
        "check_sum": check_sum(read.plan),
        "note": read.note,
        "carries": [one.id for one in read.exercises],
        "times": [_times_json(one, library) for one in read.plan.phases],
    }


def _times_json(phase: "PlanPhase", library: "Library") -> dict[str, object]:
    from posture_app.plans.remarks import session_s, week_s

    session, week = session_s(phase.items, library), week_s(phase, library)
    return {"phase": phase.id, "session_s": session, "week_s": week}


def _diff(options: argparse.Namespace) -> int:
    from posture_app.plans.differences import differences
    from posture_app.plans.files import carried_library
    from posture_app.words.plan_differences import difference_words

    library = loaded_library(options.data_dir)
    old, new = (
        read_or_told(path, library, as_json=options.json) for path in (options.old, options.new)
    )
    if old is None or new is None:
        return 1
    whole = carried_library(old, carried_library(new, library))
    found = differences(old.plan, new.plan)
    words = [difference_words(one, old.plan, new.plan, whole) for one in found]
    same_plan = old.plan.id == new.plan.id
    if options.json:
        print_json(
            {
                "same_plan": same_plan,
                "old": old.plan.revision,
                "new": new.plan.revision,
                "differences": [_difference_json(*one) for one in zip(found, words, strict=True)],
            }
        )
        return 0
    if not same_plan:
        print(_("These are two plans, not two versions of one."))
    for text in words or [_("Nothing was changed.")]:
        print(text)
    return 0


def _difference_json(one: "Difference", words: str) -> dict[str, object]:
    return {
        "kind": one.kind,
        "phase": one.phase,
        "exercise": one.exercise,
        "field": one.field,
        "before": _as_json(one.before),
        "after": _as_json(one.after),
        "said": words,
    }


def _as_json(value: Any) -> Any:  # noqa: ANN401 - any value of a plan
    """A value as it stands in a plan's file."""
    from pydantic import TypeAdapter

    if not is_dataclass(value):
        return list(value) if isinstance(value, tuple) else value
    adapter: TypeAdapter[Any] = TypeAdapter(type(value))
    return adapter.dump_python(value, mode="json", by_alias=True, exclude_defaults=True)

"""Words for handing a plan over: the files' names, what is still missing, what became of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from posture_app.library.model import Library
from posture_app.plans.model import Plan
from posture_app.plans.remarks import remarks
from posture_app.words.catalogue import _, ngettext
from posture_app.words.formats import listed
from posture_app.words.plans import remark_words

LONGEST_STEM: Final = 80
_KEPT: Final = re.compile(r"[^\w]+")


def file_stem(plan: Plan) -> str:
    """A name for the files, without their ending: `AB-Neck-at-the-desk-2`."""
    parts = [_KEPT.sub("-", one).strip("-_") for one in (plan.patient, plan.name)]
    told = "-".join(one for one in parts if one)[:LONGEST_STEM].rstrip("-") or _("plan")
    return f"{told}-{plan.revision}"


def still_missing(plan: Plan, library: Library) -> tuple[str, ...]:
    """What is worth a look before a plan is handed over, as sentences; nothing of it stops anybody.

    Args:
        plan: The plan.
        library: Has all exercises of the plan.
    """
    return tuple(_missing(plan, library))


def _missing(plan: Plan, library: Library) -> Iterator[str]:
    yield from (remark_words(one, plan, library) for one in remarks(plan, library))
    if not plan.patient:
        yield _("Nothing says for whom it is.")
    if not plan.practice.name:
        yield _("Nothing says from which practice it is.")
    if not plan.practice.phone:
        yield _("There is no telephone number for the patient to call.")


def about_handing_over(plan: Plan, *, is_handed_over: bool) -> str:
    """What saving and printing means for this version."""
    if is_handed_over:
        return _("The patient has version {number}. It stays as it is.").format(
            number=plan.revision
        )
    return _(
        "What you save or print counts as handed over: version {number} stays as it is then, and "
        "your next change begins version {next}."
    ).format(number=plan.revision, next=plan.revision + 1)


def handed_over(plan: Plan) -> str:
    """That the version counts as handed over from now on."""
    return _("Version {number} counts as handed over now.").format(number=plan.revision)


def saved_and_handed_over(saved: str, plan: Plan) -> str:
    """What was saved, and that the version counts as handed over from now on."""
    return _("{saved} Version {number} counts as handed over now.").format(
        saved=saved, number=plan.revision
    )


def saved_and_not_counted(saved: str, problem: str) -> str:
    """What was saved, and why it does not count as handed over."""
    return _("{saved} It does not count as handed over yet. {problem}").format(
        saved=saved, problem=problem
    )


def taken_back(plan: Plan) -> str:
    """That it does not count any more."""
    return _("Version {number} does not count as handed over any more.").format(
        number=plan.revision
    )


def saved(names: tuple[str, ...], folder: Path) -> str:
    """Which files were saved, and where."""
    return ngettext(
        "Saved as {names} in {folder}.", "Saved as {names} in {folder}.", len(names)
    ).format(names=listed(names), folder=folder.name or str(folder))


def only_saved(problem: str, names: tuple[str, ...], folder: Path) -> str:
    """Why not all files were saved, and which were."""
    return ngettext(
        "{problem}. Only {names} is saved in {folder}.",
        "{problem}. Only {names} are saved in {folder}.",
        len(names),
    ).format(problem=problem, names=listed(names), folder=folder.name or str(folder))

"""What a person reads of questionnaires: the questions, the answers, and how it went.

The wordings are this program's own. Of questionnaires that need a licence there is only a total.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from posture_app.journal import workplace
from posture_app.journal.entries import QuestionnaireResponse
from posture_app.journal.questionnaires import (
    QUESTIONNAIRES,
    Followed,
    Questionnaire,
    QuestionnaireKey,
    questionnaire_of,
)
from posture_app.words.catalogue import N_, _
from posture_app.words.course import dates
from posture_app.words.formats import full_date, long_date, medium_date, number

NAMES: Final[Mapping[QuestionnaireKey, str]] = {
    "activities": N_("My activities"),
    "whole": N_("On the whole"),
    "ndi": N_("Neck Disability Index (NDI)"),
    "odi": N_("Oswestry Disability Index (ODI)"),
    "rmdq": N_("Roland-Morris questionnaire (RMDQ)"),
}
ABILITY_ENDS: Final = (N_("I cannot do it"), N_("As well as before"))
"""What 0 and 10 of an activity mean."""
WHOLE: Final[Mapping[int, str]] = {
    -3: N_("Much worse"),
    -2: N_("Worse"),
    -1: N_("A little worse"),
    0: N_("About the same"),
    1: N_("A little better"),
    2: N_("Better"),
    3: N_("Much better"),
}
INVITATION: Final = N_(
    "Every two weeks or so: how well you can do what matters to you. From the second time on you "
    "see here whether a change is more than chance."
)
CHANCE_NOTE: Final = N_(
    "More than chance, with 90 per cent confidence: from 2 points on over several activities, from "
    "3 points on for a single one."
)
"""To be told where activities are compared (Stratford et al. 1995)."""


def name(key: QuestionnaireKey) -> str:
    """What a questionnaire is called."""
    return _(NAMES[key])


def named(key: str) -> str:
    """What a questionnaire of a log is called; one that is not known here keeps its key."""
    if key == workplace.KEY:
        return _("Check of the workplace")
    return next((_(said) for known, said in NAMES.items() if known == key), key)


def title(response: QuestionnaireResponse) -> str:
    """What was filled in; one that is not known here is a questionnaire."""
    questionnaire = questionnaire_of(response)
    return _("Questionnaire") if questionnaire is None else name(questionnaire.key)


def instruction(key: QuestionnaireKey) -> str:
    """What a person is to do."""
    if key == "activities":
        return _(
            "Name up to five things that matter to you and that your pain makes hard, such as "
            "carrying the shopping or sitting for an hour. Then say how well you can do each now. "
            "The next time the names are here again, but not your answers, so that they do not "
            "lead you."
        )
    if key == "whole":
        return _(
            "How are you now, compared with the last time you answered this? If it is the first "
            "time: compared with when it began."
        )
    scale = QUESTIONNAIRES[key]
    return _(
        "The total that your clinic told you, from {least} to {most}; less is better. The "
        "questions need a licence, so they are not in this program."
    ).format(least=number(scale.least), most=number(scale.most))


def source(key: QuestionnaireKey) -> str:
    """Where the scoring was published; empty where there is nothing to score."""
    published = QUESTIONNAIRES[key].source
    return _("Source: {source}").format(source=published) if published else ""


def value(questionnaire: Questionnaire, score: float) -> str:
    """A score, with the end of its scale."""
    if questionnaire.key == "whole":
        return _(WHOLE[round(score)])
    return _("{value} of {most}").format(value=number(score), most=number(questionnaire.most))


def scored(key: str, score: float) -> str:
    """A score of a log, with the end of its scale where that is known here."""
    found = next((one for one in QUESTIONNAIRES.values() if one.key == key), None)
    if found is None or not found.least <= score <= found.most:
        return number(score)
    return value(found, score)


def facts(response: QuestionnaireResponse) -> Sequence[tuple[str, str]]:
    """What was answered, each with what it is, and the score."""
    questionnaire = questionnaire_of(response)
    if questionnaire is None:
        return [(_("Score"), "" if response.score is None else number(response.score))]
    found = []
    if questionnaire.named:
        names = dict(response.texts)
        found = [
            (names.get(key, key), value(questionnaire, answer)) for key, answer in response.answers
        ]
    if response.score is not None and len(found) != 1:
        what = _("Mean") if found else _("Answer") if questionnaire.key == "whole" else _("Total")
        found.append((what, value(questionnaire, response.score)))
    return found


def score_line(response: QuestionnaireResponse) -> str:
    """The score in a line."""
    questionnaire = questionnaire_of(response)
    if response.score is None:
        return ""
    if questionnaire is None:
        return _("score {value}").format(value=number(response.score))
    return value(questionnaire, response.score)


def change(followed: Followed) -> str:
    """How it went since the first time that can be compared, and whether that is chance."""
    found, questionnaire = followed.course, followed.questionnaire
    if found is None:
        if questionnaire.named and len(followed.responses) > 1:
            return _("These are other activities than before, so they cannot be compared.")
        return ""
    what = _("Your activities") if questionnaire.named else name(questionnaire.key)
    if found.before == found.after:
        return _("{what}: {value}, as before.").format(what=what, value=number(found.after))
    before, after = number(found.before), number(found.after)
    if found.is_more_than_chance is None:
        return _(
            "{what}: {before}, then {after}; less is better. Your clinic can say whether "
            "that counts."
        ).format(what=what, before=before, after=after)
    if found.is_more_than_chance:
        return _("{what}: {before}, then {after}. That is more than chance alone makes.").format(
            what=what, before=before, after=after
        )
    return _("{what}: {before}, then {after}. That may be chance.").format(
        what=what, before=before, after=after
    )


def points(followed: Followed, count: int) -> str:
    """The last times on one line, the newest first, each with what came of it."""
    return " · ".join(
        _("{day}: {value}").format(
            day=medium_date(one.day), value=value(followed.questionnaire, one.score)
        )
        for one in reversed(followed.responses[-count:])
        if one.score is not None
    )


def again(followed: Followed, today: date) -> str:
    """When it is worth the while to fill it in again."""
    if today >= followed.again_on:
        return _("You can fill it in again now.")
    return _("To be filled in again from {day} on.").format(day=long_date(followed.again_on))


def chart_title(questionnaire: Questionnaire) -> str:
    """What a plot shows, with its scale and which way is better."""
    pattern = (
        _("{questionnaire}: from {least} to {most}, more is better")
        if questionnaire.better == "more"
        else _("{questionnaire}: from {least} to {most}, less is better")
    )
    return pattern.format(
        questionnaire=name(questionnaire.key),
        least=number(questionnaire.least),
        most=number(questionnaire.most),
    )


def chart_spoken(first: date, last: date) -> str:
    """The chart, for a screen reader."""
    return _("Chart of the questionnaires, {dates}").format(dates=dates(first, last))


def chart_day(courses: Sequence[Followed], day: date) -> str:
    """What was filled in on a day; only the day, where nothing was."""
    told = [
        _("{questionnaire} {value}").format(
            questionnaire=name(one.questionnaire.key), value=value(one.questionnaire, each.score)
        )
        for one in courses
        for each in one.responses
        if each.day == day and each.score is not None
    ]
    if not told:
        return full_date(day)
    return _("{day}: {what}").format(day=full_date(day), what="; ".join(told))


def chart_columns() -> Sequence[str]:
    """The heads of the table."""
    return (_("Day"), _("Questionnaire"), _("Score"))


def chart_cells(courses: Sequence[Followed]) -> Sequence[Sequence[str]]:
    """The rows of the table, the newest first."""
    rows = [
        (each.at, one.questionnaire, each.day, each.score)
        for one in courses
        for each in one.responses
        if each.score is not None
    ]
    rows.sort(key=lambda row: row[0], reverse=True)
    return [
        (medium_date(day), name(questionnaire.key), value(questionnaire, score))
        for _at, questionnaire, day, score in rows
    ]

"""What a person has filled in of a questionnaire before it is an entry."""

from dataclasses import replace
from datetime import datetime

from posture_app.dataclass import dataclass
from posture_app.journal.entries import QuestionnaireResponse
from posture_app.journal.questionnaires import (
    QUESTIONNAIRES,
    TOTAL_ITEM,
    WHOLE_ITEM,
    QuestionnaireKey,
    questionnaire_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """An activity as it was named and rated; `key` is that of the item."""

    key: str
    name: str = ""
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireForm:
    """A questionnaire; what was filled in of another one than the chosen does not count.

    `total` is what was typed, whatever it is.
    """

    at: datetime | None = None
    questionnaire: QuestionnaireKey = "activities"
    activities: tuple[Activity, ...] = ()
    whole: float | None = None
    total: str = ""


def answers_of(form: QuestionnaireForm) -> tuple[tuple[str, float], ...]:
    """What was answered of the chosen questionnaire, by the items' keys.

    Raises:
        ValueError: The total is no number.
    """
    if QUESTIONNAIRES[form.questionnaire].named:
        return tuple((one.key, one.value) for one in form.activities if one.value is not None)
    if form.questionnaire == "whole":
        return () if form.whole is None else ((WHOLE_ITEM, form.whole),)
    typed = form.total.strip().replace(",", ".")
    return ((TOTAL_ITEM, float(typed)),) if typed else ()


def names_of(form: QuestionnaireForm) -> tuple[tuple[str, str], ...]:
    """What was named, by the items' keys; also what was not answered, for the next time."""
    if not QUESTIONNAIRES[form.questionnaire].named:
        return ()
    return tuple((one.key, one.name.strip()) for one in form.activities if one.name.strip())


def activities_of(response: QuestionnaireResponse) -> tuple[Activity, ...]:
    """The activities of a response, with what was answered."""
    answers, names = dict(response.answers), dict(response.texts)
    return tuple(
        Activity(key=key, name=names.get(key, ""), value=answers.get(key))
        for key in dict.fromkeys((*names, *answers))
    )


def questionnaire_form(response: QuestionnaireResponse, at: datetime) -> QuestionnaireForm:
    """What a sheet shows of a response that is to be changed.

    Args:
        response: The response.
        at: The time of it on the person's clock.

    Raises:
        ValueError: It is none of the questionnaires that have a sheet.
    """
    questionnaire = questionnaire_of(response)
    if questionnaire is None:
        raise ValueError(response.questionnaire)
    only = next((value for _key, value in response.answers), None)
    form = QuestionnaireForm(at=at, questionnaire=questionnaire.key)
    if questionnaire.named:
        return replace(form, activities=activities_of(response))
    if questionnaire.key == "whole":
        return replace(form, whole=only)
    return replace(form, total="" if only is None else f"{only:.12g}")

"""The rule for pain, asked from the command line: what is read, said and refused."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app import cli
from posture_app.body.zones import zones
from posture_app.coach.pain_rule import AdviceReason, Condition, PainAnswers, Sign, advise


@pytest.fixture
def ask(tmp_path, capsys):
    """Ask with a file that holds this; returns the exit code, what is said and what is wrong."""

    def asked(answers):
        path = tmp_path / "answers.json"
        path.write_text(answers if isinstance(answers, str) else json.dumps(answers))
        code = cli.main(["advise", str(path)])
        told = capsys.readouterr()
        return code, told.out, told.err.replace(f"{path}: ", "").splitlines()

    return asked


@pytest.mark.parametrize(
    ("answers", "advice"),
    [
        ({}, "go_on"),
        ({"before": None, "where": None}, "go_on"),
        ({"before": 3}, "go_on"),
        ({"before": 4}, "hold"),
        ({"during": 5}, "easier"),
        ({"before": 6}, "stop"),
        ({"before": 0, "after": 2}, "hold"),
        ({"before": 1, "next_morning": 2}, "hold"),
        ({"before": 2, "where": ["upper_chest"]}, "stop"),
        ({"during": 1, "where": ["temple_left"]}, "stop"),
        ({"signs": ["sharp_pain"]}, "stop"),
        ({"before": 6, "profile": ["osteoporosis"]}, "see_somebody_soon"),
        ({"before": 1, "signs": ["fall"]}, "see_somebody_soon"),
        ({"before": 0, "signs": ["fall", "saddle_numbness"]}, "emergency"),
    ],
)
def test_the_rule_says_what_to_do_and_why(ask, answers, advice):
    code, said, wrong = ask(answers)
    assert (code, wrong) == (0, [])
    told = json.loads(said)
    assert list(told) == ["advice", "reasons", "sources"]
    assert told["advice"] == advice
    assert set(told["reasons"]) <= {*map(str, Sign), *map(str, AdviceReason)}
    assert told["reasons"]


def test_it_is_the_rule_of_the_model_with_its_sources(ask):
    told = json.loads(ask({"before": 2, "during": 4, "signs": ["night_pain"]})[1])
    judged = advise(PainAnswers(before=2, during=4, signs={Sign.NIGHT_PAIN}))
    assert told["reasons"] == [why.value for why in judged.reasons]
    assert told["sources"] == list(judged.sources)


@pytest.mark.parametrize("field", ["before", "during", "after", "next_morning"])
@pytest.mark.parametrize("pain", [-1, 11, 2.5, 3.0, "3", True, False, [3], 10**400])
def test_what_is_no_strength_of_a_pain_is_named(ask, field, pain):
    code, said, [wrong] = ask({field: pain})
    assert (code, said) == (1, "")
    assert wrong.startswith(f"{field}: got ")
    assert wrong.endswith("expected a whole number from 0 to 10, or null")


def test_everything_that_is_wrong_is_named_a_line_each(ask):
    code, said, wrong = ask(
        {
            "before": 11,
            "pain": 3,
            "where": ["low_back", "lowback", 4],
            "signs": "chest_pain",
            "profile": ["osteoporosis", "old_age"],
        }
    )
    assert (code, said) == (1, "")
    assert [line.split(":")[0] for line in wrong] == [
        "before",
        "pain",
        "where[1]",
        "where[2]",
        "signs",
        "profile[1]",
    ]
    assert '"lowback" is not known' in wrong[2]
    assert '"old_age" is not known' in wrong[5]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", "null", '{"before": 1, "before": 9}', "[" * 9999]
)
def test_what_is_no_object_of_answers_gets_a_sentence_and_1(ask, text):
    code, said, wrong = ask(text)
    assert (code, said, len(wrong)) == (1, "", 1)


def test_a_file_that_is_not_there_gets_a_sentence_and_1(tmp_path, capsys):
    assert cli.main(["advise", str(tmp_path / "none.json")]) == 1
    assert "does not exist" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["advise"], ["advise", "--keys", "answers.json"]])
def test_a_file_and_keys_are_one_or_the_other(words, capsys):
    assert cli.main(words) == 2
    assert "either a file or --keys" in capsys.readouterr().err


def test_answers_may_come_by_standard_input(monkeypatch, capsys):
    class Piped:
        buffer = io.BytesIO(b'{"before": 7}')

    monkeypatch.setattr("sys.stdin", Piped)
    assert cli.main(["advise", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["advice"] == "stop"


def test_every_key_is_listed_once_with_its_field_and_words(capsys):
    assert cli.main(["advise", "--keys"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [tuple(line.split(maxsplit=2)) for line in lines]
    assert all(len(one) == 3 for one in listed)
    keys = [(field, key) for field, key, _ in listed]
    assert len(set(keys)) == len(keys)
    places = {zone.id for zone in zones()} | {zone.name for zone in zones()}
    assert {key for field, key in keys if field == "where"} == places
    assert [key for field, key in keys if field == "signs"] == [one.value for one in Sign]
    assert [key for field, key in keys if field == "profile"] == [one.value for one in Condition]


PAINS = st.none() | st.integers(0, 10)


@given(
    before=PAINS,
    after=PAINS,
    where=st.lists(st.sampled_from([zone.id for zone in zones()]), max_size=3),
    signs=st.lists(st.sampled_from([one.value for one in Sign]), max_size=3),
    profile=st.lists(st.sampled_from([one.value for one in Condition]), max_size=3),
)
def test_whatever_is_answered_in_known_keys_is_judged(tmp_path_factory, **answers):
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(answers))
    assert cli.main(["advise", str(path)]) == 0

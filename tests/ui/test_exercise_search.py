from hypothesis import given
from hypothesis import strategies as st

from posture_app.ui.pages.exercise_search import FACETS, Query, options, search
from posture_app.words.finding import fold
from tests.ui.content import BREATH, BRIDGE, EXERCISES, LEVATOR, NOD, TUCK


def found(words="", **facets):
    query = Query(words)
    for facet, value in facets.items():
        query = query.with_facet(facet, value)
    return search(EXERCISES, query)


def test_words_are_folded():
    assert found("NOD") == [NOD]
    assert found("nöd slow") == [NOD]
    assert fold("Ünïted Straße") == "united strasse"


def test_names_aliases_muscles_and_regions_are_found():
    assert found("yes move") == [NOD]
    assert found("sternocleido") == [NOD]
    assert found("shoulders") == [LEVATOR]
    assert found("no such thing") == []


def test_names_come_before_the_rest():
    assert found("tuck")[0] == TUCK
    both = found("neck")
    assert {NOD, TUCK, LEVATOR} == set(both)
    breath = search((LEVATOR, BREATH, BRIDGE), Query("br"))
    assert breath[:2] == [BREATH, BRIDGE]


def test_filters_narrow_together():
    assert found(category="strength") == [TUCK, BRIDGE]
    assert found(category="strength", region="hip") == [BRIDGE]
    assert found(equipment="nothing") == [TUCK, LEVATOR]
    assert search(EXERCISES, Query().with_flag("desk", on=True)) == [NOD, TUCK]
    assert search(EXERCISES, Query().with_flag("discreet", on=True)) == [NOD]


@given(
    words=st.sampled_from(["", "n", "neck", "chin", "zzz"]),
    region=st.sampled_from([None, "neck", "hip"]),
    category=st.sampled_from([None, "strength", "stretch"]),
    desk=st.booleans(),
)
def test_counts_say_what_a_choice_would_leave(words, region, category, desk):
    query = (
        Query(words)
        .with_facet("region", region)
        .with_facet("category", category)
        .with_flag("desk", on=desk)
    )
    for facet in FACETS:
        for option in options(EXERCISES, query, facet):
            left = search(EXERCISES, query.with_facet(facet, option.value))
            assert option.count == len(left)


def test_only_values_that_occur_are_offered():
    offered = {option.value for option in options(EXERCISES, Query(), "region")}
    assert offered == {None, "neck", "shoulder_girdle", "low_back", "hip", "trunk"}

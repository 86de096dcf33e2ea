import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.library.files import load
from posture_app.ui.pages.exercise_search import FACETS, Query, options, search
from posture_app.words.catalogue import speaking
from posture_app.words.search_index import fold
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


@pytest.fixture(scope="module", params=["en", "de"])
def builtin(request):
    with speaking(request.param):
        yield tuple(load(language=request.param).library.exercises.values())


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("childs pose", {"childs-pose"}),
        ("Child\u2019s pose", {"childs-pose"}),
        ("brige", {"bridge", "side-plank-knees"}),
        ("chin tuk", {"chin-tuck-seated", "ccf-nod-supine"}),
    ],
)
def test_a_name_is_found_as_it_is_typed(builtin, typed, best):
    found = [one.id for one in search(builtin, Query(typed))]
    assert found[0] in best
    assert set(found) >= best


@pytest.mark.parametrize(
    ("typed", "is_meant"),
    [
        ("stretches", lambda one: one.category == "stretch" or "stretch" in names(one)),
        ("headache", lambda one: "neck" in one.regions),
        ("Kopfschmerzen", lambda one: "neck" in one.regions),
        ("sore neck", lambda one: "neck" in one.regions),
        ("lower back pain", lambda one: {*one.regions} & {"low_back", "upper_back"}),
        ("Rückenschmerzen", lambda one: {*one.regions} & {"low_back", "upper_back"}),
        ("rhomboids", lambda one: "rhomboid major" in muscles(one)),
        ("Rautenmuskel", lambda one: "rhomboid major" in muscles(one)),
        ("nacken", lambda one: "neck" in one.regions),
        ("for my neck", lambda one: "neck" in one.regions),
        ("hamstrings", lambda one: {"semitendinosus", "biceps femoris"} & muscles(one)),
    ],
)
def test_plain_words_find_what_is_meant_in_both_languages(builtin, typed, is_meant):
    found = search(builtin, Query(typed))
    assert len(found) > 1
    assert [one.name for one in found[:3] if not is_meant(one)] == []


def test_chin_is_no_part_of_stretching(builtin):
    found = search(builtin, Query("chin"))
    assert {one.id for one in found[:2]} == {"chin-tuck-seated", "ccf-nod-supine"}
    assert all("chin" in names(one) for one in found[2:])


def test_slips_count_only_where_nothing_is_spelled_like_that(builtin):
    assert {one.id for one in search(builtin, Query("bridge"))} == {"bridge", "side-plank-knees"}


def muscles(one):
    return {*one.muscles.primary, *one.muscles.secondary}


def names(one):
    return fold(" ".join((one.name, *one.aliases)))

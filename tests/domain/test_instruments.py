"""A questionnaire is a file: counted exactly as its makers say, and refused with the line when something in it is wrong."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.instruments import OPEN, Instrument, read_instrument
from buurtteam.domain.problem import Problem
from buurtteam.paths import resource

NAMES = ("csi", "ediz", "ediz_plus", "djg6", "djg11", "burden")
COUNTED = tuple(name for name in NAMES if name != "burden")


@cache
def text_of(name: str) -> str:
    return resource("instruments", f"{name}.toml").read_text(encoding="utf-8")


@cache
def known(name: str) -> Instrument:
    return read_instrument(text_of(name), f"{name}.toml")


def scoring(instrument: Instrument, wanted: int) -> str:
    """Answers of which the first `wanted` items score and the others do not."""
    return "".join(
        next(key for key, points in item.points.items() if points == int(at < wanted))
        for at, item in enumerate(instrument.items)
    )


def by_name(instrument: Instrument, **answers: str) -> str:
    """The same answer for all, and another for items that are named."""
    rest = answers.pop("rest")
    return "".join(answers.get(item.id, rest) for item in instrument.items)


# ---------------------------------------------------------------------------------------------- worked examples


@pytest.mark.parametrize(
    ("name", "items", "answers"),
    [("csi", 13, 2), ("ediz", 9, 5), ("ediz_plus", 15, 3), ("djg6", 6, 3), ("djg11", 11, 3), ("burden", 6, 11)],
)
def test_each_questionnaire_has_its_items_and_answers_and_says_where_it_comes_from(
    name: str, items: int, answers: int
) -> None:
    found = known(name)
    assert (len(found.items), len(found.answers), len(found.blank())) == (items, answers, items)
    assert found.source
    assert found.licence.nl
    assert found.id == name


def test_only_our_own_questions_need_nobodys_permission() -> None:
    assert [name for name in NAMES if known(name).permission_is_certain] == ["burden"]


@pytest.mark.parametrize(("total", "is_high"), [(0, False), (6, False), (7, True), (13, True)])
def test_csi_points_to_overburdening_from_seven(total: int, is_high: bool) -> None:
    outcome = known("csi").outcome(scoring(known("csi"), total))
    assert (outcome.total, outcome.is_high) == (total, is_high)
    assert outcome.band is not None
    assert ("overbelasting" in outcome.band.words.nl) is True
    assert outcome.band.words.nl.startswith("Kan wijzen" if is_high else "Onder")


@pytest.mark.parametrize(
    ("total", "words"),
    [(0, "Weinig"), (3, "Weinig"), (4, "Matige"), (6, "Matige"), (7, "Veel"), (9, "Veel")],
)
def test_ediz_has_three_bands_that_are_still_to_be_checked_and_no_cut_off(total: int, words: str) -> None:
    outcome = known("ediz").outcome(scoring(known("ediz"), total))
    assert (outcome.total, outcome.is_high) == (total, None)
    assert outcome.band is not None
    assert outcome.band.words.nl.startswith(words)
    assert outcome.band.to_check


@pytest.mark.parametrize(("answer", "points"), [("1", 0), ("2", 0), ("3", 1), ("4", 1), ("5", 1)])
def test_in_ediz_more_or_less_counts_as_much_as_yes(answer: str, points: int) -> None:
    assert known("ediz").outcome(answer + "1" * 8).total == points


@pytest.mark.parametrize(("total", "is_high"), [(0, False), (8, False), (9, True), (15, True)])
def test_ediz_plus_points_to_overburdening_from_nine(total: int, is_high: bool) -> None:
    outcome = known("ediz_plus").outcome(scoring(known("ediz_plus"), total))
    assert (outcome.total, outcome.is_high) == (total, is_high)


@pytest.mark.parametrize(
    ("total", "words", "is_high"),
    [
        (0, "Wijst niet", False),
        (2, "Wijst niet", False),
        (3, "Kan wijzen op matige", False),
        (8, "Kan wijzen op matige", False),
        (9, "Kan wijzen op sterke", True),
        (10, "Kan wijzen op sterke", True),
        (11, "Kan wijzen op zeer sterke", True),
    ],
)
def test_the_eleven_of_de_jong_gierveld_have_four_bands(total: int, words: str, is_high: bool) -> None:
    outcome = known("djg11").outcome(scoring(known("djg11"), total))
    assert (outcome.total, outcome.is_high) == (total, is_high)
    assert outcome.band is not None
    assert outcome.band.words.nl.startswith(words)


@pytest.mark.parametrize(
    ("total", "words", "is_high"),
    [
        (0, "Wijst", False),
        (1, "Wijst", False),
        (2, "Kan wijzen op enige", False),
        (4, "Kan wijzen op enige", False),
        (5, "Kan wijzen op sterke", True),
        (6, "Kan wijzen op sterke", True),
    ],
)
def test_the_six_of_de_jong_gierveld_are_divided_as_statistics_netherlands_does(
    total: int, words: str, is_high: bool
) -> None:
    outcome = known("djg6").outcome(scoring(known("djg6"), total))
    assert (outcome.total, outcome.is_high) == (total, is_high)
    assert outcome.band is not None
    assert outcome.band.words.nl.startswith(words)


def test_in_de_jong_gierveld_five_statements_are_turned() -> None:
    eleven = known("djg11")
    yes, between, no = (eleven.outcome(key * 11) for key in "123")
    # Yes to all: six emotional ones count; no to all: five social ones count; in between always counts.
    assert (yes.total, between.total, no.total) == (6, 11, 5)
    assert [part.total for part in yes.parts] == [6, 0]
    assert [part.total for part in no.parts] == [0, 5]
    turned = [at for at, item in enumerate(eleven.items, start=1) if not item.points["1"]]
    assert turned == [1, 4, 7, 8, 11]
    six = known("djg6")
    assert [six.outcome(key * 6).total for key in "123"] == [3, 6, 3]


@pytest.mark.parametrize(("missed", "is_lonely"), [(2, False), (3, True)])
def test_a_part_of_de_jong_gierveld_points_to_loneliness_from_three(missed: int, is_lonely: bool) -> None:
    eleven = known("djg11")
    ids = ["emptiness", "company", "let_down"][:missed]
    social = dict.fromkeys(("day_to_day", "fall_back", "trust", "close", "friends"), "1")
    emotional, other = eleven.outcome(by_name(eleven, rest="3", **social, **dict.fromkeys(ids, "1"))).parts
    assert (emotional.total, emotional.is_high) == (missed, is_lonely)
    assert (other.total, other.is_high) == (0, False)


def test_our_own_six_questions_add_up_and_have_no_limit() -> None:
    outcome = known("burden").outcome("05t379")
    assert (outcome.total, outcome.band, outcome.is_high) == (34, None, None)
    assert [item.id for item in outcome.heaviest] == ["health"]
    assert known("csi").outcome("1" * 13).heaviest == ()


# ---------------------------------------------------------------------------------------------- what is open


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_complete_has_no_score_and_names_what_is_open(name: str) -> None:
    found = known(name)
    full = found.answers[0].key * len(found.items)
    for at, item in enumerate(found.items):
        outcome = found.outcome(found.with_answer(full, at, OPEN))
        assert outcome.open == (item,)
        assert (outcome.total, outcome.band, outcome.is_high, outcome.is_complete) == (None, None, None, False)


def test_a_part_of_which_all_is_answered_still_has_no_score_when_it_is_not() -> None:
    eleven = known("djg11")
    emotional, social = eleven.outcome("-2222222222").parts
    assert (emotional.total, social.total, social.is_high) == (6, None, None)


def test_a_questionnaire_may_allow_a_missing_answer() -> None:
    found = read_instrument(text_of("csi").replace("missing_allowed = 0", "missing_allowed = 1"), "csi.toml")
    assert found.outcome("-" + "1" * 7 + "0" * 5).total == 7
    assert found.outcome("--" + "1" * 7 + "0" * 4).total is None


def test_answers_that_do_not_belong_are_refused() -> None:
    for answers in ("9", "1" * 14, "J"):
        with pytest.raises(Problem) as refused:
            known("csi").outcome(answers)
        assert refused.value.code == "not_an_answer"


@st.composite
def _filled_in(draw: st.DrawFn) -> tuple[Instrument, str]:
    found = known(draw(st.sampled_from(COUNTED)))
    keys = st.sampled_from([answer.key for answer in found.answers])
    return found, "".join(draw(st.lists(keys, min_size=len(found.items), max_size=len(found.items))))


@given(_filled_in(), st.data())
def test_one_other_answer_changes_a_score_by_one_at_most(filled: tuple[Instrument, str], data: st.DataObject) -> None:
    found, answers = filled
    at = data.draw(st.integers(0, len(answers) - 1))
    key = data.draw(st.sampled_from([answer.key for answer in found.answers]))
    before, after = found.outcome(answers).total, found.outcome(found.with_answer(answers, at, key)).total
    assert before is not None
    assert after is not None
    assert abs(before - after) <= 1


@given(_filled_in())
def test_a_score_lies_within_the_range_and_in_one_band_and_parts_add_up(filled: tuple[Instrument, str]) -> None:
    found, answers = filled
    outcome = found.outcome(answers)
    assert outcome.total is not None
    assert found.first <= outcome.total <= found.last
    assert sum(band.first <= outcome.total <= band.last for band in found.bands) == 1
    if outcome.parts:
        assert sum(part.total or 0 for part in outcome.parts) == outcome.total


# ---------------------------------------------------------------------------------------------- faulty files

GOOD = """\
id = "proef"
edition = "1"
name = "Proeflijst"
for_whom = "Iedereen"
source = "Eigen vragen"
licence = "Vrij"
instruction = "Vraag het rustig."
permission_is_certain = true
range = [0, 2]
cut_off = { at = 2 }

[[answer]]
key = "1"
words = { nl = "Ja", en = "Yes" }

[[answer]]
key = "2"
words = { nl = "Nee", en = "No" }

[[item]]
id = "een"
name = "Een"
help = "Het eerste"
scores = ["1"]

[[item]]
id = "twee"
name = "Twee"
help = "Het tweede"
scores = ["2"]

[[part]]
id = "deel"
name = "Deel"
items = ["een"]

[[band]]
from = 0
to = 1
words = "Licht"

[[band]]
from = 2
to = 2
words = "Zwaar"
"""


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), start=1) if words in line)


def refused(text: str) -> Problem:
    with pytest.raises(Problem) as found:
        read_instrument(text, "eigen.toml")
    assert found.value.values["file"] == "eigen.toml"
    # Every place of the sentence is filled.
    assert found.value.sentence.format_map(found.value.values)
    return found.value


def test_a_good_file_is_read_whole() -> None:
    found = read_instrument(GOOD, "eigen.toml")
    assert [item.points for item in found.items] == [{"1": 1, "2": 0}, {"1": 0, "2": 1}]
    assert found.outcome("12").is_high is True
    assert found.name.en == "Proeflijst"


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ('for_whom = "Iedereen"', 'voor_wie = "Iedereen"', "unknown_key"),
        ('help = "Het tweede"', 'hulp = "Het tweede"', "unknown_key"),
        ('words = { nl = "Nee", en = "No" }', 'words = { nl = "Nee", de = "Nein" }', "unknown_key"),
        ('scores = ["2"]', 'scores = ["3"]', "no_such_answer"),
        ('id = "twee"', 'id = "een"', "item_twice"),
        ('key = "2"', 'key = "1"', "answer_twice"),
        ('key = "2"', 'key = "-"', "answer_key"),
        ("from = 2", "from = 3", "band"),
        ("from = 2", "from = 1", "band"),
        ("to = 2", "to = 3", "band"),
        ("cut_off = { at = 2 }", "cut_off = { at = 3 }", "cut_off"),
        ("cut_off = { at = 2 }", "cut_off = 3", "cut_off"),
        ("range = [0, 2]", "range = [0, 3]", "range"),
        ('source = "Eigen vragen"', 'source = ""', "not_right"),
        ('licence = "Vrij"', "licence = {}", "not_right"),
        ('items = ["een"]', 'items = ["drie"]', "no_such_item"),
        ('items = ["een"]', "items = []", "not_right"),
        ('id = "proef"', 'id = "Proef lijst"', "id"),
        ("permission_is_certain = true", 'permission_is_certain = "ja"', "not_right"),
        ('name = "Proeflijst"', "name = Proeflijst", "not_toml"),
        ('name = "Een"', 'name = "Een', "not_toml"),
        ("range = [0, 2]", 'range = [0, 2]\nheavy = "zwaar"', "heavy"),
        ("range = [0, 2]", "range = [0, 2]\nmissing_allowed = 2", "number"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(good: str, bad: str, code: str) -> None:
    problem = refused(GOOD.replace(good, bad, 1))
    line = GOOD[: GOOD.index(good)].count("\n") + bad.count("\n") + 1
    assert (problem.code, problem.values["line"]) == (code, line)


@pytest.mark.parametrize("key", ["source", "licence", "id", "edition", "name", "instruction", "range"])
def test_what_is_missing_is_named(key: str) -> None:
    text = "\n".join(line for line in GOOD.split("\n") if not line.startswith(f"{key} = ") or "Een" in line)
    if key == "id":
        text = GOOD.removeprefix('id = "proef"\n')
    if key == "name":
        text = GOOD.replace('name = "Proeflijst"\n', "")
    problem = refused(text)
    assert (problem.code, problem.values["key"], problem.values["line"]) == ("missing", key, 1)


def test_what_is_missing_of_an_item_is_named_with_the_line_of_the_item() -> None:
    problem = refused(GOOD.replace('help = "Het tweede"\n', ""))
    assert (problem.code, problem.values["line"]) == ("missing", line_of(GOOD, 'id = "twee"') - 1)


def test_a_file_that_nests_without_end_or_is_far_too_large_is_refused() -> None:
    assert refused("x = " + "[" * 15_000).code == "not_toml"
    assert refused("#" * 20_001).code == "too_large"
    assert refused("range = " + "9" * 5_000).code in ("not_toml", "missing", "how_many")


@given(st.sampled_from(NAMES), st.data())
def test_a_broken_line_never_crashes(name: str, data: st.DataObject) -> None:
    lines = text_of(name).split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    broken = data.draw(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(["", "[[item]]", "[[band]]", "[cut_off]", "range = [1]", "to_check = [1]", "answer = 3"]),
            st.builds(lambda cut: lines[at][:cut], st.integers(0, len(lines[at]))),
            st.builds(
                lambda key, value: f"{key} = {value}",
                st.sampled_from(["id", "part", "item", "heavy", "range"]),
                st.sampled_from(["true", "1", '""', "[]", "{}", "[[1]]", "1979-05-27", "nan", "{ nl = 1 }"]),
            ),
        )
    )
    try:
        found = read_instrument("\n".join([*lines[:at], broken, *lines[at + 1 :]]), name)
    except Problem as problem:
        line = problem.values["line"]
        assert isinstance(line, int)
        assert 1 <= line <= len(lines) + broken.count("\n") + broken.count("\r") + 1
        problem.sentence.format_map(problem.values)
    else:
        assert found.items
        assert all(after.first == before.last + 1 for before, after in pairwise(found.bands))

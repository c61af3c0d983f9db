"""Figures that leave the team: no small count, for the team, per neighbourhood or side by side, and none to compute."""

from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from buurtteam.domain.figures import Case, Figure, FigureKey, Outcome, PartKey
from buurtteam.domain.figures_outside import outside
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.small_counts import Published, Table

HOME = HouseholdId(uuid4())


def share(yes: int, no: int, still_open: int = 0) -> Figure:
    outcomes = [Outcome.YES] * yes + [Outcome.NO] * no + [Outcome.OPEN] * still_open
    return Figure(FigureKey.LAW_TERMS, tuple(Case(HOME, each) for each in outcomes))


def together(*figures: Figure) -> Figure:
    return Figure(figures[0].key, tuple(case for each in figures for case in each.cases))


def test_a_share_of_enough_cases_is_shown_and_of_too_few_is_not() -> None:
    north, south = share(60, 40), share(20, 15)
    found = outside([together(north, south)], {"Noord": [north], "Zuid": [south]})
    assert (found["Noord"][0].value, found["Noord"][0].base) == (60, Published(100))
    assert (found["Zuid"][0].value, found["Zuid"][0].base) == (None, Published(35))
    assert found[None][0].value == 59


def test_a_share_that_would_tell_of_a_few_is_not_shown_anywhere_it_could_be_computed_from() -> None:
    north, south = share(97, 3), share(60, 40)
    found = outside([together(north, south)], {"Noord": [north], "Zuid": [south]})
    assert [found[area][0].value for area in ("Noord", "Zuid")] == [None, None]
    assert found[None][0].value == 78


def test_a_median_stands_only_beside_enough_cases() -> None:
    few, many = (
        Figure(FigureKey.FIRST_TALK, tuple(Case(HOME, Outcome.COUNTED, days=5) for _ in range(number)))
        for number in (4, 30)
    )
    found = outside([together(few, many)], {"Noord": [few], "Zuid": [many]})
    assert [found[area][0].value for area in (None, "Noord", "Zuid")] == [5, None, None]


def test_numbers_side_by_side_are_shown_for_the_whole_team_only() -> None:
    parts = [PartKey.BETTER] * 40 + [PartKey.SAME] * 20 + [PartKey.WORSE] * 30
    figure = Figure(FigureKey.OWN_SCORE, tuple(Case(HOME, Outcome.COUNTED, part=each) for each in parts))
    found = outside([figure], {"Noord": [figure]})
    assert {part: each.shown for part, each in found[None][0].parts.items()} == {
        PartKey.BETTER: 40,
        PartKey.SAME: 20,
        PartKey.WORSE: 30,
    }
    assert found["Noord"][0].parts == {}


def test_a_team_of_one_neighbourhood_and_a_team_of_nobody_are_no_trouble() -> None:
    assert outside([share(2, 1)], {"": [share(2, 1)]})[None][0].base.shown is None
    assert outside([share(0, 0)], {})[None][0].base.shown is None


SHARES = st.dictionaries(
    st.sampled_from("ABCD"), st.tuples(st.integers(0, 70), st.integers(0, 70), st.integers(0, 20)), min_size=1
)


@settings(deadline=None, max_examples=60)
@given(SHARES)
def test_no_small_number_of_cases_can_be_computed_from_all_that_is_shown(
    counts: dict[str, tuple[int, int, int]],
) -> None:
    areas = {area: share(*numbers) for area, numbers in counts.items()}
    found = outside([together(*areas.values())], {area: [each] for area, each in areas.items()})
    for name in ("base", "open"):
        table = Table(getattr(found[None][0], name), {area: getattr(found[area][0], name) for area in areas})
        for area, figure in areas.items():
            cell = table.cells[area]
            if getattr(figure, name) < 10:
                assert cell.shown is None
            if cell.shown is None:
                least, most = table.possible(area)
                assert most is None or most - least >= 4
    for area, figure in areas.items():
        if found[area][0].value is not None:
            assert min(figure.yes, figure.base - figure.yes) >= 10
            assert figure.base >= 48

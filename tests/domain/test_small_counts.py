"""What leaves the team shows no small count, and none can be computed from the total and the rest."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.small_counts import SMALLEST_SHOWN, Published, Table, percentage, published, rounded

COUNTS = st.dictionaries(st.text(max_size=2), st.integers(0, 60), max_size=6)
FEW = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 24), min_size=1, max_size=4)


def shown(count: int | None) -> Published:
    return Published(count) if count is not None else Published(None, is_small=True)


def test_a_count_of_ten_is_shown_and_nine_is_not() -> None:
    table = published({"a": 10, "b": 30, "c": 40})
    assert table.cells["a"] == Published(10)
    assert published({"a": 9, "b": 30, "c": 40}).cells["a"] == Published(None, is_small=True)


def test_counts_are_rounded_to_fives() -> None:
    assert [rounded(each) for each in (10, 12, 13, 17, 18, 22, 23)] == [10, 10, 15, 15, 20, 20, 25]


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    table = published({"a": 3, "b": 14, "c": 80})
    assert table.cells["a"].is_small
    assert table.cells["b"] == Published(None)
    assert table.cells["c"] == Published(80)
    assert table.total == Published(95)


def test_a_lonely_small_count_beside_nothing_hides_the_total_too() -> None:
    assert published({"a": 4}).total.shown is None
    assert published({"a": 0, "b": 0}).total.shown is None
    assert published({}).cells == {}


def test_no_percentage_on_fewer_than_fifty_or_where_a_part_is_hidden() -> None:
    assert percentage(Published(20), Published(25), Published(45)) is None
    assert percentage(Published(20), Published(30), Published(50)) == 40
    assert percentage(shown(None), Published(50), Published(55)) is None
    assert percentage(Published(50), shown(None), Published(55)) is None


@given(COUNTS)
def test_nothing_below_ten_is_shown_and_what_is_shown_is_a_multiple_of_five(counts: dict[str, int]) -> None:
    table = published(counts)
    for key, count in counts.items():
        cell = table.cells[key]
        assert cell.is_small == (count < SMALLEST_SHOWN)
        assert cell.shown is None or (cell.shown % 5 == 0 and cell.shown >= SMALLEST_SHOWN)
        least, most = cell.range()
        assert least <= count
        assert most is None or count <= most


@given(COUNTS)
def test_a_small_count_is_never_hidden_alone_while_the_total_is_shown(counts: dict[str, int]) -> None:
    table = published(counts)
    hidden = [key for key, cell in table.cells.items() if cell.shown is None]
    assert not hidden or table.total.shown is None or len(hidden) >= 2


@given(COUNTS)
def test_total_minus_the_shown_never_gives_a_hidden_count(counts: dict[str, int]) -> None:
    table = published(counts)
    for key, cell in table.cells.items():
        if cell.shown is not None:
            continue
        least, most = table.possible(key)
        assert least <= counts[key]
        assert most is None or counts[key] <= most
        assert most is None or most - least >= 4


def fits(table: Table[str], counts: dict[str, int]) -> bool:
    """Whether these counts would look just like the table."""
    ranges = [(table.cells[key].range(), count) for key, count in counts.items()]
    ranges.append((table.total.range(), sum(counts.values())))
    return all(least <= count and (most is None or count <= most) for (least, most), count in ranges)


@given(FEW)
def test_who_tries_every_number_still_finds_five_for_each_hidden_count(counts: dict[str, int]) -> None:
    table = published(counts)
    possible = [
        dict(zip(counts, numbers, strict=True)) for numbers in product(*(_numbers(table.cells[key]) for key in counts))
    ]
    fitting = [each for each in possible if fits(table, each)]
    assert counts in fitting
    for key, cell in table.cells.items():
        if cell.shown is None:
            assert len({each[key] for each in fitting}) >= 5


def _numbers(cell: Published) -> range:
    least, most = cell.range()
    return range(least, 40 if most is None else most + 1)

"""Who acts for a household on a day, how many faces it has had, and what makes a hand-over warm."""

from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from buurtteam.domain.household import Household
from buurtteam.domain.kinds import WorkerId, new_id
from buurtteam.domain.responsibility import (
    Assignment,
    AssignmentRole,
    Transfer,
    TransferState,
    face_periods,
    faces,
    followed,
    responsible_on,
    stays_on,
)
from buurtteam.domain.staff import Leave

ANOUK, BAS, CARLA = (WorkerId(new_id()) for _ in range(3))
DAY = date(2026, 11, 22)
HOME = Household(label="Demir", plan_coordinator=ANOUK)


def _as(role: AssignmentRole, worker: WorkerId, start: int, end: int | None = None) -> Assignment:
    """Someone with a role, from and up to so many days from today."""
    until = None if end is None else DAY + timedelta(days=end)
    return Assignment(household=HOME.id, worker=worker, role=role, from_on=DAY + timedelta(days=start), until_on=until)


def test_the_fixed_face_acts_unless_somebody_stands_in_on_that_day() -> None:
    cover = _as(AssignmentRole.COVER, BAS, 0, 5)
    found = [responsible_on(HOME, [cover], [], DAY + timedelta(days=each)) for each in (-1, 0, 5, 6)]
    assert found == [ANOUK, BAS, BAS, ANOUK]


@pytest.mark.parametrize(
    ("replacement", "deputy", "stays", "acts"),
    [(BAS, CARLA, None, BAS), (None, CARLA, BAS, CARLA), (None, None, BAS, BAS), (None, None, None, ANOUK)],
)
def test_while_the_face_is_away_the_nearest_acts(
    replacement: WorkerId | None, deputy: WorkerId | None, stays: WorkerId | None, acts: WorkerId
) -> None:
    away = Leave(worker=ANOUK, from_on=DAY, until_on=DAY, replacement=replacement)
    staying = [_as(AssignmentRole.DEPUTY, stays, -5, 5)] if stays else []
    assert responsible_on(HOME.changed(deputy=deputy), staying, [away], DAY) == acts


def test_of_leaves_and_stand_ins_that_overlap_one_counts_in_whatever_order_they_come() -> None:
    known = [
        Leave(worker=ANOUK, from_on=DAY),
        Leave(worker=ANOUK, from_on=DAY - timedelta(days=3), replacement=BAS),
        Leave(worker=ANOUK, from_on=DAY - timedelta(days=1), until_on=DAY, replacement=CARLA),
    ]
    covers = [_as(AssignmentRole.COVER, BAS, -1, 3), _as(AssignmentRole.COVER, CARLA, 0, 1)]
    for leaves in permutations(known):
        assert responsible_on(HOME, [], leaves, DAY) == CARLA
        assert responsible_on(HOME, [], leaves, DAY + timedelta(days=1)) == BAS
    for some_covers in permutations(covers):
        assert responsible_on(HOME, some_covers, known[:1], DAY) == CARLA
        assert responsible_on(HOME, some_covers, known[:1], DAY + timedelta(days=2)) == BAS


def test_a_deputy_without_an_end_is_not_somebody_who_stays() -> None:
    assert stays_on([_as(AssignmentRole.DEPUTY, BAS, -5)], DAY) is None
    staying = _as(AssignmentRole.DEPUTY, CARLA, -5, 0)
    assert stays_on([staying], DAY) == staying
    assert stays_on([staying], DAY + timedelta(days=1)) is None


def test_a_face_that_comes_back_is_one_face_with_two_periods() -> None:
    known = [
        _as(AssignmentRole.COORDINATOR, ANOUK, -90, -61),
        _as(AssignmentRole.COORDINATOR, BAS, -60, -31),
        _as(AssignmentRole.COORDINATOR, ANOUK, -30),
        _as(AssignmentRole.DEPUTY, CARLA, -90),
        _as(AssignmentRole.COVER, CARLA, -10, 10),
    ]
    assert faces(known, DAY) == (ANOUK, BAS)
    assert [each.worker for each in face_periods(known, DAY)] == [ANOUK, BAS, ANOUK]


@given(some.lists(some.tuples(some.sampled_from([ANOUK, BAS, CARLA, None]), some.integers(1, 9)), max_size=8))
def test_however_the_face_changes_at_most_one_is_running_and_periods_never_overlap(
    changes: list[tuple[WorkerId | None, int]],
) -> None:
    known: dict[object, Assignment] = {}
    day = DAY
    for worker, days in changes:
        home = HOME.changed(plan_coordinator=worker)
        for each in followed(home, known.values(), day):
            known[each.id] = each
        running = [each for each in known.values() if each.until_on is None]
        assert [each.worker for each in running] == ([worker] if worker else [])
        day += timedelta(days=days)
    periods = face_periods(known.values(), day)
    assert all(one.until_on is not None and one.until_on < other.from_on for one, other in pairwise(periods))


def _transfer(**facts: object) -> Transfer:
    about = {"household": HOME.id, "from_worker": ANOUK, "to_worker": BAS, "proposed_on": DAY, **facts}
    return Transfer.model_validate(about)


@pytest.mark.parametrize(
    ("talked", "told", "is_warm"),
    [(0, 0, True), (0, -3, True), (None, 0, False), (0, None, False), (0, 1, False), (3, 0, True)],
)
def test_a_hand_over_is_warm_when_they_sat_together_and_it_was_known_in_advance(
    talked: int | None, told: int | None, is_warm: bool
) -> None:
    days = {
        name: None if each is None else DAY + timedelta(days=each)
        for name, each in (("joint_talk_on", talked), ("told_on", told))
    }
    assert _transfer(state=TransferState.ACCEPTED, answered_on=DAY, **days).is_warm is is_warm


@pytest.mark.parametrize("facts", [{"to_worker": ANOUK}, {"stays": BAS}])
def test_a_hand_over_goes_to_somebody_else_and_the_new_face_does_not_stay_beside_itself(
    facts: dict[str, object],
) -> None:
    with pytest.raises(ValidationError):
        _transfer(**facts)

"""The team's own norms hold from a day on, never beyond the law, and count all terms anew."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from buurtteam.domain.caseload import CaseloadNorms
from buurtteam.domain.problem import Problem
from buurtteam.domain.reckoning import case_deadlines
from buurtteam.domain.staff import Team, Worker, WorkerFunction
from buurtteam.domain.statute import LocalNorm, Mark, OwnDecreeDay, Unit
from buurtteam.services import norms, staff
from buurtteam.services.deadlines import deadlines_of
from buurtteam.services.law import law
from buurtteam.services.office import Office
from buurtteam.services.practice import fill
from buurtteam.storage.database import Database
from buurtteam.storage.facts import facts_of
from tests.conftest import KEY, Clock
from tests.demir import demir


@pytest.fixture
def coordinator(office: Office) -> Worker:
    return staff.set_up(
        office, Team(name="Zonnewijk"), Worker(name="Anouk Voorbeeld", function=WorkerFunction.COORDINATOR)
    )


def norm(office: Office, step: str) -> norms.NormRow:
    return next(each for each in norms.norms(office).terms if each.step == step)


def ends(office: Office, household: object, step: str) -> list[date]:
    return [each.counted_end for each in deadlines_of(office, household) if each.step == step]  # type: ignore[arg-type]


@pytest.mark.usefixtures("coordinator")
def test_a_norm_holds_from_its_day_on_and_says_where_it_is_laid_down(office: Office) -> None:
    before = norm(office, "T01")
    assert (before.number, before.unit, before.is_own) == (2, Unit.WORKING_DAYS, False)
    norms.keep_norm(
        office,
        LocalNorm(
            step="T01", number=5, unit=Unit.WORKING_DAYS, valid_from=date(2026, 1, 1), source="Besluit B&W 3-12-2025"
        ),
    )
    after = norm(office, "T01")
    assert (after.number, after.since, after.source) == (5, date(2026, 1, 1), "Besluit B&W 3-12-2025")
    assert after.is_own
    assert after.law_number == 2
    assert office.statute.step("T01", date(2025, 12, 31)).number == 2  # type: ignore[union-attr]


def test_a_changed_norm_says_beforehand_how_many_households_get_another_date(office: Office) -> None:
    home = demir(office).household.id
    staff.start_work(office, staff.keep_worker(office, Worker(name="Anouk", function=WorkerFunction.COORDINATOR)))
    old = ends(office, home, "T01")
    longer = LocalNorm(step="T01", number=9, unit=Unit.WORKING_DAYS, valid_from=date(2020, 1, 1))
    open_terms = [each for each in deadlines_of(office, home) if each.step == "T01" and each.is_open]
    effect = norms.effect_of(office, longer)
    assert len(open_terms) == 1
    assert (effect.terms, effect.households, effect.missed) == (1, 1, 0)
    assert ends(office, home, "T01") == old
    kept = norms.keep_norm(office, longer)
    assert ends(office, home, "T01") != old
    assert norms.effect_of_removing(office, kept) == effect
    assert norms.effect_of(office, kept).terms == 0
    norms.remove_norm(office, kept)
    assert ends(office, home, "T01") == old


@pytest.mark.usefixtures("coordinator")
def test_a_bylaw_longer_than_the_law_is_refused_and_nothing_changed(office: Office) -> None:
    with pytest.raises(Problem) as refused:
        norms.keep_norm(office, LocalNorm(step="T08", number=9, unit=Unit.WEEKS, valid_from=date(2026, 1, 1)))
    assert refused.value.code == "beyond_law"
    assert norm(office, "T08").own == ()
    norms.keep_norm(office, LocalNorm(step="T08", number=6, unit=Unit.WEEKS, valid_from=date(2026, 1, 1)))
    assert norm(office, "T08").number == 6


@pytest.mark.usefixtures("coordinator")
def test_a_term_of_the_law_cannot_be_set(office: Office) -> None:
    found = norm(office, "T03")
    assert found.mark is Mark.LAW
    assert not found.is_adjustable
    with pytest.raises(Problem) as refused:
        norms.keep_norm(office, LocalNorm(step="T03", number=8, unit=Unit.WEEKS, valid_from=date(2026, 1, 1)))
    assert refused.value.code == "not_adjustable"


@pytest.mark.usefixtures("coordinator")
def test_a_day_of_royal_decree_is_added_dropped_and_taken_away_again(office: Office) -> None:
    added = norms.keep_decree_day(office, OwnDecreeDay(on=date(2029, 5, 11), name="Vrijdag", source="Stb. 2027, 1"))
    assert office.statute.free_days.free_day(date(2029, 5, 11)) is not None
    norms.keep_decree_day(office, OwnDecreeDay(on=date(2029, 5, 11), is_dropped=True))
    assert office.statute.free_days.free_day(date(2029, 5, 11)) is None
    (row,) = [each for each in norms.norms(office).decree_days if each.on == date(2029, 5, 11)]
    assert row.is_dropped
    assert row.own is not None
    assert row.own.id == added.id
    norms.remove_decree_day(office, row.own)
    assert date(2029, 5, 11) not in {each.on for each in norms.norms(office).decree_days}


def test_a_day_of_royal_decree_says_beforehand_how_many_households_get_another_date(office: Office) -> None:
    home = demir(office).household.id
    staff.start_work(office, staff.keep_worker(office, Worker(name="Anouk", function=WorkerFunction.COORDINATOR)))
    (old,) = [each.legal_end for each in deadlines_of(office, home) if each.step == "T03"]
    free = OwnDecreeDay(on=old, name="Vrije dag")
    assert norms.effect_of_decree_day(office, free).households == 1
    assert norms.effect_of_decree_day(office, OwnDecreeDay(on=date(2031, 3, 4))).households == 0
    norms.keep_decree_day(office, free)
    (new,) = [each.legal_end for each in deadlines_of(office, home) if each.step == "T03"]
    assert new > old


@pytest.mark.usefixtures("coordinator")
def test_whether_a_decree_day_works_and_how_far_they_are_known_are_kept_without_touching_the_team(
    office: Office,
) -> None:
    team = staff.team(office)
    norms.keep_decree_rules(office, team.changed(name="Iets anders", decree_day_works=False, decrees_known_to=2031))
    kept = staff.team(office)
    assert (kept.name, kept.decree_day_works, kept.decrees_known_to) == ("Zonnewijk", False, 2031)
    assert norms.norms(office).known_to == 2031
    assert not office.statute.free_days.decree_day_is_working_day


@pytest.mark.usefixtures("coordinator")
def test_the_caseload_norms_are_one_however_often_they_are_kept(office: Office) -> None:
    assert norms.caseload_norms(office).heavy_tenths == 20
    norms.keep_caseload_norms(office, CaseloadNorms(heavy_tenths=25))
    norms.keep_caseload_norms(office, CaseloadNorms(heavy_tenths=15, silent_days=20))
    kept = norms.caseload_norms(office)
    assert (kept.heavy_tenths, kept.silent_days, kept.version) == (15, 20, 2)


def test_nobody_but_the_coordinator_sets_a_norm(office: Office, coordinator: Worker) -> None:
    assert norms.norms(office).may_change
    coach = staff.keep_worker(office, Worker(name="Bas"))
    staff.start_work(office, coach)
    assert not norms.norms(office).may_change
    for deed in (
        lambda: norms.keep_norm(office, LocalNorm(step="T01", number=3, unit=Unit.DAYS, valid_from=date(2026, 1, 1))),
        lambda: norms.keep_decree_day(office, OwnDecreeDay(on=date(2029, 5, 11))),
        lambda: norms.keep_decree_rules(office, Team()),
        lambda: norms.keep_caseload_norms(office, CaseloadNorms()),
    ):
        with pytest.raises(Problem):
            deed()


@pytest.fixture(scope="module")
def neighbourhood(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with the practice neighbourhood, in which nothing is kept."""
    path = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("norms") / "oefenbuurt.buurtteam"))
    database = Database.open(path, KEY)
    office = Office(database, None, Clock())
    fill(office)
    with office.reading() as store:
        staff.start_work(office, next(one for one in store.of(Worker) if one.function is WorkerFunction.COORDINATOR))
    yield office
    database.close()


def waits(office: Office) -> dict[object, date]:
    """Every term of every household for which the team must act, counted from all that is known."""
    with office.reading() as store:
        everything = facts_of(store, office.today())
    return {
        (household, each.step, each.source, each.day_zero): each.legal_end
        for household, known in everything.items()
        for each in case_deadlines(known, office.statute, office.today(), explained=False)
        if each.is_waiting
    }


def difference(office: Office, before: dict[object, date], after: dict[object, date]) -> norms.Effect:
    """What an effect must say, by laying all terms of before beside all of after."""
    moved = {key for key in before | after if before.get(key) != after.get(key)}
    late = sum(1 for key in moved if key in after and after[key] < office.today())
    return norms.Effect(len(moved), len({key[0] for key in moved}), late)  # type: ignore[index]


@pytest.mark.parametrize("step", ["T01", "T05b", "T08", "T19b", "T20c", "T21a", "T23"])
def test_the_effect_of_a_norm_is_the_difference_between_all_terms_before_and_after(
    neighbourhood: Office, step: str
) -> None:
    office = neighbourhood
    term = next(each for each in law().terms if each.id == step)
    number = term.number - 2 if step == "T08" else term.number + 3
    norm = LocalNorm(step=step, number=number, unit=term.unit, valid_from=max(term.valid_from, date(1901, 1, 1)))
    before = waits(office)
    foreseen = norms.effect_of(office, norm)
    kept = norms.keep_norm(office, norm)
    after = waits(office)
    assert foreseen == difference(office, before, after)
    assert foreseen.terms
    assert norms.effect_of_removing(office, kept) == difference(office, after, before)
    norms.remove_norm(office, kept)
    assert waits(office) == before


@pytest.mark.parametrize("days", [2, 8, 36, 41])
def test_the_effect_of_a_decree_day_is_the_difference_between_all_terms_before_and_after(
    neighbourhood: Office, days: int
) -> None:
    office = neighbourhood
    day = OwnDecreeDay(on=office.today() + timedelta(days=days), name="Vrije dag")
    before = waits(office)
    foreseen = norms.effect_of_decree_day(office, day)
    kept = norms.keep_decree_day(office, day)
    assert foreseen == difference(office, before, waits(office))
    norms.remove_decree_day(office, kept)

"""Which questionnaires a team may use, filling one in bit by bit, and scores over time of one and the same."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from buurtteam.domain.kinds import new_id
from buurtteam.domain.measurement import FilledIn, InstrumentPermission, Measurement, OwnInstrument
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.paths import resource
from buurtteam.services import instruments
from buurtteam.services.instruments import KnownInstrument
from buurtteam.services.office import Office
from buurtteam.texts import in_language
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    made = demir(office)
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Karin", function=WorkerFunction.COORDINATOR))
    return made


def _refused(code: str, deed: object) -> Problem:
    with pytest.raises(Problem) as refused:
        deed()  # type: ignore[operator]
    assert refused.value.code == code
    return refused.value


def _find(office: Office, one: str) -> KnownInstrument:
    return next(each for each in instruments.shelf(office).known if each.instrument.id == one)


def _filled(home: Home, one: str = "csi", edition: str = "13", **facts: Any) -> Measurement:  # noqa: ANN401
    about = {"household": home.household.id, "resident": home.oma.id, "taken_on": TODAY, **facts}
    return Measurement.model_validate({"instrument": one, "edition": edition, **about})


def _elsewhere(home: Home, **facts: Any) -> Measurement:  # noqa: ANN401 - fields of the record
    return _filled(home, **{"filled_in": FilledIn.ELSEWHERE, "taken_by": "Steunpunt Zonnewijk", **facts})


# ---------------------------------------------------------------------------------------------- permission


def test_from_the_start_only_our_own_questions_are_on(office: Office, home: Home) -> None:
    known = instruments.shelf(office).known
    assert {each.instrument.id for each in known} == {"burden", "csi", "ediz", "ediz_plus", "djg6", "djg11"}
    assert [each.instrument.id for each in known if each.is_on] == ["burden"]
    assert known[0].instrument.id == "burden"


def test_the_coordinator_confirms_that_it_may_be_used_on_which_ground_and_when(office: Office, home: Home) -> None:
    _refused("no_ground", lambda: instruments.permit(office, "csi", "  "))
    _refused("in_the_future", lambda: instruments.permit(office, "csi", "Brief", TODAY + timedelta(days=1)))
    _refused("no_instrument", lambda: instruments.permit(office, "nergens", "Brief"))
    kept = instruments.permit(office, "csi", "Brief van de uitgever", TODAY - timedelta(days=3))
    assert (kept.worker, kept.confirmed_on, kept.ground) == (office.me, date(2026, 11, 19), "Brief van de uitgever")
    found = _find(office, "csi")
    assert (found.is_on, found.permission, found.permitted_by) == (True, kept, "Karin")
    assert instruments.permit(office, "csi", "Nog eens") == kept


def test_who_is_no_coordinator_turns_nothing_on_or_off(office: Office, home: Home) -> None:
    office.worker = home.noor
    assert not instruments.shelf(office).may_permit
    for deed in (
        lambda: instruments.permit(office, "csi", "Brief"),
        lambda: instruments.end_permission(office, "burden"),
        lambda: instruments.add(office, resource("instruments", "example", "nl.toml")),
    ):
        _refused("not_allowed", deed)


def test_it_can_be_turned_off_and_on_again_and_all_of_that_stays_known(office: Office, home: Home) -> None:
    instruments.permit(office, "csi", "Brief")
    instruments.end_permission(office, "csi")
    assert not _find(office, "csi").is_on
    instruments.permit(office, "csi", "Nieuwe brief")
    assert _find(office, "csi").is_on
    with office.reading() as store:
        assert [each.ended_on for each in store.of(InstrumentPermission, order_by="ground")] == [TODAY, None]
    instruments.end_permission(office, "burden")
    assert not _find(office, "burden").is_on
    instruments.permit(office, "burden", "Het team wil het weer")
    assert _find(office, "burden").is_on


# ---------------------------------------------------------------------------------------------- own questionnaires


@pytest.mark.parametrize("tongue", ["nl", "en"])
def test_the_example_that_is_saved_can_be_added_as_it_is(
    office: Office, home: Home, tmp_path: Path, tongue: str
) -> None:
    with in_language(tongue):
        file = instruments.save_example(tmp_path / "lijst")
    assert file.name == "lijst.toml"
    added = instruments.add(office, file)
    found = _find(office, added.id)
    assert found.is_on
    assert found.own is not None
    # The third is turned: no help counts.
    assert [added.outcome(answers).total for answers in ("111", "222", "112")] == [2, 1, 3]


def test_a_faulty_file_is_refused_with_its_line_and_nothing_is_kept(office: Office, home: Home, tmp_path: Path) -> None:
    file = tmp_path / "lijst.toml"
    good = resource("instruments", "example", "nl.toml").read_text(encoding="utf-8")
    file.write_text(good.replace('scores = ["2"]', 'scores = ["9"]'), encoding="utf-8")
    problem = _refused("no_such_answer", lambda: instruments.add(office, file))
    line = next(at for at, each in enumerate(good.split("\n"), start=1) if each == 'scores = ["2"]')
    assert (problem.values["file"], problem.values["line"]) == ("lijst.toml", line)
    file.write_bytes(b"\xff\xfe\x00")
    _refused("instrument_unread", lambda: instruments.add(office, file))
    _refused("instrument_unread", lambda: instruments.add(office, tmp_path / "weg.toml"))
    file.write_text("#" * 30_000, encoding="utf-8")
    _refused("too_large", lambda: instruments.add(office, file))
    with office.reading() as store:
        assert not store.of(OwnInstrument)


def test_what_is_there_already_is_not_added_twice_and_another_edition_is(office: Office, home: Home) -> None:
    csi = resource("instruments", "csi.toml").read_text(encoding="utf-8")
    _refused("instrument_known", lambda: instruments.add_text(office, csi, "eigen.toml"))
    instruments.add_text(office, csi.replace('edition = "13"', 'edition = "eigen"'), "eigen.toml")
    assert {each.id for each in instruments.shelf(office).known if each.instrument.id == "csi"} == {
        ("csi", "13"),
        ("csi", "eigen"),
    }
    assert not any(each.is_on for each in instruments.shelf(office).known if each.instrument.id == "csi")


def test_an_own_one_goes_to_the_trash_and_back_until_it_was_filled_in(office: Office, home: Home) -> None:
    instruments.add(office, resource("instruments", "example", "nl.toml"))
    own = _find(office, "voorbeeld").own
    assert own is not None
    bundle = instruments.remove_own(office, own)
    assert instruments.shelf(office).find("voorbeeld", "1") is None
    office.restore(bundle)
    instruments.keep(office, _filled(home, "voorbeeld", "1", answers="1"))
    own = _find(office, "voorbeeld").own
    assert own is not None
    _refused("instrument_used", lambda: instruments.remove_own(office, own))


def test_an_own_one_that_cannot_be_read_any_more_stands_apart_and_stops_nothing(office: Office, home: Home) -> None:
    with office.writing(Deed.PERMIT_INSTRUMENT) as store:
        store.save(OwnInstrument(name="oud.toml", text="dit is niets"))
    found = instruments.shelf(office)
    assert len(found.known) == 6
    assert [(own.name, problem.code) for own, problem in found.broken] == [("oud.toml", "not_toml")]


# ---------------------------------------------------------------------------------------------- filling in


def test_answers_are_kept_one_by_one_and_the_score_comes_with_the_last(office: Office, home: Home) -> None:
    instruments.permit(office, "csi", "Brief")
    kept = instruments.keep(office, _filled(home, answers="1"))
    assert (kept.answers, kept.total, kept.is_high, kept.worker) == ("1" + "-" * 12, None, None, office.me)
    kept = instruments.keep(office, kept.changed(answers="1" * 6 + "0" * 7))
    assert (kept.total, kept.is_high) == (6, False)
    kept = instruments.keep(office, kept.changed(answers="1" * 7 + "0" * 6))
    assert (kept.total, kept.is_high) == (7, True)
    kept = instruments.keep(office, kept.changed(answers="1" * 7 + "0" * 5 + "-"))
    assert (kept.total, kept.is_high) == (None, None)


def test_a_score_is_never_typed_over_what_the_answers_say(office: Office, home: Home) -> None:
    kept = instruments.keep(office, _filled(home, "burden", "1", answers="111111", total=60, is_high=True))
    assert (kept.total, kept.is_high) == (6, None)


def test_without_permission_nothing_is_filled_in_and_what_was_stays_readable(office: Office, home: Home) -> None:
    _refused("not_permitted", lambda: instruments.keep(office, _filled(home, answers="1")))
    instruments.permit(office, "csi", "Brief")
    kept = instruments.keep(office, _filled(home, answers="1" * 13))
    instruments.end_permission(office, "csi")
    _refused("not_permitted", lambda: instruments.keep(office, kept.changed(answers="0" * 13)))
    # Words and the day can still be put right.
    assert instruments.keep(office, kept.changed(own_words="“Het is te veel.”")).total == 13
    (series,) = instruments.history(office, home.household.id, home.oma.id)
    assert series.taken[0].measurement.total == 13


def test_answers_days_and_people_that_do_not_fit_are_refused(office: Office, home: Home) -> None:
    instruments.permit(office, "csi", "Brief")
    _refused("not_an_answer", lambda: instruments.keep(office, _filled(home, answers="7")))
    tomorrow = TODAY + timedelta(days=1)
    _refused("in_the_future", lambda: instruments.keep(office, _filled(home, answers="1", taken_on=tomorrow)))
    _refused("no_instrument", lambda: instruments.keep(office, _filled(home, "nergens", "1")))
    _refused("lives_elsewhere", lambda: instruments.keep(office, _filled(home, resident=new_id())))
    kept = instruments.keep(office, _filled(home, answers="1"))
    for change in ({"instrument": "burden", "edition": "1"}, {"resident": home.yusuf.id}):
        _refused("another_measurement", lambda change=change: instruments.keep(office, kept.changed(**change)))


def test_a_score_from_elsewhere_needs_no_permission_and_lies_within_the_range(office: Office, home: Home) -> None:
    kept = instruments.keep(office, _elsewhere(home, total=9, answers="111"))
    assert (kept.total, kept.is_high, kept.answers, kept.worker) == (9, True, "", None)
    problem = _refused("score_outside", lambda: instruments.keep(office, _elsewhere(home, total=14)))
    assert problem.values == {"first": 0, "last": 13}
    assert [gap.field for gap in problem.gaps] == ["total"]
    assert instruments.keep(office, _elsewhere(home)).total is None


def test_a_questionnaire_that_nobody_here_knows_can_be_typed_by_name(office: Office, home: Home) -> None:
    kept = instruments.keep(office, _elsewhere(home, instrument="Zarit", edition="", total=41, is_high=True))
    assert (kept.total, kept.is_high) == (41, True)
    _refused("no_name", lambda: instruments.keep(office, _elsewhere(home, instrument="", edition="")))


def test_whoever_lives_there_can_fill_one_in_also_who_cares_for_nobody(office: Office, home: Home) -> None:
    instruments.permit(office, "djg6", "Vrij met bronvermelding")
    kept = instruments.keep(office, _filled(home, "djg6", "6", answers="2" * 6, resident=home.samira.id))
    assert kept.total == 6
    assert instruments.history(office, home.household.id, home.oma.id) == ()


# ---------------------------------------------------------------------------------------------- over time


def test_only_one_questionnaire_in_one_edition_is_compared(office: Office, home: Home) -> None:
    for one in ("csi", "ediz"):
        instruments.permit(office, one, "Brief")
    csi = resource("instruments", "csi.toml").read_text(encoding="utf-8")
    instruments.add_text(office, csi.replace('edition = "13"', 'edition = "oud"'), "oud.toml")

    def on(days: int, one: str, edition: str, answers: str, **facts: Any) -> None:  # noqa: ANN401
        day = TODAY - timedelta(days=days)
        instruments.keep(office, _filled(home, one, edition, taken_on=day, answers=answers, **facts))

    on(90, "csi", "13", "1" * 5 + "0" * 8)
    on(60, "csi", "oud", "1" * 13)
    on(40, "csi", "13", "1" * 4)
    on(30, "ediz", "9", "5" * 9)
    on(10, "csi", "13", "", filled_in=FilledIn.ELSEWHERE, total=8)
    found = instruments.history(office, home.household.id, home.oma.id)
    assert [(each.taken[0].measurement.instrument, each.edition) for each in found] == [
        ("csi", "13"),
        ("ediz", "9"),
        ("csi", "oud"),
    ]
    assert [(each.measurement.total, each.change) for each in found[0].taken] == [(8, 3), (None, None), (5, None)]
    assert [each.measurement.total for each in found[0].scored] == [5, 8]
    assert [each.change for series in found[1:] for each in series.taken] == [None, None]


def test_what_came_out_is_said_in_words_and_not_as_a_diagnosis(office: Office, home: Home) -> None:
    instruments.permit(office, "ediz", "Brief")
    for answers in ("3" * 8 + "1", "3" * 8):
        instruments.keep(office, _filled(home, "ediz", "9", answers=answers))
    instruments.keep(office, _elsewhere(home, instrument="Zarit", edition="", total=41))
    with in_language("en"):
        said = {
            instruments.in_words(taken, series.instrument)
            for series in instruments.history(office, home.household.id, home.oma.id)
            for taken in series.taken
        }
    assert said == {"Score 8 of 9: High pressure (still to be checked).", "Not complete: no score.", "Score 41."}


def test_removing_goes_to_the_trash_and_undo_brings_it_back(office: Office, home: Home) -> None:
    kept = instruments.keep(office, _filled(home, "burden", "1", answers="123"))
    bundle = instruments.remove(office, kept)
    assert instruments.history(office, home.household.id, home.oma.id) == ()
    office.restore(bundle)
    assert len(instruments.history(office, home.household.id, home.oma.id)) == 1

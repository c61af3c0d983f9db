"""Letters are kept as they are typed, doubles are linked and undone, and the list of creditors helps along."""

import json
import shutil
import tomllib
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from buurtteam.domain.debt import Creditor, Debt, DebtEnd, DebtKind, NotCounted
from buurtteam.domain.debt_doubles import DoubleReason
from buurtteam.domain.debt_totals import DebtSum
from buurtteam.domain.evidence import Attachment, MediaType
from buurtteam.domain.keeping import Stale
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Deed
from buurtteam.paths import resource
from buurtteam.services import creditors, debts, households
from buurtteam.services.dossier import FaultyDossier, export_dossier, import_dossier
from buurtteam.services.households import NewHousehold
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from buurtteam.storage.database import Database
from tests.conftest import KEY, Clock
from tests.demir import Home, demir

TODAY = date(2026, 11, 22)


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


def typed(office: Office, home: Home, creditor: str, cents: int | None = None, **facts: object) -> Debt:
    letter = Debt(household=home.household.id, creditor=creditor, amount=cents).changed(**facts)
    return debts.keep_typed(office, letter, is_whole=True)


def lines(office: Office, home: Home) -> tuple[Debt, ...]:
    return debts.bag_of_post(office, home.household.id).lines


def counted(office: Office, home: Home) -> DebtSum:
    return debts.bag_of_post(office, home.household.id).totals.counted


# ---------------------------------------------------------------------------------------------- typing


def test_nothing_at_all_has_to_be_known(office: Office, home: Home) -> None:
    typed(office, home, "")
    assert counted(office, home) == DebtSum(0, 1, 1)


def test_letters_stand_in_the_order_in_which_they_were_typed(office: Office, home: Home) -> None:
    for name in ("Zonstroom", "Woonpunt", "Belmeer"):
        typed(office, home, name)
    assert [each.creditor for each in lines(office, home)] == ["Zonstroom", "Woonpunt", "Belmeer"]


def test_a_letter_that_is_kept_while_it_is_typed_stays_one_letter(office: Office, home: Home) -> None:
    letter = Debt(household=home.household.id, creditor="Woon")
    debts.keep_typed(office, letter)
    debts.keep_typed(office, letter.changed(creditor="Woonpunt"))
    debts.keep_typed(office, letter.changed(creditor="Woonpunt", amount=61200), is_whole=True)
    assert [(each.creditor, each.amount) for each in lines(office, home)] == [("Woonpunt", 61200)]


def test_what_was_said_of_a_letter_meanwhile_stays(office: Office, home: Home) -> None:
    first = typed(office, home, "Woonpunt", 61200)
    letter = Debt(household=home.household.id, creditor="Woonpunt", amount=61200)
    debts.keep_typed(office, letter)
    debts.link_double(office, letter.id, first.id)
    debts.keep_typed(office, letter.changed(letter_seen=True), is_whole=True)
    assert [each.double_of for each in lines(office, home)] == [None, first.id]


def test_two_people_at_one_line_do_not_overwrite_each_other(office: Office, home: Home) -> None:
    letter = typed(office, home, "Woonpunt", 61200)
    debts.keep(office, letter.changed(amount=62400))
    with pytest.raises(Stale):
        debts.keep(office, letter.changed(amount=99900))


# ---------------------------------------------------------------------------------------------- doubles


def test_a_double_is_found_explained_and_counted_once_while_both_letters_stay(office: Office, home: Home) -> None:
    first = typed(office, home, "Woonpunt", 61200)
    second = typed(office, home, "Woonpunt B.V.", 61200, collector="Invorderbureau Lindelaan")
    found = debts.bag_of_post(office, home.household.id).doubles
    assert [(each.debt, each.reason) for each in found[second.id]] == [(first.id, DoubleReason.ORIGIN)]
    debts.link_double(office, second.id, first.id)
    bag = debts.bag_of_post(office, home.household.id)
    assert (bag.totals.counted, bag.totals.not_counted) == (
        DebtSum(61200, 0, 1),
        {NotCounted.DOUBLE: DebtSum(61200, 0, 1)},
    )
    assert (len(bag.lines), bag.doubles) == (2, {})


def test_what_is_no_double_is_not_asked_again_until_there_is_another_reason(office: Office, home: Home) -> None:
    first = typed(office, home, "Woonpunt", 61200, reference="WP884512")
    second = typed(office, home, "Woonpunt", 61200)
    second = debts.keep_apart(office, second.id)
    second = debts.keep(office, second.changed(letter_seen=True))
    assert debts.bag_of_post(office, home.household.id).doubles == {}
    second = debts.keep(office, second.changed(reference="WP 884512"))
    found = debts.bag_of_post(office, home.household.id).doubles
    assert [(each.debt, each.reason) for each in found[second.id]] == [(first.id, DoubleReason.REFERENCE)]


def test_a_third_letter_joins_the_debt_and_not_the_second_letter(office: Office, home: Home) -> None:
    first, second, third = (typed(office, home, "Woonpunt", 61200) for _turn in range(3))
    debts.link_double(office, second.id, first.id)
    debts.link_double(office, third.id, second.id)
    assert [each.double_of for each in lines(office, home)] == [None, first.id, first.id]


def test_who_says_themselves_that_two_letters_are_one_debt_links_them_just_so(office: Office, home: Home) -> None:
    first, second, third = (typed(office, home, name, 61200) for name in ("Woonpunt", "Lindelaan", "Damhof"))
    debts.link_double(office, second.id, first.id)
    debts.keep(office, third.changed(double_of=second.id))
    assert [each.double_of for each in lines(office, home)] == [None, first.id, first.id]
    fourth = typed(office, home, "Zonstroom", 61200)
    first = lines(office, home)[0]
    debts.keep(office, first.changed(double_of=fourth.id))
    assert [each.double_of for each in lines(office, home)] == [fourth.id, fourth.id, fourth.id, None]
    with pytest.raises(Problem) as refused:
        debts.keep(office, lines(office, home)[3].changed(double_of=first.id))
    assert refused.value.code == "double_already"
    with pytest.raises(Problem) as refused:
        debts.keep(office, Debt(household=home.household.id, double_of=uuid4()))
    assert refused.value.code == "other_household"


def test_the_letter_that_says_how_much_counts(office: Office, home: Home) -> None:
    unknown = typed(office, home, "Woonpunt", None, reference="WP884512")
    known = typed(office, home, "Woonpunt", 61200, reference="WP884512")
    assert debts.link_double(office, known.id, unknown.id).id == known.id
    assert counted(office, home) == DebtSum(61200, 0, 1)


def test_another_letter_can_be_made_the_one_that_counts(office: Office, home: Home) -> None:
    first, second, third = (typed(office, home, "Woonpunt", 61200 + cents) for cents in (0, 100, 200))
    for each in (second, third):
        debts.link_double(office, each.id, first.id)
    debts.count_in_place(office, third.id)
    assert counted(office, home) == DebtSum(61400, 0, 1)
    assert [each.double_of for each in lines(office, home)] == [third.id, third.id, None]


def test_when_the_letter_that_counts_goes_another_about_it_counts(office: Office, home: Home) -> None:
    first, second, third = (typed(office, home, "Woonpunt", 61200) for _turn in range(3))
    for each in (second, third):
        debts.link_double(office, each.id, first.id)
    bundle = debts.remove(office, debts.bag_of_post(office, home.household.id).lines[0])
    assert counted(office, home) == DebtSum(61200, 0, 1)
    office.restore(bundle)
    assert counted(office, home) == DebtSum(61200, 0, 1)


def test_a_link_is_taken_back_by_undo(office: Office, home: Home) -> None:
    first, second = typed(office, home, "Woonpunt", 61200), typed(office, home, "Woonpunt", 61200)
    office.take_changes()
    debts.link_double(office, second.id, first.id)
    way_back = UndoStack()
    for each in office.take_changes():
        way_back.add(each)
    way_back.take_back(office)
    assert counted(office, home) == DebtSum(122400, 0, 2)


def test_letters_of_two_households_are_never_one_debt(office: Office, home: Home) -> None:
    other = households.create_household(office, NewHousehold(first_name="Ans", reach="0612345679"))
    mine = typed(office, home, "Woonpunt", 61200)
    theirs = debts.keep(office, Debt(household=other.id, creditor="Woonpunt", amount=61200))
    with pytest.raises(Problem) as refused:
        debts.link_double(office, mine.id, theirs.id)
    assert refused.value.code == "other_household"


# ---------------------------------------------------------------------------------------------- counted or not


def test_the_totals_name_why_a_debt_is_left_out(office: Office, home: Home) -> None:
    letter = typed(office, home, "Oom Karim", 50000)
    left_out = debts.keep(office, letter.changed(is_counted=False, not_counted_why="geen haast"))
    assert debts.bag_of_post(office, home.household.id).totals.reasons == {"geen haast": DebtSum(50000, 0, 1)}
    debts.keep(office, left_out.changed(is_counted=True))
    assert counted(office, home) == DebtSum(50000, 0, 1)


def test_a_debt_that_ended_counts_no_more_and_can_go_on_after_all(office: Office, home: Home) -> None:
    letter = typed(office, home, "Woonpunt", 61200)
    with pytest.raises(Problem):
        debts.keep(office, letter.changed(ended_on=TODAY + timedelta(days=1), ended_how=DebtEnd.PAID))
    ended = debts.keep(office, letter.changed(ended_how=DebtEnd.PAID))
    assert (ended.ended_on, counted(office, home)) == (TODAY, DebtSum())
    debts.keep(office, ended.changed(ended_on=None, ended_how=None))
    assert counted(office, home) == DebtSum(61200, 0, 1)


def test_what_is_said_to_have_ended_has_from_today_when_no_day_is_given(office: Office, home: Home) -> None:
    letter = typed(office, home, "Woonpunt", 61200)
    ended = debts.keep(office, letter.changed(ended_how=DebtEnd.REMITTED))
    assert ended.ended_on == TODAY
    with pytest.raises(Problem):
        debts.keep(office, ended.changed(ended_on=TODAY + timedelta(days=1)))


def test_a_line_is_put_elsewhere(office: Office, home: Home) -> None:
    for name in "abc":
        typed(office, home, name)
    debts.move(office, lines(office, home)[2].id, -5)
    assert [each.creditor for each in lines(office, home)] == ["c", "a", "b"]
    debts.move(office, lines(office, home)[0].id, 1)
    assert [each.creditor for each in lines(office, home)] == ["a", "c", "b"]


def test_a_line_says_how_many_scans_belong_to_it(office: Office, home: Home) -> None:
    letter = typed(office, home, "Woonpunt", 61200)
    typed(office, home, "Zonstroom")
    with office.writing(Deed.KEEP_EVIDENCE) as store:
        store.save(Attachment(household=home.household.id, media=MediaType.PDF, added_at=office.now(), debt=letter.id))
    assert debts.bag_of_post(office, home.household.id).attachments == {letter.id: 1}


def test_letters_travel_in_a_dossier_also_when_a_later_one_counts(
    office: Office, home: Home, empty_file: Path, tmp_path: Path, clock: Clock
) -> None:
    first, second = typed(office, home, "Woonpunt", 61200), typed(office, home, "Woonpunt", 64000)
    debts.link_double(office, second.id, first.id)
    debts.count_in_place(office, second.id)
    text = export_dossier(office, home.household.id)
    other = Office(Database.open(Path(shutil.copy(empty_file, tmp_path / "ander.buurtteam")), KEY), None, clock)
    import_dossier(other, text)
    assert [each.double_of for each in debts.bag_of_post(other, home.household.id).lines] == [second.id, None]
    other.close()


def test_a_dossier_with_letters_in_a_ring_is_refused(office: Office, home: Home) -> None:
    first, second = typed(office, home, "Woonpunt", 61200), typed(office, home, "Woonpunt", 64000)
    told = json.loads(export_dossier(office, home.household.id))
    for letter, about in zip(told["debts"], (second, first), strict=True):
        letter["double_of"] = str(about.id)
    with pytest.raises(FaultyDossier) as refused:
        import_dossier(office, json.dumps(told))
    assert [each.path for each in refused.value.faults] == ["debts[0].double_of", "debts[1].double_of"]


# ---------------------------------------------------------------------------------------------- creditors


def test_a_name_completes_itself_by_any_part_and_by_what_it_is_also_called(office: Office) -> None:
    creditors.keep(office, Creditor(name="Stichting Woonpunt", also_called="de woningbouw"))
    known = creditors.creditors(office)
    assert [each.name for each in creditors.suggest(known, "punt")] == ["Stichting Woonpunt"]
    assert [each.name for each in creditors.suggest(known, "Woningb")] == ["Stichting Woonpunt"]
    assert [each.name for each in creditors.suggest(known, "cjib")] == ["Centraal Justitieel Incassobureau"]
    assert creditors.suggest(known, " ") == ()


def test_collectors_come_first_where_one_is_asked_for(office: Office) -> None:
    creditors.keep(office, Creditor(name="Linde Wonen"))
    creditors.keep(office, Creditor(name="Linde Invordering", is_collector=True))
    known = creditors.creditors(office)
    assert creditors.suggest(known, "linde", collectors=True)[0].name == "Linde Invordering"


def test_choosing_a_body_fills_in_what_is_known_of_it_and_nothing_that_was_typed(office: Office, home: Home) -> None:
    tax = typed(office, home, "belastingdienst", 45500)
    assert (tax.creditor, tax.kind, tax.is_preferred) == ("Belastingdienst", DebtKind.TAX, True)
    fine = typed(office, home, "cjib", 14900)
    assert (fine.creditor, fine.kind) == ("CJIB", DebtKind.FINE)
    own = typed(office, home, "Belastingdienst", 100, kind=DebtKind.ALLOWANCE, is_preferred=False)
    assert (own.kind, own.is_preferred) == (DebtKind.ALLOWANCE, False)


def test_what_is_owed_through_a_collector_is_of_the_kind_of_where_it_began(office: Office, home: Home) -> None:
    letter = debts.keep(
        office, Debt(household=home.household.id, creditor="Invorderbureau Lindelaan", original_creditor="DUO")
    )
    assert debts.keep_typed(office, letter, is_whole=True).kind is DebtKind.STUDY


def test_a_new_name_comes_on_the_list_once(office: Office) -> None:
    first = creditors.add(office, "Postorder Zuid")
    assert creditors.add(office, "postorder zuid b.v.").id == first.id
    creditors.add(office, "DUO")
    assert [each.name for each in creditors.own_creditors(office)] == ["Postorder Zuid"]
    with pytest.raises(Problem) as refused:
        creditors.keep(office, Creditor(name="Postorder Zuid N.V."))
    assert refused.value.code == "creditor_known"
    with pytest.raises(Problem):
        creditors.add(office, "  ")


def test_a_body_that_was_taken_over_stands_in_the_list_once_with_what_the_team_added(office: Office) -> None:
    known = creditors.named(creditors.creditors(office), "DUO")
    assert known is not None
    own = creditors.take_over(office, known)
    creditors.keep(office, own.changed(phone="0612345678"))
    found = [each for each in creditors.creditors(office) if each.name == "DUO"]
    assert [(each.is_own, each.creditor.phone) for each in found] == [(True, "0612345678")]


def test_who_is_not_in_use_completes_nothing_and_who_is_removed_leaves_the_debts_alone(
    office: Office, home: Home
) -> None:
    kept = creditors.keep(office, Creditor(name="Woonpunt"))
    typed(office, home, "Woonpunt", 61200)
    kept = creditors.keep(office, kept.changed(is_active=False))
    assert creditors.suggest(creditors.creditors(office), "woonp") == ()
    bundle = creditors.remove(office, kept)
    assert lines(office, home)[0].creditor == "Woonpunt"
    office.restore(bundle)
    assert [each.name for each in creditors.own_creditors(office)] == ["Woonpunt"]


def test_each_body_has_its_source_its_words_in_two_languages_and_an_id_of_its_own() -> None:
    with resource("money", "creditors.toml").open("rb") as file:
        written = tomllib.load(file)["creditor"]
    assert len({each["id"] for each in written}) == len(written)
    for each in written:
        assert each["source"]
        assert each["advice"].keys() == {"nl", "en"}
        DebtKind(each["kind"])


def test_what_nobody_verified_says_so(office: Office) -> None:
    known = {each.name: each for each in creditors.creditors(office)}
    assert "nog te controleren" in known["CAK"].advice
    assert "nog te controleren" not in known["Belastingdienst"].advice


def test_a_line_that_is_gone_is_said_to_be_gone(office: Office) -> None:
    with pytest.raises(Exception, match="gone"):
        debts.keep_apart(office, uuid4())  # type: ignore[arg-type]


def test_a_second_letter_about_a_second_letter_that_is_removed_makes_nothing_count_twice(
    office: Office, home: Home
) -> None:
    first, second, third = (Debt(household=home.household.id, creditor=name, amount=1_00) for name in "ABC")
    with office.writing(Deed.IMPORT_DOSSIER) as store:
        # So a dossier may bring them.
        for each in (first, second.changed(double_of=first.id), third.changed(double_of=second.id)):
            store.save(each)
    assert counted(office, home) == DebtSum(1_00, 0, 1)
    stack = UndoStack()
    office.take_changes()
    debts.remove(office, next(each for each in lines(office, home) if each.id == second.id))
    stack.add(*office.take_changes())
    assert counted(office, home) == DebtSum(1_00, 0, 1)
    stack.take_back(office)
    assert {each.creditor: each.double_of for each in lines(office, home)} == {"A": None, "B": first.id, "C": second.id}
    assert counted(office, home) == DebtSum(1_00, 0, 1)

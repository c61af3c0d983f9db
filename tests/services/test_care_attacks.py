"""What a hostile file, a slip or a bad moment tries to do to what is kept of carers, the directory and questionnaires."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from buurtteam.domain.care import Appreciation, Care, Carer, CarerSupport, CarerTalk, Perseverance
from buurtteam.domain.conversation import Conversation
from buurtteam.domain.directory import DirectoryEntry, KindOfHelp
from buurtteam.domain.household import (
    Address,
    Authority,
    Household,
    MemberRole,
    Membership,
    Relation,
    RelationKind,
    Resident,
)
from buurtteam.domain.instruments import read_instrument
from buurtteam.domain.kinds import HouseholdId, RelationId, ResidentId, new_id
from buurtteam.domain.measurement import Measurement
from buurtteam.domain.plan import HouseholdPlan, PlanAction
from buurtteam.domain.problem import Problem
from buurtteam.domain.sharing import Consent, ConsentAnswer, SharedTopic
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.paths import resource
from buurtteam.services import (
    care_contents,
    carer_support,
    carer_talks,
    carers,
    contents,
    directory,
    directory_file,
    dossier,
    households,
    instruments,
    money_papers,
)
from buurtteam.services.care_consent import CarerSays
from buurtteam.services.carers import Whom
from buurtteam.services.office import Office
from buurtteam.services.paper_home import Home
from tests.demir import demir
from tests.services.test_money_papers import said_on

# ---------------------------------------------------------------------------------------------- the directory as a file


def read_in(office: Office, file: Path, text: str) -> directory_file.DirectoryFile:
    file.write_text(text, encoding="utf-8")
    return directory_file.take_in(office, directory_file.look(office, file))


def test_what_stands_in_a_file_twice_is_taken_in_once_as_the_last_row_says(office: Office, tmp_path: Path) -> None:
    demir(office)
    directory.keep(office, DirectoryEntry(name="De Es", kinds=frozenset({KindOfHelp.BUDDY}), phone="0499 000501"))
    twice = "name;phone;place\nDe Es;0499 000502;\nDe Es;;Dorpsplein\nDe Eik;0499 000503;\nDe Eik;;Kerkplein\n"
    done = read_in(office, tmp_path / "kaart.csv", twice)
    assert [(each.name, each.phone, each.place) for each in done.changed] == [("De Es", "0499 000502", "Dorpsplein")]
    assert [(each.name, each.phone, each.place) for each in done.new] == [("De Eik", "0499 000503", "Kerkplein")]


def test_a_number_of_thousands_of_digits_is_no_number_of_hours(office: Office, tmp_path: Path) -> None:
    demir(office)
    done = read_in(office, tmp_path / "kaart.csv", f"name;hours_per_week\nDe Es;{'9' * 5000}\nDe Eik;4\n")
    assert ([each.line for each in done.not_right], [each.name for each in done.new]) == ([2], ["De Eik"])


def test_a_name_that_nobody_can_see_is_no_name(office: Office, tmp_path: Path) -> None:
    demir(office)
    done = read_in(office, tmp_path / "kaart.csv", "name;kinds\n\u200b;maatje\n\x01;maatje\n")
    assert ([each.line for each in done.not_right], done.new) == ([2, 3], ())


def test_a_formula_behind_a_space_is_a_formula(office: Office, tmp_path: Path) -> None:
    demir(office)
    done = read_in(office, tmp_path / "kaart.csv", "name;what\nDe Es; =1+1\nDe Eik;\u00a0@SUM(1)\n")
    assert ([each.line for each in done.not_right], done.new) == ([2, 3], ())


def test_a_name_with_more_spaces_is_the_same_name(office: Office, tmp_path: Path) -> None:
    demir(office)
    file, text = tmp_path / "kaart.csv", 'name;phone\nDe  Es;1\n"De\nEik";2\nDe Es;3\n'
    assert [each.name for each in read_in(office, file, text).new] == ["De Es", "De Eik"]
    again = read_in(office, file, text)
    assert (again.new, again.changed, again.same) == ((), (), 2)


def test_a_name_that_begins_with_an_apostrophe_keeps_it(office: Office, tmp_path: Path) -> None:
    demir(office)
    directory.keep(office, DirectoryEntry(name="'t Trefpunt", place="'s maandags", what="- ook zonder afspraak"))
    file = tmp_path / "kaart.csv"
    directory_file.write(office, file)
    found = directory_file.look(office, file)
    assert (found.new, found.changed, found.same, found.not_right) == ((), (), 1, ())


# ---------------------------------------------------------------------------------------------- questionnaires


def example(**written: str) -> str:
    """The example of a questionnaire with other values at some of its keys, as they are written in a file."""
    text = resource("instruments", "example", "nl.toml").read_text(encoding="utf-8")
    for key, value in written.items():
        line = f"{key} = {value}".replace("\\", "\\\\")
        text = re.sub(rf"^{key} = .*$", line, text, count=1, flags=re.MULTILINE)
    return text


def test_signs_that_cannot_be_seen_do_not_make_another_edition(office: Office) -> None:
    home = demir(office)
    with office.writing(Deed.KEEP_WORKER) as store:
        office.worker = store.save(Worker(name="Karin", function=WorkerFunction.COORDINATOR))
    added = instruments.add_text(
        office, example(edition=r'"1\u200b\u0000\u202e e\u0301"', name=r'"Dorp\u202es"'), "x.toml"
    )
    assert (added.edition, added.name.nl) == ("1 é", "Dorps")
    about = {"household": home.household.id, "resident": home.oma.id, "taken_on": date(2026, 11, 22)}
    instruments.keep(office, Measurement(instrument=added.id, edition=added.edition, answers="111", **about))
    assert [each.instrument for each in instruments.history(office, home.household.id, home.oma.id)] == [added]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("edition", r'"\u200b"', "not_right"),
        ("name", r'{nl = "\u0000", en = "x"}', "not_right"),
        ("edition", f'"{"x" * 201}"', "too_long"),
        ("name", f'"{"x" * 201}"', "too_long"),
    ],
)
def test_what_cannot_be_kept_with_the_answers_is_refused_with_its_line(key: str, value: str, code: str) -> None:
    text = example(**{key: value})
    with pytest.raises(Problem) as refused:
        read_instrument(text, "x.toml")
    line = next(at for at, each in enumerate(text.split("\n"), start=1) if each.startswith(f"{key} ="))
    assert (refused.value.code, refused.value.values["line"]) == (code, line)


def test_keys_in_keys_without_end_are_refused_and_not_reckoned_through() -> None:
    with pytest.raises(Problem) as refused:
        read_instrument(f"id = 1\n{'a.' * 9000}b = 1", "x.toml")
    assert (refused.value.code, refused.value.values["line"]) == ("not_toml", 2)


# ---------------------------------------------------------------------------------------------- dossiers that come in

TODAY = date(2026, 11, 22)


@dataclass
class Two:
    """Samira cares for her mother in one household; Bea, in another, for Cor."""

    here: HouseholdId
    samira: ResidentId
    yusuf: ResidentId
    care: RelationId
    there: HouseholdId
    bea: ResidentId
    elsewhere: RelationId


@pytest.fixture
def two(office: Office) -> Two:
    home = demir(office)
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        there = store.save(Household(label="Verderop"))
        bea, cor = (store.save(Resident(first_name=name)) for name in ("Bea", "Cor"))
        for each in (bea, cor):
            store.save(Membership(household=there.id, resident=each.id))
    own = carers.cares_for(office, home.household.id, Whom(home.samira.id), Whom(home.oma.id))
    other = carers.cares_for(office, there.id, Whom(bea.id), Whom(cor.id))
    return Two(home.household.id, home.samira.id, home.yusuf.id, own.relation, there.id, bea.id, other.relation)


def of_bea(section: str, **told: object) -> Callable[[Two, dict[str, Any]], None]:
    """One record more in a section of the dossier, about Bea, who lives elsewhere."""
    return lambda two, plain: plain[section].append({"id": str(new_id()), "resident": str(two.bea), **told})


def about(section: str, care: str) -> Callable[[Two, dict[str, Any]], None]:
    """One record more in a section of the dossier, about a care."""
    return lambda two, plain: plain[section].append({"id": str(new_id()), "relation": str(getattr(two, care))})


def by_a_parent(two: Two, plain: dict[str, Any]) -> None:
    relation = {"kind": "parent", "resident": str(two.samira), "to_resident": str(two.yusuf)}
    plain["relations"].append({"id": str(new_id()), **relation})
    plain["cares"].append({"id": str(new_id()), "relation": plain["relations"][-1]["id"]})


def once_more(two: Two, plain: dict[str, Any]) -> None:
    plain["carers"].append({"id": str(new_id()), "resident": str(two.samira), "cares": False})


def under_another_id(two: Two, plain: dict[str, Any]) -> None:
    plain["cares"][0] |= {"id": str(new_id()), "plan_does": "Alles", "plan_agreed_on": "2026-01-01"}


@pytest.mark.parametrize(
    ("place", "brings"),
    [
        ("carers[1].resident", of_bea("carers", cares=False)),
        ("carer_talks[0].resident", of_bea("carer_talks", held_on="2026-11-22", perseverance="under_week")),
        ("measurements[0].resident", of_bea("measurements", instrument="csi", taken_on="2026-11-22", total=13)),
        ("carer_supports[0].resident", of_bea("carer_supports")),
        ("appreciations[0].resident", of_bea("appreciations", year=2026)),
        ("care_paths[0].resident", of_bea("care_paths")),
        ("cares[1].relation", about("cares", "elsewhere")),
        ("crisis_agreements[0].relation", about("crisis_agreements", "elsewhere")),
        ("cares[1].relation", by_a_parent),
        ("cares[1]", about("cares", "care")),
        ("carers[1]", once_more),
        ("cares[0]", under_another_id),
    ],
)
def test_a_dossier_brings_nothing_of_a_carer_of_another_household_and_nothing_twice(
    office: Office, two: Two, place: str, brings: Callable[[Two, dict[str, Any]], None]
) -> None:
    plain = json.loads(dossier.export_dossier(office, two.here))
    brings(two, plain)
    with pytest.raises(dossier.FaultyDossier) as refused:
        dossier.import_dossier(office, json.dumps(plain))
    assert [each.path for each in refused.value.faults] == [place]
    with office.reading() as store:
        assert (store.count(Care), store.count(Carer), store.count(CarerTalk)) == (2, 2, 0)


def test_a_carer_who_was_taken_out_of_one_of_two_homes_is_no_more_in_its_dossier_and_it_still_comes_in(
    office: Office, two: Two
) -> None:
    with office.writing(Deed.KEEP_CARER) as store:
        store.save(Membership(household=two.there, resident=two.samira, is_main=False))
    talk = carer_talks.begin(office, two.here, two.samira)
    carer_talks.keep(office, talk.changed(own_words="Ik ben op.", perseverance=Perseverance.UNDER_WEEK))
    assert "Ik ben op." in dossier.export_dossier(office, two.here)
    households.remove_person(office, two.here, two.samira)
    left = dossier.export_dossier(office, two.here)
    assert "Ik ben op." not in left
    assert not dossier.import_dossier(office, left).new


# ---------------------------------------------------------------------------------------------- secret addresses


@pytest.mark.parametrize("is_over", [False, True])
def test_the_secret_address_of_the_one_stands_on_no_paper_of_the_other(
    office: Office, two: Two, *, is_over: bool
) -> None:
    """Also when somebody typed it there, and also when the care is over."""
    with office.writing(Deed.KEEP_CARER) as store:
        for home, street in ((two.here, "Schuilpad"), (two.there, "Geheimlaan")):
            facts = {"street": street, "number": "7", "postcode": "6499 SA", "is_secret": True}
            store.save(Address(household=home, **facts))
        plan = store.save(HouseholdPlan(household=two.here))
        store.save(PlanAction(household=two.here, plan=plan.id, what="Naar Geheimlaan 7 lopen"))
        talk = store.save(Conversation(household=two.here, held_at=office.now(), summary="Bea woont Geheimlaan 7."))
        topics = frozenset({SharedTopic.NAME_ADDRESS, SharedTopic.CARE})
        said = {"resident": two.bea, "recipient": "Steunpunt", "topics": topics, "answer": ConsentAnswer.YES}
        store.save(Consent(household=two.there, given_on=TODAY, **said))
    care = carers.cares_for(office, two.there, Whom(two.bea), Whom(two.yusuf))
    own = carer_talks.begin(office, two.there, two.bea)
    carer_talks.keep(office, own.changed(air_words="Iemand op het Schuilpad 7"))
    if is_over:
        carers.end_care(office, two.there, care.relation)
    with office.reading() as store:
        here, there = (Home.of(store, each, TODAY, office.statute) for each in (two.here, two.there))
        bea = store.get(Resident, two.bea)
        says = CarerSays(there, bea, "Steunpunt")
        letter = care_contents.letter_facts(there, bea, says, there.contact(None), score=True)
        assert "lopen" in contents.plan_paper(here, office.now()).model_dump_json()
        for paper in (contents.plan_paper(here, office.now()), contents.report_paper(here, talk), letter):
            assert "Geheimlaan" not in paper.model_dump_json()
        assert "Schuilpad" not in letter.model_dump_json()


# ---------------------------------------------------------------------------------------------- days in the wrong order


def test_help_that_was_to_begin_next_week_can_be_called_off_today(office: Office, two: Two) -> None:
    made = carer_support.keep(office, CarerSupport(household=two.here, resident=two.samira, requested_on=TODAY))
    carer_support.started(office, made.id, TODAY + timedelta(days=7))
    stopped = carer_support.stopped(office, made.id, "Kan niet meer")
    assert (stopped.requested_on, stopped.started_on, stopped.stopped_on) == (TODAY, None, TODAY)


def test_days_that_lie_before_what_came_before_are_refused_with_a_sentence(office: Office, two: Two) -> None:
    made = carer_support.keep(office, CarerSupport(household=two.here, resident=two.samira, requested_on=TODAY))
    asked = carer_support.ask_appreciation(
        office, Appreciation(household=two.here, resident=two.samira, year=2026, asked_on=TODAY)
    )
    before = TODAY - timedelta(days=1)
    for deed in (
        lambda: carer_support.started(office, made.id, before),
        lambda: carer_support.stopped(office, made.id, "Weg", before),
        lambda: carer_support.decide_appreciation(office, asked, granted=True, on=before),
        lambda: carer_support.receive_appreciation(office, asked, before),
    ):
        with pytest.raises(Problem, match="not_in_turn"):
            deed()
    with office.reading() as store:
        assert ([*store.of(CarerSupport)], [*store.of(Appreciation)]) == ([made], [asked])


# ---------------------------------------------------------------------------------------------- who said yes to what


@pytest.mark.parametrize("born_on", ["2015-11-23", "2014-11-22", "2010-11-23"])
def test_what_a_parent_says_of_the_own_care_is_no_yes_about_the_child(office: Office, two: Two, born_on: str) -> None:
    """Of 11, 12 and 15 years old; from 16 on no parent is asked."""
    with office.writing(Deed.KEEP_CARER) as store:
        sem = store.save(Resident(first_name="Sem", born_on=born_on))
        store.save(Membership(household=two.here, resident=sem.id, role=MemberRole.CHILD))
        facts = {"resident": two.samira, "to_resident": sem.id, "authority": Authority.ALONE}
        store.save(Relation(kind=RelationKind.PARENT, **facts))
        asked = {"household": two.here, "recipient": "Steunpunt", "answer": ConsentAnswer.YES, "given_on": TODAY}
        care = frozenset({SharedTopic.NAME_ADDRESS, SharedTopic.CARE})
        store.save(Consent(resident=two.samira, topics=care, **asked))
        store.save(Consent(resident=sem.id, topics=care, **asked))
        says = CarerSays(Home.of(store, two.here, TODAY, office.statute), sem, "Steunpunt")
        assert not says.may(SharedTopic.CARE)
        assert not says.may_score()
        store.save(Consent(resident=two.samira, topics=frozenset({SharedTopic.CHILDREN}), **asked))
        assert says.may_score()


def test_what_a_carer_allows_stands_not_on_the_sheet_that_all_at_home_sign(office: Office, two: Two) -> None:
    asked = {"household": two.here, "answer": ConsentAnswer.YES, "given_on": TODAY}
    with office.writing(Deed.KEEP_CARER) as store:
        for recipient, topic in (("Steunpunt", SharedTopic.CARE), ("Gemeente", SharedTopic.HOUSING)):
            who = {"resident": two.samira, "recipient": recipient, "purpose": f"Naar {recipient}"}
            store.save(Consent(topics=frozenset({topic}), **who, **asked))
    sheet = said_on(money_papers.issue_consent_sheet(office, two.here))
    assert "Naar Gemeente" in sheet
    assert "Steunpunt" not in sheet
    assert "Naar Steunpunt" in said_on(money_papers.issue_consent_sheet(office, two.here, "Steunpunt"))

"""A dossier goes out and comes in whole, and nothing faulty ever comes in."""

import base64
import hashlib
import json
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtteam.domain.case import CaseEvent, CaseEventKind, Closing
from buurtteam.domain.caseload import CaseloadNorms
from buurtteam.domain.debt import Creditor
from buurtteam.domain.directory import DirectoryEntry
from buurtteam.domain.dossier import SECTIONS, Dossier, dossier_schema
from buurtteam.domain.filing import Paper
from buurtteam.domain.household import Household, Membership, Resident
from buurtteam.domain.kinds import HouseholdId
from buurtteam.domain.measurement import InstrumentPermission, OwnInstrument
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.records import RECORDS
from buurtteam.domain.responsibility import Assignment
from buurtteam.domain.staff import Deed, Leave, Team, Worker, WorkerFunction
from buurtteam.domain.statute import LocalNorm, OwnDecreeDay
from buurtteam.domain.task import Appointment, TaskSeries
from buurtteam.services.dossier import (
    LARGEST,
    FaultyDossier,
    check_dossier,
    export_dossier,
    import_dossier,
    schema_text,
)
from buurtteam.services.office import Office
from buurtteam.services.practice import fill
from buurtteam.storage.database import Database
from buurtteam.texts import in_language
from tests.conftest import KEY, Clock


@pytest.fixture(scope="module")
def practice_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the practice neighbourhood, and two papers of one household."""
    path = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("practice") / "oefenbuurt.buurtteam"))
    database = Database.open(path, KEY)
    office = Office(database, None, Clock())
    fill(office)
    pdf = b"%PDF-1.7 \x00\xff"
    with office.writing(Deed.ISSUE_PAPER) as store:
        home = plan_home(office)
        facts: dict[str, Any] = {
            "household": home,
            "kind": PaperKind.PLAN,
            "made_at": datetime(2026, 11, 1, tzinfo=UTC),
        }
        first = store.save(Paper(**facts, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest()))
        store.save(Paper(**facts, pdf=b"", sha256=hashlib.sha256(b"").hexdigest(), corrects=first.id))
    database.close()
    return path


@pytest.fixture
def practice(practice_file: Path, tmp_path: Path) -> Iterator[Office]:
    database = Database.open(Path(shutil.copy(practice_file, tmp_path / "oefen.buurtteam")), KEY)
    yield Office(database, None, Clock())
    database.close()


def plan_home(office: Office) -> HouseholdId:
    """The household with the five of them and the eleven letters."""
    with office.reading() as store:
        sizes = {home.id: store.count(Membership, household=home.id) for home in store.of(Household)}
    return max(sizes, key=lambda home: (sizes[home], str(home)))


def everything(office: Office) -> int:
    with office.reading() as store:
        return sum(store.count(kind) for kind in RECORDS)


def small(**more: object) -> dict[str, Any]:
    """What somebody writes by hand: a household, a person, and that she lives there."""
    return {
        "format": "buurtteam-dossier",
        "format_version": 1,
        "household": {"id": "11111111-1111-4111-8111-111111111111", "label": "Familie Proef"},
        "residents": [{"id": "22222222-2222-4222-8222-222222222222", "first_name": "Ans"}],
        "memberships": [
            {
                "id": "33333333-3333-4333-8333-333333333333",
                "resident": "22222222-2222-4222-8222-222222222222",
            }
        ],
        **more,
    }


def found_in(text: str, office: Office) -> dict[str, str]:
    """The faulty places of a dossier, after it was refused and left nothing behind."""
    before = everything(office)
    with pytest.raises(FaultyDossier) as refused, in_language("nl"):
        import_dossier(office, text)
    assert everything(office) == before
    assert office.take_changes() == ()
    return {fault.path: fault.sentence for fault in refused.value.faults}


def test_a_short_dossier_written_by_hand_comes_in(office: Office) -> None:
    done = import_dossier(office, json.dumps(small()))
    assert done.new == {"household": 1, "residents": 1, "memberships": 1}
    with office.reading() as store:
        assert [resident.first_name for resident in store.of(Resident)] == ["Ans"]
        (membership,) = store.of(Membership)
        assert membership.household == done.household


def test_the_same_dossier_twice_makes_nothing_twice(office: Office) -> None:
    import_dossier(office, json.dumps(small()))
    again = import_dossier(office, json.dumps(small()))
    assert (again.new, again.changed) == ({}, {})
    assert again.unchanged == {"household": 1, "residents": 1, "memberships": 1}


def test_a_changed_dossier_changes_only_what_differs(office: Office) -> None:
    import_dossier(office, json.dumps(small()))
    other = small()
    other["residents"][0]["first_name"] = "Annie"
    done = import_dossier(office, json.dumps(other))
    assert (done.new, done.changed) == ({}, {"residents": 1})


def test_every_household_goes_to_another_file_and_back_to_the_byte(practice: Office, office: Office) -> None:
    with practice.reading() as store:
        homes = [home.id for home in store.of(Household)]
    first = {home: export_dossier(practice, home) for home in homes}
    for text in first.values():
        import_dossier(office, text)
    assert {home: export_dossier(office, home) for home in homes} == first


def test_papers_come_along_with_their_bytes(practice: Office, office: Office) -> None:
    text = export_dossier(practice, plan_home(practice))
    import_dossier(office, text)
    with office.reading() as store:
        assert sorted(paper.pdf for paper in store.of(Paper)) == [b"", b"%PDF-1.7 \x00\xff"]
    assert text.endswith("}\n")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(max_size=60),
    st.text(max_size=300),
    st.sampled_from(["", "1950", "1950-02", "1950-02-28"]),
    st.integers(0, 10**12),
)
def test_what_comes_in_goes_out_and_comes_in_the_same(
    office: Office, label: str, note: str, born_on: str, number: int
) -> None:
    home = str(UUID(int=number, version=4))
    person, here = str(uuid4()), str(uuid4())
    text = json.dumps(
        small(
            household={"id": home, "label": label, "safe_contact": note},
            residents=[{"id": person, "first_name": "Ans", "born_on": born_on}],
            memberships=[{"id": here, "resident": person}],
        )
    )
    with office.reading() as store:
        known = store.find(Household, UUID(home)) is not None
    done = import_dossier(office, text)
    out = export_dossier(office, done.household)
    again = import_dossier(office, out)
    assert not again.new
    assert not again.changed
    assert known or done.new["household"] == 1


def test_every_faulty_field_is_named_at_once(office: Office) -> None:
    text = json.dumps(
        small(
            residents=[
                {"id": "22222222-2222-4222-8222-222222222222", "first_name": "Ans", "bsn": "123456789"},
                {"id": "geen id", "first_name": "☺☺", "born_on": "30-02-1990", "shoe": 41},
            ],
            addresses=[{"id": str(uuid4()), "postcode": "12 AB"}],
        )
    )
    found = found_in(text, office)
    assert set(found) == {
        "residents[0].bsn",
        "residents[1].id",
        "residents[1].first_name",
        "residents[1].born_on",
        "residents[1].shoe",
        "addresses[0].postcode",
    }
    assert all(sentence.endswith((".", "?")) for sentence in found.values())


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", ""),
        ("{", ""),
        ("[]", ""),
        ("null", ""),
        ('{"format": "buurtteam-dossier", "format_version": NaN}', ""),
        ("[" * 100_000, ""),
        ('{"format": "iets anders"}', "format"),
        ('{"format": "buurtteam-dossier"}', "format_version"),
        ('{"format": "buurtteam-dossier", "format_version": 99}', "format_version"),
        ('{"format": "buurtteam-dossier", "format_version": "een"}', "format_version"),
        ('{"format": "buurtteam-dossier", "format_version": 1}', "household"),
        ('{"format": "buurtteam-dossier", "format_version": 1, "household": 3}', "household"),
    ],
)
def test_what_is_no_dossier_is_refused_with_a_sentence(office: Office, text: str, path: str) -> None:
    assert path in found_in(text, office)


def test_broken_json_is_named_by_line_and_place(office: Office) -> None:
    (sentence,) = found_in('{"format": "buurtteam-dossier",\n "household" 3}', office).values()
    assert "2" in sentence
    assert "14" in sentence


def test_a_dossier_that_is_too_large_is_not_read(office: Office) -> None:
    assert list(found_in(" " * (LARGEST + 1), office)) == [""]


def test_an_id_is_needed_so_that_nothing_comes_twice(office: Office) -> None:
    dossier = small()
    del dossier["residents"][0]["id"]
    assert "residents[0].id" in found_in(json.dumps(dossier), office)


def test_how_often_a_record_was_saved_is_not_taken_from_outside(office: Office) -> None:
    dossier = small()
    dossier["residents"][0]["version"] = 7
    assert list(found_in(json.dumps(dossier), office)) == ["residents[0].version"]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "1800-01-01T00:00:00Z", "9999-12-31T23:30:00Z"])
def test_a_day_from_which_nothing_can_be_counted_is_refused(moment: str, office: Office) -> None:
    request = str(uuid4())
    text = small(
        requests=[{"id": request, "received_at": moment}],
        request_events=[{"id": str(uuid4()), "request": request, "kind": "withdrawn", "on": moment[:10]}],
        tasks=[{"id": str(uuid4()), "due_on": moment[:10]}],
    )
    found = found_in(json.dumps(text), office)
    assert set(found) == {"requests[0].received_at", "request_events[0].on", "tasks[0].due_on"}


def test_a_number_that_no_file_can_hold_is_refused(office: Office) -> None:
    text = small()
    text["memberships"][0]["position"] = 2**63
    assert set(found_in(json.dumps(text), office)) == {"memberships[0].position"}


def test_a_field_that_stands_there_twice_is_named(office: Office) -> None:
    text = json.dumps(small()).replace('"label": "Familie Proef"', '"label": "Een", "label": "Twee"')
    assert found_in(text, office) == {"label": "Dit veld staat twee keer in één groep. Kies er één."}


def test_a_paper_that_no_file_can_hold_is_refused(office: Office) -> None:
    paper = {"id": str(uuid4()), "kind": "plan", "content": "\ud800", "made_at": "2026-11-01T00:00:00Z"}
    paper["sha256"] = hashlib.sha256(b"").hexdigest()
    assert set(found_in(json.dumps(small(papers=[paper])), office)) == {"papers[0].content"}


def test_letters_that_an_invisible_sign_kept_apart_come_out_as_they_went_in(office: Office) -> None:
    done = import_dossier(office, json.dumps(small(household={**small()["household"], "label": "e\u200b\u0301"})))
    out = export_dossier(office, done.household)
    assert import_dossier(office, out).changed == {}
    assert '"label": "é"' in out


def test_what_points_nowhere_is_named(office: Office) -> None:
    dossier = small(
        tasks=[{"id": str(uuid4()), "what": "bellen", "conversation": str(uuid4()), "worker": str(uuid4())}]
    )
    assert set(found_in(json.dumps(dossier), office)) == {"tasks[0].conversation", "tasks[0].worker"}


def test_a_worker_of_this_file_may_be_named_without_coming_along(office: Office) -> None:
    with office.writing(Deed.KEEP_WORKER) as store:
        worker = store.save(Worker(name="Noor"))
    office.take_changes()
    dossier = small(tasks=[{"id": str(uuid4()), "what": "bellen", "worker": str(worker.id)}])
    assert import_dossier(office, json.dumps(dossier)).new["tasks"] == 1


def test_a_worker_whom_the_file_knows_is_left_alone(practice: Office) -> None:
    home = plan_home(practice)
    dossier = json.loads(export_dossier(practice, home))
    dossier["workers"][0]["name"] = "Iemand Anders"
    assert import_dossier(practice, json.dumps(dossier)).changed == {}


def test_an_id_of_another_household_is_refused(office: Office) -> None:
    import_dossier(office, json.dumps(small()))
    office.take_changes()
    other = small(household={"id": str(uuid4()), "label": "Een ander huis"})
    assert list(found_in(json.dumps(other), office)) == ["memberships[0].id"]


def test_a_record_that_says_it_is_of_another_household_is_refused(office: Office) -> None:
    dossier = small()
    dossier["memberships"][0]["household"] = str(uuid4())
    assert "memberships[0].household" in found_in(json.dumps(dossier), office)


def test_the_same_id_twice_is_refused(office: Office) -> None:
    dossier = small()
    dossier["memberships"] *= 2
    assert "memberships[1].id" in found_in(json.dumps(dossier), office)


def test_somebody_who_is_not_in_the_household_does_not_come_along(office: Office) -> None:
    dossier = small(memberships=[])
    assert list(found_in(json.dumps(dossier), office)) == ["residents[0]"]


def test_a_paper_that_was_changed_on_the_way_is_refused(practice: Office, office: Office) -> None:
    dossier = json.loads(export_dossier(practice, plan_home(practice)))
    number = next(n for n, paper in enumerate(dossier["papers"]) if paper["pdf"])
    dossier["papers"][number]["pdf"] = base64.b64encode(b"iets anders").decode()
    assert list(found_in(json.dumps(dossier), office)) == [f"papers[{number}].sha256"]
    dossier["papers"][number]["pdf"] = "geen base64!"
    assert f"papers[{number}].pdf" in found_in(json.dumps(dossier), office)


def test_a_paper_that_is_here_already_never_changes(practice: Office) -> None:
    dossier = json.loads(export_dossier(practice, plan_home(practice)))
    dossier["papers"][0]["title"] = "Een ander stuk"
    assert list(found_in(json.dumps(dossier), practice)) == ["papers[0].id"]


def test_five_hundred_spoiled_dossiers_leave_nothing_behind(practice: Office, office: Office) -> None:
    chance = random.Random(500)  # noqa: S311 - the same faults in every run
    text = export_dossier(practice, plan_home(practice))
    whole = json.loads(text)
    refused = 0
    for turn in range(500):
        spoiled = text[: chance.randrange(len(text) - 2)] if turn % 10 == 0 else json.dumps(_spoiled(whole, chance))
        try:
            check_dossier(spoiled)
        except FaultyDossier:
            refused += 1
            if turn % 25 == 0:
                found_in(spoiled, office)
    # Some changes make another dossier that is just as good.
    assert refused > 350
    assert everything(office) == 0


def _spoiled(whole: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The dossier with something strange in a place or two."""
    spoiled: dict[str, Any] = json.loads(json.dumps(whole))
    strange: list[object] = [
        None,
        3,
        -1,
        10**30,
        True,
        "",
        "\ud800",
        "\u202e",
        "x" * 30_000,
        [],
        {},
        [[]],
        {"a": 1},
        1.5,
        "30-02-1990",
    ]
    for _ in range(chance.randrange(1, 4)):
        section = chance.choice([name for name in SECTIONS if spoiled.get(name)])
        if chance.random() < 0.1 or not isinstance(spoiled[section], list) or not spoiled[section]:
            spoiled[section] = chance.choice(strange)
            continue
        record = chance.choice(spoiled[section])
        if isinstance(record, dict) and record:
            field = chance.choice([*record, "shoe"])
            record[field] = chance.choice(strange)
    return spoiled


def two_events(**more: object) -> dict[str, Any]:
    """A privacy request and its answer."""
    asked, answered = "44444444-4444-4444-8444-444444444444", "55555555-5555-4555-8555-555555555555"
    return small(
        case_events=[
            {"id": asked, "kind": "privacy_asked", "on": "2026-10-01"},
            {"id": answered, "kind": "privacy_answered", "on": "2026-10-09", "answers": asked},
        ],
        **more,
    )


def test_an_event_and_its_answer_come_in_whatever_stands_first(office: Office) -> None:
    dossier = two_events()
    dossier["case_events"].reverse()
    assert import_dossier(office, json.dumps(dossier)).new["case_events"] == 2


def test_events_that_answer_each_other_in_a_ring_are_refused(office: Office) -> None:
    dossier = two_events()
    asked, answered = dossier["case_events"]
    asked["answers"] = answered["id"]
    assert set(found_in(json.dumps(dossier), office)) == {"case_events[0].answers", "case_events[1].answers"}
    asked["answers"] = asked["id"]
    assert set(found_in(json.dumps(dossier), office)) == {"case_events[0].answers"}


def test_what_there_is_one_of_in_a_household_does_not_come_in_twice(office: Office) -> None:
    dossier = two_events()
    home = dossier["household"]["id"]
    dossier["money_pictures"] = [
        {"id": str(uuid4()), "household": home, "story": told} for told in ("ziek", "oplichting")
    ]
    assert set(found_in(json.dumps(dossier), office)) == {"money_pictures[1]"}


def test_an_answer_to_an_event_of_another_household_or_of_the_team_is_refused(office: Office) -> None:
    import_dossier(office, json.dumps(two_events()))
    with office.writing(Deed.RECORD_CASE_EVENT) as store:
        leak = store.save(CaseEvent(kind=CaseEventKind.LEAK_FOUND, on=date(2026, 10, 1)))
    office.take_changes()
    home, person = str(uuid4()), str(uuid4())
    for target in ("44444444-4444-4444-8444-444444444444", str(leak.id)):
        stranger = {"id": str(uuid4()), "kind": "privacy_answered", "on": "2026-10-02", "answers": target}
        other = small(
            household={"id": home, "label": "Een ander huis"},
            residents=[{"id": person, "first_name": "Bep"}],
            memberships=[{"id": str(uuid4()), "resident": person}],
            case_events=[stranger],
        )
        assert set(found_in(json.dumps(other), office)) == {"case_events[0].answers"}


def test_nothing_of_a_household_points_into_another_one(practice: Office) -> None:
    with practice.reading() as store:
        series = store.of(TaskSeries)[0]
        event = next(each for each in store.of(CaseEvent) if each.household)
        appointment = store.of(Appointment)[0]
    dossier = small(
        workers=[{"id": "66666666-6666-4666-8666-666666666666", "name": "Noor"}],
        tasks=[{"id": str(uuid4()), "series": str(series.id)}],
        postponements=[{"id": str(uuid4()), "step": "T16a", "event": str(event.id), "agreed_on": "2026-10-01"}],
        transfers=[
            {
                "id": str(uuid4()),
                "to_worker": "66666666-6666-4666-8666-666666666666",
                "proposed_on": "2026-10-01",
                "appointment": str(appointment.id),
            }
        ],
    )
    wrong = {"tasks[0].series", "postponements[0].event", "transfers[0].appointment"}
    assert set(found_in(json.dumps(dossier), practice)) == wrong


def test_what_cannot_have_been_so_is_refused(office: Office) -> None:
    worker = "66666666-6666-4666-8666-666666666666"
    dossier = small(
        workers=[{"id": worker, "name": "Noor"}],
        closings=[{"id": str(uuid4()), "on": "2026-10-01", "reopened_on": "2026-09-01"}],
        assignments=[{"id": str(uuid4()), "worker": worker, "from_on": "2026-10-01", "until_on": "2026-09-01"}],
        transfers=[{"id": str(uuid4()), "from_worker": worker, "to_worker": worker, "proposed_on": "2026-10-01"}],
        case_events=[
            {"id": str(uuid4()), "kind": "leak_found", "on": "2026-10-01", "at": "2026-10-02T10:00:00+02:00"},
            {"id": str(uuid4()), "kind": "flew_away", "on": "2026-10-01"},
        ],
        tasks=[{"id": str(uuid4()), "done_on": "2026-10-01", "cancelled_on": "2026-10-01"}],
    )
    found = found_in(json.dumps(dossier), office)
    assert set(found) == {
        "closings[0]",
        "assignments[0]",
        "transfers[0]",
        "case_events[0]",
        "case_events[1].kind",
        "tasks[0]",
    }


def test_a_dossier_of_version_1_comes_in_and_gets_its_closing_and_its_faces(office: Office) -> None:
    with office.writing(Deed.KEEP_WORKER) as store:
        worker = store.save(Worker(name="Noor"))
    home = {**small()["household"], "plan_coordinator": str(worker.id)}
    home |= {"state": "closed", "started_on": "2026-01-05", "ended_on": "2026-06-01"}
    dossier = json.dumps(small(household=home))
    assert json.loads(dossier)["format_version"] == 1
    done = import_dossier(office, dossier)
    import_dossier(office, dossier)
    with office.reading() as store:
        (face,) = store.of(Assignment, household=done.household)
        (closing,) = store.of(Closing, household=done.household)
    assert (face.worker, face.from_on, face.until_on) == (worker.id, date(2026, 1, 5), None)
    assert (closing.on, closing.has_aftercare, closing.plan_coordinator) == (date(2026, 6, 1), False, worker.id)
    assert json.loads(export_dossier(office, done.household))["format_version"] == 4


def test_a_dossier_holds_every_kind_of_record_but_the_team() -> None:
    of_the_team = {
        Team,
        Leave,
        LocalNorm,
        OwnDecreeDay,
        CaseloadNorms,
        Creditor,
        DirectoryEntry,
        InstrumentPermission,
        OwnInstrument,
    }
    assert {*SECTIONS.values(), Household, *of_the_team} == set(RECORDS)


def test_the_schema_tells_an_outsider_what_to_send() -> None:
    schema = dossier_schema()
    assert schema["required"] == ["format", "format_version", "household"]
    assert schema["$defs"]["Membership"]["required"] == ["id", "resident"]
    assert all("version" not in part.get("properties", {}) for part in schema["$defs"].values())
    assert set(schema["properties"]) == set(Dossier.model_fields)
    with in_language("nl"):
        dutch = json.loads(schema_text())
    assert dutch["$defs"]["Resident"]["properties"]["first_name"]["title"] == "Voornaam"
    assert "UUID" in dutch["description"]
    kinds = {each["const"]: each["title"] for each in dutch["$defs"]["CaseEventKind"]["oneOf"]}
    assert set(kinds) == {kind.value for kind in CaseEventKind}
    assert kinds["privacy_asked"] == "AVG-verzoek ontvangen"


def test_a_trainee_moves_no_dossiers(office: Office) -> None:
    office.worker = Worker(name="Tim", function=WorkerFunction.TRAINEE)
    with pytest.raises(Problem, match="not_allowed"):
        import_dossier(office, json.dumps(small()))
    with pytest.raises(Problem, match="not_allowed"):
        export_dossier(office, HouseholdId(uuid4()))


def test_a_household_that_is_not_there_cannot_go_out(office: Office) -> None:
    with pytest.raises(Trouble, match="gone"):
        export_dossier(office, HouseholdId(uuid4()))


def test_an_export_is_written_in_the_journal(practice: Office) -> None:
    home = plan_home(practice)
    export_dossier(practice, home)
    assert Deed.EXPORT_DOSSIER in {look.deed for look in practice.looks(home)}


def test_dates_stay_dates(practice: Office) -> None:
    dossier = json.loads(export_dossier(practice, plan_home(practice)))
    assert date.fromisoformat(dossier["household"]["started_on"])


def test_of_who_lives_elsewhere_a_dossier_tells_the_name_and_nothing_more(office: Office) -> None:
    home, other = uuid4(), uuid4()
    father, daughter = uuid4(), uuid4()
    here = small(
        household={"id": str(home), "label": "Vader"},
        residents=[{"id": str(father), "first_name": "Piet", "bsn": "999900006", "own_health": "poor"}],
        memberships=[{"id": str(uuid4()), "resident": str(father)}],
    )
    there = small(
        household={"id": str(other), "label": "Dochter"},
        residents=[
            {"id": str(daughter), "first_name": "Nina", "own_health": "good_despite", "daily": "nachtdienst"},
            {"id": str(father), "first_name": "Piet", "birth_name": "Oud"},
        ],
        memberships=[{"id": str(uuid4()), "resident": str(daughter)}],
        relations=[{"id": str(uuid4()), "resident": str(daughter), "to_resident": str(father), "kind": "cares_for"}],
    )
    for each in (here, there):
        import_dossier(office, json.dumps(each))

    of_father = export_dossier(office, HouseholdId(home))
    assert "Nina" in of_father
    assert "nachtdienst" not in of_father
    assert "good_despite" not in of_father
    of_daughter = export_dossier(office, HouseholdId(other))
    assert "Piet" in of_daughter
    assert "999900006" not in of_daughter
    assert '"poor"' not in of_daughter
    # What comes back does not blank what the file knows of him, and a word from elsewhere changes nothing.
    import_dossier(office, of_daughter)
    assert "999900006" in export_dossier(office, HouseholdId(home))
    assert "Oud" not in export_dossier(office, HouseholdId(home))

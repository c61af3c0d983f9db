"""The lines that are kept say what the records say: after any deed, after a start, and on every day that comes."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Row

from buurtteam.domain.care import CarerSupport, CarerTalk, Perseverance
from buurtteam.domain.case import CaseEvent, CaseEventKind
from buurtteam.domain.caseload import CaseloadNorms
from buurtteam.domain.conversation import Conversation
from buurtteam.domain.debt import Creditor
from buurtteam.domain.directory import DirectoryEntry, KindOfHelp
from buurtteam.domain.household import (
    ContactPoint,
    Household,
    HouseholdState,
    MemberRole,
    Membership,
    Relation,
    RelationKind,
    Resident,
    Weight,
)
from buurtteam.domain.keeping import Change
from buurtteam.domain.measurement import InstrumentPermission, Measurement, OwnInstrument
from buurtteam.domain.plan import Goal, HouseholdPlan
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.record import Record
from buurtteam.domain.records import RECORDS
from buurtteam.domain.request import EventKind, RequestEvent
from buurtteam.domain.responsibility import Assignment, AssignmentRole, Transfer, TransferState
from buurtteam.domain.sharing import Consent, ConsentAnswer, Referral, ReferralAnswer
from buurtteam.domain.staff import Deed, Leave, Team, Worker
from buurtteam.domain.statute import LocalNorm, OwnDecreeDay
from buurtteam.domain.task import Appointment, Task, TaskKind
from buurtteam.domain.threat import Threat
from buurtteam.domain.worklist import Worklist
from buurtteam.services import caseload_lines, opening, practice, unlocking
from buurtteam.services.caseload import set_weight, worklist
from buurtteam.services.caseload_lines import look_ahead
from buurtteam.services.dossier import export_dossier, import_dossier
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from buurtteam.storage import caseload as questions
from buurtteam.storage import worklist_lines
from buurtteam.storage.database import Database
from buurtteam.storage.keys import Cost
from buurtteam.storage.store import Store
from buurtteam.storage.tables import household_of, id_of, table_name
from tests.conftest import KEY, NOW, Clock
from tests.services.test_caseload import a_home, a_person, a_request, keep

TODAY = date(2026, 11, 22)


def reckoned_anew(office: Office) -> Worklist:
    """From the records alone: within a deed nothing counts that was kept before."""
    with office.writing(Deed.CHANGE_HOUSEHOLD):
        return worklist(office)


def after_a_start(office: Office, clock: Clock) -> Worklist:
    """As somebody sees it who opens the file: from the lines that stand in it."""
    return worklist(Office(office.database, office.worker, clock))


def look_ahead_wholly(office: Office) -> None:
    while look_ahead(office):
        pass


def kept_rows(office: Office) -> set[Row[Any]]:
    with office.reading() as store:
        return set(store.connection.exec_driver_sql("SELECT * FROM worklist_line"))


def kept_homes(office: Office) -> set[str]:
    return {row.household for row in kept_rows(office)}


kinds = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "event",
                "case",
                "plan",
                "face",
                "child",
                "relation",
                "worker",
                "leave",
                "norms",
                "undo",
                "redo",
                "talk",
                "appointment",
                "task",
                "consent",
                "referral",
                "transfer",
                "cover",
                "moves",
                "carer talk",
                "carer task",
                "measured",
                "respite",
                "remove",
                "import",
                "later",
                "earlier",
                "ahead",
            ]
        ),
        st.integers(0, 2),
        st.integers(-40, 40),
    ),
    min_size=1,
    max_size=10,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kinds)
def test_a_list_that_was_brought_up_to_date_is_the_list_that_is_reckoned_anew_also_after_a_start(
    empty_file: Path, kinds: list[tuple[str, int, int]]
) -> None:
    clock = Clock(NOW)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty_file, Path(folder) / "wijk.buurtteam"))
        office = Office(Database.open(path, KEY), Worker(name="Noor"), clock)
        try:
            deeds = _Deeds(office, clock)
            worklist(office)
            for what, number, days in kinds:
                deeds.do(what, number, days)
                kept = worklist(office)
                assert kept == reckoned_anew(office)
                assert kept == after_a_start(office, clock)
            office.close()
            office = Office(Database.open(path, KEY), Worker(name="Noor"), clock)
            assert worklist(office) == reckoned_anew(office)
            for wait in (timedelta(days=1), timedelta(days=18, hours=5), timedelta(days=-30)):
                clock.now += wait
                assert after_a_start(office, clock) == reckoned_anew(office)
        finally:
            office.close()


class _Deeds:
    """Three households, and all that may happen to them, on days that were and days that come."""

    def __init__(self, office: Office, clock: Clock) -> None:
        self.office, self.clock = office, clock
        self.bas, self.mo = keep(office, Worker(name="Bas")), keep(office, Worker(name="Mo"))
        self.homes = [a_home(office, f"Huis {number}") for number in range(3)]
        self.people = [a_person(office, home) for home in self.homes]
        # A child of separated parents lives in two of them.
        self.child = a_person(office, self.homes[0], "2012-02-02", role=MemberRole.CHILD)
        keep(
            office, Membership(household=self.homes[1].id, resident=self.child.id, role=MemberRole.CHILD, is_main=False)
        )
        self.asked = [a_request(office, home) for home in self.homes]
        self.made: list[Record] = []
        self.stack = UndoStack()
        office.take_changes()

    def do(self, what: str, number: int, days: int) -> None:
        """One deed, or some time that passes; what is refused changes nothing."""
        with suppress(Problem, Trouble):
            self._do(what, number, days)
        for changes in self.office.take_changes():
            self.stack.add(changes)

    def _do(self, what: str, number: int, days: int) -> None:
        office, home = self.office, self.homes[number]
        if what == "later":
            self.clock.now += timedelta(days=abs(days), hours=number * 3)
        elif what == "earlier":
            self.clock.now -= timedelta(days=abs(days) // 4, hours=number)
        elif what == "ahead":
            look_ahead_wholly(office)
        elif what == "import":
            import_dossier(office, export_dossier(office, home.id).replace("Huis", f"Huis {days} van"))
        elif what in ("undo", "redo"):
            there = self.stack.next_back if what == "undo" else self.stack.next_again
            if there:
                (self.stack.take_back if what == "undo" else self.stack.do_again)(office)
                office.take_changes()
        else:
            with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
                for record in self._records(store, what, number, days):
                    self.made.append(store.save(record))
                if what == "face":
                    store.save(store.get(Household, home.id).changed(plan_coordinator=self.bas.id))
                elif what == "child":
                    store.save(store.get(Resident, self.child.id).changed(born_on=f"{2006 + number}-02-02"))
                elif what == "close":
                    store.save(
                        store.get(Household, home.id).changed(
                            state=(HouseholdState.OPEN, HouseholdState.STAND_BY)[days % 2]
                        )
                    )
                elif what == "worker":
                    store.save(store.get(Worker, self.bas.id).changed(name=f"Bas {days}"))
                elif what == "remove" and self.made:
                    last = self.made.pop()
                    if found := store.find(type(last), id_of(last)):
                        store.remove_tree(found)

    def _records(self, store: Store, what: str, number: int, days: int) -> list[Record]:
        home, person, next_to = self.homes[number].id, self.people[number].id, self.people[number - 1].id
        day, moment = self.office.today() + timedelta(days=days), self.clock.now + timedelta(days=days)
        other = self.homes[number - 1].id
        match what:
            case "event":
                kind = list(EventKind)[days % len(EventKind)]
                return [RequestEvent(household=home, request=self.asked[number].id, kind=kind, on=day)]
            case "case":
                return [CaseEvent(household=home, kind=list(CaseEventKind)[days % len(CaseEventKind)], on=day)]
            case "plan" if not store.count(HouseholdPlan, household=home):
                plan = HouseholdPlan(household=home, made_on=day, evaluation_at=moment)
                return [
                    plan,
                    *[Goal(household=home, plan=plan.id, words="Rust")][:number],
                ]
            case "leave":
                return [
                    Leave(worker=self.bas.id, from_on=day, until_on=day + timedelta(days=9), replacement=self.mo.id)
                ]
            case "norms" if not store.count(CaseloadNorms):
                return [CaseloadNorms(silent_days=abs(days) + 1, referral_days=abs(days) + 1)]
            case "relation":
                kind_of = (RelationKind.CARES_FOR, RelationKind.PARTNER)[days % 2]
                until = day + timedelta(days=10)
                return [Relation(resident=person, to_resident=next_to, kind=kind_of, from_on=day, until_on=until)]
            case "talk":
                return [Conversation(household=home, held_at=moment)]
            case "appointment":
                return [Appointment(household=home, at=moment, what="Praten")]
            case "task":
                task = list(TaskKind)[days % len(TaskKind)]
                done = day if number == 2 else None
                return [Task(household=home, kind=task, what="Doen", due_on=day, done_on=done)]
            case "consent":
                return [
                    Consent(household=home, recipient="School", answer=ConsentAnswer.YES, given_on=day, until_on=day)
                ]
            case "referral":
                return [Referral(household=home, recipient="Wijk-GGD", sent_on=day, answer=ReferralAnswer.WAITING)]
            case "transfer":
                state = list(TransferState)[days % len(TransferState)]
                return [
                    Transfer(
                        household=home, from_worker=self.mo.id, to_worker=self.bas.id, proposed_on=day, state=state
                    )
                ]
            case "cover":
                until = day + timedelta(days=5)
                return [
                    Assignment(
                        household=home, role=AssignmentRole.COVER, worker=self.mo.id, from_on=day, until_on=until
                    )
                ]
            case "carer talk":
                how_long = (None, *Perseverance)[days % 7]
                return [CarerTalk(household=home, resident=person, held_on=day, perseverance=how_long)]
            case "carer task":
                about = (person, next_to, None)[days % 3]
                talked = CaseEvent(household=home, kind=CaseEventKind.CARER_TALKED, on=day, about=about)
                settled = Task(household=home, kind=TaskKind.CARER, what="Praten", resident=about, done_on=day)
                return [settled if number else talked]
            case "measured":
                return [
                    Measurement(household=home, resident=person, instrument="csi", taken_on=day, is_high=days % 2 == 0)
                ]
            case "respite":
                ends = {"started_on": day + timedelta(days=50)} if number else {}
                return [
                    CarerSupport(household=home, resident=person, kind=KindOfHelp.DAY_CARE, requested_on=day, **ends)
                ]
            case "moves" if not store.count(Membership, household=other, resident=person):
                return [Membership(household=other, resident=person, from_on=day, until_on=day + timedelta(days=8))]
            case _:
                return []


@pytest.fixture
def town(empty_file: Path, tmp_path: Path) -> Iterator[tuple[Office, Clock]]:
    """The practice neighbourhood, and its clock."""
    clock = Clock(NOW)
    database = Database.open(Path(shutil.copy(empty_file, tmp_path / "buurt.buurtteam")), KEY)
    office = Office(database, None, clock)
    practice.fill(office, 7)
    office.worker = None
    yield office, clock
    database.close()


def test_a_list_that_was_kept_is_true_on_every_later_day_without_a_deed(town: tuple[Office, Clock]) -> None:
    office, clock = town
    worklist(office)
    for days, hours in [(0, 2), (0, 14), (1, 0), (1, 1), *[(1, 0)] * 9, (7, 3), (30, 0), (200, 0), (400, 5), (-90, 0)]:
        clock.now += timedelta(days=days, hours=hours)
        assert after_a_start(office, clock) == reckoned_anew(office), clock.now


def test_a_morning_finds_its_lines_reckoned_the_days_before(town: tuple[Office, Clock]) -> None:
    office, clock = town
    look_ahead_wholly(office)
    set_weight(office, [worklist(office).lines[0].id], Weight.HEAVY)
    look_ahead_wholly(office)
    kept = kept_rows(office)
    clock.now = NOW.replace(hour=10)
    for _day in range(caseload_lines.DAYS_AHEAD):
        clock.now += timedelta(days=1)
        found = after_a_start(office, clock)
        assert kept_rows(office) == kept
        assert found == reckoned_anew(office)
    look_ahead_wholly(office)
    assert kept_rows(office) != kept
    assert all(row.good_before > "2026-11-26" for row in kept_rows(office))


def test_every_kind_of_day_that_comes_turns_its_line(office: Office, clock: Clock) -> None:
    bas, mo = keep(office, Worker(name="Bas")), keep(office, Worker(name="Mo"))
    first, last, moment = TODAY + timedelta(days=3), TODAY + timedelta(days=12), NOW + timedelta(days=5)
    keep(office, Leave(worker=bas.id, from_on=first, until_on=last, replacement=mo.id))

    def home(label: str) -> Household:
        return a_home(office, label)

    a_home(office, "wie waarneemt bij verlof", plan_coordinator=bas.id)
    a_home(office, "stil", started_on=TODAY - timedelta(days=20))
    keep(office, Consent(household=home("toestemming").id, recipient="School", answer=ConsentAnswer.YES, until_on=last))
    keep(
        office,
        Assignment(
            household=home("waarneming").id, role=AssignmentRole.COVER, worker=mo.id, from_on=first, until_on=last
        ),
    )
    person = a_person(office, home("hier"))
    keep(office, Membership(household=home("elders").id, resident=person.id, from_on=first, until_on=last))
    carer = a_person(office, home("mantelzorg"))
    keep(
        office,
        Relation(resident=carer.id, to_resident=person.id, kind=RelationKind.CARES_FOR, from_on=first, until_on=last),
    )
    keep(office, CarerTalk(household=home("straks").id, resident=carer.id, held_on=first, perseverance="under_week"))
    tired, cared = a_person(office, home("moe")), a_person(office, home("verzorgd"))
    keep(office, Relation(resident=tired.id, to_resident=cared.id, kind=RelationKind.CARES_FOR))
    own = {"household": home("los").id, "resident": tired.id}
    keep(office, Measurement(**own, instrument="csi", taken_on=first, is_high=True))
    for number, day_care in enumerate((TODAY, first)):
        ends = {"started_on": TODAY + timedelta(days=50 + 9 * number)}
        keep(office, CarerSupport(**own, kind=KindOfHelp.DAY_CARE, requested_on=day_care, **ends))
    keep(
        office,
        CaseEvent(household=home("elders gesproken").id, kind=CaseEventKind.CARER_TALKED, on=last, about=tired.id),
    )
    for label, kind in (
        ("nazorg", TaskKind.AFTERCARE),
        ("terugblik", TaskKind.EVALUATION),
        ("vinger", TaskKind.STAND_BY),
    ):
        keep(office, Task(household=home(label).id, kind=kind, what="Doen", due_on=last))
    keep(office, Task(household=home("gebeld").id, kind=TaskKind.CALL_BACK, what="Bellen", done_on=first))
    keep(office, Appointment(household=home("afspraak").id, at=moment, what="Praten"))
    keep(office, Conversation(household=home("gesprek").id, held_at=moment))
    keep(office, CaseEvent(household=home("crisis").id, kind=CaseEventKind.CRISIS_STARTED, on=first))
    keep(office, CaseEvent(household=home("lange crisis").id, kind=CaseEventKind.CRISIS_STARTED, on=TODAY))
    keep(office, Threat(household=home("dreiging").id, known_on=first, ended_on=last))
    asked = a_request(office, home("aanvraag"))
    keep(office, RequestEvent(household=asked.household, request=asked.id, kind=EventKind.FIRST_TALK_HELD, on=first))
    keep(
        office,
        Referral(household=home("doorverwezen").id, recipient="GGD", sent_on=TODAY, answer=ReferralAnswer.WAITING),
    )
    plan = HouseholdPlan(household=home("plan").id, made_on=TODAY, evaluation_at=moment)
    keep(office, plan, Goal(household=plan.household, plan=plan.id, words="Rust"))
    for label, born_on in (
        ("jarig", "2008-11-30"),
        ("maand", "2008-11"),
        ("straks", "2010-06-01"),
        ("oud", "1959-12-01"),
    ):
        a_person(office, home(label), born_on, role=MemberRole.CHILD)
    worklist(office)
    for days in [*[1] * 14, 15, 1, 1, 1, 40, 20]:
        clock.now += timedelta(days=days)
        assert after_a_start(office, clock) == reckoned_anew(office), clock.now


def test_looking_ahead_leaves_the_terms_of_today_as_they_are(town: tuple[Office, Clock]) -> None:
    office, _clock = town

    def counted() -> list[Any]:
        with office.counted() as store:
            found = store.connection.exec_driver_sql("SELECT household, step, legal_end, state FROM term_line")
            days = store.connection.exec_driver_sql("SELECT * FROM term_count")
            return [sorted(map(repr, found)), sorted(map(repr, days))]

    before = counted()
    look_ahead_wholly(office)
    assert counted() == before


# ---------------------------------------------------------------------------------------------- what makes a line untrue


def compared() -> str:
    """The questions of the caseload themselves."""
    return " ".join(
        text for name, text in vars(questions).items() if isinstance(text, str) and not name.startswith("_TURNING")
    )


def test_every_record_that_a_line_follows_from_makes_its_household_be_reckoned_anew(
    town: tuple[Office, Clock],
) -> None:
    office, clock = town
    named = set(re.findall(r"(?:FROM|JOIN) ([a-z_]+)", compared())) - {
        "term_line",
        "pair",
        "worklist_line",
        "json_each",
    }
    by_table = {table_name(kind): kind for kind in RECORDS}
    assert {"household", "membership", "request_event", "transfer", "assignment"} <= named <= set(by_table)
    with office.reading() as store:
        bas, mo, *_rest = store.of(Worker)
        home = next(each for each in store.of(Household) if each.plan_coordinator)
        examples: dict[type[Record], Record] = {
            Transfer: Transfer(household=home.id, from_worker=bas.id, to_worker=mo.id, proposed_on=TODAY),
            Leave: Leave(worker=home.plan_coordinator or bas.id, from_on=TODAY),
            Worker: next(each for each in store.of(Worker) if each.id == home.plan_coordinator),
        }
        lives = store.of(Membership, household=home.id)[0].resident
        carer: dict[str, Any] = {"household": home.id, "resident": lives}
        examples[CarerTalk] = CarerTalk(**carer, held_on=TODAY)
        examples[Measurement] = Measurement(**carer, instrument="csi", taken_on=TODAY)
        examples[CarerSupport] = CarerSupport(**carer, requested_on=TODAY)
        for name in named:
            if by_table[name] not in examples and (found := store.of(by_table[name])):
                examples[by_table[name]] = next((each for each in found if household_of(each)), found[0])
    # A table that the questions read and nobody has an example of here: make one.
    assert {by_table[name] for name in named} <= set(examples)
    for kind, record in examples.items():
        after_a_start(office, clock)
        before = kept_homes(office)
        for change in (Change(kind, record, None), Change(kind, None, record)):
            after_a_start(office, clock)
            with office.keeping() as store:
                worklist_lines.mark(store, [change])
            gone = before - kept_homes(office)
            assert gone, kind
            if (of := household_of(record)) is not None:
                # What is told of a carer is seen with whom he cares for too.
                assert of.hex in gone if kind in (CarerTalk, Measurement, CarerSupport) else gone == {of.hex}, kind


def test_of_every_kind_of_record_it_is_said_which_lines_follow_from_it() -> None:
    # A kind that is new here: name it beside those from which every line follows, or give it its place in `touched`.
    everything = {CaseloadNorms, LocalNorm, OwnDecreeDay, Team}
    by_person_or_worker = {Resident, Relation, Worker, Leave}
    of_no_line = {ContactPoint, Creditor, DirectoryEntry, InstrumentPermission, OwnInstrument}
    assert {kind for kind in RECORDS if kind is not Household and "household" not in kind.model_fields} == (
        everything | by_person_or_worker | of_no_line
    )


def test_what_stands_under_no_household_touches_every_line_unless_the_rule_knows_it(office: Office) -> None:
    person = a_person(office, a_home(office))
    with office.reading() as store:
        for record in (CaseloadNorms(), Team(name="Zonnewijk")):
            assert questions.touched(store.connection, [Change(type(record), None, record)]) is None
        for nobody in (
            ContactPoint(resident=person.id, value="06 12345678"),
            CaseEvent(kind=CaseEventKind.LEAK_FOUND, on=TODAY),
        ):
            assert questions.touched(store.connection, [Change(type(nobody), None, nobody)]) == set()


def test_every_day_that_a_question_compares_with_today_is_a_day_on_which_lines_turn() -> None:
    asked = re.findall(r'"?([a-z_]+)"? (?:<=|>=|<|>) :(?:today|soon|now)\b', compared())
    turning = " ".join(text for name, text in vars(questions).items() if name.startswith("_TURNING"))
    assert {"on", "from_on", "until_on", "due_on", "held_at"} <= set(asked)
    assert set(asked) <= set(re.findall(r"[a-z_]+", turning))


DAMAGE = [
    "DELETE FROM worklist_line",
    "DELETE FROM worklist_line WHERE household = (SELECT max(household) FROM worklist_line)",
    "UPDATE worklist_line SET facts = 'x'",
    "UPDATE worklist_line SET facts = ''",
    "UPDATE worklist_line SET facts = x'00ff'",
    "UPDATE worklist_line SET facts = 7",
    "UPDATE worklist_line SET facts = replace(facts, 'open', 'opened')",
    "UPDATE worklist_line SET facts = facts || char(30)",
    "UPDATE worklist_line SET hands = 'x'",
    "UPDATE worklist_line SET hands = NULL",
    "UPDATE worklist_line SET term = 'x'",
    "UPDATE worklist_line SET contact_on = 'gisteren'",
    "UPDATE worklist_line SET made_by = '0'",
    "UPDATE worklist_line SET household = 'x' || household",
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_kept_line_that_is_damaged_or_gone_costs_time_and_nothing_else(office: Office, damage: str) -> None:
    for label in ("Demir", "Peelen", "Vos"):
        a_request(office, a_home(office, label), EventKind.URGENT_HELP_STARTED)
    before = worklist(office)
    with office.keeping() as store:
        store.connection.exec_driver_sql(damage)
    assert after_a_start(office, Clock()) == before
    assert after_a_start(office, Clock()) == before


def test_another_version_of_the_program_reckons_for_itself(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    home = a_home(office)
    worklist(office)
    monkeypatch.setattr(worklist_lines, "VERSION", "0.0.1")
    with office.reading() as store:
        assert worklist_lines.missing(store.connection, NOW) == [home.id]
    assert after_a_start(office, Clock()) == reckoned_anew(office)


def test_of_a_household_that_is_gone_no_line_is_kept(office: Office) -> None:
    home = a_home(office, "Demir")
    person = a_person(office, home)
    look_ahead_wholly(office)
    assert any("samira" in row.searched for row in kept_rows(office))
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.remove_tree(store.get(Resident, person.id))
    look_ahead_wholly(office)
    assert not any("samira" in row.searched for row in kept_rows(office))
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.remove_tree(store.get(Household, home.id))
    assert kept_rows(office) == set()


def test_after_going_back_to_a_backup_the_list_says_what_that_file_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUURTTEAM_HOME", str(tmp_path / "own"))
    words, cheap = "paarse fiets zingt onder warme sneeuw", Cost(time=1, memory_kib=64, lanes=1)
    opened, _code = opening.create(
        tmp_path / "wijk.buurtteam", words, Team(name="Zonnewijk"), Worker(name="Anouk"), cheap
    )
    office = opened.office
    home = a_home(office, "Demir")
    worklist(office)
    backup = unlocking.back_up(office)
    keep(office, home.changed(label="Later"))
    a_home(office, "Nieuw")
    look_ahead_wholly(office)
    back = opening.go_back(office, backup.path, words, cheap).office
    try:
        assert [line.label for line in worklist(back).lines] == ["Demir"]
        assert worklist(back) == reckoned_anew(back)
    finally:
        back.close()


def test_reckoning_is_no_deed_and_leaves_no_line_in_the_journal(office: Office) -> None:
    a_home(office)
    before = office.journal_head()
    office.take_changes()
    worklist(office)
    look_ahead_wholly(office)
    assert office.journal_head() == before
    assert office.take_changes() == ()

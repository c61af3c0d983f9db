"""A conversation as it is written while people talk: what is kept, what follows from it, and when it is finished."""

from datetime import UTC, date, datetime

import pytest

from buurtteam.domain.conversation import (
    Answer,
    AssessmentPoint,
    CareForm,
    Conversation,
    ConversationKind,
    Discussed,
    ExaminedPoint,
    IdentityDocument,
    NoteKind,
    OwnStrength,
    OwnWords,
    ParticipantRole,
    SafetyAnswer,
    Topic,
)
from buurtteam.domain.household import (
    Deviation,
    Statement,
    StatementKind,
)
from buurtteam.domain.plan import HouseholdPlan, PlanAction
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.request import EventKind, RequestEvent
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Appointment, Task, TaskKind, TaskOwner
from buurtteam.services import conversations, plans, tasks
from buurtteam.services.conversation_view import Caret, Speaker, TopicSheet
from buurtteam.services.office import Office
from tests.conftest import Clock
from tests.demir import Home, demir


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


@pytest.fixture
def talk(office: Office, home: Home) -> Conversation:
    return conversations.start(office, home.household.id, home.request.id)


def write(office: Office, talk: Conversation, topic: Topic, note: str) -> TopicSheet:
    """Type a note of the coach on a topic, as the page does."""
    sheet = conversations.read(office, talk.id).sheets[topic]
    return conversations.keep_topic(office, sheet.talk.changed(coach_note=note), sheet.words)


def test_the_conversation_of_an_appointment_is_begun_once(office: Office, home: Home) -> None:
    agreed_in = conversations.start(office, home.household.id, held_at=datetime(2026, 11, 1, 9, 0, tzinfo=UTC))
    date_made = tasks.add_appointment(office, home.household.id, office.now(), conversation=agreed_in.id)
    begun = conversations.start_at(office, date_made.id)
    assert begun.id != agreed_in.id
    assert conversations.start_at(office, date_made.id) == begun
    with office.reading() as store:
        kept = store.get(Appointment, date_made.id)
    assert (kept.conversation, kept.held_as) == (agreed_in.id, begun.id)


def all_tasks(office: Office) -> list[Task]:
    with office.reading() as store:
        return store.of(Task)


class TestBeginning:
    def test_the_one_whom_the_request_is_about_sits_there_already(self, office: Office, talk: Conversation) -> None:
        view = conversations.read(office, talk.id)
        assert [view.name_of(each) for each in view.participants] == ["Samira"]

    def test_everybody_of_the_household_and_the_network_can_be_chosen(self, office: Office, talk: Conversation) -> None:
        view = conversations.read(office, talk.id)
        assert [(each.name, each.role) for each in view.speakers] == [
            ("Samira", ParticipantRole.RESIDENT),
            ("Yusuf", ParticipantRole.CHILD),
            ("Ayşe", ParticipantRole.RESIDENT),
            ("Fatma", ParticipantRole.NETWORK),
        ]

    def test_a_talk_that_was_on_paper_first_keeps_its_own_day(self, office: Office, home: Home) -> None:
        held = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
        talk = conversations.start(office, home.household.id, held_at=held, from_paper=True)
        assert (talk.held_at, talk.typed_at, talk.from_paper) == (held, office.now(), True)

    def test_a_conversation_that_was_not_finished_is_found_again(self, office: Office, talk: Conversation) -> None:
        assert conversations.unfinished(office, talk.household) == talk

    def test_a_visit_is_written_in_the_log_and_looking_again_is_not(self, office: Office, talk: Conversation) -> None:
        conversations.read(office, talk.id, is_visit=True)
        conversations.read(office, talk.id)
        assert [look.deed for look in office.looks(talk.household)] == ["open_household"]

    def test_the_place_of_the_caret_comes_back(self, office: Office, talk: Conversation) -> None:
        conversations.remember_caret(office, talk.id, Caret(Topic.MONEY, "note", 17))
        assert conversations.read(office, talk.id).caret == Caret(Topic.MONEY, "note", 17)


class TestOwnWords:
    def test_who_speaks_sits_at_the_table_from_then_on(self, office: Office, home: Home, talk: Conversation) -> None:
        sheet = conversations.read(office, talk.id).sheets[Topic.MONEY]
        said = OwnWords(
            household=talk.household,
            conversation=talk.id,
            topic=Topic.MONEY,
            network_member=home.fatma.id,
            words="Ik help haar met de post.",
        )
        conversations.keep_topic(office, sheet.talk, [said])
        view = conversations.read(office, talk.id)
        assert [view.name_of(each) for each in view.participants] == ["Samira", "Fatma"]
        assert [each.words for each in view.sheets[Topic.MONEY].words] == ["Ik help haar met de post."]

    def test_a_child_who_speaks_sits_there_as_a_child(self, office: Office, home: Home, talk: Conversation) -> None:
        sheet = conversations.read(office, talk.id).sheets[Topic.WORK]
        about = {"household": talk.household, "conversation": talk.id, "topic": Topic.WORK}
        said = OwnWords(**about, resident=home.yusuf.id, words="Rekenen vind ik leuk.")
        conversations.keep_topic(office, sheet.talk, [said])
        assert [each.role for each in conversations.read(office, talk.id).participants][-1] is ParticipantRole.CHILD

    def test_words_that_are_emptied_go(self, office: Office, talk: Conversation) -> None:
        sheet = conversations.read(office, talk.id).sheets[Topic.MONEY]
        said = OwnWords(household=talk.household, conversation=talk.id, topic=Topic.MONEY, words="Ik")
        kept = conversations.keep_topic(office, sheet.talk, [said])
        conversations.keep_topic(office, kept.talk, [kept.words[0].changed(words=" ")])
        assert conversations.read(office, talk.id).sheets[Topic.MONEY].words == ()

    def test_a_topic_of_which_nothing_is_said_leaves_no_record(self, office: Office, talk: Conversation) -> None:
        office.take_changes()
        write(office, talk, Topic.MONEY, "")
        assert office.take_changes() == ()

    def test_a_stale_save_is_refused_and_both_texts_are_there(self, office: Office, talk: Conversation) -> None:
        first = write(office, talk, Topic.MONEY, "Eerste")
        write(office, talk, Topic.MONEY, "Van een collega")
        with pytest.raises(Trouble) as caught:
            conversations.keep_topic(office, first.talk.changed(coach_note="Van mij"), ())
        assert caught.value.code == "stale"
        assert "Van een collega" in repr(caught.value.__dict__)
        assert conversations.read(office, talk.id).sheets[Topic.MONEY].talk.coach_note == "Van een collega"


class TestWhatIsCaught:
    def test_an_agreement_becomes_a_task_of_who_works_now_with_its_day(
        self, office: Office, home: Home, talk: Conversation
    ) -> None:
        sheet = write(office, talk, Topic.MONEY, "Huurachterstand. #afspraak Woonpunt bellen ma")
        (task,) = sheet.tasks
        assert (task.what, task.worker, task.due_on) == ("Woonpunt bellen", home.noor.id, date(2026, 11, 23))
        assert (task.request, task.conversation, task.source) == (home.request.id, talk.id, sheet.notes[0].id)

    def test_a_colleague_who_is_named_gets_the_task(self, office: Office, home: Home, talk: Conversation) -> None:
        sheet = write(office, talk, Topic.MONEY, "#afspraak @Bas belt de bank")
        assert sheet.tasks[0].worker == home.bas.id

    def test_what_a_resident_will_do_is_a_task_of_the_resident_and_of_nobody_in_the_team(
        self, office: Office, talk: Conversation
    ) -> None:
        sheet = write(office, talk, Topic.MONEY, "#afspraak @Samira neemt de post mee")
        assert sheet.notes[0].kind is NoteKind.AGREEMENT
        (task,) = sheet.tasks
        assert (task.owner, task.resident, task.worker) == (TaskOwner.RESIDENT, sheet.notes[0].resident, None)

    def test_the_task_follows_while_the_note_is_typed_on(self, office: Office, talk: Conversation) -> None:
        typed = "#afspraak Woonpunt bellen di"
        tasks = {write(office, talk, Topic.MONEY, typed[:n]).tasks for n in range(10, len(typed) + 1)}
        ids = {task.id for found in tasks for task in found}
        (task,) = all_tasks(office)
        assert len(ids) == 1
        assert (task.what, task.due_on) == ("Woonpunt bellen", date(2026, 11, 24))

    def test_what_was_changed_in_the_task_itself_stays(self, office: Office, home: Home, talk: Conversation) -> None:
        write(office, talk, Topic.MONEY, "#afspraak Woonpunt bellen ma")
        with office.writing(Deed.PLAN_WORK) as store:
            store.save(all_tasks(office)[0].changed(worker=home.bas.id))
        write(office, talk, Topic.MONEY, "#afspraak Woonpunt bellen over de huur di")
        (task,) = all_tasks(office)
        assert (task.what, task.worker, task.due_on) == (
            "Woonpunt bellen over de huur",
            home.bas.id,
            date(2026, 11, 24),
        )

    def test_a_task_goes_with_its_note_but_not_when_it_is_done(self, office: Office, talk: Conversation) -> None:
        write(office, talk, Topic.MONEY, "#afspraak Woonpunt bellen ma")
        write(office, talk, Topic.MONEY, "")
        assert all_tasks(office) == []
        write(office, talk, Topic.MONEY, "#afspraak Woonpunt bellen ma")
        with office.writing(Deed.PLAN_WORK) as store:
            store.save(all_tasks(office)[0].changed(done_on=office.today()))
        write(office, talk, Topic.MONEY, "")
        assert [task.source for task in all_tasks(office)] == [None]

    def test_a_promise_that_stands_in_the_plan_stays_a_task_when_its_sentence_goes(
        self, office: Office, talk: Conversation
    ) -> None:
        sheet = write(office, talk, Topic.MONEY, "#afspraak Woonpunt bellen ma")
        action = plans.from_note(office, sheet.notes[0].id)
        write(office, talk, Topic.MONEY, "Woonpunt bellen ma")
        assert [(task.what, task.plan_action) for task in all_tasks(office)] == [("Woonpunt bellen", action.id)]

    def test_strengths_signals_and_team_only_lines_are_told_apart(self, office: Office, talk: Conversation) -> None:
        sheet = write(office, talk, Topic.MONEY, "#goed trots op Yusuf\n#signaal deurwaarder\n! niet noemen")
        assert [(note.kind, note.is_team_only) for note in sheet.notes] == [
            (NoteKind.STRENGTH, False),
            (NoteKind.SIGNAL, False),
            (NoteKind.REMARK, True),
        ]

    def test_a_plan_row_knows_its_sentence_while_that_is_retyped(self, office: Office, talk: Conversation) -> None:
        note = write(office, talk, Topic.MONEY, "#afspraak Woonpunt bellen ma").notes[0]
        with office.writing(Deed.CHANGE_PLAN) as store:
            plan = store.save(HouseholdPlan(household=talk.household))
            store.save(PlanAction(household=talk.household, plan=plan.id, source=note.id))
        write(office, talk, Topic.MONEY, "Eerst dit. #afspraak Woonpunt bellen over de huur ma")
        with office.reading() as store:
            assert store.of(PlanAction)[0].source == note.id


class TestEarlier:
    def test_earlier_words_and_scores_are_there(
        self, office: Office, home: Home, talk: Conversation, clock: Clock
    ) -> None:
        sheet = conversations.read(office, talk.id).sheets[Topic.MONEY]
        said = OwnWords(household=talk.household, conversation=talk.id, topic=Topic.MONEY, words="Het is te veel.")
        conversations.keep_topic(office, sheet.talk.changed(resident_score=2), [said])
        clock.now = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
        later = conversations.start(office, home.household.id)
        view = conversations.read(office, later.id)
        assert [each.words[0].words for each in view.earlier[Topic.MONEY]] == ["Het is te veel."]
        assert view.previous_scores == {Topic.MONEY: 2}
        assert view.previous is not None
        assert view.previous.id == talk.id


class TestToday:
    def test_what_must_happen_today_is_a_task_of_today(self, office: Office, talk: Conversation) -> None:
        conversations.keep_today(office, talk.id, "Bel de")
        conversations.keep_today(office, talk.id, "Bel de verhuurder")
        (task,) = all_tasks(office)
        assert (task.kind, task.what, task.due_on) == (TaskKind.TODAY, "Bel de verhuurder", office.today())
        conversations.keep_today(office, talk.id, "")
        assert all_tasks(office) == []

    def test_medical_advice_is_asked_once_and_names_no_complaint(
        self, office: Office, home: Home, talk: Conversation
    ) -> None:
        told = conversations.keep(
            office,
            Statement(
                household=talk.household,
                kind=StatementKind.HEALTH,
                resident=home.samira.id,
                text="Ik slaap slecht",
                source="Samira",
            ),
        )
        told, task = conversations.ask_medical_advice(office, told, talk)
        conversations.ask_medical_advice(office, told, talk)
        assert told.asks_medical_advice
        assert all_tasks(office) == [task]
        assert "slaap" not in task.what


def make_complete(office: Office, talk: Conversation) -> None:
    """Everything that finishing asks, the law's part too."""
    view = conversations.read(office, talk.id)
    conversations.keep(
        office, view.conversation.changed(safety=SafetyAnswer.SAFE, summary="Wij bellen samen de verhuurder.")
    )
    day = office.today()
    law = view.assessment.changed(
        personal_plan_told_on=day,
        client_support_told_on=day,
        client_support=Answer.NO,
        experience_expert=Answer.DECLINED,
        identity=IdentityDocument.PASSPORT,
        identity_seen_on=day,
        care_forms_explained_on=day,
        care_form=CareForm.IN_KIND,
        own_strength=OwnStrength.PARTLY,
    )
    law = conversations.keep(office, law)
    for point in ExaminedPoint:
        conversations.keep_point(
            office,
            law,
            AssessmentPoint(household=talk.household, assessment=law.id, point=point, discussed=Discussed.YES),
        )


class TestFinishing:
    def test_nothing_is_asked_before_and_everything_is_named_then(self, office: Office, talk: Conversation) -> None:
        with pytest.raises(Problem) as caught:
            conversations.finish(office, talk.id)
        assert [gap.field for gap in caught.value.gaps] == ["safety", "summary"]

    def test_the_route_goes_on_with_the_days_of_what_happened(
        self, office: Office, home: Home, talk: Conversation
    ) -> None:
        make_complete(office, talk)
        done = conversations.finish(office, talk.id, assessment_is_complete=True)
        with office.reading() as store:
            events = {event.kind: event.on for event in store.of(RequestEvent, request=home.request.id)}
        assert done.finished_at == office.now()
        assert events == dict.fromkeys(
            [
                EventKind.FIRST_TALK_HELD,
                EventKind.PERSONAL_PLAN_TOLD,
                EventKind.CLIENT_SUPPORT_TOLD,
                EventKind.ASSESSMENT_FINISHED,
            ],
            office.today(),
        )

    def test_the_first_talk_counts_on_the_day_of_the_talk(self, office: Office, home: Home) -> None:
        talk = conversations.start(
            office, home.household.id, home.request.id, held_at=datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
        )
        make_complete(office, talk)
        conversations.finish(office, talk.id)
        with office.reading() as store:
            (event,) = store.of(RequestEvent, request=home.request.id, kind=EventKind.FIRST_TALK_HELD)
        assert event.on == date(2026, 11, 19)

    def test_finished_again_nothing_happened_twice(self, office: Office, home: Home, talk: Conversation) -> None:
        make_complete(office, talk)
        conversations.finish(office, talk.id)
        assert conversations.reopen(office, talk.id).finished_at is None
        conversations.finish(office, talk.id)
        with office.reading() as store:
            assert store.count(RequestEvent, request=home.request.id, kind=EventKind.FIRST_TALK_HELD) == 1

    def test_the_law_asks_only_when_its_part_is_called_complete(self, office: Office, talk: Conversation) -> None:
        conversations.keep(office, talk.changed(safety=SafetyAnswer.SAFE, summary="Kort."))
        with pytest.raises(Problem) as caught:
            conversations.finish(office, talk.id, assessment_is_complete=True)
        assert len(caught.value.gaps) == 8 + len(ExaminedPoint)
        assert conversations.finish(office, talk.id).finished_at is not None

    def test_without_own_strength_professional_help_is_asked_about(self, office: Office, talk: Conversation) -> None:
        make_complete(office, talk)
        law = conversations.read(office, talk.id).assessment
        law = conversations.keep(office, law.changed(own_strength=OwnStrength.CANNOT_JUDGE))
        gaps = conversations.gaps_in_law(conversations.read(office, talk.id))
        assert [gap.field for gap in gaps] == ["professional_help"]

    def test_something_may_stay_open_with_a_reason(self, office: Office, talk: Conversation) -> None:
        conversations.finish(office, talk.id, reason="Het werd te veel; wij gaan donderdag verder.")
        with office.reading() as store:
            (deviation,) = store.of(Deviation, household=talk.household)
        assert deviation.reason == "Het werd te veel; wij gaan donderdag verder."

    def test_a_short_conversation_knows_no_law(self, office: Office, home: Home) -> None:
        short = conversations.start(office, home.household.id, kind=ConversationKind.SHORT)
        assert not conversations.asks_law(conversations.read(office, short.id))


class TestTheTable:
    def test_somebody_by_name_can_sit_there_and_leave_again(self, office: Office, talk: Conversation) -> None:
        tolk = Speaker("mevrouw Haddad", role=ParticipantRole.INTERPRETER)
        seat = conversations.seat(office, talk, tolk)
        assert conversations.seat(office, talk, tolk) == seat
        view = conversations.read(office, talk.id)
        assert [view.name_of(each) for each in view.participants] == ["Samira", "mevrouw Haddad"]
        conversations.unseat(office, seat)
        assert len(conversations.read(office, talk.id).participants) == 1

"""The route of one household of the practice neighbourhood: its request, conversations, plan and work."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from buurtteam.domain import conversation as talk
from buurtteam.domain import household as home
from buurtteam.domain import plan as plans
from buurtteam.domain import request as requests
from buurtteam.domain import sharing, task
from buurtteam.domain.calendar import add_months
from buurtteam.domain.conversation import Topic
from buurtteam.domain.kinds import ResidentId, local_day
from buurtteam.services.practice.family import Family
from buurtteam.services.practice.told import APPLIED, HELPED, IN_TALKS, UNTALKED


def add_year(day: date) -> date:
    """The same day a year later."""
    return add_months(day, 12)


_APPLIED_AFTER = {"decision_suspended": 40, "decision_completed": 41, "decision_late": 38, "decision_delay": 45}


class Story(Family):
    """One household with all that happened since it asked for help."""

    consents: list[sharing.Consent]
    promised: list[sharing.Consent]
    """Who said yes to debt help."""
    plan_made: plans.HouseholdPlan | None = None

    def tell(self) -> None:
        """Turn the whole story into records."""
        self.promised = []
        self.move_in()
        self.know_each_other()
        self.live_somewhere()
        self.take_care()
        self.ask()
        if self.told.phase not in UNTALKED:
            first = self.hold(self.talked_on(), self.told.said, 0)
            if self.told.later:
                self.hold(self.evaluated_on(), self.told.later, 2)
            self.assess(first)
            self.share(first)
            if self.told.strengths:
                self.plan(first)
        self.plan_work()

    # ------------------------------------------------------------------------------------------- request

    def ask(self) -> None:
        """The request and all that happened on its route."""
        told = self.told
        received_at = self.street.at(self.received_on)
        late = timedelta(days=2) if self.has("from_paper") else timedelta()
        names = {"resident": "", "other": self.say("shelter")}
        self.request = self.add(
            requests.RequestNotification,
            received_at=received_at,
            typed_at=received_at + late,
            from_paper=self.has("from_paper"),
            kind=told.kind,
            channel=told.channel,
            notifier_role=told.notifier,
            notifier_name=names.get(told.notifier, told.contact.split(",")[0]),
            notifier_organisation=told.organisation,
            notifier_contact=told.contact,
            about=self.people[0].id,
            question=told.question,
            is_urgent=bool(told.urgent),
            urgent_reason=told.urgent,
            is_simple=told.simple,
            answer=told.answer,
            worker=None if told.phase == "new" and told.ago < 2 else self.face_on(self.received_on),
        )
        for kind, day, until in self.events():
            note = self.say("incomplete") if kind == "asked_to_complete" else ""
            self.add(
                requests.RequestEvent,
                request=self.request.id,
                kind=kind,
                on=day,
                until_on=until,
                note=note,
                worker=self.face_on(day),
            )

    def events(self) -> list[tuple[str, date, date | None]]:
        """What happened on the route, with its day."""
        phase, ago = self.told.phase, self.told.ago
        found: list[tuple[str, date, date | None]] = []

        def on(kind: str, day: date, until: date | None = None) -> None:
            found.append((kind, day, until))

        if phase == "receipt_late" or (phase in ("new", "urgent", "urgent_late") and ago < 2):
            return found
        # Some were confirmed too late: that must show as well.
        on("receipt_confirmed", self.after(7 if phase == "talks_late" else 1))
        on("personal_plan_told", self.after(1))
        on("client_support_told", self.after(1))
        if self.has("personal_plan"):
            on("personal_plan_received", self.after(5))
        if phase == "urgent_helped":
            on("urgent_help_started", self.received_on)
        if phase in ("advice", "withdrawn"):
            on("closed" if phase == "advice" else "withdrawn", self.closed_on())
        if phase in UNTALKED:
            return found
        on("first_talk_held", self.talked_on())
        if phase == "extension":
            on("extension_agreed", self.after(40))
        if phase in IN_TALKS:
            return found
        on("assessment_finished", self.assessed_on())
        if phase != "plan":
            on("report_sent", self.after(28))
            on("report_returned", self.after(33))
        if phase in APPLIED or (phase in HELPED and self.told.kind == "wmo"):
            on("application_received", self.after(_APPLIED_AFTER.get(phase, 34)))
        match phase:
            case "decision_suspended":
                on("asked_to_complete", self.after(45), self.received_on + timedelta(days=75))
            case "decision_completed":
                on("asked_to_complete", self.after(44), self.received_on + timedelta(days=60))
                on("completed", self.after(53))
            case "decision_delay":
                on("delay_agreed", self.after(50), self.received_on + timedelta(days=85))
            case _:
                pass
        if phase in HELPED:
            on("decision_made", self.after(54 if self.number % 5 == 0 else 44))
            on("help_started", self.after(58))
        if phase in HELPED and not self.has("not_evaluated"):
            for days in range(66, min(ago - 20, 600), 80):
                if phase != "closed" or self.after(days) < self.closed_on():
                    on("evaluated", self.after(days))
        if self.told.later and phase in HELPED:
            on("evaluated", self.evaluated_on())
        if phase == "closed":
            on("closed", self.closed_on())
        return found

    # -------------------------------------------------------------------------------------- conversation

    def hold(self, day: date, said: dict[str, list[list[str]]], score_at: int) -> talk.Conversation:
        """A conversation with who sat there, own words, scores and notes; `score_at` picks the scores of that time."""
        told, first = self.told, score_at == 0
        held_at = self.street.at(day)
        is_open = told.phase == "talks" and first and told.ago < 10
        held = self.add(
            talk.Conversation,
            request=self.request.id,
            kind="home" if first else "evaluation",
            held_at=held_at,
            typed_at=held_at,
            place="office" if self.has("no_fixed_address") else "home",
            worker=self.face_on(day),
            question_behind=self.fill(told.behind) if first else "",
            first_this=self.say("first_debt") if told.kind == "debt" and first else "",
            today_needed=self.fill(told.today) if first else "",
            safety="unsure" if "safety" in said and self.has("flag_running") else "safe",
            safety_note=self.say("safety_note") if self.has("flag_running") else "",
            summary=self.fill(told.summary),
            summary_read_aloud=bool(told.summary),
            finished_at=None if is_open else held_at + timedelta(hours=2),
        )
        self.sit_down(held)
        for topic in {**said, **told.scores} if first else said:
            self.speak(held, topic, said.get(topic, []), score_at)
        if first:
            skipped = next(t for t in Topic if t.value not in said and t.value not in told.scores)
            self.add(talk.TopicTalk, conversation=held.id, topic=skipped, is_not_now=True)
            for line, (kind, topic, text) in enumerate(told.notes):
                self.note(held, kind, topic, text, line)
        return held

    def sit_down(self, held: talk.Conversation) -> None:
        """Who sat at the table."""
        place = 0
        for resident, role in zip(self.people, self.roles, strict=True):
            age = home.age_on(resident.born_on, self.street.today)
            if age is not None and age < 8:
                continue
            seat = "child" if role in ("child", "foster_child") else "resident"
            self.add(talk.Participant, conversation=held.id, role=seat, resident=resident.id, position=place)
            place += 1
        if self.around and self.number % 2:
            friend = {"network_member": self.around[0].id, "name": self.around[0].name}
            self.add(talk.Participant, conversation=held.id, role="network", **friend, position=place)
            place += 1
        if self.has("interpreter"):
            self.add(
                talk.Participant, conversation=held.id, role="interpreter", name=self.say("interpreter"), position=place
            )
            place += 1
        if self.has("secret_address"):
            self.add(
                talk.Participant,
                conversation=held.id,
                role="client_supporter",
                name=self.say("client_supporter"),
                position=place,
            )

    def speak(self, held: talk.Conversation, topic: str, said: Sequence[Sequence[str]], score_at: int) -> None:
        """One topic: scores, the coach's note and what was literally said."""
        scores = self.told.scores.get(topic, [])
        now = scores[score_at : score_at + 1] or scores[:1]
        coach = scores[1] if len(scores) > 1 and score_at == 0 else None
        self.add(
            talk.TopicTalk,
            conversation=held.id,
            topic=topic,
            coach_note=self.fill(self.told.coach.get(topic, "")) if score_at == 0 else "",
            resident_score=now[0] if now else None,
            coach_score=coach,
            runs_in_family=self.number % 9 == 4,
        )
        for place, (who, words) in enumerate(said):
            facts = {**self.who(who), "said_by": self.words[who], "words": self.fill(words), "position": place}
            self.add(talk.OwnWords, conversation=held.id, topic=topic, **facts)

    def who(self, key: str) -> dict[str, Any]:
        """The person behind a letter of the story, as a field of a record."""
        speaker = self.speakers[key]
        if isinstance(speaker, home.NetworkMember):
            return {"network_member": speaker.id}
        return {"resident": getattr(speaker, "id", None)}

    def note(self, held: talk.Conversation, kind: str, topic: str, text: str, line: int) -> None:
        """A caught sentence; an agreement becomes a task with its day."""
        due = self.due() if kind == "agreement" else None
        note = self.add(
            talk.Note,
            conversation=held.id,
            topic=topic,
            kind="remark" if kind == "team" else kind,
            text=self.fill(text),
            due_on=due,
            is_team_only=kind == "team",
            written_at=held.held_at,
            worker=held.worker,
            line=line,
        )
        self.notes[kind, topic] = note
        if kind == "agreement":
            facts = {"what": self.fill(text), "due_on": due, "source": note.id, "conversation": held.id}
            facts |= {"made_on": local_day(held.held_at), "done_on": due if self.is_closed else None}
            self.add(task.Task, worker=self.worker.id, request=self.request.id, **facts)

    def due(self) -> date:
        """A day for a task: late, today, soon or later in turn."""
        if self.is_closed:
            return self.after(20)
        return self.street.workday((3, 0, -2, -6, -12, 1)[self.number % 6])

    @property
    def is_closed(self) -> bool:
        """Whether the work has ended."""
        return self.told.phase in ("closed", "withdrawn", "advice")

    def assess(self, held: talk.Conversation) -> None:
        """The law's part of the conversation; further on the route there is more of it."""
        done = self.told.phase not in IN_TALKS
        day = self.talked_on()
        facts: dict[str, Any] = {}
        if done:
            form = self.chance.choice(["in_kind", "in_kind", "personal_budget", "none_needed"])
            facts = {
                "identity": "not_shown" if self.has("no_fixed_address") else "identity_card",
                "identity_seen_on": day,
                "care_forms_explained_on": day,
                "care_form": form,
                "care_form_reason": self.say(form),
                "own_strength": self.chance.choice(["present", "partly", "partly", "absent", "cannot_judge"]),
                "professional_help": self.say("professional_help"),
                "step_request": self.told.question,
                "step_problems": self.fill(self.problems()),
                "step_support": self.say("step_support"),
                "step_solutions": self.fill(" ".join(self.told.strengths)),
                "step_individual": self.say("step_individual"),
                "agreed": self.say("disagree") if self.told.disagreement else self.say("agree"),
            }
        assessment = self.add(
            talk.Assessment,
            conversation=held.id,
            personal_plan_told_on=self.after(1),
            personal_plan_received_on=self.after(5) if self.has("personal_plan") else None,
            personal_plan_weighed=self.say("personal_plan") if self.has("personal_plan") else "",
            client_support_told_on=self.after(1),
            client_support="yes" if self.has("secret_address") else "no" if done else "not_yet",
            client_supporter=self.say("client_supporter") if self.has("secret_address") else "",
            experience_expert=self.chance.choice(["yes", "no", "declined", "not_yet"]),
            **facts,
        )
        points = dict(self.street.phrases["points"])
        for letter, texts in points.items() if done else list(points.items())[:2]:
            answer = "not_applicable" if letter == "d" and not self.has("carer") else "yes"
            text_here = "" if answer == "not_applicable" else self.chance.choice(texts)
            self.add(talk.AssessmentPoint, assessment=assessment.id, point=letter, discussed=answer, text=text_here)

    def problems(self) -> str:
        """What does not work now: the summary without its first sentence, which only says who it is about."""
        sentences = self.told.summary.split(". ")
        return ". ".join(sentences[1:3]).rstrip(".") + "." if len(sentences) > 1 else self.told.question

    def share(self, held: talk.Conversation) -> None:
        """What may be shared with whom."""
        day = self.talked_on()
        who = {"conversation": held.id, "resident": self.people[0].id}
        refuses = self.has("consent_no") or self.number % 7 == 3
        first = self.add(
            sharing.Consent,
            **who,
            recipient=self.say("doctor"),
            topics=["health", "plan"],
            purpose=self.say("doctor_purpose"),
            answer="no" if refuses else "yes",
            given_how="signed" if self.number % 2 else "spoken",
            given_on=day,
            until_on=None if refuses else self.street.day(20) if self.has("consent_expired") else add_year(day),
            withdrawn_on=self.after(20) if self.has("withdrawn_consent") or self.number % 11 == 5 else None,
        )
        self.consents = [first]
        if self.told.kind == "debt":
            facts = {"recipient": self.say("bank"), "purpose": self.say("bank_purpose"), "answer": "yes"}
            topics = ["money", "name_address"]
            self.promised.append(self.add(sharing.Consent, **who, **facts, topics=topics, given_on=day))
        elif self.children:
            self.add(
                sharing.Consent,
                **who,
                recipient=self.say("school"),
                topics=["children"],
                purpose=self.say("school_purpose"),
            )

    # ---------------------------------------------------------------------------------------------- plan

    def plan(self, held: talk.Conversation) -> None:
        """The plan: what goes well, what we want, goals and agreements."""
        told, made_on = self.told, max(self.assessed_on(), held.held_at.date())
        ahead = {"quiet": 110, "running": 4 - self.number % 12, "closed": 60}.get(told.phase, -9 - self.number % 20)
        evaluation = self.street.workday(ahead)
        has_date = told.phase != "closed" and not self.has("no_evaluation")
        plan = self.plan_made = self.add(
            plans.HouseholdPlan,
            made_on=made_on,
            signed_on=max(made_on, self.after(34)) if self.is_signed else None,
            evaluation_at=self.street.at(evaluation) if has_date else None,
            evaluation_place=self.say("at_your_home") if has_date else "",
            disagreement=told.disagreement,
            safe_at_home="no" if self.has("safe_contact") or self.has("secret_address") else "yes",
        )
        strengths = [note for (kind, _), note in self.notes.items() if kind == "strength"]
        for place, text in enumerate(told.strengths):
            source = strengths[place].id if place < len(strengths) else None
            self.add(plans.PlanStrength, plan=plan.id, text=self.fill(text), source=source, position=place)
        for place, (who, words) in enumerate(told.wishes):
            facts = {**self.who(who), "said_by": self.words[who], "words": self.fill(words), "position": place}
            self.add(plans.PlanWish, plan=plan.id, **facts)
        goals: dict[str, plans.Goal] = {}
        for place, (topic, words, smart, *state) in enumerate(told.goals):
            goals[topic] = self.add(
                plans.Goal,
                plan=plan.id,
                topic=topic,
                words=self.fill(words),
                smart=self.fill(smart),
                resident=self.whose(words),
                state=state[0] if state else "partly" if self.is_closed else "open",
                reason=self.say("reached") if state == ["reached"] else "",
                start_score=told.scores.get(topic, [None])[0],
                target_score=4,
                target_on=self.target_on(evaluation, is_reached=bool(state)),
                position=place,
            )
        for place, action in enumerate(told.actions):
            self.agree(plan, goals, place, *action)

    @property
    def is_signed(self) -> bool:
        """Whether everybody signed the plan; where somebody disagrees, nobody did yet."""
        return self.told.phase in HELPED and not self.told.disagreement and not self.has("unsigned")

    def target_on(self, evaluation: date, *, is_reached: bool) -> date | None:
        """By when a goal was to be reached: at the end, last time, or the next time that we look together."""
        if self.is_closed:
            return self.closed_on()
        if is_reached:
            return self.evaluated_on()
        return evaluation if evaluation > self.street.today else None

    def whose(self, words: str) -> ResidentId | None:
        """Whose goal it is: of the one person it names, else of the first of the household."""
        named = re.findall(r"\{([a-z]\d?)\}", words)
        resident: ResidentId | None = self.who(named[0]).get("resident") if len(named) == 1 else None
        return resident or self.people[0].id

    def told_result(self, state: str, place: int) -> str:
        """How an agreement went, in a resident's words; within one plan nothing is said twice."""
        if state == "done":
            ways = self.street.phrases["done"]
            return str(ways[(self.number * 5 + place) % len(ways)])
        return self.say(state) if state == "not_done" else ""

    def agree(
        self,
        plan: plans.HouseholdPlan,
        goals: dict[str, plans.Goal],
        place: int,
        who: str,
        topic: str,
        what: str,
        days: int,
        state: str,
    ) -> None:
        """One agreement; what a worker promised becomes a task as well."""
        done = state == "done"
        day = self.street.workday(2 if done and days > 0 else -days)
        if self.is_closed:
            day = self.after(50 + 5 * place)
            state = state if state in ("done", "not_done") else "lapsed"
        owner: dict[str, Any]
        match who.split(":"):
            case ["pro", help_kind, organisation]:
                owner = {"owner_kind": "professional", "kind_of_help": help_kind, "organisation": organisation}
                owner["kind"] = "professional_help"
            case ["worker"]:
                owner = {"owner_kind": "worker", "worker": self.worker.id, "owner_name": self.words["worker"]}
            case ["volunteer"]:
                owner = {"owner_kind": "volunteer", "kind": "volunteer_help", "kind_of_help": self.say("volunteer")}
            case ["open"]:
                owner = {"owner_kind": "open"}
            case ["all"]:
                owner = {"owner_kind": "household"}
            case _:
                kind = "network" if who.startswith("n") else "resident"
                owner = {**self.who(who), "owner_kind": kind, "owner_name": self.words[who]}
        source = self.notes.get(("agreement", topic))
        action = self.add(
            plans.PlanAction,
            plan=plan.id,
            goal=goals[topic].id if topic in goals else None,
            topic=topic,
            what=self.fill(what),
            due_on=day,
            state=state or "planned",
            done_on=day if done else None,
            result=self.told_result(state, place),
            source=source.id if source else None,
            position=place,
            **owner,
        )
        if who == "worker" and self.told.phase not in ("closed", "stand_by"):
            facts = {"what": self.fill(what), "due_on": day, "done_on": day if done else None, "made_on": plan.made_on}
            self.add(task.Task, worker=self.worker.id, plan_action=action.id, request=self.request.id, **facts)

    def plan_work(self) -> None:
        """Tasks and appointments that belong to the phase."""
        phase, day = self.told.phase, self.street.workday

        def do(kind: str, what: str, due: date, **facts: Any) -> None:  # noqa: ANN401 - fields of a task
            owner = None if phase == "new" and self.told.ago < 2 else self.worker.id
            self.add(
                task.Task, kind=kind, what=what, due_on=due, worker=owner, **{"made_on": self.received_on, **facts}
            )

        if phase in ("new", "receipt_late"):
            called_on = self.after(4 if self.has("called_late") else 1)
            is_called = phase == "new" and self.told.ago > 1
            due = self.street.law.free_days.add_working_days(self.received_on, 2)
            do("call_back", self.say("call_back"), due, done_on=called_on if is_called else None)
        if phase in ("urgent", "urgent_late"):
            do("today", f"{self.say('today')}: {self.told.urgent}", day(0 if phase == "urgent" else 3))
        if any(kind == "health" for kind, *_ in self.told.statements) and not self.is_closed:
            do("medical_advice", self.say("medical_advice"), day(-7))
        if self.has("flag_running") or self.has("incident"):
            do("review", self.say("review"), day(-5))
        if phase == "quiet":
            do("task", self.say("call_again"), day(40))
        if phase in (*IN_TALKS, "plan", "plan_sent"):
            # Some sit at the table today, the others in the days that come.
            ahead = (0, 1, 2, 0, 3, 4)[self.number % 6]
            hour = (9, 10, 11, 13, 14, 15, 16)[self.number % 7]
            self.add(
                task.Appointment,
                at=self.street.at(day(-ahead), hour),
                what=self.say("kitchen_table") if phase in IN_TALKS else self.say("read_plan"),
                place=self.say("team_place")
                if self.has("no_fixed_address") or self.has("secret_address")
                else self.say("home_place"),
                worker=self.worker.id,
            )
        if phase == "running" and self.number % 2:
            facts = {"what": self.say("how_are_you"), "minutes": 30, "is_cancelled": self.number % 4 == 1}
            self.add(task.Appointment, at=self.street.at(day(-2), 13), worker=self.worker.id, **facts)

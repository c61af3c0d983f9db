"""The clocks and the caseload of one household of the practice neighbourhood: what a coordinator looks at on a Monday."""

from datetime import date, datetime, time, timedelta
from typing import Any

from buurtteam.domain import case, responsibility, sharing, task
from buurtteam.domain import conversation as talk
from buurtteam.domain import request as requests
from buurtteam.domain.ages import is_minor
from buurtteam.domain.calendar import ONE_DAY
from buurtteam.domain.household import MemberRole, NetworkMember, Resident
from buurtteam.domain.kinds import HERE
from buurtteam.domain.series import AHEAD, turns
from buurtteam.services.practice.story import Story
from buurtteam.services.practice.told import HELPED, UNTALKED, Handed, Happened

# What a closed household gets when its story does not say.
_RESULTS = {"closed": "reached", "withdrawn": "stopped", "advice": "reached"}


class Case(Story):
    """One household with its dated events, faces, hand-overs, referrals, tasks that come back and its closing."""

    def tell(self) -> None:
        """Turn the whole story into records."""
        super().tell()
        self.happened: list[case.CaseEvent] = []
        for told in self.told.happened:
            self.happened.append(self.happen(told))
        self.look_after()
        self.stand_beside()
        for handed in self.told.transfers:
            self.hand_over(handed)
        self.refer()
        self.stay_in_touch()
        self.come_back()
        if self.is_closed:
            self.close()
        if self.told.earlier:
            self.remember_earlier()
        self.work()
        self.explain_late()

    def past(self, ago: int) -> date:
        """The working day so many days ago, never before the household was known."""
        return max(self.street.workday(ago), self.received_on)

    def event(self, kind: str, day: date, **facts: Any) -> case.CaseEvent:  # noqa: ANN401 - fields of an event
        """Something that happened on a day, written down by the face of that day."""
        return self.add(case.CaseEvent, kind=kind, on=day, worker=self.face_on(day), **facts)

    # ------------------------------------------------------------------------------------------- events

    def happen(self, told: Happened) -> case.CaseEvent:
        """One of the events of the story."""
        day = self.past(told.ago)
        facts: dict[str, Any] = {"note": self.fill(told.note)}
        if told.hour is not None:
            facts["at"] = datetime.combine(day, time(told.hour, 30), HERE)
        if told.until is not None:
            facts["until_on"] = self.street.workday(told.until)
        if told.about:
            facts["about"] = getattr(self.speakers[told.about], "id", None)
        if told.answers is not None:
            facts["answers"] = self.happened[told.answers].id
        if told.kind == "consent_reviewed":
            facts["consent"] = self.consents[0].id
        if told.kind == "safety_flag_reviewed":
            facts["safety_flag"] = self.flags[0].id
        return self.event(told.kind, day, **facts)

    def look_after(self) -> None:
        """Children are checked on and carers are talked with, at most households."""
        if self.told.phase in UNTALKED:
            return
        small = [child for child in self.children if is_minor(child.born_on, self.street.today, MemberRole.CHILD)]
        if small and not self.has("no_child_check"):
            self.event("child_check_done", self.talked_on(), note=self.say("child_check"))
        if self.has("carer") and not self.has("no_carer_talk"):
            self.event("carer_talked", self.after(9), note=self.say("carer_talked"))

    def stay_in_touch(self) -> None:
        """Somebody called in the last weeks, unless it is quiet."""
        if self.told.phase not in HELPED or self.is_closed or self.has("silent"):
            return
        day = self.past(4 + self.number * 5 % 22)
        held_at = self.street.at(day)
        held = self.add(
            talk.Conversation,
            request=self.request.id,
            kind="phone",
            held_at=held_at,
            typed_at=held_at,
            place="phone",
            worker=self.face_on(day),
            summary=self.say("phoned"),
            finished_at=held_at + timedelta(minutes=20),
        )
        self.add(talk.Participant, conversation=held.id, role="resident", resident=self.people[0].id)

    # -------------------------------------------------------------------------------------------- faces

    def stand_beside(self) -> None:
        """Who was the fixed face, and who the deputy, from when to when."""
        if self.told.phase == "new" and self.told.ago < 2:
            return
        for worker, since, until in self.faces:
            self.add(responsibility.Assignment, worker=worker.id, from_on=since, until_on=until)
        if self.told.phase not in UNTALKED:
            self.add(responsibility.Assignment, worker=self.deputy.id, role="deputy", from_on=self.after(2))
        if self.told.cover:
            leave = next(each for each in self.street.leaves if each.worker == self.worker.id)
            cover = {"worker": self.street.called(self.told.cover).id, "role": "cover"}
            self.add(responsibility.Assignment, **cover, from_on=leave.from_on, until_on=leave.until_on)

    def hand_over(self, told: Handed) -> None:
        """A hand-over: proposed, or answered long ago."""
        street = self.street
        answered = self.past(told.answered) if told.answered is not None else None
        if told.state == "accepted":
            place = told.face % len(self.told.faces)
            old, new = self.faces[place][0], self.faces[place + 1][0]
            answered = self.faces[place + 1][1]
        else:
            old, new = self.worker, street.called(told.to)
        stays_until = street.workday(told.stays) if told.stays is not None else None
        facts: dict[str, Any] = {}
        if told.talk is not None:
            day = street.workday(told.talk)
            facts["appointment"] = self.add(
                task.Appointment,
                at=street.at(day, 10),
                what=self.say("meet"),
                place=self.say("home_place"),
                worker=old.id,
            ).id
            facts["joint_talk_on"] = day if day < street.today else None
        self.add(
            responsibility.Transfer,
            from_worker=old.id,
            to_worker=new.id,
            proposed_by=(street.called(told.by) if told.by else old).id,
            proposed_on=self.past(told.ago),
            reason=self.fill(told.reason),
            no_joint_talk=self.fill(told.no_talk),
            told_on=self.past(told.told) if told.told is not None else None,
            stays_until=stays_until,
            stays=old.id if stays_until else None,
            state=told.state,
            answered_on=answered,
            answer_reason=self.fill(told.why),
            **facts,
        )
        if stays_until and answered and told.state == "accepted":
            stays = {"worker": old.id, "from_on": answered, "until_on": stays_until}
            self.add(responsibility.Assignment, role="deputy", **stays)

    # ------------------------------------------------------------------------------------ work of others

    def refer(self) -> None:
        """Who was sent on to another organisation, each with the consent for it."""
        for told in self.told.referrals:
            who, sent_on = self.who(told.who), self.past(told.ago)
            consent = self.add(
                sharing.Consent,
                **who,
                recipient=told.to,
                topics=["name_address", "plan"],
                purpose=told.purpose,
                answer="yes",
                given_on=sent_on,
                until_on=sent_on + timedelta(days=364),
            )
            self.add(
                sharing.Referral,
                **who,
                request=self.request.id,
                recipient=told.to,
                kind_of_help=told.help,
                purpose=told.purpose,
                consent=consent.id,
                sent_on=sent_on,
                worker=self.face_on(sent_on),
                answer=told.answer,
                answered_on=self.past(told.answered) if told.answered is not None else None,
                answer_words=self.fill(told.words),
            )

    def work(self) -> None:
        """Tasks for the team, a resident, somebody of the network or a partner; some were cancelled."""
        for told in self.told.work:
            kind, _, name = told.who.partition(":")
            speaker = self.speakers.get(told.who)
            owner: dict[str, Any] = {"owner": "worker"}
            if isinstance(speaker, NetworkMember):
                owner = {"owner": "network", "network_member": speaker.id}
            elif isinstance(speaker, Resident):
                owner = {"owner": "resident", "resident": speaker.id}
            elif kind == "partner":
                owner = {"owner": "partner", "partner": name}
            self.add(
                task.Task,
                kind=told.kind,
                what=self.fill(told.what),
                due_on=self.street.workday(told.due),
                made_on=self.past(told.made) if told.made is not None else self.after(7),
                done_on=self.past(told.done) if told.done is not None else None,
                cancelled_on=self.past(told.cancelled) if told.cancelled is not None else None,
                cancel_reason=self.fill(told.reason),
                request=self.request.id,
                **owner,
            )

    # ---------------------------------------------------------------------------------- what comes back

    def come_back(self) -> None:
        """Looking together at the plan again and again, and the contact of a household on stand-by."""
        plan = self.plan_made
        if self.told.phase == "evaluated" and plan is not None and plan.made_on is not None:
            held = [day for kind, day, _ in self.events() if kind == "evaluated" and day > plan.made_on]
            self.series("evaluation", max(held, default=plan.made_on), self.say("look_back"), first=len(held) + 1)
        if self.told.phase == "stand_by":
            since = next(event.on for event in self.happened if event.kind is case.CaseEventKind.STAND_BY_STARTED)
            self.series("stand_by", since, self.say("call_again"), months=3)

    def series(self, kind: str, starts_on: date, what: str, *, first: int = 1, months: int = 1, held: int = 0) -> None:
        """A series with the tasks that stand ready; the first ones were done on their day."""
        series = self.add(
            task.TaskSeries, kind=kind, what=what, starts_on=starts_on, first_months=months, every_months=max(months, 3)
        )
        waiting = 0
        for turn in turns(series, self.street.law, {}, first):
            if kind != "aftercare" and waiting == AHEAD:
                break
            done = turn.number <= held
            waiting += not done
            self.add(
                task.Task,
                kind=kind,
                what=what,
                due_on=turn.on,
                done_on=min(turn.on, self.street.back(self.street.day(1))) if done else None,
                made_on=starts_on,
                series=series.id,
                number=turn.number,
                step=turn.step,
            )

    # -------------------------------------------------------------------------------------- the ends of it

    def close(self) -> None:
        """The work ended, with its result."""
        told, phase = self.told.closing, self.told.phase
        has_aftercare = phase == "closed" if told.aftercare is None else told.aftercare
        self.add(
            case.Closing,
            on=self.closed_on(),
            result=told.result or _RESULTS[phase],
            explanation=self.fill(told.words) or self.say("closed"),
            has_aftercare=has_aftercare,
            plan_coordinator=self.worker.id,
            worker=self.worker.id,
        )
        if has_aftercare:
            self.series("aftercare", self.closed_on(), self.say("call_again"), held=told.held)

    def remember_earlier(self) -> None:
        """An earlier question that was answered and closed; with the one of now the household was opened again."""
        told = self.told.earlier
        if told is None:
            return
        worker, closed_on = self.street.called(told.worker), self.street.workday(told.closed)
        asked_at = self.street.at(self.started_on)
        asked = self.add(
            requests.RequestNotification,
            received_at=asked_at,
            typed_at=asked_at,
            kind="advice",
            about=self.people[0].id,
            question=self.fill(told.question),
            is_simple=True,
            answer=self.fill(told.answer),
            worker=worker.id,
        )
        for kind, day in (("receipt_confirmed", self.started_on), ("closed", closed_on)):
            self.add(requests.RequestEvent, request=asked.id, kind=kind, on=day, worker=worker.id)
        self.add(
            case.Closing,
            on=closed_on,
            result=told.result,
            explanation=self.fill(told.words),
            plan_coordinator=worker.id,
            worker=worker.id,
            reopened_on=self.received_on,
            reopen_reason=self.fill(told.reason),
            reopened_by=self.faces[0][0].id,
        )
        until = self.received_on - ONE_DAY
        self.add(responsibility.Assignment, worker=worker.id, from_on=self.started_on, until_on=until)

    def explain_late(self) -> None:
        """Why a term was not kept, and what was agreed about it."""
        for told in self.told.late:
            source: dict[str, Any] = {"request": self.request.id}
            if told.event is not None:
                source = {"event": self.happened[told.event].id}
            elif told.of_plan and self.plan_made is not None:
                source = {"plan": self.plan_made.id}
            self.add(
                case.Postponement,
                step=told.step,
                reason=self.fill(told.reason),
                agreed=self.fill(told.agreed),
                agreed_on=self.past(told.ago),
                until_on=self.street.workday(told.until),
                worker=self.worker.id,
                **source,
            )

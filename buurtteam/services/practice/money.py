"""The money of one household of the practice neighbourhood: threats, a bag of post, a budget, evidence and debt help."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from buurtteam.domain import budget, debt, debt_help, early_signal, evidence, kinds, sharing, task, threat
from buurtteam.domain.calendar import add_months
from buurtteam.domain.kinds import HERE
from buurtteam.domain.record import Record
from buurtteam.services.practice.case import Case
from buurtteam.services.practice.letters import drawn
from buurtteam.services.practice.street import Street
from buurtteam.services.practice.told import read
from buurtteam.storage.columns import kept

# The lists of `money.toml`, those that are referred to first.
_LISTS: Final[Mapping[str, type[Record]]] = {
    "consent": sharing.Consent,
    "threat": threat.Threat,
    "debt": debt.Debt,
    "agreement": debt.CreditorAgreement,
    "quality_signal": debt.QualitySignal,
    "picture": budget.MoneyPicture,
    "income": budget.Income,
    "month": budget.MonthResult,
    "withheld": budget.Withholding,
    "cost": budget.Cost,
    "asset": budget.Asset,
    "scheme": budget.SchemeUse,
    "evidence": evidence.Evidence,
    "referral": sharing.Referral,
    "step": debt_help.DebtHelpStep,
    "signal": early_signal.EarlySignal,
    "outreach": early_signal.Outreach,
}
_PLACED = frozenset({"debt", "income", "cost", "evidence"})


def money_of_team(street: Street) -> None:
    """The creditors that the team keeps, and the early signals of which nobody knows yet who it is."""
    told = read("money.toml")["team"]
    for each in told["creditor"]:
        street.add(debt.Creditor, **dated(street, debt.Creditor, each))
    for each in told["signal"]:
        facts = dated(street, early_signal.EarlySignal, each)
        kind = "crisis_signal" if each.get("is_crisis") else "early_signal"
        street.add(early_signal.EarlySignal, **facts, event=street.hear(kind, facts["received_on"]).id)


def dated(street: Street, kind: type[Record], told: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they were told, where a number of days stands for the day so many days ago; ahead when negative.

    In a date of which only the month is told it stands for the month of that day, and in a month for so many ago.
    """
    facts = dict(told)
    for name, value in told.items():
        how = kept(kind.model_fields[name])
        if isinstance(value, int) and not isinstance(value, bool):
            if how.type.python_type is date:
                facts[name] = street.workday(value)
            elif name == "year":
                facts[name] = street.today.year - value
            elif name == "month":
                facts[name] = f"{add_months(street.today.replace(day=1), -value):%Y-%m}"
            elif how.type.python_type is str:
                facts[name] = f"{street.day(value):%Y-%m}"
    return facts


class Purse(Case):
    """One household with its money, when its story tells of it."""

    def empty_the_bag(self) -> None:
        """Everything about the money of this household, in the order in which one refers to another."""
        told = read("money.toml")[self.told.money] if self.told.money else {}
        self.write_down(told, _LISTS, {kinds.CaseEventId: list(self.happened)})

    def write_down(
        self,
        told: Mapping[str, list[dict[str, Any]]],
        lists: Mapping[str, type[Record]],
        made: dict[object, list[Record]],
    ) -> None:
        """The records of some lists of a story; `made` are those that may be referred to by their place."""
        for name, kind in lists.items():
            for place, entry in enumerate(told.get(name, [])):
                facts = self.facts_of(kind, entry, made)
                if name in _PLACED:
                    facts["position"] = place
                own = kept(kind.model_fields["id"]).id_type
                record = self.put(kind, facts)
                made.setdefault(own, []).append(record)
                if isinstance(record, sharing.Consent):
                    self.promised.append(record)
        for entry in told.get("scan", []):
            self.copy_paper(entry, made)

    def copy_paper(self, told: Mapping[str, Any], made: Mapping[object, list[Record]]) -> None:
        """A scan or photograph of a letter that is drawn for it, and what it belongs to."""
        on = self.street.workday(told["added_on"])
        written_on = f"{self.street.workday(told['written_on']):%d-%m-%Y}"
        lines = tuple(self.fill(line.replace("{written_on}", written_on)) for line in told["lines"])
        found = drawn(told["name"], told["sender"], lines, is_photo=told.get("is_photo", False))
        belongs = {name: told[name] for name in ("evidence", "debt", "income", "cost", "threat") if name in told}
        self.add(
            evidence.Attachment,
            **self.facts_of(evidence.Attachment, belongs, made),
            name=found.name,
            media=found.media,
            pages=found.pages,
            content=found.content,
            thumbnail=found.thumbnail,
            sha256=hashlib.sha256(found.content).hexdigest(),
            added_at=datetime.combine(on, time(16, 10), HERE),
            added_by=self.worker.id,
        )

    def put(self, kind: type[Record], facts: Mapping[str, Any]) -> Record:
        """Make a record of this household, or of one person when it belongs to no household."""
        return self.add(kind, **facts) if "household" in kind.model_fields else self.street.add(kind, **facts)

    def meant(self, told: str) -> UUID | None:
        """Who is meant by a letter, or by the key of another household and a letter of that."""
        home, _colon, letter = told.rpartition(":")
        return getattr((self.neighbours[home] if home else self).speakers[letter], "id", None)

    def facts_of(
        self, kind: type[Record], entry: Mapping[str, Any], made: Mapping[object, list[Record]]
    ) -> dict[str, Any]:
        """The fields of one record: people by their letter, other records by their place, days by how long ago."""
        facts: dict[str, Any] = {}
        for name, value in dated(self.street, kind, entry).items():
            target = kept(kind.model_fields[name]).id_type
            if target is kinds.ResidentId:
                facts[name] = self.meant(value)
            elif target is not None:
                facts[name] = _id(made[target][value])
            else:
                facts[name] = self.fill(value) if isinstance(value, str) else value
        if "worker" in kind.model_fields:
            facts.setdefault("worker", self.worker.id)
        if kind is sharing.Referral:
            facts["request"] = self.request.id
            facts["consent"] = self.promise(facts).id
            if facts.get("chase_on") and facts.get("answer", "waiting") in ("waiting", "accepted"):
                facts["chase_task"] = self.remind("chase", facts["recipient"], facts["chase_on"], facts["sent_on"]).id
        if kind is debt.CreditorAgreement and facts.get("look_on") and not facts.get("outcome"):
            facts["look_task"] = self.remind("look", facts["creditor"], facts["look_on"], facts["agreed_on"]).id
        return facts

    def remind(self, phrase: str, whom: str, due_on: date, made_on: date) -> task.Task:
        """A task to call somebody, or to look whether what was agreed is kept."""
        what = str(self.street.phrases[phrase]).format(whom=whom)
        return self.add(task.Task, what=what, due_on=due_on, made_on=made_on, request=self.request.id)

    def promise(self, referral: Mapping[str, Any]) -> sharing.Consent:
        """The yes to debt help with which somebody was referred, and that of who is referred along."""
        known = [each for each in self.promised if each.recipient == referral["recipient"]]
        found = [
            next((each for each in known if each.resident == who), None)
            or self.add(
                sharing.Consent,
                resident=who,
                recipient=referral["recipient"],
                topics=["money", "name_address"],
                purpose=referral["purpose"],
                answer="yes",
                given_on=referral.get("sent_on") or self.street.day(0),
            )
            for who in (referral["resident"], referral.get("partner"))
            if who is not None
        ]
        return found[0]


def _id(record: Record) -> UUID:
    found = getattr(record, "id")  # noqa: B009 - each kind of record narrows it
    assert isinstance(found, UUID)
    return found

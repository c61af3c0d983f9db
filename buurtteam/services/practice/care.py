"""Who cares for whom in one household of the practice neighbourhood, and how it goes with the carer."""

from collections.abc import Mapping
from typing import Any, Final

from buurtteam.domain import care, measurement
from buurtteam.domain.household import Relation, Statement, StatementKind
from buurtteam.domain.instruments import Instrument, read_instrument
from buurtteam.domain.record import Record
from buurtteam.domain.sharing import Consent
from buurtteam.domain.staff import WorkerFunction
from buurtteam.domain.task import Task
from buurtteam.paths import resource
from buurtteam.services.care_paths import ANSWER_AFTER
from buurtteam.services.practice.money import Purse, dated
from buurtteam.services.practice.street import Street
from buurtteam.services.practice.told import read

# The lists of `care.toml`, those that are referred to first.
_LISTS: Final[Mapping[str, type[Record]]] = {
    "relation": Relation,
    "carer": care.Carer,
    "care": care.Care,
    "talk": care.CarerTalk,
    "measurement": measurement.Measurement,
    "support": care.CarerSupport,
    "appreciation": care.Appreciation,
    "agreement": care.CrisisAgreement,
    "sign": Statement,
    "path": care.CarePath,
    "consent": Consent,
}


def permissions_of_team(street: Street) -> None:
    """Which questionnaires the coordinator says the team may use."""
    coordinator = next(each for each in street.workers if each.function is WorkerFunction.COORDINATOR)
    for each in read("care.toml")["team"]["permission"]:
        facts = dated(street, measurement.InstrumentPermission, each)
        street.add(measurement.InstrumentPermission, **facts, worker=coordinator.id)


class Hearth(Purse):
    """One household with who cares there for whom, when its story tells of it."""

    def gather_around(self) -> None:
        """Everything about caring in this household, in the order in which one refers to another."""
        if self.told.care:
            self.write_down(read("care.toml")[self.told.care], _LISTS, {})

    def facts_of(
        self, kind: type[Record], entry: Mapping[str, Any], made: Mapping[object, list[Record]]
    ) -> dict[str, Any]:
        """As of all lists; a score follows from its answers, and a day to look again or to ask the doctor is a task."""
        facts = super().facts_of(kind, entry, made)
        if kind is Relation:
            facts.setdefault("kind", "cares_for")
        if kind is Statement:
            facts["kind"] = StatementKind.SIGN
        if kind is measurement.Measurement:
            asked = _instrument(facts["instrument"])
            if "answers" in facts:
                facts["total"] = asked.outcome(facts["answers"]).total
            facts["is_high"] = asked.is_high(facts.get("total"))
        if kind is care.CrisisAgreement and facts.get("review_on"):
            task = self.remind("look_at_card", "", facts["review_on"], facts["agreed_on"])
            facts["review_task"] = task.id
        if kind is care.CarePath and facts.get("asked_on") and not facts.get("answered_on"):
            facts["answer_task"] = self.ask_again(facts).id
        return facts

    def ask_again(self, path: Mapping[str, Any]) -> Task:
        """The task to ask the doctor for an answer."""
        return self.add(
            Task,
            kind="medical_advice",
            what=self.street.phrases["doctor_answers"],
            resident=path["resident"],
            due_on=path["asked_on"] + ANSWER_AFTER,
            made_on=path["asked_on"],
        )


def _instrument(name: str) -> Instrument:
    file = resource("instruments", f"{name}.toml")
    return read_instrument(file.read_text(encoding="utf-8"), file.name)

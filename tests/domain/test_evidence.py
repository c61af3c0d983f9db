"""Which papers debt help will ask for follows from what is known of a household."""

from typing import Any
from uuid import uuid4

import pytest

from buurtteam.domain.budget import (
    AdministratorKind,
    Asset,
    AssetKind,
    Cost,
    CostKind,
    Income,
    IncomeKind,
    MoneyPicture,
)
from buurtteam.domain.debt import Debt, DebtPhase
from buurtteam.domain.evidence import (
    Evidence,
    EvidenceKind,
    EvidenceState,
    MoneyFacts,
    SeenHow,
    Wanted,
    missing_from,
    progress_of,
    wanted_from,
)
from buurtteam.domain.kinds import Day, HouseholdId, ResidentId
from buurtteam.domain.threat import Threat
from tests.conftest import NOW

HOME = HouseholdId(uuid4())
SAMIRA, KEMAL = ResidentId(uuid4()), ResidentId(uuid4())
TODAY: Day = NOW.date()


def kinds(**known: Any) -> set[EvidenceKind]:  # noqa: ANN401 - facts of any kind
    return {each.kind for each in wanted_from(MoneyFacts(**known))}


def test_when_nothing_is_known_a_tenant_is_asked_for() -> None:
    found = kinds()
    assert EvidenceKind.RENT_CONTRACT in found
    assert found.isdisjoint(
        {
            EvidenceKind.MORTGAGE,
            EvidenceKind.CAR,
            EvidenceKind.CHILDCARE_CONTRACT,
            EvidenceKind.ALIMONY,
            EvidenceKind.COURT_PAPERS,
            EvidenceKind.DIVORCE_PAPERS,
            EvidenceKind.ANNUAL_ACCOUNTS,
            EvidenceKind.ADMINISTRATION,
        }
    )


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        (EvidenceKind.CAR, {"assets": (Asset(household=HOME, kind=AssetKind.CAR),)}),
        (EvidenceKind.MORTGAGE, {"assets": (Asset(household=HOME, kind=AssetKind.HOUSE),)}),
        (EvidenceKind.CHILDCARE_CONTRACT, {"costs": (Cost(household=HOME, kind=CostKind.CHILDCARE),)}),
        (EvidenceKind.CHILDCARE_CONTRACT, {"incomes": (Income(household=HOME, kind=IncomeKind.CHILDCARE_ALLOWANCE),)}),
        (EvidenceKind.ALIMONY, {"costs": (Cost(household=HOME, kind=CostKind.ALIMONY),)}),
        (EvidenceKind.ALIMONY, {"incomes": (Income(household=HOME, kind=IncomeKind.ALIMONY),)}),
        (EvidenceKind.COURT_PAPERS, {"debts": (Debt(household=HOME, phase=DebtPhase.VERDICT),)}),
        (EvidenceKind.COURT_PAPERS, {"threats": (Threat(household=HOME, known_on=TODAY, has_verdict=True),)}),
        (EvidenceKind.DIVORCE_PAPERS, {"has_former_partner": True}),
        (EvidenceKind.ANNUAL_ACCOUNTS, {"incomes": (Income(household=HOME, kind=IncomeKind.BUSINESS),)}),
        (EvidenceKind.ANNUAL_ACCOUNTS, {"debts": (Debt(household=HOME, is_business=True),)}),
        (EvidenceKind.ANNUAL_ACCOUNTS, {"picture": MoneyPicture(household=HOME, business_number="12345678")}),
        (EvidenceKind.ADMINISTRATION, {"picture": MoneyPicture(household=HOME, administrator="Bureau Recht")}),
        (
            EvidenceKind.ADMINISTRATION,
            {"picture": MoneyPicture(household=HOME, administrator_kind=AdministratorKind.GUARDIAN)},
        ),
    ],
)
def test_a_fact_asks_for_its_paper(kind: EvidenceKind, known: dict[str, Any]) -> None:
    assert kind not in kinds()
    assert kind in kinds(**known)


def test_who_owns_a_house_has_no_rent_contract() -> None:
    assert EvidenceKind.RENT_CONTRACT not in kinds(assets=(Asset(household=HOME, kind=AssetKind.HOUSE),))


def test_personal_papers_are_asked_of_each_adult() -> None:
    wanted = wanted_from(MoneyFacts(adults=(SAMIRA, KEMAL)))
    assert [each.resident for each in wanted if each.kind is EvidenceKind.IDENTITY] == [SAMIRA, KEMAL]
    assert [each.resident for each in wanted if each.kind is EvidenceKind.INCOME] == [SAMIRA, KEMAL]
    assert [each.resident for each in wanted if each.kind is EvidenceKind.RENT_CONTRACT] == [None]


def test_the_papers_come_in_the_order_of_the_list() -> None:
    order = [each.kind for each in wanted_from(MoneyFacts(adults=(SAMIRA,)))]
    assert order == sorted(order, key=list(EvidenceKind).index)


def test_what_is_on_the_list_is_not_asked_twice() -> None:
    wanted = (Wanted(EvidenceKind.IDENTITY, SAMIRA), Wanted(EvidenceKind.IDENTITY, KEMAL), Wanted(EvidenceKind.CAR))
    listed = [Evidence(household=HOME, kind=EvidenceKind.IDENTITY, resident=SAMIRA)]
    assert missing_from(listed, wanted) == wanted[1:]


def test_a_line_without_a_name_is_about_everybody() -> None:
    wanted = (Wanted(EvidenceKind.IDENTITY, SAMIRA), Wanted(EvidenceKind.IDENTITY, KEMAL))
    assert missing_from([Evidence(household=HOME, kind=EvidenceKind.IDENTITY)], wanted) == ()


def test_the_state_follows_from_the_days() -> None:
    paper = Evidence(household=HOME)
    assert paper.state is EvidenceState.TO_ASK
    assert paper.changed(asked_on=TODAY).state is EvidenceState.ASKED
    assert paper.changed(received_on=TODAY).state is EvidenceState.RECEIVED
    assert paper.changed(received_on=TODAY, is_needed=False).state is EvidenceState.NOT_NEEDED


def test_progress_counts_only_what_is_needed() -> None:
    listed = [
        Evidence(household=HOME, received_on=TODAY, seen_how=SeenHow.COPY),
        Evidence(household=HOME, asked_on=TODAY),
        Evidence(household=HOME),
        Evidence(household=HOME, is_needed=False),
    ]
    far = progress_of(listed)
    assert (far.needed, far.received, far.asked) == (3, 1, 1)

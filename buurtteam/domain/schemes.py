"""Help with costs that a household may not use yet (regelingen): a checklist, with "maybe" from facts and never a right."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from buurtteam.domain.budget import Cost, CostKind, Income, IncomeKind, SchemeState, SchemeUse
from buurtteam.domain.calendar import LawText
from buurtteam.domain.household import Livelihood
from buurtteam.domain.record import Value
from buurtteam.domain.words import N_, Choice


class Hint(Choice):
    """A fact that makes it worth asking about a scheme."""

    NO_CARE_ALLOWANCE = "no_care_allowance", N_("Maybe: no care allowance is written down under income.")
    RENT_WITHOUT_ALLOWANCE = (
        "rent_without_allowance",
        N_("Maybe: there is rent, and no rent allowance is written down."),
    )
    CHILD_WITHOUT_BUDGET = "child_without_budget", N_("Maybe: there are children, and no child budget is written down.")
    CHILD_WITHOUT_BENEFIT = (
        "child_without_benefit",
        N_("Maybe: there are children, and no child benefit is written down."),
    )
    CHILDCARE_WITHOUT_ALLOWANCE = (
        "childcare_without_allowance",
        N_("Maybe: there is childcare, and no childcare allowance is written down."),
    )
    AOW_AND_LOW = "aow_and_low", N_("Maybe: there is AOW, and what comes in lies under the norm.")
    BELOW_THE_NORM = "below_the_norm", N_("Maybe: what comes in lies under the assistance norm.")
    LOW_INCOME = "low_income", N_("Maybe: little comes in beside the assistance norm.")
    CHILD_AND_LOW = "child_and_low", N_("Maybe: there are children, and little comes in.")
    LOCAL_TAX_AND_LOW = "local_tax_and_low", N_("Maybe: there are local taxes, and little comes in.")
    OWN_CARE_COSTS = "own_care_costs", N_("Maybe: they pay for care themselves.")
    STUDENT = "student", N_("Maybe: somebody here studies.")
    TOO_LITTLE = "too_little", N_("Maybe: more goes out than comes in.")


class Scheme(Value):
    """A scheme as `schemes.toml` has it."""

    key: Annotated[str, Field(min_length=1)]
    title: LawText
    often_for: LawText
    ask: LawText
    source: str
    to_check: bool = False
    hints: tuple[Hint, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether somebody of the team typed it, because it is not on the list that comes with the program."""
        return not self.source


def own_scheme(name: str) -> Scheme:
    """A scheme of the municipality or a fund as somebody typed it; of it nothing else is known."""
    words = LawText(nl=name, en=name)
    return Scheme(key=name, title=words, often_for=words, ask=words, source="")


def load_schemes(folder: Path) -> tuple[Scheme, ...]:
    """Read `schemes.toml` from the folder of money, in its own order."""
    written = tomllib.loads((folder / "schemes.toml").read_text(encoding="utf-8"))["scheme"]
    return tuple(Scheme.model_validate(each) for each in written)


@dataclass(frozen=True)
class Facts:
    """What is known of a household that can make a scheme worth asking about."""

    incomes: tuple[Income, ...] = ()
    costs: tuple[Cost, ...] = ()
    livelihoods: frozenset[Livelihood] = frozenset()
    has_adult: bool = False
    has_child: bool = False
    has_aow: bool = False
    is_low: bool = False
    """What counts lies under the percentage that is called low."""
    is_below_norm: bool = False
    too_little: bool = False
    own_care: bool = False


def hints_of(facts: Facts) -> frozenset[Hint]:
    """Every "maybe" that follows from the facts; where nothing is written down yet, nothing is hinted."""
    comes = {each.kind for each in facts.incomes}
    goes = {each.kind for each in facts.costs}
    if not comes and not goes:
        return frozenset()
    tests = {
        Hint.NO_CARE_ALLOWANCE: bool(comes) and facts.has_adult and IncomeKind.CARE_ALLOWANCE not in comes,
        Hint.RENT_WITHOUT_ALLOWANCE: CostKind.RENT in goes and IncomeKind.RENT_ALLOWANCE not in comes,
        Hint.CHILD_WITHOUT_BUDGET: bool(comes) and facts.has_child and IncomeKind.CHILD_BUDGET not in comes,
        Hint.CHILD_WITHOUT_BENEFIT: bool(comes) and facts.has_child and IncomeKind.CHILD_BENEFIT not in comes,
        Hint.CHILDCARE_WITHOUT_ALLOWANCE: CostKind.CHILDCARE in goes and IncomeKind.CHILDCARE_ALLOWANCE not in comes,
        Hint.AOW_AND_LOW: (facts.has_aow or IncomeKind.STATE_PENSION in comes) and facts.is_below_norm,
        Hint.BELOW_THE_NORM: facts.is_below_norm,
        Hint.LOW_INCOME: facts.is_low,
        Hint.CHILD_AND_LOW: facts.has_child and facts.is_low,
        Hint.LOCAL_TAX_AND_LOW: CostKind.LOCAL_TAX in goes and facts.is_low,
        Hint.OWN_CARE_COSTS: facts.own_care,
        Hint.STUDENT: Livelihood.STUDENT_GRANT in facts.livelihoods or IncomeKind.STUDENT_GRANT in comes,
        Hint.TOO_LITTLE: facts.too_little,
    }
    return frozenset(hint for hint, holds in tests.items() if holds)


@dataclass(frozen=True)
class SchemeLine:
    """A scheme on the checklist of a household: how it stands, or what makes it worth asking about."""

    scheme: Scheme
    use: SchemeUse | None
    maybe: tuple[Hint, ...]
    is_received: bool = False
    """It is written down under income already."""

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to ask on."""
        return self.is_received or (
            self.use is not None and self.use.state not in (SchemeState.TO_ASK, SchemeState.APPLIED)
        )


_RECEIVED = {
    "zorgtoeslag": IncomeKind.CARE_ALLOWANCE,
    "huurtoeslag": IncomeKind.RENT_ALLOWANCE,
    "kindgebonden_budget": IncomeKind.CHILD_BUDGET,
    "kinderopvangtoeslag": IncomeKind.CHILDCARE_ALLOWANCE,
    "kinderbijslag": IncomeKind.CHILD_BENEFIT,
    "voorlopige_teruggaaf": IncomeKind.TAX_REFUND,
    "bijstand": IncomeKind.ASSISTANCE,
}


def checklist(schemes: Iterable[Scheme], uses: Iterable[SchemeUse], facts: Facts) -> tuple[SchemeLine, ...]:
    """All schemes, and those that somebody typed: first what is worth asking about, then what runs, then the rest."""
    known: dict[str, SchemeUse] = {}
    for use in uses:
        known.setdefault(use.scheme, use)
    hinted = hints_of(facts)
    comes = {each.kind for each in facts.incomes}
    listed = tuple(schemes)
    own = (own_scheme(each) for each in known if each and each not in {one.key for one in listed})
    lines = [
        SchemeLine(
            scheme=each,
            use=known.get(each.key),
            maybe=tuple(hint for hint in each.hints if hint in hinted),
            is_received=_RECEIVED.get(each.key) in comes,
        )
        for each in (*listed, *own)
    ]
    return tuple(sorted(lines, key=_rank))


def _rank(line: SchemeLine) -> int:
    if line.is_settled:
        return 3
    if line.use is not None:
        return 0
    return 1 if line.maybe else 2

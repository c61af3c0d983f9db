"""At the kitchen table, with the keyboard alone: a household that was spoken to already goes to debt help.

Every key or chord beside the text itself counts as one action (ux.md §11). Figure of today: referred, sent and the whole
package printed in 8 actions, with one name typed; in 7 when the team referred before.
"""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtPrintSupport import QPrintDialog

from buurtteam.domain.budget import Income, IncomeKind, MoneyPicture
from buurtteam.domain.case import CaseEvent
from buurtteam.domain.debt import Debt
from buurtteam.domain.debt_help import DebtHelpState
from buurtteam.domain.filing import Paper
from buurtteam.domain.household import Address, AddressKind, Household
from buurtteam.domain.papers import PaperKind
from buurtteam.domain.request import RequestKind, RequestNotification
from buurtteam.domain.sharing import Consent, Referral, ReferralKind
from buurtteam.domain.staff import Deed
from buurtteam.domain.task import Task
from buurtteam.domain.threat import Threat, ThreatKind
from buurtteam.services import debt_help
from buurtteam.services.office import Office
from tests.demir import Home, demir
from tests.journeys.hands import Hands

BANK = "Kredietbank Oefenstad"


@pytest.fixture
def home(office: Office) -> Home:
    """Samira was spoken to: her story, her post and her income stand there."""
    found = demir(office)
    here = found.household.id
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(found.samira.changed(bsn="999990019"))
        where = {"street": "Oefenstraat", "number": "12", "postcode": "1234 SA", "city": "Oefenstad"}
        store.save(Address(household=here, kind=AddressKind.HOME, **where))
        store.save(MoneyPicture(household=here, story="Ik raakte mijn baan kwijt en maakte de post niet meer open."))
        threat = Threat(household=here, kind=ThreatKind.EVICTION, known_on=office.today(), creditor="Woonpunt")
        store.save(threat.changed(on=office.today().replace(month=12), letter_seen=True, can_pay_current=True))
        store.save(Debt(household=here, creditor="Woonpunt", amount=122400, threat=threat.id))
        store.save(Debt(household=here, creditor="Energie Oefenstad", amount=31050, position=1))
        facts = {"kind": IncomeKind.ASSISTANCE, "amount": 133143}
        store.save(Income(household=here, resident=found.samira.id, **facts))
    return found


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What comes out of the printer: Enter in the dialog of the system, which no test can press, prints to a file."""
    file = tmp_path / "printed.pdf"

    def enter(dialog: QPrintDialog) -> int:
        dialog.printer().setResolution(72)
        dialog.printer().setOutputFileName(str(file))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", enter)
    return file


def _open(hands: Hands, home: Home) -> None:
    hands.program.desk.open_place("household", household_id=home.household.id)
    hands.settle()
    hands.actions.clear()


def test_referred_sent_and_printed_in_at_most_twelve_actions(
    home: Home, hands: Hands, office: Office, printed: Path
) -> None:
    _open(hands, home)
    hands.press("Ctrl+E", "Ctrl+PgUp")
    hands.on("Schuldhulp")
    hands.press("Ins")
    hands.on("Verwezen naar")
    hands.type(BANK)
    hands.press("Return")
    hands.on("Samira zegt ja tegen wat nodig is")
    hands.press("Space")
    hands.on("Schrijf op als verstuurd")
    hands.press("Space")
    hands.on("Ontvangst bevestigd")
    hands.press("Ctrl+P")
    hands.until(printed.exists, "the package to be printed")
    hands.settle()
    print(hands.told())  # noqa: T201 - the figure is wanted
    assert len(hands.actions) + 1 <= 12  # Enter in the dialog of the printer counts too

    view = debt_help.read(office, home.household.id)
    assert view.state is DebtHelpState.SENT
    with office.reading() as store:
        (request,) = store.of(RequestNotification, household=home.household.id, kind=RequestKind.DEBT)
        papers = store.of(Paper, household=home.household.id)
        assert [each.recipient for each in store.of(Referral)] == [BANK]
        assert [each.recipient for each in store.of(Consent)] == [BANK]
        assert len(store.of(Task)) == 1
        assert store.of(CaseEvent) == []
    assert request.question == "Ik raakte mijn baan kwijt en maakte de post niet meer open."
    kinds = {each.kind for each in papers}
    assert {PaperKind.REFERRAL_FILE, PaperKind.REFERRAL_LETTER} <= kinds
    pages = 0
    for each in papers:
        with pikepdf.open(BytesIO(each.pdf)) as pdf:
            pages += len(pdf.pages)
    with pikepdf.open(printed) as pdf:
        assert len(pdf.pages) == pages
    # The threat makes haste: three working days in place of four weeks.
    assert {each.step for each in view.terms if each.is_open} == {"T07"}


def test_who_referred_before_types_nothing_at_all(home: Home, hands: Hands, office: Office) -> None:
    with office.writing(Deed.REFER) as store:
        other = store.save(Household(label="Evers"))
        store.save(Referral(household=other.id, kind=ReferralKind.DEBT_HELP, recipient=BANK))
    _open(hands, home)
    hands.press("Ctrl+E", "Ctrl+PgUp")
    hands.on("Schuldhulp")
    hands.press("Ins")
    hands.on("Samira zegt ja tegen wat nodig is")
    hands.press("Space")
    hands.on("Schrijf op als verstuurd")
    hands.press("Ctrl+Return")
    hands.on("Ontvangst bevestigd")
    print(hands.told())  # noqa: T201 - the figure is wanted
    assert debt_help.read(office, home.household.id).state is DebtHelpState.SENT


def test_without_a_yes_nothing_goes_and_the_caret_goes_to_what_is_missing(
    home: Home, hands: Hands, office: Office
) -> None:
    _open(hands, home)
    hands.press("Ctrl+E", "Ctrl+PgUp")
    hands.on("Schuldhulp")
    hands.press("Ins")
    hands.on("Verwezen naar")
    hands.type(BANK)
    hands.pause()
    hands.press("Ctrl+Return")
    hands.on("Samira zegt ja tegen wat nodig is")
    hands.press("Ctrl+P")
    hands.settle()
    with office.reading() as store:
        assert store.of(Paper) == []
        assert [each.sent_on for each in store.of(Referral)] == [None]


def test_one_key_after_the_other_takes_everything_back(home: Home, hands: Hands, office: Office) -> None:
    _open(hands, home)
    hands.press("Ctrl+E", "Ctrl+PgUp")
    hands.on("Schuldhulp")
    hands.press("Ins")
    hands.on("Verwezen naar")
    hands.type(BANK)
    hands.press("Return")
    hands.on("Samira zegt ja tegen wat nodig is")
    hands.press("Space")
    hands.on("Schrijf op als verstuurd")
    hands.press("Space")
    hands.on("Ontvangst bevestigd")
    hands.press("Space")
    hands.until(lambda: debt_help.read(office, home.household.id).state is DebtHelpState.RECEIVED, "it to be received")
    hands.settle()
    for _deed in range(5):
        hands.press("Ctrl+Z")
    with office.reading() as store:
        assert store.of(Referral) == []
        assert store.of(Consent) == []
        assert store.of(Task) == []
        assert [each.kind for each in store.of(RequestNotification)] == [RequestKind.WMO]

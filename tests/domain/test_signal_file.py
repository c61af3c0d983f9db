"""A file of early signals, in whatever way a partner wrote it."""

from datetime import date

import pytest

from buurtteam.domain.csv_rows import LARGEST, MOST_ROWS
from buurtteam.domain.early_signal import EarlySignal, SignalKind
from buurtteam.domain.problem import Problem
from buurtteam.domain.signal_file import read_signals, same_signal

TODAY = date(2026, 11, 23)
HEAD = (
    "Partner;Kenmerk;Soort;Datum;Achterstand;Dagen;Crisis;Naam;Geboortedatum;Straat;Huisnummer;Postcode;Plaats;Telefoon"
)
ROW = "Energie van Hier;EVH-1;energie;03-11-2026;1.224,50;44;nee;M. Çelik;31-12-1980;Wilgenlaan;18 a;6499 SD;Oefenstad;06 00200301"


def only(text: str, encoding: str = "utf-8") -> EarlySignal:
    """The one signal of a file that is right."""
    found = read_signals(text.encode(encoding), TODAY)
    assert found.rejected == ()
    ((_line, signal),) = found.signals
    return signal


def test_every_field_comes_over() -> None:
    signal = only(f"{HEAD}\n{ROW}\n")
    assert (signal.partner, signal.reference, signal.kind) == ("Energie van Hier", "EVH-1", SignalKind.ENERGY)
    assert (signal.received_on, signal.arrears, signal.arrears_days) == (date(2026, 11, 3), 122450, 44)
    assert (signal.name, signal.born_on, signal.is_crisis) == ("M. Çelik", "1980-12-31", False)
    assert (signal.street, signal.number, signal.postcode) == ("Wilgenlaan", "18 a", "6499 SD")
    assert signal.phone == "06 00200301"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_encoding_and_the_separator_do_not_matter(encoding: str, separator: str) -> None:
    text = f"{HEAD}\n{ROW}\n".replace("1.224,50", "1224.50").replace(";", separator)
    signal = only(text, encoding)
    assert (signal.name, signal.arrears) == ("M. Çelik", 122450)


def test_english_headings_in_another_order_and_strange_columns() -> None:
    found = read_signals(
        b"postal code,house number,amount,received,partner,colour\n6499SD,4,12.5,2026-11-02,X,red\n", TODAY
    )
    ((_line, signal),) = found.signals
    assert (signal.postcode, signal.number, signal.arrears) == ("6499 SD", "4", 1250)
    assert found.unknown_headings == ("colour",)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("03-11-2026", "gisteren of zo", "received_on"),
        ("03-11-2026", "24-11-2026", "received_on"),
        ("1.224,50", "veel", "arrears"),
        ("1.224,50", "-5", "arrears"),
        (";44;", ";een maand;", "arrears_days"),
        (";nee;", ";misschien;", "is_crisis"),
        ("31-12-1980", "31-02-1980", "born_on"),
        ("6499 SD", "64 SD", "postcode"),
        ("06 00200301", "bel maar", "phone"),
        ("M. Çelik", "=HYPERLINK(1)", "name"),
        ("Wilgenlaan", "@SUM(A1)", "street"),
        ("EVH-1", "+1+cmd", "reference"),
    ],
)
def test_a_row_that_is_wrong_rejects_itself_and_no_other(old: str, new: str, field: str) -> None:
    found = read_signals(f"{HEAD}\n{ROW}\n{ROW.replace(old, new)}\n".encode(), TODAY)
    assert len(found.signals) == 1
    ((line, where, sentence),) = [(each.line, each.field, each.sentence) for each in found.rejected]
    assert (line, where) == (3, field)
    assert sentence


def test_a_phone_number_with_a_plus_is_no_formula() -> None:
    assert only(f"{HEAD}\n{ROW.replace('06 00200301', '+31600200301')}\n").phone


def test_a_row_that_names_nobody_is_rejected() -> None:
    found = read_signals(b"partner;naam;postcode;bedrag\nX;;;12,50\n", TODAY)
    assert [each.line for each in found.rejected] == [2]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_signal_file"),
        (b"\n\n", "empty_signal_file"),
        (b"MZ\x90\x00\x03\x00\x00", "no_text_file"),
        (b"%PDF-1.7\n\x00\x01", "no_text_file"),
        (b"x" * (LARGEST + 1), "signal_file_too_large"),
        (b"naam;postcode\nJan;6499 SD\n", "no_partner_column"),
        (b"partner;kleur\nX;rood\n", "no_signal_columns"),
        (b"partner;naam\n" + b"X;Jan\n" * (MOST_ROWS + 1), "too_many_signals"),
        (b"\xff\xfea", "no_text_file"),
    ],
)
def test_a_file_that_is_no_list_of_signals_says_so(data: bytes, code: str) -> None:
    with pytest.raises(Problem) as raised:
        read_signals(data, TODAY)
    assert raised.value.code == code


def test_the_same_signal_is_known_again_by_its_reference_or_else_by_whom_it_names() -> None:
    one = EarlySignal(partner="EVH", reference="A 1", received_on=TODAY)
    assert same_signal(one) == same_signal(EarlySignal(partner="evh", reference="a1", received_on=TODAY, name="Jan"))
    assert same_signal(one) != same_signal(EarlySignal(partner="EVH", reference="A 2", received_on=TODAY))
    nameless = EarlySignal(partner="EVH", name="Jan", postcode="6499 SD", number="4", received_on=TODAY)
    assert same_signal(nameless) == same_signal(nameless.changed(arrears=100))
    assert same_signal(nameless) != same_signal(nameless.changed(number="5"))


@pytest.mark.parametrize("head", ["dagen achter", "Achterstand (dagen)", "Dagen achterstand"])
def test_the_days_in_arrears_are_known_under_the_names_that_partners_use(head: str) -> None:
    assert only(f"{HEAD.replace('Dagen', head)}\n{ROW}\n").arrears_days == 44

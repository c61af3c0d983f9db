"""A file of early signals as a partner sends it: rows of a CSV in any usual encoding, and why a row cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from datetime import date
from typing import Any

from pydantic import ValidationError

from buurtteam.domain.amounts import read_amount
from buurtteam.domain.csv_rows import MOST_ROWS, rows_in
from buurtteam.domain.dates_in_words import read_date
from buurtteam.domain.early_signal import EarlySignal, SignalKind
from buurtteam.domain.folding import folded
from buurtteam.domain.problem import Problem, faults
from buurtteam.domain.words import N_

# The headings under which partners send each field, folded and without signs between.
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "partner": ("partner", "melder", "organisatie", "signaalpartner", "afzender", "creditor", "schuldeiser"),
    "reference": ("kenmerk", "referentie", "reference", "dossiernummer", "klantnummer", "signaalnummer", "id"),
    "kind": ("soort", "kind", "type", "signaal", "soort signaal", "signaaltype", "betreft"),
    "received_on": ("ontvangen", "datum", "signaaldatum", "date", "received", "ontvangen op", "datum signaal"),
    "arrears": ("achterstand", "bedrag", "amount", "arrears", "openstaand", "bedrag achterstand", "openstaand bedrag"),
    "arrears_days": (
        "dagen",
        "days",
        "dagen achterstand",
        "dagen achter",
        "achterstand dagen",
        "achterstand in dagen",
        "aantal dagen",
        "days in arrears",
    ),
    "is_crisis": ("crisis", "crisissignaal", "spoed", "crisis signal"),
    "name": ("naam", "name", "klant", "volledige naam", "inwoner"),
    "initials": ("voorletters", "initialen", "initials", "voornaam"),
    "prefix": ("tussenvoegsel", "voorvoegsel", "prefix"),
    "surname": ("achternaam", "geslachtsnaam", "surname", "last name"),
    "born_on": ("geboortedatum", "geboren", "geboren op", "birth date", "date of birth"),
    "street": ("straat", "straatnaam", "street", "adres", "address"),
    "number": ("huisnummer", "nummer", "number", "house number", "nr"),
    "addition": ("toevoeging", "huisnummertoevoeging", "addition", "huisletter"),
    "postcode": ("postcode", "postal code", "zip"),
    "city": ("plaats", "woonplaats", "city", "town"),
    "phone": ("telefoon", "telefoonnummer", "mobiel", "phone", "tel"),
    "email": ("email", "e mail", "mail", "emailadres", "e mailadres"),
}

_KINDS: Mapping[SignalKind, tuple[str, ...]] = {
    SignalKind.RENT: ("huur", "rent", "huurachterstand", "verhuurder"),
    SignalKind.ENERGY: ("energie", "energy", "gas", "stroom", "elektriciteit", "elektra", "warmte", "stadsverwarming"),
    SignalKind.WATER: ("water", "drinkwater"),
    SignalKind.CARE_PREMIUM: ("zorg", "zorgpremie", "zorgverzekering", "zorgverzekeraar", "health insurance", "premie"),
    SignalKind.MORTGAGE: ("hypotheek", "mortgage"),
    SignalKind.CARE_OFFICE: ("cak", "wanbetaler", "wanbetalersregeling", "cak zorg"),
    SignalKind.OWN_CONTRIBUTION: ("eigen bijdrage", "cak eigen bijdrage"),
    SignalKind.STUDY: ("duo", "studieschuld"),
    SignalKind.TAX: ("belasting", "belastingdienst", "lokale belasting", "gemeentelijke belasting", "tax"),
    SignalKind.ALLOWANCE: ("toeslagen", "toeslag", "dienst toeslagen", "allowance"),
}
_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x"})
_NO = frozenset({"", "nee", "n", "no", "false", "onwaar", "0"})
_FORMULA = tuple("=+-@\t\r|")
_PHONE = re.compile(r"\+?[\d ()\-]{6,}")
_AMOUNT = re.compile(r"[-+€ ]*\d[\d.,' ]*")


@dataclass(frozen=True)
class Rejected:
    """A row that cannot be taken in: its line in the file, the field, and a sentence with the values of its places."""

    line: int
    field: str
    sentence: str
    values: Mapping[str, object] = dataclass_field(default_factory=dict)
    cells: tuple[str, ...] = ()
    """The row as the partner sent it."""


@dataclass(frozen=True)
class SignalFile:
    """What a file holds: signals that can be read, each with its line, and rows that cannot."""

    signals: tuple[tuple[int, EarlySignal], ...] = ()
    rejected: tuple[Rejected, ...] = ()
    unknown_headings: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    """The first line of the file as it stands there."""


def read_signals(data: bytes, today: date, *, partner: str = "") -> SignalFile:
    """The signals of a CSV; `partner` is who sent it when no column says so.

    Raises Problem when the file as a whole cannot be read; a row that is wrong only rejects itself.
    """
    rows = list(rows_in(data, "signal_file_too_large", _no_text()))
    if not rows:
        raise Problem("empty_signal_file", N_("There is nothing in this file. Nothing was taken in."))
    headings = [_heading(each) for each in rows[0][1]]
    if "partner" not in headings and not partner.strip():
        raise Problem(
            "no_partner_column",
            N_("This file does not say who sent it. Fill in the partner, or add a column 'partner'."),
        )
    if not {"name", "surname", "postcode"} & {each for each in headings if each}:
        raise Problem(
            "no_signal_columns",
            N_(
                "No known columns are in this file: a name or a postcode is needed. "
                "Look at the first line; nothing was taken in."
            ),
        )
    if len(rows) - 1 > MOST_ROWS:
        raise Problem(
            "too_many_signals",
            N_("This file has more than {most} rows. Divide it; nothing was taken in."),
            most=MOST_ROWS,
        )
    found: list[tuple[int, EarlySignal]] = []
    rejected: list[Rejected] = []
    for line, cells in rows[1:]:
        signal = _signal(line, headings, cells, today, partner.strip())
        if isinstance(signal, Rejected):
            rejected.append(replace(signal, cells=tuple(cells)))
        else:
            found.append((line, signal))
    unknown = tuple(
        each.strip() for each, known in zip(rows[0][1], headings, strict=True) if not known and each.strip()
    )
    return SignalFile(tuple(found), tuple(rejected), unknown, tuple(rows[0][1]))


def same_signal(signal: EarlySignal) -> tuple[object, ...]:
    """By what the same signal is known again when a file comes twice."""
    if signal.reference:
        return folded(signal.partner), folded(signal.reference).replace(" ", ""), signal.received_on
    who = (folded(signal.name), signal.postcode, folded(signal.number))
    return folded(signal.partner), signal.kind, signal.received_on, *who


def _no_text() -> Problem:
    return Problem(
        "no_text_file",
        N_("This is no text file with columns (CSV). Ask the partner for a CSV file; nothing was taken in."),
    )


def _heading(written: str) -> str:
    plain = " ".join(re.sub(r"[^\w]+", " ", folded(written.replace("_", " "))).split())
    return next((name for name, known in _HEADINGS.items() if plain in known), "")


def _signal(line: int, headings: list[str], cells: list[str], today: date, partner: str) -> EarlySignal | Rejected:
    told: dict[str, str] = {}
    for name, cell in zip(headings, cells, strict=False):
        value = cell.strip().removeprefix("'").strip()
        if name and value and name not in told:
            if cell.startswith(_FORMULA) and not _PHONE.fullmatch(value) and not _AMOUNT.fullmatch(value):
                return Rejected(line, name, N_("This cell holds a formula, so the row was not taken in."))
            told[name] = value
    facts = _facts(told, today, partner)
    if isinstance(facts, str):
        return Rejected(line, facts, _SENTENCES[facts])
    if not any(facts.get(name) for name in ("name", "postcode", "phone", "email")):
        return Rejected(line, "name", N_("This row says nobody: no name, no postcode and no phone."))
    try:
        return EarlySignal(**facts)
    except ValidationError as error:
        fault = faults(error)[0]
        context = dict(fault.get("ctx", {}))
        sentence = str(context.pop("sentence", N_("This row cannot be read.")))
        return Rejected(line, str(fault["loc"][0]), sentence, context)


_SENTENCES: Mapping[str, str] = {
    "received_on": N_("This is no date, or a date that has not come yet."),
    "arrears": N_("This is no amount."),
    "arrears_days": N_("This is no number of days."),
    "is_crisis": N_("Say yes or no here."),
    "born_on": N_("This is no date of birth."),
}


def _facts(told: Mapping[str, str], today: date, partner: str) -> dict[str, Any] | str:
    """The fields of a signal, or the name of the one that cannot be read."""
    received = read_date(told["received_on"], today) if "received_on" in told else today
    if received is None or received > today:
        return "received_on"
    arrears = read_amount(told["arrears"]) if "arrears" in told else None
    if "arrears" in told and (arrears is None or arrears < 0):
        return "arrears"
    days = told.get("arrears_days", "")
    if days and not days.isdecimal():
        return "arrears_days"
    crisis = folded(told.get("is_crisis", ""))
    if crisis not in _YES | _NO:
        return "is_crisis"
    born = read_date(told["born_on"], today) if "born_on" in told else None
    if "born_on" in told and (born is None or born > today):
        return "born_on"
    parts = (told.get("initials"), told.get("prefix"), told.get("surname"))
    return {
        "partner": told.get("partner") or partner,
        "reference": told.get("reference", ""),
        "kind": _kind(told.get("kind", "")),
        "received_on": received,
        "arrears": arrears,
        "arrears_days": int(days) if days else None,
        "is_crisis": crisis in _YES,
        "name": told.get("name") or " ".join(part for part in parts if part),
        "born_on": born.isoformat() if born else "",
        "street": told.get("street", ""),
        "number": " ".join(part for part in (told.get("number"), told.get("addition")) if part),
        **{name: told.get(name, "") for name in ("postcode", "city", "phone", "email")},
    }


def _kind(written: str) -> SignalKind:
    plain = " ".join(re.sub(r"[^\w]+", " ", folded(written)).split())
    for kind, words in _KINDS.items():
        if plain in words:
            return kind
    return next((kind for kind, words in _KINDS.items() if any(w in plain.split() for w in words)), SignalKind.OTHER)

"""The words a person reads: translated sentences, labels, problems, and dates and amounts as they are written.

English stands in the code and is the key; Dutch comes from the catalogue. Write `_("Whole sentence with {name}.",
name=…)`; a text that is only marked where it stands (`N_` in `domain`) goes through `translate` where it is shown.
"""

import gettext
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from buurtteam.domain.problem import Gap, Problem, Trouble
from buurtteam.domain.words import N_, Choice, Length
from buurtteam.paths import resource

if TYPE_CHECKING:
    from babel import Locale
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

LANGUAGES = {"nl": "Nederlands", "en": "English"}
"""The languages of the program, each by its own name."""

_LOCALES = {"nl": "nl_NL", "en": "en_GB"}
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Catalogue:
    """One language: its code and its words."""

    language: str
    words: gettext.NullTranslations


def catalogue_of(language: str) -> Catalogue:
    """The words of a language.

    Raises ValueError for a language the program does not speak.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    if language == "en":
        return Catalogue("en", gettext.NullTranslations())
    return Catalogue(language, _words_of(resource("locale", language, "LC_MESSAGES", "buurtteam.po")))


def _words_of(po: Path) -> gettext.NullTranslations:
    """The words of a catalogue, read once as long as nobody changes them."""
    mo = po.with_suffix(".mo")
    source = po.stat().st_mtime_ns
    if mo.exists() and (compiled := mo.stat().st_mtime_ns) >= source:
        return _words_in(mo, compiled)
    # Somebody changed a word or has not compiled yet: right words matter more than a quick start.
    return _words_written_in(po, source)


@lru_cache(maxsize=1)
def _words_in(mo: Path, _written: int) -> gettext.NullTranslations:
    with mo.open("rb") as file:
        return gettext.GNUTranslations(file)


@lru_cache(maxsize=1)
def _words_written_in(po: Path, _written: int) -> gettext.NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with po.open("rb") as file:
        write_mo(compiled, read_po(file, locale="nl"))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


# The only state of this module. The language is a property of the whole program, chosen once at its start, and words
# are needed in every corner; handing a catalogue to each function would put it in every signature for one value.
# A paper is Dutch whatever the screens speak: `in_language` holds for one thread's block only.
_chosen: Catalogue | None = None
_meanwhile: ContextVar[Catalogue | None] = ContextVar("_meanwhile", default=None)


def use_language(language: str) -> None:
    """Speak this language from now on: "nl" or "en"."""
    global _chosen  # noqa: PLW0603 - see above: set once, at the start or when a person chooses another language
    _chosen = catalogue_of(language)


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak this language within the block and this thread only, as for a paper while the screens are English."""
    before = _meanwhile.set(_current() if _current().language == language else catalogue_of(language))
    try:
        yield
    finally:
        _meanwhile.reset(before)


def language() -> str:
    """The code of the language spoken now."""
    return _current().language


def _current() -> Catalogue:
    meanwhile = _meanwhile.get()
    if meanwhile is not None:
        return meanwhile
    if _chosen is None:
        use_language("nl")
    assert _chosen is not None
    return _chosen


def _locale() -> "Locale":
    from babel import Locale

    return Locale.parse(_LOCALES[language()])


# ------------------------------------------------------------------------------------------ sentences


def translate(text: str, /, **values: object) -> str:
    """A text of the catalogue in the language of now, its `{named}` places filled.

    Dates, choices and lists among the values are written as people write them.
    """
    if not text:
        return ""
    return _filled(_meant(_current().words.gettext(text)), values)


def _meant(words: str) -> str:
    """The words without the mark that tells them from the same English with another Dutch: "So-so ¦score"."""
    return words.partition(" ¦")[0]


_ = translate


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """The sentence that fits a number, which fills the place `{count}`."""
    return _filled(_meant(_current().words.ngettext(one, many, count)), {"count": count, **values})


def _filled(text: str, values: Mapping[str, object]) -> str:
    if not values:
        return text
    return text.format_map({name: _shown(value) for name, value in values.items()})


def _shown(value: object) -> object:
    match value:
        case Choice():
            return label(value)
        case Length():
            return length(value.number, value.unit)
        case datetime():
            return day_and_time(value)
        case date():
            return short_date(value)
        case time():
            return clock(value)
        case Decimal():
            return number(value)
        case list() | tuple():
            return joined(str(_shown(item)) for item in value)
        case _:
            # The law's own words stand in both languages; not named here, for the window stands before Pydantic is read.
            in_language = getattr(value, "of", None)
            return in_language(language()) if callable(in_language) else value


def length(number: int, unit: Choice) -> str:
    """A length of time as people say it: "2 working days", "the same day", "17½ years of age"."""
    match unit.value:
        case "hours":
            return plural("{count} hour", "{count} hours", number)
        case "working_days":
            return plural("{count} working day", "{count} working days", number)
        case "days":
            return plural("{count} day", "{count} days", number)
        case "weeks":
            return plural("{count} week", "{count} weeks", number)
        case "months":
            return plural("{count} month", "{count} months", number)
        case "years":
            return plural("{count} year", "{count} years", number)
        case "age_months":
            years, months = divmod(number, 12)
            half = translate("{years}½ years of age", years=years)
            return half if months == 6 else translate("{years} years of age", years=years)
        case _:
            return label(unit)


def label(choice: Choice) -> str:
    """The words of a choice."""
    return translate(choice.label)


def field_label(record: "type[BaseModel] | BaseModel", field: str) -> str:
    """The words of a field, from its `title`; a field without one shows its own name."""
    kind = record if isinstance(record, type) else type(record)
    return translate(kind.model_fields[field].title or field.replace("_", " "))


def joined(items: Iterable[str], *, last: str = "and") -> str:
    """A list as a sentence has it: "Anna, Bo en Cem"; `last` is "and" or "or"."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    head = ", ".join(parts[:-1])
    if last == "or":
        return translate("{head} or {last}", head=head, last=parts[-1])
    return translate("{head} and {last}", head=head, last=parts[-1])


def listed(labels: Iterable[str]) -> str:
    """Labels as one sentence has them: "Mantelzorgers, ouderen en mensen met dementie"."""
    first, *rest = [*labels] or [""]
    return joined([first, *(each[:1].lower() + each[1:] for each in rest)])


# ------------------------------------------------------------------------------------------- problems

_EMPTY = N_("This is still empty.")
_A_DATE = N_("Fill in a date such as 14-9-2026.")
_A_MOMENT = N_("Fill in a date and a time such as 14-9-2026 09:30.")
_A_TIME = N_("Fill in a time such as 09:30.")
_A_WHOLE_NUMBER = N_("Fill in a whole number.")
_A_NUMBER = N_("Fill in a number.")
_YES_OR_NO = N_("Choose yes or no.")
_TEXT = N_("Fill in a text.")
_AN_ID = N_("This does not point to a record.")
_A_LIST = N_("A list is expected here.")
_FIELDS = N_("A group of fields is expected here.")
_FITS_NOT = N_("This does not fit here.")
_ONE_OF = N_("Choose one of these: {expected}.")

# What Pydantic says by itself, by its code; our own validators bring their own sentence (`problem.wrong`).
_PYDANTIC = {
    "missing": _EMPTY,
    "none_required": N_("This must stay empty."),
    "extra_forbidden": N_("The program does not know this field."),
    "enum": _ONE_OF,
    "literal_error": _ONE_OF,
    "string_type": _TEXT,
    "string_unicode": N_("This text holds signs that cannot be read."),
    "string_too_short": N_("This is too short: at least {min_length} characters are needed."),
    "string_too_long": N_("This is too long: at most {max_length} characters fit here."),
    "string_pattern_mismatch": N_("This is not written the way it should be."),
    "date_type": _A_DATE,
    "date_parsing": _A_DATE,
    "date_from_datetime_parsing": _A_DATE,
    "date_from_datetime_inexact": _A_DATE,
    "date_past": N_("This day must lie in the past."),
    "date_future": N_("This day must lie in the future."),
    "datetime_type": _A_MOMENT,
    "datetime_parsing": _A_MOMENT,
    "datetime_from_date_parsing": _A_MOMENT,
    "datetime_object_invalid": _A_MOMENT,
    "datetime_past": N_("This moment must lie in the past."),
    "datetime_future": N_("This moment must lie in the future."),
    "timezone_aware": N_("Say in which time zone this moment is, such as 2026-09-14T09:30+02:00."),
    "timezone_naive": N_("Leave out the time zone of this moment."),
    "time_type": _A_TIME,
    "time_parsing": _A_TIME,
    "time_delta_type": N_("Fill in a duration."),
    "time_delta_parsing": N_("Fill in a duration."),
    "int_type": _A_WHOLE_NUMBER,
    "int_parsing": _A_WHOLE_NUMBER,
    "int_from_float": _A_WHOLE_NUMBER,
    "int_parsing_size": N_("This number is too large."),
    "float_type": _A_NUMBER,
    "float_parsing": _A_NUMBER,
    "finite_number": _A_NUMBER,
    "decimal_type": _A_NUMBER,
    "decimal_parsing": _A_NUMBER,
    "decimal_max_digits": N_("This number is too large."),
    "decimal_whole_digits": N_("This number is too large."),
    "decimal_max_places": N_("Use at most {decimal_places} digits after the comma."),
    "greater_than": N_("Fill in more than {gt}."),
    "greater_than_equal": N_("Fill in at least {ge}."),
    "less_than": N_("Fill in less than {lt}."),
    "less_than_equal": N_("Fill in at most {le}."),
    "multiple_of": N_("Fill in a multiple of {multiple_of}."),
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "uuid_type": _AN_ID,
    "uuid_parsing": _AN_ID,
    "uuid_version": _AN_ID,
    "too_short": N_("There are too few: at least {min_length} are needed."),
    "too_long": N_("There are too many: at most {max_length} fit here."),
    "list_type": _A_LIST,
    "tuple_type": _A_LIST,
    "set_type": _A_LIST,
    "frozen_set_type": _A_LIST,
    "iterable_type": _A_LIST,
    "dict_type": _FIELDS,
    "mapping_type": _FIELDS,
    "model_type": _FIELDS,
    "model_attributes_type": _FIELDS,
    "union_tag_invalid": _ONE_OF,
    "union_tag_not_found": N_("It is missing which kind this is."),
    "json_invalid": N_("This file is not complete JSON, so nothing was read from it."),
    "json_type": N_("This file is not complete JSON, so nothing was read from it."),
}


def problem_text(problem: "Problem | Trouble | Gap | ErrorDetails") -> str:
    """What is wrong, in words: of a deed, of the world, of a gap, or of one field as Pydantic reports it."""
    if isinstance(problem, Problem | Trouble | Gap):
        return translate(problem.sentence, **dict(problem.values))
    context = dict(problem.get("ctx", {}))
    own = context.pop("sentence", None)
    if isinstance(own, str):
        return translate(own, **context)
    if isinstance(expected := context.get("expected", context.get("expected_tags")), str):
        context["expected"] = joined(re.findall(r"'([^']*)'", expected) or [expected], last="or")
    return translate(_PYDANTIC.get(problem["type"], _FITS_NOT), **context)


# ------------------------------------------------------------------------------------ dates and amounts


def short_date(day: date) -> str:
    """A day in a table or a sentence: "14 sep 2026"."""
    return _date(day, "d MMM y")


def day_this_year(day: date) -> str:
    """A day close by, where the year goes without saying: "ma 14 sep"."""
    return _date(day, "EEE d MMM")


def near_day(day: date, today: date) -> str:
    """A day close by without its year ("ma 14 sep"), one more than half a year away with it ("14 sep 2027")."""
    return day_this_year(day) if abs((day - today).days) <= _HALF_A_YEAR else short_date(day)


_HALF_A_YEAR = 180


def day_and_month(day: date) -> str:
    """A day on a line of a plan, where the year goes without saying: "ma 14 september"."""
    return _date(day, "EEE d MMMM")


def long_date(day: date) -> str:
    """A day on paper: "maandag 14 september 2026"."""
    return _date(day, "EEEE d MMMM y")


def date_in_letter(day: date) -> str:
    """The date of a letter: "14 september 2026"."""
    return _date(day, "d MMMM y")


def month(day: date) -> str:
    """The month of a day: "september 2026"."""
    return _date(day, "MMMM y")


def _date(day: date, pattern: str) -> str:
    from babel.dates import format_date

    if isinstance(day, datetime):
        # A moment is kept in UTC, and late in the evening that is another day than here.
        day = _at_home(day).date()
    return format_date(day, pattern, locale=_locale()).replace("\N{NO-BREAK SPACE}", " ")


def _at_home(moment: datetime) -> datetime:
    # Imported here: the first window has words and no moments, and the kinds of value bring Pydantic.
    from buurtteam.domain.kinds import HERE

    return moment.astimezone(HERE) if moment.tzinfo is not None else moment


def clock(moment: datetime | time) -> str:
    """The time of day in the Netherlands: "09:30"."""
    if isinstance(moment, datetime):
        moment = _at_home(moment)
    return f"{moment:%H:%M}"


def day_and_time(moment: datetime) -> str:
    """A moment in the Netherlands: "maandag 14 september 2026 om 09:30 uur"."""
    here = _at_home(moment)
    return translate("{day} at {time}", day=long_date(here.date()), time=clock(here))


def short_day_and_time(moment: datetime) -> str:
    """A moment in the Netherlands in a table: "14 sep 2026 09:30"."""
    here = _at_home(moment)
    return f"{short_date(here.date())} {clock(here)}"


def money(euros: Decimal | int) -> str:
    """An amount in euros: "€ 1.234,50"; with the sign before the euro, as people write it: "− € 112,00"."""
    from babel.numbers import format_currency

    written = str(format_currency(abs(Decimal(euros)), "EUR", locale=_locale()))
    return f"{_MINUS}\u00a0{written}" if euros < 0 else written


def amount(cents: int) -> str:
    """An amount in whole euro cents: "€ 1.234,50"."""
    return money(Decimal(cents) / 100)


def number(value: Decimal | float) -> str:
    """A number with the signs of the language: "1.234,5"."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=_locale()))

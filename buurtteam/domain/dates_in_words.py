"""Reads dates as people write them in a note: `ma`, `over 2 weken`, `14-9`, `vóór do 17`, in Dutch and English.

A weekday is the next such day, today left out; with `volgende` or `next` it is that day of the next calendar week.
A day without a year is the first that has not passed. An impossible date is no date.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from buurtteam.domain.folding import folded

_WEEKDAYS = (
    ("maandag", "ma", "monday", "mon"),
    ("dinsdag", "di", "tuesday", "tues", "tue"),
    ("woensdag", "wo", "wednesday", "wed"),
    ("donderdag", "do", "thursday", "thurs", "thur", "thu"),
    ("vrijdag", "vr", "friday", "fri"),
    ("zaterdag", "za", "saturday", "sat"),
    ("zondag", "zo", "sunday", "sun"),
)
_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("maart", "march", "mrt", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_COUNTS = {
    "een": 1, "één": 1, "a": 1, "an": 1, "one": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4, "four": 4,
    "vijf": 5, "five": 5, "zes": 6, "six": 6, "zeven": 7, "seven": 7, "acht": 8, "eight": 8, "negen": 9, "nine": 9,
    "tien": 10, "ten": 10, "elf": 11, "eleven": 11, "twaalf": 12, "twelve": 12, "veertien": 14, "fourteen": 14,
}  # fmt: skip
_UNITS = {
    "dag": "days", "dagen": "days", "dgn": "days", "day": "days", "days": "days",
    "week": "weeks", "weken": "weeks", "wk": "weeks", "weeks": "weeks",
    "maand": "months", "maanden": "months", "mnd": "months", "month": "months", "months": "months",
    "jaar": "years", "year": "years", "years": "years",
}  # fmt: skip

_DAY_NUMBER = {name: n for n, names in enumerate(_WEEKDAYS) for name in names}
_MONTH_NUMBER = {name: n for n, names in enumerate(_MONTHS, 1) for name in names}

_NUMBERS = frozenset({"iy", "im", "id", "nd", "nm", "dm", "md", "ed"})

# A weekday without a month stands for a day this near: `do 17` is not a Thursday of next summer.
_NEAR_DAYS = 62
# Words before a day that make it a habit, the past, or a person (`met ma bellen`).
_NOT_AFTER = frozenset(
    [
        "elke",
        "iedere",
        "elk",
        "ieder",
        "every",
        "each",
        "vorige",
        "afgelopen",
        "laatste",
        "last",
        "past",
        "met",
        "van",
        "bij",
        "naar",
        "aan",
        "en",
        "mijn",
        "zijn",
        "haar",
        "jouw",
        "hun",
        "onze",
        "je",
        "to",
        "te",
    ]
)
_HABIT_ONLY = frozenset(
    ["elke", "iedere", "elk", "ieder", "every", "each", "vorige", "afgelopen", "laatste", "last", "past"]
)
# Short names of days that are also other words: read as a day only where no plain sentence goes on.
_DOUBTFUL = frozenset({"zo", "sat", "sun"})
_NOT_AFTER_DO = frozenset(
    [
        "it",
        "this",
        "that",
        "the",
        "not",
        "you",
        "we",
        "they",
        "something",
        "anything",
        "so",
        "a",
        "an",
        "my",
        "his",
        "her",
        "our",
        "their",
        "what",
    ]
)
_STREET = re.compile(
    r"(?:straat|str|weg|laan|plein|hof|dijk|kade|singel|pad|gracht|steeg|park|ring|dreef|burg|berg|veld|wal|"
    r"nr|nummer|huisnummer|street|road|number|tel|telefoon|kamer|flat)\.?$"
)
# What makes `2-3` a range and `ma 2` a count instead of a date.
_COUNTED = (
    r"(?:x|×|keer|maal|dag|dagen|dgn|week|weken|wk|maand|maanden|mnd|jaar|uur|uren|u|min|minuten|mensen|personen|"
    r"kinderen|man|euro|eur|procent|stuks|brieven|times|days?|weeks?|months?|years?|hours?|minutes|people|children|"
    r"am|pm|letters|persons?|km|kg|liter)\b|[%€°]"
)


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# Read with re.VERBOSE: `~` stands for white space, <NAME> for one of the lists above.
_GRAMMAR = r"""
(?<![\w#@])(?<![0-9][-/.,])
(?:(?:uiterlijk|op|per|vanaf|tot|t/m|tot~en~met|before|by|on|until|from|v(?:o\u0301?o\u0301?|[oó][oó])r)~)?
(?:
  # 2026-09-14
  (?P<iso>(?P<iy>[0-9]{4})-(?P<im>[0-9]{1,2})-(?P<id>[0-9]{1,2}))(?![\w-])
  # [ma] 14-9[-2026]; 14/9; 14.9.2026
| (?P<num>(?:<WEEKDAY>\.?,?~)?(?P<nd>[0-9]{1,2})(?:
    (?P<ns>[-/])(?P<nm>[0-9]{1,2})(?:(?P=ns)(?P<ny>[0-9]{4}|[0-9]{2}))? | \.(?P<dm>[0-9]{1,2})\.(?P<dy>[0-9]{4})
  ))(?![\w/]|[-.,][0-9]|~?(?:<COUNTED>))
  # [ma] 14 september [2026]; 14th of September
| (?P<named>(?:<WEEKDAY>\.?,?~)?(?:(?:the|de)~)?(?P<md>[0-9]{1,2})(?:e|de|ste|st|nd|rd|th)?~(?:of~)?
    (?P<mm><MONTH>)\b\.?(?:,?~(?P<my>[12][0-9]{3})\b)?)
  # September 14[th][, 2026]
| (?P<english>(?:<WEEKDAY>\.?,?~)?(?P<em><MONTH>)~(?P<ed>[0-9]{1,2})(?P<eth>st|nd|rd|th)?\b
    (?![.:/-][0-9])(?!~?(?:<COUNTED>))(?:,?~(?P<ey>[12][0-9]{3})\b)?)
  # over 2 weken [op ma]
| (?P<after>(?:over|binnen|in|within)~
    (?:(?P<half>(?:een~)?half~?jaar|half~a~year)|(?P<count>[0-9]{1,3}|<COUNT>)~(?P<unit><UNIT>))\b
    (?:~(?:(?:op|on)~)?(?P<aw><WEEKDAY>)\b)?)
  # volgende week ma; ma volgende week; next week Monday
| (?P<week>(?:volgende|next)~week~(?:(?:op|on)~)?(?P<w1><WEEKDAY>)<PART>?\b
  | (?P<w2><WEEKDAY>)<PART>?~(?:volgende|next)~week\b)
  # volgende maandag; komende ma; ma a.s.; do 17; maandagochtend
| (?P<day>(?:(?P<later>volgende|next)~|(?P<coming>a\.s\.|aanstaande|komende|eerstkomende|deze|coming|this)~)?
    (?P<wd><WEEKDAY>)<PART>?\b
    (?:(?P<soon>~(?:a\.s\.|aanstaande\b))|~(?P<dn>[0-9]{1,2})(?:e|de|th)?\b(?![.:/-][0-9]|~?(?:<COUNTED>)))?)
| (?P<near>overmorgen|(?:the~)?day~after~tomorrow|morgen(?:ochtend|middag|avond)?|vandaag|vanmiddag|vanavond
  | vanochtend|today|tonight|tomorrow)\b
)
# the time, which belongs to the words
(?:~(?:(?:om|rond|vanaf|at|around)~)?(?:[01]?[0-9]|2[0-4])(?:[.:][0-5][0-9](?:~?(?:uur|u|h|am|pm)\b)?|~?(?:uur|u|am|pm)\b)
| ~in~(?:de|the)~(?:ochtend|morgen|middag|avond|morning|afternoon|evening)\b
| ~'s~(?:ochtends|morgens|middags|avonds)\b
| ~(?:<PART>|morning|afternoon|evening|vroeg)\b
)?
"""


@cache
def _pattern() -> re.Pattern[str]:
    lists = {
        "<WEEKDAY>": f"(?:{_either(_DAY_NUMBER)})",
        "<MONTH>": f"(?:{_either(_MONTH_NUMBER)})",
        "<COUNT>": f"(?:{_either(_COUNTS)})",
        "<UNIT>": f"(?:{_either(_UNITS)})",
        "<COUNTED>": _COUNTED,
        "<PART>": "(?:ochtend|morgen|middag|namiddag|avond|nacht)",
        "~": r"(?:\s{1,4})",
    }
    grammar = _GRAMMAR
    for name, pattern in lists.items():
        grammar = grammar.replace(name, pattern)
    return re.compile(grammar, re.IGNORECASE | re.VERBOSE)


def find_date(text: str, today: date) -> tuple[date, int, int] | None:
    """The first date in a text with the start and end of its words; `today` is the day on which they were written."""
    at = 0
    while found := _pattern().search(text, at):
        try:
            read = _read(found, today)
        except (ValueError, OverflowError):
            read = None
        if read is not None:
            day, end = read
            return day, found.start(), end
        at = found.start() + 1
        while at < len(text) and text[at].isalnum() and text[at - 1].isalnum():
            at += 1
    return None


def read_date(text: str, today: date) -> date | None:
    """The date that a text says and nothing more, or nothing."""
    found = find_date(text, today)
    if found is None:
        return None
    day, start, end = found
    return day if not text[:start].strip(" \t\n(") and not text[end:].strip(" \t\n.,;)!") else None


def read_since(text: str, today: date) -> str | None:
    """A date in the past of which perhaps only the month or the year is said: `2026-07`, or nothing when it says none.

    `juli 2026`, `jul`, `7-2026`, `14-7`, `sinds 2025`: without a year it is the last one.
    """
    words = re.sub(r"^(sinds|vanaf|since|from|begin|eind|rond|about)\s+", "", folded(text.strip()))
    if found := re.fullmatch(r"(19\d\d|20\d\d)", words):
        return found[1]
    if found := re.fullmatch(r"([a-z]+)\.?(?:\s+'?(\d{4}|\d{2}))?", words):
        month = _MONTH_NUMBER.get(found[1])
        if month is None:
            return None
        year = int(found[2]) if found[2] else today.year - (month > today.month)
        return f"{year + 2000 if year < 100 else year:04}-{month:02}"
    if found := re.fullmatch(r"(\d{1,2})[-/. ](\d{4})", words):
        return f"{found[2]}-{int(found[1]):02}" if 1 <= int(found[1]) <= 12 else None
    said = read_date(words, today)
    if said is None:
        return None
    has_year = re.search(r"[-/. ]'?(\d{4}|\d{2})$", words) is not None and len(re.findall(r"\w+", words)) > 2
    if said > today and not has_year:
        try:
            said = said.replace(year=said.year - 1)
        except ValueError:
            return None
    return said.isoformat()


def _read(found: re.Match[str], today: date) -> tuple[date, int] | None:
    part = found.groupdict()
    if part["day"]:
        return _weekday(found, _word_before(found), today)
    day = _day(part, _word_before(found), today)
    return (day, found.end()) if day else None


def _word_before(found: re.Match[str]) -> str:
    before = folded(found.string[max(0, found.start() - 40) : found.start()]).split()
    return before[-1].strip("(,;:") if before else ""


def _day(part: dict[str, str | None], last: str, today: date) -> date | None:
    number = {name: int(value) for name, value in part.items() if name in _NUMBERS and value}
    if part["iso"]:
        return date(number["iy"], number["im"], number["id"])
    if part["num"]:
        day, month = number["nd"], number["nm"] if part["nm"] else number["dm"]
        if (day, month, part["ns"], part["ny"]) == (24, 7, "/", None) or _STREET.search(last):
            return None
        return _on(day, month, part["ny"] or part["dy"], today)
    if part["named"]:
        return _on(number["md"], _MONTH_NUMBER[folded(part["mm"] or "")], part["my"], today)
    if part["english"]:
        month_name = folded(part["em"] or "")
        # `Jan 12`: a man far more often than a month.
        if month_name == "jan" and not part["ey"] and not part["eth"]:
            return None
        return _on(number["ed"], _MONTH_NUMBER[month_name], part["ey"], today)
    if part["after"]:
        return _after(part, today)
    if part["week"]:
        return _next_week(today, _DAY_NUMBER[folded(part["w1"] or part["w2"] or "")])
    return None if last in _HABIT_ONLY | {"de", "deze", "the"} else _near(folded(part["near"] or ""), today)


def _on(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        number = int(year)
        return date(number + 2000 if number < 100 else number, month, day)
    # 29-2 waits for a leap year.
    for later in range(9):
        try:
            found = date(today.year + later, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError


def _after(part: dict[str, str | None], today: date) -> date:
    if part["half"]:
        day = _months_later(today, 6)
    else:
        written = folded(part["count"] or "")
        count = _COUNTS[written] if written in _COUNTS else int(written)
        match _UNITS[folded(part["unit"] or "")]:
            case "days":
                day = today + timedelta(days=count)
            case "weeks":
                day = today + timedelta(weeks=count)
            case "months":
                day = _months_later(today, count)
            case _:
                day = _months_later(today, 12 * count)
    if part["aw"]:
        day += timedelta(days=_DAY_NUMBER[folded(part["aw"])] - day.weekday())
    return day


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError


def _next_week(today: date, weekday: int) -> date:
    return today + timedelta(days=7 - today.weekday() + weekday)


def _near(words: str, today: date) -> date:
    if "after" in words or words == "overmorgen":
        return today + timedelta(days=2)
    return today + timedelta(days=1 if words.startswith(("morgen", "tomorrow")) else 0)


def _weekday(found: re.Match[str], last: str, today: date) -> tuple[date, int] | None:
    part = found.groupdict()
    name = folded(part["wd"])
    led = bool(part["later"] or part["coming"] or part["soon"] or found.start("day") > found.start())
    if last in (_NOT_AFTER if len(name) <= 3 else _HABIT_ONLY) and not led:
        return None
    after = re.match(r"[^\W\d_]+", found.string[found.end() :].lstrip(" \t"))
    alone = after and not led and not part["dn"] and found.end() == found.end("day")
    if alone and after and (name in _DOUBTFUL or (name == "do" and folded(after[0]) in _NOT_AFTER_DO)):
        return None
    weekday = _DAY_NUMBER[name]
    if part["later"]:
        return _next_week(today, weekday), found.end()
    first = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if not part["dn"]:
        return first, found.end()
    for weeks in range(_NEAR_DAYS // 7 + 1):
        if (day := first + timedelta(weeks=weeks)).day == int(part["dn"]):
            return day, found.end()
    # `ma 2` where no Monday the 2nd is near: the number says something else.
    return first, found.end("wd")

"""A questionnaire as data: its items, answers, how it is counted and where that comes from; read whole or refused with the line.

Only short names of items stand in a file, with a help text of our own: the full wording belongs to its makers.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from buurtteam.domain.calendar import LawText
from buurtteam.domain.kinds import LINE_LENGTH, TEXT_LENGTH, clean
from buurtteam.domain.problem import Problem
from buurtteam.domain.words import N_

OPEN = "-"
"""Stands in `Measurement.answers` for an item that nobody answered yet."""

MOST_ITEMS, MOST_ANSWERS = 60, 11


@dataclass(frozen=True)
class Answer:
    """One of the answers to choose from: the key it is kept and typed by, and its words."""

    key: str
    words: LawText


@dataclass(frozen=True)
class Item:
    """One thing that is asked, by its short name; `points` says what each answer counts, so a turned item is data."""

    id: str
    name: LawText
    help: LawText
    points: Mapping[str, int]


@dataclass(frozen=True)
class CutOff:
    """The score from which it is heavy: this one or higher, or lower where a low score is the heavy one."""

    at: int
    words: LawText | None = None
    to_check: bool = False


@dataclass(frozen=True)
class Part:
    """A sub-scale: some of the items, counted by themselves."""

    id: str
    name: LawText
    items: tuple[str, ...]
    cut_off: CutOff | None = None


@dataclass(frozen=True)
class Band:
    """What scores from one number up to and with another point to, in words; an indication and never a diagnosis."""

    first: int
    last: int
    words: LawText
    to_check: bool = False


@dataclass(frozen=True)
class PartScore:
    """What came out of a sub-scale; nothing while one of its items is open."""

    part: Part
    total: int | None
    most: int
    is_high: bool | None


@dataclass(frozen=True)
class Outcome:
    """What came out: without a total while more is open than may be, and then with the names of what is open."""

    open: tuple[Item, ...]
    total: int | None
    parts: tuple[PartScore, ...]
    band: Band | None
    is_high: bool | None
    heaviest: tuple[Item, ...] = ()
    """On a scale of several points: what was answered as the heaviest."""

    @property
    def is_complete(self) -> bool:
        """Whether there is a score."""
        return self.total is not None


@dataclass(frozen=True)
class Instrument:
    """A questionnaire with its source and its licence; `id` and `edition` together tell it from all others."""

    id: str
    edition: str
    name: LawText
    for_whom: LawText
    source: str
    licence: LawText
    instruction: LawText
    permission_is_certain: bool
    answers: tuple[Answer, ...]
    items: tuple[Item, ...]
    first: int
    last: int
    parts: tuple[Part, ...] = ()
    bands: tuple[Band, ...] = ()
    cut_off: CutOff | None = None
    high_is_heavy: bool = True
    missing_allowed: int = 0
    to_check: tuple[LawText, ...] = field(default=())
    """What nobody has verified yet, in words."""

    def blank(self) -> str:
        """The answers when nothing was answered."""
        return OPEN * len(self.items)

    def with_answer(self, answers: str, at: int, key: str) -> str:
        """The answers with another one at an item, counted from 0; `-` opens it again.

        Raises Problem when there is no such answer.
        """
        whole = self.whole(answers)
        changed = whole[:at] + key + whole[at + 1 :]
        return self.whole(changed)

    def outcome(self, answers: str) -> Outcome:
        """Count the answers, which stand in the order of the items.

        Raises Problem when one of them is no answer of this questionnaire.
        """
        given = dict(zip((item.id for item in self.items), self.whole(answers), strict=True))
        items = {item.id: item for item in self.items}
        still_open = tuple(item for item in self.items if given[item.id] == OPEN)
        is_complete = len(still_open) <= self.missing_allowed and len(still_open) < len(self.items)

        def counted(ids: Iterable[str]) -> int:
            return sum(items[each].points[given[each]] for each in ids if given[each] != OPEN)

        total = counted(items) if is_complete else None
        parts = []
        for part in self.parts:
            score = None if any(given[each] == OPEN for each in part.items) else counted(part.items)
            most = sum(max(items[each].points.values()) for each in part.items)
            parts.append(PartScore(part, score, most, self._reaches(part.cut_off, score)))
        return Outcome(still_open, total, tuple(parts), self.band_of(total), self.is_high(total), self._heaviest(given))

    def is_high(self, total: int | None) -> bool | None:
        """Whether a score reaches the cut-off; nothing when there is no score or no cut-off."""
        return self._reaches(self.cut_off, total)

    def band_of(self, total: int | None) -> Band | None:
        """The words that belong to a score."""
        return None if total is None else next((band for band in self.bands if band.first <= total <= band.last), None)

    def _heaviest(self, given: Mapping[str, str]) -> tuple[Item, ...]:
        points = {item.id: item.points[given[item.id]] for item in self.items if given[item.id] != OPEN}
        most = max(points.values(), default=0)
        if most < 2:
            # With yes and no each that counts is as heavy as the other.
            return ()
        return tuple(item for item in self.items if points.get(item.id) == most)

    def _reaches(self, cut_off: CutOff | None, total: int | None) -> bool | None:
        if cut_off is None or total is None:
            return None
        return total >= cut_off.at if self.high_is_heavy else total <= cut_off.at

    def whole(self, answers: str) -> str:
        """The answers with `-` for each item that is open.

        Raises Problem when one of them is no answer of this questionnaire.
        """
        keys = {answer.key for answer in self.answers} | {OPEN}
        if len(answers) > len(self.items) or not set(answers) <= keys:
            raise Problem(
                "not_an_answer",
                N_("These answers do not fit this questionnaire. Nothing was changed; fill them in again."),
            )
        return answers.ljust(len(self.items), OPEN)


# ---------------------------------------------------------------------------------------------- reading a file

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_HEAD = re.compile(r"\s*\[(\[)?\s*([A-Za-z0-9_.\- ]+?)\s*\]")
_DEEP = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*\.[ \t]*){40}""")
"""A key in a key in a key: nothing here goes deeper than two, and reading that takes ever longer."""
_KEY = re.compile(r"\s*([A-Za-z0-9_\-]+)\s*(?:\.|=)")

_TOP = (
    "id",
    "edition",
    "name",
    "for_whom",
    "source",
    "licence",
    "instruction",
    "permission_is_certain",
    "heavy",
    "missing_allowed",
    "range",
    "to_check",
    "cut_off",
    "answer",
    "item",
    "part",
    "band",
)
_OF_CUT_OFF = ("at", "words", "to_check")


def read_instrument(text: str, file: str) -> Instrument:
    """Read a questionnaire from the text of its file; `file` is the name that people know it by.

    Raises Problem with the file, the line and what is wrong there; nothing is ever read by half.
    """
    return _Reading(clean(text), file).instrument()


class _Reading:
    """One file being read, with the line on which each thing stands."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._text = text
        self._lines: dict[tuple[object, ...], int] = {}

    def instrument(self) -> Instrument:
        if len(self._text) > TEXT_LENGTH:
            self._refuse(1, "too_large", N_("{file}: this file is too large for a questionnaire. Nothing was added."))
        try:
            if deep := _DEEP.search(self._text):
                at = self._text.count("\n", 0, deep.start()) + 1
                raise ValueError(f"(at line {at}, column 1)")  # noqa: TRY301 - refused as what cannot be read
            written = tomllib.loads(self._text)
        except (ValueError, RecursionError) as error:
            found = _AT_LINE.search(str(error))
            line = int(found[1]) if found else self._text.count("\n") + 1
            self._refuse(
                line,
                "not_toml",
                N_(
                    "{file}, line {line}: this cannot be read. Look at the quotation marks, the brackets and the "
                    "equals sign there. Nothing was added."
                ),
            )
        self._find_lines()
        self._known(written, _TOP)
        answers, points_of = self._answers(written)
        items = self._items(written, answers, points_of)
        first = sum(min(item.points.values()) for item in items)
        last = sum(max(item.points.values()) for item in items)
        self._range(written, first, last)
        heavy = written.get("heavy", "high")
        if heavy not in ("high", "low"):
            self._refuse(
                self._line("heavy"),
                "heavy",
                N_("{file}, line {line}: “heavy” is either “high” or “low”. Nothing was added."),
            )
        missing = self._number(written, "missing_allowed", 0, len(items) - 1) if "missing_allowed" in written else 0
        cut_off = self._cut_off(written, first, last)
        return Instrument(
            id=self._id(written),
            edition=self._plain(written, "edition"),
            name=self._words(written, "name"),
            for_whom=self._words(written, "for_whom"),
            source=self._plain(written, "source"),
            licence=self._words(written, "licence"),
            instruction=self._words(written, "instruction"),
            permission_is_certain=self._flag(written, "permission_is_certain"),
            answers=answers,
            items=items,
            first=first,
            last=last,
            parts=self._parts(written, items),
            bands=self._bands(written, first, last),
            cut_off=cut_off,
            high_is_heavy=heavy == "high",
            missing_allowed=missing,
            to_check=self._to_check(written),
        )

    # ------------------------------------------------------------------ the parts of a file

    def _answers(self, written: Mapping[str, Any]) -> tuple[tuple[Answer, ...], dict[str, int] | None]:
        """The answers, and what each counts by itself where the file says so."""
        found: list[Answer] = []
        points: dict[str, int] = {}
        rows = self._rows(written, "answer", 2, MOST_ANSWERS)
        for at, row in enumerate(rows):
            where = ("answer", at)
            self._known(row, ("key", "words", "points"), where)
            key = self._plain(row, "key", where)
            if len(key) != 1 or not (key.isascii() and key.isalnum()) or key != key.lower():
                self._refuse(
                    self._line(*where, "key"),
                    "answer_key",
                    N_(
                        "{file}, line {line}: the key of an answer is one digit or one small letter. Nothing was added."
                    ),
                )
            if any(each.key == key for each in found):
                self._refuse(
                    self._line(*where, "key"),
                    "answer_twice",
                    N_("{file}, line {line}: two answers have the key {key}. Nothing was added."),
                    key=key,
                )
            found.append(Answer(key, self._words(row, "words", where)))
            if "points" in row:
                points[key] = self._number(row, "points", -10, 10, where)
            elif points:
                self._missing("points", *where)
        if points and len(points) < len(found):
            self._missing("points", "answer", 0)
        return tuple(found), points or None

    def _items(
        self, written: Mapping[str, Any], answers: Sequence[Answer], points_of: dict[str, int] | None
    ) -> tuple[Item, ...]:
        found: list[Item] = []
        for at, row in enumerate(self._rows(written, "item", 1, MOST_ITEMS)):
            where = ("item", at)
            self._known(row, ("id", "name", "help") if points_of else ("id", "name", "help", "scores"), where)
            one = self._id(row, *where)
            if any(each.id == one for each in found):
                self._refuse(
                    self._line(*where, "id"),
                    "item_twice",
                    N_("{file}, line {line}: the item {item} is there already. Nothing was added."),
                    item=one,
                )
            if points_of is not None:
                points = dict(points_of)
            else:
                scores = self._list(row, "scores", where)
                known = [answer.key for answer in answers]
                for key in scores:
                    if key not in known:
                        self._refuse(
                            self._line(*where, "scores"),
                            "no_such_answer",
                            N_("{file}, line {line}: there is no answer {key}. Known are: {known}. Nothing was added."),
                            key=key,
                            known=", ".join(known),
                        )
                points = {key: int(key in scores) for key in known}
            found.append(Item(one, self._words(row, "name", where), self._words(row, "help", where), points))
        return tuple(found)

    def _parts(self, written: Mapping[str, Any], items: Sequence[Item]) -> tuple[Part, ...]:
        found: list[Part] = []
        known = {item.id: item for item in items}
        for at, row in enumerate(self._rows(written, "part", 0, MOST_ITEMS)):
            where = ("part", at)
            self._known(row, ("id", "name", "items", "cut_off"), where)
            one = self._id(row, *where)
            ids = self._list(row, "items", where)
            for number, each in enumerate(ids):
                if each not in known or each in ids[:number]:
                    self._refuse(
                        self._line(*where, "items"),
                        "no_such_item",
                        N_("{file}, line {line}: the item {item} is not there, or twice. Nothing was added."),
                        item=each,
                    )
            if not ids:
                self._not_right("items", *where)
            if any(each.id == one for each in found):
                self._refuse(
                    self._line(*where, "id"),
                    "part_twice",
                    N_("{file}, line {line}: the part {part} is there already. Nothing was added."),
                    part=one,
                )
            first = sum(min(known[each].points.values()) for each in ids)
            last = sum(max(known[each].points.values()) for each in ids)
            cut_off = self._cut_off(row, first, last, where)
            found.append(Part(one, self._words(row, "name", where), tuple(ids), cut_off))
        return tuple(found)

    def _bands(self, written: Mapping[str, Any], first: int, last: int) -> tuple[Band, ...]:
        rows = self._rows(written, "band", 0, MOST_ITEMS)
        found: list[Band] = []
        expected = first
        for at, row in enumerate(rows):
            where = ("band", at)
            self._known(row, ("from", "to", "words", "to_check"), where)
            begin = self._number(row, "from", -1000, 1000, where)
            end = self._number(row, "to", -1000, 1000, where)
            if begin != expected or end < begin:
                self._refuse(
                    self._line(*where, "from" if begin != expected else "to"),
                    "band",
                    N_(
                        "{file}, line {line}: the words for scores must follow on each other without a gap or an "
                        "overlap. Here {expected} was expected. Nothing was added."
                    ),
                    expected=expected,
                )
            expected = end + 1
            found.append(Band(begin, end, self._words(row, "words", where), self._flag(row, "to_check", where)))
        if found and expected != last + 1:
            self._refuse(
                self._line("band", len(found) - 1, "to"),
                "band",
                N_("{file}, line {line}: the last words must go up to {last}, the highest score. Nothing was added."),
                last=last,
            )
        return tuple(found)

    def _cut_off(self, row: Mapping[str, Any], first: int, last: int, where: tuple[object, ...] = ()) -> CutOff | None:
        if "cut_off" not in row:
            return None
        here = (*where, "cut_off")
        written = row["cut_off"]
        if isinstance(written, int) and not isinstance(written, bool):
            written = {"at": written}
        if not isinstance(written, dict):
            self._not_right("cut_off", *where)
        self._known(written, _OF_CUT_OFF, here)
        at = self._number(written, "at", -1000, 1000, here)
        if not first <= at <= last:
            self._refuse(
                self._line(*here, "at"),
                "cut_off",
                N_("{file}, line {line}: the limit lies outside the scores of {first} to {last}. Nothing was added."),
                first=first,
                last=last,
            )
        words = self._words(written, "words", here) if "words" in written else None
        return CutOff(at, words, self._flag(written, "to_check", here))

    def _range(self, written: Mapping[str, Any], first: int, last: int) -> None:
        if "range" not in written:
            self._missing("range")
        if written["range"] != [first, last] or any(isinstance(each, bool | float) for each in written["range"]):
            self._refuse(
                self._line("range"),
                "range",
                N_("{file}, line {line}: these items count from {first} to {last}. Nothing was added."),
                first=first,
                last=last,
            )

    def _to_check(self, written: Mapping[str, Any]) -> tuple[LawText, ...]:
        rows = written.get("to_check", [])
        if not isinstance(rows, list):
            self._not_right("to_check")
        return tuple(self._words({"to_check": each}, "to_check") for each in rows)

    # ------------------------------------------------------------------ one value

    def _words(self, row: Mapping[str, Any], key: str, where: tuple[object, ...] = ()) -> LawText:
        """Words in both languages: one text for both, or `{nl = "…", en = "…"}`."""
        if key not in row:
            self._missing(key, *where)
        written = row[key]
        if isinstance(written, str):
            written = {"nl": written, "en": written}
        if not isinstance(written, dict) or not written:
            self._not_right(key, *where)
        self._known(written, ("nl", "en"), (*where, key))
        # Signs that cannot be seen may also stand in a file as an escape, which is only read now.
        clear = {tongue: clean(text).strip() for tongue, text in written.items() if isinstance(text, str)}
        said = {tongue: text for tongue, text in clear.items() if text}
        if len(said) < len(written):
            self._not_right(key, *where)
        if key == "name":
            for text in said.values():
                self._fits(text, key, *where)
        either = next(iter(said.values()))
        return LawText(nl=said.get("nl", either), en=said.get("en", either))

    def _plain(self, row: Mapping[str, Any], key: str, where: tuple[object, ...] = ()) -> str:
        if key not in row:
            self._missing(key, *where)
        written = row[key]
        said = " ".join(clean(written).split()) if isinstance(written, str) else ""
        if not said:
            self._not_right(key, *where)
        if key == "edition":
            self._fits(said, key, *where)
        return said

    def _id(self, row: Mapping[str, Any], *where: object) -> str:
        found = self._plain(row, "id", where)
        if not _ID.fullmatch(found):
            self._refuse(
                self._line(*where, "id"),
                "id",
                N_("{file}, line {line}: “id” is one word of small letters and digits. Nothing was added."),
            )
        return found

    def _flag(self, row: Mapping[str, Any], key: str, where: tuple[object, ...] = ()) -> bool:
        found = row.get(key, False)
        if not isinstance(found, bool):
            self._not_right(key, *where)
        return bool(found)

    def _number(self, row: Mapping[str, Any], key: str, least: int, most: int, where: tuple[object, ...] = ()) -> int:
        if key not in row:
            self._missing(key, *where)
        found = row[key]
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            self._refuse(
                self._line(*where, key),
                "number",
                N_("{file}, line {line}: “{key}” is a whole number of {least} to {most}. Nothing was added."),
                key=key,
                least=least,
                most=most,
            )
        return int(found)

    def _list(self, row: Mapping[str, Any], key: str, where: tuple[object, ...]) -> list[str]:
        if key not in row:
            self._missing(key, *where)
        found = row[key]
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            self._not_right(key, *where)
        return [str(each) for each in found]

    def _rows(self, written: Mapping[str, Any], key: str, least: int, most: int) -> list[dict[str, Any]]:
        found = written.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            self._not_right(key)
        if not least <= len(found) <= most:
            self._refuse(
                self._line(key, most) if len(found) > most else self._line(key),
                "how_many",
                N_("{file}, line {line}: of “{key}” there must be {least} to {most}. Nothing was added."),
                key=f"[[{key}]]",
                least=least,
                most=most,
            )
        return list(found)

    def _known(self, row: Mapping[str, Any], known: tuple[str, ...], where: tuple[object, ...] = ()) -> None:
        for key in row:
            if key not in known:
                self._refuse(
                    self._line(*where, key),
                    "unknown_key",
                    N_("{file}, line {line}: “{key}” is not known here. Known are: {known}. Nothing was added."),
                    key=key[:LINE_LENGTH],
                    known=", ".join(known),
                )

    # ------------------------------------------------------------------ refusing

    def _missing(self, key: str, *where: object) -> NoReturn:
        self._refuse(
            self._line(*where),
            "missing",
            N_("{file}, line {line}: “{key}” is missing here. Nothing was added."),
            key=key,
        )

    def _not_right(self, key: str, *where: object) -> NoReturn:
        self._refuse(
            self._line(*where, key),
            "not_right",
            N_("{file}, line {line}: what stands at “{key}” is empty or of another kind. Nothing was added."),
            key=key,
        )

    def _fits(self, text: str, key: str, *where: object) -> None:
        if len(text) > LINE_LENGTH:
            self._refuse(
                self._line(*where, key),
                "too_long",
                N_("{file}, line {line}: “{key}” is too long, at most {most} characters fit. Nothing was added."),
                key=key,
                most=LINE_LENGTH,
            )

    def _refuse(self, line: int, code: str, sentence: str, **values: object) -> NoReturn:
        raise Problem(code, sentence, (), **{"file": self._file, "line": line, **values})

    # ------------------------------------------------------------------ lines

    def _line(self, *path: object) -> int:
        """The line of a key, else of what it stands in, else the first."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return 1

    def _find_lines(self) -> None:
        here: tuple[object, ...] = ()
        counted: dict[str, int] = {}
        quote = ""
        for number, line in enumerate(self._text.split("\n"), start=1):
            if quote:
                quote = "" if quote in line else quote
                continue
            if found := _HEAD.match(line):
                names = [each.strip() for each in found[2].split(".")]
                if found[1]:
                    counted[names[0]] = counted.get(names[0], -1) + 1
                    self._lines.setdefault((names[0],), number)
                if names[0] in counted:
                    here = (names[0], counted[names[0]], *names[1:])
                else:
                    here = tuple(names)
                self._lines.setdefault(here, number)
            elif found := _KEY.match(line):
                self._lines.setdefault((*here, found[1]), number)
            for mark in ('"""', "'''"):
                if line.count(mark) % 2:
                    quote = mark

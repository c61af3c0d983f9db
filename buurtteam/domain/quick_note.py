"""Catches what matters in a note while it is typed.

The signs, each with a plain button beside it on the screen:

- `"..."` (also “ ” „ ” « » ‘ ’ ' ') literal words; an opening `"` without its end runs to the next `#` or the line's end.
- `#afspraak`, `#goed`, `#signaal` (`#agreement`, `#good`, `#signal`): an agreement, a strength, an obstacle. A tag runs
  to the end of its sentence or line, or to the next tag. Quotes within it are part of it.
- `@Samira`: who says it, or who does it. Before words it counts for the rest of the line, after words only for these.
  A name of several words that nobody here bears is written `@de_buurman`.
- `!` team only: at the start of a line for the whole line, and then plain text is caught too; before a sign for
  that sign, before `@` for the rest of the line.

Plain text without a sign is not caught. In a quick note `#terugbellen` (`#callback`) asks the team to call back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from rapidfuzz import fuzz

from buurtteam.domain.conversation import Note, NoteKind
from buurtteam.domain.dates_in_words import find_date, read_date
from buurtteam.domain.folding import folded, folded_words
from buurtteam.domain.kinds import LINE_LENGTH, TEXT_LENGTH, NetworkMemberId, NoteId, ResidentId, clean, new_id
from buurtteam.domain.sentences import sentence_ends

__all__ = [
    "Caught",
    "Person",
    "call_backs",
    "find_date",
    "parse",
    "read_date",
    "reconcile",
    "what_to_do",
    "without_team_only",
]


@dataclass(frozen=True)
class Person:
    """Somebody whom `@` can mean; `also` are other words for this person, such as `oma`."""

    name: str
    resident: ResidentId | None = None
    network_member: NetworkMemberId | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Caught:
    """A sentence caught in a text; `start` and `end` enclose it with its signs, `line` is its place among all.

    `speaker` is the name to show; `said_by` holds it only when the person is not known here.
    """

    kind: NoteKind
    text: str
    start: int
    end: int
    line: int = 0
    resident: ResidentId | None = None
    network_member: NetworkMemberId | None = None
    speaker: str = ""
    said_by: str = ""
    due_on: date | None = None
    when_words: str = ""
    is_team_only: bool = False


_ALL_SIGNS = "#@!\"“”„«»‘'"
_TAGS = {
    "afspraak": NoteKind.AGREEMENT,
    "agreement": NoteKind.AGREEMENT,
    "goed": NoteKind.STRENGTH,
    "good": NoteKind.STRENGTH,
    "signaal": NoteKind.SIGNAL,
    "signal": NoteKind.SIGNAL,
}
# "She is tired !pregnant": a sign right before a word that stands apart ends no sentence, so the rest stays inside.
_ASIDE = re.compile(r"(?<=\s)!(?=[^\W_])")
_TAG = re.compile(rf"#(?P<tag>{'|'.join(_TAGS)})(?!\w)[ \t]*(?P<lock>!)?", re.IGNORECASE)
_CALL_BACK = re.compile(r"#(?:terugbellen|terugbel|callback)(?!\w)[ \t:]*(?P<what>[^\n\r]*)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w’'ʼ\-]{0,58}")
_NAME_GAP = re.compile(r"[ \t]{1,3}")
_LOCK = re.compile(r"!+[ \t]*(?=[#@\"“”„«»‘'])")
_LINES = re.compile(r"[^\n\r\u2028\u2029]+")
_CLOSERS = {
    '"': '"“”',
    "“": '”"“',
    "”": '”"',
    "„": '”“"',
    "«": "»",
    "»": "«",
    "‘": "’'",
    "'": "'’",
}
_SINGLE = "‘'"
_ONLY_IN_PAIRS = "‘'«»"
_ANY_SIGN = re.compile("[#@!\"“”„«»‘']")
_HEAD = re.compile(r"\s*(?:[-–—*•][ \t]+)?!+")
# `'s avonds`, `'t Hof`: an apostrophe, not the start of words.
_CONTRACTION = re.compile(r"['‘’](?:s|t|n|k|m|r|ns)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class _Sign:
    """A sign in a line: a tag, a name, or words in quotes; `start` includes its `!`."""

    start: int
    end: int
    lock: bool = False
    kind: NoteKind | None = None
    words: str = ""
    person: Person | None = None

    @property
    def is_name(self) -> bool:
        return self.kind is None


def parse(text: str, people: Sequence[Person] = (), today: date | None = None) -> tuple[Caught, ...]:
    """Everything that the signs in a text say, in its order; `today` is the day of the conversation.

    Without `today` no dates are read.
    """
    if not any(sign in text for sign in _ALL_SIGNS):
        return ()
    names = _Names(people)
    caught: list[Caught] = []
    for line in _LINES.finditer(text):
        caught += _Line(line.group(), names, today).caught(line.start())
    return tuple(replace(one, line=n) for n, one in enumerate(caught))


def without_team_only(text: str) -> str:
    """The text as it may be shown to everybody at the table: each team-only line or sentence is gone."""
    names = _Names(())
    parts: list[str] = []
    at = 0
    for line in _LINES.finditer(text):
        for start, end in _Line(line.group(), names, None).hidden(line.start()):
            parts.append(text[at:start])
            at = end
    parts.append(text[at:])
    lines = (line.rstrip() for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def call_backs(text: str) -> tuple[tuple[str, ...], str]:
    """What stands behind each `#terugbellen` (`#callback`) to the end of its line, and the text without those."""
    return tuple(found.group("what").strip() for found in _CALL_BACK.finditer(text)), _CALL_BACK.sub("", text)


def what_to_do(text: str, today: date) -> tuple[str, date | None, str]:
    """An agreement taken apart: what, the date, and the words that said when."""
    found = find_date(text, today)
    if found is None:
        return text, None, ""
    day, start, end = found
    what = f"{text[:start].rstrip(' ,;:-–(')} {text[end:].lstrip(' ,;:-–)')}"
    return " ".join(what.split()), day, text[start:end]


def reconcile(caught: Sequence[Caught], kept: Sequence[Note], blank: Note) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """What to save and what to remove so that the notes of one topic say what is caught in its text now.

    A sentence stays the same note while it is retyped or moved, so that plan rows keep their source. `kept` are the
    notes caught in this text before; `blank` gives a new note its household, conversation, topic, worker and moment.
    """
    free = sorted(kept, key=lambda note: note.line)
    same: dict[int, Note] = {}
    for fits in (_word_for_word, _same_text, _nearly_same, _same_place):
        for n, one in enumerate(caught):
            if n in same:
                continue
            note = next((note for note in free if fits(one, note)), None)
            if note is not None:
                same[n] = note
                free.remove(note)
    to_save: list[Note] = []
    for n, one in enumerate(caught):
        note = same.get(n)
        facts = _facts(one)
        if note is None:
            to_save.append(blank.changed(id=NoteId(new_id()), version=0, **facts))
        elif not (changed := note.changed(**facts)).same_facts(note):
            to_save.append(changed)
    return tuple(to_save), tuple(free)


def _facts(one: Caught) -> dict[str, object]:
    return {
        "kind": one.kind,
        "text": _kept_text(one),
        "resident": one.resident,
        "network_member": one.network_member,
        "said_by": one.said_by,
        "due_on": one.due_on,
        "is_team_only": one.is_team_only,
        "line": one.line,
    }


def _kept_text(one: Caught) -> str:
    return clean(one.text)[:TEXT_LENGTH]


def _word_for_word(one: Caught, note: Note) -> bool:
    return one.kind is note.kind and _kept_text(one) == note.text


def _same_text(one: Caught, note: Note) -> bool:
    return _kept_text(one) == note.text


def _nearly_same(one: Caught, note: Note) -> bool:
    if one.kind is not note.kind or not note.text:
        return False
    new = _kept_text(one)
    typed_on = min(len(new), len(note.text)) >= 3 and (new.startswith(note.text) or note.text.startswith(new))
    return typed_on or fuzz.ratio(new[:500], note.text[:500]) >= 70


def _same_place(one: Caught, note: Note) -> bool:
    return one.line == note.line and one.kind is note.kind


class _Names:
    """The people whom `@` can mean, by every way to say their names."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._by_words: dict[tuple[str, ...], list[Person]] = {}
        self._longest = 1
        for person in people:
            for name in (person.name, *person.also):
                words = folded_words(name)
                self._longest = max(self._longest, min(len(words), 8))
                whole_and_parts = {words, *(words[:n] for n in range(1, len(words)))}
                whole_and_parts |= {words[n:] for n in range(1, len(words))}
                for part in whole_and_parts - {()}:
                    self._by_words.setdefault(part, []).append(person)

    def at(self, line: str, start: int) -> tuple[Person, int] | None:
        """The person whose name stands at a place in a line, and where the name ends."""
        ends: list[int] = []
        at = start
        while len(ends) < self._longest and (word := _NAME.match(line, at)):
            ends.append(word.end())
            gap = _NAME_GAP.match(line, word.end())
            if not gap:
                break
            at = gap.end()
        for end in reversed(ends):
            found = self._by_words.get(folded_words(line[start:end]), [])
            whole = [person for person in found if folded_words(person.name) == folded_words(line[start:end])]
            for people in (found, whole):
                if people and all(person == people[0] for person in people):
                    return people[0], end
        if not ends:
            return None
        return Person(line[start : ends[0]].replace("_", " ").strip(" -’'ʼ")), ends[0]


class _Line:
    """One line of a note, taken apart."""

    def __init__(self, line: str, names: _Names, today: date | None) -> None:
        self._line = line
        self._today = today
        self._signs = _signs(line, names)
        head = _HEAD.match(line)
        behind_name = (sign.start for sign in self._signs if sign.lock and sign.is_name)
        aside = _ASIDE.search(line)
        self._locked_from = 0 if head else min(next(behind_name, len(line)), aside.start() if aside else len(line))
        self._plain_from = head.end() if head else self._locked_from
        self._caught = self._with_plain_words(self._walk())

    def caught(self, at: int) -> list[Caught]:
        """What the line says, for a line that starts at this place of the text."""
        return [replace(one, start=one.start + at, end=one.end + at) for one in self._caught]

    def hidden(self, at: int) -> list[tuple[int, int]]:
        """The parts of the line that are for the team only, in order."""
        spans = [(one.start, one.end) for one in self._caught if one.is_team_only]
        spans += [(sign.start, sign.end) for sign in self._signs if sign.lock]
        if self._locked_from < len(self._line):
            spans.append((self._locked_from, len(self._line)))
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return [(start + at, end + at) for start, end in merged]

    def _walk(self) -> Iterator[Caught]:
        signs = self._signs
        speaker: Person | None = None
        lead: _Sign | None = None
        used = 0
        for n, sign in enumerate(signs):
            if sign.start < used:
                continue
            following = signs[n + 1] if n + 1 < len(signs) else None
            if sign.is_name:
                speaker, lead = sign.person, sign
                used = self._sentence_end(n, following.start if following else len(self._line))
                if not following or used < following.start:
                    yield self._one(NoteKind.REMARK, _tidy(self._line[sign.end : used]), sign.start, used, speaker)
                    lead = None
            elif sign.kind is NoteKind.WORDS:
                who, used = speaker, sign.end
                if who is None and following and following.is_name and self._stands_behind(sign, following):
                    who, used = following.person, following.end
                start = lead.start if lead else sign.start
                yield self._one(NoteKind.WORDS, sign.words, start, used, who, lock=sign.lock)
                lead = None
            elif sign.kind:
                direct = lead if lead and not self._line[lead.end : sign.start].strip(" \t:,-–") else None
                used, words, who = self._tagged(n)
                start = direct.start if direct else sign.start
                who = who or (direct.person if direct else None)
                yield self._one(sign.kind, words, start, used, who, lock=sign.lock)
                lead = None

    def _one(
        self, kind: NoteKind, words: str, start: int, end: int, who: Person | None, *, lock: bool = False
    ) -> Caught:
        is_known = who is not None and (who.resident is not None or who.network_member is not None)
        day, when = None, ""
        if kind is NoteKind.AGREEMENT and self._today:
            _, day, when = what_to_do(words, self._today)
        return Caught(
            kind=kind,
            text=words,
            start=start,
            end=start + len(self._line[start:end].rstrip()),
            resident=who.resident if who else None,
            network_member=who.network_member if who else None,
            speaker=who.name if who else "",
            said_by=clean(who.name)[:LINE_LENGTH] if who and not is_known else "",
            due_on=day,
            when_words=when,
            is_team_only=lock or end > self._locked_from,
        )

    def _tagged(self, n: int) -> tuple[int, str, Person | None]:
        """Where a tag ends, its words, and who is named in it."""
        tag = self._signs[n]
        behind = self._signs[n + 1 :] if n + 1 < len(self._signs) else []
        inside = list(takewhile(lambda sign: sign.is_name or sign.kind is NoteKind.WORDS, behind))
        stop = behind[len(inside)].start if len(inside) < len(behind) else len(self._line)
        end = self._sentence_end(n, stop)
        inside = [sign for sign in inside if sign.start < end]
        who = next((sign.person for sign in inside if sign.is_name), None)
        return end, self._tag_words(tag, inside, end), who

    def _tag_words(self, tag: _Sign, inside: list[_Sign], end: int) -> str:
        parts: list[str] = []
        at = tag.end
        for sign in inside:
            parts.append(self._line[at : sign.start])
            at = sign.end
            if sign.is_name:
                written = self._line[sign.start : sign.end].lstrip("! \t@").replace("_", " ")
                opens = not "".join(parts).strip()
                leads = opens and (
                    tag.kind is NoteKind.AGREEMENT or self._line[at : at + 1] == ":" or sign is not inside[-1]
                )
                parts.append("" if leads else written)
            else:
                alone = not "".join(parts).strip(" \t:") and not self._line[at:end].strip(" \t.")
                parts.append(sign.words if alone else self._line[sign.start : sign.end].lstrip("! \t"))
        parts.append(self._line[at:end])
        return _tidy("".join(parts))

    def _stands_behind(self, words: _Sign, name: _Sign) -> bool:
        between = self._line[words.end : name.start]
        return not between.strip(" \t,–—-(") and self._line[name.end : name.end + 1] != ":"

    def _sentence_end(self, n: int, stop: int) -> int:
        """Where the sentence after a sign ends, at the latest at `stop`; a full stop within quotes is part of them."""
        at = self._signs[n].end
        quotes = [s for s in self._signs[n + 1 : n + 40] if s.kind is NoteKind.WORDS and s.start < stop]
        for start, end in sentence_ends(self._line, at, stop):
            if not any(quote.start < start and end < quote.end for quote in quotes):
                return end
        return stop

    def _with_plain_words(self, found: Iterator[Caught]) -> list[Caught]:
        """What was found, and after a `!` also the plain words between."""
        whole: list[Caught] = []
        at = self._plain_from
        for one in found:
            whole += self._plain(at, one.start)
            at = max(at, one.end)
            if any(c.isalnum() for c in one.text):
                whole.append(one)
        return whole + self._plain(at, len(self._line))

    def _plain(self, start: int, end: int) -> list[Caught]:
        words = _tidy(self._line[start:end])
        if start < self._locked_from or not any(c.isalnum() for c in words):
            return []
        return [Caught(NoteKind.REMARK, words, start, end, is_team_only=True)]


def _signs(line: str, names: _Names) -> list[_Sign]:
    signs: list[_Sign] = []
    unclosed: set[str] = set()
    at = 0
    while found := _ANY_SIGN.search(line, at):
        start = found.start()
        at = start + 1
        lock = _LOCK.match(line, start)
        here = lock.end() if lock else start
        before = line[start - 1 : start]
        sign: _Sign | None = None
        if lock and before.strip() and not (line[here] == "#" and here - start == len(lock.group().rstrip())):
            continue
        if (
            line[here] == "#"
            and (tag := _TAG.match(line, here))
            and (lock or not (before.isalnum() or before in {"#", "_", "/", "&"}))
        ):
            kind = _TAGS[folded(tag["tag"])]
            sign = _Sign(start, tag.end(), lock=bool(lock or tag["lock"]), kind=kind)
        elif line[here] == "@" and (lock or not (before.isalnum() or before in {".", "_", "-", "@"})):
            if name := names.at(line, here + 1):
                sign = _Sign(start, name[1], lock=bool(lock), person=name[0])
        elif line[here] in _CLOSERS and line[here] not in unclosed and (lock or _may_open(line, here)):
            end = _close(line, here)
            if end is None and line[here] in _ONLY_IN_PAIRS:
                unclosed.add(line[here])
            elif end is None:
                tag = next((t for t in _TAG.finditer(line, here + 1) if not line[t.start() - 1].isalnum()), None)
                stop = tag.start() if tag else len(line)
                sign = _Sign(start, stop, lock=bool(lock), kind=NoteKind.WORDS, words=_tidy(line[here + 1 : stop], "!"))
            else:
                words = line[here + 1 : end - 1].strip()
                sign = _Sign(start, end, lock=bool(lock), kind=NoteKind.WORDS, words=words)
        if sign:
            signs.append(sign)
            at = max(at, sign.end)
    return signs


def _may_open(line: str, at: int) -> bool:
    before, after = line[at - 1 : at] if at else "", line[at + 1 : at + 2]
    if not after.strip() or (before.strip() and before not in "([{:;,-–—/>"):
        return False
    return not (line[at] in _SINGLE and _CONTRACTION.match(line, at))


def _close(line: str, at: int) -> int | None:
    """The place behind the closing quote, or nothing; a single quote between letters is an apostrophe."""
    closers = re.escape(_CLOSERS[line[at]])
    pattern = rf"(?<=\S)[{closers}](?!\w)" if line[at] in _SINGLE else rf"[{closers}]"
    found = re.compile(pattern).search(line, at + 1)
    return found.end() if found else None


def _tidy(words: str, also: str = "") -> str:
    """One line of words without the signs around them; a full stop at the end goes too."""
    words = " ".join(words.split()).strip(" \t:–—-,;" + also).lstrip("!").strip()
    if words.endswith(".") and not words.endswith("..") and not re.search(r"\b\w\.\w\.$", words):
        words = words[:-1].rstrip()
    return words

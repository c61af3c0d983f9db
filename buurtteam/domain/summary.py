"""Drafts the summary of a conversation in I and we, from what people said themselves; to be read aloud and corrected."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from buurtteam.domain.conversation import Conversation, Note, NoteKind, OwnWords, SafetyAnswer, Topic, TopicTalk
from buurtteam.domain.kinds import TEXT_LENGTH
from buurtteam.domain.quick_note import without_team_only
from buurtteam.domain.sentences import sentences

Language = Literal["nl", "en"]

_MOST_WORDS = 25
_MOST_QUOTES = 3

# A draft is text of a person, not of the screen: it is written once in the language of the household.
_WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "together": "Wij hebben gepraat over {topics}.",
        "and": "en",
        "first_this": "Dit wil ik eerst: {words}",
        "said": "{name} zegt: “{words}”",
        "i_said": "Ik zeg: “{words}”",
        "strengths": "Dit gaat goed:",
        "agreements": "Dit spreken wij af:",
        "by": "{name} {words}",
        "promises": "{name}: “{words}”",
        "when": "{words} ({when})",
        "skipped": "Over de andere onderwerpen praten wij een andere keer.",
    },
    "en": {
        "together": "We talked about {topics}.",
        "and": "and",
        "first_this": "This is what I want first: {words}",
        "said": "{name} says: “{words}”",
        "i_said": "I say: “{words}”",
        "strengths": "This goes well:",
        "agreements": "This is what we agree:",
        "by": "{name} {words}",
        "promises": "{name}: “{words}”",
        "when": "{words} ({when})",
        "skipped": "We talk about the other topics another time.",
    },
}
_TOPICS: dict[Language, dict[Topic, str]] = {
    "nl": {
        Topic.HOUSING: "wonen",
        Topic.MONEY: "geld en post",
        Topic.WORK: "werk, school en de dag",
        Topic.BODY: "het lichaam en gezondheid",
        Topic.MIND: "hoe het in het hoofd gaat",
        Topic.HABITS: "gewoontes",
        Topic.DAILY: "het huishouden",
        Topic.FAMILY: "het gezin en opvoeden",
        Topic.PEOPLE: "mensen om ons heen",
        Topic.CARING: "zorgen voor elkaar",
        Topic.SAFETY: "veilig voelen",
        Topic.TAKING_PART: "meedoen en taal",
    },
    "en": {
        Topic.HOUSING: "housing",
        Topic.MONEY: "money and post",
        Topic.WORK: "work, school and the day",
        Topic.BODY: "the body and health",
        Topic.MIND: "how it is in the head",
        Topic.HABITS: "habits",
        Topic.DAILY: "the household",
        Topic.FAMILY: "the family and raising children",
        Topic.PEOPLE: "people around us",
        Topic.CARING: "caring for each other",
        Topic.SAFETY: "feeling safe",
        Topic.TAKING_PART: "taking part and language",
    },
}
_MONTHS: dict[Language, tuple[str, ...]] = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
        "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip
_DAYS: dict[Language, tuple[str, ...]] = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


_OF_ONESELF: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(r"(ik|ikzelf)\b", re.IGNORECASE),
    "en": re.compile(r"I\b"),
}


def draft_summary(
    conversation: Conversation,
    talks: Sequence[TopicTalk],
    own_words: Sequence[OwnWords],
    notes: Sequence[Note],
    names: Mapping[UUID, str],
    language: Language = "nl",
) -> str:
    """A first summary out of the own words, the strengths and the agreements; nothing for the team only is in it.

    `names` gives the name to use for each resident, person of the network and worker by id. With one speaker it is written in I.
    """
    words = _WORDS[language]
    own_words = [one for one in own_words if _may_be_told(conversation, one.topic)]
    talks = [talk for talk in talks if _may_be_told(conversation, talk.topic)]
    open_notes = [
        note for note in notes if not note.is_team_only and note.text.strip() and _may_be_told(conversation, note.topic)
    ]
    said = _said(own_words, open_notes, names)
    speakers = {who for _, who, _ in said if who}
    parts: list[list[str]] = []

    topics = _talked_about(talks, own_words, open_notes)
    opening = []
    if topics:
        opening.append(words["together"].format(topics=_listed([_TOPICS[language][t] for t in topics], words["and"])))
    if first := _sentence(conversation.first_this):
        opening.append(words["first_this"].format(words=_lowered(first)))
    parts.append(opening)

    for topic in (*topics, None):
        lines = []
        for _, who, quote in [one for one in said if one[0] is topic][:_MOST_QUOTES]:
            pattern = words["said"] if who and len(speakers) > 1 else words["i_said"]
            lines.append(pattern.format(name=who, words=quote))
        parts.append(lines)

    for kind, heading in ((NoteKind.STRENGTH, "strengths"), (NoteKind.AGREEMENT, "agreements")):
        lines = [_line(note, names, language) for note in open_notes if note.kind is kind]
        parts.append([words[heading], *(f"- {line}" for line in dict.fromkeys(lines))] if lines else [])

    if topics and any(talk.is_not_now for talk in talks):
        parts.append([words["skipped"]])
    text = "\n\n".join("\n".join(lines) for lines in parts if lines)
    return text[:TEXT_LENGTH]


def _may_be_told(conversation: Conversation, topic: Topic | None) -> bool:
    # The summary goes home on paper: what was said about safety goes along only where it is safe.
    return topic is not Topic.SAFETY or conversation.safety is SafetyAnswer.SAFE


def _talked_about(talks: Iterable[TopicTalk], own_words: Iterable[OwnWords], notes: Iterable[Note]) -> list[Topic]:
    found = {one.topic for one in own_words if one.words.strip()} | {note.topic for note in notes}
    found |= {talk.topic for talk in talks if talk.resident_score or (talk.coach_note.strip() and not talk.is_not_now)}
    return [topic for topic in Topic if topic in found]


def _said(
    own_words: Iterable[OwnWords], notes: Iterable[Note], names: Mapping[UUID, str]
) -> list[tuple[Topic | None, str, str]]:
    """The literal words in order: topic, speaker, words; the same words are told once."""
    found: list[tuple[Topic | None, str, str]] = [
        (one.topic, _name(one, names), _first_sentences(without_team_only(one.words)))
        for one in sorted(own_words, key=lambda one: one.position)
        if one.words.strip()
    ]
    told = {quote.casefold() for _, _, quote in found}
    for note in notes:
        quote = _first_sentences(note.text)
        if note.kind is NoteKind.WORDS and not any(quote.casefold().rstrip(".") in one for one in told):
            found.append((note.topic, _name(note, names), quote))
            told.add(quote.casefold())
    return [one for one in found if one[2]]


def _name(said: OwnWords | Note, names: Mapping[UUID, str]) -> str:
    known = said.resident or said.network_member
    return (names.get(known, "") if known else "") or said.said_by


def _first_sentences(text: str) -> str:
    """The first whole sentences that are short enough to be read aloud."""
    plain = " ".join(text.split())
    kept, count = "", 0
    for start, end in sentences(plain):
        count += len(plain[start:end].split())
        if kept and count > _MOST_WORDS:
            break
        kept = plain[:end].strip()
    return _sentence(kept.strip('"“”„«»'))


def _sentence(text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        return ""
    plain = plain[0].upper() + plain[1:]
    return plain if plain[-1] in ".!?…" else f"{plain}."


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:] if sentence[1:2].islower() else sentence


def _listed(words: Sequence[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _line(note: Note, names: Mapping[UUID, str], language: Language) -> str:
    words = _WORDS[language]
    text = " ".join(note.text.split()).rstrip(".")
    who = _name(note, names)
    if note.kind is NoteKind.AGREEMENT and _OF_ONESELF[language].match(text):
        # Without a name beside it, "I" is whoever reads it aloud.
        who = who or (names.get(note.worker, "") if note.worker else "")
        text = words["promises"].format(name=who, words=text[0].upper() + text[1:]) if who else text
    elif note.kind is NoteKind.AGREEMENT and who:
        text = words["by"].format(name=who, words=_lowered(text))
    if note.due_on and note.kind is NoteKind.AGREEMENT:
        text = words["when"].format(words=text, when=_written(note.due_on, language))
    return _sentence(text)


def _written(day: date, language: Language) -> str:
    return f"{_DAYS[language][day.weekday()]} {day.day} {_MONTHS[language][day.month - 1]}"

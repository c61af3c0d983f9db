"""Checks whether a Dutch text is plain enough for residents (B1): short sentences, ordinary words, nothing abbreviated."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from pydantic import ConfigDict, Field

from buurtteam.domain.folding import folded
from buurtteam.domain.record import Value
from buurtteam.domain.sentences import sentences
from buurtteam.domain.words import N_, Choice

MOST_WORDS = 15
MOST_WORDS_ON_AVERAGE = 10
MOST_LETTERS = 20
_MOST_HINTS = 200

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ABBREVIATION = re.compile(
    r"(?<![\w.])(?:[^\W\d_]\.){2,}|(?<![\w.])[^\W\d_]{2,5}\.(?!\w)|(?<!\w)[^\W\d_]/[^\W\d_](?!\w)"
)
_CAPITALS = re.compile(r"(?<![\w.&-])[A-Z]{2,6}(?![\w&-])")
_EXPLAINED = re.compile(r"\s\(")


class Why(Choice):
    """Why a part of a text is hard to read."""

    OFFICE = "office", N_("A word from the office.")
    OLD = "old", N_("Hardly anybody talks like this.")
    CARE = "care", N_("A word that only helpers use.")
    MONEY = "money", N_("A hard word about money.")
    LAW = "law", N_("A word from the law.")
    VAGUE = "vague", N_("This is vague. Name the day.")
    SHORT = "short", N_("Write abbreviations in full.")
    LONG_WORD = "long_word", N_("A long word. Is there a shorter one?")
    LONG_SENTENCE = "long_sentence", N_("A long sentence. Make two of it.")
    LONG_SENTENCES = "long_sentences", N_("The sentences are long. Ten words on average is easy to read.")


@dataclass(frozen=True)
class Hint:
    """A part of a text that can be plainer, from `start` to `end`; `instead` may be nothing."""

    word: str
    instead: str
    start: int
    end: int
    why: Why


class AvoidedWord(Value):
    """A word that residents stumble over, or an abbreviation."""

    word: str
    forms: tuple[str, ...] = ()
    instead: str = ""
    why: Why


class PlainWords(Value):
    """The list of words to avoid, and the check of texts against it."""

    model_config = ConfigDict(ignored_types=(cached_property,))

    known: frozenset[str] = frozenset()
    word: tuple[AvoidedWord, ...] = Field(min_length=1)

    @classmethod
    def read(cls, text: str) -> Self:
        """The list out of `resources/language/avoid_nl.toml`.

        Raises `tomllib.TOMLDecodeError` or `pydantic.ValidationError` when it is not right.
        """
        return cls.model_validate(tomllib.loads(text))

    def check(self, text: str) -> tuple[Hint, ...]:
        """What can be plainer, in the order of the text."""
        found = [*self._avoided(text), *_long(text)]
        found.sort(key=lambda hint: (hint.start, -hint.end))
        return tuple(found[:_MOST_HINTS])

    def is_plain(self, text: str) -> bool:
        """Whether there is nothing to make plainer."""
        return not self.check(text)

    @cached_property
    def _words(self) -> dict[tuple[str, ...], AvoidedWord]:
        found: dict[tuple[str, ...], AvoidedWord] = {}
        for avoided in self.word:
            if avoided.why is Why.SHORT and not avoided.word.isalpha():
                continue
            endings = ("", "e", "en", "s", "n") if avoided.why is not Why.SHORT else ("",)
            for form in (*(avoided.word + ending for ending in endings), *avoided.forms):
                found.setdefault(tuple(folded(form).split()), avoided)
        return found

    @cached_property
    def _abbreviations(self) -> dict[str, AvoidedWord]:
        return {folded(one.word): one for one in self.word if one.why is Why.SHORT}

    @cached_property
    def _most_words(self) -> int:
        return max(map(len, self._words))

    def _avoided(self, text: str) -> Iterator[Hint]:
        taken = 0
        abbreviated = {start: hint for hint in self._abbreviated(text) for start in range(hint.start, hint.end)}
        yield from dict.fromkeys(abbreviated.values())
        words = [*_WORD.finditer(text)]
        plain = [folded(word.group()) for word in words]
        for n, word in enumerate(words):
            if word.start() < taken or word.start() in abbreviated:
                continue
            for many in range(min(self._most_words, len(words) - n), 0, -1):
                avoided = self._words.get(tuple(plain[n : n + many]))
                end = words[n + many - 1].end()
                if avoided is None or (many > 1 and not _runs_on(text[word.start() : end])):
                    continue
                if avoided.why is not Why.SHORT or not _is_explained(text, word.start(), end):
                    yield _hint(text, word.start(), end, avoided.instead, avoided.why)
                taken = end
                break

    def _abbreviated(self, text: str) -> Iterator[Hint]:
        for found in _ABBREVIATION.finditer(text):
            avoided = self._abbreviations.get(folded(found.group()))
            # `S.A. Demir` are initials; `Elif.` is the end of a sentence.
            if avoided or (found.group().count(".") > 1 and found.group().islower()):
                yield _hint(text, *found.span(), avoided.instead if avoided else "", Why.SHORT)
        for found in _CAPITALS.finditer(text):
            is_listed = (folded(found.group()),) in self._words or found.group() in self.known
            if not is_listed and not _is_explained(text, *found.span()):
                yield _hint(text, *found.span(), "", Why.SHORT)


def _hint(text: str, start: int, end: int, instead: str, why: Why) -> Hint:
    word = text[start:end]
    if word[:1].isupper() and not word.isupper():
        instead = instead[:1].upper() + instead[1:]
    return Hint(word, instead, start, end, why)


def _runs_on(words: str) -> bool:
    return not re.search(r"[^\w\s'’-]", words)


def _is_explained(text: str, start: int, end: int) -> bool:
    """Whether an abbreviation stands in brackets behind its words, or is followed by them in brackets."""
    return (text[start - 1 : start] == "(" and text[end : end + 1] == ")") or bool(_EXPLAINED.match(text, end))


def _long(text: str) -> Iterator[Hint]:
    lengths: list[int] = []
    for start, end in sentences(text):
        words = _WORD.findall(text, start, end)
        if words:
            lengths.append(len(words))
        if len(words) > MOST_WORDS:
            yield Hint(text[start:end], "", start, end, Why.LONG_SENTENCE)
    if len(lengths) > 1 and sum(lengths) > MOST_WORDS_ON_AVERAGE * len(lengths):
        yield Hint("", "", 0, len(text), Why.LONG_SENTENCES)
    for word in _WORD.finditer(text):
        # A name with a capital is not ours to shorten.
        if len(word.group()) > MOST_LETTERS and word.group()[0].islower():
            yield Hint(word.group(), "", *word.span(), Why.LONG_WORD)

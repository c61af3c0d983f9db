"""Finds where sentences end, in Dutch and English, without stumbling over `dr. Jansen` or `14 sep. 2026`."""

import re
from collections.abc import Iterator

from buurtteam.domain.folding import folded

_SENTENCE_END = re.compile(r"(?P<mark>[.!?…]+)[\"”’»')]?(?=\s|$)")
_WORD_AT_END = re.compile(r"[\w.]{0,20}$")
# After these a full stop never ends a sentence …
_ALWAYS_SHORT = frozenset(
    [
        "dr",
        "dhr",
        "mw",
        "mevr",
        "mej",
        "fam",
        "ds",
        "prof",
        "mr",
        "mrs",
        "ms",
        "drs",
        "ing",
        "ir",
        "nr",
        "tel",
        "st",
        "t.a.v",
        "i.v.m",
        "m.b.t",
        "d.m.v",
        "o.a",
        "bijv",
        "bv",
        "ca",
        "evt",
        "incl",
        "excl",
        "i.o",
        "i.p.v",
        "n.a.v",
        "t.o.v",
        "d.w.z",
        "vgl",
        "e.g",
        "i.e",
        "vs",
    ]
)
# … and after these only before a capital: `over 2 mnd. Daarna`, but `14 sep. 2026`.
_OFTEN_SHORT = frozenset(
    [
        "ma",
        "di",
        "wo",
        "do",
        "vr",
        "za",
        "zo",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "jan",
        "feb",
        "mrt",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "okt",
        "nov",
        "dec",
        "mar",
        "oct",
        "mnd",
        "wk",
        "dgn",
        "jr",
        "enz",
        "etc",
        "a.s",
        "jl",
        "j.l",
        "p.m",
        "p.w",
        "p.mnd",
        "a.m",
        "min",
        "max",
    ]
)


def sentence_ends(text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """The place of each mark that ends a sentence, with a closing quote behind it."""
    for mark in _SENTENCE_END.finditer(text, start, len(text) if stop is None else stop):
        if not _is_short_word(text, mark):
            yield mark.span()


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each sentence; a new line also begins a new one."""
    for line in re.finditer(r"[^\n]+", text):
        at = line.start()
        for end in (*(end for _, end in sentence_ends(text, line.start(), line.end())), line.end()):
            if text[at:end].strip():
                yield at + len(text[at:end]) - len(text[at:end].lstrip()), end
            at = end


def _is_short_word(line: str, mark: re.Match[str]) -> bool:
    if mark["mark"] != "." or mark.end() != mark.start() + 1:
        return False
    found = _WORD_AT_END.search(line[max(0, mark.start() - 20) : mark.start()])
    written = found.group() if found else ""
    word = folded(written)
    # `S. Demir` and `i.v.m.` go on; `Wij bellen u. Tot dan.` does not.
    if word in _ALWAYS_SHORT or re.fullmatch(r"[A-Z]|\w(?:\.\w)+", written):
        return bool(line[mark.end() :].strip())
    following = line[mark.end() :].lstrip()[:1]
    looks_short = word in _OFTEN_SHORT or (word.isalpha() and not set(word) & set("aeiouy"))
    return bool(following) and not following.isupper() and looks_short

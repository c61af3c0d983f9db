"""Keeps the words of the program: `python tools/words.py add FILE.json | missing FILE.json | update [--prune] | compile | check`.

`add` takes {"English": "Nederlands"}; for a text with a plural
{"{count} task": {"many": "{count} tasks", "nl": ["{count} taak", "{count} taken"]}}.
`missing` writes the texts without Dutch in the same form, to be filled in and given to `add`.
The catalogue is sorted by its English and holds no dates or line numbers, so that a change of one word is one line.
"""

import argparse
import json
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from string import Formatter
from tokenize import TokenError

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "resources" / "locale" / "nl" / "LC_MESSAGES" / "buurtteam.po"

KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "translate": None,
    "ngettext": (1, 2),
    "plural": (1, 2),
}

HEADER = r"""# The Dutch words of Buurtteam. Change a text here, then: python tools/words.py compile
msgid ""
msgstr ""
"Project-Id-Version: buurtteam\n"
"Language: nl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""

TextId = str | tuple[str, ...]


@contextmanager
def locked() -> Iterator[None]:
    """One at a time: several people may add words in one checkout."""
    name = Path(tempfile.gettempdir()) / f"buurtteam-words-{abs(hash_of(str(ROOT)))}.lock"
    with name.open("w") as file:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def hash_of(text: str) -> int:
    """A number for a text, the same in every run."""
    return int.from_bytes(text.encode()[-24:], "big") % 10**12


def found_in_code() -> list[TextId]:
    """Every text that the code and the letters mark, plurals as a pair."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        mappings = tomllib.load(file)["tool"]["babel"]["mappings"]
    method_map = [(entry["pattern"], entry["method"]) for entry in mappings]
    found: dict[TextId, None] = {}
    for folder in sorted({entry["pattern"].split("/**")[0] for entry in mappings}):
        if not (ROOT / folder).is_dir():
            continue
        prefixed = [
            (pattern[len(folder) + 1 :], method) for pattern, method in method_map if pattern.startswith(folder)
        ]
        for _file, _line, text, _comments, _context in extract_from_dir(ROOT / folder, prefixed, keywords=KEYWORDS):
            if text:
                found[text] = None
    return list(found)


def read() -> Catalog:
    """The catalogue as it stands."""
    if not PO.exists():
        return Catalog(locale="nl")
    with PO.open("rb") as file:
        return read_po(file, locale="nl")


def write(catalog: Catalog) -> None:
    """Keep the catalogue, sorted and without anything that changes by itself, and compile it."""
    body = BytesIO()
    clean = Catalog(locale="nl")
    for message in sorted(messages(catalog), key=lambda each: (key_of(each).casefold(), key_of(each))):
        clean.add(message.id, message.string, flags=message.flags & {"fuzzy"}, user_comments=message.user_comments)
    write_po(body, clean, width=0, no_location=True, omit_header=True)
    fresh = PO.with_suffix(".new")
    PO.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_text(HEADER + body.getvalue().decode(), encoding="utf-8", newline="\n")
    fresh.replace(PO)
    compile_words()


def messages(catalog: Catalog) -> list[Message]:
    """The entries of a catalogue without its header."""
    return [message for message in catalog if message.id]


def key_of(message: Message) -> str:
    """The English by which an entry is known: a plural goes by its singular."""
    return first(message.id)


def first(text: TextId | list[str]) -> str:
    """The text itself, or the singular of a pair."""
    return text if isinstance(text, str) else text[0]


def dutch_of(message: Message) -> list[str]:
    """The Dutch of an entry, one text or one for each number."""
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def compile_words() -> None:
    """Make the file that the program reads quickly."""
    compiled = BytesIO()
    write_mo(compiled, read())
    fresh = PO.with_suffix(".mo.new")
    fresh.write_bytes(compiled.getvalue())
    fresh.replace(PO.with_suffix(".mo"))


def merge_code(catalog: Catalog) -> None:
    """Give each text of the code its entry; what is translated stays."""
    for text in found_in_code():
        known = catalog.get(first(text))
        if known is None:
            catalog.add(text)
        elif isinstance(text, tuple) and isinstance(known.id, str):
            # A text that was written both alone and with a plural: the pair serves both.
            dutch = known.string if isinstance(known.string, str) else ""
            catalog.delete(known.id)
            catalog.add(text, (dutch, ""))


def add(file: Path) -> None:
    """Take in the words of a JSON file, whether the code has them yet or not."""
    with locked():
        catalog = read()
        for english, dutch in json.loads(file.read_text(encoding="utf-8")).items():
            known = catalog.get(english)
            if known is not None and known.string and isinstance(dutch, str) and known.string != dutch:
                print(f"changed: {english!r}: {known.string!r} -> {dutch!r}")
            if isinstance(dutch, str):
                if isinstance(getattr(known, "id", None), tuple):
                    print(f"left alone, it has a plural: {english!r}")
                    continue
                if known is not None:
                    catalog.delete(known.id)
                catalog.add(english, dutch)
            else:
                if known is not None:
                    catalog.delete(known.id)
                catalog.add((english, dutch["many"]), tuple(dutch["nl"]))
        write(catalog)
    try:
        update(prune=False)
    except (TokenError, SyntaxError):
        # Somebody is in the middle of a line; what was asked is done, the rest comes with the next `update`.
        print("Added. A file of code cannot be read just now, so texts of the code were not looked for.")


def update(*, prune: bool) -> None:
    """Give each text of the code its entry; with `prune`, drop what the code no longer says."""
    with locked():
        catalog = read()
        merge_code(catalog)
        if prune:
            used = {first(text) for text in found_in_code()}
            for message in messages(catalog):
                if key_of(message) not in used:
                    catalog.delete(message.id)
        write(catalog)
    report(faults(read()), strict=False)


def write_missing(file: Path) -> None:
    """Write the texts that have no Dutch yet, ready to be filled in for `add`."""
    empty: dict[str, object] = {}
    for message in messages(read()):
        if isinstance(message.id, str) and not message.string:
            empty[message.id] = ""
        elif not isinstance(message.id, str) and not all(dutch_of(message)):
            empty[message.id[0]] = {"many": message.id[1], "nl": ["", ""]}
    file.write_text(json.dumps(empty, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(empty)} texts without Dutch in {file}.")


def places(text: str) -> set[str]:
    """The `{named}` places of a text."""
    try:
        return {name for _before, name, _format, _conversion in Formatter().parse(text) if name is not None}
    except ValueError:
        return {text}


def faults(catalog: Catalog) -> list[str]:
    """What is not right: texts without an entry or without Dutch, doubtful ones, and places that differ."""
    wrong = [
        f"not in the catalogue (run `update`): {first(text)}"
        for text in found_in_code()
        if catalog.get(first(text)) is None
    ]
    for message in messages(catalog):
        english = [message.id] if isinstance(message.id, str) else list(message.id)
        dutch = dutch_of(message)
        if message.fuzzy:
            wrong.append(f"doubtful: {english[0]}")
        if not all(dutch):
            wrong.append(f"no Dutch: {english[0]}")
            continue
        wanted = set().union(*(places(text) for text in english))
        for number, text in enumerate(dutch):
            # "Eén taak" may leave its number out.
            missing = wanted - places(text) - ({"count"} if len(dutch) > 1 and number == 0 else set())
            if missing or places(text) - wanted:
                wrong.append(f"other places: {english[0]!r} -> {text!r}")
    return wrong


def report(wrong: list[str], *, strict: bool) -> int:
    """Say what is not right; 1 when that must stop somebody."""
    shown = wrong if strict else wrong[:5]
    for line in shown:
        print(line)
    if len(shown) < len(wrong):
        print("... (all of them: python tools/words.py check)")
    print(f"{len(messages(read()))} texts, {len(wrong)} to look at.")
    return 1 if wrong and strict else 0


def main() -> int:
    """Do what the arguments ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    deeds = parser.add_subparsers(dest="deed", required=True)
    deeds.add_parser("add", help="take in the words of a JSON file").add_argument("file", type=Path)
    missing = deeds.add_parser("missing", help="write the texts that have no Dutch yet")
    missing.add_argument("file", type=Path)
    deeds.add_parser("update", help="an entry for each text of the code").add_argument("--prune", action="store_true")
    deeds.add_parser("compile", help="make the file that the program reads")
    deeds.add_parser("check", help="fail when a text has no good Dutch")
    asked = parser.parse_args()
    match asked.deed:
        case "add":
            add(asked.file)
        case "missing":
            write_missing(asked.file)
        case "update":
            update(prune=asked.prune)
        case "compile":
            compile_words()
        case "check":
            return report(faults(read()), strict=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

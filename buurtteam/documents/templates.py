"""The running text of letters, from templates that a municipality can change without touching the program.

A template is plain text: an empty line separates paragraphs, `# ` starts a heading, `- ` a list item, `> ` own
words and `! ` what stands in a frame. What people wrote is filled in as words only: no sign in it can start a heading, a list or another template.
"""

from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from buurtteam.domain.care_papers import CarerLetterFacts
from buurtteam.domain.money_papers import CreditorLetterFacts, ReferralLetterFacts, SignalAnswerFacts
from buurtteam.domain.papers import Block, BlockKind, HandOverFacts, ReceiptFacts
from buurtteam.domain.problem import Trouble
from buurtteam.domain.record import Value
from buurtteam.domain.words import N_
from buurtteam.paths import resource
from buurtteam.texts import LANGUAGES, clock, in_language, long_date

TEMPLATES: dict[str, type[Value]] = {
    "receipt": ReceiptFacts,
    "hand_over": HandOverFacts,
    "referral_letter": ReferralLetterFacts,
    "stay_letter": CreditorLetterFacts,
    "arrangement_letter": CreditorLetterFacts,
    "signal_answer": SignalAnswerFacts,
    "carer_letter": CarerLetterFacts,
}
"""Each template and the facts it may use."""

# Put before every value and taken away again: a line that begins with it begins with no mark of ours.
_VALUE = "\u2060"
_LINE_END = "\u2028"
_MARKS = {"# ": BlockKind.HEADING, "- ": BlockKind.BULLET, "> ": BlockKind.VOICE, "! ": BlockKind.FRAMED}


def _plain(value: object) -> object:
    if isinstance(value, str):
        return _VALUE + value.strip().replace("\n", _LINE_END)
    return "" if value is None else value


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=_plain,
        # The template is no HTML, and neither is what comes out.
        autoescape=False,
    )
    environment.globals.clear()
    environment.filters = {"day": _day, "clock": _clock}
    return environment


def _day(value: object) -> str:
    return long_date(value) if isinstance(value, date) else ""


def _clock(value: object) -> str:
    return clock(value) if isinstance(value, time) else ""


def check_template(source: str, facts: type[Value]) -> None:
    """Refuse a template that asks for what is not there, before any letter is made of it.

    Raises Trouble with the faulty line or name.
    """
    environment = _environment()
    try:
        tree = environment.parse(source)
        environment.from_string(source)
    except TemplateError as error:
        line = getattr(error, "lineno", 0) or 0
        raise Trouble("template_broken", _BROKEN, line=line) from error
    known = set(facts.model_fields)
    for name in sorted(find_undeclared_variables(tree) - known):
        raise Trouble("template_unknown_name", _UNKNOWN, name=name)
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.attr not in _parts(facts, node.node.name):
            raise Trouble("template_unknown_name", _UNKNOWN, name=f"{node.node.name}.{node.attr}")


_BROKEN = N_("A letter template has a fault in line {line}. The letter was not made. Look at the template.")
_UNKNOWN = N_("A letter template asks for “{name}”, which is not known. The letter was not made. Look at the template.")


def _parts(facts: type[Value], name: str) -> set[str]:
    kind = facts.model_fields[name].annotation if name in facts.model_fields else None
    return set(kind.model_fields) if isinstance(kind, type) and issubclass(kind, Value) else set()


def template_file(name: str, language: str) -> Path:
    """Where the template of a letter lies."""
    return resource("letters", f"{name}.{language}.txt")


@cache
def _source(name: str, language: str) -> str:
    source = template_file(name, language).read_text(encoding="utf-8")
    check_template(source, TEMPLATES[name])
    return source


def check_templates() -> None:
    """Read every template of every language, so that a faulty one is known before a letter is needed.

    Raises Trouble with the faulty line or name.
    """
    for name in TEMPLATES:
        for language in LANGUAGES:
            _source(name, language)


def letter_body(name: str, facts: Value, language: str = "nl") -> tuple[Block, ...]:
    """The text of a letter, filled in; it becomes the `body` of a `LetterPaper` and is frozen with it.

    Raises Trouble when the template cannot be used.
    """
    return filled(_source(name, language), facts, language)


def filled(source: str, facts: Value, language: str = "nl") -> tuple[Block, ...]:
    """The blocks of one template, filled in.

    Raises Trouble when the template cannot be used.
    """
    values: dict[str, Any] = {field: getattr(facts, field) for field in type(facts).model_fields}
    with in_language(language):
        try:
            text = _environment().from_string(source).render(values)
        except (TemplateError, TypeError) as error:
            raise Trouble("template_broken", _BROKEN, line=getattr(error, "lineno", 0) or 0) from error
    blocks: list[Block] = []
    open_block = False
    for line in text.split("\n"):
        mark = next((mark for mark in _MARKS if line.startswith(mark)), "")
        words = line[len(mark) :].strip().replace(_VALUE, "").replace(_LINE_END, "\n")
        if not words:
            open_block = False
        elif open_block and not mark:
            blocks[-1] = blocks[-1].changed(text=f"{blocks[-1].text} {words}")
        else:
            blocks.append(Block(kind=_MARKS.get(mark, BlockKind.PARAGRAPH), text=words))
            open_block = True
    return tuple(blocks)

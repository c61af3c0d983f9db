"""What papers about money share: amounts, totals with what is not known, and facts that are known, not known or no."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from buurtteam.documents.blocks import SOFT_INK, Block, Row, Run, Stack, Style, Table, Words
from buurtteam.documents.glyphs import BOLD, SEMIBOLD
from buurtteam.documents.sheet import Styles
from buurtteam.domain.money_papers import Known, Sum
from buurtteam.domain.words import N_
from buurtteam.texts import amount, month, plural, short_date
from buurtteam.texts import translate as _

MINUS = "\u2212"
HAND_LINE = "…………………………"

ESTIMATE = N_("These amounts are an estimate of today. This is no decision.")


def known(answer: Known) -> str:
    """Yes, no, or that it is not known."""
    if answer is None:
        return _("not known")
    return _("yes") if answer else _("no")


def cents(value: int | None) -> str:
    """An amount that may not break over two lines, or that it is not known."""
    if value is None:
        return _("not known")
    # The sign before the euro, as people write it.
    written = amount(abs(value)).replace(" ", "\u00a0")
    return f"{MINUS}\u00a0{written}" if value < 0 else written


def lowest(value: int | None) -> str:
    """The lowest month of an own business, or nothing."""
    return _("lowest month {amount}", amount=cents(value)) if value is not None else ""


def day_in_words(day: date | None) -> str:
    """A day in a table, or nothing."""
    return short_date(day) if day is not None else ""


def partial_day(text: str) -> str:
    """A date as far as it is known: a day, a month or a year."""
    parts = [int(part) for part in text.split("-")] if text else []
    match parts:
        case [year, of_year, day]:
            return short_date(date(year, of_year, day))
        case [year, of_year]:
            return month(date(year, of_year, 1))
        case [year]:
            return str(year)
        case _:
            return ""


def sum_words(total: Sum) -> str:
    """A total, with how much is not known: `€ 1.224,00 + 1 not known`."""
    if not total.unknown:
        return cents(total.known)
    if not total.known:
        return _("{count} not known", count=total.unknown)
    return _("{amount} + {count} not known", amount=cents(total.known), count=total.unknown)


def right(text: str, style: Style, *, font: str = "") -> Words:
    """A text that keeps to the right, as amounts in a column do."""
    return Words([Run(text, font)], replace(style, right=True))


def head(text: str, styles: Styles, *, at_right: bool = False) -> Words:
    """The head of a column."""
    return Words(text, replace(styles.strong, right=at_right))


def cell(lines: Sequence[tuple[str, str]], styles: Styles) -> Stack:
    """Lines below each other in a table: each a text and how it is said, `bold`, `soft` or plain."""
    soft = Style(styles.size * 0.93, leading=styles.size * 1.14, color=SOFT_INK)
    looks = {"bold": Style(styles.size, BOLD, leading=styles.tight.leading), "semi": styles.strong, "soft": soft}
    return Stack([Words(text, looks.get(look, styles.tight)) for text, look in lines if text])


def total_row(name: str, said: str, styles: Styles, columns: int = 2) -> Row:
    """The last row of a table with what it comes to; empty cells between name and amount."""
    strong = Style(styles.size, BOLD, leading=styles.tight.leading)
    between = [Stack([]) for _number in range(columns - 2)]
    return Row([Stack([Words(name, strong)]), *between, Stack([right(said, strong)])], headed=True)


def small_table(heads: Sequence[Words], rows: Sequence[Row], widths: Sequence[float], styles: Styles) -> Table:
    """A table with little room between its lines."""
    return Table(list(heads), list(rows), list(widths), pad=styles.size * 0.28, after=styles.size * 0.4)


def note(text: str, styles: Styles, *, keep: bool = False) -> Block:
    """A remark in soft ink."""
    return Words(text, Style(styles.size * 0.95, color=SOFT_INK, after=styles.size * 0.3), keep=keep)


def letters_in_words(count: int) -> str:
    """How many letters there are about one debt; nothing for one."""
    return plural("{count} letter", "{count} letters", count) if count > 1 else ""


def headline(text: str, beside: str, size: float) -> Words:
    """What matters most, with what belongs to it in the same line."""
    runs = [Run(text, BOLD)]
    if beside:
        runs.append(Run(f"  {beside}", SEMIBOLD))
    return Words(runs, Style(size, leading=size * 1.22))

"""What papers for the people themselves share: whom to call, lists of sentences, and the size that fits on a sheet."""

from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4

from buurtteam.documents.blocks import Block, Stack, Words
from buurtteam.documents.money_parts import HAND_LINE
from buurtteam.documents.sheet import Sheet, Styles
from buurtteam.domain.papers import Contact, PaperBase
from buurtteam.texts import translate as _


def call_us(contact: Contact, styles: Styles) -> Block:
    """Whom to call, or lines to write it on."""
    if contact.name and contact.phone:
        text = _("Questions? Call {name}: {phone}.", name=contact.name, phone=contact.phone)
        if contact.days:
            text = _(
                "Questions? Call {name}: {phone} ({days}).", name=contact.name, phone=contact.phone, days=contact.days
            )
        return Words(text, styles.strong)
    if contact.phone:
        return Words(_("Questions? Call {phone}.", phone=contact.phone), styles.strong)
    return Words(_("Questions? Call:") + " " + HAND_LINE, styles.strong)


def bullets(texts: Sequence[str], styles: Styles) -> Block:
    """A list of sentences."""
    gap = styles.size * 0.3
    items: list[Block] = [
        Stack([Words(text, styles.body, "LBody", bullet="•")], tag="LI", before=gap) for text in texts
    ]
    return Stack(items, tag="L", after=styles.size * 0.7)


def fitting(
    content: PaperBase,
    title: str,
    story: Callable[[float], list[Block]],
    sizes: Sequence[float],
    *,
    edge: float,
    most: int = 1,
    page: tuple[float, float] = A4,
) -> bytes:
    """Drawn at the largest of these sizes that fits on so many sheets, else at the last on as few as it takes."""
    sheet = Sheet(content, title, page=page, **({} if page == A4 else {"left": edge, "right": edge}))
    pages: list[list[Block]] = []
    for size in sizes:
        pages = sheet.pages(story(size), top=edge, first_top=edge, bottom=edge)
        if len(pages) <= most:
            break
    return sheet.drawn(pages, top=edge, first_top=edge)

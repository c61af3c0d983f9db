"""Every command once: its words, its key and its picture; menus, the Ctrl+K box and the key help come from here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from buurtteam.domain.words import N_


@dataclass(frozen=True)
class Command:
    """Something a person can ask for by menu, key or Ctrl+K.

    `where` is "window" (everywhere), "page" (any page that binds it), or the key of one place. `menu` is the menu it
    stands in, or nothing. A key written as a single letter works only in the chart or board that has the focus.
    """

    name: str
    words: str
    shortcut: str = ""
    icon: str = ""
    where: str = "window"
    menu: str = ""


MENUS: Final = {
    "file": N_("&File"),
    "edit": N_("&Edit"),
    "go": N_("Go &to"),
    "view": N_("V&iew"),
    "help": N_("&Help"),
}
"""The menus from left to right; the words of a page's own commands come in a menu with the page's title."""

COMMANDS: Final = (
    # File
    Command("household.new", N_("New household"), "Ctrl+N", "home-plus", menu="file"),
    Command("conversation.new", N_("New conversation"), "Ctrl+Shift+N", "message-plus", menu="file"),
    Command("request.new", N_("New request"), "Ctrl+M", "inbox", menu="file"),
    Command("note.new", N_("Quick note"), "Ctrl+J", "pencil-plus", menu="file"),
    Command("leak.new", N_("Report a data leak"), "", "lock-open", menu="file"),
    Command("page.print", N_("Print"), "Ctrl+P", "printer", "page", "file"),
    Command("page.preview", N_("Show as it will be printed"), "F7", "file-search", "page", "file"),
    Command("page.attach", N_("Add a file"), "Ctrl+O", "paperclip", "page", "file"),
    Command("window.who", N_("Who works now?"), "", "user", menu="file"),
    Command("window.backups", N_("Backups"), "", "device-floppy", menu="file"),
    Command("window.lock", N_("Lock"), "Ctrl+L", "lock", menu="file"),
    Command("window.quit", N_("Quit"), "Ctrl+Q", "logout", menu="file"),
    # Edit
    Command("edit.undo", N_("Undo"), "Ctrl+Z", "arrow-back-up", menu="edit"),
    Command("edit.redo", N_("Redo"), "Ctrl+Y", "arrow-forward-up", menu="edit"),
    Command("page.find", N_("Search in this list"), "Ctrl+F", "filter", "page", "edit"),
    Command("page.copy_address", N_("Copy name, address and phone"), "Ctrl+Shift+C", "copy", "page", "edit"),
    Command("page.add_row", N_("Add a line"), "Ins", "plus", "page", "edit"),
    Command("page.remove_row", N_("Remove this line"), "Del", "trash", "page", "edit"),
    Command("page.rename", N_("Edit this cell or name"), "F2", "pencil", "page", "edit"),
    Command("page.row_up", N_("Move this line up"), "Alt+Up", "arrow-up", "page", "edit"),
    Command("page.row_down", N_("Move this line down"), "Alt+Down", "arrow-down", "page", "edit"),
    Command("page.finish", N_("Finish this step"), "Ctrl+Return", "check", "page", "edit"),
    # Go
    Command("window.palette", N_("Search or do anything"), "Ctrl+K", "search", menu="go"),
    Command("window.back", N_("Back"), "Alt+Left", "arrow-left", menu="go"),
    Command("window.forward", N_("Forward"), "Alt+Right", "arrow-right", menu="go"),
    Command("agenda.open", N_("My week"), "", "calendar-week", menu="go"),
    Command("window.figures", N_("Figures"), "", "chart-bar", menu="go"),
    Command("window.signals", N_("Early signals"), "", "inbox", menu="go"),
    Command("window.handovers", N_("Hand-overs"), "", "arrows-exchange", menu="go"),
    Command("window.leave", N_("Leave: who is away when"), "", "calendar-x", menu="go"),
    Command("window.trash", N_("Trash"), "", "trash", menu="go"),
    Command("window.next_pane", N_("Next pane"), "F6", "layout-columns", menu="go"),
    Command("window.previous_pane", N_("Previous pane"), "Shift+F6", "layout-columns", menu="go"),
    Command("page.next_part", N_("Next topic or tab"), "Ctrl+PgDown", "chevron-right", "page", "go"),
    Command("page.previous_part", N_("Previous topic or tab"), "Ctrl+PgUp", "chevron-left", "page", "go"),
    Command("household.pin", N_("Pin or unpin this household"), "Ctrl+D", "pin", menu="go"),
    Command(
        "household.crisis",
        N_("Crisis: whom to call, who leads, what must happen today"),
        "F11",
        "alert-octagon",
        menu="go",
    ),
    # View
    Command("window.rail", N_("Show or hide the words beside the places"), "F8", "layout-sidebar", menu="view"),
    Command("window.larger", N_("Larger text"), "Ctrl++", "zoom-in", menu="view"),
    Command("window.smaller", N_("Smaller text"), "Ctrl+-", "zoom-out", menu="view"),
    Command("page.shared_view", N_("Look along: turn the screen to the resident"), "F9", "eye", "page", "view"),
    Command("window.cover", N_("Cover the screen"), "F12", "eye-off", menu="view"),
    # Help
    Command("window.help", N_("Help with this page"), "F1", "help-circle", menu="help"),
    Command("window.keys", N_("Keys of this page"), "Ctrl+/", "keyboard", menu="help"),
    Command("window.about", N_("About Buurtteam"), "", "info-circle", menu="help"),
    # The conversation
    Command("conversation.not_now", N_("Not now: leave this topic"), "Alt+N", "minus", "conversation"),
    Command("conversation.other_question", N_("Another example question"), "Alt+V", "message-circle", "conversation"),
    Command("conversation.who", N_("Who sits at the table"), "Alt+Z", "users", "conversation"),
    Command("conversation.speaker", N_("Own words of the next person"), "Alt+S", "quote", "conversation"),
    Command("conversation.note", N_("To the note of the coach, and back"), "Alt+O", "pencil", "conversation"),
    Command("conversation.safety", N_("To the safety question"), "Alt+L", "shield-heart", "conversation"),
    Command("conversation.score_0", N_("How are things: no answer"), "Ctrl+0", "", "conversation"),
    Command("conversation.score_1", N_("How are things: 1"), "Ctrl+1", "", "conversation"),
    Command("conversation.score_2", N_("How are things: 2"), "Ctrl+2", "", "conversation"),
    Command("conversation.score_3", N_("How are things: 3"), "Ctrl+3", "", "conversation"),
    Command("conversation.score_4", N_("How are things: 4"), "Ctrl+4", "", "conversation"),
    Command("conversation.score_5", N_("How are things: 5"), "Ctrl+5", "", "conversation"),
    Command("conversation.to_carer", N_("Who cares for whom, and back"), "Alt+G", "heart-handshake", "conversation"),
    # A household
    Command("household.side_by_side", N_("Everyone side by side"), "Alt+W", "columns", "household"),
    Command("household.to_conversation", N_("To the conversation of this household"), "", "message", "household"),
    Command("household.appointment", N_("New appointment with this household"), "", "calendar-plus", "household"),
    Command("household.task", N_("New task for this household"), "", "plus", "household"),
    Command("household.happened", N_("Note that something happened"), "", "timeline-event", "household"),
    Command("household.to_plan", N_("To the plan of this household"), "", "list-check", "household"),
    Command("household.to_money", N_("To the money of this household"), "Ctrl+E", "coin-euro", "household"),
    Command(
        "household.to_carer", N_("To who cares for whom in this household"), "Ctrl+G", "heart-handshake", "household"
    ),
    Command("household.close", N_("Close this household, or open it again"), "", "archive", "household"),
    # Money: the bag of post
    Command("money.same_debt", N_("Yes, the same debt"), "Alt+J", "check", "money"),
    Command("money.other_debt", N_("No, another debt"), "Alt+N", "x", "money"),
    Command("money.new_creditor", N_("Put this creditor on the list"), "Alt+S", "plus", "money"),
    # Early signals
    Command("signals.this_household", N_("Yes, this household"), "Alt+J", "check", "signals"),
    Command("signals.other_household", N_("Another household…"), "Alt+A", "search", "signals"),
    Command("signals.new_household", N_("Make a new household"), "Alt+N", "home-plus", "signals"),
    Command("signals.not_here", N_("It does not belong here"), "Alt+O", "x", "signals"),
    # The plan
    Command("plan.take_over", N_("Take over everything from the conversation"), "Alt+O", "arrow-bar-right", "plan"),
    Command("plan.large_print", N_("Large print"), "Alt+G", "zoom-in", "plan"),
    # The worklist
    Command("worklist.give", N_("Give the chosen households to a worker"), "Ctrl+G", "user-check", "worklist"),
    Command("worklist.hand_over", N_("Hand the chosen households over"), "Ctrl+H", "arrows-exchange", "worklist"),
    Command("worklist.weigh", N_("Change the weight of the chosen households"), "", "scale", "worklist"),
    Command("worklist.export", N_("Export this list"), "", "file-export", "worklist"),
    Command("worklist.keep_view", N_("Keep this view under a name"), "", "star", "worklist"),
    Command("worklist.show_all", N_("Show all households"), "", "filter-off", "worklist"),
    # A chart or board that has the focus
    Command("chart.as_table", N_("Show this chart as a table"), "T", "table", "chart"),
    Command("board.move", N_("Move this card"), "M", "arrow-right", "board"),
)


def command(name: str) -> Command:
    """The command of that name.

    Raises KeyError when there is none.
    """
    return _BY_NAME[name]


_BY_NAME: Final = {each.name: each for each in COMMANDS}


def doubles() -> Iterator[tuple[Command, Command]]:
    """Pairs of commands that would fight over a name or a key."""
    for index, one in enumerate(COMMANDS):
        for other in COMMANDS[index + 1 :]:
            shared = (
                "window" in (one.where, other.where) or "page" in (one.where, other.where) or one.where == other.where
            )
            if one.name == other.name or (one.shortcut and shared and one.shortcut == other.shortcut):
                yield one, other

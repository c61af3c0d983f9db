"""What a deed is called when it can be taken back or done again."""

from typing import TYPE_CHECKING, Final

from buurtteam.domain.staff import Deed
from buurtteam.domain.words import N_
from buurtteam.texts import translate as _

if TYPE_CHECKING:
    from buurtteam.domain.keeping import Changes

_NAMES: Final = {
    Deed.SET_UP_TEAM: N_("team or letterhead"),
    Deed.KEEP_WORKER: N_("worker"),
    Deed.CREATE_HOUSEHOLD: N_("new household"),
    Deed.CHANGE_HOUSEHOLD: N_("change in the household"),
    Deed.REMOVE: N_("move to the trash"),
    Deed.RECEIVE_REQUEST: N_("new request"),
    Deed.CHANGE_REQUEST: N_("change in the request"),
    Deed.HOLD_CONVERSATION: N_("text in the conversation"),
    Deed.FINISH_CONVERSATION: N_("finishing the conversation"),
    Deed.REOPEN_CONVERSATION: N_("opening the conversation again"),
    Deed.QUICK_NOTE: N_("quick note"),
    Deed.CHANGE_PLAN: N_("change in the plan"),
    Deed.SHARE: N_("agreement about sharing"),
    Deed.PLAN_WORK: N_("task or appointment"),
    Deed.HAND_OVER_PAPER: N_("paper handed over"),
    Deed.ASSIGN: N_("giving out households"),
    Deed.HAND_OVER: N_("step of the hand-over"),
    Deed.PLAN_LEAVE: N_("leave"),
    Deed.REFER: N_("referral"),
    Deed.AGREE_WITH_CREDITOR: N_("agreement with a creditor"),
    Deed.NOTE_QUALITY: N_("worry about an administrator"),
    Deed.CLOSE_HOUSEHOLD: N_("closing the household"),
    Deed.REOPEN_HOUSEHOLD: N_("opening the household again"),
    Deed.DECLARE_CRISIS: N_("change in the crisis"),
}


def undo_words(deed: "Changes | None") -> str:
    """What Ctrl+Z does now."""
    if deed is None or deed.deed not in _NAMES:
        return _("Undo")
    return _("Undo: {deed}", deed=_(_NAMES[deed.deed]))


def redo_words(deed: "Changes | None") -> str:
    """What Ctrl+Y does now."""
    if deed is None or deed.deed not in _NAMES:
        return _("Redo")
    return _("Redo: {deed}", deed=_(_NAMES[deed.deed]))

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from buurtteam.domain.conversation import Conversation, Note, NoteKind, OwnWords, SafetyAnswer, Topic, TopicTalk
from buurtteam.domain.kinds import HouseholdId, NetworkMemberId, ResidentId, WorkerId, new_id
from buurtteam.domain.plain_words import PlainWords
from buurtteam.domain.summary import draft_summary

PLAIN = PlainWords.read((Path(__file__).parents[2] / "resources" / "language" / "avoid_nl.toml").read_text("utf-8"))
HOME = HouseholdId(new_id())
SAMIRA, OMA = ResidentId(new_id()), NetworkMemberId(new_id())
NAMES = {SAMIRA: "Samira", OMA: "Oma"}
TALK = Conversation(household=HOME, held_at=datetime(2026, 9, 9, 12, tzinfo=UTC))


def said(words: str, topic: Topic = Topic.MONEY, **who: Any) -> OwnWords:  # noqa: ANN401 - any field
    return OwnWords(household=HOME, conversation=TALK.id, topic=topic, words=words, **who)


def note(kind: NoteKind, text: str, **more: Any) -> Note:  # noqa: ANN401 - any field
    return Note(household=HOME, conversation=TALK.id, topic=Topic.MONEY, kind=kind, text=text, **more)


def test_a_conversation_becomes_a_text_to_read_aloud() -> None:
    text = draft_summary(
        TALK.changed(first_this="De post samen openen"),
        [TopicTalk(household=HOME, conversation=TALK.id, topic=Topic.BODY, is_not_now=True)],
        [
            said("ik maak de post niet meer open. Ik word er misselijk van", resident=SAMIRA),
            said("Samira kookt heerlijk", Topic.FAMILY, network_member=OMA),
        ],
        [
            note(NoteKind.STRENGTH, "oma helpt elke dinsdag"),
            note(NoteKind.AGREEMENT, "Zoekt de brieven bij elkaar", resident=SAMIRA, due_on=date(2026, 9, 17)),
        ],
        NAMES,
    )
    assert text == (
        "Wij hebben gepraat over geld en post en het gezin en opvoeden.\n"
        "Dit wil ik eerst: de post samen openen.\n\n"
        "Samira zegt: “Ik maak de post niet meer open. Ik word er misselijk van.”\n\n"
        "Oma zegt: “Samira kookt heerlijk.”\n\n"
        "Dit gaat goed:\n- Oma helpt elke dinsdag.\n\n"
        "Dit spreken wij af:\n- Samira zoekt de brieven bij elkaar (donderdag 17 september).\n\n"
        "Over de andere onderwerpen praten wij een andere keer."
    )
    assert PLAIN.is_plain(text)


def test_one_speaker_speaks_as_i() -> None:
    text = draft_summary(TALK, [], [said("Ik ben moe", resident=SAMIRA)], [], NAMES)
    assert text.endswith("Ik zeg: “Ik ben moe.”")


def test_who_promises_something_of_himself_is_named_and_is_never_taken_for_the_resident() -> None:
    dennis = WorkerId(new_id())
    names = {**NAMES, dennis: "Dennis"}
    promises = [
        note(NoteKind.AGREEMENT, "ik bel maandag de huisarts", worker=dennis),
        note(NoteKind.AGREEMENT, "Ik zoek de brieven", resident=SAMIRA, worker=dennis),
        note(NoteKind.AGREEMENT, "wij bellen samen de bank", worker=dennis),
        note(NoteKind.AGREEMENT, "de post openen", worker=dennis),
    ]
    text = draft_summary(TALK, [], [said("Ik ben moe", resident=SAMIRA)], promises, names)
    assert text.partition("Dit spreken wij af:\n")[2].splitlines() == [
        "- Dennis: “Ik bel maandag de huisarts”.",
        "- Samira: “Ik zoek de brieven”.",
        "- Wij bellen samen de bank.",
        "- De post openen.",
    ]
    english = draft_summary(
        TALK, [], [], [note(NoteKind.AGREEMENT, "I'll call the doctor", worker=dennis)], names, "en"
    )
    assert "- Dennis: “I'll call the doctor”." in english


def test_words_that_were_caught_and_written_are_told_once() -> None:
    caught = note(NoteKind.WORDS, "Ik ben moe.", resident=SAMIRA)
    text = draft_summary(TALK, [], [said("Ik ben moe. Al weken.", resident=SAMIRA)], [caught], NAMES)
    assert text.count("moe") == 1


def test_a_summary_can_be_english() -> None:
    text = draft_summary(
        TALK, [], [], [note(NoteKind.AGREEMENT, "call the landlord", due_on=date(2026, 9, 14))], NAMES, "en"
    )
    assert (
        text == "We talked about money and post.\n\nThis is what we agree:\n- Call the landlord (Monday 14 September)."
    )


def test_words_about_safety_go_home_only_where_it_is_safe() -> None:
    words = [said("Ik ben bang voor hem", Topic.SAFETY, resident=SAMIRA)]
    assert draft_summary(TALK.changed(safety=SafetyAnswer.UNSAFE), [], words, [], NAMES) == ""
    assert draft_summary(TALK.changed(safety=SafetyAnswer.COULD_NOT_ASK), [], words, [], NAMES) == ""
    assert "bang" in draft_summary(TALK.changed(safety=SafetyAnswer.SAFE), [], words, [], NAMES)


def test_nothing_said_is_nothing_drafted() -> None:
    assert draft_summary(TALK, [], [], [], NAMES) == ""


KINDS = st.sampled_from(list(NoteKind))


@given(st.lists(st.tuples(KINDS, st.booleans(), st.text(min_size=1, max_size=40)), max_size=6))
def test_text_for_the_team_only_is_never_in_it(rows: list[tuple[NoteKind, bool, str]]) -> None:
    notes = [
        note(kind, f"geheim {n}" if secret else text, is_team_only=secret)
        for n, (kind, secret, text) in enumerate(rows)
    ]
    talk = TopicTalk(household=HOME, conversation=TALK.id, topic=Topic.MONEY, coach_note="! geheim")
    hidden = TALK.changed(safety_note="geheim", today_needed="geheim")
    text = draft_summary(hidden, [talk], [], notes, NAMES)
    assert "geheim" not in text.casefold().replace("geheim", "", sum("geheim" in t for _, s, t in rows if not s))

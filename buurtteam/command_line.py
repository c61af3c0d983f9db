"""The program without a window: practise, dossiers, papers, terms and checks, for helpdesk and other systems."""

import argparse
import errno
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from buurtteam import VERSION, texts
from buurtteam.domain.kinds import HERE
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.words import N_
from buurtteam.texts import problem_text
from buurtteam.texts import translate as _

if TYPE_CHECKING:
    from buurtteam.services.headless import Written
    from buurtteam.services.office import Office

DONE, TROUBLE, WRONG_USE, WRONG_PASSPHRASE, FAULTS, INTERRUPTED = 0, 1, 2, 3, 4, 130

FILE_VARIABLE = "BUURTTEAM_FILE"
PASSPHRASE_VARIABLE = "BUURTTEAM_PASSPHRASE"  # noqa: S105 - the name of the variable

_DISK_FULL = N_("The disk is full. Nothing was half done. Make room and try again.")
_LARGEST_FILE = 50_000_000
_LONGEST_PASSPHRASE = 10_000


class _WrongUse(Exception):
    """The command was not given as it should be."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values


def main(argv: Sequence[str]) -> int:
    """Carry out a command and return the exit code; what goes wrong is said in one sentence."""
    if sys.stdout is None:
        # Started without a place to talk to, as by a scheduler.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - it stays until the program ends
    _speak(argv)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no ë must not stop the work.
        if callable(reconfigure := getattr(stream, "reconfigure", None)):
            reconfigure(errors="backslashreplace")
    try:
        code = _carried_out(argv)
        sys.stdout.flush()
        return code
    except OSError as error:
        # Nothing may be said about it on the way out either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # Whoever closed the pipe has seen enough.
        return DONE if isinstance(error, BrokenPipeError) else _said(_world_says(error), TROUBLE)
    except KeyboardInterrupt:
        return INTERRUPTED


def _speak(argv: Sequence[str]) -> None:
    """Choose the language before a word is said."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    first.add_argument("--language")
    try:
        asked = first.parse_known_args(argv)[0].language
    except (argparse.ArgumentError, argparse.ArgumentTypeError):
        asked = None
    if asked not in texts.LANGUAGES:
        from buurtteam.settings import Settings

        asked = Settings.load().language.value
    texts.use_language(asked)


def _carried_out(argv: Sequence[str]) -> int:
    try:
        asked = _parser().parse_args(argv)
        deed: Callable[[argparse.Namespace], int] = asked.deed
        return deed(asked)
    except SystemExit as end:
        return int(end.code or DONE)
    except _WrongUse as wrong:
        return _said(_(wrong.sentence, **wrong.values), WRONG_USE)
    except (Problem, Trouble) as problem:
        for fault in getattr(problem, "faults", ()):
            print(f"{fault.path}: {fault.sentence}" if fault.path else fault.sentence, file=sys.stderr)
        if problem.code == "disk_full":
            # What a window would say of typing on the screen is not true here.
            return _said(_(_DISK_FULL), TROUBLE)
        return _said(problem_text(problem), _EXIT_CODES.get(problem.code, TROUBLE))
    except BrokenPipeError:
        raise
    except OSError as error:
        return _said(_world_says(error), TROUBLE)
    except Exception:  # a bug: the log gets where, the person gets what is safe
        import logging

        from buurtteam.log import start_log

        target = start_log()
        logging.getLogger("buurtteam.command_line").exception("command failed")
        return _said(
            _("Something went wrong inside the program. Nothing was half done. See {log}.", log=target), TROUBLE
        )


_EXIT_CODES = {
    "not_opened": WRONG_PASSPHRASE,
    "recovery_code_mistyped": WRONG_PASSPHRASE,
    "faulty_dossier": FAULTS,
    "no_such_term": WRONG_USE,
    "no_such_period": WRONG_USE,
    "term_not_in_force": WRONG_USE,
    "beyond_calendar": WRONG_USE,
    "no_household": WRONG_USE,
    "many_households": WRONG_USE,
    "no_such_worker": WRONG_USE,
    "no_partner_column": WRONG_USE,
}


def _world_says(error: OSError) -> str:
    """What the disk or the system does not let happen, as a sentence."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _(_DISK_FULL)
    if not error.filename:
        return _("Something could not be read or written. Look at the disk and try again.")
    return _(
        "{name} could not be read or written. Look whether the folder is there and whether you may write in it.",
        name=Path(str(error.filename)).name,
    )


def _said(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


# --------------------------------------------------------------------------------------- what can be asked


class _Parser(argparse.ArgumentParser):
    """A parser that speaks the language of the program."""

    def __init__(self, **facts: Any) -> None:  # noqa: ANN401 - whatever argparse takes
        super().__init__(
            **facts, add_help=False, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        self._positionals.title = _("What to name")
        self._optionals.title = _("Options")
        self.add_argument("-h", "--help", action="help", help=_("show this help"))

    def error(self, message: str) -> NoReturn:
        """Say in one sentence that it was not understood; argparse's own words are English."""
        del message
        self.exit(
            WRONG_USE, _("This command is not complete or not right. See: {program} --help", program=self.prog) + "\n"
        )

    def format_help(self) -> str:
        """The help, with its first word translated."""
        return super().format_help().replace("usage:", _("Use:"), 1)


def _parser() -> _Parser:
    parser = _Parser(
        prog="buurtteam",
        description=_("Buurtteam without a window. Without a command the window opens."),
        epilog=_EPILOG(),
    )
    parser.add_argument("--version", action="version", version=f"Buurtteam {VERSION}", help=_("show the version"))
    shared = argparse.ArgumentParser(add_help=False)
    for group, default in ((parser, None), (shared, argparse.SUPPRESS)):
        options: dict[str, Any] = {"default": default}
        group.add_argument(
            "--language", choices=list(texts.LANGUAGES), help=_("the language of the messages"), **options
        )
        group.add_argument("--file", type=Path, metavar="FILE", help=_("the file of the team"), **options)
        group.add_argument(
            "--passphrase-file",
            type=Path,
            metavar="FILE",
            help=_("a file of which the first line is the passphrase"),
            **options,
        )
    commands = parser.add_subparsers(title=_("Commands"), metavar=_("COMMAND"), required=True)

    def command(name: str, words: str, deed: Callable[[argparse.Namespace], int], to: Any = commands) -> _Parser:  # noqa: ANN401 - argparse does not name its type
        made = to.add_parser(name, help=words, description=words, parents=[shared])
        made.set_defaults(deed=deed)
        assert isinstance(made, _Parser)
        return made

    practice = command("practice", _("make the practice neighbourhood and its papers in a folder"), _practice)
    practice.add_argument("folder", type=Path, metavar="DIR")
    practice.add_argument("--seed", type=int, help=_("another number makes another neighbourhood"))
    practice.add_argument(
        "--on", type=_day, metavar="DATE", help=_("the day on which it is practised; otherwise today")
    )
    practice.add_argument("--again", action="store_true", help=_("throw the practice file away and make it anew"))

    dossier = commands.add_parser(
        "dossier", help=_("move a whole dossier in or out"), description=_("move a whole dossier in or out")
    )
    kinds = dossier.add_subparsers(title=_("Commands"), metavar=_("COMMAND"), required=True)
    command("schema", _("show the JSON Schema of a dossier"), _schema, kinds)
    command("import", _("put a dossier into the file, all of it or nothing"), _import, kinds).add_argument(
        "dossier", type=Path, metavar="FILE.json"
    )
    export = command("export", _("write the dossier of a household"), _export, kinds)
    export.add_argument("household", metavar="HOUSEHOLD", help=_("the id, or a part of the name that fits only one"))
    export.add_argument("dossier", type=Path, metavar="FILE.json")
    export.add_argument("--without-files", action="store_true", help=_("without the scans and photographs themselves"))

    papers = command("papers", _("make the papers of a household as PDF"), _papers)
    papers.add_argument("household", metavar="HOUSEHOLD", help=_("the id, or a part of the name that fits only one"))
    papers.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("the folder for the papers"))

    term = command("term", _("count a term of the law; needs no file"), _term)
    term.add_argument("rule", metavar="RULE", help=_("T03, or the name of the term"))
    term.add_argument("days", metavar="DATE", nargs="+", type=_day_or_moment, help=_("such as 2026-03-16 or 16-3-2026"))
    term.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))

    deadlines = command(
        "deadlines", _("show the terms that wait for somebody, of all households and the team"), _deadlines
    )
    deadlines.add_argument("--on", type=_day, metavar="DATE", help=_("as they stand on this day; otherwise today"))
    deadlines.add_argument("--json", action="store_true", help=_("as JSON, for other programs; met terms too"))
    deadlines.add_argument(
        "--household", metavar="HOUSEHOLD", help=_("of one household only: the id, or a part of its name")
    )

    signals = command("signals", _("take in a file of early signals; rows that are not right are told"), _signals)
    signals.add_argument("signals", type=Path, metavar="FILE.csv")
    signals.add_argument("--partner", metavar="NAME", help=_("who sent it, when the file does not say so"))
    signals.add_argument("--dry-run", action="store_true", help=_("only look what would happen"))
    signals.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))

    figures = command("figures", _("show the figures of a period, each with what it counts"), _figures)
    figures.add_argument("--from", dest="first", type=_day, required=True, metavar="DATE", help=_("the first day"))
    figures.add_argument("--to", dest="last", type=_day, required=True, metavar="DATE", help=_("the last day"))
    figures.add_argument("--area", metavar="NAME", help=_("one neighbourhood; otherwise the whole team"))
    figures.add_argument("--outside", action="store_true", help=_("as they may leave the team: small counts hidden"))
    figures.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))

    caseload = command("caseload", _("show the load of every worker, by name"), _caseload)
    caseload.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))

    agenda = command("agenda", _("keep appointments for a calendar elsewhere, without personal details"), _agenda)
    agenda.add_argument("--ics", type=Path, required=True, metavar="FILE.ics", help=_("the calendar file to write"))
    agenda.add_argument("--worker", metavar="NAME", help=_("of this worker; otherwise of everybody"))

    command("check", _("check the file of a team, or a dossier without importing it"), _check).add_argument(
        "checked", type=Path, metavar="FILE"
    )
    return parser


def _EPILOG() -> str:  # noqa: N802 - reads as the constant it is, once the language is known
    return "\n".join(
        (
            _("The file is the one after --file, else {variable}, else the one used last.", variable=FILE_VARIABLE),
            _(
                "The passphrase is asked for, or read from --passphrase-file or {variable}.",
                variable=PASSPHRASE_VARIABLE,
            ),
            _("It is never an argument: others on the computer can read those."),
            "",
            _("Exit codes: 0 done, 1 trouble, 2 wrong use, 3 wrong passphrase, 4 faults in the data."),
        )
    )


def _day(written: str) -> date:
    """A day as people write it: 2026-03-16 or 16-3-2026."""
    found = _day_or_moment(written)
    return found.date() if isinstance(found, datetime) else found


def _day_or_moment(written: str) -> date | datetime:
    """A day, or a day with a time such as 2026-03-16T09:30."""
    text = written.strip()
    try:
        if len(text) > len("2026-03-16"):
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=HERE)
        if len(text) == len("2026-03-16") and text[4] == "-":
            return date.fromisoformat(text)
        day, month, year = (int(part) for part in text.replace("/", "-").replace(".", "-").split("-"))
        # Two digits could be any century, and there is no year 0.
        return date(year if year >= 1000 else 0, month, day)
    except (ValueError, OverflowError) as error:
        raise _WrongUse(
            N_("{written} is no date. Write a day such as 2026-03-16 or 16-3-2026."), written=text[:30]
        ) from error


# ------------------------------------------------------------------------------------------- the commands


def _practice(asked: argparse.Namespace) -> int:
    from buurtteam.services import headless
    from buurtteam.services.practice import PRACTICE_PASSPHRASE, PRACTICE_SEED

    clock = _clock(asked.on) if asked.on else None
    seed = PRACTICE_SEED if asked.seed is None else asked.seed
    office, made = headless.open_practice(asked.folder, clock, seed, again=asked.again)
    try:
        written = headless.write_practice_papers(office, asked.folder)
        path = office.database.path
    finally:
        office.close()
    if made:
        print(_("The practice neighbourhood is in {path}.", path=path))
    else:
        print(_("The practice neighbourhood was already in {path} and stays as it is.", path=path))
    print(_("Its passphrase: {passphrase}", passphrase=PRACTICE_PASSPHRASE))
    return _name_papers(written)


def _clock(day: date) -> Callable[[], datetime]:
    noon = datetime.combine(day, time(12), HERE).astimezone(UTC)
    return lambda: noon


def _schema(asked: argparse.Namespace) -> int:
    del asked
    from buurtteam.services.dossier import schema_text

    print(schema_text(), end="")
    return DONE


def _import(asked: argparse.Namespace) -> int:
    from buurtteam.services.dossier import check_dossier, import_dossier

    text = _text_of(asked.dossier)
    # Faults are named before a passphrase is asked for.
    check_dossier(text)
    with _open_file(asked) as office:
        done = import_dossier(office, text)
    counts = {name: sum(getattr(done, name).values()) for name in ("new", "changed", "unchanged")}
    print(
        _(
            "The dossier is in the file. New: {new}, changed: {changed}, already there: {unchanged}.",
            **counts,
        )
    )
    return DONE


def _export(asked: argparse.Namespace) -> int:
    from buurtteam.services.dossier import export_dossier
    from buurtteam.services.files import write_whole
    from buurtteam.services.headless import find_household

    _must_not_replace_other(asked.dossier)
    with _open_file(asked) as office:
        text = export_dossier(office, find_household(office, asked.household), with_files=not asked.without_files)
    write_whole(asked.dossier, text.encode())
    print(_("The dossier is in {path}. It is not locked: anybody who has it can read it.", path=asked.dossier))
    return DONE


def _papers(asked: argparse.Namespace) -> int:
    from buurtteam.services.headless import find_household, write_papers

    with _open_file(asked) as office:
        written = write_papers(office, find_household(office, asked.household), asked.out)
    return _name_papers(written)


def _name_papers(written: "Written") -> int:
    for path in written.papers:
        print(_("Paper: {path}", path=path))
    for problem in written.refused:
        print(problem_text(problem), file=sys.stderr)
    return TROUBLE if written.refused else DONE


def _term(asked: argparse.Namespace) -> int:
    from buurtteam.services.law import law

    entries = [law().entry(asked.rule, day, texts.language()) for day in asked.days]
    if asked.json:
        print(json.dumps(entries, ensure_ascii=False, indent=1))
        return DONE
    for entry in entries:
        for step in entry.get("steps", [entry]):
            _print_term(step)
    return DONE


def _print_term(step: dict[str, Any]) -> None:
    print(f"{step['step']}  {step['title']} ({step['article']})")
    days = {name: texts.long_date(date.fromisoformat(step[name])) for name in ("day_zero", "counted_end", "legal_end")}
    print(_("  Starts on {day_zero}. Counted until {counted_end}. Last day: {legal_end}.", **days))
    if "ends_at" in step:
        print(_("  It ends at {moment}.", moment=datetime.fromisoformat(step["ends_at"])))
    for free in step["skipped"]:
        print(_("  Passed over: {day}, {why}.", day=texts.long_date(date.fromisoformat(free["date"])), why=free["why"]))
    if step["to_check"]:
        print(_("  To be checked: {what}", what=step["to_check"]))


def _deadlines(asked: argparse.Namespace) -> int:
    from buurtteam.services.deadlines import deadlines
    from buurtteam.services.headless import find_household

    with _open_file(asked) as office:
        on = asked.on or office.today()
        chosen = None if asked.household is None else [find_household(office, asked.household)]
        rows = deadlines(office, on, chosen)
    if asked.json:
        print(json.dumps([_deadline_as_json(row, on) for row in rows], ensure_ascii=False, indent=1))
        return DONE
    # A time for the resident asks nothing of the team: the same count as the worklist and Today.
    waiting = [row for row in rows if row.is_waiting]
    for row in waiting:
        print(
            _(
                "{day}  {rule}  {household}: {title} ({state})",
                day=row.warn_on.isoformat(),
                rule=row.step.ljust(4),
                household=_whose(row),
                title=row.title,
                state=row.state,
            )
        )
    print(texts.plural("{count} term waits for somebody.", "{count} terms wait for somebody.", len(waiting)))
    return DONE


def _whose(row: Any) -> str:  # noqa: ANN401 - a DeadlineRow, not imported for speed
    if row.is_loose_signal:
        return _("Early signal: {who}", who=row.household_label or _("Without a name yet"))
    return str(row.household_label) if row.household else _("The whole team")


def _signals(asked: argparse.Namespace) -> int:
    from buurtteam.services import signal_files

    with _open_file(asked) as office:
        found = signal_files.look(office, asked.signals, asked.partner or "")
        is_done = not asked.dry_run
        intake = signal_files.take_in(office, found) if is_done and found.intake.new else found.intake
    if asked.json:
        print(json.dumps(signal_files.as_json(intake, is_done=is_done), ensure_ascii=False, indent=1))
    else:
        print("\n".join(signal_files.as_text(intake, is_done=is_done)))
        for each in intake.rejected:
            print(signal_files.rejected_as_text(each), file=sys.stderr)
    return FAULTS if intake.rejected else DONE


def _deadline_as_json(row: Any, on: date) -> dict[str, Any]:  # noqa: ANN401 - a DeadlineRow, not imported for speed
    return {
        "household": str(row.household) if row.household else None,
        "household_label": row.household_label,
        "request": str(row.request) if row.request else None,
        "rule": row.rule,
        "step": row.step,
        "title": row.title,
        "article": row.article,
        "mark": row.mark.value,
        "day_zero": row.day_zero.isoformat(),
        "counted_end": row.counted_end.isoformat(),
        "legal_end": row.legal_end.isoformat(),
        "suspended_days": row.suspended_days,
        "state": row.state.value,
        "is_open": row.is_open,
        "is_waiting": row.is_waiting,
        "is_window": row.is_window,
        "is_team_only": row.is_team_only,
        "agreed": _agreed_as_json(row.postponement),
        "to_check": row.to_check,
        "warn_on": row.warn_on.isoformat(),
        "days_left": (row.warn_on - on).days,
        "why": [_(reason.sentence, **dict(reason.values)) for reason in row.why],
    }


def _agreed_as_json(postponement: Any) -> dict[str, Any] | None:  # noqa: ANN401 - a Postponement, not imported for speed
    """What was agreed with the resident about a missed term."""
    if postponement is None:
        return None
    until_on = postponement.until_on
    return {
        "reason": postponement.reason,
        "agreed": postponement.agreed,
        "agreed_on": postponement.agreed_on.isoformat(),
        "until_on": until_on.isoformat() if until_on else None,
    }


def _figures(asked: argparse.Namespace) -> int:
    from buurtteam.services import figures

    with _open_file(asked) as office:
        found = figures.figures(office, asked.first, asked.last, area=asked.area)
        outside = figures.figures_outside(office, asked.first, asked.last) if asked.outside else None
    if asked.area is not None and asked.area not in found.areas:
        raise _WrongUse(
            N_("There is no neighbourhood {name}. These are there: {areas}."),
            name=asked.area[:60],
            areas=[figures.area_words(each) for each in found.areas],
        )
    if asked.json:
        answer = figures.outside_as_json(outside, asked.area) if outside else figures.as_json(found)
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return DONE
    for line in figures.as_lines(outside.figures[asked.area] if outside else found.figures):
        print(line)
    if outside:
        print(_(figures.SMALL_COUNTS_RULE))
    return DONE


def _caseload(asked: argparse.Namespace) -> int:
    from buurtteam.services.caseload_lists import loads_as_json, loads_as_text

    with _open_file(asked) as office:
        found = json.dumps(loads_as_json(office), ensure_ascii=False, indent=1) if asked.json else loads_as_text(office)
    print(found)
    return DONE


def _agenda(asked: argparse.Namespace) -> int:
    from buurtteam.services import agenda

    _must_not_replace_other(asked.ics, b"BEGIN:VCALENDAR")
    with _open_file(asked) as office:
        worker = agenda.worker_called(office, asked.worker) if asked.worker is not None else None
        count = agenda.keep_calendar(office, asked.ics, worker)
    print(
        texts.plural(
            "{count} appointment kept. The file says when, and nothing about anybody.",
            "{count} appointments kept. The file says when, and nothing about anybody.",
            count,
        )
    )
    return DONE


def _check(asked: argparse.Namespace) -> int:
    if asked.checked.suffix.lower() == ".json":
        from buurtteam.services.dossier import check_dossier

        count = len(check_dossier(_text_of(asked.checked)).records())
        print(texts.plural("This dossier is right: {count} record.", "This dossier is right: {count} records.", count))
        return DONE
    from buurtteam.services.headless import check_file

    asked.file = asked.checked
    with _open_file(asked) as office:
        report = check_file(office)
    print(_("Pages and references: {answer}", answer=_("right") if report.is_whole else _("DAMAGED")))
    if report.broken_line is None:
        print(_("Journal: right"))
    else:
        print(_("Journal: not as it was written from line {line} on", line=report.broken_line))
    print(_("Papers: {count}, of which damaged: {damaged}", count=report.papers, damaged=report.damaged_papers))
    print(_("Records: {count}", count=report.records))
    if not report.is_sound:
        return _said(_("This file is not as it should be. Go back to a backup, and keep this file."), FAULTS)
    print(_("This file is right."))
    return DONE


# -------------------------------------------------------------------------------------- files and secrets


@contextmanager
def _open_file(asked: argparse.Namespace) -> Iterator["Office"]:
    """The office of the chosen file, closed at the end."""
    from buurtteam.services import unlocking
    from buurtteam.services.office import Office

    chosen: Path | None = asked.file
    if chosen is None and (named := os.environ.get(FILE_VARIABLE)):
        chosen = Path(named)
    chosen = chosen or unlocking.recent_file()
    if chosen is None:
        raise _WrongUse(N_("Say which file: --file FILE, or {variable}."), variable=FILE_VARIABLE)
    if not chosen.is_file():
        raise _WrongUse(N_("The file {name} is not there."), name=chosen.name)
    office = Office(unlocking.unlock(chosen, _passphrase(asked)))
    try:
        yield office
    finally:
        office.close()


def _passphrase(asked: argparse.Namespace) -> str:
    if asked.passphrase_file is not None:
        with asked.passphrase_file.open("rb") as file:
            # More is no passphrase, and a device has no end.
            first = file.read(_LONGEST_PASSPHRASE).splitlines()[:1]
        try:
            return first[0].decode("utf-8-sig") if first else ""
        except UnicodeDecodeError as error:
            raise _WrongUse(
                N_("The file with the passphrase is not written in UTF-8. Save it again as UTF-8 text.")
            ) from error
    if (known := os.environ.get(PASSPHRASE_VARIABLE)) is not None:
        return known
    if sys.stdin is None or not sys.stdin.isatty():
        raise _WrongUse(
            N_("Nobody can be asked for the passphrase here: use --passphrase-file or {variable}."),
            variable=PASSPHRASE_VARIABLE,
        )
    return getpass.getpass(_("Passphrase: "))


def _text_of(path: Path) -> str:
    if not path.is_file():
        raise _WrongUse(N_("The file {name} is not there."), name=path.name)
    if path.stat().st_size > _LARGEST_FILE:
        raise Problem(
            "faulty_dossier",
            N_("This file is larger than {most} MB. Nothing was read from it."),
            (),
            most=_LARGEST_FILE // 1_000_000,
        )
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(
            "faulty_dossier", N_("This file is not written in UTF-8, so nothing was read from it.")
        ) from error


def _must_not_replace_other(path: Path, begins: bytes = b"{") -> None:
    """Go on only when nothing or an earlier file of the kind stands in this place: never the file of the team itself."""
    if path.is_dir():
        raise _WrongUse(N_("{name} is a folder. Give the name of a file in it."), name=path.name or str(path))
    if path.exists():
        with path.open("rb") as file:
            is_ours = file.read(len(begins)) in (begins, b"")
        if not is_ours:
            raise _WrongUse(
                N_("{name} is there already and is something else. Nothing was changed in it; choose another name."),
                name=path.name,
            )

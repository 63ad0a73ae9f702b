"""``screen`` from the result on: simulate, sign, recheck, export, compare, register, and the bank itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, Futures, Months, ReportLanguage, ReportLanguageAlone
from regimelab.cli.passphrase import PassphraseFile, passphrase_of
from regimelab.cli.reply import Reply
from regimelab.cli.screen import By, CaseFile, app, refuse_day
from regimelab.cli.session import Session
from regimelab.cli.tables import table
from regimelab.errors import refuse_unknown

if TYPE_CHECKING:
    from rich.console import Console

Places = Annotated[
    list[Path], typer.Argument(metavar="FILE|FOLDER", help="Case files, or folders of them; may be repeated.")
]
Other = Annotated[Path, typer.Argument(metavar="OTHER", help="The case file to compare it with.")]
OtherPassphrase = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Passphrase file of the other case, if it has another passphrase."),
]
Role = Annotated[
    str,
    typer.Option("--role", metavar="ROLE", help="The role to sign in; 'screen check' lists the open ones."),
]
OpinionOption = Annotated[
    str, typer.Option("--opinion", metavar="approve|refuse", help="What is signed; refusing needs no more.")
]
Note = Annotated[str, typer.Option(help="A note beside the signature, without names of persons.")]
Budget = Annotated[
    float | None,
    typer.Option(min=0.0, metavar="AMOUNT", help="Search alternatives that this budget a year buys, too."),
]
Simulate = Annotated[
    bool, typer.Option("--simulate", help="Simulate the regime effect again, for triggers that watch it.")
]
To = Annotated[
    list[str] | None,
    typer.Option("--to", metavar="FORM", help="html, pdf or json; may be repeated; html if none is named."),
]
Public = Annotated[bool, typer.Option("--public", help="The redacted summary of one page.")]
Part = Annotated[
    str,
    typer.Option(
        metavar="PART", help="questions, classes, commitments, treaties, assurances, mitigations, triggers."
    ),
]
FORMS = ("html", "pdf", "json")


@command(app)
def simulate(
    session: Session,
    file: CaseFile,
    by: By,
    futures: Futures = UNSET,
    months: Months = UNSET,
    budget: Budget = None,
    passphrase_file: PassphraseFile = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Simulate the regime with the proposal and without, on the same seeds, and keep it in the case.

    Example: regimelab screen simulate grant.screening --by "Desk 3" --futures 500
    """
    from regimelab.cli.screen_shown import beside, closing, heading
    from regimelab.study.screening import simulate_screening

    refuse_day(session)
    secret, asked = passphrase_of(session, passphrase_file), session.asked("", chronicle)
    with session.reporting() as progress:
        plan = (session.settings.seed, futures, months, budget)
        result = simulate_screening(file, secret, asked, by, *plan, progress)

    def show(console: "Console") -> None:
        heading(console, result.data)
        beside(console, result.data)
        closing(console, result.data)

    return Reply(result, show)


@command(app)
def sign(
    session: Session,
    file: CaseFile,
    by: By,
    role: Role,
    opinion: OpinionOption = "approve",
    note: Note = "",
    passphrase_file: PassphraseFile = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Sign a case in a role; no author signs, nobody twice, and a bar cannot be approved.

    Example: regimelab screen sign grant.screening --by "Second reader" --role "second reader"
    """
    from regimelab.cli.screen_shown import checked
    from regimelab.study.screening import sign_screening

    refuse_day(session)
    refuse_unknown("--opinion", [opinion], ("approve", "refuse"), "an opinion")
    secret, asked = passphrase_of(session, passphrase_file), session.asked("", chronicle)
    result = sign_screening(file, secret, asked, role, by, opinion, note)
    session.say(f"keep this head elsewhere, where it cannot be changed: {result.data.head}")
    return Reply(result, lambda console: checked(console, result.data))


@command(app)
def recheck(
    session: Session,
    file: Places,
    by: By,
    simulate: Simulate = False,
    passphrase_file: PassphraseFile = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Hold all open cases against newer evidence: triggers that fire, evidence that is gone or stale.

    Exits 5 if one is barred now, 6 if a trigger fired or evidence is gone, 4 if one is HIGH.

    Example: regimelab screen recheck cases/ --by "Desk 3"
    """
    from regimelab.cli.screen_lists import recheck as show
    from regimelab.study.screening import recheck_screenings
    from regimelab.study.screening.begin import day_named

    secret, asked = passphrase_of(session, passphrase_file), session.asked("", chronicle)
    day = day_named(session.chosen.as_of)
    with session.reporting() as progress:
        result = recheck_screenings(file, secret, asked, by, day, simulate, progress)
    gravest = (5, 6, 3, 4)
    code = next((code for code in gravest if any(one.exit_code == code for one in result.data)), 0)
    return Reply(result, lambda console: show(console, result.data), exit_code=code)


@command(app)
def export(
    session: Session,
    file: CaseFile,
    to: To = None,
    public: Public = False,
    language: ReportLanguageAlone = ReportLanguage.ENGLISH,
    passphrase_file: PassphraseFile = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Write the case as a document into a folder (-o); the person's pseudonym and facts stay in the case.

    Example: regimelab screen export grant.screening --to pdf --to html -o out
    """
    from regimelab.cli.screen_shown import heading
    from regimelab.study.screening import export_screening

    refuse_day(session)
    forms = tuple(dict.fromkeys(to or ("html",)))
    refuse_unknown("--to", forms, FORMS, "a form")
    secret = passphrase_of(session, passphrase_file)
    result = export_screening(file, secret, session.asked("", chronicle), forms, public, language)
    return Reply(result, lambda console: heading(console, result.data), folder=f"{file.stem}-export")


@command(app)
def diff(
    session: Session,
    file: CaseFile,
    other: Other,
    passphrase_file: PassphraseFile = None,
    other_passphrase_file: OtherPassphrase = None,
) -> Reply:
    """Say what differs between two versions of a case, or between a proposal with and without a part.

    Example: regimelab screen diff grant.screening grant-without-cameras.screening
    """
    from regimelab.cli.screen_lists import differences
    from regimelab.study.screening import compare_screenings

    secret = passphrase_of(session, passphrase_file)
    own = passphrase_of(session, other_passphrase_file) if other_passphrase_file else None
    result = compare_screenings(file, other, secret, own)
    return Reply(result, lambda console: differences(console, result.data))


@command(app)
def register(session: Session, file: Places, passphrase_file: PassphraseFile = None) -> Reply:
    """List the cases of folders with their levels, and how those that were approved fared.

    Example: regimelab screen register cases/
    """
    from regimelab.cli.screen_lists import registered
    from regimelab.study.screening import register_screenings

    result = register_screenings(file, passphrase_of(session, passphrase_file))
    return Reply(result, lambda console: registered(console, result.data))


@command(app)
def bank(session: Session, part: Part = "questions") -> Reply:
    """List the bank with its marks: questions, classes, commitments, treaties, assurances and the rest.

    Example: regimelab screen bank --part treaties
    """
    from regimelab.study.screening import question_bank

    result = question_bank(part)
    long = ("why", "no_concern", "some", "serious", "unknown_counts_as", "sources")
    columns = [name for name in result.rows[0] if name not in long]
    title = f"{part.capitalize()}, version {result.data.version} of the bank"

    def show(console: "Console") -> None:
        console.print(table(title, columns, result.rows))
        console.print(result.data.notice, style="dim", soft_wrap=True)

    return Reply(result, show)

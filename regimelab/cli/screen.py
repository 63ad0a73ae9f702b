"""``screen``: due diligence of a proposal, from an empty form to a signed file."""

from pathlib import Path
from typing import Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle
from regimelab.cli.output import check_target, write_file
from regimelab.cli.passphrase import PassphraseFile, passphrase_of
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.errors import Problem, UsageError

app = typer.Typer(
    name="screen",
    help="Due diligence of a proposal: it structures a judgement, and gives no legal advice.",
)

CaseFile = Annotated[Path, typer.Argument(metavar="FILE", help="A case file, such as grant.screening.")]
By = Annotated[
    str, typer.Option("--by", metavar="NAME", help="Who does this: a person answers and signs, and is named.")
]
Answers = Annotated[
    Path | None,
    typer.Option("--answers", metavar="FILE", help="Read answers from this TOML file instead of asking."),
]
Questions = Annotated[
    list[str] | None,
    typer.Option("--question", metavar="ID", help="Only these questions, such as Q3.13; may be repeated."),
]
Kind = Annotated[
    str | None,
    typer.Option("--class", metavar="CLASS", help="Class of the proposal, such as equipment or extradition."),
]
Hosts = Annotated[
    list[str] | None,
    typer.Option("--host", metavar="STATE", help="Code of a state concerned; may be repeated."),
]
Title = Annotated[str | None, typer.Option(help="What is proposed, in a line without names of persons.")]
Summary = Annotated[str | None, typer.Option(help="What is proposed, in a few sentences.")]
Recipient = Annotated[str, typer.Option(help="The unit that receives, and its chain of command.")]
Portfolio = Annotated[
    str, typer.Option(metavar="NAME|FILE", help="The portfolio that stands for the proposal in the model.")
]
Region = Annotated[str, typer.Option("--region", metavar="REGION", help="A packaged region, or a folder.")]
Depth = Annotated[
    str | None, typer.Option(metavar="DEPTH", help="Go deeper than the class asks: light, standard or full.")
]
Person = Annotated[bool, typer.Option("--person", help="It concerns a person: the case layer is asked too.")]
Ladder = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="TOML file with the institution's own [ladder]: LOW, MEDIUM, HIGH."),
]
StatesFrom = Annotated[
    Path | None,
    typer.Option(
        "--context",
        metavar="FILE",
        help="Take the answers about the state from this case of the same states.",
    ),
]
Anchor = Annotated[
    str, typer.Option(metavar="HASH", help="A head of the log kept elsewhere: the file must contain it.")
]
Template = Annotated[
    Path | None,
    typer.Option("--template", metavar="FILE", help="Write a file of answers to fill in, with the evidence."),
]
Limit = Annotated[
    int, typer.Option(min=1, metavar="NUMBER", help="How many pieces of evidence a question shows.")
]
OWN_DAY = "A case is judged on its own day; move it with 'as_of' in a file of answers."


@command(app)
def new(
    session: Session,
    file: CaseFile,
    by: By,
    kind: Kind = None,
    host: Hosts = None,
    title: Title = None,
    summary: Summary = None,
    recipient: Recipient = "",
    portfolio: Portfolio = "",
    region: Region = UNSET,
    depth: Depth = None,
    person: Person = False,
    ladder: Ladder = None,
    states_from: StatesFrom = None,
    passphrase_file: PassphraseFile = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Open a case file, sealed with a passphrase; what is not given is asked on a terminal.

    Example: regimelab screen new grant.screening --by "Desk 3" --class equipment --host TJK
    """
    from regimelab.cli.screen_prompts import asked_for
    from regimelab.cli.screen_shown import checked
    from regimelab.study.screening import NewCase, new_screening, reuse_context
    from regimelab.study.screening.begin import day_named, proposal_of, read_ladder

    if file.exists() and not session.common.force:
        raise UsageError(Problem(str(file), "is there already.", "Give another file, or --force."))
    given = asked_for(
        session,
        {
            "kind": kind,
            "hosts": tuple(host or ()),
            "title": title,
            "summary": summary,
            "recipient": recipient,
            "portfolio": portfolio,
            "region": region,
            "person_specific": person,
        },
    )
    secret = passphrase_of(session, passphrase_file, new=True)
    asked = session.asked(region, chronicle)
    case = NewCase(proposal_of(given), by, day_named(session.chosen.as_of), depth, read_ladder(ladder))
    result = new_screening(file, secret, case, asked, session.common.force)
    if states_from:
        result = reuse_context(file, secret, states_from, secret, asked, by)
    session.say(f"wrote {file}")
    return Reply(result, lambda console: checked(console, result.data))


@command(app)
def edit(
    session: Session,
    file: CaseFile,
    by: By = "",
    answers: Answers = None,
    question: Questions = None,
    passphrase_file: PassphraseFile = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Answer questions in a form with the evidence beside them, or from a file of answers.

    Example: regimelab screen edit grant.screening --answers answers.toml
    """
    from regimelab.cli.screen_form import fill
    from regimelab.cli.screen_shown import checked
    from regimelab.study.screening import edit_screening, read_edits

    refuse_day(session)
    asked = session.asked("", chronicle)
    edits = read_edits(answers) if answers else None
    secret = passphrase_of(session, passphrase_file)
    if edits is not None:
        result = edit_screening(file, secret, edits, asked, by)
    else:
        result = fill(session, file, secret, asked, by, tuple(question or ()))
    return Reply(result, lambda console: checked(console, result.data))


@command(app)
def suggest(
    session: Session,
    file: CaseFile,
    question: Questions = None,
    limit: Limit = 12,
    template: Template = None,
    passphrase_file: PassphraseFile = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Open the evidence drawer of each question, contrary evidence first; a person picks the answer.

    Example: regimelab screen suggest grant.screening --question Q3.13 --limit 20
    """
    from regimelab.cli.screen_lists import drawers
    from regimelab.study.screening import suggest_evidence, template_of

    refuse_day(session)
    if template:
        check_target(template, session.common.force)
    secret, asked = passphrase_of(session, passphrase_file), session.asked("", chronicle)
    result = suggest_evidence(file, secret, asked, tuple(question or ()), limit)
    if template:
        text = template_of(file, secret, result.data)
        (written,) = write_file(template, text.encode(), session.common.force)
        session.say(f"wrote {written}")
    return Reply(result, lambda console: drawers(console, result.data))


@command(app)
def check(
    session: Session,
    file: CaseFile,
    anchor: Anchor = "",
    passphrase_file: PassphraseFile = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Check a case: log, evidence, what is missing. Exits 3 if incomplete, 4 if HIGH, 5 if barred.

    Example: regimelab screen check grant.screening --json
    """
    from regimelab.cli.screen_shown import checked
    from regimelab.study.screening import check_screening

    refuse_day(session)
    secret = passphrase_of(session, passphrase_file)
    result = check_screening(file, secret, session.asked("", chronicle), anchor)
    return Reply(result, lambda console: checked(console, result.data), exit_code=result.data.exit_code)


@command(app)
def assess(
    session: Session,
    file: CaseFile,
    passphrase_file: PassphraseFile = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Show the result with everything that it rests on, and what stands beside it.

    Example: regimelab screen assess grant.screening
    """
    from regimelab.cli.screen_shown import assessed
    from regimelab.study.screening import check_screening

    refuse_day(session)
    secret = passphrase_of(session, passphrase_file)
    result = check_screening(file, secret, session.asked("", chronicle))
    return Reply(result, lambda console: assessed(console, result.data))


def refuse_day(session: Session) -> None:
    """Refuse --as-of where a case has a day of its own."""
    if session.chosen.as_of:
        raise UsageError(Problem("--as-of", "this case has a day of its own.", OWN_DAY))

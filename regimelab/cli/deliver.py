"""Bringing a reply to the user: files first, then the run's record, then stdout."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from regimelab.cli.envelope import success
from regimelab.cli.formats import BINARY, Format, encode, refuse_grid
from regimelab.cli.output import check_target, write_file, write_folder
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.errors import Problem, UsageError

if TYPE_CHECKING:
    from regimelab.study.manifest import Manifest

RECORD = "manifest.json"


def check_early(session: Session, computes: bool, gridded: bool = False) -> None:
    """Refuse before computing what could not be delivered afterwards."""
    if session.common.output is not None and not session.common.output.strip():
        raise UsageError(Problem("--output", "it is empty.", "Give a file or a folder, or - for stdout."))
    for target in (session.target, session.common.manifest):
        if target:
            check_target(target, session.common.force)
    if computes and not (session.target or session.common.manifest):
        check_target(session.settings.runs / RECORD, force=True)
    if session.target and session.common.manifest and session.target == session.common.manifest.expanduser():
        what = f"{session.target} is where the result goes, too."
        raise UsageError(Problem("--manifest", what, "Give the record another place."))
    if session.form is Format.NETCDF and not gridded:
        refuse_grid()
    if session.form in BINARY and session.target is None and sys.stdout.isatty():
        what = f"{session.form} does not belong on a terminal."
        raise UsageError(Problem("--format", what, "Give a file with -o."))


def deliver(session: Session, reply: Reply, computes: bool) -> None:
    """Write what is to be written and print what is to be printed."""
    written = _write(session, reply)
    if computes:
        _record(session, reply, written)
    for path in written:
        session.say(f"wrote {path}")
    for warning in (*reply.result.warnings, *reply.result.remarks):
        session.say(f"note: {warning}")
    _print(session, reply)


def _write(session: Session, reply: Reply) -> tuple[Path, ...]:
    files, target = reply.result.files, session.target
    if files:
        return write_folder(target or Path(reply.folder), files, session.common.force)
    if target:
        return write_file(target, _encoded(session, reply), session.common.force)
    return ()


def _encoded(session: Session, reply: Reply) -> bytes:
    if session.form is Format.JSON:
        return f"{_envelope(session, reply, in_file=True)}\n".encode()
    if session.form is Format.TABLE:
        return _drawn(session, reply)
    return encode(reply.result.rows, session.form, reply.result.axes)


def _drawn(session: Session, reply: Reply) -> bytes:
    console = session.console()
    console.no_color = True
    with console.capture() as capture:
        reply.show(console)
    return capture.get().encode()


def _envelope(session: Session, reply: Reply, in_file: bool) -> str:
    """Spell the answer; in a file the time it took is left out, so that a rerun gives the same bytes."""
    result, meta = reply.result, session.meta(reply.result.release)
    return success(
        session.command, result.data, result.warnings, replace(meta, elapsed_ms=None) if in_file else meta
    )


def _print(session: Session, reply: Reply) -> None:
    try:
        _to_stdout(session, reply)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _to_stdout(session: Session, reply: Reply) -> None:
    if session.envelope_on_stdout:
        print(_envelope(session, reply, in_file=False))
    elif session.target and not reply.result.files:
        return
    elif session.form in (Format.CSV, *BINARY):
        sys.stdout.flush()
        sys.stdout.buffer.write(encode(reply.result.rows, session.form, reply.result.axes))
    else:
        reply.show(session.console())


def _record(session: Session, reply: Reply, written: tuple[Path, ...]) -> None:
    from regimelab.study.manifest import is_record, to_text

    place = session.common.manifest or _place(session, reply, written)
    text = to_text(_manifest(session, reply, written))
    (path,) = write_file(place, text.encode(), session.common.force or is_record(place))
    session.say(f"record of the run: {path}")


def _place(session: Session, reply: Reply, written: tuple[Path, ...]) -> Path:
    """Put the record beside what was written, or among the user's runs."""
    if len(written) > 1:
        return written[0].parent / RECORD
    if written:
        return written[0].with_name(f"{written[0].name}.{RECORD}")
    name = f"{session.started:%Y%m%dT%H%M%S}-{session.command}-{os.getpid()}"
    return session.settings.runs / name / RECORD


def _manifest(session: Session, reply: Reply, written: tuple[Path, ...]) -> "Manifest":
    from regimelab.study.manifest import Manifest, stamp_all, versions
    from regimelab.study.plain import fingerprint

    result = reply.result
    return Manifest(
        command=session.command,
        arguments=session.arguments,
        settings={one.name: str(one.value) for one in session.settings.origins},
        folder=str(Path.cwd()),
        inputs=stamp_all(result.inputs),
        evidence_release=result.release,
        seed=session.settings.seed,
        versions=versions(),
        started=session.started.isoformat(timespec="seconds"),
        elapsed_ms=session.elapsed_ms(),
        result=fingerprint(result.data),
        outputs=stamp_all(written),
        into="folder" if result.files else "file" if written else "stdout",
    )

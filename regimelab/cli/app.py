"""All commands under one name, and every way in which a command can end."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from regimelab import __version__
from regimelab.cli import failures
from regimelab.cli.exits import INTERRUPTED, OK
from regimelab.errors import RegimelabError


class Door(TyperGroup):
    """The root command: whatever happens becomes an exit code and a message."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:  # noqa: ANN401
        """Run a command line and leave with its exit code."""
        words = tuple(sys.argv[1:] if args is None else args) or ("--help",)
        extra |= {"standalone_mode": False, "obj": words, "prog_name": "regimelab"}
        raise SystemExit(self._run(words, *rest, **extra))

    def _run(self, words: tuple[str, ...], *rest: Any, **extra: Any) -> int:  # noqa: ANN401
        failing = failures.Failing(failures.command_name(words, self), words)
        try:
            code = super().main(list(words), *rest, **extra)
        except RegimelabError as error:
            return failing.ours(error)
        except typer.TyperException as error:
            return failing.usage(error)
        except KeyboardInterrupt:
            return failing.interrupted()
        except Exception as error:
            return failing.unexpected(error)
        return failing.interrupted() if code == INTERRUPTED.code else code or OK.code


def _print_version(asked: bool) -> bool:
    if asked:
        print(f"regimelab {__version__}")
        raise typer.Exit()
    return asked


app = typer.Typer(
    name="regimelab",
    cls=Door,
    epilog="Example: regimelab brief central_asia -o out",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback()
def regimelab(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A laboratory for international regimes: claims with numbers, futures, options, briefs."""

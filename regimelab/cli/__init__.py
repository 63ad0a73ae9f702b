"""The command line: each command reads arguments, calls one function of ``study``, shows."""

import signal
import sys
from importlib import import_module


def main() -> None:
    """Run the command line; importing it can be interrupted too."""
    try:
        import_module("regimelab.cli.commands").app()
    except KeyboardInterrupt:
        print("error: regimelab: interrupted.", file=sys.stderr)
        raise SystemExit(130) from None
    finally:
        # All is said: what stops Python's own end needs no words.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

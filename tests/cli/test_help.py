import subprocess
import sys

import pytest
from typer.main import get_command

from regimelab.cli.commands import app

HEAVY = ("jax", "duckdb", "ibis", "pyarrow", "numpy", "pydantic", "rich.progress", "matplotlib")


def leaves(command, words=()):
    for name, child in getattr(command, "commands", {}).items():
        if hasattr(child, "commands"):
            yield from leaves(child, (*words, name))
        else:
            yield (*words, name)


LEAVES = list(leaves(get_command(app)))


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_every_command_explains_itself_with_an_example(run, words):
    done = run(*words, "--help")
    assert done.exit_code == 0
    assert f"Example: regimelab {' '.join(words)}" in done.stdout
    common = (
        "--store",
        "--seed",
        "--json",
        "--quiet",
        "--verbose",
        "--no-color",
        "--force",
        "--output",
        "--no-input",
    )
    assert [option for option in common if option not in done.stdout] == []


def test_the_help_loads_nothing_heavy():
    lines = (
        "import sys",
        "from regimelab.cli import main",
        "sys.argv[1:] = ['--help']",
        "try: main()",
        f"except SystemExit: sys.exit(str([name for name in {HEAVY} if name in sys.modules] or ''))",
    )
    code = "\n".join(lines)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == ""


def test_the_version_is_printed(run):
    assert run("--version").stdout.startswith("regimelab ")


def test_a_mistyped_command_gets_the_nearest_name(run):
    done = run("claim")
    assert done.exit_code == 2 and "Did you mean 'claims'?" in done.stderr

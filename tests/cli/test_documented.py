"""What the documents tell a reader to type can be typed: every command and option in them is there."""

import re
import shlex
from itertools import takewhile
from pathlib import Path

import pytest
from typer.main import get_command

from regimelab.cli.commands import app

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", flags=re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`(regimelab [^`]+)`")
OPTION = re.compile(r"--?[a-zA-Z]")
WHOLE = get_command(app)
EVERYWHERE = {"--help", "-h", "--version"}


def documented(text):
    """Command lines of a document, in blocks and within sentences."""
    blocks = [block for _, language, block in BLOCK.findall(text) if language in ("", "sh")]
    lines = (line.strip() for block in blocks for line in block.replace("\\\n", " ").split("\n"))
    return [line for line in lines if line.startswith("regimelab ")] + INLINE.findall(text)


def words_of(line):
    """The words of a command line, without what the shell does with its result."""
    shell = shlex.shlex(line, posix=True, punctuation_chars=";|<>&")
    shell.whitespace_split = True
    return list(takewhile(lambda word: word[0] not in ";|<>&", (word or " " for word in shell)))


def lacking(line):
    """Say what a command line names that is not there."""
    words, here = words_of(line)[1:], WHOLE
    while words and not OPTION.match(words[0]) and hasattr(here, "commands"):
        known = here.commands
        if words[0] not in known and "show" not in known:  # the one group whose first word may be left out
            return [words[0]]
        here = known[words.pop(0)] if words[0] in known else known["show"]
    options = EVERYWHERE.union(*({*one.opts, *one.secondary_opts} for one in here.params))
    return [word for word in words if OPTION.match(word) and word.partition("=")[0] not in options]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_a_document_names_is_there(document):
    told = documented(document.read_text(encoding="utf-8"))
    assert {line: wrong for line in told if (wrong := lacking(line))} == {}


def test_commands_are_found_and_mistakes_in_them_seen():
    assert len(documented((ROOT / "README.md").read_text(encoding="utf-8"))) > 10
    assert lacking("regimelab claims central_asia --json") == []
    assert lacking("regimelab claim central_asia") == ["claim"]
    assert lacking("regimelab laws comparison a b") == ["comparison"]
    assert lacking("regimelab claims central_asia --jason") == ["--jason"]

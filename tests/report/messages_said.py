"""Every message that the report says, and the comparison of laws, read from their code and the templates."""

import ast
import re
from pathlib import Path

import regimelab.report

ROOM = Path(regimelab.report.__file__).parent
STUDY = ROOM.parent / "study" / "laws"
CALLS = {"say", "say_text", "message"}
TEMPLATE = re.compile(r'\bsay\("((?:[^"\\]|\\.)*)"')


def messages():
    """Messages of one form, by the file that says them."""
    found = {}
    for path, call in calls():
        if call.func.id in CALLS and isinstance(call.args[0], ast.Constant):
            found.setdefault(call.args[0].value, path)
    for path in sorted((ROOM / "templates").iterdir()):
        for text in TEMPLATE.findall(path.read_text(encoding="utf-8")):
            found.setdefault(text, path.name)
    return found


def plurals():
    """Messages whose form depends on a number, by the form of many."""
    return {call.args[1].value for _, call in calls() if call.func.id == "say_count"}


def calls():
    for path in sorted((*ROOM.rglob("*.py"), *STUDY.rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                yield path.relative_to(ROOM.parent).as_posix(), node

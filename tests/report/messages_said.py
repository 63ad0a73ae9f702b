"""Every message that the report says, and the comparison of laws, read from their code and the templates."""

import ast
import html
import re
from pathlib import Path

import regimelab.report
import regimelab.study.laws

ROOM = Path(regimelab.report.__file__).parent
LAWS = Path(regimelab.study.laws.__file__).parent  # writes out numbers and sentences of its pages
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
    for path in (*sorted(ROOM.rglob("*.py")), *sorted(LAWS.rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                yield path.relative_to(ROOM.parent).as_posix(), node


def shown(page):
    """The text of a page in its own language, without what is marked as English."""
    marked = r"<style>.*?</style>|<(\w+)[^>]* lang=\"en\"[^>]*>.*?</\1>"
    return words_of(re.sub(marked, " ", page, flags=re.DOTALL))


def words_of(page):
    """All text of a page."""
    text = re.sub(r"<style>.*?</style>", " ", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def english_left(page, handed=()):
    """Words of ours that a page says in English, beside those that it was handed."""
    words = set(re.findall(r"(?<![\w.#/-])[a-z]{4,}(?![\w.-])", shown(page)))
    ours = " ".join(messages())
    return {one for one in words - {*handed} if re.search(rf"\b{one}\b", ours)} - {"regimelab"}

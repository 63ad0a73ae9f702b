"""The site: built without a warning, whole, offline; every command and effect is on it."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typer

from regimelab.cli.commands import app
from regimelab.theory.catalogue import EFFECTS
from regimelab.theory.networks import NETWORK_EFFECTS

ROOT = Path(__file__).parents[2]


class Links(HTMLParser):
    """Collects what a page links to, what it loads, and the places that it has."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loaded, self.places = [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.places |= {given["id"]} if given.get("id") else set()
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag in ("script", "img", "link") and (given.get("src") or given.get("href")):
            self.loaded.append(given.get("src") or given["href"])


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("site")
    words = [
        "-m",
        "sphinx",
        "-b",
        "html",
        "-W",
        "--keep-going",
        "-q",
        "-d",
        out / "trees",
        ROOT / "docs",
        out / "html",
    ]
    done = subprocess.run(
        [sys.executable, *map(str, words)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return out / "html"


@pytest.fixture(scope="module")
def pages(site):
    found = {path: Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    return {path.relative_to(site).as_posix(): page for path, page in found.items()}


@pytest.mark.slow
def test_every_link_within_the_site_leads_to_a_place_that_is_there(site, pages):
    missing = []
    for name, page in pages.items():
        for link in page.links:
            if re.match(r"[a-z]+:", link):
                continue
            path, _, place = link.partition("#")
            target = (site / name).parent / path if path else site / name
            there = target.resolve().relative_to(site).as_posix() if target.exists() else None
            if there is None or (place and there in pages and place not in pages[there].places):
                missing.append((name, link))
    assert missing == []


@pytest.mark.slow
def test_the_site_asks_nothing_of_the_network(pages):
    assert [(name, one) for name, page in pages.items() for one in page.loaded if "//" in one] == []


@pytest.mark.slow
def test_formulas_are_set_by_the_browser(site, pages):
    assert "<math" in (site / "explanation/model.html").read_text(encoding="utf-8")
    assert [one for page in pages.values() for one in page.loaded if "math" in one.lower()] == []


@pytest.mark.slow
def test_every_document_is_a_page_of_the_site(pages):
    sources = [path for path in (ROOT / "docs").rglob("*") if path.suffix in (".md", ".ipynb")]
    wanted = {path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in sources}
    assert wanted - set(pages) == {"README.html"}


@pytest.mark.slow
def test_every_command_and_every_effect_is_on_the_site(site):
    commands = (site / "reference/commands.html").read_text(encoding="utf-8")
    effects = (site / "reference/effects.html").read_text(encoding="utf-8")
    network = (site / "reference/network-effects.html").read_text(encoding="utf-8")
    assert [name for name in named(typer.main.get_command(app)) if name not in commands] == []
    assert [effect.name for effect in EFFECTS if effect.name not in effects] == []
    written = {effect.name.removesuffix("_ego").removesuffix("_alter") for effect in NETWORK_EFFECTS}
    assert [name for name in written if name not in network] == []


def named(group, before="regimelab"):
    for name, one in group.commands.items():
        inner = getattr(one, "commands", None)
        yield from named(one, f"{before} {name}") if inner else [f"{before} {name}"]

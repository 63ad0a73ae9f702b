"""The reference says what the catalogues say, and the catalogues leave nothing out."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from regimelab.region import registers
from regimelab.theory.catalogue import EFFECT_NAMES, EFFECTS

DOCS = Path(__file__).resolve().parents[1] / "docs"
with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(DOCS)
    generate, commands = import_module("generate"), import_module("commands")

LINK = re.compile(r"\]\(([^)\s#][^)\s]*)\)")
PAGES = generate.pages()
COMMANDS = dict(commands.leaf_commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_page_is_what_the_catalogue_says(page):
    assert (DOCS / "reference" / page.file).read_text() == page.text, "run `make docs`"


def test_reference_holds_no_page_without_a_catalogue():
    assert {path.name for path in (DOCS / "reference").iterdir()} == {page.file for page in PAGES}


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.name)
def test_every_effect_has_a_meaning_a_formula_a_reason_and_a_source(effect):
    assert effect.meaning.endswith(".")
    assert all((effect.title, effect.formula, effect.reason, effect.source))


def test_region_files_can_name_every_effect_of_the_theory_and_no_other():
    assert registers.EFFECT_NAMES == EFFECT_NAMES


def test_there_are_thirteen_claims_each_with_rivals_and_with_what_would_change_it():
    found = generate.propositions()
    assert [claim.id for claim in found] == list(range(1, 14))
    assert all(
        claim.passage and claim.estimand and claim.alternatives and claim.would_change for claim in found
    )


def test_every_part_of_the_regime_is_measured_and_explained():
    names = [name for name, _, _ in generate.catalogue_of_measures()]
    assert {"principles", "norms", "rules", "procedures", "coexistence"} <= set(names)


def test_what_a_lever_does_has_a_reason_and_a_source_unless_it_is_assumed():
    effects = [effect for lever in generate.options().levers for effect in lever.effects]
    assert effects
    assert all(effect.reason and (effect.source or effect.basis == "assumed") for effect in effects)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_an_example(name):
    text, _, example = COMMANDS[name].help.partition("Example: ")
    assert text.strip().split("\n")[0].endswith((".", ").")) and example.startswith("regimelab ")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_and_option_has_help(name):
    assert [one.name for one in COMMANDS[name].params if not one.help] == []


def test_every_link_between_documents_leads_somewhere():
    root = DOCS.parent
    documents = [*root.glob("*.md"), *DOCS.rglob("*.md")]
    broken = {
        f"{document.relative_to(root)}: {target}"
        for document in documents
        for target in LINK.findall(document.read_text())
        if "://" not in target and not (document.parent / target.partition("#")[0]).exists()
    }
    assert broken == set()

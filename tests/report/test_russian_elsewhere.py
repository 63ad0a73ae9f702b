"""Nothing of a packaged region or of the world's data stays in English in a Russian brief."""

import html
import importlib
import pkgutil
import re
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_loader

import pytest

import regimelab.claims.world
from regimelab.report.language import Foreign, other, speaking

REGIONS = sorted(one.name for one in (files("regimelab") / "regions").iterdir() if one.is_dir())
SAID = {"text", "reason", "leader_office"}
WORDS = re.compile(r"[A-Za-z]{4,}")


def told(region):
    """What a region's file says in words: names of states and organisations, offices, and statements."""
    read = tomllib.loads((files("regimelab") / "regions" / region / "region.toml").read_text("utf-8"))
    named = [read["name"], *(one["name"] for one in (*read["members"], *read["outside"]))]

    def statements(value):
        for key, inner in value.items() if isinstance(value, dict) else ():
            if key in SAID and isinstance(inner, str):
                yield inner
            yield from statements(inner)
        for inner in value if isinstance(value, list) else ():
            yield from statements(inner)

    return [*named, *statements(read)]


def english(texts):
    with speaking("ru"):
        return [text for text in texts if isinstance(other(text), Foreign)]


@pytest.mark.parametrize("region", [one for one in REGIONS if one != "central_asia"])
def test_what_the_file_of_a_region_says_is_said_in_russian(region):
    assert english(told(region)) == []


@pytest.mark.parametrize("room", [one.name for one in pkgutil.iter_modules(regimelab.claims.world.__path__)])
def test_methods_and_units_of_the_worlds_readings_are_said_in_russian(room):
    module = importlib.import_module(f"regimelab.claims.world.{room}")
    assert (
        english(value for value in (getattr(module, name, "") for name in ("METHOD", "UNIT")) if value) == []
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "By 5692 roll calls in the UN General Assembly two members stood 0.26 (0.21 to 0.34) standard "
        "deviations of "
        "all states apart in 2010-2015, and of the powers nearest to the European Union.",
        "ideal points: members to USA on human rights, 2010-2015 less before",
        "ideal points: among members, change per decade",
        "Nothing is on record of how members answered each other's crises; 80 could have been given to 16 "
        "crises.",
        "Members' civil liberties stood at 0.37 (the file gives no bounds) of 1 in 2015, as V-Dem's experts "
        "rate "
        "them; they fell in 2 of 6 members over the period.",
        "Of 2499 decisions on asylum of members' nationals in 2010-2015, 1610 gave protection; a typical "
        "host's "
        "share of protection is 0.65 (0.56 to 0.73).",
        "The share of the United States in members' arms delivered in 2006-2015 is 0.61 (0.47 to 0.76).",
        "What 3 parts (no blame, meetings, votes) have in common changed by 0.06 (-0.49 to 0.80) in log "
        "odds from "
        "January 2010 to December 2015; the probability that it rose at all is 0.59; nothing can be said of "
        "law, "
        "coexistence.",
        "Undetermined, since not every kind of chance could be tested (permuted dates: relabelling changes "
        "none of "
        "the parts; placebo regions: the record allows 3 relabellings, fewer than 19) (p-values of the "
        "others: "
        "rewired actors 0.010).",
        "world, autocracies: protest in the 12 months after a ruler of ten years or more left so",
        "world, autocracies: less restraint after asylum granted by democracies, the more allies",
        "Machine-coded: SAU, violence (CAMEO 180, Use unconventional violence; 2 reports).",
    ],
)
def test_sentences_that_the_measures_make_are_said_in_russian_whole(sentence):
    with speaking("ru"):
        said = other(sentence)
    assert not isinstance(said, Foreign)
    assert set(WORDS.findall(said)) <= {"CAMEO", "Use", "unconventional", "violence"}
    assert all(figure.replace(".", ",") in said for figure in re.findall(r"\d+\.\d+", sentence))


def test_a_place_of_years_holds_nothing_but_years():
    apart = "By 12 roll calls in the UN General Assembly two members stood 0.26 (0.21 to 0.34) "
    apart += "standard deviations"
    with speaking("ru"):
        assert isinstance(other(f"{apart} of all states apart in nobody knows when."), Foreign)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
def test_of_the_gulf_only_quotations_codes_and_titles_stay_in_english(root, shared, tmp_path):
    from regimelab.region import load_region
    from regimelab.report.recommendations import RECOMMENDATIONS
    from regimelab.study.brief import Form, brief
    from regimelab.study.opening import Asked

    loader = SourceFileLoader("add_shared_data", str(root / "scripts" / "add-shared-data"))
    script = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(script)
    store = tmp_path / "evidence.duckdb"
    script.add(store, shared, ("icews", "sipri_tiv", "un_votes", "unhcr_decisions", "vdem", "atop"))
    found = brief(Asked("gulf", store), futures=20, months=6, form=Form("ru"))
    page, region = found.files["brief.html"].decode(), load_region("gulf")
    quoted = {one.passage for one in (*found.data.claims, *region.threats, *RECOMMENDATIONS)}
    known = {one.rstrip(".") for one in (*quoted, region.brief.title)}
    marked = {html.unescape(one).rstrip(".") for one in re.findall(r'<span lang="en">(.*?)</span>', page)}
    assert {
        one for one in marked - known if " " in one and not re.search(r"\(\d{4}\), |, \w+$", one)
    } == set()

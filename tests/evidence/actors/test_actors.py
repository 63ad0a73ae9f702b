"""One vocabulary: every state in every scheme, successors by date, and no guessing between two."""

from datetime import date

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from regimelab.evidence.actors import actor_codes, claims, disagreements, name_of, unmapped, with_actors
from regimelab.evidence.actors.claims import Claim, stretches
from regimelab.evidence.shapes import SHAPES, Shape

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # ibis 12 on DuckDB 2

SCHEMES = ("cameo", "cow", "fips", "gw", "iso2", "iso3", "iso_numeric", "name", "un", "unhcr", "vdem")


@pytest.fixture(scope="module")
def table():
    return actor_codes().to_pylist()


@pytest.fixture(scope="module")
def meaning(table):
    """Say what a code means on a day."""

    def means(scheme, code, day=date(2020, 6, 1)):
        found = {
            row["actor"]
            for row in table
            if (row["scheme"], row["code"].upper()) == (scheme, code.upper())
            and (row["since"] is None or row["since"] <= day)
            and (row["until"] is None or day < row["until"])
        }
        assert len(found) <= 1
        return next(iter(found), None)

    return means


def actors_of(table, scheme, day=date(2020, 6, 1)):
    return {
        row["actor"]
        for row in table
        if row["scheme"] == scheme
        and (row["since"] is None or row["since"] <= day)
        and (row["until"] is None or day < row["until"])
    }


@pytest.mark.parametrize("scheme", ["iso3", "iso2", "iso_numeric", "un", "name", "cameo", "fips"])
def test_a_scheme_of_the_whole_world_has_195_states_and_more(table, scheme):
    assert len(actors_of(table, scheme)) >= 195


@pytest.mark.parametrize(("scheme", "at_least"), [("cow", 195), ("gw", 195), ("unhcr", 195), ("vdem", 175)])
def test_a_scheme_of_states_has_all_that_it_counts(table, scheme, at_least):
    assert len(actors_of(table, scheme)) >= at_least


@pytest.mark.parametrize(
    ("code", "actor"),
    [("705", "KAZ"), ("703", "KGZ"), ("702", "TJK"), ("701", "TKM"), ("704", "UZB"), ("365", "RUS")],
)
def test_the_correlates_of_war_numbers_of_the_region_are_known(meaning, code, actor):
    assert meaning("cow", code) == meaning("gw", code) == actor


@pytest.mark.parametrize(
    "actor", ["KAZ", "KGZ", "TJK", "TKM", "UZB", "RUS", "CHN", "TUR", "IRN", "AFG", "USA"]
)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_members_and_patrons_are_in_every_scheme(table, scheme, actor):
    assert actor in actors_of(table, scheme)


@pytest.mark.parametrize(
    ("scheme", "code", "actor"),
    [
        ("fips", "KZ", "KAZ"),
        ("fips", "KG", "KGZ"),
        ("fips", "TI", "TJK"),
        ("fips", "TX", "TKM"),
        ("fips", "CH", "CHN"),
        ("iso2", "CH", "CHE"),
        ("iso_numeric", "004", "AFG"),
        ("iso_numeric", "4", "AFG"),
        ("un", "417", "KGZ"),
        ("unhcr", "ARE", "EGY"),
        ("unhcr", "AUS", "AUT"),
        ("vdem", "121", "KAZ"),
        ("cameo", "UNO", "UN"),
        ("cameo", "SCE", "OSCE"),
        ("cameo", "EEC", "EU"),
        ("name", "Kyrgyz Republic", "KGZ"),
        ("name", "Kyrgyzstan", "KGZ"),
        ("name", "Russian Federation", "RUS"),
        ("name", "Cote d'Ivoire", "CIV"),
        ("name", "Republic of Korea", "KOR"),
        ("name", "Shanghai Cooperation Organization", "SCO"),
    ],
)
def test_a_scheme_keeps_its_own_meaning_of_a_code(meaning, scheme, code, actor):
    assert meaning(scheme, code) == actor


@pytest.mark.parametrize(
    ("scheme", "code", "day", "actor"),
    [
        ("cow", "365", date(1985, 1, 1), "RUS"),
        ("iso3", "SUN", date(1985, 1, 1), "RUS"),
        ("cow", "345", date(1985, 1, 1), "SRB"),
        ("cow", "345", date(2010, 1, 1), "SRB"),
        ("gw", "340", date(2010, 1, 1), "SRB"),
        ("gw", "345", date(1985, 1, 1), "SRB"),
        ("cow", "255", date(1930, 1, 1), "DEU"),
        ("cow", "260", date(1980, 1, 1), "DEU"),
        ("gw", "260", date(2010, 1, 1), "DEU"),
        ("cow", "265", date(1980, 1, 1), "DDR"),
        ("cow", "315", date(1980, 1, 1), "CSK"),
        ("gw", "316", date(2000, 1, 1), "CZE"),
        ("cow", "678", date(1980, 1, 1), "YEM"),
        ("cow", "679", date(2000, 1, 1), "YEM"),
        ("gw", "678", date(2000, 1, 1), "YEM"),
        ("gw", "680", date(1980, 1, 1), "YMD"),
        ("cow", "816", date(1965, 1, 1), "VNM"),
        ("cow", "817", date(1965, 1, 1), "RVN"),
        ("gw", "817", date(1965, 1, 1), "RVN"),
        ("vdem", "VDR", date(1965, 1, 1), "RVN"),
        ("iso3", "VDR", date(1976, 1, 1), "VNM"),
        ("cow", "625", date(2000, 1, 1), "SDN"),
        ("cow", "626", date(2015, 1, 1), "SSD"),
        ("iso2", "CS", date(1990, 1, 1), "CSK"),
        ("iso2", "CS", date(2005, 1, 1), "SRB"),
        ("iso2", "CS", date(1998, 1, 1), None),
        ("name", "Yemen", date(1980, 1, 1), None),
        ("name", "Yemen", date(2000, 1, 1), "YEM"),
        ("name", "Vietnam", date(1965, 1, 1), None),
        ("name", "Vietnam", date(2000, 1, 1), "VNM"),
        ("name", "Congo", date(2000, 1, 1), "COG"),
        ("name", "Korea", date(2000, 1, 1), None),
        ("cow", "730", date(1900, 1, 1), None),
    ],
)
def test_a_successor_is_told_by_the_day_and_two_claimants_by_neither(meaning, scheme, code, day, actor):
    assert meaning(scheme, code, day) == actor


def test_the_numbers_agree_with_the_list_of_states_but_for_what_is_named_here(shared, meaning):
    states = pq.read_table(shared / "data/states.parquet").to_pylist()
    others = {
        (scheme, row[column], row["iso3"], meaning(scheme, str(row[column])))
        for row in states
        for scheme, column in (("cow", "ccode"), ("gw", "gwcode"))
        if meaning(scheme, str(row[column])) != row["iso3"]
    }
    known = {
        ("cow", 315, None, "CSK"),  # the list leaves Czechoslovakia open
        ("gw", 315, None, "CSK"),
        ("cow", 817, "VDR", "RVN"),  # V-Dem's VDR is the south; the VDR of ISO 3166-3 was the north
        ("gw", 817, "VDR", "RVN"),
    }
    assert others == known, f"new: {sorted(others - known, key=str)}; gone: {sorted(known - others, key=str)}"


def test_every_claim_has_its_source_and_its_days_in_order():
    assert all(claim.source and claim.actor and claim.code == claim.code.strip() for claim in claims())
    assert all(claim.since < claim.until for claim in claims() if claim.since and claim.until)
    assert len({claim[:5] for claim in claims()}) == len(claims())


def test_a_code_never_means_two_actors_on_one_day():
    by_code = {}
    for row in actor_codes().to_pylist():
        by_code.setdefault((row["scheme"], row["code"].upper()), []).append(
            (row["since"] or date.min, row["until"] or date.max)
        )
    for spans in by_code.values():
        spans.sort()
        assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))


def test_every_disagreement_is_listed_with_its_claimants():
    listed = {(row["scheme"], row["code"]): row["actors"] for row in disagreements().to_pylist()}
    assert listed["cow", "730"] == ["KOR", "PRK"]
    assert listed["name", "Yemen"] == ["YEM", "YMD"]
    assert all(row["sources"] for row in disagreements().to_pylist())


def test_claims_are_cut_where_one_begins_or_ends():
    made = [
        Claim("x", "A", None, None, "ONE", "first"),
        Claim("x", "a", date(2000, 1, 1), date(2001, 1, 1), "TWO", "second"),
    ]
    assert [(s.since, s.until, s.actors) for s in stretches(made)] == [
        (None, date(2000, 1, 1), ("ONE",)),
        (date(2000, 1, 1), date(2001, 1, 1), ("ONE", "TWO")),
        (date(2001, 1, 1), None, ("ONE",)),
    ]


def dyads(*codes):
    schema = SHAPES[Shape.DYAD_TIME].to_pyarrow()
    rows = [
        {"line": n, "start": day, "sender_code": sender, "receiver_code": receiver, "value": 1.0}
        for n, (day, sender, receiver) in enumerate(codes)
    ]
    return ibis.memtable(pa.Table.from_pylist(rows, schema=schema))


def test_actors_are_filled_in_by_scheme_and_day_and_unknown_stays_null():
    rows = dyads(
        (date(1990, 1, 1), "CS", "kz"), (date(2005, 1, 1), " CS", "??"), (date(1998, 1, 1), "CS", None)
    )
    filled = with_actors(rows, Shape.DYAD_TIME, "iso2", ibis.memtable(actor_codes())).order_by("line")
    assert filled.schema() == rows.schema()
    got = filled.select("sender", "receiver", "sender_code", "receiver_code").to_pyarrow().to_pylist()
    assert [(row["sender"], row["receiver"]) for row in got] == [
        ("CSK", "KAZ"),
        ("SRB", None),
        (None, None),
    ]
    assert got[1]["receiver_code"] == "??"


def test_the_codes_that_no_actor_was_found_for_are_counted():
    day = date(2000, 1, 1)
    rows = dyads((day, "KAZ", "QQQ"), (day, "QQQ", "QQQ"), (day, "KGZ", None))
    filled = with_actors(rows, Shape.DYAD_TIME, "iso3", ibis.memtable(actor_codes()))
    counts = unmapped(filled).to_pyarrow().to_pylist()
    assert sorted((row["column"], row["code"], row["rows"]) for row in counts) == [
        ("receiver_code", "QQQ", 2),
        ("sender_code", "QQQ", 1),
    ]


@pytest.mark.parametrize("shape", list(Shape))
def test_actors_are_filled_in_whatever_the_shape(shape):
    schema = SHAPES[shape].to_pyarrow()
    day = "day" if shape is Shape.VOTES else "start"
    code = "actor_code" if "actor_code" in schema.names else "sender_code"
    rows = ibis.memtable(pa.Table.from_pylist([{day: date(2000, 1, 1), code: "705"}], schema=schema))
    filled = with_actors(rows, shape, "cow", ibis.memtable(actor_codes())).to_pyarrow()
    assert filled.schema.names == schema.names
    assert filled[code.removesuffix("_code")].to_pylist() == ["KAZ"]


def test_names_are_dated():
    assert name_of("TUR", date(2020, 1, 1)) == "Turkey"
    assert name_of("TUR", date(2023, 1, 1)) == "Türkiye"
    assert name_of("SWZ", date(2019, 1, 1)) == "Eswatini"
    assert name_of("MKD", date(2020, 1, 1)) == "North Macedonia"
    assert name_of("KGZ", date(1985, 1, 1)) == "Kirghiz SSR"
    assert name_of("KGZ", date(2020, 1, 1)) == "Kyrgyzstan"
    assert name_of("OSCE", date(1990, 1, 1)) == "Conference on Security and Co-operation in Europe"
    assert name_of("XXX", date(2020, 1, 1)) is None
    assert name_of("KAZ", date(2020, 1, 1), "kk") is None


def test_every_actor_of_a_scheme_has_a_name(table):
    states = {row["actor"] for row in table if row["scheme"] in {"iso3", "cow", "gw", "vdem"}}
    days = (date(1960, 1, 1), date(1985, 1, 1), date(2024, 1, 1))
    assert {actor for actor in states if not any(name_of(actor, day) for day in days)} == set()


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
def test_filling_in_is_one_expression_for_every_engine(dialect):
    rows = ibis.table(SHAPES[Shape.DYAD_TIME], name="rows")
    codes = ibis.table(ibis.schema(actor_codes().schema), name="codes")
    sql = ibis.to_sql(with_actors(rows, Shape.DYAD_TIME, "cow", codes), dialect=dialect)
    assert sql.count("LEFT OUTER JOIN") == 2
    assert ibis.to_sql(unmapped(rows), dialect=dialect)


@pytest.mark.parametrize(
    ("extract", "column", "actor"),
    [
        ("itpd_trade_dyad_year", "exporter", "exporter_iso3"),
        ("ucdp_orgviolence_country_year", "country", "iso3"),
        ("states", "name", "iso3"),
    ],
)
def test_the_names_that_producers_write_are_known(shared, meaning, extract, column, actor):
    listed = pq.read_table(shared / f"data/{extract}.parquet", columns=[column, actor])
    pairs = {(row[column], row[actor]) for row in listed.to_pylist() if row[actor]}
    others = {(name, iso3, meaning("name", name)) for name, iso3 in pairs if meaning("name", name) != iso3}
    assert others - {("Republic of Vietnam", "VDR", "RVN")} == set()

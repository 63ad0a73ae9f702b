"""Files between states, in their producers' layouts: obligations, organisations, trade, arms, asylum."""

from datetime import date

import duckdb
import ibis
import pyarrow.parquet as pq
import pytest

from regimelab.errors import InvalidInput
from regimelab.evidence.actors import actor_codes, unmapped, with_actors
from regimelab.evidence.reading import readable
from regimelab.evidence.shapes import SHAPES
from regimelab.evidence.sources import SOURCE

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # ibis 12 on DuckDB 2

FILES = {
    "atop": """\
ddyad,year,stateA,stateB,atopally,defense,offense,neutral,nonagg,consul,version
705365,1992,705,365,1,1,0,0,1,1,5.1
365705,1992,365,705,1,1,0,0,,1,5.1
365705,soon,365,705,1,1,0,0,1,1,5.1
""",
    "atop_members": """\
atopid,cowid,member,yrent,moent,dayent,yrexit,moexit,dayexit,defense,offense,neutral,nonagg,consul,version
4220,,704,1992,5,15,1999,4,2,1,0,0,1,1,5.1
4220,,705,1992,5,,0,,,1,0,0,1,1,5.1
4220,,702,1992,,,1994,12,,0,0,0,0,0,5.1
4220,,703,long ago,5,15,0,0,0,1,0,0,1,1,5.1
""",
    "cow_igo": """\
ccode,year,state,AAAID,EU,OSCE,SCO,UN,Wassen
705,2002,kazakhstan,-1,0,1,1,1,0
640,2002,turkey,0,2,1,3,-9,0
703,2002,kyrgyzstan,0,0,yes,1,1,0
""",
    "cow_trade": """\
ccode1,ccode2,year,importer1,importer2,flow1,flow2,smoothflow1,smoothflow2,smoothtotrade,spike1,version
365,705,2000,Russia,Kazakhstan,2200.5,1350,2200.5,1350,3550.5,0,4
703,705,2000,Kyrgyzstan,Kazakhstan,-9,40,-9,40,40,0,4
703,705,2001,Kyrgyzstan,Kazakhstan,much,40,-9,40,40,0,4
""",
    "sipri_tiv": """\
SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,\
Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,\
Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production
101,Russia,Kazakhstan,Su-30MK,"FGA aircraft, two seats",Aircraft,2015,No,4,No,2015,No,New,50,47,188,No
102,Soviet Union,Yugoslavia,T-55,tank,Armoured vehicles,1962,Yes,10,Yes,1963,No,New,1,1,,No
103,Russia,Lebanon Palestinian rebels*,BTR,APC,Armoured vehicles,1962,Yes,10,Yes,1963,No,New,1,1,2.5,No
104,Russia,Kazakhstan,T-55,tank,Armoured vehicles,1962,Yes,10,Yes,,No,New,1,1,2.5,No
""",
    "unhcr_decisions": """\
Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),Authority,\
Stage of procedure,Cases / Persons,Recognized decisions,Complementary protection,Rejected decisions,\
Otherwise closed,Total decisions
2019,Tajikistan,TJK,Poland,POL,Government,First instance,Persons,5,20,300,*,330
2019,Tajikistan,TJK,Egypt,EGY,UNHCR,First instance,Cases,5,0,0,5,10
2019,Tajikistan,,Egypt,EGY,UNHCR,First instance,Cases,5,0,0,5,10
""",
    "unhcr_applications": """\
Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),Authority,\
Application type,Stage of procedure,Cases / Persons,applied
2019,Tajikistan,TJK,Poland,POL,Government,New,First instance,Persons,420
2019,Stateless,XXA,Poland,POL,Government,Repeat,First instance,Persons,5
twenty,Tajikistan,TJK,Poland,POL,Government,New,First instance,Persons,420
""",
}


@pytest.fixture
def backend():
    opened = ibis.duckdb.connect()
    yield opened
    opened.disconnect()


@pytest.fixture
def laid_out(backend, tmp_path):
    """Read a file of a source, with our actors filled in."""

    def reading(name, content=None, path=None):
        if path is None:
            path = tmp_path / f"{name}.csv"
            path.write_text(FILES[name] if content is None else content, encoding="utf-8")
        source = SOURCE[name]
        read = readable(backend, path, source)
        rows = with_actors(read.rows, source.shape, source.scheme, ibis.memtable(actor_codes()))
        return rows, read.aside

    return reading


def listed(table, *columns):
    return sorted(tuple(row[c] for c in columns) for row in table.select(*columns).to_pyarrow().to_pylist())


@pytest.mark.parametrize("name", FILES)
def test_a_file_becomes_rows_of_its_shape_and_only_the_bad_cell_is_set_aside(laid_out, name):
    rows, aside = laid_out(name)
    assert rows.schema() == SHAPES[SOURCE[name].shape]
    (cell,) = aside.to_pyarrow().to_pylist()
    assert cell["line"] == len(FILES[name].splitlines())
    records = rows.record.to_pyarrow().to_pylist()
    assert len(set(records)) == len(records) > 0


@pytest.mark.parametrize("name", FILES)
def test_a_file_without_a_needed_column_is_refused_by_name(laid_out, name):
    header, *rest = FILES[name].splitlines()
    with pytest.raises(InvalidInput) as refused:
        laid_out(name, "\n".join(["something,other", *("1,2" for _ in rest)]) + "\n")
    needed = [c for c in SOURCE[name].columns if not c.optional]
    assert len(refused.value.problems) == len(needed)


def test_obligations_go_from_the_state_that_owes_to_the_state_owed(laid_out):
    rows, _ = laid_out("atop")
    got = listed(rows, "sender", "receiver", "variable", "value", "start", "end")
    year = (date(1992, 1, 1), date(1993, 1, 1))
    assert ("KAZ", "RUS", "atop_nonagg", 1.0, *year) in got
    assert len(got) == 9  # the blank obligation has no row


def test_a_member_is_bound_for_as_long_as_the_file_lets_one_know(laid_out):
    rows, _ = laid_out("atop_members")
    got = {row["actor"]: row for row in rows.to_pyarrow().to_pylist()}
    stretch = {actor: (row["start"], row["end"], row["text"]) for actor, row in got.items()}
    duties = "defense;nonagg;consul"
    assert stretch == {
        "UZB": (date(1992, 5, 15), date(1999, 4, 3), duties),
        "KAZ": (date(1992, 5, 1), None, duties),
        "TJK": (date(1992, 1, 1), date(1995, 1, 1), None),
    }
    assert {row["group"] for row in got.values()} == {"4220"}


def test_a_membership_is_told_from_none_and_from_not_known(laid_out):
    rows, _ = laid_out("cow_igo")
    got = listed(rows, "actor", "variable", "value", "text")
    assert got == [
        ("KAZ", "igo_EU", 0.0, "none"),
        ("KAZ", "igo_OSCE", 1.0, "full"),
        ("KAZ", "igo_SCO", 1.0, "full"),
        ("KAZ", "igo_UN", 1.0, "full"),
        ("TUR", "igo_EU", 2.0, "associate"),
        ("TUR", "igo_OSCE", 1.0, "full"),
        ("TUR", "igo_SCO", 3.0, "observer"),
    ]


def test_what_one_state_imported_the_other_sent(laid_out):
    rows, _ = laid_out("cow_trade")
    got = listed(rows.filter(rows.variable == "imports"), "sender", "receiver", "value")
    assert got == [("KAZ", "RUS", 2200.5), ("KGZ", "KAZ", 40.0), ("RUS", "KAZ", 1350.0)]
    assert set(rows.unit.to_pyarrow().to_pylist()) == {"million current US dollars"}


def test_arms_go_from_supplier_to_recipient_and_a_rebel_group_stays_unknown(laid_out):
    rows, _ = laid_out("sipri_tiv")
    got = [(r["sender"], r["receiver"], r["value"]) for r in rows.order_by("line").to_pyarrow().to_pylist()]
    assert got == [("RUS", "KAZ", 188.0), ("RUS", None, 2.5)]
    assert not SOURCE["sipri_tiv"].published.redistributable


def test_decisions_name_what_they_count_and_a_withheld_figure_has_no_row(laid_out):
    rows, _ = laid_out("unhcr_decisions")
    poland = listed(rows.filter(rows.receiver == "POL"), "sender", "variable", "value", "unit")
    assert poland == [
        ("TJK", "asylum_complementary", 20.0, "persons"),
        ("TJK", "asylum_decisions", 330.0, "persons"),
        ("TJK", "asylum_recognised", 5.0, "persons"),
        ("TJK", "asylum_rejected", 300.0, "persons"),
    ]
    assert set(rows.filter(rows.receiver == "EGY").unit.to_pyarrow().to_pylist()) == {"cases"}


def test_applications_of_the_stateless_have_no_sender(laid_out):
    rows, _ = laid_out("unhcr_applications")
    got = [(r["sender"], r["receiver"], r["value"]) for r in rows.order_by("line").to_pyarrow().to_pylist()]
    assert got == [("TJK", "POL", 420.0), (None, "POL", 5.0)]


def test_the_register_is_read_below_its_preamble(laid_out):
    preamble = "".join(f"About these data {n}\n" for n in range(11))
    rows, _ = laid_out("sipri_tiv", preamble + FILES["sipri_tiv"])
    assert rows.count().to_pyarrow().as_py() == 2


# What the project holds of these files, renamed into the producers' layouts
REAL = {
    "atop_members": ("atop51_members", {}, "*"),
    "sipri_tiv": (
        "sipri_tiv_dyad_year",
        {
            "SIPRI AT Database ID": "row_number() OVER ()",
            "Supplier": "supplier",
            "Recipient": "recipient",
            "Delivery year": "year",
            "TIV delivery values": "tiv_musd1990",
        },
        None,
    ),
    "atop": (
        "ties_dyad_year",
        {
            "stateA": "ccode1",
            "stateB": "ccode2",
            "year": "year",
            **{name: f"atop_{name}" for name in ("defense", "offense", "neutral", "nonagg", "consul")},
        },
        "year >= 2000",
    ),
    "unhcr_decisions": (
        "unhcr_asylum_decisions_dyad_year",
        {
            "Year": "year",
            "Country of origin (ISO)": "origin_iso3",
            "Country of asylum (ISO)": "asylum_iso3",
            "Recognized decisions": "dec_recognized::BIGINT",
            "Complementary protection": "dec_other::BIGINT",
            "Rejected decisions": "dec_rejected::BIGINT",
            "Otherwise closed": "dec_closed::BIGINT",
            "Total decisions": "dec_total::BIGINT",
        },
        None,
    ),
    "unhcr_applications": (
        "unhcr_asylum_applications_dyad_year",
        {
            "Year": "year",
            "Country of origin (ISO)": "origin_iso3",
            "Country of asylum (ISO)": "asylum_iso3",
            "Cases / Persons": "app_pc",
            "applied": "applied::BIGINT",
        },
        None,
    ),
}


@pytest.fixture
def real(shared, tmp_path):
    """Write an extract out in the producer's layout."""

    def written(name):
        extract, columns, where = REAL[name]
        chosen = ", ".join(f'{theirs} AS "{ours}"' for ours, theirs in columns.items()) or "*"
        path = tmp_path / f"{name}.csv"
        condition = f" WHERE {where}" if where and where != "*" else ""
        query = f"SELECT {chosen} FROM '{shared / 'data' / extract}.parquet'{condition}"
        duckdb.sql(f"COPY ({query}) TO '{path}' (HEADER)")
        return path, shared / "data" / f"{extract}.parquet"

    return written


@pytest.mark.parametrize(
    ("name", "unknown"),
    [("atop", 0), ("atop_members", 0.06), ("sipri_tiv", 0.01), ("unhcr_decisions", 0.03)],
)
def test_a_real_extract_is_read_whole_and_nearly_every_state_is_known(laid_out, real, name, unknown):
    path, _ = real(name)
    rows, aside = laid_out(name, path=path)
    total = rows.count().to_pyarrow().as_py()
    assert aside.count().to_pyarrow().as_py() == 0
    missing = unmapped(rows).order_by(ibis.desc("rows")).to_pyarrow().to_pylist()
    assert sum(row["rows"] for row in missing) <= unknown * total, missing[:20]


def test_the_totals_of_real_applications_are_kept(laid_out, real):
    path, extract = real("unhcr_applications")
    rows, _ = laid_out("unhcr_applications", path=path)
    ours = rows.filter(rows.sender == "UZB").value.sum().to_pyarrow().as_py()
    table = pq.read_table(extract, columns=["origin_iso3", "applied"]).to_pylist()
    assert ours == sum(row["applied"] or 0 for row in table if row["origin_iso3"] == "UZB")

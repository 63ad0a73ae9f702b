"""Measures of members from panels of others: repression, exile, dependence."""

from datetime import date

import pytest

from regimelab.evidence import Store
from regimelab.evidence.actors import actor_codes
from regimelab.evidence.library import Library, View
from regimelab.evidence.outside import Outside
from regimelab.evidence.sources import SOURCE
from regimelab.measures.dependence import Flow, dependence, patron_share
from regimelab.measures.exile import Decision, exile, protection
from regimelab.measures.repression import repression

MEMBERS = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
STATED = {"published": date(2024, 1, 1), "version": "1", "retrieved": date(2026, 11, 1)}
ASYLUM = (
    "Year,Country of origin (ISO),Country of asylum (ISO),Recognized decisions,Complementary protection,"
    "Rejected decisions,Otherwise closed,Total decisions\n"
)
ARMS = "SIPRI AT Database ID,Supplier,Recipient,Delivery year,TIV delivery values\n"
TRADE = "ccode1,ccode2,year,flow1,flow2,smoothflow1,smoothflow2\n"


@pytest.fixture
def outside(tmp_path):
    """Opens a store with the files given, by source."""

    def open_with(**texts):
        path = tmp_path / "evidence.duckdb"
        with Store.open(path) as store:
            for name, text in texts.items():
                file = tmp_path / f"{name}.csv"
                file.write_text(text)
                Library(store, actor_codes()).add(file, SOURCE[name], **STATED)
        return Outside.open(path, View())

    return open_with


def experts(bounds, change=-0.1):
    lines = [
        "country_text_id,year,v2x_civlib" + (",v2x_civlib_codelow,v2x_civlib_codehigh" if bounds else "")
    ]
    for code in MEMBERS:
        for year, value in ((2018, 0.9), (2019, 0.5), (2022, 0.5 + change), (2024, 0.1)):
            lines.append(f"{code},{year},{value}" + (f",{value - 0.05},{value + 0.05}" if bounds else ""))
    return "\n".join(lines) + "\n"


def row_of(measure, label):
    return next(row for row in measure.rows if row["label"] == label)


@pytest.mark.parametrize(
    ("measure", "way"),
    [
        (repression, "add FILE --source vdem"),
        (exile, "pull unhcr_decisions"),
        (dependence, "add FILE --source sipri_tiv"),
    ],
)
def test_what_is_not_held_is_unknown_and_says_which_source_would_give_it(evidence, measure, way):
    told = measure(evidence)
    assert told.estimate.estimate is None and told.rows == ()
    assert f"regimelab evidence {way}'" in told.summary and told.summary.endswith(".")


def test_repression_is_the_mean_index_with_the_errors_of_its_model(evidence, outside):
    found = repression(evidence, 0, outside(vdem=experts(bounds=True)))
    number = found.estimate
    assert number.estimate == pytest.approx(0.4) and "2022" in found.summary
    width = 2 * 1.645 * 0.05 / 5**0.5  # five independent errors of 0.05, central nine tenths
    assert number.high - number.low == pytest.approx(width, rel=0.1)
    moved = row_of(found, "civil liberties, change KAZ 2019-2022")
    assert moved["estimate"] == pytest.approx(-0.1) and moved["low"] < -0.1 < moved["high"]


def test_an_index_without_bounds_has_no_interval(evidence, outside):
    found = repression(evidence, 0, outside(vdem=experts(bounds=False)))
    assert found.estimate.estimate == pytest.approx(0.4) and found.estimate.low is None
    assert "gives no bounds" in found.summary


def decided(origin, host, recognised, rejected, year=2021, complementary=0):
    total = recognised + rejected + complementary
    return f"{year},{origin},{host},{recognised},{complementary},{rejected},7,{total + 7}\n"


def test_exile_counts_both_kinds_of_protection_and_leaves_out_what_was_closed(evidence, outside):
    rows = [decided(one, host, 20, 50, complementary=30) for one in MEMBERS for host in ("DEU", "POL", "USA")]
    strangers = [decided("RUS", "DEU", 0, 500), decided("KAZ", "DEU", 0, 500, year=2024)]
    found = exile(evidence, outside(unhcr_decisions=ASYLUM + "".join(rows + strangers)))
    assert "Of 1500 decisions" in found.summary and "750 gave protection" in found.summary
    assert found.estimate.low < 0.5 < found.estimate.high
    assert row_of(found, "decided by EU")["n"] == 1000 and row_of(found, "decided by USA")["n"] == 500
    assert not any(row["label"] == "decided by RUS" for row in found.rows)


def test_a_host_that_decides_often_does_not_speak_for_all():
    one = [Decision("KAZ", "DEU", 2021, "persons", 900, 1000)]
    many = [*one, *(Decision("KAZ", host, 2021, "persons", 1, 10) for host in ("POL", "CZE", "AUT", "SWE"))]
    assert protection(many).median < 0.6 < protection(one).median


def test_dependence_is_the_patron_s_share_of_the_last_ten_years(evidence, outside):
    rows = [
        f"{n},{supplier},Kazakhstan,{year},{value}\n"
        for n, (supplier, year, value) in enumerate(
            [
                ("Turkey", 1995, 1000),
                *(("Russia", year, 6 + year % 2) for year in range(2011, 2021)),
                *(("China", year, 3) for year in range(2011, 2021)),
            ]
        )
    ]
    found = dependence(evidence, 0, outside(sipri_tiv=ARMS + "".join(rows)))
    assert found.estimate.estimate == pytest.approx(65 / 95, abs=0.01)
    assert found.estimate.low < found.estimate.estimate < found.estimate.high
    assert row_of(found, "CHN in arms delivered, all members, 2011-2020")["estimate"] == pytest.approx(
        30 / 95, abs=0.01
    )
    assert "evidence add FILE --source cow_trade" in found.caution


def test_trade_counts_what_is_bought_and_what_is_sold(evidence, outside):
    rows = [f"365,705,{year},10,20,10,20\n705,710,{year},5,5,5,5\n" for year in range(2010, 2015)]
    found = dependence(evidence, 0, outside(cow_trade=TRADE + "".join(rows)))
    assert found.estimate.data == "cow_trade"
    assert found.estimate.estimate == pytest.approx(30 / 40)


def test_years_that_all_say_the_same_give_no_interval():
    flows = [Flow("KGZ", "RUS", year, 3.0) for year in range(2010, 2016)]
    assert patron_share(flows, "RUS", 0) is None and patron_share(flows, "CHN", 0) is None
    assert patron_share(flows[:2], "RUS", 0) is None

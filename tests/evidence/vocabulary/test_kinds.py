import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from regimelab.codebook import CONFIDENCE, INTENSITY_MAX, KIND, KIND_NAMES
from regimelab.evidence.vocabulary import kind_of, kind_rules

RULES = kind_rules().to_pylist()
NEIGHBOURS = ibis.memtable(pa.table({"iso3_a": ["KAZ"], "iso3_b": ["UZB"]}))
WITHIN = {"receiver": "KAZ", "receiver_code": "KAZ"}


def sound(rule):
    if not (rule["means"] and rule["reason"]):
        return False
    if rule["kind"] is None:
        return not any(rule[column] for column in ("tone", "intensity", "needs", "confidence"))
    toned = rule["tone"] in (1, 0, -1) or rule["scheme"] == "regimelab"
    scaled = rule["intensity"] is None or 1 <= rule["intensity"] <= INTENSITY_MAX
    said = rule["confidence"] in CONFIDENCE and rule["needs"] in (None, "border")
    return rule["kind"] in KIND_NAMES and toned and scaled and said


def test_each_row_of_the_table_says_all_that_it_must():
    assert [rule for rule in RULES if not sound(rule)] == []


def test_domestic_kinds_are_acts_within_a_state_and_all_others_between_two():
    mapped = [rule for rule in RULES if rule["scheme"] != "regimelab" and rule["kind"]]
    wrong = [rule for rule in mapped if rule["domestic"] is not (KIND[rule["kind"]].form == "domestic")]
    assert wrong == []


def test_each_code_is_judged_once_within_a_state_and_once_between_two():
    places = {}
    for rule in RULES:
        places.setdefault((rule["scheme"], rule["code"]), []).append(rule["domestic"])
    wrong = {
        key: found
        for key, found in places.items()
        if sorted(map(str, found)) not in (["None"], ["False", "True"])
    }
    assert wrong == {}


def test_every_kind_but_water_and_law_has_a_code_outside_the_chronicle():
    mapped = {rule["kind"] for rule in RULES if rule["scheme"] != "regimelab"}
    assert set(KIND_NAMES) - mapped == {"water", "law"}


def test_every_code_of_cameo_is_mapped_or_left_blank_for_a_reason(shared):
    table = pq.read_table(shared / "data/cameo_codes_goldstein.parquet", columns=["code", "name"])
    codes = table["code"].to_pylist()
    ours = {rule["code"]: rule for rule in RULES if rule["scheme"] == "cameo"}
    assert {code for code in codes if len(code) <= 3} <= set(ours)
    assert set(ours) <= set(codes)
    assert all(any(code.startswith(known) for known in ours) for code in codes)


def test_every_type_of_plover_is_mapped_or_left_blank_for_a_reason(shared):
    cells = pq.read_table(shared / "data/cameo_to_plover.parquet", columns=["plover"])["plover"].to_pylist()
    types = {cell.split(",")[0].strip() for cell in cells}
    assert types <= {rule["code"] for rule in RULES if rule["scheme"] == "plover"}


HAND = [  # scheme, code, ends, kind, tone, intensity
    ("cameo", "057", "between", "agreement", 1, 6),
    ("cameo", "163", "between", "sanctions", -1, 4),
    ("cameo", "1312", "between", "sanctions", -1, 2),
    ("cameo", "014", "between", None, None, None),
    ("cameo", "036", "between", None, None, None),
    ("cameo", "042", "between", "summit", 1, 3),
    ("cameo", "0256", "between", "support", 1, 1),
    ("cameo", "064", "between", "intel", 1, 2),
    ("cameo", "1123", "between", "criticise", -1, 2),
    ("cameo", "1122", "between", "engagement", -1, 2),
    ("cameo", "1213", "between", "extradite", -1, 1),
    ("cameo", "1384", "between", "coercion", -1, 5),
    ("cameo", "193", "between", "border_clash", -1, 1),
    ("cameo", "141", "between", None, None, None),
    ("cameo", "173", "between", None, None, None),
    ("cameo", "1413", "within", "protest", -1, None),
    ("cameo", "145", "within", "unrest_violence", -1, None),
    ("cameo", "173", "within", "repress", -1, 2),
    ("cameo", "0813", "within", "repress", 1, 1),
    ("cameo", "1831", "within", "terror", -1, None),
    ("cameo", "193", "within", "unrest_violence", -1, None),
    ("cameo", "111", "within", None, None, None),
    ("cameo", "999", "within", None, None, None),
    ("plover", "PROTEST:riot", "within", "unrest_violence", -1, None),
    ("plover", "COERCE:arrest;deport", "within", "repress", -1, 2),
    ("plover", "SUPPORT", "between", "support", 1, 2),
    ("acled", "Battles:Armed clash", "between", "border_clash", -1, 1),
    ("acled", "Protests:Peaceful protest", "within", "protest", -1, None),
    ("mass_mobilization", "response:crowd dispersal", "within", "repress", -1, 3),
    ("regimelab", "water", "between", "water", None, None),
]


def test_acts_checked_by_hand_are_of_the_kind_that_a_reader_expects(events, rows):
    cases = [{"scheme": s, "code": c} | (WITHIN if ends == "within" else {}) for s, c, ends, *_ in HAND]
    found = {int(row["record"]): row for row in rows(kind_of(events(*cases), NEIGHBOURS), "record")}
    seen = [tuple(found[n][c] for c in ("kind", "tone", "intensity")) for n in range(1, len(HAND) + 1)]
    assert [case[:3] + said for case, said in zip(HAND, seen, strict=True)] == HAND


def test_a_clash_needs_a_common_border_whichever_side_began(events, rows):
    far = {"code": "193", "sender": "USA", "sender_code": "USA"}
    back = {"code": "193", "sender": "UZB", "receiver": "KAZ"}
    acts = events({"code": "193"}, far, back)
    assert [row["kind"] for row in rows(kind_of(acts, NEIGHBOURS), "record")] == [
        "border_clash",
        None,
        "border_clash",
    ]
    assert {row["kind"] for row in rows(kind_of(acts), "record")} == {None}


def test_an_act_with_one_end_named_can_only_be_domestic(events, rows):
    open_end = {"receiver": None, "receiver_code": None}
    found = rows(kind_of(events({"code": "145"} | open_end, {"code": "057"} | open_end)), "record")
    assert [row["kind"] for row in found] == ["unrest_violence", None]


def test_the_producer_s_codes_stand_in_where_an_actor_is_unknown(events, rows):
    unknown = {"sender": None, "receiver": None, "sender_code": "ZZZ", "receiver_code": "ZZZ"}
    assert rows(kind_of(events({"code": "145"} | unknown)), "record")[0]["kind"] == "unrest_violence"


def test_deaths_decide_the_intensity_where_any_are_reported(events, rows):
    bounds = [(None, 1), (2, 4), (5, None), (20, 30), (0, 0), (200, 400)]
    acts = [{"code": "145", "deaths_low": low, "deaths_high": high} | WITHIN for low, high in bounds]
    found = rows(kind_of(events(*acts)), "record")
    assert [row["intensity"] for row in found] == [3, 4, 5, 7, None, 10]


def test_no_event_is_lost_or_doubled_and_no_column_changed(events, rows):
    acts = events(*({"code": code} for code in ("057", "19", "zzz", "0", "1234")))
    found = kind_of(acts, NEIGHBOURS)
    assert found.columns[: len(acts.columns)] == acts.columns
    assert rows(found.select(*acts.columns), "record") == rows(acts, "record")


def test_the_same_expression_is_written_for_postgres(events):
    assert (
        "STARTS_WITH" in ibis.to_sql(kind_of(events({"code": "057"}), NEIGHBOURS), dialect="postgres").upper()
    )

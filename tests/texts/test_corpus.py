"""Laws come in from every kind of file; what cannot be read is refused with every reason at once."""

import io
import tracemalloc
import zipfile
import zlib

import pyarrow as pa
import pytest
from pyarrow import parquet

from regimelab.errors import InvalidInput
from regimelab.texts import decoding
from regimelab.texts.corpus import read_laws
from tests.texts.made_laws import made_articles, made_law

TEXT = "Article 1. On peace\nThe state shall keep the peace by law and to all."
MANIFEST = "file,id,title,state,adopted,in_force,edition,language\n"


def refusals(place):
    with pytest.raises(InvalidInput) as caught:
        read_laws(place)
    return [str(problem) for problem in caught.value.problems]


def docx_of(text):
    import docx

    document, sink = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(sink)
    return sink.getvalue()


def pdf_of(stream):
    """Write a PDF of one page by hand; with an empty stream it is as if scanned."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    return (
        body
        + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, start)
    )


PAGE = b"BT /F 12 Tf 50 700 Td (The state shall keep the peace by law and to all) Tj ET"
HTML = (
    "<html><head><title>no</title><script>alert('run')</script></head><body><nav>menu</nav>"
    "<p>Article 1. On peace</p><script>steal()</script><style>p{}</style>"
    "<p>The <b>state</b> shall keep the peace&nbsp;by law and to all."
    "<img src=x onerror=alert(1)></p></body></html>"
)
FILES = {
    "law.txt": TEXT.encode(),
    "law.md": b"# Article 1. On peace\n\nThe **state** shall keep the [peace](http://x.y) by law and to all.",
    "law.html": HTML.encode(),
    "law.docx": docx_of(TEXT),
    "law.pdf": pdf_of(PAGE),
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_gives_the_words_of_the_law(tmp_path, name):
    (tmp_path / name).write_bytes(FILES[name])
    (law,) = read_laws(tmp_path).laws
    assert "state shall keep the peace by law and to all" in law.text.replace("\xa0", " ")
    assert law.id == "law" and law.language == "en"


def test_scripts_styles_menus_and_handlers_of_a_page_are_gone(tmp_path):
    (tmp_path / "law.html").write_text(HTML)
    text = read_laws(tmp_path / "law.html").laws[0].text
    assert not any(word in text for word in ("alert", "steal", "p{}", "menu", "<", "onerror"))


def test_a_parquet_file_holds_many_laws_and_one_can_be_picked(tmp_path):
    file = tmp_path / "laws.parquet"
    parquet.write_table(pa.table({"id": ["a", "b"], "text": [TEXT, TEXT], "state": ["KAZ", "KGZ"]}), file)
    assert [one.id for one in read_laws(file).laws] == ["a", "b"]
    assert [one.state for one in read_laws(f"{file}#b").laws] == ["KGZ"]
    assert "holds no law 'c'" in refusals(f"{file}#c")[0]


def test_a_manifest_says_what_is_known_and_editions_are_linked(tmp_path):
    from regimelab.texts.law import editions, in_force_on

    for name in ("old", "new"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
    (tmp_path / "manifest.csv").write_text(
        "file,id,state,adopted,edition,law\n"
        "new.txt,n,KAZ,2000-01-01,2010-05-05,peace\nold.txt,o,KAZ,2000-01-01,,peace\n"
    )
    laws = list(read_laws(tmp_path).laws)
    linked = editions(laws)["KAZ", "peace"]
    assert [one.id for one in linked] == ["o", "n"]
    assert in_force_on(linked, laws[0].edition).id == "o"


def test_laws_of_two_states_are_no_editions_of_one_law_though_named_alike(tmp_path):
    from regimelab.texts.law import editions

    for name in ("kz", "kg"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
    (tmp_path / "manifest.csv").write_text("file,state,law\nkz.txt,KAZ,peace\nkg.txt,KGZ,peace\n")
    linked = editions(list(read_laws(tmp_path).laws))
    assert {key: [one.id for one in group] for key, group in linked.items()} == {
        ("KAZ", "peace"): ["kz"],
        ("KGZ", "peace"): ["kg"],
    }


def test_every_problem_of_a_collection_is_told_at_once(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "old.txt").write_bytes("Закон о мире и согласии в государстве".encode("cp1251"))
    (tmp_path / "manifest.csv").write_text(
        MANIFEST
        + "a.txt,x,,KAZ,1985-01-01,,,\na.txt,x,,KGZ,2005-13-01,,,\nempty.txt,e,,,,,,\nold.txt,w,,,,,,\n"
        "gone.txt,g,,,,,,\n../a.txt,up,,,,,,\n,blank,,,,,,\na.txt,late,,KGZ,2005-01-01,2004-01-01,,\n"
    )
    told = "\n".join(refusals(tmp_path))
    for said in (
        "before KAZ made laws of its own",
        "'2005-13-01'" if "'2005-13-01'" in told else "month must be in 1..12",
        "already the id",
        "is empty",
        "reads like cp1251",
        "'gone.txt' is not there",
        "leads out of the folder",
        "is blank",
        "before the law was adopted",
    ):
        assert said in told, said


def test_the_encoding_that_a_manifest_states_is_used(tmp_path):
    (tmp_path / "old.txt").write_bytes("Закон о мире".encode("koi8-r"))
    (tmp_path / "manifest.csv").write_text("file,encoding\nold.txt,koi8-r\n")
    assert read_laws(tmp_path).laws[0].text == "Закон о мире"


def test_a_link_that_climbs_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret.txt").write_text(TEXT)
    inside = tmp_path / "laws"
    inside.mkdir()
    (inside / "law.txt").symlink_to(tmp_path / "secret.txt")
    assert "leads out of the folder" in refusals(inside)[0]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", pdf_of(b""), "was scanned"),
        ("a.pdf", b"not a PDF", "is no PDF file"),
        ("a.docx", b"not a DOCX", "is no DOCX file"),
        ("a.txt", b"PK\x03\x04\x00\x00\x00", "is binary"),
        ("a.txt", b"12 34 . 56", "has no words"),
        ("a.exe", b"MZ", "is no kind of text"),
        ("a.parquet", b"no", "is no Parquet file"),
    ],
)
def test_what_gives_no_text_is_refused_with_its_reason(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    assert said in refusals(tmp_path / name)[0]


def test_a_file_longer_than_any_law_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(decoding, "LARGEST", 10)
    (tmp_path / "a.txt").write_text(TEXT)
    assert "no law is so long" in refusals(tmp_path / "a.txt")[0]


def test_a_docx_that_unpacks_to_more_than_any_law_is_refused_before_it_is_unpacked(tmp_path):
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/document.xml", "w") as bomb,
    ):
        for _ in range(110):
            bomb.write(bytes(1_000_000))
    (tmp_path / "a.docx").write_bytes(sink.getvalue())
    assert len(sink.getvalue()) < 200_000
    tracemalloc.start()
    assert "unpacks to 110 MB, and no law is so long" in refusals(tmp_path / "a.docx")[0]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_pdf_of_more_pages_or_more_text_than_any_law_is_refused(tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(pdf_of(PAGE))
    monkeypatch.setattr(decoding, "PAGES", 0)
    assert "has 1 pages, and no law is so long" in refusals(tmp_path / "a.pdf")[0]
    monkeypatch.setattr(decoding, "PAGES", 1)
    assert read_laws(tmp_path / "a.pdf").laws
    packed = zlib.compress(PAGE * 100)
    (tmp_path / "b.pdf").write_bytes(pdf_of(packed).replace(b"<</Length", b"<</Filter/FlateDecode/Length"))
    monkeypatch.setattr(decoding, "LARGEST", 2000)
    assert "unpacks to" in refusals(tmp_path / "b.pdf")[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Статья 1. Настоящий закон регулирует отношения", "ru"),
        ("1-берене. Ушул Мыйзам өкүлчүлүк жана өнөктөштүк мамилелерди жөнгө салат, үй-бүлө", "ky"),
        ("Моддаи 1. Қонуни мазкур муносибатҳои ҷамъиятиро танзим мекунад, ҳуқуқӣ", "tg"),
        ("1-бап. Осы Заң әлеуметтік қатынастарды реттейді және құқық береді", "kk"),
        ("The law of the land shall be made by the people and in the open", "en"),
        ("12345", ""),
    ],
)
def test_the_language_is_told_by_letters_and_words(text, code):
    from regimelab.texts.language import language_of

    assert language_of(text) == code


def test_articles_cover_every_character_of_a_law():
    from regimelab.texts.structure import articles, units

    text = "Part I\nChapter 1. General\n" + made_law(made_articles(1, 6))
    found = articles(text)
    assert [one.heading.partition(".")[0] for one in found][1:] == [
        f"Article {number}" for number in range(1, 7)
    ]
    assert found[0].start == 0 and found[-1].end == len(text)
    assert all(one.end == other.start for one, other in zip(found, found[1:], strict=False))
    assert {one.kind for one in units(text)} == {"part", "chapter", "article"}
    assert units(text)[-1].within == ("Part I", "Chapter 1. General")


@pytest.mark.parametrize(
    "head",
    [
        "Статья {}.",
        "{}-берене.",
        "{}-бап.",
        "Моддаи {}.",
        "{}-модда.",
        "{}-modda.",
        "Article {}.",
        "§ {}",
        "Madde {}",
    ],
)
def test_articles_are_found_in_the_languages_of_the_region(head):
    from regimelab.texts.structure import articles

    text = "\n".join(f"{head.format(number)} Шартнома\nматн ва боз матн" for number in range(1, 5))
    assert [one.kind for one in articles(text)] == ["article"] * 4

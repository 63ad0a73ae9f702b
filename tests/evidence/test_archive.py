"""Archives: what lies in them is read, and what would harm is refused before it is written anywhere."""

import gzip
import stat
import zipfile

import pytest

from regimelab.errors import InvalidInput
from regimelab.evidence.archive import Limits, members

TEXT = b"id,day\n" + b"1,2022-01-05\n" * 5000


@pytest.fixture
def zipped(tmp_path):
    def made(**files):
        path = tmp_path / "made.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return path

    return made


def read(path, inside="", limits=None):
    return {member.name: b"".join(member.chunks()) for member in members(path, inside, limits or Limits())}


def test_a_file_that_is_no_archive_is_read_as_it_is(tmp_path):
    path = tmp_path / "made.csv"
    path.write_bytes(TEXT)
    assert read(path) == {"": TEXT}
    assert members(path, "", Limits())[0].path == path


def test_a_gzip_file_is_unpacked_whatever_it_is_called(tmp_path):
    path = tmp_path / "made.csv"
    path.write_bytes(gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]))
    assert b"".join(read(path).values()) == TEXT


def test_the_files_that_fit_the_pattern_are_read_in_order(zipped):
    path = zipped(**{"b/2.export.CSV": b"2", "b/1.export.csv": b"1", "codebook.pdf": b"%PDF"})
    assert list(read(path, r".*\.export\.csv")) == ["b/1.export.csv", "b/2.export.CSV"]
    assert list(read(path, r"1\.export\.csv")) == ["b/1.export.csv"]


def test_the_only_file_needs_no_pattern(zipped):
    assert read(zipped(**{"folder/": b"", "folder/a.csv": TEXT, "__MACOSX/a.csv": b"x"})) == {
        "folder/a.csv": TEXT
    }


@pytest.mark.parametrize(("inside", "said"), [("", "holds several files"), ("c.*", "no file that fits 'c")])
def test_an_archive_that_leaves_open_what_is_meant_lists_its_files(zipped, inside, said):
    with pytest.raises(InvalidInput, match=said) as refused:
        read(zipped(a=b"1", b=b"2"), inside)
    assert "a, b" in str(refused.value)


@pytest.mark.parametrize(
    "name", ["../a.csv", "a/../../b.csv", "/etc/a.csv", "C:\\a.csv", "..\\a.csv", "\\\\host\\share\\a.csv"]
)
def test_a_name_that_climbs_out_is_refused_even_beside_a_good_one(zipped, name):
    with pytest.raises(InvalidInput, match="climbs out|absolute"):
        read(zipped(**{"good.csv": TEXT, name: b"x"}), "good.csv")


def test_a_link_is_refused(tmp_path):
    path = tmp_path / "made.zip"
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/hostname")
    with pytest.raises(InvalidInput, match="is a link"):
        read(path)


def _bomb(tmp_path, kind):
    path = tmp_path / f"bomb.{kind}"
    if kind == "gz":
        with gzip.open(path, "wb", compresslevel=9) as file:
            for _ in range(130):
                file.write(bytes(1_000_000))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            with archive.open("a.csv", "w") as file:
                for _ in range(130):
                    file.write(bytes(1_000_000))
    return path


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_a_bomb_is_refused_while_it_unpacks(tmp_path, kind):
    [member] = members(_bomb(tmp_path, kind), "", Limits())
    size = 0
    with pytest.raises(InvalidInput, match="as a zip bomb does"):
        for piece in member.chunks():
            size += len(piece)
    assert size <= Limits().spared


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_more_than_the_limit_in_all_is_refused(tmp_path, zipped, kind):
    path = zipped(a=TEXT) if kind == "zip" else tmp_path / "a.gz"
    if kind == "gz":
        path.write_bytes(gzip.compress(TEXT))
    with pytest.raises(InvalidInput, match="unpacks to more than"):
        read(path, limits=Limits(total=1000))


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_an_archive_within_an_archive_is_refused(tmp_path, zipped, kind):
    inner = gzip.compress(TEXT)
    path = zipped(**{"a.csv": inner}) if kind == "zip" else tmp_path / "a.gz"
    if kind == "gz":
        path.write_bytes(gzip.compress(inner))
    with pytest.raises(InvalidInput, match="a gzip archive within an archive"):
        read(path)


@pytest.mark.parametrize("kept", [0.2, 0.9, 0.999])
@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_an_archive_cut_short_is_said_to_be(tmp_path, zipped, kind, kept):
    content = bytes(range(256)) * 100
    whole = gzip.compress(content) if kind == "gz" else zipped(a=content).read_bytes()
    path = tmp_path / "cut"
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(InvalidInput, match="cut short"):
        read(path)


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_an_archive_with_a_wrong_byte_is_damaged(tmp_path, zipped, kind):
    content = bytes(range(256)) * 100
    whole = bytearray(gzip.compress(content) if kind == "gz" else zipped(a=content).read_bytes())
    whole[60] ^= 0xFF
    path = tmp_path / "damaged"
    path.write_bytes(whole)
    with pytest.raises(InvalidInput, match="is damaged|cut short"):
        read(path)


def test_an_archive_of_another_kind_is_named(tmp_path):
    path = tmp_path / "a.7z"
    path.write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(100))
    with pytest.raises(InvalidInput, match="is a 7z archive"):
        read(path)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(InvalidInput, match="there is no such file"):
        read(tmp_path / "none.zip")

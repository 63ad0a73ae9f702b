"""Workbooks made by hand: the least that one must have."""

import io
import zipfile


def workbook(sheets):
    """A workbook whose sheets have these cells, by row number."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    bonds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        kinds = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{packages}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            f"{kinds}</Types>",
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
            f'Type="{bonds}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        named = "".join(f'<sheet name="{s}" sheetId="{n}" r:id="r{n}"/>' for n, s in enumerate(sheets, 1))
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{bonds}"><sheets>{named}</sheets></workbook>',
        )
        tied = "".join(
            f'<Relationship Id="r{n}" Type="{bonds}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{packages}/relationships">{tied}</Relationships>',
        )
        for number, rows in enumerate(sheets.values(), start=1):
            data = "".join(_sheet_row(n, cells) for n, cells in rows.items())
            book.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>',
            )
    return out.getvalue()


def _sheet_row(number, cells):
    written = "".join(
        f'<c r="{"ABCDEFG"[at]}{number}"><v>{cell}</v></c>'
        if isinstance(cell, int | float)
        else f'<c r="{"ABCDEFG"[at]}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for at, cell in enumerate(cells)
    )
    return f'<row r="{number}">{written}</row>'

"""Runs one Python peer over PDFs as its documentation shows, and writes what it found for the scorer.

Usage: peers.py PEER OUT_DIR FILE...   The last line printed is JSON: CPU seconds and peak memory of the process.
"""
import json
import os
import resource
import sys


def grid(page, rows):
    cells = [
        {"row": r, "col": c, "rowspan": 1, "colspan": 1, "text": str(text)}
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text is not None and str(text) not in ("", "nan", "None")
    ]
    return {"page": page, "cells": cells}


def pdfplumber(path):
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [grid(page.page_number, rows) for page in pdf.pages for rows in page.extract_tables()]


def camelot(path, flavor):
    import camelot

    tables = camelot.read_pdf(path, pages="all", flavor=flavor)
    return [grid(table.page, table.df.values.tolist()) for table in tables]


def pymupdf(path, **settings):
    import pymupdf

    with pymupdf.open(path) as pdf:
        return [
            grid(page.number + 1, table.extract()) for page in pdf for table in page.find_tables(**settings).tables
        ]


def tabula(path):
    import tabula

    found = tabula.read_pdf(path, pages="all", output_format="json", silent=True)
    return [grid(None, [[cell["text"] for cell in row] for row in table["data"]]) for table in found]


def place_on_pages(path, tables):
    """tabula-py does not say which page a table is on: it is the page, not before the last one, that has most of its text."""
    import pypdfium2

    pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(path)]
    first = 0
    for table in tables:
        texts = ["".join(cell["text"].split()) for cell in table["cells"]]
        first = max(range(first, len(pages)), key=lambda number: sum(len(text) for text in texts if text in pages[number]))
        table["page"] = first + 1


def img2table(path, borderless):
    from img2table.document import PDF

    found = PDF(path).extract_tables(borderless_tables=borderless)
    return [spanned_grid(page + 1, table.content.values()) for page, tables in found.items() for table in tables]


def spanned_grid(page, rows):
    """img2table repeats a merged cell in every field that it covers."""
    cells = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            box = (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2)
            first = cells.setdefault(box, {"row": r, "col": c, "text": cell.value or ""})
            first["rowspan"], first["colspan"] = r - first["row"] + 1, c - first["col"] + 1
    return {"page": page, "cells": list(cells.values())}


PEERS = {
    "pdfplumber": pdfplumber,
    "camelot-lattice": lambda path: camelot(path, "lattice"),
    "camelot-hybrid": lambda path: camelot(path, "hybrid"),
    "PyMuPDF": pymupdf,
    "PyMuPDF-1.28": lambda path: pymupdf(path, strategy="lines_strict"),
    "tabula-py": tabula,
    "img2table": lambda path: img2table(path, False),
    "img2table-borderless": lambda path: img2table(path, True),
}


def main():
    peer, out, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    found, failed = {}, []
    for path in files:
        try:
            found[path] = PEERS[peer](path)
        except Exception as error:  # a peer that fails on a file scores nothing there
            failed.append(f"{os.path.basename(path)} ({type(error).__name__})")
            found[path] = []
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    for path, tables in found.items():
        if peer == "tabula-py":
            place_on_pages(path, tables)
        with open(os.path.join(out, os.path.splitext(os.path.basename(path))[0] + ".json"), "w") as file:
            json.dump({"tables": tables}, file)
    measured = {
        "cpuSeconds": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime,
        "peakMib": max(own.ru_maxrss, children.ru_maxrss) / 1024,
        "failed": failed,
    }
    print(json.dumps(measured), flush=True)
    os._exit(0)  # a Java machine inside of the process may take long to stop


main()

"""Runs one Python peer over PDFs as its documentation shows, and writes what it found for the scorer.

Usage: peers.py PEER OUT_DIR FILE...   The last line printed is JSON: pages, CPU seconds and peak memory of the process.
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
        return len(pdf.pages), [grid(page.page_number, rows) for page in pdf.pages for rows in page.extract_tables()]


def camelot(path, flavor="lattice"):
    import camelot

    tables = camelot.read_pdf(path, pages="all", flavor=flavor)
    return None, [grid(table.page, table.df.values.tolist()) for table in tables]


def camelot_hybrid(path):
    return camelot(path, "hybrid")


def pymupdf(path):
    import pymupdf

    with pymupdf.open(path) as pdf:
        return len(pdf), [grid(page.number + 1, table.extract()) for page in pdf for table in page.find_tables().tables]


def tabula(path):
    import pypdfium2
    import tabula

    # its answer does not say which page a table is on, so it is asked page by page (in one Java machine, by jpype)
    pages = len(pypdfium2.PdfDocument(path))
    return pages, [
        grid(page, [[cell["text"] for cell in row] for row in table["data"]])
        for page in range(1, pages + 1)
        for table in tabula.read_pdf(path, pages=page, output_format="json", silent=True)
    ]


def img2table(path):
    from img2table.document import PDF

    found = PDF(path, pdf_text_extraction=True).extract_tables()
    return None, [grid(page + 1, table.df.values.tolist()) for page, tables in found.items() for table in tables]


def main():
    peer, out, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    read = {
        "pdfplumber": pdfplumber,
        "camelot lattice": camelot,
        "camelot hybrid": camelot_hybrid,
        "PyMuPDF": pymupdf,
        "tabula-py": tabula,
        "img2table": img2table,
    }[peer]
    failed = []
    for path in files:
        try:
            _, tables = read(path)
        except Exception as error:  # a peer that fails on a file scores nothing there
            failed.append(f"{os.path.basename(path)}: {type(error).__name__}")
            tables = []
        name = os.path.splitext(os.path.basename(path))[0]
        with open(os.path.join(out, name + ".json"), "w") as file:
            json.dump({"tables": tables}, file)
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        json.dumps(
            {
                "cpuSeconds": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime,
                "peakMib": max(own.ru_maxrss, children.ru_maxrss) / 1024,
                "failed": failed,
            }
        )
    )


main()

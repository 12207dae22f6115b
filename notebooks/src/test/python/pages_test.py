"""Notebooks as nbconvert's pages, also as one shows them that trusts nothing in them.

Called with the notebooks; nothing is run.
"""

import sys
import unittest
from html.parser import HTMLParser

import nbformat
from nbconvert import HTMLExporter

VEGA_LITE = "application/vnd.vegalite.v5+json"


class Page(HTMLParser):
    """Counts what a reader sees."""

    def __init__(self, text):
        super().__init__()
        self.pictures = self.tables = self.folded = 0
        self.mimes = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.pictures += tag == "img" and values.get("src", "").startswith("data:image/")
        self.tables += tag == "table"
        self.folded += tag == "details"
        self.mimes.append(values.get("data-mime-type"))


class PagesTest(unittest.TestCase):
    def test_every_notebook_is_valid(self):
        for name in sys.argv[1:]:
            with self.subTest(name):
                nbformat.validate(nbformat.read(name, nbformat.NO_CONVERT))

    def test_every_picture_is_on_the_page(self):
        self.every_page(HTMLExporter())

    def test_solutions_are_folded(self):
        for name in sys.argv[1:]:
            with self.subTest(name):
                notebook = nbformat.read(name, 4)
                text, _ = HTMLExporter().from_notebook_node(notebook)
                prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
                folded = sum(text.count("<details>") for text in prose)
                self.assertEqual(Page(text).folded, folded)

    def test_every_picture_is_on_a_page_that_trusts_nothing(self):
        self.every_page(HTMLExporter(sanitize_html=True))

    def every_page(self, exporter):
        for name in sys.argv[1:]:
            with self.subTest(name):
                notebook = nbformat.read(name, 4)
                text, _ = exporter.from_notebook_node(notebook)
                self.compare(notebook, Page(text))

    def compare(self, notebook, page):
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        outputs = [output for cell in code for output in cell.outputs]
        bundles = [output.data for output in outputs if "data" in output]
        for data in bundles:
            self.assertTrue("image/png" in data or VEGA_LITE not in data)
        self.assertEqual(page.pictures, sum("image/png" in data for data in bundles))
        self.assertGreaterEqual(page.tables, sum("text/html" in data for data in bundles))
        self.assertNotIn("application/vnd.jupyter.stderr", page.mimes)
        self.assertFalse([output for output in outputs if output.output_type == "error"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)

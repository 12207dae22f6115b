"""JupyterLab in a browser, used as a person would; pictures of it stay in the working folder.

Called with the folder to work in, which holds copies of the notebooks and their data, and the
command of a Chromium.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import unittest
import urllib.request

import nbformat
from playwright.sync_api import expect, sync_playwright

FOLDER, CHROMIUM = sys.argv[1:3]
WIDTHS = (1280, 800)
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CODE_CELLS = "window.jupyterapp.shell.currentWidget.content.widgets.filter(c => c.model.type == 'code')"
SIR = """var sir = system("SIR")
    .state("S", "I", "R")
    .parameter("beta", "gamma")
    .alias("N", "S + I + R")
    .transition("infection: S -> I", "beta * I / N")
    .transition("recovery: I -> R", "gamma")
    .build();
var flu = sir.compile();
var guess = values("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def setUpModule():
    global lab, address, play, browser
    address = f"http://127.0.0.1:{free_port()}"
    options = [
        "--no-browser",
        "--allow-root",
        "--expose-app-in-browser",
        f"--ServerApp.port={address.rpartition(':')[2]}",
        "--IdentityProvider.token=",
        f"--ServerApp.root_dir={FOLDER}",
    ]
    with open(os.path.join(FOLDER, "server.log"), "w") as log:
        command = [sys.executable, "-m", "jupyterlab", *options]
        lab = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    play = sync_playwright().start()
    browser = play.chromium.launch(executable_path=shutil.which(CHROMIUM), args=FLAGS)
    until(120, "the server's answer", answers)


def tearDownModule():
    browser.close()
    play.stop()
    lab.terminate()
    lab.wait()


def answers():
    try:
        return urllib.request.urlopen(f"{address}/api/status", timeout=5).status == 200
    except OSError:
        return False


def until(seconds, what, condition):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s for {what}")
        time.sleep(0.1)


class Lab(unittest.TestCase):
    """A page with one notebook and its kernel."""

    def open(self, name):
        self.name = name
        self.page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900})
        self.addCleanup(self.close)
        self.page.goto(f"{address}/lab/tree/{name}?reset")
        self.when(f"{CODE_CELLS}.length > 0 && {self.kernel('status')} == 'idle'", 120)
        self.page.evaluate("document.querySelectorAll('.Toastify').forEach(e => e.remove())")

    def write(self, name, *sources):
        """Opens a new notebook with these cells."""
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        kernel = {"name": "episode", "display_name": "Java (Episode)", "language": "java"}
        notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
        nbformat.write(notebook, os.path.join(FOLDER, name))
        self.open(name)

    def close(self):
        self.page.close()
        for kernel in json.load(urllib.request.urlopen(f"{address}/api/sessions")):
            end = f"{address}/api/sessions/{kernel['id']}"
            request = urllib.request.Request(end, method="DELETE")
            request.add_header("Authorization", "token ")
            try:
                urllib.request.urlopen(request)
            except OSError:
                pass  # the server ends its kernels with itself

    @staticmethod
    def kernel(what):
        return f"window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.{what}"

    def when(self, condition, seconds):
        guarded = f"() => {{ try {{ return {condition} }} catch (e) {{ return false }} }}"
        self.page.wait_for_function(guarded, timeout=1000 * seconds)

    def command(self, name, **arguments):
        self.page.evaluate(
            "([name, args]) => window.jupyterapp.commands.execute(name, args).then(() => null)",
            [name, arguments],
        )

    def cell(self, number):
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").nth(number)

    def editor(self, number):
        editor = self.cell(number).locator(".cm-content")
        editor.click()
        return editor

    def run_cell(self, number):
        self.editor(number)
        self.page.keyboard.press("Control+Enter")

    def run_all(self, seconds):
        self.page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells') && null")
        done = f"{CODE_CELLS}.filter(c => c.model.sharedModel.source.trim() != '')"
        self.when(f"{done}.every(c => c.model.executionCount != null && c.prompt != '*')", seconds)
        self.when(f"{self.kernel('status')} == 'idle'", 30)

    def errors(self):
        """Errors in cells that may have none."""
        return self.page.evaluate(
            f"{CODE_CELLS}.filter(c => !(c.model.getMetadata('tags') || []).includes('raises-exception'))"
            ".flatMap(c => c.model.toJSON().outputs).filter(o => o.output_type == 'error')"
            ".map(o => o.ename + ': ' + o.evalue)"
        )

    def picture(self, name=None):
        """Keeps screenshots of the whole notebook, narrow and wide, light and dark."""
        cells = "window.jupyterapp.shell.currentWidget.content.widgets"
        for theme, title in THEMES.items():
            self.command("apputils:change-theme", theme=title)
            for width in WIDTHS:
                self.page.evaluate(f"window.jupyterapp.shell.{'collapse' if width < 1000 else 'expand'}Left()")
                self.page.set_viewport_size({"width": width, "height": 16000})
                self.when(f"{cells}.every(c => c.node.isConnected && c.node.offsetHeight > 0)", 30)
                self.page.evaluate(
                    "document.querySelectorAll('.jp-WindowedPanel-outer').forEach(e => e.scrollTop = 0)"
                )
                self.page.wait_for_timeout(1000)  # charts follow the size of the page
                height = self.page.evaluate(f"200 + {cells}.reduce((sum, c) => sum + c.node.offsetHeight, 0)")
                self.page.set_viewport_size({"width": width, "height": min(height, 16000)})
                self.page.wait_for_timeout(300)
                file = f"{name or self.name}-{theme}-{width}.png"
                self.page.screenshot(path=os.path.join(FOLDER, file))
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})


class Notebooks(Lab):
    def run_notebook(self, prefix):
        name = next(f for f in sorted(os.listdir(FOLDER)) if f.startswith(prefix))
        self.open(name)
        self.run_all(300)
        self.assertEqual([], self.errors())
        self.picture()

    def test_boarding_school_runs(self):
        self.run_notebook("03")
        charts = self.page.locator(".vega-embed")
        self.assertGreaterEqual(charts.count(), 6)

    def test_under_the_bonnet_runs(self):
        self.run_notebook("10")

    def test_a_notebook_that_is_not_trusted_shows_its_plots(self):
        name = next(f for f in sorted(os.listdir(FOLDER)) if f.startswith("03"))
        with open(os.path.join(FOLDER, name)) as file:
            stored = nbformat.read(file, 4)
        plots = sum(
            "image/png" in output.get("data", {})
            for cell in stored.cells
            for output in cell.get("outputs", [])
        )
        self.assertGreater(plots, 0)
        nbformat.write(stored, os.path.join(FOLDER, "stored.ipynb"))
        self.open("stored.ipynb")
        height = "window.jupyterapp.shell.currentWidget.content.node.scrollHeight"
        self.page.set_viewport_size({"width": 1280, "height": 16000})
        self.when(f"{height} > 3000", 30)
        drawn = self.page.locator(".jp-OutputArea .vega-embed, .jp-OutputArea img")
        expect(drawn).to_have_count(plots, timeout=30000)


class Help(Lab):
    def test_a_formula_is_completed(self):
        self.write("complete.ipynb", SIR, "")
        self.run_cell(0)
        self.when(f"{CODE_CELLS}[0].model.executionCount == 1", 60)
        self.editor(1)
        self.page.keyboard.insert_text('sir.compile().gradient("max(')
        self.page.keyboard.press("Tab")
        offers = self.page.locator(".jp-Completer-item")
        expect(offers.first).to_be_visible(timeout=30000)
        words = offers.locator(".jp-Completer-match").all_inner_texts()
        self.assertEqual([], [state for state in "SIR" if state not in map(str.strip, words)])
        self.picture("complete")

    def test_a_name_that_the_cell_itself_declares_is_completed(self):
        self.write("declare.ipynb", "")
        self.editor(0)
        self.page.keyboard.insert_text(
            'system("SIR").state("S", "I").parameter("beta").transition("S -> I", "be'
        )
        self.page.keyboard.press("Tab")
        expect(self.cell(0).locator(".cm-content")).to_contain_text('"beta', timeout=30000)

    def test_a_method_of_the_toolkit_is_inspected(self):
        self.write("inspect.ipynb", SIR, "flu.checkGradient")
        self.run_cell(0)
        self.when(f"{CODE_CELLS}[0].model.executionCount == 1", 60)
        self.editor(1)
        self.page.keyboard.press("End")
        self.page.keyboard.press("Shift+Tab")
        tooltip = self.page.locator(".jp-Tooltip")
        expect(tooltip).to_contain_text("differences", timeout=30000)
        self.page.screenshot(path=os.path.join(FOLDER, "inspect-light-1280.png"))


class Work(Lab):
    def test_an_interrupted_sampler_keeps_its_draws(self):
        model = """var theta = model("eight schools").axis("school", 8)
    .prior("mu ~ normal(0, 5)").prior("tau ~ halfCauchy(5)").prior("theta[school] ~ normal(mu, tau)")
    .observe("y[school] ~ normal(theta[school], 10)", Map.of("y", new double[] {28, 8, -3, 7, -1, 1, 18, 12}));"""
        self.write(
            "interrupt.ipynb",
            model,
            "var fit = nuts().chains(2).warmup(200).draws(4_000_000).seed(1).sample(theta);",
            "fit.summary()",
        )
        self.run_cell(0)
        self.when(f"{CODE_CELLS}[0].model.executionCount == 1", 60)
        self.run_cell(1)
        expect(self.cell(1)).to_contain_text("sampling", timeout=60000)
        self.command("notebook:interrupt-kernel")
        self.when(f"{self.kernel('status')} == 'idle'", 30)
        self.run_cell(2)
        expect(self.cell(2).locator(".jp-OutputArea")).to_contain_text("tau", timeout=60000)
        self.assertEqual([], [e for e in self.errors() if "summary" in e])
        self.picture("interrupt")

    def test_the_slider_of_explore_moves_the_curve(self):
        self.write("explore.ipynb", SIR, 'explore(flu, guess, "beta", 0.2, 3)')
        self.run_all(60)
        self.assertEqual([], self.errors())
        chart = self.cell(1).locator(".vega-embed canvas, .vega-embed svg").first
        expect(chart).to_be_visible(timeout=30000)
        before = chart.screenshot()
        slider = self.cell(1).locator("input[type=range]").first
        box = slider.bounding_box()
        self.page.mouse.click(box["x"] + box["width"] / 5, box["y"] + box["height"] / 2)
        until(30, "another curve", lambda: chart.screenshot() != before)
        self.picture("explore")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)

#!/usr/bin/env python3
"""Measures Jupyter kernels beside each other and prints a Markdown table.

    .venv/bin/python kernel/bench/measure.py JDK17_HOME JDK25_HOME

builds and installs Episode for each JDK into a temporary folder, as `./episode kernel install` does
(with its archive of classes), and compares it with the rapaio kernel on the same JDK and with
ipykernel on the Python that runs this script, which needs jupyter_client, ipykernel and psutil.
Every round starts every kernel once, in turns, so that a change of the machine's load meets all.
"""

import argparse
import json
import os
import queue
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec

ROOT = Path(__file__).resolve().parents[2]
RAPAIO = "io.github.padreati:rapaio-jupyter-kernel:3.0.1"
TIMEOUT = 60
LINES = 100_000

JAVA = {
    "trivial": "1 + 1",
    "declare": "int q = 1;",
    "completion": "Math.s",
    "lines": f"for (int i = 0; i < {LINES}; i++) System.out.println(i);",
}
PYTHON = {
    "trivial": "1 + 1",
    "declare": "q = 1",
    "completion": "import math; math.s",
    "lines": f"for i in range({LINES}): print(i)",
}


class Kernel:
    """A kernel that can be started over and over."""

    def __init__(self, name, argv, cells, mode="message"):
        self.name = name
        self.cells = cells
        self.spec = KernelSpec(
            argv=argv, display_name=name, language="any", interrupt_mode=mode
        )

    def start(self):
        spec = self.spec

        class Manager(KernelManager):
            @property
            def kernel_spec(self):
                return spec

        manager = Manager()
        manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        client = manager.client()
        client.start_channels(hb=False)
        return manager, client


def reply(client, msg_id, timeout=TIMEOUT):
    end = time.monotonic() + timeout
    while True:
        message = client.get_shell_msg(timeout=max(0.01, end - time.monotonic()))
        if message["parent_header"].get("msg_id") == msg_id:
            return message


def until_idle(client, msg_id, timeout=TIMEOUT):
    """All outputs of a request; raises queue.Empty when the kernel never says that it is idle."""
    outputs = []
    while True:
        message = client.get_iopub_msg(timeout=timeout)
        if message["parent_header"].get("msg_id") == msg_id:
            outputs.append(message)
            if message["content"].get("execution_state") == "idle":
                return outputs


def drain(client, timeout=0.5):
    try:
        while True:
            client.get_iopub_msg(timeout=timeout)
    except queue.Empty:
        pass


def milliseconds(client, send, count, warm):
    """The times from a request to its reply and the idle status that follows."""
    times = []
    for i in range(warm + count):
        before = time.perf_counter()
        msg_id = send()
        reply(client, msg_id)
        until_idle(client, msg_id)
        if i >= warm:
            times.append(1000 * (time.perf_counter() - before))
    return statistics.median(times)


def arrived(client, code):
    """The number of lines that came, and how long that took; slow kernels have 60 s."""
    before = time.perf_counter()
    msg_id = client.execute(code)
    text = []
    last = before
    try:
        while True:
            message = client.get_iopub_msg(timeout=15)
            if message["parent_header"].get("msg_id") != msg_id:
                continue
            if message["msg_type"] == "stream":
                text.append(message["content"]["text"])
                last = time.perf_counter()
            elif message["content"].get("execution_state") == "idle":
                break
    except queue.Empty:
        pass
    return "".join(text).count("\n"), last - before


def once(kernel):
    """Starts a kernel, takes all its figures, and stops it."""
    before = time.perf_counter()
    manager, client = kernel.start()
    try:
        reply(client, client.kernel_info())
        reply(client, client.execute(kernel.cells["trivial"]))
        figures = {"start": time.perf_counter() - before}
        process = psutil.Process(manager.provisioner.pid)
        used = process.cpu_times()
        figures["cpu"] = used.user + used.system
        figures["memory"] = process.memory_info().rss / 1e6
        drain(client)
        for name in ("trivial", "declare"):
            code = kernel.cells[name]
            figures[name] = milliseconds(client, lambda: client.execute(code), 40, 10)
        typed = kernel.cells["completion"]
        figures["completion"] = milliseconds(client, lambda: client.complete(typed), 20, 5)
        figures["arrived"], figures["lines"] = arrived(client, kernel.cells["lines"])
        figures["later"] = process.memory_info().rss / 1e6
        return figures
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def long_session(kernel, cells):
    """Resident memory in MB after every tenth of a session of many different cells.

    Each round declares a class and a variable again, makes 8 MB of garbage, and prints.
    """
    manager, client = kernel.start()
    try:
        reply(client, client.kernel_info())
        process = psutil.Process(manager.provisioner.pid)
        sizes = []
        for i in range(cells):
            reply(client, client.execute(f"record R(int a) {{}} var x{i % 50} = new R({i});"))
            reply(client, client.execute(f"new int[2_000_000].length + x{i % 50}.a()"))
            reply(client, client.execute("for (int i = 0; i < 100; i++) System.out.println(i);"))
            drain(client, 0)
            if (i + 1) % (cells // 10) == 0:
                sizes.append(round(process.memory_info().rss / 1e6))
        return sizes
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def version(jdk):
    text = (Path(jdk) / "release").read_text()
    return re.search(r'^JAVA_VERSION="(\d+)', text, re.M).group(1)


def episode(jdk, folder):
    prefix = folder / f"episode-{version(jdk)}"
    subprocess.run(
        [ROOT / "episode", "kernel", "install", "--prefix", prefix],
        env={**os.environ, "JAVA_HOME": str(jdk)},
        check=True,
        stdout=sys.stderr,
    )
    spec = json.loads((prefix / "share/jupyter/kernels/episode/kernel.json").read_text())
    return Kernel(f"Episode, Java {version(jdk)}", spec["argv"], JAVA)


def rapaio(jdk, folder):
    jar = folder / "rapaio-jupyter-kernel-3.0.1.jar"
    if not jar.exists():
        subprocess.run(
            ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={RAPAIO}"]
            + [f"-DoutputDirectory={folder}"],
            cwd=ROOT / "kernel",
            check=True,
            stdout=sys.stderr,
        )
    argv = [f"{jdk}/bin/java", "-jar", str(jar), "{connection_file}"]
    return Kernel(f"rapaio 3.0.1, Java {version(jdk)}", argv, JAVA)


def ipykernel():
    import ipykernel as package

    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    return Kernel(f"ipykernel {package.__version__}", argv, PYTHON, "signal")


ROWS = [
    ("start", "start to first result, s", "{:.2f}"),
    ("cpu", "processor time until then, s", "{:.2f}"),
    ("memory", "resident memory then, MB", "{:.0f}"),
    ("trivial", "`1 + 1`, ms", "{:.1f}"),
    ("declare", "`int q = 1;`, ms", "{:.1f}"),
    ("completion", "completion of `Math.s`, ms", "{:.1f}"),
    ("lines", "100,000 lines, s", "{:.2f}"),
    ("arrived", "of which arrive", "{:.0f}"),
    ("later", "resident memory after all that, MB", "{:.0f}"),
]


def table(kernels, rounds):
    lines = [
        "| | " + " | ".join(kernel.name for kernel in kernels) + " |",
        "|---" * (len(kernels) + 1) + "|",
    ]
    for key, title, form in ROWS:
        cells = []
        for kernel in kernels:
            values = [figures[key] for figures in rounds[kernel.name] if figures]
            if not values:
                cells.append("no answer")
                continue
            middle, low, high = (
                form.format(v) for v in (statistics.median(values), min(values), max(values))
            )
            cells.append(middle if low == high else f"{middle} ({low}–{high})")
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("jdk", nargs="+", help="home of a JDK")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="kernels whose name contains this")
    parser.add_argument("--cells", type=int, default=0, help="also a session of three times so many")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = [make(jdk, folder) for make in (episode, rapaio) for jdk in options.jdk]
        kernels = [k for k in made + [ipykernel()] if options.only in k.name]
        rounds = {kernel.name: [] for kernel in kernels}
        for number in range(options.rounds):
            for kernel in kernels if number % 2 == 0 else reversed(kernels):
                try:
                    figures = once(kernel)
                except queue.Empty:
                    figures = None  # no answer within a minute
                print(number + 1, kernel.name, figures, file=sys.stderr, flush=True)
                rounds[kernel.name].append(figures)
        print(table(kernels, rounds))
        if options.cells:
            for kernel in kernels[: len(options.jdk)]:
                sizes = long_session(kernel, options.cells)
                print(f"\n{kernel.name}: resident MB over {3 * options.cells} cells: {sizes}")


if __name__ == "__main__":
    main()

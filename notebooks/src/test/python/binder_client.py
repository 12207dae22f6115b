"""Starts binder/start with JupyterLab, as repo2docker does, and prints what a visitor meets as JSON.

Runs inside the image, as its user, without a network, in the home directory.
"""

import glob
import json
import os
import subprocess
import sys
import time
import urllib.request

import nbformat
from jupyter_client import BlockingKernelClient

PORT, TOKEN = 8888, "secret"
SERVER = f"http://127.0.0.1:{PORT}"
INDEX = "notebooks/index.ipynb"


def request(path, body=None):
    """Returns an answer of the server, once it answers at all."""
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(
        SERVER + path, data, {"Authorization": f"token {TOKEN}", "Content-Type": "application/json"}
    )
    deadline = time.monotonic() + 60
    while True:
        try:
            return urllib.request.urlopen(asked)
        except ConnectionError:
            raise
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def code(path):
    """Returns the code cells of a notebook."""
    return [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]


def connected(kernel):
    """Returns a client of a kernel that the server has started."""
    client = BlockingKernelClient()
    client.load_connection_file(
        os.path.expanduser(f"~/.local/share/jupyter/runtime/kernel-{kernel}.json")
    )
    client.start_channels()
    client.wait_for_ready(timeout=60)
    return client


def memory():
    """Returns resident and proportional megabytes of all processes but this one."""
    resident = proportional = 0
    for folder in glob.glob("/proc/[0-9]*"):
        if folder != f"/proc/{os.getpid()}":
            try:
                lines = open(folder + "/smaps_rollup").read().splitlines()[1:]
            except OSError:
                continue  # it has ended
            sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
            resident += sizes["Rss"]
            proportional += sizes["Pss"]
    return resident // 1024, proportional // 1024


def written_outside():
    """Returns files of this user that lie outside the home directory and the temporary ones."""
    skipped = ["/home/jovyan", "/proc", "/dev", "/tmp", "/var/tmp"]
    paths = [word for path in skipped for word in ("-path", path, "-o")][:-1]
    command = ["find", "/", "(", *paths, ")", "-prune", "-o", "-user", "1000", "-print"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.stdout.splitlines()


def main():
    server = subprocess.Popen(
        [
            *("binder/start", "jupyter", "lab", "--ip=127.0.0.1", f"--port={PORT}"),
            *("--no-browser", f"--IdentityProvider.token={TOKEN}"),
        ],
        stdout=sys.stderr,
    )
    report = {"page": request("/").geturl()}
    report["kernels"] = sorted(json.load(request("/api/kernelspecs"))["kernelspecs"])
    began = time.monotonic()
    session = {
        "path": INDEX,
        "name": "",
        "type": "notebook",
        "kernel": {"name": nbformat.read(INDEX, 4).metadata.kernelspec.name},
    }
    client = connected(json.load(request("/api/sessions", session))["kernel"]["id"])
    report["ready"] = round(time.monotonic() - began, 1)
    report["cells"] = [
        client.execute_interactive(cell, timeout=120, output_hook=lambda message: None)["content"][
            "status"
        ]
        for cell in code(INDEX)
    ]
    report["resident"], report["proportional"] = memory()
    report["outside"] = written_outside()
    report["home"] = int(subprocess.check_output(["du", "-sm", "."]).split()[0])
    client.stop_channels()
    server.terminate()
    report["ended"] = server.wait(30)
    print(json.dumps(report))


main()

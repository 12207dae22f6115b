"""Starts the kernel "episode" that this Jupyter finds, runs a cell, prints what it met as JSON."""

import json
import os

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel

CELL = """
var decay = system("decay").state("x").parameter("k").equation("x", "-k * x").build();
decay.compile().solve(values("k", 1, "x", 1), days(0, 1)).at(1).number("x")
"""

spec = KernelSpecManager().get_kernel_spec("episode")
manager, client = start_new_kernel(kernel_name="episode")
results, errors = [], []


def listen(message):
    """Keeps the result, and what the kernel complains of."""
    content = message["content"]
    if message["msg_type"] == "execute_result":
        results.append(content["data"]["text/plain"])
    elif content.get("name") == "stderr":
        errors.append(content["text"])


reply = client.execute_interactive(CELL, timeout=60, output_hook=listen)["content"]
client.stop_channels()
manager.shutdown_kernel()
report = {
    "name": spec.display_name,
    "command": spec.argv[0],
    "files": sorted(name for name in os.listdir(spec.resource_dir) if name.startswith("logo")),
    "status": reply["status"],
    "result": "".join(results),
    "errors": "".join(errors),
}
print(json.dumps(report))

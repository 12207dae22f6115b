"""Starts the kernel under test and talks to it; every message that comes is checked.

The command line of the kernel, with "{connection_file}" in it, is read as JSON from the environment
variable EPISODE_KERNEL.
"""

import json
import os
import time
import unittest

import messages
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec

TIMEOUT = 60


class OwnKernel(KernelManager):
    heap = None

    @property
    def kernel_spec(self):
        argv = json.loads(os.environ["EPISODE_KERNEL"])
        if self.heap:
            argv = [self.heap if part.startswith("-Xmx") else part for part in argv]
        return KernelSpec(
            argv=argv,
            display_name="Java",
            language="java",
            interrupt_mode="message",
        )


def start(heap=None):
    """Starts a kernel; the heap is a flag such as "-Xmx256m"."""
    manager = OwnKernel()
    manager.heap = heap
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=TIMEOUT)
    return manager, client


def stop(manager, client):
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def wait_until(done, seconds):
    """Looks over and over; returns whether it came true in time."""
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        time.sleep(0.05)
    return done()


def of_type(outputs, kind):
    return [m["content"] for m in outputs if m["msg_type"] == kind]


def text(outputs, name="stdout"):
    return "".join(c["text"] for c in of_type(outputs, "stream") if c["name"] == name)


def value(outputs):
    return of_type(outputs, "execute_result")[0]["data"]["text/plain"]


class Conversation:
    """One client of a kernel."""

    def __init__(self, client):
        self.client = client

    def receive(self, channel, timeout=TIMEOUT):
        message = getattr(self.client, f"get_{channel}_msg")(timeout=timeout)
        messages.check(message, channel)
        return message

    def reply(self, msg_id, channel="shell"):
        while True:
            message = self.receive(channel)
            if message["parent_header"].get("msg_id") == msg_id:
                return message

    def outputs(self, msg_id):
        """All published messages from the busy status of a request to its idle status."""
        found = []
        while True:
            message = self.receive("iopub")
            if message["parent_header"].get("msg_id") == msg_id:
                found.append(message)
                if message["content"].get("execution_state") == "idle":
                    assert found[0]["content"] == {"execution_state": "busy"}, found[0]
                    return found

    def run_cell(self, code, **options):
        msg_id = self.client.execute(code, **options)
        outputs = self.outputs(msg_id)
        return self.reply(msg_id)["content"], outputs

    def send(self, kind, content, channel="shell", **options):
        message = self.client.session.msg(kind, content)
        socket = getattr(self.client, f"{channel}_channel").socket
        self.client.session.send(socket, message, **options)
        return message["header"]["msg_id"]


class KernelTest(unittest.TestCase, Conversation):
    """Tests that share a kernel."""

    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start()

    @classmethod
    def tearDownClass(cls):
        stop(cls.manager, cls.client)

    def interrupted(self, code):
        """Interrupts a cell that says when it is under way; returns its reply and outputs."""
        msg_id = self.client.execute(code)
        while self.receive("iopub")["msg_type"] != "stream":
            continue
        self.manager.interrupt_kernel()
        outputs = self.outputs_after(msg_id)
        return self.reply(msg_id)["content"], outputs

    def outputs_after(self, msg_id):
        found = []
        while not found or found[-1]["content"].get("execution_state") != "idle":
            message = self.receive("iopub")
            if message["parent_header"].get("msg_id") == msg_id:
                found.append(message)
        return found

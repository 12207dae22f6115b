"""Drives the kernel over the Jupyter protocol, as front ends do.

Usage: python protocol_test.py ARGV_JSON, where ARGV_JSON is the command line of the kernel with
"{connection_file}" in it. One kernel serves all tests but the last few, which start their own.
"""

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec

ARGV = json.loads(sys.argv.pop(1)) if __name__ == "__main__" else []
TIMEOUT = 60


class OwnKernel(KernelManager):
    @property
    def kernel_spec(self):
        return KernelSpec(
            argv=ARGV, display_name="Java", language="java", interrupt_mode="message"
        )


def start():
    manager = OwnKernel()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=TIMEOUT)
    return manager, client


def stop(manager, client):
    client.stop_channels()
    manager.shutdown_kernel(now=True)


class ProtocolTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start()

    @classmethod
    def tearDownClass(cls):
        stop(cls.manager, cls.client)

    def reply(self, msg_id, channel="shell"):
        get = getattr(self.client, f"get_{channel}_msg")
        while True:
            message = get(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") == msg_id:
                return message

    def outputs(self, msg_id):
        """All published messages up to the one that says the kernel is idle again."""
        found = []
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") == msg_id:
                found.append(message)
                if message["content"].get("execution_state") == "idle":
                    return found

    def run_cell(self, code, **options):
        msg_id = self.client.execute(code, **options)
        outputs = self.outputs(msg_id)
        return self.reply(msg_id)["content"], outputs

    def of_type(self, outputs, kind):
        return [m["content"] for m in outputs if m["msg_type"] == kind]

    def text(self, outputs, name="stdout"):
        return "".join(c["text"] for c in self.of_type(outputs, "stream") if c["name"] == name)

    # information

    def test_kernel_info_says_ok_and_which_language(self):
        content = self.reply(self.client.kernel_info())["content"]
        self.assertEqual(content["status"], "ok")
        self.assertEqual(content["protocol_version"], "5.5")
        self.assertEqual(content["language_info"]["name"], "java")

    def test_headers_carry_a_full_date_and_the_version(self):
        header = self.reply(self.client.kernel_info())["header"]
        self.assertEqual(header["version"], "5.5")
        self.assertNotIsInstance(header["date"], str)

    def test_comm_info_says_ok(self):
        content = self.reply(self.client.comm_info())["content"]
        self.assertEqual((content["status"], content["comms"]), ("ok", {}))

    def test_history_is_a_list_of_tuples(self):
        self.run_cell("int remembered = 1;")
        content = self.reply(self.client.history(hist_access_type="tail", n=1))["content"]
        self.assertEqual(content["status"], "ok")
        self.assertEqual(content["history"][0][0], 0)
        self.assertEqual(content["history"][0][2], "int remembered = 1;")
        found = self.reply(
            self.client.history(hist_access_type="search", pattern="int rem*", unique=True, n=5)
        )["content"]["history"]
        self.assertEqual(len(found), 1)

    # execution

    def test_a_value_is_the_result(self):
        content, outputs = self.run_cell("1 + 1")
        self.assertEqual(content["status"], "ok")
        result = self.of_type(outputs, "execute_result")[0]
        self.assertEqual(result["data"]["text/plain"], "2")
        self.assertEqual(result["execution_count"], content["execution_count"])
        kinds = [m["msg_type"] for m in outputs]
        self.assertEqual(kinds, ["status", "execute_input", "execute_result", "status"])

    def test_an_error_is_published_and_replied(self):
        content, outputs = self.run_cell('throw new IllegalArgumentException("bad")')
        self.assertEqual(content["status"], "error")
        self.assertEqual(content["ename"], "IllegalArgumentException")
        self.assertEqual(content["evalue"], "bad")
        error = self.of_type(outputs, "error")[0]
        self.assertEqual(error["traceback"], content["traceback"])

    def test_output_comes_while_the_cell_runs(self):
        # The cell waits for a file that is made when its output has come.
        with tempfile.TemporaryDirectory() as folder:
            seen = os.path.join(folder, "seen")
            msg_id = self.client.execute(
                'System.out.println("tick");'
                + f'var seen = java.nio.file.Path.of("{seen}");'
                + "for (int i = 0; i < 300 && !Files.exists(seen); i++) Thread.sleep(50);"
                + "System.out.println(Files.exists(seen));"
            )
            text = ""
            while True:
                message = self.client.get_iopub_msg(timeout=TIMEOUT)
                if message["msg_type"] == "stream":
                    text += message["content"]["text"]
                    open(seen, "w").close()
                if message["content"].get("execution_state") == "idle":
                    break
            self.reply(msg_id)
        self.assertEqual(text, "tick\ntrue\n")

    def test_no_line_of_100_000_is_lost(self):
        _, outputs = self.run_cell(
            "for (int i = 0; i < 100_000; i++) System.out.println(i);"
        )
        lines = self.text(outputs).split()
        self.assertEqual(lines, [str(i) for i in range(100_000)])
        self.assertLess(len(self.of_type(outputs, "stream")), 1000)

    def test_the_two_streams_keep_their_order(self):
        _, outputs = self.run_cell(
            'System.out.print("a"); System.err.print("b"); System.out.print("c");'
        )
        self.assertEqual("".join(c["text"] for c in self.of_type(outputs, "stream")), "abc")

    def test_late_output_belongs_to_the_last_cell(self):
        msg_id = self.client.execute(
            'new Thread(() -> { try { Thread.sleep(500); } catch (InterruptedException e) {}'
            ' System.out.print("late"); }).start();'
        )
        self.outputs(msg_id)
        self.reply(msg_id)
        message = self.client.get_iopub_msg(timeout=TIMEOUT)
        self.assertEqual(message["content"].get("text"), "late")
        self.assertEqual(message["parent_header"]["msg_id"], msg_id)

    def test_silent_shows_nothing_and_counts_nothing(self):
        before = self.run_cell("1")[0]["execution_count"]
        content, outputs = self.run_cell("40 + 2", silent=True)
        self.assertEqual(content["status"], "ok")
        self.assertEqual([m["msg_type"] for m in outputs], ["status", "status"])
        self.assertEqual(self.run_cell("1")[0]["execution_count"], before + 1)

    def test_an_unstored_cell_counts_nothing(self):
        before = self.run_cell("1")[0]["execution_count"]
        content, _ = self.run_cell("2", store_history=False)
        self.assertEqual(content["execution_count"], before)

    def test_user_expressions_are_answered_one_by_one(self):
        content, _ = self.run_cell(
            "int u = 20;", user_expressions={"good": "u + 1", "bad": "nowhere"}
        )
        values = content["user_expressions"]
        self.assertEqual(values["good"]["status"], "ok")
        self.assertEqual(values["good"]["data"]["text/plain"], "21")
        self.assertEqual(values["bad"]["status"], "error")

    def test_cells_queued_behind_an_error_are_aborted(self):
        first = self.client.execute("Thread.sleep(500); nowhere")
        second = self.client.execute("1")
        info = self.client.kernel_info()
        self.assertEqual(self.reply(first)["content"]["status"], "error")
        self.assertEqual(self.reply(second)["content"]["status"], "aborted")
        self.assertEqual(self.reply(info)["content"]["status"], "ok")
        self.assertEqual(self.run_cell("3")[0]["status"], "ok")

    def test_stop_on_error_can_be_declined(self):
        first = self.client.execute("Thread.sleep(500); nowhere", stop_on_error=False)
        second = self.client.execute("1")
        self.assertEqual(self.reply(first)["content"]["status"], "error")
        self.assertEqual(self.reply(second)["content"]["status"], "ok")

    def test_stdin_is_asked_for(self):
        msg_id = self.client.execute(
            "new java.util.Scanner(System.in).nextLine().toUpperCase()", allow_stdin=True
        )
        request = self.client.get_stdin_msg(timeout=TIMEOUT)
        self.assertEqual(request["msg_type"], "input_request")
        self.client.input("hello")
        outputs = self.outputs(msg_id)
        self.assertEqual(
            self.of_type(outputs, "execute_result")[0]["data"]["text/plain"], "HELLO"
        )
        self.reply(msg_id)

    def test_stdin_can_be_forbidden(self):
        content, _ = self.run_cell("System.in.read()", allow_stdin=False)
        self.assertEqual(content["status"], "error")
        self.assertIn("no input here", content["evalue"])

    # displays

    def test_display_and_update_share_an_id(self):
        _, outputs = self.run_cell('var id = display("one"); updateDisplay(id, "two");')
        shown = self.of_type(outputs, "display_data")[0]
        updated = self.of_type(outputs, "update_display_data")[0]
        self.assertEqual(
            shown["transient"]["display_id"], updated["transient"]["display_id"]
        )
        self.assertEqual(updated["data"]["text/plain"], "two")

    def test_json_media_types_hold_json(self):
        code = (
            "var bundle = new org.dflib.jjava.jupyter.kernel.display.DisplayData();\n"
            'bundle.putData("application/vnd.vegalite.v5+json",'
            ' Map.of("mark", "bar", "nan", Double.NaN));\n'
            "bundle"
        )
        _, outputs = self.run_cell(code)
        data = self.of_type(outputs, "execute_result")[0]["data"]
        self.assertEqual(
            data["application/vnd.vegalite.v5+json"], {"mark": "bar", "nan": None}
        )

    # help while typing

    def test_completion_knows_members_and_variables_above(self):
        content = self.reply(self.client.complete("Math.sq"))["content"]
        self.assertEqual(content["status"], "ok")
        self.assertIn("sqrt(", content["matches"])
        self.assertEqual((content["cursor_start"], content["cursor_end"]), (5, 7))
        code = 'var text = "abc"\ntext.subs'
        self.assertIn("substring(", self.reply(self.client.complete(code))["content"]["matches"])

    def test_completion_counts_characters(self):
        content = self.reply(self.client.complete('"\U0001F600".leng'))["content"]
        self.assertIn("length()", content["matches"])
        self.assertEqual((content["cursor_start"], content["cursor_end"]), (4, 8))

    def test_inspection_gives_a_signature(self):
        content = self.reply(self.client.inspect("Math.sqrt", 9))["content"]
        self.assertTrue(content["found"])
        self.assertIn("sqrt(double", content["data"]["text/plain"])
        self.assertFalse(self.reply(self.client.inspect("+", 1))["content"]["found"])

    def test_completeness_has_its_three_answers(self):
        for code, status in [
            ("1 + 1", "complete"),
            ("int f() {", "incomplete"),
            ('String s = "abc', "invalid"),
        ]:
            content = self.reply(self.client.is_complete(code))["content"]
            self.assertEqual(content["status"], status, code)

    # comms

    def test_an_unknown_comm_target_is_closed(self):
        message = self.client.session.msg(
            "comm_open", {"comm_id": "c1", "target_name": "nobody", "data": {}}
        )
        self.client.shell_channel.send(message)
        outputs = self.outputs(message["header"]["msg_id"])
        self.assertEqual(self.of_type(outputs, "comm_close")[0]["comm_id"], "c1")

    # interrupts

    def interrupted(self, code, within):
        msg_id = self.client.execute(code)
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["msg_type"] == "execute_input":
                break
        time.sleep(1)
        before = time.monotonic()
        self.manager.interrupt_kernel()
        reply = self.reply(msg_id)["content"]
        self.assertLess(time.monotonic() - before, within)
        self.assertEqual(reply["ename"], "KeyboardInterrupt")
        self.outputs(msg_id)

    def test_a_sleep_is_interrupted(self):
        self.interrupted("Thread.sleep(60_000);", 1)

    def test_an_empty_loop_is_interrupted(self):
        self.interrupted("while (true) {}", 1)

    def test_a_printing_loop_is_interrupted(self):
        self.interrupted('while (true) { System.out.println("x"); Thread.sleep(1); }', 1)
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    def test_waiting_for_input_is_interrupted(self):
        self.interrupted("System.in.read();", 1)
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    def test_library_code_that_does_not_react_is_left_behind(self):
        self.interrupted("java.util.stream.LongStream.range(0, Long.MAX_VALUE).sum()", 5)
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    # safety

    def test_an_unsigned_request_is_not_answered(self):
        client = self.manager.client()
        client.session.key = b"wrong"
        client.start_channels()
        try:
            client.kernel_info()
            with self.assertRaises(queue.Empty):
                client.get_shell_msg(timeout=1)
        finally:
            client.stop_channels()
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    def test_garbage_is_survived(self):
        self.client.shell_channel.socket.send_multipart([b"garbage"])
        self.client.shell_channel.socket.send_multipart([b"<IDS|MSG>", b"", b"{", b"", b"", b""])
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    def test_an_unknown_request_is_survived(self):
        self.client.shell_channel.send(self.client.session.msg("surprise_request", {}))
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    def test_a_small_cell_is_quick(self):
        times = []
        for _ in range(15):
            before = time.monotonic()
            self.run_cell("1 + 1")
            times.append(time.monotonic() - before)
        print(f"1 + 1: median {1000 * sorted(times)[7]:.0f} ms", file=sys.stderr)


class LifeTest(unittest.TestCase):
    def test_a_shutdown_request_ends_the_process(self):
        manager, client = start()
        client.shutdown()
        message = client.get_control_msg(timeout=TIMEOUT)
        self.assertEqual(message["content"], {"status": "ok", "restart": False})
        deadline = time.monotonic() + 10
        while manager.is_alive() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertFalse(manager.is_alive())
        stop(manager, client)

    def test_a_restart_forgets_everything(self):
        manager, client = start()
        client.execute("int gone = 1;", reply=True, timeout=TIMEOUT)
        manager.restart_kernel(now=False)
        client.wait_for_ready(timeout=TIMEOUT)
        reply = client.execute("gone", reply=True, timeout=TIMEOUT)
        self.assertEqual(reply["content"]["status"], "error")
        stop(manager, client)

    def test_a_kernel_without_its_client_process_ends(self):
        program = (
            "import json, sys, time, protocol_test as t\n"
            "t.ARGV[:] = json.loads(sys.argv[1])\n"
            "m, c = t.start()\n"
            "print(m.provisioner.pid, flush=True)\n"
            "time.sleep(60)\n"
        )
        here = os.path.dirname(os.path.abspath(__file__))
        client = subprocess.Popen(
            [sys.executable, "-c", program, json.dumps(ARGV)],
            cwd=here,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": here, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        kernel = int(client.stdout.readline())
        client.send_signal(signal.SIGKILL)
        client.wait()
        client.stdout.close()
        deadline = time.monotonic() + 15
        while alive(kernel) and time.monotonic() < deadline:
            time.sleep(0.1)
        self.assertFalse(alive(kernel))


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    unittest.main(verbosity=2)

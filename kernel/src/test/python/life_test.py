"""Starts, restarts and ends of kernels."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest

from kernels import TIMEOUT, Conversation, start, stop, value, wait_until


class LifeTest(unittest.TestCase):
    def setUp(self):
        self.manager, client = start()
        self.kernel = Conversation(client)
        self.addCleanup(lambda: stop(self.manager, client))

    def test_a_shutdown_request_ends_the_process_while_a_cell_runs(self):
        self.kernel.client.execute("System.out.println(); while (true) {}")
        while self.kernel.receive("iopub")["msg_type"] != "stream":
            continue
        msg_id = self.kernel.client.shutdown()
        message = self.kernel.reply(msg_id, "control")
        self.assertEqual(message["content"], {"status": "ok", "restart": False})
        self.assertTrue(wait_until(lambda: not self.manager.is_alive(), 10))

    def test_a_restart_forgets_everything(self):
        client = self.kernel.client
        self.kernel.run_cell("int gone = 1;")
        first = self.kernel.reply(client.kernel_info())["header"]["session"]
        message = self.kernel.reply(client.shutdown(restart=True), "control")
        self.assertEqual(message["content"], {"status": "ok", "restart": True})
        self.manager.restart_kernel(now=False)
        client.wait_for_ready(timeout=TIMEOUT)
        content, _ = self.kernel.run_cell("gone")
        self.assertEqual((content["status"], content["execution_count"]), ("error", 1))
        second = self.kernel.reply(client.kernel_info())["header"]["session"]
        self.assertNotEqual(first, second)


class OrphanTest(unittest.TestCase):
    def test_a_kernel_without_its_client_process_ends(self):
        self.orphan(lambda client: client.wait())

    def test_a_kernel_ends_though_nobody_has_asked_how_its_client_ended(self):
        self.orphan(lambda client: None)

    def orphan(self, afterwards):
        program = (
            "import time, kernels\n"
            "m, c = kernels.start()\n"
            "c.execute('while (true) {}')\n"
            "print(m.provisioner.pid, flush=True)\n"
            "time.sleep(60)\n"
        )
        here = os.path.dirname(os.path.abspath(__file__))
        client = subprocess.Popen(
            [sys.executable, "-B", "-c", program],
            cwd=here,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": here},
        )
        kernel = int(client.stdout.readline())
        client.send_signal(signal.SIGKILL)
        afterwards(client)
        client.stdout.close()
        self.assertTrue(wait_until(lambda: not alive(kernel), 20))
        client.wait()

    def test_a_kernel_refuses_to_listen_to_other_machines(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "connection.json")
            ports = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"]
            with open(path, "w") as file:
                json.dump(
                    {
                        "ip": "0.0.0.0",
                        "transport": "tcp",
                        "key": "k",
                        "signature_scheme": "hmac-sha256",
                        **{port: 0 for port in ports},
                    },
                    file,
                )
            argv = json.loads(os.environ["EPISODE_KERNEL"])
            ended = subprocess.run(
                [path if part == "{connection_file}" else part for part in argv],
                capture_output=True,
                text=True,
                timeout=TIMEOUT,
            )
        self.assertEqual(ended.returncode, 2)
        self.assertIn("this machine only", ended.stderr)


class FullHeapTest(unittest.TestCase):
    """What the last thread to find no memory would be is chance: each cell has its own kernel."""

    def test_arrays_in_a_method(self):
        kernel = self.filled(
            "void f() { var s = new ArrayList<double[]>(); while (true) s.add(new double[3]); }\n"
            "f()"
        )
        self.goes_on(kernel)

    def test_texts_in_a_variable(self):
        kernel = self.filled(
            'var st = new ArrayList<String>(); for (int i = 0;; i++) st.add("abc" + i);'
        )
        self.goes_on(kernel, "st = null")

    def test_numbers_in_a_variable(self):
        kernel = self.filled("var li = new LinkedList<Integer>(); for (int i = 0;; i++) li.add(i);")
        self.goes_on(kernel, "li = null")

    def test_what_fits_is_left_alone_however_much_garbage_there_is(self):
        kernel = self.started("-Xmx256m")
        content, outputs = kernel.run_cell(
            "var kept = new ArrayList<double[]>();\n"
            "for (int i = 0; i < 150; i++) kept.add(new double[1 << 17]);\n"
            "long made = 0;\n"
            "for (int i = 0; i < 20_000; i++) made += new double[1 << 15].length;\n"
            "made"
        )
        self.assertEqual(content["status"], "ok", content)
        self.assertEqual(value(outputs), str(20_000 << 15))

    def started(self, heap):
        manager, client = start(heap)
        self.addCleanup(lambda: stop(manager, client))
        return Conversation(client)

    def filled(self, code):
        kernel = self.started("-Xmx512m")  # near what kernels have, and filled in a moment
        content, _ = kernel.run_cell(code)
        self.assertEqual(content["ename"], "OutOfMemoryError", content)
        self.assertEqual(content["evalue"], "Java heap space")
        self.assertIn(" MB are in use after the cell", "\n".join(content["traceback"]))
        return kernel

    def goes_on(self, kernel, *remedy):
        for code in ["int a = 40", "int g(int n) { return n + 2; }", "%who", *remedy]:
            content, _ = kernel.run_cell(code)
            self.assertEqual(content["status"], "ok", content)
        content, outputs = kernel.run_cell("g(a) + new byte[50_000_000].length")
        self.assertEqual(content["status"], "ok", content)
        self.assertEqual(value(outputs), "50000042")


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""What the protocol does not say and people rely on: output at any rate, interrupts, survival."""

import os
import queue
import tempfile
import threading
import time
import unittest
import uuid

import psutil
from kernels import TIMEOUT, Conversation, KernelTest, of_type, start, stop, text, value, wait_until


def process(manager):
    return psutil.Process(manager.provisioner.pid)


def is_idle(kernel):
    """Whether a process takes less than a tenth of a processor for a second."""
    before = kernel.cpu_times()
    time.sleep(1)
    after = kernel.cpu_times()
    return after.user + after.system - before.user - before.system < 0.1


class OutputTest(KernelTest):
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
            outputs = []
            while "tick" not in text(outputs):
                outputs.append(self.receive("iopub"))
            open(seen, "w").close()
            outputs += self.outputs_after(msg_id)
            self.reply(msg_id)
        self.assertEqual(text(outputs), "tick\ntrue\n")

    def test_no_line_of_100_000_is_lost(self):
        _, outputs = self.run_cell("for (int i = 0; i < 100_000; i++) System.out.println(i);")
        self.assertEqual(text(outputs).split(), [str(i) for i in range(100_000)])
        self.assertLess(len(of_type(outputs, "stream")), 1000)

    def test_a_million_lines_take_little_memory(self):
        kernel = process(self.manager)
        self.run_cell("for (int i = 0; i < 1000; i++) System.out.println(i);")
        before = kernel.memory_info().rss
        _, outputs = self.run_cell(
            "for (int i = 0; i < 1_000_000; i++) System.out.println(i);"
        )
        self.assertEqual(text(outputs).count("\n"), 1_000_000)
        # The text itself is 7 MB; the rest is the young generation, which the JVM fills.
        self.assertLess(kernel.memory_info().rss - before, 250e6)

    def test_a_cell_waits_for_a_slow_reader(self):
        # 1.2 GB would not fit into the heap of 768 MB: the cell has to wait, and nothing is lost.
        msg_id = self.client.execute(
            'var line = "x".repeat(99);\n'
            "for (int i = 0; i < 12_000_000; i++) System.out.println(line);"
        )
        time.sleep(3)
        length = 0
        while True:
            message = self.receive("iopub")
            length += len(message["content"].get("text", ""))
            if message["content"].get("execution_state") == "idle":
                break
        self.assertEqual(self.reply(msg_id)["content"]["status"], "ok")
        self.assertEqual(length, 12_000_000 * 100)

    def test_late_output_belongs_to_the_last_cell(self):
        msg_id = self.client.execute(
            "new Thread(() -> { try { Thread.sleep(500); } catch (InterruptedException e) {}"
            ' System.out.print("late"); }).start();'
        )
        self.outputs(msg_id)
        self.reply(msg_id)
        message = self.receive("iopub")
        self.assertEqual(message["content"].get("text"), "late")
        self.assertEqual(message["parent_header"]["msg_id"], msg_id)

    def test_text_of_several_threads_arrives_whole(self):
        _, outputs = self.run_cell(
            "var threads = new ArrayList<Thread>();\n"
            "for (int t = 0; t < 8; t++) { var thread = new Thread(() -> {\n"
            '  for (int i = 0; i < 1000; i++) System.out.println("äöü"); });\n'
            "  threads.add(thread); thread.start(); }\n"
            "for (var thread : threads) thread.join();"
        )
        self.assertEqual(text(outputs).count("ä"), 8000)
        self.assertEqual(text(outputs).count("\n"), 8000)
        self.assertNotIn("\ufffd", text(outputs))

    def test_a_large_cell_and_a_large_result_pass(self):
        long = "x" * 5_000_000
        content, _ = self.run_cell(f"// {long}\n1")
        self.assertEqual(content["status"], "ok")
        _, outputs = self.run_cell(
            "new org.dflib.jjava.jupyter.kernel.display.DisplayData("
            '"y".repeat(20_000_000))'
        )
        self.assertEqual(len(value(outputs)), 20_000_000)


class InterruptTest(KernelTest):
    def stopped(self, code):
        content, outputs = self.interrupted(code)
        self.assertEqual(content["ename"], "KeyboardInterrupt")
        self.assertEqual(value(self.run_cell("40 + 2")[1]), "42")
        return outputs

    def test_an_empty_loop_stops_and_the_processor_is_idle(self):
        self.stopped("System.out.println(); while (true) {}")
        self.assertTrue(wait_until(lambda: is_idle(process(self.manager)), 20))

    def test_a_loop_in_a_method_stops(self):
        self.run_cell("void forever() { for (long i = 0; ; i++) if (i < 0) break; }")
        self.stopped("System.out.println(); forever();")

    def test_endless_recursion_in_bits_stops(self):
        self.run_cell("int deep(int n) { return n == 0 ? 0 : deep(n - 1) + deep(n - 1); }")
        self.stopped("System.out.println(); deep(200)")

    def test_a_sleep_stops(self):
        self.stopped("System.out.println(); Thread.sleep(600_000);")

    def test_a_loop_that_catches_everything_stops(self):
        self.stopped(
            "System.out.println();"
            " while (true) { try { Thread.sleep(9); } catch (Throwable t) {} }"
        )

    def test_a_printing_loop_stops_and_its_output_ends(self):
        self.stopped('while (true) { System.out.println("x"); }')

    def test_library_code_that_takes_no_notice_is_left_behind(self):
        self.stopped(
            "System.out.println(); java.util.stream.LongStream.range(0, Long.MAX_VALUE).sum()"
        )

    def test_an_interrupt_of_nothing_does_nothing(self):
        self.reply(self.send("interrupt_request", {}, "control"), "control")
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    def test_cells_queued_behind_an_interrupted_one_are_aborted(self):
        first = self.client.execute("System.out.println(); while (true) {}")
        second = self.client.execute("1")
        while self.receive("iopub")["msg_type"] != "stream":
            continue
        self.manager.interrupt_kernel()
        self.assertEqual(self.reply(first)["content"]["status"], "error")
        self.assertEqual(self.reply(second)["content"]["status"], "aborted")

    def test_cells_queued_behind_one_that_kept_what_it_had_are_aborted(self):
        code = (
            "int draws() {\n  System.out.println();\n  try { Thread.sleep(600_000); }"
            " catch (InterruptedException stop) {}\n  return 7;\n}\nvar kept = draws();"
        )
        first = self.client.execute(code)
        second = self.client.execute("kept = 0;")
        while self.receive("iopub")["msg_type"] != "stream":
            continue
        self.manager.interrupt_kernel()
        self.assertEqual(self.reply(first)["content"]["status"], "ok")
        self.assertEqual(self.reply(second)["content"]["status"], "aborted")
        self.outputs_after(second)
        self.assertEqual(value(self.run_cell("kept")[1]), "7")


class SurvivalTest(KernelTest):
    def survived(self, code, name):
        content, _ = self.run_cell(code)
        self.assertEqual(content["status"], "error")
        self.assertIn(name, content["ename"])
        self.assertEqual(value(self.run_cell("40 + 2")[1]), "42")

    def test_deep_recursion_is_an_error(self):
        self.run_cell("int down(int n) { return down(n + 1) + 1; }")
        self.survived("down(0)", "StackOverflowError")

    def test_running_out_of_memory_is_an_error(self):
        self.survived(
            "var hoard = new ArrayList<long[]>(); while (true) hoard.add(new long[1_000_000]);",
            "OutOfMemoryError",
        )
        self.run_cell("hoard.clear();")

    def test_an_exit_ends_the_cell_only(self):
        for code in "System.exit(3)", "Runtime.getRuntime().halt(3)":
            content, _ = self.run_cell(code + ";")
            self.assertEqual(content["status"], "error", code)
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    def test_a_value_whose_text_fails_is_an_error(self):
        self.run_cell('class Bad { public String toString() { throw new RuntimeException("t"); } }')
        self.survived("new Bad()", "RuntimeException")

    def test_garbage_is_survived(self):
        socket = self.client.shell_channel.socket
        sign = self.client.session.sign
        header = b'{"msg_id": "1", "msg_type": "execute_request", "session": "s"}'
        for parts in [
            [b"{", b"{}", b"{}", b"{}"],
            [b"[]", b"{}", b"{}", b"{}"],
            [b"{}", b"{}", b"{}", b"{}"],
            [b'{"msg_id": {}, "msg_type": []}', b"{}", b"{}", b"{}"],
            [header, b"{}", b"{}", b"[" * 100_000],
            [header, b"{}", b"{}", b'{"code": []}'],
            [header, b"{}", b"{}", b'{"code": "1", "user_expressions": {"a": [1]}}'],
        ]:
            socket.send_multipart([b"<IDS|MSG>", sign(parts), *parts])
        socket.send_multipart([b"garbage"])
        socket.send_multipart([b"<IDS|MSG>"])
        self.client.control_channel.socket.send_multipart([b"<IDS|MSG>", b"", b"", b"", b"", b""])
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")
        self.reply(self.send("kernel_info_request", {}, "control"), "control")

    def test_an_unsigned_request_is_not_answered(self):
        client = self.manager.client()
        client.session.session = "intruder"
        client.session.key = b"wrong"
        client.start_channels()
        try:
            client.execute('System.setProperty("intruder", "in");')
            with self.assertRaises(queue.Empty):
                client.get_shell_msg(timeout=1)
        finally:
            client.stop_channels()
        self.assertEqual(value(self.run_cell('"" + System.getProperty("intruder")')[1]), "null")

    def test_an_unknown_request_is_refused(self):
        for channel in "shell", "control":
            msg_id = self.send("create_subshell_request", {}, channel)
            self.assertEqual(self.reply(msg_id, channel)["content"]["status"], "error")
            self.send("surprise", {}, channel)
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    def test_wrong_types_in_a_request_are_an_error(self):
        for kind in "complete_request", "inspect_request":
            msg_id = self.send(kind, {"code": "Math", "cursor_pos": "four"})
            self.assertEqual(self.reply(msg_id)["content"]["status"], "error")
        msg_id = self.send("history_request", {"hist_access_type": "bogus"})
        self.assertEqual(self.reply(msg_id)["content"]["status"], "error")
        count = self.run_cell("1")[0]["execution_count"]
        for content in {}, {"code": 5}, {"code": None}:
            self.assertEqual(
                self.reply(self.send("execute_request", content))["content"]["status"], "error"
            )
        self.assertEqual(self.run_cell("1")[0]["execution_count"], count + 1)
        msg_id = self.send("complete_request", {"code": "Math", "cursor_pos": 99_999})
        self.assertEqual(self.reply(msg_id)["content"]["status"], "ok")


class SeveralTest(KernelTest):
    def test_two_kernels_do_not_know_each_other(self):
        manager, client = start()
        try:
            other = Conversation(client)
            self.run_cell("int mine = 1;")
            self.assertEqual(other.run_cell("mine")[0]["status"], "error")
            other.run_cell("int mine = 2;")
            self.assertEqual(value(self.run_cell("mine")[1]), "1")
            self.assertEqual(value(other.run_cell("mine")[1]), "2")
        finally:
            stop(manager, client)

    def another(self):
        client = self.manager.client()
        client.session.session = str(uuid.uuid4())
        return client

    def test_many_front_ends_get_their_own_answers(self):
        clients = [self.another() for _ in range(20)]
        found = {}

        def ask(number, client):
            client.start_channels(hb=False, stdin=False)
            for n in range(5):
                reply = client.execute(f"{number} + {n}", reply=True, timeout=TIMEOUT)
                found.setdefault(number, []).append(reply["content"]["status"])
            client.stop_channels()

        threads = [threading.Thread(target=ask, args=pair) for pair in enumerate(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, {number: ["ok"] * 5 for number in range(20)})

    def test_thousands_of_queued_requests_are_all_answered(self):
        asked = [self.send("comm_info_request", {}) for _ in range(5000)]
        answered = [self.receive("shell")["parent_header"]["msg_id"] for _ in asked]
        self.assertEqual(answered, asked)

    def test_only_the_loopback_address_is_listened_on(self):
        listening = [
            c.laddr.ip
            for c in process(self.manager).net_connections("inet")
            if c.status == psutil.CONN_LISTEN
        ]
        self.assertGreaterEqual(len(listening), 5)
        addresses = {address.replace("::ffff:", "") for address in listening}
        self.assertEqual(addresses, {"127.0.0.1"})

    def test_a_small_cell_is_quick(self):
        times = []
        for _ in range(15):
            before = time.monotonic()
            self.run_cell("1 + 1")
            times.append(time.monotonic() - before)
        print(f"1 + 1: median {1000 * sorted(times)[7]:.0f} ms", flush=True)


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""Asks the kernel everything that the protocol's documentation describes.

What the Jupyter project's own suite for kernels asks, and what it leaves out: comms, input,
interrupts, silent cells.
"""

import base64
import unittest

from kernels import TIMEOUT, KernelTest, of_type, text, value

BUNDLE = "org.dflib.jjava.jupyter.kernel.display.DisplayData"


class InformationTest(KernelTest):
    def test_kernel_info_says_which_kernel_and_language_it_is(self):
        for channel in "shell", "control":
            msg_id = self.send("kernel_info_request", {}, channel)
            content = self.reply(msg_id, channel)["content"]
            self.assertEqual(content["protocol_version"], "5.5")
            self.assertEqual(content["implementation"], "episode")
            self.assertEqual(content["language_info"]["name"], "java")
            self.assertEqual(content["supported_features"], [])
            self.assertFalse(content["debugger"])

    def test_headers_carry_the_version_and_the_session_of_the_kernel(self):
        first = self.reply(self.client.kernel_info())["header"]
        second = self.reply(self.client.kernel_info())["header"]
        self.assertEqual(first["version"], "5.5")
        self.assertEqual(first["session"], second["session"])
        self.assertNotEqual(first["session"], self.client.session.session)
        self.assertNotEqual(first["msg_id"], second["msg_id"])

    def test_every_request_is_framed_by_busy_and_idle(self):
        for msg_id in [
            self.client.kernel_info(),
            self.client.complete("Math."),
            self.client.inspect("Math"),
            self.client.is_complete("1"),
            self.client.history(),
            self.client.comm_info(),
        ]:
            states = [m["content"]["execution_state"] for m in self.outputs(msg_id)]
            self.assertEqual(states, ["busy", "idle"])
            self.reply(msg_id)

    def test_a_new_subscriber_is_welcomed(self):
        client = self.manager.client()
        client.start_channels(shell=False, stdin=False, hb=False, control=False)
        message = client.get_iopub_msg(timeout=TIMEOUT)
        self.assertEqual(message["msg_type"], "iopub_welcome")
        self.assertEqual(message["content"], {"subscription": ""})
        client.stop_channels()

    def test_the_heart_beats(self):
        self.client.hb_channel.unpause()
        self.assertTrue(self.client.hb_channel.is_beating())

    def test_history_has_inputs_and_outputs(self):
        first = self.run_cell("int remembered = 1;")[0]["execution_count"]
        self.run_cell("remembered + 1")
        self.run_cell("remembered + 1")

        def ask(kind, **options):
            options = {"raw": True, "output": False, **options}
            content = {"hist_access_type": kind, **options}
            return self.reply(self.send("history_request", content))["content"]["history"]

        self.assertEqual(ask("tail", n=1), [[0, first + 2, "remembered + 1"]])
        inside = {"session": 0, "start": first, "stop": first + 2}
        self.assertEqual(
            ask("range", output=True, **inside),
            [
                [0, first, ["int remembered = 1;", None]],
                [0, first + 1, ["remembered + 1", "2"]],
            ],
        )
        self.assertEqual(ask("range", **{**inside, "session": -1}), [])
        self.assertEqual(len(ask("search", pattern="rem*", n=5)), 2)
        self.assertEqual(len(ask("search", pattern="rem*", n=5, unique=True)), 1)
        self.assertEqual(ask("search", pattern="?????bered*"), ask("search", pattern="rem*"))
        self.assertEqual(len(ask("search", n=2)), 2)


class ExecutionTest(KernelTest):
    def test_a_value_is_the_result(self):
        content, outputs = self.run_cell("1 + 1")
        result = of_type(outputs, "execute_result")[0]
        self.assertEqual(result["data"]["text/plain"], "2")
        self.assertEqual(result["execution_count"], content["execution_count"])
        kinds = [m["msg_type"] for m in outputs]
        self.assertEqual(kinds, ["status", "execute_input", "execute_result", "status"])

    def test_the_input_is_published_for_other_front_ends(self):
        content, outputs = self.run_cell("int shared = 2; // über 😀")
        echoed = of_type(outputs, "execute_input")[0]
        self.assertEqual(echoed["code"], "int shared = 2; // über 😀")
        self.assertEqual(echoed["execution_count"], content["execution_count"])

    def test_both_streams_arrive_in_order(self):
        _, outputs = self.run_cell(
            'System.out.print("a"); System.err.print("b"); System.out.print("ü😀");'
        )
        self.assertEqual(
            [(c["name"], c["text"]) for c in of_type(outputs, "stream")],
            [("stdout", "a"), ("stderr", "b"), ("stdout", "ü😀")],
        )

    def test_an_error_is_published_and_replied(self):
        content, outputs = self.run_cell('throw new IllegalArgumentException("bad")')
        self.assertEqual(content["status"], "error")
        self.assertEqual(content["ename"], "IllegalArgumentException")
        self.assertEqual(content["evalue"], "bad")
        error = of_type(outputs, "error")[0]
        self.assertEqual(error["traceback"], content["traceback"])

    def test_code_that_does_not_compile_is_an_error(self):
        for code in 'int i = "text";', "nowhere", "int x = ;":
            content, outputs = self.run_cell(code)
            self.assertEqual(content["status"], "error", code)
            self.assertEqual(len(of_type(outputs, "error")), 1, code)

    def test_nothing_and_comments_are_fine(self):
        for code in "", " \n", "// nothing", "/* nothing */":
            content, outputs = self.run_cell(code)
            self.assertEqual(content["status"], "ok", code)
            self.assertEqual(of_type(outputs, "execute_result"), [])

    def test_silent_shows_nothing_and_counts_nothing(self):
        before = self.run_cell("1")[0]["execution_count"]
        content, outputs = self.run_cell("40 + 2", silent=True)
        self.assertEqual(content["status"], "ok")
        self.assertEqual([m["msg_type"] for m in outputs], ["status", "status"])
        content, outputs = self.run_cell("nowhere", silent=True)
        self.assertEqual(content["status"], "error")
        self.assertEqual([m["msg_type"] for m in outputs], ["status", "status"])
        self.assertEqual(self.run_cell("1")[0]["execution_count"], before + 1)

    def test_an_unstored_cell_counts_nothing(self):
        before = self.run_cell("1")[0]["execution_count"]
        content, _ = self.run_cell("2", store_history=False)
        self.assertEqual(content["execution_count"], before)

    def test_user_expressions_are_answered_one_by_one(self):
        asked = {"good": "u + 1", "bad": "nowhere", "thrown": "1 / (u - 20)", "empty": " "}
        for silent in False, True:
            content, _ = self.run_cell("int u = 20;", user_expressions=asked, silent=silent)
            values = content["user_expressions"]
            self.assertEqual(values["good"]["data"]["text/plain"], "21")
            self.assertEqual(values["bad"]["status"], "error")
            self.assertIn("in the expression", "".join(values["bad"]["traceback"]))
            self.assertEqual(values["empty"]["status"], "error")
            self.assertEqual(values["thrown"]["ename"], "ArithmeticException")

    def test_cells_queued_behind_an_error_are_aborted(self):
        first = self.client.execute("Thread.sleep(500); nowhere.x()")
        second = self.client.execute("1")
        info = self.client.kernel_info()
        self.assertEqual(self.reply(first)["content"]["status"], "error")
        self.assertEqual(self.reply(second)["content"]["status"], "aborted")
        self.assertEqual(self.reply(info)["content"]["status"], "ok")
        self.assertEqual(self.run_cell("3")[0]["status"], "ok")

    def test_a_request_is_over_before_those_behind_it_are_aborted(self):
        self.run_cell("0")
        first = self.client.execute("Thread.sleep(500); 1 / 0")
        second = self.client.execute("2")
        states = []
        while states[-1:] != [(second, "idle")]:
            message = self.receive("iopub")
            if message["msg_type"] == "status":
                states.append(
                    (message["parent_header"]["msg_id"], message["content"]["execution_state"])
                )
        expected = [(cell, state) for cell in (first, second) for state in ("busy", "idle")]
        self.assertEqual(states, expected)
        self.assertEqual(self.reply(second)["content"]["status"], "aborted")

    def test_only_what_is_queued_is_aborted(self):
        for _ in range(20):
            self.reply(self.client.execute("nowhere"))
            self.assertEqual(self.reply(self.client.execute("1"))["content"]["status"], "ok")

    def test_stop_on_error_can_be_declined(self):
        first = self.client.execute("Thread.sleep(500); nowhere.x()", stop_on_error=False)
        second = self.client.execute("1")
        self.assertEqual(self.reply(first)["content"]["status"], "error")
        self.assertEqual(self.reply(second)["content"]["status"], "ok")


class DisplayTest(KernelTest):
    def test_every_media_type_is_shown(self):
        svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
        for kind, form in {
            "text/html": "<b>bold</b>",
            "text/latex": "$x^2$",
            "text/markdown": "**bold**",
            "image/svg+xml": svg,
            "image/png": base64.b64encode(b"\x89PNG").decode(),
            "image/jpeg": base64.b64encode(b"\xff\xd8").decode(),
            "application/javascript": "1",
        }.items():
            code = f'var b = new {BUNDLE}("plain");\nb.putData("{kind}", {quoted(form)});\n'
            _, outputs = self.run_cell(code + "display(b);")
            self.assertEqual(of_type(outputs, "display_data")[0]["data"][kind], form)
            _, outputs = self.run_cell(code + "b")
            self.assertEqual(of_type(outputs, "execute_result")[0]["data"][kind], form)

    def test_json_media_types_hold_json(self):
        kind = "application/vnd.vegalite.v5+json"
        _, outputs = self.run_cell(
            f'var j = new {BUNDLE}("plain");\n'
            f'j.putData("{kind}", Map.of("mark", "bar", "nan", Double.NaN));\nj'
        )
        data = of_type(outputs, "execute_result")[0]["data"]
        self.assertEqual(data[kind], {"mark": "bar", "nan": None})

    def test_a_picture_of_java_is_a_png(self):
        _, outputs = self.run_cell(
            "new java.awt.image.BufferedImage(9, 9, java.awt.image.BufferedImage.TYPE_INT_RGB)"
        )
        self.assertIn("image/png", of_type(outputs, "execute_result")[0]["data"])

    def test_display_and_update_share_an_id(self):
        _, outputs = self.run_cell('var id = display("one"); updateDisplay(id, "two");')
        shown = of_type(outputs, "display_data")[0]
        updated = of_type(outputs, "update_display_data")[0]
        self.assertEqual(shown["transient"], updated["transient"])
        self.assertEqual(updated["data"]["text/plain"], "two")
        _, outputs = self.run_cell('updateDisplay(id, "three");')
        later = of_type(outputs, "update_display_data")[0]
        self.assertEqual(shown["transient"], later["transient"])

    def test_output_is_cleared_at_once_or_later(self):
        _, outputs = self.run_cell("clearOutput(); clearOutput(true);")
        self.assertEqual([c["wait"] for c in of_type(outputs, "clear_output")], [False, True])


class HelpTest(KernelTest):
    def complete(self, code, cursor=None):
        return self.reply(self.client.complete(code, cursor))["content"]

    def test_completion_knows_members_and_variables_above(self):
        content = self.complete("Math.sq")
        self.assertIn("sqrt(", content["matches"])
        self.assertEqual((content["cursor_start"], content["cursor_end"]), (5, 7))
        self.assertIn("substring(", self.complete('var text = "abc"\ntext.subs')["matches"])
        self.assertIn("%time", self.complete("%ti")["matches"])

    def test_completion_looks_at_the_cursor_and_counts_characters(self):
        content = self.complete('"\U0001f600".leng')
        self.assertIn("length()", content["matches"])
        self.assertEqual((content["cursor_start"], content["cursor_end"]), (4, 8))
        self.assertIn("sqrt(", self.complete("Math.sq + 1", 7)["matches"])
        self.assertEqual(self.complete("Math.surely_not")["matches"], [])
        self.assertEqual(self.complete("", 0)["status"], "ok")

    def test_inspection_gives_a_signature_or_nothing(self):
        for level in 0, 1:
            content = self.reply(self.client.inspect("Math.sqrt", 9, level))["content"]
            self.assertTrue(content["found"])
            self.assertIn("sqrt(double", content["data"]["text/plain"])
            content = self.reply(self.client.inspect("+", 1, level))["content"]
            self.assertEqual((content["found"], content["data"]), (False, {}))

    def test_a_question_is_answered_by_a_page_and_leaves_no_value(self):
        for question in "Math.sqrt?", "?%time":
            reply, outputs = self.run_cell(question)
            (page,) = reply["payload"]
            self.assertEqual((reply["status"], page["source"], page["start"]), ("ok", "page", 0))
            self.assertNotIn("\x1b", page["data"]["text/plain"])
            self.assertEqual(of_type(outputs, "execute_result"), [])
            asked = self.client.history(hist_access_type="tail", n=1, output=True)
            entry = self.reply(asked)["content"]["history"][0]
            self.assertEqual(entry[2], [question, None])
        reply, _ = self.run_cell("Math.sqrt?", silent=True)
        self.assertEqual(reply["payload"], [])

    def test_completeness_has_its_answers(self):
        for code, status in [
            ("1 + 1", "complete"),
            ("int a = 1;\nint b = 2;", "complete"),
            ("for (int i = 0; i < 3; i++) {}", "complete"),
            ("%time 1", "complete"),
            ("int f() {", "incomplete"),
            ("Math.max(1,", "incomplete"),
            ('String s = "abc', "invalid"),
            ("int )", "invalid"),
            ("import = 7q", "invalid"),
            ("1 +* 2", "invalid"),
            ("nowhere", "complete"),
        ]:
            content = self.reply(self.client.is_complete(code))["content"]
            self.assertEqual(content["status"], status, code)


class InputTest(KernelTest):
    def answered(self, code, line):
        msg_id = self.client.execute(code, allow_stdin=True)
        request = self.receive("stdin")
        self.client.input(line)
        outputs = self.outputs(msg_id)
        self.reply(msg_id)
        return request["content"], value(outputs)

    def test_standard_input_is_asked_for(self):
        code = "new java.util.Scanner(System.in).nextLine().toUpperCase()"
        self.assertEqual(
            self.answered(code, "grüße"), ({"prompt": "", "password": False}, "GRÜSSE")
        )

    def test_a_question_has_a_prompt(self):
        asked = self.answered('input("Name? ").length()', "\U0001f600")
        self.assertEqual(asked, ({"prompt": "Name? ", "password": False}, "2"))

    def test_a_password_is_asked_for_as_one(self):
        asked = self.answered('password("Key? ").length()', "secret")
        self.assertEqual(asked, ({"prompt": "Key? ", "password": True}, "6"))

    def test_input_can_be_forbidden(self):
        for code in "System.in.read()", 'input("?")':
            content, _ = self.run_cell(code, allow_stdin=False)
            self.assertEqual(content["status"], "error")
            self.assertIn("no input here", content["evalue"])

    def test_waiting_for_input_is_interrupted(self):
        msg_id = self.client.execute('input("?");', allow_stdin=True)
        self.receive("stdin")
        self.manager.interrupt_kernel()
        self.assertEqual(self.reply(msg_id)["content"]["ename"], "KeyboardInterrupt")
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")


ECHO = """
import org.dflib.jjava.jupyter.kernel.comm.*;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.*;
class Echo extends Comm {
  Echo(CommManager manager, String id, String target) { super(manager, id, target); }
  protected void onMessage(Message<CommMsgCommand> message) {
    send(message.getContent().getData(), Map.of(), message.getBlobs());
  }
  protected void onClose(Message<CommCloseCommand> message, boolean sending) {}
}
var manager = org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel().getCommManager();
manager.registerTarget("echo", (m, id, target, message) -> new Echo(m, id, target));
manager.registerTarget("broken", (m, id, target, message) -> { throw new IllegalStateException("no"); });
manager.registerTarget("endless", (m, id, target, message) -> {
  System.out.println(); while (true) {} });
"""


class CommTest(KernelTest):
    def test_an_unknown_target_is_closed(self):
        opened = {"comm_id": "c1", "target_name": "nobody", "data": {}}
        outputs = self.outputs(self.send("comm_open", opened))
        self.assertEqual(of_type(outputs, "comm_close")[0]["comm_id"], "c1")

    def test_comms_carry_data_and_buffers_both_ways(self):
        self.assertEqual(self.run_cell(ECHO)[0]["status"], "ok")
        self.outputs(self.send("comm_open", {"comm_id": "c2", "target_name": "echo", "data": {}}))
        info = {"target_name": "echo"}
        comms = self.reply(self.send("comm_info_request", info))["content"]["comms"]
        self.assertEqual(comms, {"c2": info})
        others = self.reply(self.send("comm_info_request", {"target_name": "no"}))
        self.assertEqual(others["content"]["comms"], {})
        msg_id = self.send("comm_msg", {"comm_id": "c2", "data": {"n": 1}}, buffers=[bytes(1000)])
        echoed = [m for m in self.outputs(msg_id) if m["msg_type"] == "comm_msg"][0]
        self.assertEqual(echoed["content"], {"comm_id": "c2", "data": {"n": 1}})
        self.assertEqual([bytes(b) for b in echoed["buffers"]], [bytes(1000)])
        self.outputs(self.send("comm_close", {"comm_id": "c2", "data": {}}))
        self.assertEqual(self.reply(self.client.comm_info())["content"]["comms"], {})

    def test_what_goes_wrong_in_a_comm_is_said(self):
        self.run_cell(ECHO)
        opened = {"comm_id": "c3", "target_name": "broken", "data": {}}
        outputs = self.outputs(self.send("comm_open", opened))
        said = text(outputs, "stderr") or of_type(outputs, "comm_close")
        self.assertTrue(said)
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")


    def test_an_endless_comm_is_interrupted(self):
        self.run_cell(ECHO)
        self.send("comm_open", {"comm_id": "c4", "target_name": "endless", "data": {}})
        while self.receive("iopub")["msg_type"] != "stream":
            continue
        self.manager.interrupt_kernel()
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")


def quoted(form):
    return '"' + form.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    unittest.main(verbosity=2)

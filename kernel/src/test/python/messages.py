"""What the protocol prescribes for each message: required members and their types.

Written from https://jupyter-client.readthedocs.io/en/stable/messaging.html, version 5.5. A member
whose name ends with "?" may be missing; one that is not listed is a mistake.
"""

import base64
import datetime
import json
import re


def bundle(value):
    """Media types with text; those of JSON with a value."""
    assert isinstance(value, dict), value
    assert "text/plain" in value, f"no text/plain: {list(value)}"
    for kind, form in value.items():
        assert re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind), kind
        if not kind.endswith("json"):
            assert isinstance(form, str), f"{kind} is {type(form)}"
        if kind == "image/png":
            assert base64.b64decode(form).startswith(b"\x89PNG"), "no picture"


def maybe_bundle(value):
    if value != {}:
        bundle(value)


def texts(value):
    assert isinstance(value, list) and all(isinstance(line, str) for line in value), value


def each(pattern):
    def check(value):
        assert isinstance(value, str) and re.fullmatch(pattern, value), f"{value!r}: {pattern}"

    return check


def entries(value):
    """Tuples of session, number, and input or input with output."""
    for session, number, code in value:
        assert type(session) is int and type(number) is int, (session, number)
        if isinstance(code, list):
            assert len(code) == 2 and isinstance(code[0], str), code
        else:
            assert isinstance(code, str), code


def expressions(value):
    for answer in value.values():
        if answer["status"] == "ok":
            members(answer, {"status": str, "data": bundle, "metadata": dict})
        else:
            members(answer, {"status": each("error"), **FAILED})


def comms(value):
    for comm in value.values():
        members(comm, {"target_name": str})


def language(value):
    members(
        value,
        {
            "name": str,
            "version": str,
            "mimetype": str,
            "file_extension": each(r"\.\w+"),
            "pygments_lexer?": str,
            "codemirror_mode?": (str, dict),
            "nbconvert_exporter?": str,
        },
    )


FAILED = {"ename": str, "evalue": str, "traceback": texts}
SHOWN = {"data": bundle, "metadata": dict}

PUBLISHED = {
    "status": {"execution_state": each("busy|idle|starting")},
    "stream": {"name": each("stdout|stderr"), "text": str},
    "execute_input": {"code": str, "execution_count": int},
    "execute_result": {**SHOWN, "execution_count": int},
    "display_data": {**SHOWN, "transient?": dict},
    "update_display_data": {**SHOWN, "transient": dict},
    "clear_output": {"wait": bool},
    "error": FAILED,
    "iopub_welcome": {"subscription": str},
    "comm_open": {"comm_id": str, "target_name": str, "data": dict, "target_module?": str},
    "comm_msg": {"comm_id": str, "data": dict},
    "comm_close": {"comm_id": str, "data": dict},
}

REPLIES = {
    "execute_reply": {"execution_count": int, "user_expressions": expressions, "payload?": list},
    "inspect_reply": {"found": bool, "data": maybe_bundle, "metadata": dict},
    "complete_reply": {
        "matches": texts,
        "cursor_start": int,
        "cursor_end": int,
        "metadata": dict,
    },
    "history_reply": {"history": entries},
    "comm_info_reply": {"comms": comms},
    "kernel_info_reply": {
        "protocol_version": each(r"5\.\d+(\.\d+)?"),
        "implementation": str,
        "implementation_version": str,
        "language_info": language,
        "banner": str,
        "help_links": list,
        "debugger?": bool,
        "supported_features": texts,
    },
    "shutdown_reply": {"restart": bool},
    "interrupt_reply": {},
}

QUESTIONS = {"input_request": {"prompt": str, "password": bool}}

COMPLETENESS = {"status": each("complete|incomplete|invalid|unknown"), "indent?": str}

HEADER = {
    "msg_id": each(".+"),
    "session": each(".+"),
    "username": str,
    "date": datetime.datetime,
    "msg_type": each(r"\w+"),
    "version": each(r"5\.\d+"),
}


def members(value, expected):
    """Raises AssertionError unless an object has these members, and no others."""
    assert isinstance(value, dict), value
    known = {name.rstrip("?") for name in expected}
    assert set(value) <= known, f"unknown: {set(value) - known}"
    for name, kind in expected.items():
        if name.rstrip("?") not in value:
            assert name.endswith("?"), f"{name} is missing: {value}"
            continue
        member = value[name.rstrip("?")]
        if isinstance(kind, (type, tuple)):
            assert isinstance(member, kind), f"{name} is {member!r}"
            assert kind is not int or type(member) is int, f"{name} is {member!r}"
        else:
            kind(member)


def check(message, channel):
    """Raises AssertionError unless a message that came on a channel is as prescribed."""
    members(message["header"], HEADER)
    kind = message["header"]["msg_type"]
    content = message["content"]
    assert isinstance(message["metadata"], dict)
    json.dumps(content, allow_nan=False)
    orphan = kind == "iopub_welcome" or content.get("execution_state") == "starting"
    if not orphan:
        assert message["parent_header"].get("msg_id"), f"{kind} has no parent"
    if channel == "iopub":
        members(content, PUBLISHED[kind])
    elif channel == "stdin":
        members(content, QUESTIONS[kind])
    else:
        reply(kind, content, message["parent_header"]["msg_type"])
    if "transient" in content:
        members(content["transient"], {"display_id": str})


def reply(kind, content, request):
    assert kind == request.replace("_request", "_reply"), (kind, request)
    count = {"execution_count?": int} if kind == "execute_reply" else {}
    if kind == "is_complete_reply" and content["status"] != "error":
        members(content, COMPLETENESS)
        assert ("indent" in content) == (content["status"] == "incomplete"), content
    elif content["status"] == "error":
        members(content, {"status": str, **FAILED, **count})
    elif content["status"] == "aborted":
        members(content, {"status": str, **count})
    else:
        members(content, {"status": each("ok"), **REPLIES[kind]})

"""A real yaml-language-server over stdio: what an editor would show of a record."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

PATIENCE = 60       # seconds; then the server is stopped, and with it whoever waits for it
# The catalogue of schemas of others is fetched from a host; nobody is asked for anything here.
SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "completion": True, "hover": True, "validate": True}}
CAPABILITIES = {"workspace": {"configuration": True}, "textDocument": {
    "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
    "hover": {"contentFormat": ["markdown"]}}}


class YamlServer:
    """with YamlServer([program, ...]) as server: server.problems(file) and so on."""

    def __init__(self, command: list[str], yaml_version: str = "1.2"):
        self.settings = {"yaml": SETTINGS["yaml"] | {"yamlVersion": yaml_version}}
        self.process = subprocess.Popen([*command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.timer = threading.Timer(PATIENCE, self.process.kill)
        self.told: dict[str, list[Any]] = {}
        self.asked = 0

    def __enter__(self) -> YamlServer:
        self.timer.start()
        self._ask("initialize", processId=None, rootUri=None, capabilities=CAPABILITIES)
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=self.settings)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.timer.cancel()
        self.process.kill()
        self.process.communicate()

    def open(self, file: Path) -> list[Any]:
        """Opens a file, waits until it has been checked, and gives what is said of it."""
        self._tell("textDocument/didOpen", textDocument={"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": file.read_text("utf-8")})
        while file.as_uri() not in self.told:
            self._listen()
        return self.told[file.as_uri()]

    def at(self, what: str, file: Path, line: int, column: int) -> Any:
        """The answer to `completion` or `hover` at a place, both from 1."""
        return self._ask(f"textDocument/{what}", textDocument={"uri": file.as_uri()}, position={"line": line - 1, "character": column - 1})

    def _ask(self, method: str, **parameters: Any) -> Any:
        self.asked += 1
        self._send(id=self.asked, method=method, params=parameters)
        while (said := self._listen()).get("id") != self.asked or "method" in said:
            pass
        return said["result"]

    def _tell(self, method: str, **parameters: Any) -> None:
        self._send(method=method, params=parameters)

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _listen(self) -> dict[str, Any]:
        """One message. A question of the server is answered, what it says of a file is kept."""
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the server stopped"
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            items = message["params"].get("items", []) if message.get("params") else []
            self._send(id=message["id"], result=[self.settings.get(item.get("section")) for item in items] if items else None)
        return message

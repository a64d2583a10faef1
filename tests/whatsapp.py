"""The Cloud API as a server of our own on loopback: it remembers what it is sent, and answers as it is told."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, bytes]
ACCEPTED: Answer = (200, b'{"messages": [{"id": "wamid.1"}]}')


def failed(status: int, code: int) -> Answer:
    return status, json.dumps({"error": {"code": code, "message": "no"}}).encode()


@dataclass
class Cloud:
    """`answer` is asked with the phone number, once the message is remembered."""

    url: str = ""
    answer: Callable[[str], Answer] = lambda phone: ACCEPTED
    requests: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)

    @property
    def phones(self) -> list[str]:
        return [message["to"] for _path, _headers, message in self.requests]

    @property
    def texts(self) -> list[str]:
        return [one["template"]["components"][0]["parameters"][0]["text"] for _path, _headers, one in self.requests]


@contextmanager
def cloud() -> Iterator[Cloud]:
    told = Cloud()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.requests.append((self.path, dict(self.headers), message))
            status, content = told.answer(message["to"])
            if not status:  # hangs up without a word
                self.close_connection = True
                return
            self.send_response(status)
            if status in (301, 302, 307):
                self.send_header("Location", f"{told.url}/elsewhere")
            self.send_header("Content-Length", str(len(content)))
            with suppress(ConnectionError):  # whoever asked may have been killed meanwhile
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, *_args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}/v21.0/1234/messages"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield told
        server.shutdown()
        thread.join()

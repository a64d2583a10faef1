"""A mail server of our own on loopback: it keeps what it took, and does at each recipient as it is told."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes

TAKEN, LATER, HANGS_UP = b"250 ok", b"450 later", b""


@dataclass
class Post:
    """`before` is asked at the recipient's name, `after` told once his mail is kept and before its sender knows."""

    port: int = 0
    before: Callable[[str], bytes] = lambda to: TAKEN
    after: Callable[[str], None] = lambda to: None
    kept: list[tuple[str, str]] = field(default_factory=list)  # to whom, and its Message-ID


@contextmanager
def post() -> Iterator[Post]:
    office = Post()

    class Talk(socketserver.StreamRequestHandler):
        to = ""

        def handle(self) -> None:
            self.say(b"220 post")
            for line in self.rfile:
                answer = self.answer(line[:4].upper().rstrip(), line.decode().strip())
                if not answer:
                    return
                self.say(answer)

        def answer(self, verb: bytes, line: str) -> bytes:
            if verb == b"RCPT":
                self.to = line.partition("<")[2].partition(">")[0]
                return office.before(self.to)
            if verb == b"DATA":
                self.say(b"354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                office.kept.append((self.to, message_from_bytes(b"".join(lines))["Message-ID"]))
                office.after(self.to)
            return HANGS_UP if verb == b"QUIT" else TAKEN

        def say(self, words: bytes) -> None:
            self.wfile.write(words + b"\r\n")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Who asked was killed meanwhile."""

    with Server(("127.0.0.1", 0), Talk) as server:
        office.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield office
        server.shutdown()
        thread.join()

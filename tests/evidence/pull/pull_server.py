"""A producer's server on this machine that misbehaves as told, and remembers what it was asked."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Answer = Callable[[BaseHTTPRequestHandler], None]

DATA = b"".join(b"%d,UZB,KAZ,support\n" % number for number in range(20_000))
HALF = len(DATA) // 2


class Producer(ThreadingHTTPServer):
    """Gives the answers in turn, the last one for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[Answer] = []
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.host = f"127.0.0.1:{self.server_port}"

    def url(self, path="/acts.csv"):
        return f"http://{self.host}{path}"

    def headers(self, number):
        return self.asked[number][1]

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), ConnectionError):  # whoever asked may hang up
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        producer = self.server
        producer.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        answer = producer.answers.pop(0) if len(producer.answers) > 1 else producer.answers[0]
        with suppress(ConnectionError):
            answer(self)

    def log_message(self, format, *args):
        pass


@contextmanager
def running() -> Iterator[Producer]:
    with Producer() as producer:
        thread = Thread(target=producer.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield producer
        finally:
            producer.shutdown()
            thread.join()


def says(status: int, data: bytes = b"", length: int | None = None, **headers: str) -> Answer:
    """Answer with this status and body; ``length`` is what is claimed of it."""

    def answer(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(data) if length is None else length))
        handler.end_headers()
        handler.wfile.write(data)
        handler.close_connection = length is not None

    return answer


def offers(data: bytes, version: str = '"one"', upto: int | None = None, **headers: str) -> Answer:
    """Offer a file as good servers do, ranges included; drop the connection after ``upto`` bytes."""

    def answer(handler):
        start = _start(handler, version)
        rest = data[start:]
        handler.send_response(206 if start else 200)
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        handler.send_header("ETag", version)
        handler.send_header("Content-Length", str(len(rest)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(rest if upto is None else rest[:upto])
        handler.close_connection = upto is not None

    return answer


def never_ends(handler):
    """Send pieces without a length, for ever."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"3e8\r\n" + b"x" * 1000 + b"\r\n")


def stalls(handler):
    """Promise a file, and fall silent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    time.sleep(0.3)
    handler.close_connection = True


def _start(handler, version):
    asked = handler.headers.get("Range", "")
    same = handler.headers.get("If-Range", version) == version
    return int(asked.removeprefix("bytes=").removesuffix("-")) if asked and same else 0


def left(folder):
    return sorted(path.name for path in folder.iterdir())

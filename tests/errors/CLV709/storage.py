import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

ANSWER = b"<Error><Code>NoSuchBucket</Code></Error>"


class Storage(BaseHTTPRequestHandler):
    """Object storage without a bucket."""

    def do_GET(self) -> None:
        self.send_response(404)
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        self.wfile.write(ANSWER)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


server = HTTPServer(("127.0.0.1", 0), Storage)
server.timeout = 20  # seconds for the only question
sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
sys.stdout.flush()
server.handle_request()

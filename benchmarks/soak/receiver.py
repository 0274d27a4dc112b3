"""Takes what isp-monitor tells people, as their own software would: a web server for webhooks."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver:
    def __init__(self):
        self.told = []  # when, of which kind, and the devices
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                notice = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                devices = {alert["source"] for alert in notice["alerts"]}
                receiver.told.append((time.monotonic(), notice["kind"], devices))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *anything):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/notices"

    def of(self, device, kind, since):
        """When this was told of a device."""
        return [at for at, what, devices in list(self.told)
                if at >= since and what == kind and device in devices]

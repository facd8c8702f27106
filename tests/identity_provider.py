"""A stand-in for the identity provider: the few answers of OpenID Connect that a sign-in needs, for one person."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "monitor"


@contextmanager
def identity_provider(claims: dict[str, Any]) -> Iterator[str]:
    """The address of a provider that takes everyone for the person with these claims."""
    key = RSAKey.generate_key(2048, {"kid": "test"})
    nonces: list[str] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(url.query).items()}
            if url.path == "/authorize":
                nonces.append(asked.get("nonce", ""))
                self._redirect(f"{asked['redirect_uri']}?{urlencode({'code': 'once', 'state': asked['state']})}")
            elif url.path == "/keys":
                self._answer({"keys": [key.as_dict(private=False)]})
            else:
                self._answer(metadata(f"http://localhost:{self.server.server_address[1]}"))

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            issuer = f"http://localhost:{self.server.server_address[1]}"
            now = int(time.time())
            token = {"iss": issuer, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": nonces[-1], **claims}
            signed = jwt.encode({"alg": "RS256", "kid": "test"}, token, key)
            self._answer({"access_token": "none", "token_type": "Bearer", "expires_in": 600, "id_token": signed})

        def _redirect(self, address: str) -> None:
            self.send_response(302)
            self.send_header("Location", address)
            self.end_headers()

        def _answer(self, content: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, *_: Any) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("localhost", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def metadata(issuer: str) -> dict[str, Any]:
    """Where a client finds what."""
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/keys",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }

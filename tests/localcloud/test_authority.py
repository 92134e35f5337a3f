from __future__ import annotations

import socket
import ssl
from pathlib import Path
from threading import Thread

import pytest

from localcloud.authority import Authority


def handshake(authority: Path, certificate: Path, key: Path, name: str) -> str | None:
    """The version of TLS by which a client, who trusts that authority, is let in under a name."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    ours, theirs = socket.socketpair()

    def let_in() -> None:
        try:
            server.wrap_socket(theirs, server_side=True).close()
        except OSError:  # the client does not trust us
            theirs.close()

    thread = Thread(target=let_in)
    thread.start()
    try:
        client = ssl.create_default_context(cafile=authority)
        with client.wrap_socket(ours, server_hostname=name) as connection:
            return connection.version()
    finally:
        ours.close()
        thread.join()


def test_whoever_trusts_it_trusts_its_names_and_no_others(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    pair = authority.sign("app.example.com.localhost")

    assert handshake(authority.certificate_file, *pair, "app.example.com.localhost") == "TLSv1.3"
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        handshake(authority.certificate_file, *pair, "api.example.com.localhost")


def test_it_stays_the_same_and_another_is_not_trusted(tmp_path: Path) -> None:
    first = Authority(tmp_path / "one").certificate_file.read_bytes()
    again, other = Authority(tmp_path / "one"), Authority(tmp_path / "other")

    assert again.certificate_file.read_bytes() == first
    assert (tmp_path / "one" / "authority.key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(ssl.SSLCertVerificationError, match="CERTIFICATE_VERIFY_FAILED"):
        handshake(other.certificate_file, *again.sign("a.localhost"), "a.localhost")

from __future__ import annotations

import pytest

from localcloud.names import Names

NAMES = Names(http=8080, https=8443)
DEPLOYED = ["app.inventory.example.com", "api.inventory.example.com", "inventory.example.com"]
APP, API = "https://app.inventory.example.com", "https://api.inventory.example.com"


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("app.inventory.example.com.localhost:8443", "app.inventory.example.com"),
        ("APP.example.com.localhost", "app.example.com"),
        ("localhost:8443", None),
        ("app.localhost", None),
        ("127.0.0.1:8443", None),
        ("app.example.com", None),
        ("app.example.com.localhost.evil.example", None),
        ("", None),
    ],
)
def test_a_host_of_a_browser_stands_for_a_deployed_name(host: str, name: str | None) -> None:
    assert NAMES.inside(host) == name


def test_what_is_asked_names_addresses_as_they_are_deployed() -> None:
    asked = [(b"origin", f"{APP}.localhost:8443".encode()), (b"referer", f"{APP}.localhost:8443/x?y=1".encode())]
    others = [(b"cookie", f"{APP}.localhost:8443".encode()), (b"origin", b"https://elsewhere.example")]

    assert NAMES.asked([*asked, *others]) == [
        (b"origin", APP.encode()),
        (b"referer", f"{APP}/x?y=1".encode()),
        *others,
    ]


@pytest.mark.parametrize(
    ("header", "inside", "outside"),
    [
        ("access-control-allow-origin", APP, f"{APP}.localhost:8443"),
        ("content-security-policy", f"connect-src 'self' {API}; x", f"connect-src 'self' {API}.localhost:8443; x"),
        ("location", f"{API}:443/x?y=1", f"{API}.localhost:8443/x?y=1"),
        ("location", "http://app.inventory.example.com/", "http://app.inventory.example.com.localhost:8080/"),
        ("location", "https://app.inventory.example.com.evil.example/", None),
        ("location", "https://elsewhere.example/", None),
        ("location", "/products", None),
        ("x-other", APP, None),
    ],
)
def test_what_is_answered_names_addresses_as_a_browser_reaches_them(
    header: str, inside: str, outside: str | None
) -> None:
    answered = NAMES.answered([(header.encode(), inside.encode())], DEPLOYED)

    assert answered == [(header.encode(), (outside or inside).encode())]


def test_without_anything_deployed_nothing_is_written_anew() -> None:
    assert NAMES.answered([(b"location", APP.encode())], []) == [(b"location", APP.encode())]

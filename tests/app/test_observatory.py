"""The HTTP Observatory of MDN would give the site and the API its best grade.

Its rules and their points, as of version 4 of its scoring (https://developer.mozilla.org/observatory/docs/tests_and_scoring),
as far as an answer tells. What it asks of the way to it (certificate, redirection to https) is not for headers to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from http.cookies import Morsel

import pytest

from browser import Browser
from embedded.distribution import distribution
from embedded.postgres import EmbeddedPostgres
from inventory.models import User

ENOUGH_FOR_EXTRAS = 90
SIX_MONTHS = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}

Headers = Mapping[str, str]
Cookies = list[Morsel[str]]


def directives(policy: str) -> dict[str, set[str]]:
    parts = (part.split() for part in policy.lower().split(";") if part.strip())
    return {name: set(sources) for name, *sources in parts}


def content_security_policy(headers: Headers) -> int:
    told = directives(headers.get("content-security-policy", ""))
    scripts = told.get("script-src", told.get("default-src", {"*"}))
    styles = told.get("style-src", told.get("default-src", {"*"}))
    objects = told.get("object-src", told.get("default-src", {"*"}))
    wide = {"*", "http:", "https:", "data:"}
    if not told:
        return -25
    if "'unsafe-inline'" in scripts or wide & (scripts | objects):
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if told.get("default-src") == {"'none'"} else 5


def strict_transport_security(headers: Headers) -> int:
    age = re.search(r"max-age=(\d+)", headers.get("strict-transport-security", ""))
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def framing(headers: Headers) -> int:
    if directives(headers.get("content-security-policy", "")).get("frame-ancestors"):
        return 5
    return 0 if headers.get("x-frame-options", "").upper() in {"DENY", "SAMEORIGIN"} else -20


def content_type_options(headers: Headers) -> int:
    return 0 if headers.get("x-content-type-options") == "nosniff" else -5


def referrer_policy(headers: Headers) -> int:
    policy = headers.get("referrer-policy")
    if policy is None:
        return 0
    return 5 if policy in PRIVATE else -5


def resource_policy(headers: Headers) -> int:
    return 10 if headers.get("cross-origin-resource-policy") in {"same-origin", "same-site"} else 0


def sharing(headers: Headers) -> int:
    is_open = headers.get("access-control-allow-origin") == "*"
    return -50 if is_open and headers.get("access-control-allow-credentials") == "true" else 0


def cookies_set(cookies: Cookies) -> int:
    if not cookies:
        return 0
    if not all(each["secure"] for each in cookies):
        return -40
    if not all(each["httponly"] for each in cookies):
        return -30
    return 5 if all(each["samesite"] in {"Lax", "Strict"} for each in cookies) else 0


RULES = (
    content_security_policy,
    strict_transport_security,
    framing,
    content_type_options,
    referrer_policy,
    resource_policy,
    sharing,
)


def score(headers: Headers, cookies: Cookies) -> int:
    points = [*(rule(headers) for rule in RULES), cookies_set(cookies)]
    lost = 100 + sum(each for each in points if each < 0)
    return 100 + sum(points) if lost >= ENOUGH_FOR_EXTRAS else lost


def test_the_site_scores_more_than_a_hundred() -> None:
    assert score(distribution().answer({}), []) >= 130


@pytest.mark.parametrize("path", ["/session", "/products", "/nothing"])
def test_the_api_scores_more_than_a_hundred(database: EmbeddedPostgres, path: str) -> None:
    browser = Browser(User.objects.create_user("ana@inventory.example", None, name="Ana"))
    answer = browser.get(path)
    headers = {name.lower(): value for name, value in answer.items()}

    assert score(headers, list(answer.cookies.values())) >= 110


@pytest.mark.parametrize(
    ("changes", "most"),
    [
        ({"content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline'"}, 80),
        ({"content-security-policy": ""}, 75),
        ({"strict-transport-security": "max-age=3600"}, 125),
        ({"strict-transport-security": ""}, 80),
        ({"x-content-type-options": ""}, 130),
        ({"referrer-policy": "unsafe-url"}, 120),
        ({"access-control-allow-origin": "*", "access-control-allow-credentials": "true"}, 50),
    ],
)
def test_what_is_weaker_scores_less(changes: Headers, most: int) -> None:
    best = score(distribution().answer({}), [])

    assert score({**distribution().answer({}), **changes}, []) <= most < best + 1

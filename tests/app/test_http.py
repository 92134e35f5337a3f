"""What the API is on the wire: hosts, proxy, headers, languages, sizes, failures."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client

from browser import FRONTEND, HOST, Browser, signed_in
from example_stock import make_user
from inventory import problems as kinds
from inventory.api import expectations, products
from inventory.text import Text

pytestmark = pytest.mark.usefixtures("database")


def plain(path: str = "/api/v1/session", **headers: str) -> HttpResponse:
    """A request as it reaches the task: over plain http from the load balancer."""
    return Client().get(path, headers={"Host": HOST, **headers})


def test_a_stranger_s_host_is_refused_whatever_the_proxy_headers_say() -> None:
    for headers in ({"Host": "evil.example.com"}, {"Host": "evil.example.com", "X-Forwarded-Host": HOST}):
        assert plain(**{"X-Forwarded-Proto": "https", **headers}).status_code == 400


def test_a_forwarded_host_is_not_believed() -> None:
    redirected = plain(**{"X-Forwarded-Host": "evil.example.com"})

    assert redirected["Location"] == f"https://{HOST}/api/v1/session"


def test_plain_http_is_redirected_once_and_https_behind_the_proxy_is_not() -> None:
    redirected = plain()

    assert (redirected.status_code, redirected["Location"]) == (301, f"https://{HOST}/api/v1/session")
    assert plain(**{"X-Forwarded-Proto": "https"}).status_code == 200


def test_every_answer_of_the_api_is_guarded_by_headers() -> None:
    answer = Browser().get("/session")

    assert answer["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer["Cache-Control"] == "no-store"
    assert "Server" not in answer


@pytest.mark.parametrize(
    ("status", "method", "path", "body"),
    [
        (200, "GET", "/session", None),
        (400, "POST", "/session", "{"),
        (401, "GET", "/products", None),
        (404, "GET", "/nowhere", None),
        (405, "PUT", "/session", None),
        (413, "POST", "/session", "x" * (1024 * 1024 + 1)),
    ],
)
def test_whatever_the_status_the_frontend_may_read_the_answer_and_headers_guard_it(
    status: int, method: str, path: str, body: str | None
) -> None:
    answer = Browser().send(method, path, body, Origin=FRONTEND)

    assert answer.status_code == status
    assert answer["Access-Control-Allow-Origin"] == FRONTEND
    assert answer["Access-Control-Allow-Credentials"] == "true"
    assert "X-Request-Id" in {name.title() for name in answer["Access-Control-Expose-Headers"].split(", ")}
    assert "origin" in answer["Vary"].lower()
    assert answer["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.get("Content-Length", str(len(answer.content))) == str(len(answer.content))


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (FRONTEND, True),
        (f"{FRONTEND}.evil.com", False),
        ("http://app.inventory.example.com", False),
        (f"{FRONTEND}:8443", False),
        (f"https://{HOST}", False),
        ("null", False),
    ],
)
def test_exactly_the_frontend_may_read_answers(origin: str, *, allowed: bool) -> None:
    answer = Browser().get("/session", Origin=origin)

    assert (answer.headers.get("Access-Control-Allow-Origin") == origin) is allowed
    assert ("Access-Control-Allow-Credentials" in answer.headers) is allowed
    assert "origin" in answer["Vary"].lower()


def test_the_frontend_may_ask_before_it_writes() -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "idempotency-key, x-csrftoken"}

    answer = Browser().send("OPTIONS", "/movements/receipts", **asked)

    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == FRONTEND
    assert {"idempotency-key", "x-csrftoken"} <= set(answer["Access-Control-Allow-Headers"].split(", "))
    assert "POST" in answer["Access-Control-Allow-Methods"]


def test_a_frontend_elsewhere_sends_and_reads_the_headers_that_it_needs() -> None:
    sends = {"x-csrftoken", "idempotency-key", "accept-language", "x-request-id", "content-type"}
    asked = {
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": ", ".join(sorted(sends)),
    }

    asked_before = Browser().send("OPTIONS", "/products/1", **asked)
    answered = Browser().get("/session")

    assert sends <= set(asked_before["Access-Control-Allow-Headers"].split(", "))
    assert 2 * 3600 <= int(asked_before["Access-Control-Max-Age"]) <= 24 * 3600
    read = set(answered["Access-Control-Expose-Headers"].split(", "))
    assert {"x-request-id", "retry-after", "content-disposition"} <= read


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("0123456789abcdef", True),
        ("short", False),
        ("x" * 65, False),
        ('12345678"}', False),
        ("12345678\r\nSet-Cookie: a=b", False),
    ],
)
def test_a_request_id_is_taken_where_it_is_harmless(sent: str, *, kept: bool) -> None:
    answer = Browser().get("/session", X_Request_Id=sent)

    assert (answer["X-Request-Id"] == sent) is kept
    assert len(answer["X-Request-Id"]) >= 16
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("accepted", "language", "title"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "es", "Nadie ha iniciado sesión"),
        ("en-GB", "en", "Nobody is signed in"),
        ("fr", "en", "Nobody is signed in"),
        ("*;q=x,,;", "en", "Nobody is signed in"),
    ],
)
def test_a_problem_is_told_in_the_language_of_the_client(accepted: str, language: str, title: str) -> None:
    answer = Browser().get("/products", Accept_Language=accepted)

    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Content-Language"] == language
    assert "accept-language" in answer["Vary"].lower()
    assert answer.json() | {"detail": ""} == {
        "type": "urn:problem:sign-in-required",
        "title": title,
        "status": 401,
        "detail": "",
        "request_id": answer["X-Request-Id"],
    }


def test_a_wrong_value_is_explained_in_spanish_too() -> None:
    browser = signed_in(make_user("manager"))

    answer = browser.post("/categories", {"name": "x" * 101}, Accept_Language="es")

    assert [error["message"] for error in answer.json()["errors"]] == ["Se aceptan como máximo 100 caracteres."]


def texts() -> list[Text]:
    of_kinds = [kind for kind in vars(kinds).values() if isinstance(kind, kinds.Kind)]
    return [
        *(text for kind in of_kinds for text in (kind.title, kind.detail)),
        *expectations._EXPECTATIONS.values(),
        *expectations._FORMS.values(),
        expectations._OTHERWISE,
    ]


@pytest.mark.parametrize("text", texts(), ids=lambda text: text.en[:30])
def test_both_languages_of_a_sentence_have_the_same_fields_and_are_different(text: Text) -> None:
    from string import Formatter

    fields = [sorted(str(field[1]) for field in Formatter().parse(words) if field[1]) for words in (text.en, text.es)]

    assert fields[0] == fields[1]
    assert text.en != text.es


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/nowhere", 404, "not-found"),
        ("GET", "/products/", 404, "not-found"),
        ("GET", "/products/7/parts", 404, "not-found"),
        ("PUT", "/products", 405, "method-not-allowed"),
        ("DELETE", "/products", 405, "method-not-allowed"),
    ],
)
def test_what_no_endpoint_answers_is_a_problem_too(method: str, path: str, status: int, kind: str) -> None:
    answer = signed_in(make_user("admin")).send(method, path)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["type"] == f"urn:problem:{kind}"
    assert ("Allow" in answer.headers) is (status == 405)


def test_what_django_does_not_permit_is_told_apart_from_a_forged_request(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> bytes:
        raise PermissionDenied

    monkeypatch.setattr(products, "product_page", refuse)

    answer = signed_in(make_user("viewer")).get("/products", Accept_Language="es")

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:problem:forbidden")
    assert (answer["Content-Type"], answer["Content-Language"]) == ("application/problem+json", "es")


@pytest.mark.parametrize(("language", "title"), [("en", "The length of the body"), ("es", "Falta la longitud")])
def test_a_body_in_chunks_is_refused_instead_of_taken_for_an_empty_one(language: str, title: str) -> None:
    browser = signed_in(make_user("manager"))

    answer = browser.post("/categories", {"name": "a"}, Transfer_Encoding="chunked", Accept_Language=language)

    assert (answer.status_code, answer.json()["type"]) == (411, "urn:problem:length-required")
    assert answer.json()["title"].startswith(title)


def test_a_large_body_is_refused_by_the_length_that_it_announces() -> None:
    browser = signed_in(make_user("manager"))

    answer = browser.post("/products", "x" * (1024 * 1024 + 1))

    assert (answer.status_code, answer.json()["type"]) == (413, "urn:problem:too-large")
    assert "1048577 bytes, and 1048576 are accepted" in answer.json()["detail"]


def test_a_fault_of_ours_tells_its_request_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_: object) -> bytes:
        raise ValueError("a secret of the house")

    monkeypatch.setattr(products, "product_page", fail)

    answer = signed_in(make_user("viewer")).get("/products")

    assert (answer.status_code, answer.json()["type"]) == (500, "urn:problem:failed")
    assert answer["X-Request-Id"] in answer.json()["detail"]
    assert "secret" not in answer.content.decode()
    assert "a secret of the house" in caplog.text  # whoever runs this is told


@pytest.mark.parametrize("where", ["endpoint", "sign-in"])
def test_a_database_that_does_not_answer_is_503(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    from inventory.sessions import SessionStore

    def fail(*_: object, **__: object) -> Any:
        raise OperationalError("the connection is lost")

    browser = signed_in(make_user("viewer"))
    if where == "endpoint":
        monkeypatch.setattr(products, "product_page", fail)
    else:
        monkeypatch.setattr(SessionStore, "load", fail)

    answer = browser.get("/products")

    assert (answer.status_code, answer.json()["type"]) == (503, "urn:problem:unavailable")
    assert answer["Retry-After"] == "5"
    assert "lost" not in answer.content.decode()


def test_problems_are_json_with_text_in_unicode() -> None:
    answer = Browser().get("/products", Accept_Language="es")

    assert "sesión" in answer.content.decode()
    assert json.loads(answer.content)["status"] == answer.status_code


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"])
def test_a_body_of_another_type_is_refused(kind: str) -> None:
    answer = signed_in(make_user("manager")).send("POST", "/products", '{"sku": "A", "name": "A"}', content_type=kind)

    assert (answer.status_code, answer.json()["type"]) == (415, "urn:problem:unsupported-media-type")
    assert kind.partition(";")[0] in answer.json()["detail"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "One of these is expected: receipt, issue, transfer, adjustment, count."),
        ("es", "Se espera uno de estos: receipt, issue, transfer, adjustment, count."),
    ],
)
def test_choices_are_told_without_a_word_of_another_language(language: str, told: str) -> None:
    answer = signed_in(make_user("viewer")).get("/stock/movements?kind=theft", Accept_Language=language)

    assert answer.json()["errors"] == [{"in": "query", "field": "kind", "code": "enum", "message": told}]


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("PATCH", "/products/1", {}, ""),
        ("GET", "/products/0", None, "id"),
        ("POST", "/movements/adjustments", {"product_id": 1, "location_id": 1, "reason": "x", "change": 0}, "change"),
        ("POST", "/movements/transfers", {"product_id": 1, "from_id": 1, "to_id": 1, "quantity": 1}, "to_id"),
    ],
)
def test_errors_name_what_the_client_sent(method: str, path: str, body: Any, field: str) -> None:
    answer = signed_in(make_user("manager")).send(method, path, body, idempotency_key="a-key-of-the-test")

    assert [error["field"] for error in answer.json()["errors"]] == [field]

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from config import logs
from config.logs import JsonFormatter
from config.tracing import current_request_id
from example_stock import make_user
from inventory.models import Category, User


def line_of(message: str, *args: object, fields: dict[str, Any] | None = None, exc_info: Any = None) -> str:
    record = logging.LogRecord("inventory.test", logging.WARNING, __file__, 1, message, args, exc_info)
    if fields is not None:
        record.fields = fields
    return JsonFormatter().format(record)


def test_a_record_is_one_line_of_json_whatever_it_says() -> None:
    token = current_request_id.set("request-0042")
    try:
        text = line_of('a "quote"\nand {more} %s', "é\u2028", fields={"seconds": 0.5, "odd": object()})
    finally:
        current_request_id.reset(token)
    line = json.loads(text)

    assert len(text.splitlines()) == 1
    assert (line["level"], line["logger"], line["request_id"]) == ("WARNING", "inventory.test", "request-0042")
    assert line["message"] == 'a "quote"\nand {more} é\u2028'
    assert line["seconds"] == 0.5
    assert line["time"].endswith("+00:00")


@pytest.mark.usefixtures("database")
def test_the_values_of_a_row_are_left_out_of_an_error() -> None:
    user, other = make_user("clerk"), make_user("clerk")
    with pytest.raises(IntegrityError, match=user.email) as caught, transaction.atomic():
        User.objects.filter(pk=other.pk).update(email=user.email)
    text = line_of("failed: %s", caught.value, exc_info=(caught.type, caught.value, caught.tb))
    line = json.loads(text)

    assert user.email not in text
    assert "DETAIL: left out" in line["message"]
    assert "duplicate key value violates unique constraint" in line["exception"]


FORGED = "private\nHINT: private\n\nThe above exception was the direct cause of the following exception:\n\nme"


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("chained", ["cause", "context", "group"])
def test_a_value_with_line_breaks_is_left_out_as_a_whole(chained: str) -> None:
    def fail() -> None:
        with transaction.atomic():
            Category.objects.bulk_create([Category(name=FORGED), Category(name=FORGED)])

    def fail_again() -> None:
        try:
            fail()
        except IntegrityError as error:
            if chained == "cause":
                raise ValueError("the last one") from error
            if chained == "group":
                raise ExceptionGroup("the last one", [error]) from None
            raise ValueError("the last one")  # noqa: B904 - the context is what is tested

    with pytest.raises((ValueError, ExceptionGroup)) as caught:
        fail_again()
    text = line_of("failed", exc_info=(caught.type, caught.value, caught.tb))
    told = json.loads(text)["exception"]

    assert "private" not in text
    assert "exception:\\n\\nme" not in text
    assert "violates unique constraint" in told
    assert ", in fail\n" in told
    assert "the last one" in told


@pytest.mark.usefixtures("database")
def test_a_value_with_line_breaks_is_left_out_of_the_message() -> None:
    with pytest.raises(IntegrityError, match="private") as caught, transaction.atomic():
        Category.objects.bulk_create([Category(name=FORGED), Category(name=FORGED)])

    line = json.loads(line_of("%s, and it failed", caught.value))

    assert "private" not in line["message"]
    assert line["message"].endswith("DETAIL: left out")


@pytest.mark.parametrize("exc_info", [None, (None, None, None)])
def test_a_record_without_an_exception_tells_of_none(exc_info: Any) -> None:
    assert "exception" not in json.loads(line_of("fine", exc_info=exc_info))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("limit", "logged"), [(0.0, True), (60.0, False)])
def test_a_slow_query_is_logged_without_its_values(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, limit: float, *, logged: bool
) -> None:
    monkeypatch.setattr(logs, "SLOW_QUERY", limit)

    with caplog.at_level("WARNING", "inventory.queries"), connection.cursor() as cursor:
        cursor.execute("SELECT\n %s::text", ["a secret"])

    found = [record.fields for record in caplog.records if record.name == "inventory.queries"]
    assert [fields["sql"] for fields in found] == (["SELECT %s::text"] if logged else [])
    assert "a secret" not in caplog.text

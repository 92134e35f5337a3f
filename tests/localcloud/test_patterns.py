from __future__ import annotations

import pytest

from localcloud.monitoring.patterns import PatternError, parse

ERROR = '{"level": "ERROR", "request": {"status": 503, "took": 1.5}, "cold": true, "path": "/api/products"}'


@pytest.mark.parametrize(
    ("pattern", "matching", "other"),
    [
        ("", "anything", None),
        ("ERROR", "[ERROR] no", "error"),
        ("ERROR timeout", "timeout: ERROR", "ERROR"),
        ('"took too long"', "it took too long", "it took long"),
        (r'"a \"quoted\" word"', 'a "quoted" word', "a quoted word"),
        ('ERROR -"client gone"', "ERROR x", "ERROR client gone"),
        ("?ERROR ?FATAL", "FATAL", "INFO"),
        ('{ $.level = "ERROR" }', ERROR, '{"level": "INFO"}'),
        ("{ $.level = ERR* }", ERROR, "ERR but no JSON"),
        ("{$.request.status >= 500}", ERROR, '{"request": {"status": 499}}'),
        ("{ $.request.status = 503.0 }", ERROR, '{"request": {"status": "50"}}'),
        ("{ $.request.status != 503 }", '{"request": {"status": 200}}', '{"other": 1}'),
        ('{ $.path = "/api/*" && $.cold = true }', ERROR, '{"path": "/api/x", "cold": false}'),
        ('{ $.level = "FATAL" || $.request.took > 1 && $.cold = true }', ERROR, '{"level": "ERROR"}'),
        ("{ $.took < 1 }", '{"took": "0.5"}', '{"took": "soon"}'),
        ('{ $.path = "[a]?" }', '{"path": "[a]?"}', '{"path": "ab"}'),
    ],
)
def test_a_pattern_matches_as_on_aws(pattern: str, matching: str, other: str | None) -> None:
    matches = parse(pattern)

    assert matches(matching)
    assert other is None or not matches(other)


@pytest.mark.parametrize(
    ("pattern", "rest"),
    [
        ("[ip, user, status=5*]", "[ip, user, status=5*]"),
        ("%5[0-9]{2}%", "%5[0-9]{2}%"),
        ("ERROR /api", "/api"),
        ("{ $.level IS NULL }", "$.level IS NULL"),
        ("{ ($.a = 1) }", "($.a = 1)"),
        ("{ $.a[0] = 1 }", "$.a[0] = 1"),
        ("{ $.a = 1 && }", ""),
        ("{ }", ""),
    ],
)
def test_a_pattern_that_is_not_understood_is_named(pattern: str, rest: str) -> None:
    with pytest.raises(PatternError) as raised:
        parse(pattern)

    assert f"filter pattern {pattern!r} is not understood from {rest!r} on" in str(raised.value)

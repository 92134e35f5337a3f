from __future__ import annotations

import pytest

from workbook.flow.pages import Page
from workbook.template.model import Evidence, LogicalId, StackName

PLACE = Evidence(StackName("Edge"), LogicalId("Headers"), "Resources.Headers")


@pytest.mark.parametrize(
    ("content_policy", "may"),
    [
        (None, True),
        ("img-src 'self'", True),
        ("connect-src https://api.example.com", True),
        ("connect-src https://api.example.com/", True),
        ("connect-src https://*.example.com", True),
        ("connect-src https:", True),
        ("default-src *", True),
        ("default-src *; connect-src 'self'", False),
        ("connect-src 'self' https://other.example.com", False),
        ("default-src 'none'", False),
    ],
)
def test_the_policy_of_a_page_decides_whom_it_may_call(content_policy: str | None, *, may: bool) -> None:
    assert Page("app.example.com", PLACE, content_policy, PLACE).may_call("api.example.com") is may


def test_a_page_may_always_call_its_own_host() -> None:
    assert Page("app.example.com", PLACE, "connect-src 'self'", PLACE).may_call("app.example.com")

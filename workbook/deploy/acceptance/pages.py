"""The acts of somebody who opens the pages: redirects, TLS, headers, deep links, and what is not there."""

from __future__ import annotations

import ssl

from workbook.deploy.acceptance import words
from workbook.deploy.acceptance.browser import Browser
from workbook.deploy.acceptance.model import expect
from workbook.lang import Text

_DEEP_LINK, _MISSING = "/products/42", "/assets/not-there.js"
_HEADERS = ("content-security-policy", "referrer-policy", "strict-transport-security", "x-content-type-options")
_NEW_TLS = {"TLSv1.2", "TLSv1.3"}


def redirects(browser: Browser) -> Text:
    """Plain HTTP leads to HTTPS, and to the same path."""
    answer = browser.ask("/some/path", scheme="http")
    target = answer.headers.get("location", "")
    told = {"status": answer.status, "target": target or "-"}
    expect(answer.status in {301, 308} and target == f"{browser.origin}/some/path", words.NO_REDIRECT.format(**told))
    return words.REDIRECT.format(**told)


def speaks_new_tls(browser: Browser, path: str) -> Text:
    """TLS 1.2 or later, and nothing older."""
    version = browser.ask(path).tls
    expect(version in _NEW_TLS, words.OLD_TLS.format(version=version))
    expect(browser.refuses(ssl.TLSVersion.TLSv1_1), words.OLD_TLS.format(version="TLSv1.1"))
    return words.TLS.format(version=version)


def has_certificate(browser: Browser, path: str) -> Text:
    """A certificate that is trusted, and for this name."""
    names = browser.ask(path).names
    expect(names, words.NO_CERTIFICATE.format(name=browser.door.host))
    return words.CERTIFICATE.format(names=", ".join(names))


def has_headers(browser: Browser, api: str) -> Text:
    """The headers that protect a page, and a policy that lets it ask the API."""
    answer = browser.ask("/")
    missing = [name for name in _HEADERS if name not in answer.headers]
    expect(not missing, words.NO_HEADERS.format(missing=", ".join(missing)))
    policy = answer.headers["content-security-policy"]
    expect(api in policy, words.POLICY_FORBIDS.format(api=api, policy=policy))
    return words.HEADERS.format(count=len(_HEADERS), api=api)


def opens_deep_links(browser: Browser) -> Text:
    """A path that only the page knows gives the page, which nobody keeps."""
    front, deep = browser.ask("/"), browser.ask(_DEEP_LINK)
    expect(front.status == deep.status == 200, words.STATUS.format(path=_DEEP_LINK, status=deep.status, expected=200))
    expect(deep.body == front.body, words.OTHER_PAGE.format(path=_DEEP_LINK))
    kept = deep.headers.get("cache-control", "-")
    expect("no-cache" in kept or "no-store" in kept, words.KEPT.format(kept=kept))
    return words.DEEP_LINK.format(path=_DEEP_LINK, kept=kept)


def misses_assets(browser: Browser) -> Text:
    """A file that is not there is missing; a page in its place would be taken for a script."""
    answer = browser.ask(_MISSING)
    expect(answer.status == 404, words.STATUS.format(path=_MISSING, status=answer.status, expected=404))
    return words.MISSING.format(path=_MISSING)

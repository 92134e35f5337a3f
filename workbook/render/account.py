"""What is about to be made in an account: what was looked at, what changes, and what it costs a month."""

from __future__ import annotations

from workbook.cost.estimate import Estimate
from workbook.deploy.account.checks import Examination, Verdict
from workbook.deploy.account.settings import Settings
from workbook.deploy.plan import Plan
from workbook.lang import Lang, Text
from workbook.render.deploying import plan_page
from workbook.render.table import Page, Table


def account_page(settings: Settings, examination: Examination, planned: Plan, cost: Estimate, lang: Lang) -> Page:
    """The looks, the plan, and the cost with its largest lines' sum for the number of users."""
    rows = [(_VERDICTS[look.verdict][lang], look.subject[lang], look.said[lang]) for look in examination.looks]
    title = _TITLE.format(account=settings.account, region=settings.region)[lang]
    looks = Table.of([column[lang] for column in _COLUMNS], rows, title=title)
    told = {"low": f"{cost.low:.2f}", "high": f"{cost.high:.2f}", "total": f"{cost.total:.2f}", "users": cost.users}
    return Page((looks, *plan_page(planned, lang).parts, _COST.format(**told)[lang]))


_TITLE = Text(en="Account {account}, {region}", es="Cuenta {account}, {region}")
_COLUMNS = (Text(en="is", es="está"), Text(en="what", es="qué"), Text(en="found", es="hallado"))
_VERDICTS = {
    Verdict.GOOD: Text(en="good", es="bien"),
    Verdict.UNREADABLE: Text(en="unknown", es="sin saber"),
    Verdict.BAD: Text(en="in the way", es="impide"),
}
_COST = Text(
    en="All of it costs about {total} USD a month with {users} daily users, {low} to {high} with other habits, from "
    "the moment it stands until workbook destroy.",
    es="Todo ello cuesta unos {total} USD al mes con {users} usuarios diarios, de {low} a {high} con otros hábitos, "
    "desde que exista hasta workbook destroy.",
)

"""Cases of what keeps data: databases, buckets, images, secrets, keys and backups."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.cost.cases.model import Case, CaseError, CaseReader, shown
from workbook.cost.component import Component
from workbook.cost.meters.backups import backups
from workbook.cost.meters.buckets import Bucket, bucket
from workbook.cost.meters.database_classes import shape
from workbook.cost.meters.database_storage import Volume, volume
from workbook.cost.meters.databases import (
    Commitment,
    Instance,
    cpu_credits,
    extended_support,
    proxy,
    reserved,
    running,
)
from workbook.cost.meters.engine_support import Support, support
from workbook.cost.meters.images import repository
from workbook.cost.meters.keys import key
from workbook.cost.meters.secrets import secret
from workbook.cost.prices.load import default_book
from workbook.lang import Text, same

POSTGRES = "postgres"
SYMMETRIC, STANDARD = "SYMMETRIC_DEFAULT", "STANDARD"


def database(case: Case) -> Iterator[Component]:
    """A database instance: each part of it that the case says something of."""
    yield from _computing(case)
    yield from _storage(case)
    yield from _old_version(case)
    surplus, extra = case.number("surplus_vcpu_hours"), case.number("backup_gb_over_free")
    if surplus:
        yield from cpu_credits(_family(case), surplus)
    if extra:
        yield from backups(extra)


def database_proxy(case: Case) -> Iterator[Component]:
    """A proxy before a database with so many vCPUs."""
    yield from proxy(case.count("db_vcpu"), case.hours)


def objects(case: Case) -> Iterator[Component]:
    """A bucket of the standard class."""
    _expect(case, "class", STANDARD)
    usage = Bucket(case.number("storage_gb"), case.number("tier1_requests"), case.number("tier2_requests"))
    yield from bucket(usage, same("S3 Standard"))


def images(case: Case) -> Iterator[Component]:
    """A repository with layers of so many GB."""
    yield from repository(case.number("storage_gb"))


def one_secret(case: Case) -> Iterator[Component]:
    """A secret and the calls that read it."""
    yield from secret(case.number("api_calls_month"))


def customer_key(case: Case) -> Iterator[Component]:
    """A symmetric key and the requests that use it."""
    _expect(case, "KeySpec", SYMMETRIC)
    yield from key(case.number("requests_month"))


def vault(case: Case) -> Iterator[Component]:
    """Snapshots of databases in a vault, with nothing free beside them."""
    yield from backups(case.number("rds_snapshot_gb"))


CASES: dict[str, CaseReader] = {
    "AWS::Backup::BackupVault": vault,
    "AWS::ECR::Repository": images,
    "AWS::KMS::Key": customer_key,
    "AWS::RDS::DBInstance": database,
    "AWS::RDS::DBProxy": database_proxy,
    "AWS::S3::Bucket": objects,
    "AWS::SecretsManager::Secret": one_secret,
}


def _computing(case: Case) -> Iterator[Component]:
    """The hours of an instance, on demand or reserved; a class with `*` stands for a family and has no hours."""
    name, hours = case.text("DBInstanceClass"), case.hours * case.number("running_hours_per_day", 24, most=24) / 24
    instance = Instance(name, case.flag("MultiAZ"), _engine(case))
    commitment = case.text("commitment")
    if commitment:
        yield from reserved(instance, _commitment(commitment), case.hours)
    elif name and "*" not in name:
        yield from running(instance, hours)


def _storage(case: Case) -> Iterator[Component]:
    kind, iops = case.text("StorageType", "gp3"), case.number("Iops")
    allocated = case.number("AllocatedStorage")
    if allocated:
        yield from volume(Volume(allocated, kind, case.flag("MultiAZ"), iops or None, engine=_engine(case)))


def _old_version(case: Case) -> Iterator[Component]:
    """Extended Support of a version past its standard support, for the vCPUs of the case or else of the class."""
    own = shape(case.text("DBInstanceClass"))
    vcpus, version = case.number("vCPU", own.vcpus if own else 0), re.search(r"\d+(\.\d+)*", case.text("Engine"))
    standing = support(_engine(case), version[0], default_book().dates()[1]) if version and vcpus else None
    if standing not in {None, Support.STANDARD}:
        third = standing is Support.EXTENDED_YEAR_3
        yield from extended_support(vcpus, case.hours, multi_az=case.flag("MultiAZ"), third_year=third)


def _engine(case: Case) -> str:
    """The engine whose price counts: PostgreSQL wherever the words name it, and where there are none."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", case.text("Engine").lower()) or [POSTGRES]
    return POSTGRES if {POSTGRES, "postgresql"} & set(words) else words[0]


def _family(case: Case) -> str:
    """The family of a class: `t4g` of `db.t4g.micro` or `db.t4g.*`."""
    return case.text("DBInstanceClass", "db.t4g.*").removeprefix("db.").partition(".")[0]


def _commitment(words: str) -> Commitment:
    normal = "-".join(words.lower().replace("-", " ").split())
    if normal not in list(Commitment):
        raise CaseError(_NO_COMMITMENT.format(words=shown(words), known=", ".join(Commitment)))
    return Commitment(normal)


def _expect(case: Case, name: str, only: str) -> None:
    if case.text(name, only).lower() != only.lower():
        raise CaseError(_ONLY.format(key=name, value=shown(case.text(name)), only=only))


_NO_COMMITMENT = Text(
    en="the commitment {words} is not known; expected one of {known}",
    es="no se conoce el compromiso {words}; se esperaba uno de {known}",
)
_ONLY = Text(
    en="{key} is {value}, which has other prices than {only}, the only one that the price book holds",
    es="{key} es {value}, que tiene otros precios que {only}, el único que está en el libro de precios",
)

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from workbook.cost.meters.buckets import Bucket, bucket
from workbook.cost.meters.images import layers_gb, repository
from workbook.cost.meters.keys import key, rotations
from workbook.cost.meters.secrets import replica, secret
from workbook.lang import same


def test_a_bucket_costs_what_is_published(monthly):
    # Infracost's golden file of 2024-07-01: 230.00 + 0.05 + 0.004
    assert monthly(bucket(Bucket(10_000, 10_000, 10_000), same("files"))) == Decimal("230.054")


def test_a_repository_costs_what_is_published(monthly):
    # Infracost's golden file of 2024-07-01
    assert monthly(repository(1)) == Decimal("0.10")


def test_the_formula_of_a_repository_tells_how_its_size_comes_about():
    (usual,), (told,) = repository(1), repository(2, same("five images"))
    assert (usual.explained().en, told.explained().en) == ("1 GB: layers, shared ones once", "2 GB: five images")


def test_shared_layers_are_kept_once():
    np.testing.assert_allclose(layers_gb(np.array([0.0, 1.0, 5.0]), 0.2, 0.25), [0.0, 0.2, 0.4])


def test_a_secret_costs_forty_cents_and_its_calls_a_nickel_for_ten_thousand(monthly):
    # AWS Secrets Manager pricing page: 0.40 a secret, 0.05 for 10,000 calls
    assert monthly(secret(10_000)) == Decimal("0.45")


def test_a_replica_is_charged_as_a_secret_where_it_is_kept(monthly):
    # AWS Secrets Manager pricing page: 0.40 for each replica
    (copy,) = replica("eu-west-1")
    assert (copy.price, copy.place) == ("secrets.secret", "eu-west-1")
    assert monthly([copy]) == Decimal("0.40")


def test_a_key_costs_a_dollar_and_its_requests_three_cents_for_ten_thousand(monthly):
    # AWS KMS pricing page: 1.00 a key, 0.03 for 10,000 requests
    assert monthly(key(10_000)) == Decimal("1.03")


@pytest.mark.parametrize(("age_months", "paid"), [(0, 0), (11.98, 0), (12, 1), (24, 2), (60, 2)])
def test_only_the_first_two_rotations_are_paid(age_months, paid):
    # AWS KMS pricing page: 1.00 for each of the first two
    (found,) = rotations(age_months, 365)
    assert (found.price, found.quantity) == ("kms.key", paid)


def test_a_usage_that_is_not_given_shows_its_rate_and_no_amount():
    components = [*bucket(Bucket(None, None, None), same("")), *secret(None), *key(None)]
    assert all("not given" in each.explained().en for each in components if each.quantity is None)
    missing = [each.price for each in components if each.quantity is None]
    assert missing == ["s3.storage", "s3.requests.write", "s3.requests.read", "secrets.requests", "kms.requests"]

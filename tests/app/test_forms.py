from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from inventory.api.forms import AdjustmentForm, LocationChanges, ProductForm, QuantityForm, SupplierForm


def codes(error: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return [each["type"] for each in error.value.errors()]


def test_a_whole_number_may_be_written_with_a_decimal_point() -> None:
    form = QuantityForm.model_validate({"product_id": 1.0, "location_id": 2, "quantity": 3.0})

    assert (form.product_id, form.quantity) == (1, 3)
    assert isinstance(form.quantity, int)


@pytest.mark.parametrize("quantity", [1.5, True, "1", 1e30, None])
def test_what_is_no_whole_number_in_json_is_no_quantity(quantity: object) -> None:
    with pytest.raises(ValidationError):
        QuantityForm.model_validate({"product_id": 1, "location_id": 2, "quantity": quantity})


@pytest.mark.parametrize("cost", ["1.5", 1.5, "0001.5000"])
def test_a_cost_is_a_number_or_the_text_of_one(cost: object) -> None:
    assert ProductForm.model_validate({"sku": "A", "name": "A", "unit_cost": cost}).unit_cost == Decimal("1.5")


@pytest.mark.parametrize("cost", ["", " 1", "1e3", "+1", "1.", "NaN", True])
def test_a_cost_in_another_notation_is_refused(cost: object) -> None:
    with pytest.raises(ValidationError) as error:
        ProductForm.model_validate({"sku": "A", "name": "A", "unit_cost": cost})

    assert codes(error) == ["decimal_parsing"]


@pytest.mark.parametrize("sign", ["\x85", "\ufeff", "\x1f", "\t", "\u2028"])
def test_signs_that_languages_disagree_about_are_no_part_of_an_address_and_no_name(sign: str) -> None:
    with pytest.raises(ValidationError):
        SupplierForm.model_validate({"name": "A", "email": f"a{sign}@example.com"})
    with pytest.raises(ValidationError):
        SupplierForm.model_validate({"name": sign})


def test_the_description_of_changes_says_what_is_checked() -> None:
    described = LocationChanges.model_json_schema()

    assert described["minProperties"] == 1
    assert described["properties"]["active"]["type"] == "boolean"


def test_the_description_of_an_adjustment_leaves_out_0() -> None:
    assert AdjustmentForm.model_json_schema()["properties"]["change"]["not"] == {"const": 0}


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2003"])
def test_a_length_is_that_of_what_is_sent(space: str) -> None:
    assert SupplierForm(name=f"{space}{'x' * 99}").name == "x" * 99
    with pytest.raises(ValidationError):
        SupplierForm(name=f"{space}{'x' * 100}")

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LIMITS } from './limits';

interface Property {
  maxLength?: number;
  maximum?: number;
  pattern?: string;
  anyOf?: Property[];
}

const description = JSON.parse(readFileSync('../app/openapi.json', 'utf8')) as {
  components: { schemas: Record<string, { properties?: Record<string, Property> }> };
};

const TYPED = /^Credentials$|(Form|Changes)$/;

function limitOf(property: Property): number | undefined {
  const [own] = [property, ...(property.anyOf ?? [])]
    .map(
      ({ maxLength, maximum, pattern }) =>
        maxLength ?? maximum ?? Number(/\{\d+,(\d+)\}\$$/.exec(pattern ?? '')?.[1] ?? NaN),
    )
    .filter((limit) => limit < Number.MAX_SAFE_INTEGER);
  return own;
}

function limitsIn(schema: string): Record<string, number> {
  const properties = Object.entries(description.components.schemas[schema]?.properties ?? {});
  return Object.fromEntries(
    properties
      .map(([name, property]) => [name, limitOf(property)])
      .filter(([, limit]) => limit !== undefined),
  ) as Record<string, number>;
}

const { name, email, password, phone, quantity, reason, unitCost: unit_cost } = LIMITS;

const TAKEN: Record<string, Record<string, number>> = {
  Credentials: { email, password },
  UserForm: { email, name, password },
  UserChanges: { name, password },
  CategoryForm: { name },
  LocationForm: { code: LIMITS.locationCode, name },
  LocationChanges: { name },
  SupplierForm: { name, email, phone },
  SupplierChanges: { name, email, phone },
  ProductForm: {
    sku: LIMITS.sku,
    barcode: LIMITS.barcode,
    name: LIMITS.productName,
    reorder_point: quantity,
    unit_cost,
  },
  ProductChanges: { barcode: LIMITS.barcode, name: LIMITS.productName, reorder_point: quantity, unit_cost },
  QuantityForm: { quantity, reason },
  TransferForm: { quantity, reason },
  CountForm: { counted: quantity, reason },
  AdjustmentForm: { change: quantity, reason },
};

test('what is typed is limited as the API limits it', () => {
  const schemas = Object.keys(description.components.schemas).filter((schema) => TYPED.test(schema));
  const described = schemas.map((schema) => [schema, limitsIn(schema)] as const);
  expect(Object.fromEntries(described.filter(([, limits]) => Object.keys(limits).length > 0))).toEqual(TAKEN);
});

test('what is searched for is limited as the API limits it', () => {
  expect(limitsIn('ProductQuery')).toMatchObject({ limit: LIMITS.page, q: LIMITS.search });
});

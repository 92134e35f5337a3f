import type { Product, ProductChanges, ProductForm, Unit } from '@/api/shapes';
import { idOf } from '@/catalogue/ids';
import { isSameCost, typedCost, writtenCost, type DecimalMark } from './cost';

/** The fields of a form as text, by the API's names, under which it says what is wrong with them. */
export const FIELDS = [
  'sku',
  'name',
  'barcode',
  'category_id',
  'supplier_id',
  'unit',
  'unit_cost',
  'reorder_point',
] as const;
export type Values = Record<(typeof FIELDS)[number], string>;

/** What a form for a new product begins with. */
export const NOTHING: Values = {
  sku: '',
  name: '',
  barcode: '',
  category_id: '',
  supplier_id: '',
  unit: 'piece',
  unit_cost: '0',
  reorder_point: '0',
};

/** What a form for a product begins with. */
export function valuesOf(product: Product, mark: DecimalMark): Values {
  return {
    sku: product.sku,
    name: product.name,
    barcode: product.barcode ?? '',
    category_id: String(product.category_id ?? ''),
    supplier_id: String(product.supplier_id ?? ''),
    unit: product.unit,
    unit_cost: writtenCost(product.unit_cost, mark),
    reorder_point: String(product.reorder_point),
  };
}

/** What stands in a form now; a field that it does not have is as it was. */
export function typedValues(form: HTMLFormElement, first: Values): Values {
  const typed = new FormData(form);
  const text = (field: keyof Values) => {
    const value = typed.get(field);
    return typeof value === 'string' ? value : first[field];
  };
  return Object.fromEntries(FIELDS.map((field) => [field, text(field)])) as Values;
}

/** Whether anything in a form is not as it was. */
export function isOther(values: Values, first: Values): boolean {
  return FIELDS.some((field) => values[field] !== first[field]);
}

/** A product as the API takes it. */
export function productOf(values: Values, mark: DecimalMark): ProductForm {
  return {
    sku: values.sku.trim().toUpperCase(),
    name: values.name.trim(),
    barcode: values.barcode.trim() || null,
    category_id: idOf(values.category_id),
    supplier_id: idOf(values.supplier_id),
    unit: values.unit as Unit,
    unit_cost: typedCost(values.unit_cost, mark) ?? '0',
    reorder_point: Number(values.reorder_point),
    active: true,
  };
}

/** What in a form differs from the product that it began with, and nothing else. */
export function changesOf(values: Values, product: Product, mark: DecimalMark): ProductChanges {
  const {
    name,
    barcode = null,
    category_id,
    supplier_id,
    unit_cost,
    reorder_point,
  } = productOf(values, mark);
  return {
    ...(name !== product.name && { name }),
    ...(barcode !== product.barcode && { barcode }),
    ...(category_id !== product.category_id && { category_id: category_id ?? null }),
    ...(supplier_id !== product.supplier_id && { supplier_id: supplier_id ?? null }),
    ...(!isSameCost(String(unit_cost), product.unit_cost) && { unit_cost: String(unit_cost) }),
    ...(reorder_point !== product.reorder_point && { reorder_point }),
  };
}

/** The most that the API takes: characters of a text, and how much of a number. A test holds them to its description. */
export const LIMITS = {
  barcode: 14,
  email: 254,
  locationCode: 30,
  name: 100,
  page: 200,
  password: 200,
  phone: 30,
  productName: 200,
  quantity: 1_000_000_000,
  reason: 200,
  search: 100,
  sku: 40,
  unitCost: 99_999_999.9999,
} as const;

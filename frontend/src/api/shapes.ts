import type { components } from './schema';

type Schemas = components['schemas'];

export type Role = Schemas['Role'];
export type User = Schemas['UserShape'];
export type Session = Schemas['SessionShape'];
export type Product = Schemas['ProductShape'];
export type ProductForm = Schemas['ProductForm'];
export type ProductChanges = Schemas['ProductChanges'];
export type Unit = Schemas['Unit'];
export type Level = Schemas['LevelShape'];
export type Low = Schemas['LowShape'];
export type Movement = Schemas['MovementShape'];
export type MovementKind = Schemas['MovementKind'];
export type Act = Schemas['ActShape'];
export type Supplier = Schemas['SupplierShape'];
export type Location = Schemas['LocationShape'];
export type Category = Schemas['CategoryShape'];
export type ImportReport = Schemas['ImportShape'];
export type ActivityDay = Schemas['ActivityDayShape'];
export type Valuation = Schemas['ValuationShape'];

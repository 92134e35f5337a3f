import { LIMITS } from '@/api/limits';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import type { Unit } from '@/api/shapes';
import { categoriesQuery, suppliersQuery } from '@/catalogue/queries';
import { words as catalogueWords } from '@/catalogue/words';
import { useWords } from '@/language/language';
import { SelectField, TextField } from '@/ui/field';
import styles from './form.module.css';
import { useRules } from './use-rules';
import type { Values } from './values';
import { words } from './words';

interface FieldsProps {
  first: Values;
}

/** What a product is called, by people and by scanners. */
export function NameFields({ first, adds }: FieldsProps & { adds: boolean }) {
  const text = useWords(words);
  const rules = useRules();
  return (
    <>
      {adds && (
        <TextField
          name="sku"
          label={text.sku}
          description={text.skuHint}
          validate={rules.sku}
          className={clsx(styles.sku)}
          defaultValue={first.sku}
          maxLength={LIMITS.sku}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
      )}
      <TextField
        name="name"
        label={text.name}
        validate={rules.name}
        defaultValue={first.name}
        maxLength={LIMITS.productName}
        autoComplete="off"
        required
      />
      <TextField
        name="barcode"
        label={text.barcode}
        description={text.barcodeHint}
        validate={rules.barcode}
        defaultValue={first.barcode}
        inputMode="numeric"
        maxLength={LIMITS.barcode}
        autoComplete="off"
      />
      {adds && <UnitField first={first} />}
    </>
  );
}

function UnitField({ first }: FieldsProps) {
  const text = useWords(words);
  const { units } = useWords(catalogueWords);
  return (
    <SelectField
      name="unit"
      label={text.unit}
      description={text.unitHint}
      options={(Object.keys(units) as Unit[]).map((value) => ({ value, label: units[value] }))}
      defaultValue={first.unit}
    />
  );
}

/** What kind of product it is and where it comes from. */
export function OfCatalogueFields({ first }: FieldsProps) {
  const text = useWords(words);
  const { data: categories = [] } = useQuery(categoriesQuery);
  const { data: suppliers = [] } = useQuery(suppliersQuery);
  const possible = suppliers.filter(({ id, active }) => active || String(id) === first.supplier_id);
  return (
    <div className={styles.pair}>
      <SelectField
        name="category_id"
        label={text.category}
        empty={text.none}
        options={categories.map(({ id, name }) => ({ value: String(id), label: name }))}
        defaultValue={first.category_id}
        required={false}
      />
      <SelectField
        name="supplier_id"
        label={text.supplier}
        empty={text.none}
        options={possible.map(({ id, name }) => ({ value: String(id), label: name }))}
        defaultValue={first.supplier_id}
        required={false}
      />
    </div>
  );
}

/** What one costs and when to order more. */
export function CostFields({ first }: FieldsProps) {
  const text = useWords(words);
  const rules = useRules();
  return (
    <div className={styles.pair}>
      <TextField
        name="unit_cost"
        label={text.unitCost}
        validate={rules.unit_cost}
        defaultValue={first.unit_cost}
        inputMode="decimal"
        autoComplete="off"
        required
      />
      <TextField
        name="reorder_point"
        label={text.reorderPoint}
        description={text.reorderPointHint}
        validate={rules.reorder_point}
        defaultValue={first.reorder_point}
        inputMode="numeric"
        autoComplete="off"
        required
      />
    </div>
  );
}

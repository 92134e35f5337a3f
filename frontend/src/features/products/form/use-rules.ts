import { LIMITS } from '@/api/limits';
import { useMemo } from 'react';
import { useLanguage, useWords } from '@/language/language';
import { decimalMark, typedCost } from './cost';
import { words } from './words';

const SKU = /^[A-Z0-9][A-Z0-9._/-]*$/;
const BARCODE = /^\d{8,14}$/;
const WHOLE = /^\d{1,10}$/;

/** The API's rules for each field, each a sentence where a value breaks it. */
export function useRules() {
  const text = useWords(words);
  const { formats } = useLanguage();
  return useMemo(() => {
    const mark = decimalMark(formats.locale);
    return {
      sku: (value: string) => (SKU.test(value.trim().toUpperCase()) ? undefined : text.skuWrong),
      name: (value: string) => (value.trim() === '' ? text.nameWrong : undefined),
      barcode: (value: string) =>
        value === '' || BARCODE.test(value.trim()) ? undefined : text.barcodeWrong,
      unit_cost: (value: string) =>
        typedCost(value, mark) === undefined ? text.unitCostWrong(`1234${mark}50`) : undefined,
      reorder_point: (value: string) =>
        WHOLE.test(value) && Number(value) <= LIMITS.quantity
          ? undefined
          : text.reorderPointWrong(LIMITS.quantity),
    };
  }, [text, formats]);
}

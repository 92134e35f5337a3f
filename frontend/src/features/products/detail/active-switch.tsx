import { useState } from 'react';
import type { Product } from '@/api/shapes';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import { Confirmation } from '@/ui/dialog';
import { Failure } from '@/ui/note';
import { useToast } from '@/ui/toast';
import { useChangeProduct } from '../writes';
import { words } from './words';

/** Takes a product out of use, about which it asks once, and back into it. */
export function ActiveSwitch({ product }: { product: Product }) {
  const text = useWords(words);
  const tell = useToast();
  const change = useChangeProduct(product.id);
  const [asking, setAsking] = useState(false);
  const set = (active: boolean) => {
    change.mutate({ active }, { onSuccess: () => tell(active ? text.activated : text.deactivated) });
  };
  return (
    <>
      <Button
        small
        look="plain"
        disabled={change.isPending}
        onClick={() => (product.active ? setAsking(true) : set(true))}
      >
        {product.active ? text.deactivate : text.activate}
      </Button>
      {change.error && <Failure error={change.error} write />}
      <Confirmation
        open={asking}
        onOpenChange={setAsking}
        title={text.deactivateTitle(product.name)}
        description={text.deactivateMore}
        confirm={text.deactivate}
        onConfirm={() => set(false)}
      />
    </>
  );
}

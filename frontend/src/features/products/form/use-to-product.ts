import { useNavigate } from '@tanstack/react-router';
import { useToast } from '@/ui/toast';

/** Goes to a product after its form and tells what became of it. */
export function useToProduct(): (id: number, told: string) => void {
  const navigate = useNavigate();
  const tell = useToast();
  return (id, told) => {
    tell(told);
    // The form has been saved, and coming back to it would show it once more.
    const options = { replace: true, ignoreBlocker: true };
    void navigate({ to: '/products/$id', params: { id: String(id) }, ...options });
  };
}

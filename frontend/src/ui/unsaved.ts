/** The words that ask about what would be lost. */
export interface Loss {
  title: string;
  description: string;
}

const losses = new Set<Loss>();

/** Note that something would be lost if the page were left now, until what comes back is called. */
export function noteLoss(loss: Loss): () => void {
  losses.add(loss);
  return () => losses.delete(loss);
}

/** What would be lost if the page were left now. */
export function presentLoss(): Loss | undefined {
  return [...losses].at(-1);
}

/** Where the API answers: what the deployment wrote into the page, else the page's own origin. */
export function apiOrigin(page: Document = document): string {
  const written = page.querySelector<HTMLMetaElement>('meta[name="api-origin"]')?.content;
  return written === undefined || written === '' ? page.location.origin : written;
}

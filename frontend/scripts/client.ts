/**
 * Writes the types of the API from its description, or with --check says whether they are stale.
 *
 * The token against forged requests is put on every write by the client itself, so callers need not name it.
 */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

const DESCRIPTION = new URL('../../app/openapi.json', import.meta.url);
const TYPES = new URL('../src/api/schema.ts', import.meta.url);
const TOKEN = 'X-CSRFToken';
const HEADER = '// Written by `npm run client` from app/openapi.json; not to be changed by hand.\n\n';

interface Operation {
  parameters?: { name: string }[];
}

async function generated(): Promise<string> {
  const description = JSON.parse(await readFile(DESCRIPTION, 'utf8')) as {
    paths: Record<string, Record<string, Operation>>;
  };
  for (const operation of Object.values(description.paths).flatMap((path) => Object.values(path))) {
    operation.parameters = (operation.parameters ?? []).filter(({ name }) => name !== TOKEN);
  }
  return HEADER + astToString(await openapiTS(description as unknown as OpenAPI3));
}

const wanted = await generated();
if (!process.argv.includes('--check')) {
  await writeFile(TYPES, wanted);
} else if ((await readFile(TYPES, 'utf8').catch(() => '')) !== wanted) {
  console.error('src/api/schema.ts does not match app/openapi.json; run: npm --prefix frontend run client');
  process.exitCode = 1;
}

/** Every rule of ours can fail: an import that is planted where it does not belong is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

// Types take long to read, and none of these rules looks at them.
const eslint = new ESLint({ cwd: import.meta.dirname, overrideConfig: tseslint.configs.disableTypeChecked });

async function told(file: string, code: string): Promise<string[]> {
  const [{ messages } = { messages: [] }] = await eslint.lintText(code, {
    filePath: `${import.meta.dirname}/src/${file}`,
  });
  return messages.filter(({ ruleId }) => !ruleId?.startsWith('@')).map(({ ruleId }) => String(ruleId));
}

const PATHS = 'import-x/no-restricted-paths';
const PLANTED = [
  ['features/about/words.ts', '@/app/words', PATHS],
  ['features/about/words.ts', '@/features/users/words', PATHS],
  ['features/about/words.ts', '../users/words', PATHS],
  ['features/about/about-page.test.tsx', '../users/words', PATHS],
  ['catalogue/words.ts', '@/features/users/words', PATHS],
  ['session/words.ts', '@/catalogue/words', PATHS],
  ['ui/words.ts', '@/session/words', PATHS],
  ['ui/field.test.tsx', '@/session/words', PATHS],
  ['api/token.ts', '@/language/words', PATHS],
  ['api/token.ts', '@/ui/words', PATHS],
  ['language/words.ts', '@/api/origin', PATHS],
  ['ui/words.ts', '@/testing/server', PATHS],
  ['main.tsx', '@/testing/server', PATHS],
  ['ui/words.ts', '../main', PATHS],
  ['ui/words.ts', './note', 'import-x/no-cycle'],
] as const;

for (const [file, imported, rule] of PLANTED) {
  void test(`src/${file} may not import ${imported}`, async () => {
    const found = await told(file, `import * as planted from '${imported}';\nplanted;\n`);
    assert.ok(found.includes(rule), `found: ${found.join(', ')}`);
  });
}

for (const shown of ['<p>Two words</p>', "<p>{'Two words'}</p>", '<p title="Words" />']) {
  void test(`${shown} stands in words.ts`, async () => {
    assert.deepEqual(await told('ui/badge.tsx', `export const Planted = () => ${shown};\n`), [
      'no-restricted-syntax',
    ]);
  });
}

void test('nothing is told of what is as it should be', async () => {
  assert.deepEqual(await told('features/about/words.ts', "import '@/ui/words';\n"), []);
  assert.deepEqual(await told('ui/field.test.tsx', "import '@/testing/server';\n"), []);
});

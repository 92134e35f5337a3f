import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';

/** Imports go down this list only; what stands in one line knows nothing of its neighbours. */
const LAYERS = [['app'], ['features'], ['catalogue'], ['session'], ['ui'], ['api', 'language']];
const TESTING = 'testing';

const source = new URL('src/', import.meta.url);
for (const { name } of readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  if (![...LAYERS.flat(), TESTING].includes(name))
    throw new Error(`src/${name} stands in no layer, so nothing says what it may import; add it to LAYERS`);
}

const features = readdirSync(new URL('features', source));
const above = (depth, part) =>
  [...LAYERS.slice(0, depth), LAYERS[depth].filter((other) => other !== part)].flat();
const zones = [
  ...LAYERS.slice(1).flatMap((layer, index) =>
    layer.map((part) => ({
      target: `./src/${part}`,
      from: above(index + 1, part).map((other) => `./src/${other}`),
      message: 'Imports go one way: app, features, catalogue, session, ui, then api and language.',
    })),
  ),
  ...features.map((feature) => ({
    target: `./src/features/${feature}`,
    from: './src/features',
    except: [`./${feature}`],
    message: 'A feature knows no other; what two of them need belongs into catalogue or ui.',
  })),
  {
    target: ['./src/*.tsx', ...LAYERS.flat().map((part) => `./src/${part}/**/!(*.test).{ts,tsx}`)],
    from: `./src/${TESTING}/**`,
    message: 'Only tests need what is there for tests.',
  },
  {
    target: './src/*/**',
    from: './src/main.tsx',
    message: 'It starts the application, and whatever imports it would do so once more.',
  },
];

export default defineConfig(
  globalIgnores(['dist', 'node_modules', 'src/api/schema.ts']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    settings: {
      // Without these two the rule against cycles reads no TypeScript, and says nothing.
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.app.json' })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Nothing goes into the page as HTML.',
        },
        {
          selector: 'JSXText[value=/[a-zA-Z]{2}/], JSXExpressionContainer > Literal[value=/[a-zA-Z]{2} /]',
          message: 'What a user reads stands in words.ts, in both languages.',
        },
        {
          selector: 'JSXAttribute[name.name=/^(alt|aria-label|label|placeholder|title)$/] > Literal',
          message: 'What a user reads stands in words.ts, in both languages.',
        },
      ],
      // A handler is given what it calls, whatever that returns.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // It asks for `!`, which another rule forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Router and mutations throw objects of their own by design.
      '@typescript-eslint/only-throw-error': 'off',
    },
  },
  { files: ['src/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat.recommended] },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { URL: 'readonly' } },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'src/testing/**', 'e2e/**'],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': 'off',
      // What a test has made sure of, it need not ask for again.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);

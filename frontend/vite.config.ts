import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const API = process.env.API_ORIGIN ?? 'http://127.0.0.1:8000';
// The API takes writes from its own origin, so it has to see the address that the page has.
const PROXY = { target: API, changeOrigin: false };

/** A name that follows from the source, so that the same source is the same build on every machine. */
function buildName(): string {
  const hash = createHash('sha256');
  for (const part of ['index.html', 'package-lock.json', 'public', 'src', 'vite.config.ts']) {
    for (const file of filesOf(join(HERE, part))) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

/** Tells open tabs which build is deployed. */
function buildFile(build: string): Plugin {
  return {
    name: 'build-file',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'build.json', source: JSON.stringify({ build }) });
    },
  };
}

const build = buildName();

export default defineConfig({
  plugins: [react(), buildFile(build)],
  define: { __BUILD__: JSON.stringify(build) },
  resolve: { alias: { '@': join(HERE, 'src') } },
  build: {
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    manifest: true,
    // The policy of the edge allows images as data, but a file is kept by the browser.
    assetsInlineLimit: 0,
    // Told at once where it is too large, by the budget of the tests.
    chunkSizeWarningLimit: 1000,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    proxy: { '/api': PROXY, '/admin': PROXY, '/static': PROXY, '/healthz': PROXY },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    unstubGlobals: true,
    // Most of the time went into a window, and all modules anew, for each file; the setup clears what is remembered.
    isolate: false,
    // A busy machine is no fault of the code.
    testTimeout: 60_000,
  },
});

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.ts';
import { wording } from './build/wording.ts';

/** The console: one page, its scripts in files of their own (no inline script), compressed at build time. */
export default defineConfig({
  plugins: [react(), wording(), compressed()],
  html: { cspNonce: '__NONCE__' },
  build: { outDir: '../../dist/console', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  server: { proxy: { '/api': 'http://127.0.0.1:8780' } },
});

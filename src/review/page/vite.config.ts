/** Bundles the page of the review into dist/, so that users need no build. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('../../../dist/review/page', import.meta.url)),
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    // Names without hashes: the server gives every file out anew.
    rolldownOptions: { output: { entryFileNames: 'page.js', assetFileNames: '[name][extname]' } },
  },
})

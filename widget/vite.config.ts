import { defineConfig } from 'vite'
import { leanRoutes } from '../contract/lean-routes.ts'

/** The frame; the loader, one plain script, is built separately by scripts/build-widget.ts. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/widget/',
  plugins: [leanRoutes()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: `${import.meta.dirname}/frame.html` },
  },
})

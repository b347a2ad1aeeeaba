import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { leanRoutes } from '../contract/lean-routes.ts'
import { earlyScript } from './early-script.ts'

const server = 'http://127.0.0.1:8080'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), earlyScript('src/ui/color-scheme.js'), leanRoutes()],
  build: {
    outDir: 'dist',
    // Says what is loaded first and what later, for the test of the first load.
    manifest: true,
    emptyOutDir: true,
    target: 'es2022',
    // The polyfill would be an inline script; every browser that runs this target preloads by itself.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What nearly every page is made of stays together: cut up by who uses which of it, it would be larger.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'ui',
              test: /@mantine\/core\/esm\/(core|components\/(Box|Button|Group|Input|InputBase|Loader|Paper|Stack|Text|TextInput|Textarea|UnstyledButton|ActionIcon|Transition|Container))\/|console\/src\/ui\/icons/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/v1': { target: server, ws: true } } },
})

// Builds the server into a few files of plain JavaScript when what it is made of has changed: two thousand modules take
// longer to load one by one than all that a start does. Sources that are newer run as they are (bin/find-server.js).
import { cp } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { buildWhenChanged, root } from './build-when-changed.ts'

const src = join(root, 'server/src')

/** Packages of hundreds of modules, which become part of it; all others stay where they are. */
const INLINED = ['jose', 'kysely', 'zod']

const FILE_BESIDE = /new URL\(\s*(["'`])(\.[^"'`]*)\1,\s*import\.meta\.url,?\s*\)/g

/** Has modules find what is beside them from the one folder that all of them end up in: pages, and modules that run elsewhere. */
const findFilesBeside = (built: string): Plugin => {
  const folders = new Set<string>()
  return {
    name: 'find-files-beside',
    transform(code, id) {
      if (!id.startsWith(src)) return null
      const placeOf = (path: string): string => {
        if (!path.startsWith(src)) return relative(built, path)
        if (path.endsWith('.ts')) {
          const fileName = `${basename(path, '.ts')}.js`
          this.emitFile({ type: 'chunk', id: path, fileName })
          return fileName
        }
        folders.add(dirname(path))
        return relative(src, path)
      }
      return code.replace(FILE_BESIDE, (_whole, quote, path) => {
        const place = placeOf(resolve(dirname(id), path)) + (path.endsWith('/') ? '/' : '')
        return `new URL(${quote}./${place}${quote}, import.meta.url)`
      })
    },
    async closeBundle() {
      for (const folder of folders) await cp(folder, join(built, relative(src, folder)), { recursive: true })
    },
  }
}

await buildWhenChanged({
  name: 'server',
  folder: 'server',
  inputs: ['server/src/**/*.*', 'contract/src/**/*.ts', 'scripts/build-server.ts', 'package.json'],
  needed: null,
  build: async (vite, built) =>
    vite.build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [findFilesBeside(built)],
      ssr: { noExternal: INLINED },
      build: {
        ssr: true,
        outDir: built,
        emptyOutDir: true,
        target: 'node24',
        copyPublicDir: false,
        rolldownOptions: {
          input: join(src, 'main.ts'),
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    }),
})

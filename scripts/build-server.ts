// Bundles the server into a few files of plain JavaScript when its sources have changed: loading two thousand modules
// one by one takes longer than the rest of a start. Newer sources run unbundled (bin/find-server.js).
import { cp } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Plugin } from 'vite'
import facts from '../package.json' with { type: 'json' }
import { buildWhenChanged, root } from './build-when-changed.ts'

const src = join(root, 'server/src')
const packages = join(root, 'node_modules')

/**
 * Whether production installs it. Everything else is bundled, including its imports, which may be of another version.
 */
const isInstalled = (name: string) =>
  Object.keys(facts.dependencies).some((installed) => name === installed || name.startsWith(`${installed}/`))

const FILE_BESIDE = /new URL\(\s*(["'`])(\.[^"'`]*)\1,\s*import\.meta\.url,?\s*\)/g

/** Makes modules find their neighbouring files from the one output folder: pages, worker modules, data of packages. */
const findFilesBeside = (built: string): Plugin => {
  const folders = new Map<string, string>()
  const bring = (folder: string, place: string) => folders.set(folder, join(built, place))
  return {
    name: 'find-files-beside',
    transform(code, id) {
      if (!id.startsWith(src)) return null
      const placeOf = (path: string): string => {
        if (path.startsWith(packages)) {
          const place = join('packages', relative(packages, path))
          bring(path, place)
          return place
        }
        if (!path.startsWith(src)) return relative(built, path)
        if (path.endsWith('.ts')) {
          const fileName = `${basename(path, '.ts')}.js`
          this.emitFile({ type: 'chunk', id: path, fileName })
          return fileName
        }
        bring(dirname(path), relative(src, dirname(path)))
        return relative(src, path)
      }
      return code.replace(FILE_BESIDE, (_whole, quote, path) => {
        const place = placeOf(resolve(dirname(id), path)) + (path.endsWith('/') ? '/' : '')
        return `new URL(${quote}./${place}${quote}, import.meta.url)`
      })
    },
    async closeBundle() {
      for (const [folder, place] of folders) await cp(folder, place, { recursive: true })
    },
  }
}

await buildWhenChanged({
  name: 'server',
  folder: 'server',
  inputs: ['server/src/**/*.*', 'contract/src/**/*.ts', 'scripts/build-server.ts', 'package.json'],
  needed: 'main.js',
  build: async (vite, built) =>
    vite.build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [findFilesBeside(built)],
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: built,
        emptyOutDir: true,
        target: 'node24',
        copyPublicDir: false,
        license: { fileName: 'licenses.md' },
        rolldownOptions: {
          input: join(src, 'main.ts'),
          external: (name, importer) => isInstalled(name) && !importer?.startsWith(packages),
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    }),
})

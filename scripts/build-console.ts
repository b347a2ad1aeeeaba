// Builds the console and the widget, each when it is missing or its sources have changed.
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { buildWhenChanged, root, type Vite } from './build-when-changed.ts'

const shared = ['client/**/*.ts', 'contract/**/*.ts']

/** Writes each file compressed as well, so that the server need not compress it for every reader. */
async function compressAll(built: string) {
  for await (const entry of glob('**/*.{js,css,html,svg}', { cwd: built, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const content = await readFile(file)
    await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }))
    await writeFile(`${file}.br`, brotliCompressSync(content))
  }
}

const buildPages = (vite: Vite, name: string) =>
  vite.build({ configFile: join(root, name, 'vite.config.ts'), logLevel: 'error' })

/** The script that sites embed: one plain file beside the frame. */
const buildLoader = (vite: Vite) =>
  vite.build({
    root: join(root, 'widget'),
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2022',
      lib: {
        entry: join(root, 'widget/src/loader/main.ts'),
        name: 'parleyWidget',
        formats: ['iife'],
        fileName: () => 'loader.js',
      },
    },
  })

await buildWhenChanged({
  name: 'console',
  folder: 'console',
  inputs: ['console/**/*.*', ...shared],
  needed: 'index.html',
  async build(vite, built) {
    await buildPages(vite, 'console')
    await compressAll(built)
  },
})
await buildWhenChanged({
  name: 'widget',
  folder: 'widget',
  inputs: ['widget/**/*.*', ...shared],
  needed: 'frame.html',
  async build(vite, built) {
    await buildPages(vite, 'widget')
    await buildLoader(vite)
    await compressAll(built)
  },
})

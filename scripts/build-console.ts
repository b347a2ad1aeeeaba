// Builds the console and the widget, each when it is missing or what it is made of has changed.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const root = resolve(import.meta.dirname, '..')
const shared = ['client/**/*.ts', 'contract/**/*.ts', 'package-lock.json']

type Vite = typeof import('vite')

// Whether something is to be built takes a while to see on a slow machine, and somebody waits.
if (process.env.npm_lifecycle_event === 'prestart') process.stdout.write('Preparing Parley …\n')

async function digestOf(patterns: string[], built: string): Promise<string> {
  const files: string[] = []
  for await (const entry of glob(patterns, { cwd: root, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile() && !file.startsWith(built) && !file.endsWith('.test.ts')) files.push(file)
  }
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(`${relative(root, file)}\0`).update(await readFile(file))
  return hash.digest('hex')
}

/** Writes each file compressed beside itself, so that the server need not compress it for every reader. */
async function compressAll(built: string) {
  for await (const entry of glob('**/*.{js,css,html,svg}', { cwd: built, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const content = await readFile(file)
    await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }))
    await writeFile(`${file}.br`, brotliCompressSync(content))
  }
}

/** Vite, or null where only what production needs is installed. */
const loadVite = (): Promise<Vite | null> => import('vite').catch(() => null)

const buildPages = (name: string) => (vite: Vite) =>
  vite.build({ configFile: join(root, name, 'vite.config.ts'), logLevel: 'error' })

/** The script that sites put on their pages: one plain file beside the frame. */
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

async function buildWhenChanged(name: string, page: string, steps: ((vite: Vite) => Promise<unknown>)[]) {
  const built = join(root, name, 'dist')
  const digestFile = join(built, '.inputs.sha256')
  const digest = await digestOf([`${name}/**/*.*`, ...shared], built)
  if ((await readFile(digestFile, 'utf8').catch(() => null)) === digest) return
  const vite = await loadVite()
  if (vite) {
    process.stdout.write(`Building the ${name} …\n`)
    for (const step of steps) await step(vite)
    await compressAll(built)
    await writeFile(digestFile, digest)
  } else if (!existsSync(join(built, page))) {
    process.stderr.write(
      `The ${name} is not built. Run \`npm ci\` and \`npm start\` once, without leaving anything out.\n`,
    )
    process.exitCode = 1
  }
}

await buildWhenChanged('console', 'index.html', [buildPages('console')])
await buildWhenChanged('widget', 'frame.html', [buildPages('widget'), buildLoader])

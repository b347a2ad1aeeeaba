// Builds the console into console/dist when it is missing or what it is made of has changed.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const root = resolve(import.meta.dirname, '..')
const built = join(root, 'console/dist')
const digestFile = join(built, '.inputs.sha256')
const inputs = ['console/**/*.*', 'client/**/*.ts', 'contract/**/*.ts', 'package-lock.json']

const isInput = (file: string) => !file.startsWith(built) && !file.endsWith('.test.ts')

async function digestOfInputs(): Promise<string> {
  const files: string[] = []
  for await (const entry of glob(inputs, { cwd: root, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile() && isInput(file)) files.push(file)
  }
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(`${relative(root, file)}\0`).update(await readFile(file))
  return hash.digest('hex')
}

/** Writes each file compressed beside itself, so that the server need not compress it for every reader. */
async function compressAll() {
  for await (const entry of glob('**/*.{js,css,html,svg}', { cwd: built, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const content = await readFile(file)
    await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }))
    await writeFile(`${file}.br`, brotliCompressSync(content))
  }
}

/** Vite, or null where only what production needs is installed. */
const loadVite = () => import('vite').catch(() => null)

const digest = await digestOfInputs()
const builtFrom = await readFile(digestFile, 'utf8').catch(() => null)
if (builtFrom !== digest) {
  const vite = await loadVite()
  if (vite) {
    process.stdout.write('Building the console …\n')
    await vite.build({ configFile: join(root, 'console/vite.config.ts'), logLevel: 'error' })
    await compressAll()
    await writeFile(digestFile, digest)
  } else if (!existsSync(join(built, 'index.html'))) {
    process.stderr.write(
      'The console is not built. Run `npm ci` and `npm start` once, without leaving anything out.\n',
    )
    process.exitCode = 1
  }
}

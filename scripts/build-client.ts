import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import facts from '../package.json' with { type: 'json' }
import { leanRoutes } from '../contract/lean-routes.ts'

// Builds the TypeScript SDK as a package of its own: one JavaScript file without dependencies, for Node and browsers,
// and its types. `--out` sets the folder; client/dist by default.

const root = fileURLToPath(new URL('../', import.meta.url))
const { values } = parseArgs({ options: { out: { type: 'string', default: `${root}client/dist` } } })
const out = values.out

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  plugins: [leanRoutes()],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    minify: false,
    lib: { entry: `${root}client/src/index.ts`, formats: ['es'], fileName: 'index' },
  },
})
mkdirSync(out, { recursive: true })
const options =
  '--ignoreConfig --declaration --emitDeclarationOnly --strict --exactOptionalPropertyTypes --skipLibCheck ' +
  '--allowImportingTsExtensions --types node --target es2024 --module nodenext ' +
  '--lib es2024,dom,dom.iterable,dom.asynciterable'
const places = ['--rootDir', root, '--outDir', `${out}/types`, `${root}client/src/index.ts`]
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, ...options.split(' '), ...places], {
  cwd: root,
  stdio: 'inherit',
})
writeFileSync(
  `${out}/package.json`,
  `${JSON.stringify(
    {
      name: 'parley-client',
      version: facts.version,
      license: facts.license,
      type: 'module',
      exports: { '.': { types: './types/client/src/index.d.ts', default: './index.js' } },
      imports: { '#contract/*.ts': './types/contract/src/*.d.ts' },
      // Its types are written in terms of the shapes of the contract.
      peerDependencies: { zod: facts.devDependencies.zod },
    },
    null,
    2,
  )}\n`,
)

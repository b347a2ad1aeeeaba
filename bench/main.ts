import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chooseCores, type Cores, pinSelf } from './cores.ts'
import { type EmbeddedFigures, measureEmbedded } from './measure-embedded.ts'
import { measureOnPostgres, type PostgresFigures } from './measure-postgres.ts'
import { startModel } from './model-process.ts'
import { FULL, QUICK } from './plan.ts'
import { type MeasuredPostgres, startPostgres } from './postgres.ts'
import { linesOnEmbedded, linesOnPostgres, tableOf } from './report.ts'
import { median } from './statistics.ts'

// npm run bench -- [--quick] [--json FILE]: what Parley’s guarantees cost, beside a raw relay in the same run.

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
})
const BUSY_CORES = 0.3
const plan = values.quick ? QUICK : FULL
const say = (line: string) => console.error(`  ${line}`)
process.chdir(new URL('..', import.meta.url).pathname)

const cleanUp = new AsyncDisposableStack()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void cleanUp.disposeAsync().finally(() => process.exit(130)))
const directory = mkdtempSync(join(tmpdir(), 'parley-bench-'))
cleanUp.defer(() => rmSync(directory, { recursive: true, force: true }))

const cores = chooseCores()
// Before this process is pinned, so that the database may use every core, as one on its own machine would.
const postgres = await startPostgres()
if (postgres) cleanUp.defer(postgres.stop)
let onPostgres: PostgresFigures | null = null
let onEmbedded: EmbeddedFigures
try {
  pinSelf(cores.load)
  const model = await startModel(cores.load)
  cleanUp.defer(model.stop)
  const bench = { plan, cores, model, directory, say }
  if (postgres) onPostgres = await measureOnPostgres(bench, postgres)
  else say('PostgreSQL is not installed here: its part is left out.')
  onEmbedded = await measureEmbedded(bench)
} finally {
  await cleanUp.disposeAsync()
}

const lines = [...(onPostgres ? linesOnPostgres(onPostgres) : []), ...linesOnEmbedded(onEmbedded)]
console.log(`\n${tableOf(lines)}\n`)
console.log(circumstances(postgres, cores, onPostgres))
if (foreignCoresOf(onPostgres) > BUSY_CORES)
  console.log('The machine was busy: trust the CPU figures and the ratios, not the milliseconds.')
const failures = failuresOf(onPostgres, onEmbedded)
for (const failure of failures.slice(0, 5)) console.log(`Failed: ${failure}`)
if (failures.length > 0) console.log(`${failures.length} turns failed; the figures do not count.`)
if (values.json !== undefined)
  writeFileSync(
    values.json,
    JSON.stringify({ plan, cores, postgres: onPostgres, embedded: onEmbedded }, null, 1),
  )
process.exitCode = failures.length > 0 ? 1 : 0

function circumstances(
  database: MeasuredPostgres | null,
  { server, load }: Cores,
  figures: PostgresFigures | null,
) {
  const pinning =
    server === null ? 'nothing is pinned' : `server on core ${server}, load and model on core ${load}`
  const foreign = foreignCoresOf(figures)
  const neighbours = Number.isNaN(foreign) ? '' : `; others used ${foreign.toFixed(1)} cores meanwhile`
  const store = database ? `PostgreSQL ${database.version} on any core` : 'no PostgreSQL'
  return `Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores; ${pinning}, ${store}${neighbours}.`
}

/** What other processes used of the machine in the median round. */
function foreignCoresOf(figures: PostgresFigures | null): number {
  const rounds = figures ? Object.values(figures.closed).flat() : []
  return median(rounds.map(({ foreignCores }) => foreignCores))
}

function failuresOf(server: PostgresFigures | null, { parley, relay }: EmbeddedFigures): string[] {
  const rounds = server ? [server.closed, server.paced].flatMap((all) => Object.values(all).flat()) : []
  return [...rounds, parley.load, relay.load].flatMap((round) => round.failures)
}

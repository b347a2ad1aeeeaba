import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { openTestApp } from '#test/support/open-test-app.ts'
import { ownTenant } from '#test/support/retrieval/library.ts'
import { type CorpusEntry, setsIn } from '#test/support/retrieval/question-set.ts'
import { readGoals } from './goals.ts'
import { isBelowFloor, measureQuality, type QualityRow, qualityTable } from './measure-quality.ts'
import { madeMeanings } from './made-meanings.ts'
import { measureSpeed } from './measure-speed.ts'
import { type Options, readOptions } from './options.ts'
import { speedTable } from './speed-table.ts'
import { startTemporaryPostgres } from '../../scripts/temporary-postgres.ts'

const say = (text: string): void => void process.stderr.write(`${text}\n`)

const unpack = (path: string): CorpusEntry[] =>
  gunzipSync(readFileSync(path))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CorpusEntry)

async function quality({ folder, sets, goalsFile, distractorsFile }: Options): Promise<QualityRow[]> {
  if (folder === null) return []
  const goals = readGoals(goalsFile)
  const distractors = distractorsFile === null ? [] : unpack(distractorsFile)
  await using app = await openTestApp()
  const rows: QualityRow[] = []
  for (const name of sets ?? setsIn(folder)) {
    say(`quality: ${name}`)
    // One tenant each, because the sets are independent.
    const scope = await ownTenant(app)
    rows.push(...(await measureQuality(scope, folder, name, goals, distractors)))
  }
  return rows
}

async function speed({ passages, rounds, dimension, databases }: Options): Promise<void> {
  const embeddings = madeMeanings(dimension)
  const plan = { passages, rounds, dimension, model: embeddings.list()[0] ?? '' }
  if (databases.includes('embedded')) {
    say('speed: embedded')
    await using app = await openTestApp({ ports: { embeddings } })
    console.log(`${speedTable('embedded', await measureSpeed(app, plan, say))}\n`)
  }
  if (!databases.includes('postgres')) return
  const postgres = await startTemporaryPostgres({ isDurable: true })
  if (!postgres) return say('PostgreSQL is not installed, so it is not measured.')
  try {
    say('speed: PostgreSQL')
    await using app = await openTestApp({ databaseUrl: postgres.url, ports: { embeddings } })
    console.log(speedTable('PostgreSQL', await measureSpeed(app, plan, say)))
  } finally {
    postgres.stop()
  }
}

const options = readOptions(process.argv.slice(2), process.env)
const rows = await quality(options)
if (rows.length > 0) console.log(`${qualityTable(rows)}\n`)
if (options.measuresSpeed) await speed(options)
process.exitCode = rows.some(isBelowFloor) ? 1 : 0

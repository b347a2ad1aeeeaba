import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts'
import { type DatabasePool, openPool } from './pool.ts'
import { EMBEDDED_WAYS } from './open.ts'
import { runTransaction } from './transaction.ts'
import { followGrowth, keepUp } from './upkeep.ts'

const directory = mkdtempSync(join(tmpdir(), 'parley-upkeep-'))
const BEGIN = [{ text: 'BEGIN', values: [] }]
let embedded: EmbeddedDatabase
let pool: DatabasePool

beforeAll(async () => {
  embedded = await openEmbedded(directory)
  pool = openPool({ ...embedded.connection, max: 4 }, EMBEDDED_WAYS)
})

afterAll(async () => {
  await pool.end()
  await embedded.close()
  rmSync(directory, { recursive: true })
})

const ask = async <Row>(statement: string): Promise<Row[]> =>
  (
    await runTransaction(
      pool,
      () => BEGIN,
      (tx) => sql.raw<Row>(statement).execute(tx),
    )
  ).rows

test('the embedded database is kept up between transactions, and none of them is torn', async () => {
  await ask('CREATE TABLE things (id int)')
  const stop = keepUp(pool, 20)
  const write = () =>
    runTransaction(
      pool,
      () => BEGIN,
      async (tx) => {
        await sql`INSERT INTO things VALUES (${1})`.execute(tx)
        await new Promise((resolve) => setTimeout(resolve, 15))
        await sql`UPDATE things SET id = id + 1`.execute(tx)
      },
    )
  for (let at = 0; at < 20; at += 1) await write()
  await vi.waitFor(
    async () => {
      const [row] = await ask<{ vacuums: number }>(
        `SELECT vacuum_count AS vacuums FROM pg_stat_user_tables WHERE relname = 'things'`,
      )
      expect(row?.vacuums).toBeGreaterThan(0)
    },
    { timeout: 45_000 },
  )
  await stop()
})

test.each([
  ['beside a server', () => followGrowth(pool, 20)],
  ['between the rounds of the embedded database', () => keepUp(pool)],
])('what was added to an index of words is sorted in, and statistics are taken: %s', async (_, start) => {
  await ask('DROP TABLE IF EXISTS texts')
  await ask('CREATE TABLE texts (words int[])')
  await ask('CREATE INDEX texts_words ON texts USING gin (words)')
  await ask('INSERT INTO texts SELECT ARRAY[n, n + 1] FROM generate_series(1, 500) n')
  const stop = start()
  await vi.waitFor(
    async () => {
      const [row] = await ask<{ rows: number }>(
        `SELECT reltuples AS rows FROM pg_class WHERE relname = 'texts'`,
      )
      expect(row?.rows).toBe(500)
    },
    { timeout: 45_000 },
  )
  await stop()
  expect(await ask(`SELECT gin_clean_pending_list('texts_words')::int AS left`)).toEqual([{ left: 0 }])
})

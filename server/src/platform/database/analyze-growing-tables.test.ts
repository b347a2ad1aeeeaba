import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts'
import { type DatabasePool, openPool } from './pool.ts'
import { EMBEDDED_WAYS } from './open.ts'
import { runTransaction } from './transaction.ts'
import { analyzeGrowingTables } from './analyze-growing-tables.ts'

const directory = mkdtempSync(join(tmpdir(), 'parley-upkeep-'))
const BEGIN = [{ text: 'BEGIN', values: [] }]
let embedded: EmbeddedDatabase
let pool: DatabasePool

beforeAll(async () => {
  embedded = await openEmbedded({ directory })
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

test('new entries of a full-text index are merged in, and statistics are collected', async () => {
  await ask('CREATE TABLE texts (words int[])')
  await ask('CREATE INDEX texts_words ON texts USING gin (words)')
  await ask('INSERT INTO texts SELECT ARRAY[n, n + 1] FROM generate_series(1, 500) n')
  const growth = analyzeGrowingTables(pool, 20)
  await vi.waitFor(
    async () => {
      const [row] = await ask<{ rows: number }>(
        `SELECT reltuples AS rows FROM pg_class WHERE relname = 'texts'`,
      )
      expect(row?.rows).toBe(500)
    },
    { timeout: 45_000 },
  )
  await growth.stop()
  expect(await ask(`SELECT gin_clean_pending_list('texts_words')::int AS left`)).toEqual([{ left: 0 }])
})

test('it pauses when nothing is written, and resumes with the next write', async () => {
  vi.useFakeTimers()
  using _ = { [Symbol.dispose]: () => void vi.useRealTimers() }
  let asked = 0
  const query = async () => {
    asked += 1
    return { rows: [] }
  }
  const silent = { borrow: async () => ({ client: { query }, giveBack() {} }) } as unknown as DatabasePool
  const growth = analyzeGrowingTables(silent)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toBeGreaterThan(20)
  const before = asked
  growth.transaction('read', 1)
  growth.transaction('system', 1)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toBe(before)
  growth.transaction('write', 1)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked).toBeGreaterThan(before)
  await vi.advanceTimersByTimeAsync(25_000)
  expect(asked).toBeGreaterThan(before + 20)
  await growth.stop()
})

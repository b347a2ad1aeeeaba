import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { measures } from '#kernel/metrics.ts'
import { watchDatabase } from '#kernel/watch-database.ts'
import { openDatabase } from '#platform/database/open.ts'
import { openMetrics } from '#platform/metrics/metric-set.ts'
import { sql } from 'kysely'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { parseMetrics } from '#test/support/metrics.ts'

test('a slow statement is logged by its text, never with its values, and counted', async () => {
  const fresh = await freshDatabase()
  const lines: string[] = []
  const log = {
    debug() {},
    warn: (fields: object, sentence: string) => void lines.push(JSON.stringify({ ...fields, sentence })),
  }
  const metrics = openMetrics(measures)
  const database = await openDatabase(fresh.options, watchDatabase(metrics, log, 40))
  try {
    await database.system((tx) => sql`SELECT pg_sleep(0.06), ${'a person’s words'}::text`.execute(tx))
    expect(lines.filter((line) => line.includes('pg_sleep'))).toHaveLength(1)
    expect(lines.join('\n')).toContain('$1::text')
    expect(lines.join('\n')).not.toContain('words')
    const tenantId = randomUUID()
    await database.read(tenantId, (tx) => sql`SELECT pg_sleep(0.06)`.execute(tx))
    expect(lines.filter((line) => line.includes(tenantId))).toEqual([expect.stringContaining('pg_sleep')])
    const samples = parseMetrics(await metrics.read())
    expect(samples.value('parley_database_slow_statements_total')).toBe(lines.length)
    expect(samples.value('parley_database_transaction_seconds_count', { kind: 'system' })).toBe(1)
  } finally {
    await database.close()
    await fresh.drop()
  }
})

test('a long statement is logged by its beginning, on one line', () => {
  const logged: { statement?: string }[] = []
  const watch = watchDatabase(
    openMetrics(measures),
    { debug() {}, warn: (fields) => void logged.push(fields) },
    40,
  )
  watch.statement(`\n      SELECT one,\n        ${'two, '.repeat(200)}three\n`, 50, null)
  expect(logged[0]?.statement).toMatch(/^SELECT one, two, two, /)
  expect(logged[0]?.statement).not.toContain('\n')
  expect(logged[0]?.statement?.length).toBeLessThan(500)
})

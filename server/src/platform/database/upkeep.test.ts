import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openEmbedded } from './embedded.ts'
import { openPool } from './pool.ts'
import { runTransaction } from './transaction.ts'
import { keepUp } from './upkeep.ts'

test('the embedded database is kept up between transactions, and none of them is torn', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'parley-upkeep-'))
  const embedded = await openEmbedded(directory)
  const pool = openPool({ ...embedded.connection, max: 4 }, { prepares: false })
  await runTransaction(pool, 'BEGIN', (tx) => sql`CREATE TABLE things (id int)`.execute(tx))
  const stop = keepUp(pool, 20)
  const write = () =>
    runTransaction(pool, 'BEGIN', async (tx) => {
      await sql`INSERT INTO things VALUES (${1})`.execute(tx)
      await new Promise((resolve) => setTimeout(resolve, 15))
      await sql`UPDATE things SET id = id + 1`.execute(tx)
    })
  for (let at = 0; at < 20; at += 1) await write()
  const { rows } = await runTransaction(pool, 'BEGIN', (tx) =>
    sql<{
      vacuums: number
    }>`SELECT vacuum_count AS vacuums FROM pg_stat_user_tables WHERE relname = 'things'`.execute(tx),
  )
  await stop()
  expect(rows[0]?.vacuums).toBeGreaterThan(0)
  await pool.end()
  await embedded.close()
  rmSync(directory, { recursive: true })
})

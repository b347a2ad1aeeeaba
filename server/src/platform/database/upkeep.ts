import type { DatabasePool } from './pool.ts'

const GROWTH_EVERY_MS = 2_000
/** From this size on the server's own autovacuum is soon enough. */
const GROWN_ROWS = 100_000
/** So long it is looked after the last that was written: of that the server counts some only seconds later. */
const AFTER_WRITING_MS = 30_000

/**
 * Takes statistics of tables that have more than doubled since the last ones, and sorts in what was added to indexes of
 * words. A server does so by itself within a minute or two; until then plans that were made for an empty table would be
 * kept for a full one, and every search would go through all that is not sorted in. Answers how to stop; what has begun is
 * finished first.
 */
export const followGrowth = (pool: DatabasePool, everyMs = GROWTH_EVERY_MS): (() => Promise<void>) => {
  const isWritten = watchWriting(pool)
  return regularly(async () => {
    if (!(await isWritten())) return
    await followGrowthOnce(pool)
    await sortInOnce(pool)
  }, everyMs)
}

/**
 * Tells at each look whether anything was written lately: the position in the log says so, and costs next to nothing. Where a
 * server does not tell it, something always may have been.
 */
function watchWriting(pool: DatabasePool): () => Promise<boolean> {
  let position: string | null = null
  let writtenAt = 0
  return async () => {
    const { client, giveBack } = await pool.borrow(null)
    const at = await client
      .query<{ at: string }>('SELECT pg_current_wal_insert_lsn()::text AS at')
      .then(({ rows }) => rows[0]?.at ?? null)
      .catch(() => null)
      .finally(() => giveBack())
    const now = performance.now()
    if (at === null || at !== position) writtenAt = now
    position = at
    return now - writtenAt < AFTER_WRITING_MS
  }
}

function regularly(work: () => Promise<void>, everyMs: number): () => Promise<void> {
  let isStopped = false
  let timer: NodeJS.Timeout
  let working = Promise.resolve()
  const plan = () => {
    timer = setTimeout(() => {
      // What fails is tried again next time; what it would have freed only stays a little longer.
      working = work().catch(() => {})
      void working.then(() => !isStopped && plan())
    }, everyMs)
    timer.unref()
  }
  plan()
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await working
  }
}

async function followGrowthOnce(pool: DatabasePool) {
  const { client, giveBack } = await pool.borrow(null)
  try {
    const { rows } = await client.query<{ name: string }>(`
      SELECT quote_ident(c.relname) AS name
      FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
      WHERE s.schemaname = 'public' AND c.reltuples < ${GROWN_ROWS}
        AND s.n_mod_since_analyze > 100 AND s.n_mod_since_analyze > c.reltuples`)
    for (const { name } of rows) await client.query(`ANALYZE ${name}`)
  } finally {
    giveBack()
  }
}

async function sortInOnce(pool: DatabasePool) {
  const { client, giveBack } = await pool.borrow(null)
  try {
    await client.query(`
      SELECT gin_clean_pending_list(i.oid)
      FROM pg_class i JOIN pg_am m ON m.oid = i.relam
      WHERE m.amname = 'gin' AND i.relkind = 'i' AND i.relnamespace = 'public'::regnamespace`)
  } finally {
    giveBack()
  }
}

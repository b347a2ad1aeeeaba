import type { DatabasePool } from './pool.ts'
import type { DatabaseWatch } from './watch.ts'

const GROWTH_EVERY_MS = 2_000
/** From this size on the server's own autovacuum is soon enough. */
const GROWN_ROWS = 100_000
/** So long it is looked after the last that was written: of that the server counts some only seconds later. */
const AFTER_WRITING_MS = 30_000

/** Follows what is written through a database. */
interface Growth {
  /** Is to be told of its transactions. */
  readonly transaction: DatabaseWatch['transaction']
  /** What has begun is finished first. */
  stop(): Promise<void>
}

/**
 * Takes statistics of tables that have more than doubled since the last ones, and sorts in what was added to indexes of
 * words. A server does so by itself within a minute or two; until then plans that were made for an empty table would be
 * kept for a full one, and every search would go through all that is not sorted in. Each process follows what it writes
 * itself, and rests while it writes nothing.
 */
export function analyzeGrowingTables(pool: DatabasePool, everyMs = GROWTH_EVERY_MS): Growth {
  let timer: NodeJS.Timeout | undefined
  let working = Promise.resolve()
  let isStopped = false
  // What an earlier process wrote last may not be counted yet.
  let writtenAt = performance.now()

  async function work() {
    // What fails is tried again next time; what it would have freed only stays a little longer.
    await analyzeOnce(pool)
      .then(() => sortInOnce(pool))
      .catch(() => {})
    timer = undefined
    if (performance.now() - writtenAt < AFTER_WRITING_MS) plan()
  }
  function plan() {
    if (isStopped) return
    timer ??= setTimeout(() => {
      working = work()
    }, everyMs).unref()
  }
  plan()
  return {
    transaction(kind) {
      if (kind !== 'write') return
      writtenAt = performance.now()
      plan()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await working
    },
  }
}

async function analyzeOnce(pool: DatabasePool) {
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

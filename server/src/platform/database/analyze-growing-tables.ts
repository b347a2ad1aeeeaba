import type { DatabasePool } from './pool.ts'
import type { DatabaseWatch } from './watch.ts'

const GROWTH_EVERY_MS = 2_000
/** From this size on the server's own autovacuum is soon enough. */
const GROWN_ROWS = 100_000
/** How long tables are watched after the last write: the server counts some rows only seconds later. */
const AFTER_WRITING_MS = 30_000

/** Watches how tables grow. */
interface Growth {
  /** Must be called for every transaction. */
  readonly transaction: DatabaseWatch['transaction']
  /** Work that has started is finished first. */
  stop(): Promise<void>
}

/**
 * Analyzes tables that have more than doubled since their last statistics, and merges the pending lists of GIN indexes.
 * A server does so by itself within a minute or two; until then, plans for an empty table would be kept for a full one,
 * and every search would scan all pending entries. Each process watches its own writes, and rests while there are none.
 */
export function analyzeGrowingTables(pool: DatabasePool, everyMs = GROWTH_EVERY_MS): Growth {
  let timer: NodeJS.Timeout | undefined
  let working = Promise.resolve()
  let isStopped = false
  // The last writes of an earlier process may not be counted yet.
  let writtenAt = performance.now()

  async function work() {
    // A failure is retried next time; the cost is only that space is freed later.
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

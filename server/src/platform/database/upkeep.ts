import type { DatabasePool } from './pool.ts'

const EVERY_MS = 5 * 60_000

/**
 * Does what the embedded database does not do by itself: it has neither a checkpointer nor autovacuum. Each is a
 * statement of its own on an ordinary connection, so that it waits its turn between transactions. Answers how to
 * stop; what has begun is finished first.
 */
export function keepUp(pool: DatabasePool, everyMs = EVERY_MS): () => Promise<void> {
  let isStopped = false
  let timer: NodeJS.Timeout
  let working = Promise.resolve()
  const plan = () => {
    timer = setTimeout(() => {
      // What fails is tried again next time; what it would have freed only stays a little longer.
      working = keepUpOnce(pool).catch(() => {})
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

async function keepUpOnce(pool: DatabasePool) {
  const { client, giveBack } = await pool.borrow()
  try {
    await client.query('CHECKPOINT')
    await client.query('VACUUM (ANALYZE)')
  } finally {
    giveBack()
  }
}

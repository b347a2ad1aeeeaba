import type { DatabasePool } from './pool.ts'
import type { FreeSpace } from './free-space.ts'

const ASK_EVERY_MS = 2_000
const SILENT_MAX_MS = 20_000

/** The message to the operator after the database shut down because its disk was full. */
export const AFTER_FULL_DISK = 'Nothing that was acknowledged is lost: free up space and start again.'

/** The embedded database has shut down, and only returns with a new process; the message says why. */
export class DatabaseLost extends Error {
  override readonly name = 'DatabaseLost'
}

/**
 * With a full disk, the embedded database may hang for good, even when there is space again. From when space is low, it
 * is pinged until it answers with space to spare; after too long a silence, `lost` is called once.
 */
export function watchOver(
  pool: DatabasePool,
  freeSpace: Pick<FreeSpace, 'hasFreeSpace'>,
  lost: (reason: DatabaseLost) => void,
): () => void {
  let answeredAt = performance.now()
  let isInDoubt = false
  let isAsking = false

  const ask = async () => {
    isAsking = true
    try {
      const { client, giveBack } = await pool.borrow(null)
      await client.query('SELECT 1').finally(() => giveBack())
      answeredAt = performance.now()
      isInDoubt = false
    } catch {
      // No answer, then; the next question follows.
    } finally {
      isAsking = false
    }
  }
  const timer = setInterval(() => {
    if (!isInDoubt) answeredAt = performance.now()
    isInDoubt ||= !freeSpace.hasFreeSpace()
    if (!isInDoubt) return
    if (performance.now() - answeredAt > SILENT_MAX_MS) {
      clearInterval(timer)
      return lost(
        new DatabaseLost(`The disk was full and the embedded database stands still. ${AFTER_FULL_DISK}`),
      )
    }
    if (!isAsking) void ask()
  }, ASK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

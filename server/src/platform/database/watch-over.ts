import type { DatabasePool } from './pool.ts'
import type { FreeSpace } from './free-space.ts'

const ASK_EVERY_MS = 2_000
const SILENT_MAX_MS = 20_000

/** What whoever runs the server is told where the database ended because its disk was full. */
export const AFTER_FULL_DISK = 'Nothing that was acknowledged is lost: free up space and start again.'

/** The embedded database has ended, and comes back only with a new process; the message says why. */
export class DatabaseLost extends Error {
  override readonly name = 'DatabaseLost'
}

/**
 * Where the disk is full the embedded database may stand still for good, also when there is space again. From when there is
 * too little it is asked again and again whether it is there, until it answers with space to spare; when it is silent for too long,
 * `lost` is told so once.
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

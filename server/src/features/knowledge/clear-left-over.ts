import { command } from '#kernel/use-case.ts'
import { Attempt, lockAttempt } from './attempt.ts'
import { removePassages } from './passage-store.ts'

const AT_ONCE = 200

/** Removes some of what an earlier attempt stored. Answers whether there may be more; false too when the attempt is over. */
export const clearLeftOver = command({
  name: 'document.clear-left-over',
  permission: 'internal',
  input: Attempt,
  async run({ tx, scope }, attempt): Promise<boolean> {
    const row = await lockAttempt(tx, scope, attempt)
    return row !== null && (await removePassages(tx, row, { leftOver: true, limit: AT_ONCE })) === AT_ONCE
  },
})

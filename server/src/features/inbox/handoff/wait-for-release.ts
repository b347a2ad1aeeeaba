import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { UNCONFIRMED_MS, unreleased } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'

const LOOK_EVERY_MS = 50
/** The clocks of two processes run alike, but not to the millisecond. */
const MARGIN_MS = 100

const findUnreleased = query({
  name: 'reply.find-unreleased',
  permission: 'inbox:read',
  input: z.strictObject({ replyIds: z.array(id('reply')) }),
  run: ({ tx }, { replyIds }) => unreleased(tx, replyIds),
})

/**
 * Waits until no process shows another word of these replies: until their writers have released them, or as long as a
 * writer may show anything without hearing from the database that the reply is still its own.
 */
export async function waitForRelease(scope: Scope, replyIds: readonly string[]): Promise<void> {
  const until = performance.now() + UNCONFIRMED_MS + MARGIN_MS
  let left = [...replyIds]
  while (left.length > 0 && performance.now() < until) {
    left = await findUnreleased(scope, { replyIds: left })
    if (left.length > 0) await pause(LOOK_EVERY_MS)
  }
}

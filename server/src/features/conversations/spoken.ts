import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { jobHandler, jobKind } from '#kernel/jobs.ts'
import type { Scope } from '#kernel/scope.ts'

/** Where the spoken answers of a conversation stand; they go with it. */
export const spokenIn = (tenantId: string, conversationId: string): string =>
  `uploads/${tenantId}/spoken/${conversationId}`

const Gone = z.strictObject({ conversationId: id('conversation') })

/** The work of removing what was spoken in a conversation that is gone. */
export const conversationGone = jobKind({ name: 'conversation.remove-spoken', input: Gone, triesMax: 8 })

/** Removes what was spoken in a conversation that is gone. May be killed anywhere and run again. */
export function removeSpoken(scope: Scope, { conversationId }: { conversationId: string }): Promise<void> {
  const { ports } = scope.app
  return ports.blobs.removeFolder(spokenIn(scope.tenantId, conversationId))
}

export const jobHandlers = [jobHandler(conversationGone, { work: removeSpoken, concurrency: 1 })]

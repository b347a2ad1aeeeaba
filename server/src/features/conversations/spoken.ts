import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { jobHandler, jobKind } from '#kernel/jobs.ts'
import type { Scope } from '#kernel/scope.ts'

/** The storage prefix of a conversation's spoken answers; they are deleted with it. */
export const spokenIn = (tenantId: string, conversationId: string): string =>
  `uploads/${tenantId}/spoken/${conversationId}`

const Gone = z.strictObject({ conversationId: id('conversation') })

/** The job that deletes the spoken answers of a deleted conversation. */
export const conversationGone = jobKind({ name: 'conversation.remove-spoken', input: Gone, triesMax: 8 })

/** Deletes the spoken answers of a deleted conversation. Can be killed at any point and run again. */
export function removeSpoken(scope: Scope, { conversationId }: { conversationId: string }): Promise<void> {
  const { ports } = scope.app
  return ports.blobs.removeFolder(spokenIn(scope.tenantId, conversationId))
}

export const jobHandlers = [jobHandler(conversationGone, { work: removeSpoken, concurrency: 1 })]

import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { jobHandler, jobKind } from '#kernel/jobs.ts'
import { flow } from '#kernel/use-case.ts'
import { spokenIn } from './spoken-in.ts'

const Gone = z.strictObject({ conversationId: id('conversation') })

/** The work of removing what was spoken in a conversation that is gone. */
export const conversationGone = jobKind({ name: 'conversation.remove-spoken', input: Gone, triesMax: 8 })

/** Removes what was spoken in a conversation that is gone. May be killed anywhere and run again. */
export const removeSpoken = flow({
  name: 'conversation.remove-spoken',
  permission: 'internal',
  input: Gone,
  run: ({ scope, ports }, { conversationId }): Promise<void> =>
    ports.blobs.removeFolder(spokenIn(scope.tenantId, conversationId)),
})

export const jobHandlers = [jobHandler(conversationGone, { flow: removeSpoken, concurrency: 1 })]

import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { InboxEntry, InboxSummary } from '#contract/shapes/inbox.ts'
import { keepSummary } from '#features/inbox/handoff/index.ts'
import { command } from '#kernel/use-case.ts'

/** Keeps what a model summed up, in place of what it had before. */
export const storeSummary = command({
  name: 'inbox.store-summary',
  permission: 'internal',
  input: z.strictObject({ conversationId: id('conversation'), summary: InboxSummary }),
  output: InboxEntry,
  run: (context, { conversationId, summary }) => keepSummary(context, conversationId, summary),
})

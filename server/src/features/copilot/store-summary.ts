import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { DeskEntry, DeskSummary } from '#contract/shapes/desk.ts'
import { keepSummary } from '#features/handoff/index.ts'
import { command } from '#kernel/use-case.ts'

/** Keeps what a model summed up, in place of what it had before. */
export const storeSummary = command({
  name: 'desk.store-summary',
  permission: 'internal',
  input: z.strictObject({ conversationId: id('conversation'), summary: DeskSummary }),
  output: DeskEntry,
  run: (context, { conversationId, summary }) => keepSummary(context, conversationId, summary),
})

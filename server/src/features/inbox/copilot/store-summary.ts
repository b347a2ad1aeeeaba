import { step } from '#kernel/step.ts'
import { InboxSummary } from '#contract/shapes/inbox.ts'
import { keepSummary } from '#features/inbox/handoff/index.ts'

/** Keeps what a model summed up, in place of what it had before. */
export const storeSummary = step(
  (context, { conversationId, summary }: { conversationId: string; summary: InboxSummary }) =>
    keepSummary(context, conversationId, summary),
)

import { SumUpConversation } from '#contract/shapes/copilot.ts'
import { InboxEntry, InboxSummary } from '#contract/shapes/inbox.ts'
import { findModel } from '#features/models/index.ts'
import { entrustedScope } from '#features/access/index.ts'
import { keepSummary } from '#features/inbox/handoff/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { Fault } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import { askSummary } from './ask-summary.ts'
import { modelOf, readTalk } from './read-talk.ts'

/**
 * Summarizes a conversation for the member who takes it over, if there is enough to summarize and a model is connected.
 */
export async function sumUp(scope: Scope, { conversationId }: { conversationId: string }): Promise<void> {
  const talk = await readTalk(scope, { conversationId })
  const said = (role: string) => talk.messages.filter((message) => message.role === role).length
  // A conversation that asked for a person right away is faster to read than to summarize.
  if (said('user') < 2 || said('assistant') < 1) return
  if ((await findModel(scope, modelOf(talk).model)).provider === 'offline') return
  const summary = await askSummary(scope, talk)
  await storeSummary(scope, { conversationId, summary })
}

/** Summarizes a conversation again, in the reader's language. */
export const redoSummary = flow({
  name: 'inbox.redo-summary',
  permission: 'inbox:write',
  input: SumUpConversation,
  output: InboxEntry,
  async run({ scope }, { conversationId, language }) {
    const talk = await readTalk(scope, { conversationId })
    if (talk.messages.length === 0)
      throw new Fault('precondition_failed', 'There are no messages yet.', { reason: 'no-question' })
    const summary = await askSummary(scope, talk, language)
    return storeSummary(entrustedScope(scope, scope.tenantId, scope.actor), { conversationId, summary })
  },
})

/** Stores a summary in place of the previous one. */
const storeSummary = step(
  (context, { conversationId, summary }: { conversationId: string; summary: InboxSummary }) =>
    keepSummary(context, conversationId, summary),
)

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

/** Sums a conversation up for whoever takes it over, where there is something to sum up and a model that can. */
export async function sumUp(scope: Scope, { conversationId }: { conversationId: string }): Promise<void> {
  const talk = await readTalk(scope, { conversationId })
  const said = (role: string) => talk.messages.filter((message) => message.role === role).length
  // Whoever asked for a person at once is read faster than summed up.
  if (said('user') < 2 || said('assistant') < 1) return
  if ((await findModel(scope, modelOf(talk).model)).provider === 'offline') return
  const summary = await askSummary(scope, talk)
  await storeSummary(scope, { conversationId, summary })
}

/** Sums a conversation up anew, in the language of whoever wants to read it. */
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

/** Keeps what a model summed up, in place of what it had before. */
const storeSummary = step(
  (context, { conversationId, summary }: { conversationId: string; summary: InboxSummary }) =>
    keepSummary(context, conversationId, summary),
)

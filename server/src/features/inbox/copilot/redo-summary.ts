import { SumUpConversation } from '#contract/shapes/copilot.ts'
import { InboxEntry } from '#contract/shapes/inbox.ts'
import { entrustedScope } from '#features/access/index.ts'
import { Fault } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { askSummary } from './ask-summary.ts'
import { readTalk } from './read-talk.ts'
import { storeSummary } from './store-summary.ts'

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

import type { Reply } from '#contract/shapes/conversation.ts'
import { isReadingDue } from '#features/agents/index.ts'
import { partsOf, textOf } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Composition } from '../answers/composition.ts'
import { askedPart } from '../consent/asked.ts'
import { endReply } from './end-reply.ts'
import { isSummaryDue } from '../summaries/remembered.ts'
import type { Ending } from './ending.ts'
import { patiently } from './patiently.ts'
import type { BegunReply } from './start-reply.ts'

/** Stores how an answer ended. Null when it was not ours to end. */
export const storeEnd = (
  scope: Scope,
  { reply, controlEpoch, agent, history }: BegunReply,
  { parts, searched, liveHosts, asked }: Pick<Composition, 'parts' | 'searched' | 'liveHosts' | 'asked'>,
  ending: Ending,
): Promise<Reply | null> =>
  patiently(() =>
    endReply(scope, {
      replyId: reply.id,
      conversationId: reply.conversationId,
      messageId: reply.messageId,
      attempt: reply.attempt,
      agentVersion: agent.version,
      looksAfterMinutes: agent.speaks_first ? agent.looks_after_minutes : null,
      readFor: isReadingDue(agent, history[0]?.seq ?? 0) ? agent.id : null,
      learnsFor: agent.remembers ? agent.id : null,
      controlEpoch,
      parts: ending.state === 'completed' ? [...parts, ...asked.map(askedPart)] : parts,
      asked,
      searched,
      liveHosts,
      question: textOf(partsOf(history.find(({ role }) => role === 'user') ?? { parts: [] })),
      isSummaryDue: isSummaryDue(history.length + 1, agent.summary_every ?? scope.app.settings.summaryEvery),
      ending,
    }),
  )

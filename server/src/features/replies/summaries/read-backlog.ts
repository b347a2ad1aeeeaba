import { readStep } from '#kernel/step.ts'
import { type EquippedAgent, findAgent } from '#features/agents/index.ts'
import { type MessageRow, pathUp, requireMessage, requireVisible } from '#features/conversations/index.ts'
import { isSummaryDue, KEPT_WHOLE, rememberedOf } from './remembered.ts'
import { newestSummaries } from './summary-store.ts'

// More than this was never summed up, as with what was brought from elsewhere: what is older stays out.
const TAKEN_IN_MAX = 60

/** What the next summary is made from. */
interface Backlog {
  agent: EquippedAgent
  earlier: string
  /** Oldest first; never empty. */
  messages: MessageRow[]
}

/** Reads what was said since the last summary, but for what is still said word for word. Part of `writeSummary`. */
export const readBacklog = readStep(
  async ({ tx, scope }, { messageId }: { messageId: string }): Promise<Backlog | null> => {
    const message = await requireMessage(tx, scope, messageId)
    const { agent_id: agentId } = await requireVisible(tx, scope, message.conversation_id)
    const agent = agentId === null ? null : await findAgent(tx, agentId)
    if (!agent) return null
    const [path, summaries] = await Promise.all([
      pathUp(tx, message.conversation_id, message.id, KEPT_WHOLE + TAKEN_IN_MAX),
      newestSummaries(tx, message.conversation_id),
    ])
    const { history, summary } = rememberedOf(path, summaries)
    // Another job may have come first.
    if (!isSummaryDue(history.length, agent.summary_every ?? scope.app.settings.summaryEvery)) return null
    return { agent, earlier: summary?.text ?? '', messages: history.slice(KEPT_WHOLE).toReversed() }
  },
)

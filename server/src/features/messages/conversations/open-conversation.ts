import { randomUUID } from 'node:crypto'
import { Conversation, OpenConversation } from '#contract/shapes/conversation.ts'
import { findAgent, findAnswering, findFirstAgent, requireAgent, seesAgent } from '#features/agents/index.ts'
import {
  conversationRow,
  audiencePayload,
  insertConversation,
  showConversation,
} from '#features/conversations/index.ts'
import { lockUnblocked } from '#features/people/index.ts'
import { placeIn } from '#features/projects/index.ts'
import { momentOf } from '#platform/database/moment.ts'
import type { Reader } from '#platform/database/open.ts'
import { invalidInput, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'

/**
 * Opens an empty conversation. It is answered by the given agent, or else by the first one of its project or of the
 * tenant.
 */
export const openConversation = command({
  name: 'conversation.open',
  permission: 'conversation:write',
  // Nobody else knows its ID yet.
  isAbout: () => randomUUID(),
  input: OpenConversation,
  output: Conversation,
  async run({ tx, scope, emit, send }, { agentId, title, projectId, isPrivate }) {
    if (isPrivate && scope.actor.through)
      throw invalidInput('Only people who work in the inbox can open widget conversations.')
    await lockUnblocked(tx, scope)
    const given = projectId ? await placeIn(tx, scope, projectId) : null
    const [agent, now] = await Promise.all([
      chosenAgent(tx, scope, { named: agentId, ofProject: given?.agentId ?? null }),
      momentOf(tx),
    ])
    const facts = {
      title: title ?? '',
      agentId: agent?.id ?? null,
      place: given?.place ?? null,
      isPrivate: isPrivate ?? false,
    }
    const row = conversationRow(scope, facts, now)
    send(insertConversation(row))
    emit({ type: 'conversation.opened', payload: { ...audiencePayload(row), messageCount: 0 } })
    return showConversation(tx, scope, row)
  },
})

interface Choice {
  named: string | undefined
  ofProject: string | null
}

/**
 * The given agent, or the project's, or the first. Visitors of a widget get the agent of the widget and cannot choose
 * another.
 */
async function chosenAgent(tx: Reader, scope: Scope, { named, ofProject }: Choice) {
  const { through } = scope.actor
  if (!through) {
    if (named) return requireAgent(tx, scope, named)
    const ofIt = ofProject ? await findAgent(tx, ofProject) : null
    return ofIt && seesAgent(scope, ofIt) ? ofIt : findFirstAgent(tx)
  }
  const [own] = through.agentId ? await findAnswering(tx, [through.agentId]) : []
  const agent = own ?? (await findFirstAgent(tx))
  if (named !== undefined && named !== agent?.id) throw notFound('agent')
  return agent
}

import { conversationLook, findAgent, initiativeSurvey } from '#features/agents/index.ts'
import { latelyActive } from '#features/conversations/index.ts'
import { appoint } from '#kernel/appointments.ts'
import { command } from '#kernel/use-case.ts'
import { whoAgrees } from '../wishes/wish-store.ts'
import { LONG_AGO_MS } from './hindrance.ts'

const AT_ONCE = 200

/**
 * Makes appointments to look at conversations that were active lately, of an agent that speaks first now or a person
 * who agrees now, some at a time. Answers where to go on; null at the end. Part of `surveyConversations`.
 */
export const planLooks = command({
  name: 'initiative.plan-looks',
  permission: 'internal',
  input: initiativeSurvey.input.extend({ before: initiativeSurvey.input.shape.personId }),
  async run(context, { agentId, personId, before }): Promise<string | null> {
    const { tx, scope } = context
    const now = scope.app.now()
    const since = new Date(now.getTime() - LONG_AGO_MS)
    const rows = await latelyActive(tx, { agentId, ownerId: personId, since, before, limit: AT_ONCE })
    for (const ofAgent of new Set(rows.flatMap((row) => row.agent_id ?? []))) {
      const agent = await findAgent(tx, ofAgent)
      if (!agent?.speaks_first) continue
      const mine = rows.filter((row) => row.agent_id === ofAgent)
      const willing = await whoAgrees(
        tx,
        ofAgent,
        mine.map((row) => row.owner_id),
      )
      for (const { id: conversationId, owner_id, updated_at } of mine) {
        if (!willing.has(owner_id)) continue
        const quietAt = updated_at.getTime() + agent.looks_after_minutes * 60_000
        const dueAt = new Date(Math.max(quietAt, now.getTime()))
        appoint(context, conversationLook, conversationId, { conversationId }, dueAt)
      }
    }
    return rows.length < AT_ONCE ? null : (rows.at(-1)?.id ?? null)
  },
})

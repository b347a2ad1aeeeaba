import { z } from 'zod'
import { AgentDraft, TryAgent } from '#contract/shapes/completion.ts'
import { requireSources } from '#features/knowledge/index.ts'
import { requireRoom } from '#features/tenants/index.ts'
import { flow, query } from '#kernel/use-case.ts'
import { answerCaller } from './answer-caller.ts'

/** Tries an agent as it stands in a form, before it is saved. */
export const tryAgent = flow({
  name: 'agent.try',
  permission: 'agent:write',
  input: TryAgent,
  async *run({ scope }, { agent, ...asked }) {
    const { sourceIds, ...answerer } = agent
    await checkSources(scope, { sourceIds })
    yield* answerCaller(scope, { ...asked, answerer: { ...answerer, source_ids: sourceIds }, agentId: null })
  },
})

/** Whether the sources that a draft names are there. Part of `tryAgent`. */
const checkSources = query({
  name: 'agent.check-sources',
  permission: 'agent:write',
  input: z.strictObject({ sourceIds: AgentDraft.shape.sourceIds }),
  run: async ({ tx, scope }, { sourceIds }) => {
    await requireRoom({ tx, scope }, { messagesPerMonth: 1, tokensPerMonth: 0 })
    await requireSources(tx, scope, sourceIds)
  },
})

import { CreateCompletion } from '#contract/shapes/completion.ts'
import { AgentRef } from '#contract/shapes/agent.ts'
import { requireAgent } from '#features/agents/index.ts'
import { requireQuota } from '#features/tenants/index.ts'
import { flow, query } from '#kernel/use-case.ts'
import { answerCaller } from './answer-caller.ts'

/** Lets an agent answer a conversation that the caller keeps. Nothing of it is stored but its cost. */
export const createCompletion = flow({
  name: 'completion.create',
  permission: 'completion:create',
  input: CreateCompletion,
  async *run({ scope }, { agentId, ...asked }) {
    const answerer = await findAnswerer(scope, { agentId })
    yield* answerCaller(scope, { ...asked, answerer, agentId })
  },
})

/** The agent that was named. */
const findAnswerer = query({
  name: 'completion.find-answerer',
  permission: 'completion:create',
  input: AgentRef,
  run: async ({ tx, scope }, { agentId }) => {
    await requireQuota({ tx, scope }, { messagesPerMonth: 1, tokensPerMonth: 0 })
    return requireAgent(tx, scope, agentId)
  },
})

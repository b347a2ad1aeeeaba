import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { TryAgent } from '#contract/shapes/completion.ts'
import { requireKnowledgeBases } from '#features/knowledge/index.ts'
import { requireQuota } from '#features/tenants/index.ts'
import { flow, query } from '#kernel/use-case.ts'
import { answerCaller } from './answer-caller.ts'

/** Tries an agent as configured in a form, before it is saved. */
export const tryAgent = flow({
  name: 'agent.try',
  permission: 'agent:write',
  input: TryAgent,
  async *run({ scope }, { agent, ...asked }) {
    const {
      knowledgeBaseIds,
      knowledgeBaseWeights,
      knowledgeBaseFilters,
      unsupportedClaims,
      topP,
      maxOutputTokens,
      ...answerer
    } = agent
    const told = [...knowledgeBaseWeights, ...knowledgeBaseFilters].map(
      ({ knowledgeBaseId }) => knowledgeBaseId,
    )
    await checkKnowledgeBases(scope, { knowledgeBaseIds: [...knowledgeBaseIds, ...told] })
    yield* answerCaller(scope, {
      ...asked,
      answerer: {
        ...answerer,
        top_p: topP,
        max_output_tokens: maxOutputTokens,
        frequency_penalty: agent.frequencyPenalty,
        presence_penalty: agent.presencePenalty,
        knowledge_base_ids: knowledgeBaseIds,
        knowledge_base_weights: knowledgeBaseWeights,
        knowledge_base_filters: knowledgeBaseFilters,
        unsupported_claims: unsupportedClaims,
        splits_replies: agent.splitReplies,
      },
      agentId: null,
      isWatched: true,
    })
  },
})

/** Checks that the knowledge bases named in a draft exist. */
const checkKnowledgeBases = query({
  name: 'agent.check-knowledge-bases',
  permission: 'agent:write',
  input: z.strictObject({ knowledgeBaseIds: z.array(id('knowledgeBase')) }),
  run: async ({ tx, scope }, { knowledgeBaseIds }) => {
    await requireQuota({ tx, scope }, { messagesPerMonth: 1, tokensPerMonth: 0 })
    await requireKnowledgeBases(tx, scope, knowledgeBaseIds)
  },
})

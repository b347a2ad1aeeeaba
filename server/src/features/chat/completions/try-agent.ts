import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { TryAgent } from '#contract/shapes/completion.ts'
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
    const { sourceIds, sourceWeights, sourceFilters, unsupportedClaims, topP, maxOutputTokens, ...answerer } =
      agent
    const told = [...sourceWeights, ...sourceFilters].map(({ sourceId }) => sourceId)
    await checkSources(scope, { sourceIds: [...sourceIds, ...told] })
    yield* answerCaller(scope, {
      ...asked,
      answerer: {
        ...answerer,
        top_p: topP,
        max_output_tokens: maxOutputTokens,
        frequency_penalty: agent.frequencyPenalty,
        presence_penalty: agent.presencePenalty,
        source_ids: sourceIds,
        source_weights: sourceWeights,
        source_filters: sourceFilters,
        unsupported_claims: unsupportedClaims,
        splits_replies: agent.splitReplies,
      },
      agentId: null,
      isWatched: true,
    })
  },
})

/** Whether the sources that a draft names are there. Part of `tryAgent`. */
const checkSources = query({
  name: 'agent.check-sources',
  permission: 'agent:write',
  input: z.strictObject({ sourceIds: z.array(id('source')) }),
  run: async ({ tx, scope }, { sourceIds }) => {
    await requireRoom({ tx, scope }, { messagesPerMonth: 1, tokensPerMonth: 0 })
    await requireSources(tx, scope, sourceIds)
  },
})

import type { Scope } from '#kernel/scope.ts'
import { blankConfiguration } from '#contract/shapes/agent.ts'
import { answerCaller } from './answer-caller.ts'
import { collectCompletion } from './collect-completion.ts'

/**
 * Asks an agent's model something on the server's behalf, without the agent's configuration. The cost is recorded for
 * the agent.
 */
export async function consultModel(
  scope: Scope,
  {
    agentId,
    model,
    instructions,
    question,
    maxOutputTokens,
  }: {
    agentId: string
    model: string | null
    instructions: string
    question: string
    maxOutputTokens: number
  },
): Promise<string> {
  const answer = answerCaller(scope, {
    agentId,
    mustBeModel: true,
    answerer: {
      instructions,
      model,
      tone: blankConfiguration.tone,
      examples: blankConfiguration.examples,
      tools: [],
      temperature: 0.2,
      top_p: null,
      max_output_tokens: null,
      frequency_penalty: null,
      presence_penalty: null,
      knowledge_base_ids: [],
      knowledge_base_weights: [],
      knowledge_base_filters: [],
      unsupported_claims: 'show',
      splits_replies: false,
    },
    messages: [{ role: 'user', parts: [{ type: 'text', text: question }] }],
    tools: [],
    maxOutputTokens,
  })
  const { parts } = await collectCompletion(answer)
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
}

import { z } from 'zod'
import { blankConfiguration } from '#contract/shapes/agent.ts'
import { id } from '#contract/ids.ts'
import { flow } from '#kernel/use-case.ts'
import { answerCaller } from './answer-caller.ts'
import { collectCompletion } from './collect-completion.ts'

/** Asks an agent's model something on our own account, without the agent's configuration. What it costs is noted as the agent's. */
export const consultModel = flow({
  name: 'model.consult',
  permission: 'internal',
  input: z.strictObject({
    agentId: id('agent'),
    model: z.string().nullable(),
    instructions: z.string(),
    question: z.string(),
    maxOutputTokens: z.int(),
  }),
  async run({ scope }, { agentId, model, instructions, question, maxOutputTokens }): Promise<string> {
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
  },
})

import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { AgentRef } from './agent.ts'
import { DiffLine } from './agent-version.ts'

export const SuggestionState = z
  .enum(['waiting', 'applied', 'adapted', 'dismissed', 'undone'])
  .describe(
    '`adapted`: the agent did it by itself; `undone`: it was taken back. Neither it nor a dismissed one comes again.',
  )
export type SuggestionState = z.infer<typeof SuggestionState>

/** A change to an agent's instructions that the review of a conversation proposes; only told to who may read that. */
export const Suggestion = z
  .object({
    id: id('suggestion'),
    agentId: id('agent'),
    conversationId: id('conversation').nullable(),
    state: SuggestionState,
    reason: z.string(),
    instructions: z.string().describe('The whole instructions as they would be, or as they became.'),
    confidence: z.number().min(0).max(1),
    lines: z.array(DiffLine).describe('What it changes of the instructions that it was made for.'),
    evidence: z
      .array(
        z.object({
          messageId: id('message'),
          role: z.enum(['user', 'assistant', 'system']),
          text: z.string(),
        }),
      )
      .describe('The messages that it rests on.'),
    isOutdated: z
      .boolean()
      .describe('Whether the instructions were changed since; it can then only be applied edited.'),
    version: z.int().nullable().describe('The version that it became.'),
    createdAt: Instant,
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof Suggestion>
export const SuggestionPage = pageOf(Suggestion).meta({ id: 'SuggestionPage' })

export const ListSuggestions = PageQuery.extend({
  ...AgentRef.shape,
  state: z.enum(['waiting', 'settled']).optional().describe('All of them when left out.'),
})
export const SuggestionRef = z.strictObject({ suggestionId: id('suggestion') })
export const ApplySuggestion = SuggestionRef.extend({
  instructions: z
    .string()
    .max(20_000)
    .optional()
    .describe('As its reader edited them; as suggested when left out.'),
})

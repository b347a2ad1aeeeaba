import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { AgentRef } from './agent.ts'
import { DiffLine } from './agent-version.ts'

export const SuggestionState = z
  .enum(['waiting', 'applied', 'adapted', 'dismissed', 'undone'])
  .describe(
    '`waiting`: not decided yet; `applied`: a person applied it; `adapted`: the agent applied it automatically; `dismissed`: rejected; `undone`: applied and then reverted. A dismissed or undone change is not suggested again.',
  )
export type SuggestionState = z.infer<typeof SuggestionState>

/** A change to the instructions of an agent, suggested by the review of a conversation and visible to its readers. */
export const Suggestion = z
  .object({
    id: id('suggestion'),
    agentId: id('agent'),
    conversationId: id('conversation')
      .nullable()
      .describe('The reviewed conversation; null if it no longer exists.'),
    state: SuggestionState,
    reason: z.string().describe('Why the change is suggested.'),
    instructions: z.string().describe('The full instructions with the change.'),
    confidence: z.number().min(0).max(1).describe('How sure the review is, from 0 to 1.'),
    lines: z
      .array(DiffLine)
      .describe('The change as a diff of the instructions at the time of the suggestion.'),
    evidence: z
      .array(
        z.object({
          messageId: id('message'),
          role: z
            .enum(['user', 'assistant', 'system'])
            .describe(
              '`user`: a person wrote it; `assistant`: an agent or a member answered; `system`: an instruction.',
            ),
          text: z.string(),
        }),
      )
      .describe('The messages that the suggestion is based on.'),
    isOutdated: z
      .boolean()
      .describe(
        'Whether the instructions were changed since. Such a suggestion can only be applied with edited `instructions`.',
      ),
    version: z
      .int()
      .nullable()
      .describe('The number of the agent version that applied the suggestion; null if it was not applied.'),
    createdAt: Instant,
    settledAt: Instant.nullable().describe(
      'When the suggestion was applied or dismissed; null while it waits.',
    ),
  })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof Suggestion>
export const SuggestionPage = pageOf(Suggestion).meta({ id: 'SuggestionPage' })

export const ListSuggestions = PageQuery.extend({
  ...AgentRef.shape,
  state: z
    .enum(['waiting', 'settled'])
    .optional()
    .describe('Only suggestions that wait for a decision, or only decided ones. Omitted: all.'),
})
export const SuggestionRef = z.strictObject({ suggestionId: id('suggestion') })
export const ApplySuggestion = SuggestionRef.extend({
  instructions: z
    .string()
    .max(20_000)
    .optional()
    .describe('The full instructions to apply, edited by you. Omitted: as suggested.'),
})

import { z } from 'zod'
import { MemoryKind } from '#contract/shapes/memory.ts'
import { keepAsked } from '#features/memory/index.ts'
import { asFault } from '#kernel/fault.ts'
import { parseInput } from '#kernel/guard.ts'
import type { ExternalTool } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'

const RememberInput = z.object({
  kind: MemoryKind,
  text: z
    .string()
    .min(1)
    .max(300)
    .describe('One short sentence without a subject, in the language of the person: "Lives in Berlin".'),
})
const inputSchema = z.toJSONSchema(RememberInput, { io: 'input' }) as Record<string, unknown>

export const rememberDescription = {
  name: 'remember',
  description:
    'Keeps something that the person has just told you about themselves, for later conversations. Use it when they ask to be remembered by something.',
}

/** The tool by which an agent with memories stores what a person tells it; no tools for other agents. */
export const rememberTools = (
  scope: Scope,
  agent: { id: string; tools: readonly string[]; remembers: boolean },
  conversationId: string,
): ExternalTool[] => {
  if (!agent.remembers || !agent.tools.includes(rememberDescription.name)) return []
  return [
    {
      ...rememberDescription,
      inputSchema,
      // The same memory is stored once, however often the tool is called.
      hasEffect: false,
      // A document must not be able to plant memories about a person.
      asksOnceTainted: true,
      origin: 'built-in',
      async call(input) {
        try {
          const { kind, text } = parseInput(RememberInput, input)
          await keepAsked(scope, { conversationId, agentId: agent.id, kind, text })
          return { output: 'Kept.', isError: false }
        } catch (error) {
          return { output: asFault(error).message, isError: true }
        }
      },
    },
  ]
}

import { z } from 'zod'
import type { MessagePart } from '#contract/message-parts.ts'
import { asFault } from '#kernel/fault.ts'
import { parseInput } from '#kernel/guard.ts'
import type { ExternalTool } from '#kernel/ports.ts'

const PERSON_TOOL = 'hand_off_to_person'

const shape = z.object({
  reason: z.string().trim().min(1).max(500).describe('Why. The person you talk with can read it.'),
})

/**
 * The tool by which an agent requests a person. It only records the request: the conversation enters the queue in the
 * transaction that ends the answer, so that the last words are shown and nothing is handed off twice.
 */
export const personTool: ExternalTool = {
  name: PERSON_TOOL,
  description:
    'Hands the conversation to a person of our team. Use it when only a person can help. Nothing you say after it is heard.',
  inputSchema: z.toJSONSchema(shape, { io: 'input' }) as Record<string, unknown>,
  hasEffect: false,
  isReadOnly: true,
  origin: 'built-in',
  endsAnswer: true,
  async call(input) {
    try {
      parseInput(shape, input)
      return { output: 'A person goes on from here.', isError: false }
    } catch (error) {
      return { output: asFault(error).message, isError: true }
    }
  },
}

/** Why an answer requested a person by its tool; null if it did not. */
export function askedForPerson(parts: readonly MessagePart[]): string | null {
  const done = parts.find((part) => part.type === 'tool-result' && part.name === PERSON_TOOL && !part.isError)
  if (done?.type !== 'tool-result') return null
  const call = parts.find((part) => part.type === 'tool-call' && part.callId === done.callId)
  const parsed = call?.type === 'tool-call' ? shape.safeParse(call.input) : null
  return parsed?.success ? parsed.data.reason : ''
}

import { Fault } from '#kernel/fault.ts'
import type { ModelPart } from '#kernel/model-ports.ts'

/**
 * The maximum size of one answer in total: text, reasoning, and arguments of calls. Three times what models write; code
 * that processes answers may rely on it.
 */
export const ANSWER_CHARACTERS_MAX = 1_000_000

/** The parts of an answer. Throws Fault `upstream_failed` if it exceeds its limit, and stops the model. */
export async function* boundedAnswer(parts: AsyncIterable<ModelPart>): AsyncGenerator<ModelPart> {
  let length = 0
  for await (const part of parts) {
    length += lengthOf(part)
    if (length > ANSWER_CHARACTERS_MAX)
      throw new Fault(
        'upstream_failed',
        `The model’s answer is longer than ${ANSWER_CHARACTERS_MAX.toLocaleString('en')} characters.`,
        { reason: 'answer-too-long' },
      )
    yield part
  }
}

function lengthOf(part: ModelPart): number {
  if (part.type === 'text-delta' || part.type === 'reasoning-delta') return part.text.length
  if (part.type !== 'tool-call') return 0
  return part.invalidInput?.length ?? JSON.stringify(part.input ?? null).length
}

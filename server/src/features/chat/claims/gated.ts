import type { Judge } from '#features/knowledge/index.ts'
import type { ModelPart } from '#kernel/ports.ts'
import type { ToolOutcome } from '../answers/agent-loop.ts'
import type { SentenceGate } from './sentence-gate.ts'

/** What a tool said, as something that may be relied on. */
export const learnFrom = (judge: Judge, { output, isError }: ToolOutcome): void => {
  if (!isError) judge.learn(typeof output === 'string' ? output : JSON.stringify(output ?? null))
}

/** What a model and its tools say, but of its text only sentences that were let through, and none of its thoughts. */
export async function* gated(
  turn: AsyncIterable<ModelPart | ToolOutcome>,
  gate: SentenceGate,
): AsyncGenerator<ModelPart | ToolOutcome> {
  for await (const part of turn) {
    // Thoughts are claims that nobody can check.
    if (part.type === 'reasoning-delta') continue
    const text = part.type === 'text-delta' ? gate.take(part.text) : isOver(part) ? gate.flush() : ''
    if (text !== '') yield { type: 'text-delta', text }
    if (part.type !== 'text-delta') yield part
  }
  const rest = gate.flush()
  if (rest !== '') yield { type: 'text-delta', text: rest }
}

const isOver = ({ type }: ModelPart | ToolOutcome) => type === 'tool-call' || type === 'finish'

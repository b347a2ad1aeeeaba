import type { Judge } from '#features/knowledge/index.ts'
import type { ToolOutcome, TurnPart } from '../agent-loop.ts'
import type { SentenceGate } from './sentence-gate.ts'

/** What a tool said, as something that may be relied on. */
export const learnFromTool = (judge: Judge, { output, isError }: ToolOutcome): void => {
  if (!isError) judge.learn(typeof output === 'string' ? output : JSON.stringify(output ?? null))
}

/** What a model and its tools say, but of its text only sentences that were let through, and none of its thoughts. */
export async function* filterSentences(
  turn: AsyncIterable<TurnPart>,
  gate: SentenceGate,
): AsyncGenerator<TurnPart> {
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

const isOver = ({ type }: TurnPart) => type === 'tool-call' || type === 'finish'

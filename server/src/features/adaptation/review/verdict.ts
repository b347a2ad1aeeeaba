import { z } from 'zod'
import { Fault } from '#kernel/fault.ts'
import { unfenced } from '#platform/text/unfenced.ts'

const TEXT_MAX = 100_000

const Verdict = z.discriminatedUnion('shouldChange', [
  z.object({ shouldChange: z.literal(false) }),
  z.strictObject({
    shouldChange: z.literal(true),
    reason: z.string().trim().min(1).max(1_000),
    instructions: z.string().trim().min(1).max(20_000),
    confidence: z.number().min(0).max(1),
    evidence: z.array(z.int().min(1)).min(1).max(20),
  }),
])
export type Verdict = z.infer<typeof Verdict>
export type Change = Extract<Verdict, { shouldChange: true }>

/**
 * Parses a model's review of a conversation with this many messages. Throws Fault `upstream_failed` with the reason for
 * anything else.
 */
export function verdictIn(text: string, messageCount: number): Verdict {
  if (text.length > TEXT_MAX) throw notUnderstood('it is too long')
  let json: unknown
  try {
    json = JSON.parse(unfenced(text))
  } catch {
    throw notUnderstood('it is not JSON')
  }
  const parsed = Verdict.safeParse(json)
  if (parsed.success) {
    const { data } = parsed
    if (data.shouldChange && !data.evidence.some((number) => number <= messageCount))
      throw notUnderstood('it cites no message of the conversation')
    return data
  }
  const [issue] = parsed.error.issues
  throw notUnderstood(`${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'has the wrong format'}`)
}

const notUnderstood = (why: string) =>
  new Fault('upstream_failed', `The model’s review of the conversation cannot be used: ${why}.`)

import { z } from 'zod'
import { Fault } from '#kernel/fault.ts'
import { unfenced } from '#platform/text/unfenced.ts'

const TEXT_MAX = 20_000
const reason = z.string().trim().min(1).max(1_000)

const Decision = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.enum(['continue', 'new-topic']),
    text: z.string().trim().min(1).max(4_000),
    reason,
  }),
  z.strictObject({ action: z.literal('wait'), minutes: z.number().min(0), reason }),
])
export type Decision = z.infer<typeof Decision>

/** Parses a model's decision. Throws Fault `upstream_failed` with the reason for anything else. */
export function decisionIn(answer: string): Decision {
  if (answer.length > TEXT_MAX) throw notUnderstood('it is too long')
  let json: unknown
  try {
    json = JSON.parse(unfenced(answer))
  } catch {
    throw notUnderstood('it is not JSON')
  }
  const parsed = Decision.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw notUnderstood(`${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'has the wrong format'}`)
}

const notUnderstood = (why: string) =>
  new Fault('upstream_failed', `The model’s decision cannot be used: ${why}.`)

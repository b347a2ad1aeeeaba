import { z } from 'zod'
import { FactKind } from '#contract/shapes/fact.ts'
import { Fault } from '#kernel/fault.ts'
import { unfenced } from '#platform/text/unfenced.ts'
import { FACT_CHARACTERS_MAX, factText } from '../fact.ts'
import { holdsSecret } from '../secret.ts'

const ANSWER_CHARACTERS_MAX = 50_000
const CHANGES_MAX = 12

const number = z.int().min(1)
const text = z
  .string()
  .transform(factText)
  .refine((one) => one.length > 0 && one.length <= FACT_CHARACTERS_MAX && !holdsSecret(one))

const TaughtChange = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add'), kind: FactKind, text, message: number }),
  z.strictObject({ do: z.literal('replace'), fact: number, kind: FactKind, text, message: number }),
  z.strictObject({ do: z.literal('forget'), fact: number, message: number }),
])
export type TaughtChange = z.infer<typeof TaughtChange>

const Taught = z.strictObject({ changes: z.array(z.unknown()) })

/**
 * What a model found in a lesson. A change that is not as it was asked for, too long, or holds a secret is left out.
 * Throws Fault `upstream_failed` for an answer that is no list of changes at all.
 */
export function taughtBy(answer: string): TaughtChange[] {
  const parsed = answer.length > ANSWER_CHARACTERS_MAX ? null : Taught.safeParse(jsonIn(unfenced(answer)))
  if (!parsed?.success)
    throw new Fault(
      'upstream_failed',
      'What the model found in a conversation cannot be used: it is no list of changes.',
    )
  return parsed.data.changes
    .flatMap((change) => TaughtChange.safeParse(change).data ?? [])
    .slice(0, CHANGES_MAX)
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

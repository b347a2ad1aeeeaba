import { z } from 'zod'
import { MemoryKind } from '#contract/shapes/memory.ts'
import { Fault } from '#kernel/fault.ts'
import { unfenced } from '#platform/text/unfenced.ts'
import { MEMORY_CHARACTERS_MAX, memoryText } from '../memory.ts'
import { holdsSecret } from '../secret.ts'

const ANSWER_CHARACTERS_MAX = 50_000
const CHANGES_MAX = 12

const number = z.int().min(1)
const text = z
  .string()
  .transform(memoryText)
  .refine((one) => one.length > 0 && one.length <= MEMORY_CHARACTERS_MAX && !holdsSecret(one))

const MemoryChange = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add'), kind: MemoryKind, text, message: number }),
  z.strictObject({ do: z.literal('replace'), memory: number, kind: MemoryKind, text, message: number }),
  z.strictObject({ do: z.literal('forget'), memory: number, message: number }),
])
export type MemoryChange = z.infer<typeof MemoryChange>

const Extracted = z.strictObject({ changes: z.array(z.unknown()) })

/**
 * The changes that a model extracted. A change that is malformed, too long or contains a secret is left out. Throws
 * Fault `upstream_failed` if the answer is not a list of changes at all.
 */
export function memoryChangesIn(answer: string): MemoryChange[] {
  const parsed = answer.length > ANSWER_CHARACTERS_MAX ? null : Extracted.safeParse(jsonIn(unfenced(answer)))
  if (!parsed?.success)
    throw new Fault(
      'upstream_failed',
      'The model’s memory changes cannot be used: they are not a list of changes.',
    )
  return parsed.data.changes
    .flatMap((change) => MemoryChange.safeParse(change).data ?? [])
    .slice(0, CHANGES_MAX)
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

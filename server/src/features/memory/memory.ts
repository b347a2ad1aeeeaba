import type { Selectable } from 'kysely'
import type { Memory } from '#contract/shapes/memory.ts'
import { analyse } from '#platform/lexical/analyse.ts'
import type { Schema } from '#platform/database/schema.ts'
import { invalidInput } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { personFrom } from './person.ts'
import { holdsSecret } from './secret.ts'

export type MemoryRow = Selectable<Schema['memories']>

/** The maximum number of memories that an agent keeps about one person. */
export const MEMORIES_MAX = 150
export const MEMORY_CHARACTERS_MAX = 300

/** The text of a memory, on one line and without invisible characters. */
export const memoryText = (given: string): string =>
  storableText(given)
    .replace(/[\p{Cf}\p{Cc}\s]+/gu, ' ')
    .trim()

/** Typed text as the text and terms of a memory. Throws Fault `invalid_input` for text that must not be stored. */
export function typedText(given: string): Pick<MemoryRow, 'text' | 'terms'> {
  const text = memoryText(given)
  const terms = termsOf(text)
  if (terms.length === 0) throw invalidInput('text: contains no words')
  if (holdsSecret(text))
    throw invalidInput(
      'text: looks like a password, a card number or another secret; agents do not store these',
    )
  return { text, terms }
}

export const termsOf = (text: string): string[] => [...new Set(analyse(text))]

const ALIKE = 0.8

/** Whether two memories say the same: nearly all of their terms match. */
export function isSameMemory(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return false
  const known = new Set(other)
  const shared = one.filter((term) => known.has(term)).length
  return (2 * shared) / (one.length + other.length) >= ALIKE
}

export const toMemory = (row: MemoryRow, agentNames: ReadonlyMap<string, string>): Memory => ({
  id: row.id,
  agentId: row.agent_id,
  agentName: agentNames.get(row.agent_id) ?? '',
  person: personFrom(row),
  kind: row.kind as Memory['kind'],
  text: row.text,
  origin: row.origin as Memory['origin'],
  learntFrom:
    row.conversation_id !== null && row.message_id !== null
      ? { conversationId: row.conversation_id, messageId: row.message_id }
      : null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

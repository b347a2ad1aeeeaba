import type { CommandContext } from '#kernel/use-case.ts'
import type { Person } from './person.ts'

/** Announces that the memories about a person, or one of them, changed. */
export const announceMemory = ({ emit }: CommandContext, person: Person, agentId: string | null) =>
  emit({ type: 'memory.changed', payload: { personId: person.id, personKind: person.kind, agentId } })

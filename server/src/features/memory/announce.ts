import type { CommandContext } from '#kernel/use-case.ts'
import type { Person } from './person.ts'

/** Says that what agents know of a person, or one of them does, is another. */
export const announceMemory = ({ emit }: CommandContext, person: Person, agentId: string | null) =>
  emit({ type: 'memory.changed', payload: { personId: person.id, personKind: person.kind, agentId } })

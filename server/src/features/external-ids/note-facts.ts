import { z } from 'zod'
import { storableJson } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { ExternalKind, type Facts } from './external-id.ts'
import { putFacts } from './store.ts'

/** Keeps what an older system's client says of a thing and the core has no place for. */
export const noteFacts = command({
  name: 'external-id.note-facts',
  permission: 'internal',
  input: ExternalKind.extend({ id: z.uuid(), facts: z.record(z.string(), z.json()) }),
  output: z.null(),
  async run({ tx, scope }, { dialect, kind, id, facts }) {
    await putFacts(tx, scope.tenantId, { dialect, kind }, id, storableJson(facts) as Facts)
    return null
  },
})

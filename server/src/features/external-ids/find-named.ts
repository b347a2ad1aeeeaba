import { z } from 'zod'
import { query } from '#kernel/use-case.ts'
import { ExternalKind } from './external-id.ts'
import { findByName } from './store.ts'

/** Our own id of what an older system's clients call by that name; null when nothing is called so. */
export const findNamed = query({
  name: 'external-id.find-named',
  permission: 'internal',
  input: ExternalKind.extend({ externalId: z.string().max(200) }),
  output: z.uuid().nullable(),
  run: ({ tx }, name) => findByName(tx, name),
})

import { z } from 'zod'
import { command } from '#kernel/use-case.ts'
import { OwnThings } from './external-id.ts'
import { deleteRows } from './store.ts'

/** Forgets the names and facts of things that are gone. */
export const forgetExternalIds = command({
  name: 'external-id.forget',
  permission: 'internal',
  input: OwnThings,
  output: z.null(),
  async run({ tx }, { dialect, kind, ids }) {
    if (ids.length > 0) await deleteRows(tx, { dialect, kind }, ids)
    return null
  },
})

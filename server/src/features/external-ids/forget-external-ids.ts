import { step } from '#kernel/step.ts'
import { OwnThings } from './external-id.ts'
import { deleteRows } from './store.ts'

/** Forgets the names and facts of things that are gone. */
export const forgetExternalIds = step(
  OwnThings,
  async ({ tx }, { dialect, kind, ids }) => {
    if (ids.length > 0) await deleteRows(tx, { dialect, kind }, ids)
    return null
  },
  { evenWhenFull: true },
)

import { findTaken, noteTaken, oldKind, type Taken, Unfit } from '../../moving-in/moving-in.ts'
import { DIALECT } from '../numbers.ts'
import { connect, readSettings } from '../settings.ts'
import { elevateToMoveIn } from '../../moving-in/elevate-to-move-in.ts'

interface OldSettings {
  readonly userId: string
  readonly key: string | null
  readonly baseUrl: string | null
  readonly model: string | null
}

/** The connection to its models. The key is encrypted, like all provider keys. */
export const settings = oldKind<OldSettings>({
  kind: 'settings',
  ledger: 'settings',
  table: 'user_settings',
  read: (row) => {
    const userId = row.user_id || 'default_user'
    if (userId !== 'default_user')
      throw new Unfit(`Settings are the tenant’s: those of ${userId} are set in the console.`)
    return { userId, key: row.api_key || null, baseUrl: row.base_url || null, model: row.model || null }
  },
  take: async ({ scope }, { userId, ...access }): Promise<Taken> => {
    const thing = { dialect: DIALECT, kind: 'settings', oldId: userId }
    if ((await findTaken(scope, thing)) !== null) return { isNew: false, remarks: [] }
    const elevated = elevateToMoveIn(scope)
    const { connection } = await readSettings(elevated)
    const remarks = connection
      ? ['A provider is connected here already: it stays as it is.']
      : access.key === null && access.baseUrl === null
        ? []
        : await connect(elevated, access)
    await noteTaken(elevated, { ...thing, id: scope.tenantId })
    return { isNew: true, remarks }
  },
})

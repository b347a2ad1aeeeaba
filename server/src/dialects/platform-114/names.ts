import { findNamed, forgetExternalIds, nameThings } from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import { toHexId } from './hex-id.ts'

export const DIALECT = 'platform-114'
type Kind = 'conversation' | 'document'

const AT_ONCE = 1_000

/** Stores the 24-digit IDs of objects that are about to be sent to a client, so that it may ask for them. */
export async function name(dialectScope: Scope, kind: Kind, ids: readonly string[]): Promise<void> {
  const names = [...new Set(ids)].map((id) => ({ id, externalId: toHexId(id) }))
  for (let at = 0; at < names.length; at += AT_ONCE)
    await nameThings(dialectScope, { dialect: DIALECT, kind, names: names.slice(at, at + AT_ONCE) })
}

/** Our ID of the object with these digits; null if it was never sent. */
export const findId = (dialectScope: Scope, kind: Kind, hexId: string): Promise<string | null> =>
  findNamed(dialectScope, { dialect: DIALECT, kind, externalId: hexId.toLowerCase().slice(0, 200) })

export const forget = (elevated: ElevatedScope, kind: Kind, id: string) =>
  forgetExternalIds(elevated, { dialect: DIALECT, kind, ids: [id] })

import { findNamed, forgetExternalIds, numberThings } from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'

export const DIALECT = 'lingxi'
type Kind = 'user' | 'agent' | 'session' | 'message'

const AT_ONCE = 1_000

/** The numbers by which clients know these things, given now to those that have none. */
export async function numbersOf(dialectScope: Scope, kind: Kind, ids: readonly string[]) {
  const numbers = new Map<string, number>()
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = await numberThings(dialectScope, {
      dialect: DIALECT,
      kind,
      ids: ids.slice(at, at + AT_ONCE),
    })
    for (const [id, number] of Object.entries(some)) numbers.set(id, number)
  }
  return (id: string): number => numbers.get(id) ?? 0
}

/** Our id of the thing that a client was told of by this number; null when it never was. */
export const findId = (dialectScope: Scope, kind: Kind, number: number | string): Promise<string | null> =>
  findNamed(dialectScope, { dialect: DIALECT, kind, externalId: String(Number(number)) })

export async function forget(elevated: ElevatedScope, kind: Kind | 'session-notes', ids: readonly string[]) {
  for (let at = 0; at < ids.length; at += AT_ONCE)
    await forgetExternalIds(elevated, { dialect: DIALECT, kind, ids: ids.slice(at, at + AT_ONCE) })
}

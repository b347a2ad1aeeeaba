import { findNamed, forgetExternalIds, nameThings } from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Hand } from '../lend-hand.ts'
import { toHexId } from './hex-id.ts'

export const DIALECT = 'platform-114'
type Kind = 'conversation' | 'document'

const AT_ONCE = 1_000

/** Remembers the 24 digits by which a client is about to be told of these things, so that it may ask for them. */
export async function name(books: Scope, kind: Kind, ids: readonly string[]): Promise<void> {
  const names = [...new Set(ids)].map((id) => ({ id, externalId: toHexId(id) }))
  for (let at = 0; at < names.length; at += AT_ONCE)
    await nameThings(books, { dialect: DIALECT, kind, names: names.slice(at, at + AT_ONCE) })
}

/** Our id of the thing that a client was told of by these digits; null when it never was. */
export const findId = (books: Scope, kind: Kind, hexId: string): Promise<string | null> =>
  findNamed(books, { dialect: DIALECT, kind, externalId: hexId.toLowerCase().slice(0, 200) })

export const forget = (hand: Hand, kind: Kind, id: string) =>
  forgetExternalIds(hand, { dialect: DIALECT, kind, ids: [id] })

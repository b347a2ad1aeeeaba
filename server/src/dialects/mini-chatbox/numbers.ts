import {
  findNamed,
  forgetExternalIds,
  nameThings,
  noteFacts,
  numberThings,
  readFacts,
} from '#features/external-ids/index.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'

export const DIALECT = 'mini-chatbox'
export type Kind =
  | 'conversation'
  | 'message'
  | 'project'
  | 'source'
  | 'document'
  | 'passage'
  | 'server'
  | 'tool'
  | 'user'
export type Notes =
  `${'conversation' | 'message' | 'project' | 'source' | 'document' | 'server' | 'tenant'}-notes`
export type Noted = Record<string, unknown>

const AT_ONCE = 1_000

function* stretches(ids: readonly string[]) {
  const wanted = [...new Set(ids)]
  for (let at = 0; at < wanted.length; at += AT_ONCE) yield wanted.slice(at, at + AT_ONCE)
}

/** The numbers by which clients know these things, given now to those that have none. */
export async function numbersOf(dialectScope: Scope, kind: Kind, ids: readonly string[]) {
  const numbers = new Map<string, number>()
  for (const some of stretches(ids))
    for (const [id, number] of Object.entries(
      await numberThings(dialectScope, { dialect: DIALECT, kind, ids: some }),
    ))
      numbers.set(id, number)
  return (id: string): number => numbers.get(id) ?? 0
}

export const numberOf = async (dialectScope: Scope, kind: Kind, id: string): Promise<number> =>
  (await numbersOf(dialectScope, kind, [id]))(id)

/** Our id of the thing that a client was told of by this number; null when it never was. */
export async function findId(dialectScope: Scope, kind: Kind, number: unknown): Promise<string | null> {
  const text = typeof number === 'number' || typeof number === 'string' ? String(number).trim() : ''
  if (!/^\d{1,15}$/.test(text)) return null
  return findNamed(dialectScope, { dialect: DIALECT, kind, externalId: String(Number(text)) })
}

/** Session ids are chosen by clients, so each caller has their own. */
export const SESSION_CHARACTERS = 150
export const sessionKeyOf = (ownerId: string, sessionId: string) => `${ownerId}/${sessionId}`
const keyOf = (owner: Scope, sessionId: string) => sessionKeyOf(actorId(owner), sessionId)

export const findSessionId = async (
  dialectScope: Scope,
  owner: Scope,
  sessionId: string,
): Promise<string | null> =>
  sessionId.length > SESSION_CHARACTERS
    ? null
    : findNamed(dialectScope, { dialect: DIALECT, kind: 'session', externalId: keyOf(owner, sessionId) })

/** Lets a session id stand for a conversation, unless it stands for one already. */
export const nameSession = (elevated: ElevatedScope, owner: Scope, sessionId: string, id: string) =>
  nameThings(elevated, {
    dialect: DIALECT,
    kind: 'session',
    names: [{ externalId: keyOf(owner, sessionId), id }],
  })

/** What clients said of things and the core has no place for. */
export async function notesOf(dialectScope: Scope, kind: Notes, ids: readonly string[]) {
  const notes = new Map<string, Noted>()
  for (const some of stretches(ids))
    for (const [id, facts] of Object.entries(
      await readFacts(dialectScope, { dialect: DIALECT, kind, ids: some }),
    ))
      notes.set(id, facts)
  return (id: string): Noted => notes.get(id) ?? {}
}

/** Adds to what was noted of a thing; what is not mentioned stays. */
export async function note(elevated: ElevatedScope, kind: Notes, id: string, said: Noted) {
  const before = (await notesOf(elevated, kind, [id]))(id)
  const facts = JSON.parse(JSON.stringify({ ...before, ...said })) as Record<string, never>
  await noteFacts(elevated, { dialect: DIALECT, kind, id, facts })
}

export async function forget(
  elevated: ElevatedScope,
  kind: Kind | Notes | 'session',
  ids: readonly string[],
) {
  for (const some of stretches(ids)) await forgetExternalIds(elevated, { dialect: DIALECT, kind, ids: some })
}

import {
  findNamed,
  forgetExternalIds,
  nameThings,
  noteFacts,
  numberThings,
  readFacts,
} from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'

export const DIALECT = 'chat-api'
type Kind = 'user' | 'contact' | 'conversation' | 'message'
type Notes = 'user-notes' | 'contact-notes' | 'session-notes' | 'status-notes'

const AT_ONCE = 1_000
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The numbers by which clients know these things, given now to those that have none. */
export async function numbersOf(dialectScope: Scope, kind: Kind, ids: readonly string[]) {
  const numbers = new Map<string, number>()
  const wanted = [...new Set(ids)]
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = await numberThings(dialectScope, {
      dialect: DIALECT,
      kind,
      ids: wanted.slice(at, at + AT_ONCE),
    })
    for (const [id, number] of Object.entries(some)) numbers.set(id, number)
  }
  return (id: string): number => numbers.get(id) ?? 0
}

export const numberOf = async (dialectScope: Scope, kind: Kind, id: string): Promise<number> =>
  (await numbersOf(dialectScope, kind, [id]))(id)

/** Our id of the thing that a client names by its number, or by the id that stands beside it; null for neither. */
export async function findId(dialectScope: Scope, kind: Kind, named: unknown): Promise<string | null> {
  const text = typeof named === 'number' || typeof named === 'string' ? String(named).trim() : ''
  if (UUID.test(text.toLowerCase())) return text.toLowerCase()
  if (!/^\d{1,15}$/.test(text)) return null
  return findNamed(dialectScope, { dialect: DIALECT, kind, externalId: String(Number(text)) })
}

const SESSION = { dialect: DIALECT, kind: 'session' }

/** The conversation that goes by a session's id just now. */
export const findSessionId = (dialectScope: Scope, sessionId: string): Promise<string | null> =>
  findNamed(dialectScope, { ...SESSION, externalId: sessionId.replaceAll('\0', '').slice(0, 200) })

export const nameSession = (elevated: ElevatedScope, sessionId: string, id: string) =>
  nameThings(elevated, { ...SESSION, names: [{ externalId: sessionId, id }] })

export const forgetSession = (elevated: ElevatedScope, id: string) =>
  forgetExternalIds(elevated, { ...SESSION, ids: [id] })

/** What clients said of things and the core has no place for. */
export async function notesOf(dialectScope: Scope, kind: Notes, ids: readonly string[]) {
  const notes = new Map<string, Record<string, unknown>>()
  const wanted = [...new Set(ids)]
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = await readFacts(dialectScope, {
      dialect: DIALECT,
      kind,
      ids: wanted.slice(at, at + AT_ONCE),
    })
    for (const [id, facts] of Object.entries(some)) notes.set(id, facts)
  }
  return (id: string): Record<string, unknown> => notes.get(id) ?? {}
}

/** Adds to what was noted of a thing; what is not mentioned stays. */
export async function note(elevated: ElevatedScope, kind: Notes, id: string, said: Record<string, unknown>) {
  const before = (await notesOf(elevated, kind, [id]))(id)
  const facts = JSON.parse(JSON.stringify({ ...before, ...said }))
  await noteFacts(elevated, { dialect: DIALECT, kind, id, facts })
}

export const forgetNotes = (elevated: ElevatedScope, kind: Notes, id: string) =>
  forgetExternalIds(elevated, { dialect: DIALECT, kind, ids: [id] })

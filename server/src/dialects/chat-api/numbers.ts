import {
  findNamed,
  forgetExternalIds,
  nameThings,
  noteFacts,
  numberThings,
  readFacts,
} from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Hand } from '../lend-hand.ts'

export const DIALECT = 'chat-api'
type Kind = 'user' | 'contact' | 'conversation' | 'message'
type Notes = 'user-notes' | 'contact-notes' | 'session-notes' | 'status-notes'

const AT_ONCE = 1_000
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The numbers by which clients know these things, given now to those that have none. */
export async function numbersOf(books: Scope, kind: Kind, ids: readonly string[]) {
  const numbers = new Map<string, number>()
  const wanted = [...new Set(ids)]
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = await numberThings(books, { dialect: DIALECT, kind, ids: wanted.slice(at, at + AT_ONCE) })
    for (const [id, number] of Object.entries(some)) numbers.set(id, number)
  }
  return (id: string): number => numbers.get(id) ?? 0
}

export const numberOf = async (books: Scope, kind: Kind, id: string): Promise<number> =>
  (await numbersOf(books, kind, [id]))(id)

/** Our id of the thing that a client names by its number, or by the id that stands beside it; null for neither. */
export async function findId(books: Scope, kind: Kind, named: unknown): Promise<string | null> {
  const text = typeof named === 'number' || typeof named === 'string' ? String(named).trim() : ''
  if (UUID.test(text.toLowerCase())) return text.toLowerCase()
  if (!/^\d{1,15}$/.test(text)) return null
  return findNamed(books, { dialect: DIALECT, kind, externalId: String(Number(text)) })
}

const SESSION = { dialect: DIALECT, kind: 'session' }

/** The conversation that goes by a session's id just now. */
export const findSessionId = (books: Scope, sessionId: string): Promise<string | null> =>
  findNamed(books, { ...SESSION, externalId: sessionId.replaceAll('\0', '').slice(0, 200) })

export const nameSession = (hand: Hand, sessionId: string, id: string) =>
  nameThings(hand, { ...SESSION, names: [{ externalId: sessionId, id }] })

export const forgetSession = (hand: Hand, id: string) => forgetExternalIds(hand, { ...SESSION, ids: [id] })

/** What clients said of things and the core has no place for. */
export async function notesOf(books: Scope, kind: Notes, ids: readonly string[]) {
  const notes = new Map<string, Record<string, unknown>>()
  const wanted = [...new Set(ids)]
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = await readFacts(books, { dialect: DIALECT, kind, ids: wanted.slice(at, at + AT_ONCE) })
    for (const [id, facts] of Object.entries(some)) notes.set(id, facts)
  }
  return (id: string): Record<string, unknown> => notes.get(id) ?? {}
}

/** Adds to what was noted of a thing; what is not mentioned stays. */
export async function note(hand: Hand, kind: Notes, id: string, said: Record<string, unknown>) {
  const before = (await notesOf(hand, kind, [id]))(id)
  const facts = JSON.parse(JSON.stringify({ ...before, ...said }))
  await noteFacts(hand, { dialect: DIALECT, kind, id, facts })
}

export const forgetNotes = (hand: Hand, kind: Notes, id: string) =>
  forgetExternalIds(hand, { dialect: DIALECT, kind, ids: [id] })

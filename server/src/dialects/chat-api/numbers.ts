import { findNamed, nameThings } from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import { numbersAndNotes } from '../kit/numbers.ts'

export const DIALECT = 'chat-api'
type Kind = 'user' | 'contact' | 'conversation' | 'message'
type Notes = 'user-notes' | 'contact-notes' | 'session-notes' | 'status-notes'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const kept = numbersAndNotes<Kind, Notes>(DIALECT)
export const { numbersOf, numberOf, notesOf, note, forget } = kept

/** Our ID of an object that a client names by its number, or by the UUID beside it; null for neither. */
export async function findId(dialectScope: Scope, kind: Kind, named: unknown): Promise<string | null> {
  const id = typeof named === 'string' ? named.trim().toLowerCase() : ''
  return UUID.test(id) ? id : kept.findId(dialectScope, kind, named)
}

const SESSION = { dialect: DIALECT, kind: 'session' }

/** The conversation that goes by a session's id just now. */
export const findSessionId = (dialectScope: Scope, sessionId: string): Promise<string | null> =>
  findNamed(dialectScope, { ...SESSION, externalId: sessionId.replaceAll('\0', '').slice(0, 200) })

export const nameSession = (elevated: ElevatedScope, sessionId: string, id: string) =>
  nameThings(elevated, { ...SESSION, names: [{ externalId: sessionId, id }] })

export const forgetSession = (elevated: ElevatedScope, id: string) => forget(elevated, 'session', [id])

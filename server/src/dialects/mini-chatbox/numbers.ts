import { findNamed, nameThings } from '#features/external-ids/index.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import { numbersAndNotes } from '../kit/numbers.ts'

export const DIALECT = 'mini-chatbox'
type Kind =
  | 'conversation'
  | 'message'
  | 'project'
  | 'source'
  | 'document'
  | 'passage'
  | 'server'
  | 'tool'
  | 'user'
type Notes = `${'conversation' | 'message' | 'project' | 'source' | 'document' | 'server' | 'tenant'}-notes`

export const { numbersOf, numberOf, findId, notesOf, note, forget } = numbersAndNotes<Kind, Notes>(DIALECT)

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

/** Lets a session ID stand for a conversation, unless it is taken. */
export const nameSession = (elevated: ElevatedScope, owner: Scope, sessionId: string, id: string) =>
  nameThings(elevated, {
    dialect: DIALECT,
    kind: 'session',
    names: [{ externalId: keyOf(owner, sessionId), id }],
  })

import type { Chatter } from '../chatter.ts'
import { type Session, isOver } from '../session.ts'
import { continueSession, conversationOrNull, enterSession, findSession, isShared } from '../sessions.ts'
import { FrameRefused, type Line } from './line.ts'
import { followSession, type Listening } from './follow-session.ts'

const SEATS_MAX = 5

/** The sessions that one connection listens to. */
export interface Seats {
  readonly chatter: Chatter
  /** The one that was used last. */
  current(): Listening | null
  /** Listens to an existing session; null if this chatter has none with that ID. */
  join(sessionId: string): Promise<Listening | null>
  /** Listens to the session with that ID, or to the most recent one, and starts a new one if necessary. */
  take(sessionId: string | undefined, userId: string | undefined): Promise<Listening>
  /** Takes that id for the session of this connection. */
  begin(sessionId: string): Promise<void>
  /** The session, read again. */
  freshly(session: Session): Promise<Session>
  leave(sessionId: string): void
  leaveAll(): void
}

export function openSeats(line: Line, chatter: Chatter): Seats {
  const taken = new Map<string, Listening>()
  /** The client's name for a session whose ID it could not choose. */
  const otherNames = new Map<string, string>()
  let used: string | null = null
  const called = (id: string) => otherNames.get(id) ?? id

  const leave = (id: string) => {
    taken.get(called(id))?.leave()
    taken.delete(called(id))
  }
  const sit = async (session: Session): Promise<Listening> => {
    used = session.id
    const seat = taken.get(session.id)
    const isListening = seat !== undefined && !seat.scope.signal.aborted
    if (isListening && seat.session.conversation.id === session.conversation.id) return seat
    leave(session.id)
    const [oldest] = taken.keys()
    if (taken.size >= SEATS_MAX && oldest !== undefined) leave(oldest)
    const leaving = new AbortController()
    const signal = AbortSignal.any([line.visit.signal, leaving.signal])
    if (line.visit.signal.aborted) leaving.abort()
    else line.visit.signal.addEventListener('abort', () => leaving.abort(), { signal: leaving.signal })
    const scope = await enterSession(chatter, session, { ...line.visit, signal })
    const listening = await followSession(line, chatter.dialectScope, session, { scope, leaving })
    taken.set(session.id, listening)
    return listening
  }

  return {
    chatter,
    current: () => (used === null ? null : (taken.get(used) ?? null)),
    async join(sessionId) {
      const session = await findSession(chatter, called(sessionId))
      return session && !isOver(session, line.app.now()) ? sit(session) : null
    },
    async take(sessionId, userId) {
      const id = sessionId === undefined ? (used ?? undefined) : called(sessionId)
      const session = await continueSession(chatter, { id, userId })
      if (sessionId !== undefined && sessionId !== session.id) {
        if (otherNames.size > 50) otherNames.clear()
        otherNames.set(sessionId, session.id)
      }
      return sit(session)
    },
    async begin(sessionId) {
      used = sessionId
      // Messages to a shared session before this connection has written are for it too.
      const session = isShared(chatter, sessionId)
        ? await continueSession(chatter, { id: sessionId })
        : await findSession(chatter, sessionId)
      if (!session || isOver(session, line.app.now())) return
      await sit(session)
      line.send('session_joined', { session_id: session.id })
    },
    async freshly(session) {
      const conversation = await conversationOrNull(chatter, session.conversation.id)
      if (!conversation) throw new FrameRefused('CONVERSATION_ERROR', '会话不存在')
      return { ...session, conversation }
    },
    leave(sessionId) {
      leave(sessionId)
      if (used === called(sessionId)) used = null
    },
    leaveAll() {
      for (const id of taken.keys()) leave(id)
    },
  }
}

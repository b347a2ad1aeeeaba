import { admitVisitor } from '#features/access/index.ts'
import type { OldSystem } from '../../moving-in/moving-in.ts'
import { VISITOR } from '../caller.ts'
import { DIALECT } from '../provide-assistant.ts'
import { sessions } from './sessions.ts'

/** Its PostgreSQL database. It had no accounts: its data goes to the visitor of callers without one. */
export const agentchatData: OldSystem = {
  name: DIALECT,
  signs: {
    chat_sessions: ['id', 'name', 'created_at', 'agent_state'],
    chat_messages: ['id', 'session_id', 'source', 'content'],
  },
  kinds: [sessions],
  async findOwner(scope) {
    const { visitorId } = await admitVisitor(scope, VISITOR)
    return { kind: 'visitor', id: visitorId, name: VISITOR.name }
  },
}

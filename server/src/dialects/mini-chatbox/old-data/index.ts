import { admitVisitor } from '#features/access/index.ts'
import type { OldSystem } from '../../moving-in/moving-in.ts'
import { djangoUsers } from '../../moving-in/take-user.ts'
import { VISITOR } from '../caller.ts'
import { DIALECT } from '../numbers.ts'
import { conversations } from './conversations.ts'
import { documents } from './documents.ts'
import { projects } from './projects.ts'
import { servers } from './servers.ts'
import { settings } from './settings.ts'
import { sources } from './sources.ts'

/**
 * Its PostgreSQL database, of the Django server or of the earlier Node server. Its conversations and projects were
 * shared: they go to the visitor of callers without an account, or to the person named by the operator.
 */
export const miniChatboxData: OldSystem = {
  name: DIALECT,
  signs: {
    conversations: ['id', 'session_id', 'title'],
    messages: ['id', 'conversation_id', 'role', 'content'],
  },
  kinds: [djangoUsers(DIALECT), settings, projects, sources, documents, servers, conversations],
  async findOwner(scope) {
    const { visitorId } = await admitVisitor(scope, VISITOR)
    return { kind: 'visitor', id: visitorId, name: VISITOR.name }
  },
}

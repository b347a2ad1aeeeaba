import type { EventPayload } from '#contract/events.ts'
import type { EndedReply } from '#features/agents/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { on } from '#kernel/reactions.ts'
import type { Actor } from '#kernel/scope.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { personalMemories } from './personal-data.ts'
import { requestExtraction } from './extraction/extraction-job.ts'

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [
  { table: 'memories', column: 'text', key: ['id'] },
  { table: 'memories', column: 'terms', key: ['id'], isList: true },
]

const reactions = [
  on<EndedReply>('reply.ended', (context, { agent, conversation, reply }) => {
    if (reply.state === 'completed' && agent.remembers) requestExtraction(context, conversation, agent.id)
  }),
]

export const manifest: Manifest = {
  reactions,
  contentColumns,
  personalData: [personalMemories],
}

/** Who may see the memories: the person, and operators if the person is a visitor. */
const whoSeesThem = (actor: Actor, { payload }: { payload: EventPayload<'memory.changed'> }): boolean =>
  actor.id === payload.personId ||
  (payload.personKind === 'visitor' && actor.permissions.has('conversation:read-inbox'))

/** Who may receive its events. */
export const audience = { 'memory.changed': whoSeesThem } as const

import { InboxConversation } from '#contract/shapes/inbox.ts'
import { MoveConversation } from '#contract/shapes/team.ts'
import { cutLately, audiencePayload } from '#features/conversations/index.ts'
import {
  changeAssignee,
  inboxActivity,
  lockInboxConversation,
  refuseOthers,
  showInboxConversation,
  theQueue,
  waitForRelease,
} from '#features/inbox/handoff/index.ts'
import { notFound } from '#kernel/fault.ts'
import { command, flow } from '#kernel/use-case.ts'
import { lockTeams } from '../team-store.ts'
import { changeTeamOf } from '../team-conversation-store.ts'

/** Moves a conversation to a team: it waits there until a member with capacity gets it. */
export const moveConversation = flow({
  name: 'inbox.move',
  permission: 'inbox:write',
  input: MoveConversation,
  output: InboxConversation,
  async run({ scope }, wanted): Promise<InboxConversation> {
    const { shown, elsewhere } = await moveNow(scope, wanted)
    await waitForRelease(scope, elsewhere)
    return shown
  },
})

/** Its transaction. */
const moveNow = command({
  name: 'inbox.move-now',
  permission: 'inbox:write',
  input: MoveConversation,
  async run(context, { conversationId, teamId }) {
    const { tx, scope, emit, enqueue } = context
    const teams = await lockTeams(tx)
    const found = await lockInboxConversation(tx, scope, conversationId)
    if (!teams.some(({ id }) => id === teamId)) throw notFound('team')
    await refuseOthers(context, found)
    await changeTeamOf(tx, scope, conversationId, teamId)
    const isWaiting = found.assignee_kind === 'queue'
    if (isWaiting) {
      enqueue(inboxActivity, { conversationId, what: 'kept', at: scope.app.now().toISOString() })
      emit({ type: 'inbox.changed', payload: audiencePayload(found) })
    }
    const { conversation, elsewhere } = isWaiting
      ? { conversation: found, elsewhere: await cutLately(tx, conversationId) }
      : await changeAssignee(context, found, { to: theQueue, why: 'queued' })
    return { shown: await showInboxConversation(tx, scope, conversation), elsewhere }
  },
})

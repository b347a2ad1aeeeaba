import { DeskConversation } from '#contract/shapes/desk.ts'
import { MoveConversation } from '#contract/shapes/team.ts'
import { cutLately, heardBy } from '#features/conversations/index.ts'
import {
  changeHolder,
  deskMoved,
  lockAtDesk,
  refuseOthers,
  showOneAtDesk,
  theQueue,
  untilQuiet,
} from '#features/handoff/index.ts'
import { notFound } from '#kernel/fault.ts'
import { command, flow } from '#kernel/use-case.ts'
import { lockTeams } from '../teams/team-store.ts'
import { changeTeamOf } from './team-conversation-store.ts'

/** Hands a conversation to a team: it waits there, and is given to somebody of it who has room. */
export const moveConversation = flow({
  name: 'desk.move',
  permission: 'desk:write',
  input: MoveConversation,
  output: DeskConversation,
  async run({ scope }, wanted): Promise<DeskConversation> {
    const { shown, elsewhere } = await moveNow(scope, wanted)
    await untilQuiet(scope, elsewhere)
    return shown
  },
})

/** The transaction of it. Part of `moveConversation`. */
const moveNow = command({
  name: 'desk.move-now',
  permission: 'desk:write',
  input: MoveConversation,
  async run(context, { conversationId, teamId }) {
    const { tx, scope, emit, enqueue } = context
    const teams = await lockTeams(tx)
    const found = await lockAtDesk(tx, scope, conversationId)
    if (!teams.some(({ id }) => id === teamId)) throw notFound('team')
    await refuseOthers(context, found)
    await changeTeamOf(tx, scope, conversationId, teamId)
    const isWaiting = found.held_by === 'queue'
    if (isWaiting) {
      enqueue(deskMoved, { conversationId, what: 'kept', at: scope.app.now().toISOString() })
      emit({ type: 'desk.changed', payload: heardBy(found) })
    }
    const { conversation, elsewhere } = isWaiting
      ? { conversation: found, elsewhere: await cutLately(tx, conversationId) }
      : await changeHolder(context, found, { to: theQueue, why: 'queued' })
    return { shown: await showOneAtDesk(tx, scope, conversation), elsewhere }
  },
})

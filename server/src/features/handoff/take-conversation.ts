import { DeskConversation, TakeConversation } from '#contract/shapes/desk.ts'
import { cutLately } from '#features/conversations/index.ts'
import { actorId } from '#kernel/scope.ts'
import { command, flow } from '#kernel/use-case.ts'
import { lockAtDesk } from './at-desk.ts'
import { changeHolder } from './change-holder.ts'
import { heldByMember } from './holder.ts'
import { refuseOthers } from './refuse-others.ts'
import { showOneAtDesk } from './show-desk.ts'
import { untilQuiet } from './until-quiet.ts'

/** Takes a conversation: from the answer on, no agent says another word in it. */
export const takeConversation = flow({
  name: 'desk.take',
  permission: 'desk:write',
  input: TakeConversation,
  output: DeskConversation,
  async run({ scope }, wanted): Promise<DeskConversation> {
    const { shown, elsewhere } = await takeNow(scope, wanted)
    await untilQuiet(scope, elsewhere)
    return shown
  },
})

/** The transaction of it. Part of `takeConversation`. */
const takeNow = command({
  name: 'desk.take-now',
  permission: 'desk:write',
  input: TakeConversation,
  async run(context, { conversationId, fromMemberId }) {
    const { tx, scope } = context
    const conversation = await lockAtDesk(tx, scope, conversationId)
    const me = actorId(scope)
    if (conversation.holder_id === me)
      return {
        shown: await showOneAtDesk(tx, scope, conversation),
        elsewhere: await cutLately(tx, conversationId),
      }
    await refuseOthers(context, conversation, fromMemberId)
    const handed = await changeHolder(context, conversation, { to: heldByMember(me), why: 'taken' })
    return { shown: await showOneAtDesk(tx, scope, handed.conversation), elsewhere: handed.elsewhere }
  },
})

/** The same inside another command's transaction. */
export const takeWithin = takeNow.within

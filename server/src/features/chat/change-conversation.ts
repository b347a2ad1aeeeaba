import { ChangeConversation, Conversation } from '#contract/shapes/conversation.ts'
import {
  type ConversationRow,
  heardBy,
  labelConversation,
  lockVisible,
  newestBelow,
  requireMessage,
  showConversation,
  updateConversation,
} from '#features/conversations/index.ts'
import { requireProject } from '#features/projects/index.ts'
import { forbidden, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { handOver } from './participants/hand-over.ts'
import { requireOffered } from './participants/require-offered.ts'

/** Renames a conversation, lets another agent answer, shows another branch, or sets its owner's marks. */
export const changeConversation = command({
  name: 'conversation.change',
  permission: 'conversation:write',
  input: ChangeConversation,
  output: Conversation,
  async run(context, { conversationId, agentId, headMessageId, ...labels }) {
    const { tx, scope, emit } = context
    const conversation = await lockVisible(tx, scope, conversationId)
    refuseStrangersMarks(scope, conversation, labels)
    const agent = agentId ? await requireOffered(tx, scope, conversation, agentId) : null
    if (labels.projectId) await requireProject(tx, scope, labels.projectId)
    if (headMessageId) {
      const message = await requireMessage(tx, scope, headMessageId)
      if (message.conversation_id !== conversation.id) throw notFound('message')
    }
    let changed: ConversationRow = conversation
    const label = columnsOf(labels)
    if (Object.keys(label).length > 0) changed = await labelConversation(tx, conversation.id, label)
    if (agent) changed = await handOver(context, changed, agent, { isKeepingBoth: false })
    if (headMessageId !== undefined)
      changed = await updateConversation(tx, conversation.id, {
        head_message_id: await newestBelow(tx, headMessageId),
      })
    emit({ type: 'conversation.changed', payload: heardBy(changed) })
    return showConversation(tx, scope, changed)
  },
})

interface Labels {
  title?: string | undefined
  starred?: boolean | undefined
  archived?: boolean | undefined
  muted?: boolean | undefined
  projectId?: string | null | undefined
}

const columnsOf = ({ title, starred, archived, muted, projectId }: Labels) => ({
  ...(title !== undefined && { title, is_named: true }),
  ...(starred !== undefined && { is_starred: starred }),
  ...(archived !== undefined && { is_archived: archived }),
  ...(muted !== undefined && { is_muted: muted }),
  ...(projectId !== undefined && { project_id: projectId }),
})

/** Whoever works at the desk may rename a visitor's conversation; how it is kept is its owner's affair. */
function refuseStrangersMarks(scope: Scope, { owner_id }: ConversationRow, labels: Labels) {
  const { starred, archived, muted, projectId } = labels
  const isMarked = [starred, archived, muted, projectId].some((mark) => mark !== undefined)
  if (isMarked && owner_id !== scope.actor.id)
    throw forbidden('Only its owner may star, archive, mute or move a conversation.')
}

import type { EventPayload } from '#contract/events.ts'
import { ChangeConversation, Conversation } from '#contract/shapes/conversation.ts'
import {
  columnsOfPlace,
  type ConversationRow,
  audiencePayload,
  labelConversation,
  lockVisible,
  newestBelow,
  type Place,
  requireMessage,
  showConversation,
  updateConversation,
} from '#features/conversations/index.ts'
import { placeIn, requireProject } from '#features/projects/index.ts'
import { forbidden, notFound } from '#kernel/fault.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { transfer } from '#features/replies/index.ts'
import { requireOffered } from '../participants/require-offered.ts'

/** Renames a conversation, changes its agent, shows another branch, or stars, archives or mutes it for its owner. */
export const changeConversation = command({
  name: 'conversation.change',
  permission: 'conversation:write',
  input: ChangeConversation,
  output: Conversation,
  async run(context, { conversationId, agentId, headMessageId, ...labels }) {
    const { tx, scope, emit } = context
    // A project is locked before its conversations, here and wherever its members change.
    const given = labels.projectId ? await placeIn(tx, scope, labels.projectId) : null
    const conversation = await lockVisible(tx, scope, conversationId)
    await requireOwnerForSettings(context, conversation, labels)
    const agent = agentId ? await requireOffered(tx, scope, conversation, agentId) : null
    if (headMessageId) {
      const message = await requireMessage(tx, scope, headMessageId)
      if (message.conversation_id !== conversation.id) throw notFound('message')
    }
    let changed: ConversationRow = conversation
    const label = columnsOf(labels, given?.place ?? null)
    if (Object.keys(label).length > 0) changed = await labelConversation(tx, conversation.id, label)
    if (agent) changed = await transfer(context, changed, agent, { isKeepingBoth: false })
    if (headMessageId !== undefined)
      changed = await updateConversation(tx, conversation.id, {
        head_message_id: await newestBelow(tx, headMessageId),
      })
    emit({ type: 'conversation.changed', payload: movedPayload(conversation, changed) })
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

const columnsOf = ({ title, starred, archived, muted, projectId }: Labels, place: Place | null) => ({
  ...(title !== undefined && { title, is_named: true }),
  ...(starred !== undefined && { is_starred: starred }),
  ...(archived !== undefined && { is_archived: archived }),
  ...(muted !== undefined && { is_muted: muted }),
  ...(projectId !== undefined && columnsOfPlace(place)),
})

/**
 * Operators may rename a visitor's conversation, and editors those of their project; all other settings belong to the
 * owner. Project owners may remove it from the project, which gives it back to its owner alone.
 */
async function requireOwnerForSettings({ tx, scope }: CommandContext, row: ConversationRow, labels: Labels) {
  const { starred, archived, muted, projectId } = labels
  const isOwnersSetting = [starred, archived, muted].some((setting) => setting !== undefined)
  if (row.owner_id === scope.actor.id || (!isOwnersSetting && projectId === undefined)) return
  if (!isOwnersSetting && projectId === null && row.project_id !== null && row.reader_ids.length > 0)
    return void (await requireProject(tx, scope, row.project_id, 'owner'))
  throw forbidden('Only its owner may star, archive, mute or move a conversation.')
}

/** People who could see it before are notified of the move too. */
function movedPayload(before: ConversationRow, after: ConversationRow): EventPayload<'conversation.changed'> {
  const payload = audiencePayload(after)
  if (before.project_id === after.project_id) return payload
  const readerIds = [...new Set([...before.reader_ids, ...after.reader_ids])]
  return { ...payload, isMoved: true, ...(readerIds.length > 0 && { readerIds }) }
}

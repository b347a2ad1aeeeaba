import { z } from 'zod'
import { ReportAnswer } from '#contract/shapes/channel.ts'
import { findConversation, findSaid, audiencePayload } from '#features/conversations/index.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { noteState } from './channel-message-store.ts'
import { requireChannel } from './channel-store.ts'
import { findThreadOf } from './thread-store.ts'

/** Records a delivery state that an external system reports, so that operators see it. */
export const reportAnswer = command({
  name: 'channel.report-answer',
  permission: 'channel:write',
  input: ReportAnswer,
  output: z.null(),
  async run({ tx, scope, emit }, { channelId, messageId, state, detail, outsideId = null }) {
    await requireChannel(tx, channelId)
    const [said] = await findSaid(tx, [messageId])
    const thread = said && (await findThreadOf(tx, said.conversationId))
    if (!said || said.role === 'user' || thread?.channel_id !== channelId) throw notFound('answer')
    const isNews = await noteState(tx, scope, { channelId, messageId, state, detail, outsideId })
    const conversation = isNews ? await findConversation(tx, said.conversationId) : null
    if (conversation) emit({ type: 'inbox.changed', payload: audiencePayload(conversation) })
    return null
  },
})

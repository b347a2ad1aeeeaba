import { Readable } from 'node:stream'
import { ReceiveChannelMessage, ReceivedChannelMessage } from '#contract/shapes/channel.ts'
import { visitorScope } from '#features/access/index.ts'
import { sendMessage } from '#features/messages/index.ts'
import { uploadFile } from '#features/files/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'
import { keepReceived, placeMessage } from './place-message.ts'

/** Takes a message of an outside system's people in, once, and lets it be answered like any other. */
export const receiveChannelMessage = flow({
  name: 'channel.receive-message',
  permission: 'channel:write',
  input: ReceiveChannelMessage,
  output: ReceivedChannelMessage,
  async run({ scope }, { channelId, messageId: outsideId, text, files, isAutomatic, ...from }) {
    if (text.trim() === '' && files.length === 0) throw invalidInput('text: write a text or attach a file')
    const place = await placeMessage(scope, { channelId, outsideId, isAutomatic, ...from })
    if (place.outcome !== 'new') return place
    const { conversationId, visitorId, name } = place
    const visitor = outsider(scope, visitorId, name)
    const uploads = []
    for (const { name: fileName, content } of files)
      uploads.push(
        await uploadFile(visitor, {
          name: fileName,
          content: Readable.from([Buffer.from(content, 'base64')]),
        }),
      )
    const { message, replayed } = await sendMessage(visitor, {
      conversationId,
      clientId: `${channelId} ${outsideId}`.slice(0, 200),
      parts: [
        ...(text.trim() === '' ? [] : [{ type: 'text' as const, text }]),
        ...uploads.map(({ id }) => ({ type: 'file' as const, fileId: id })),
      ],
    })
    await keepReceived(scope, { channelId, messageId: message.id, outsideId })
    return { outcome: replayed ? 'known' : 'taken', conversationId, messageId: message.id } as const
  },
})

/** The person in whose name the outside system speaks, who may do what any visitor may. */
const outsider = ({ app, tenantId, requestId, signal }: Scope, visitorId: string, name: string): Scope =>
  visitorScope(app, tenantId, visitorId, name, { requestId, signal })

import type { MessagePart, SentPart } from '#contract/message-parts.ts'
import { storableText } from '#kernel/storable.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { requireFile } from './file-store.ts'

/** The stored form of sent parts: the facts about a file come from the server, never from the sender. */
export const composeParts = (
  { tx, scope }: CommandContext,
  sent: readonly SentPart[],
): Promise<MessagePart[]> =>
  Promise.all(
    sent.map(async (part): Promise<MessagePart> => {
      if (part.type === 'text') {
        const { text, origin } = part
        const quoted = origin !== undefined && { origin: storableText(origin) }
        return { type: 'text', text: storableText(text), ...quoted }
      }
      const file = await requireFile(tx, scope, part.fileId)
      return {
        type: 'file',
        fileId: file.id,
        name: file.name,
        mediaType: file.media_type,
        sizeBytes: file.size_bytes,
      }
    }),
  )

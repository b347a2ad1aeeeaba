import type { SaidMessage } from '#features/conversations/index.ts'
import { readTexts } from '#features/files/index.ts'
import type { Reader } from '#platform/database/open.ts'

/** The same with what their files say, as far as that is known. */
export async function withFiles(tx: Reader, messages: readonly SaidMessage[]): Promise<SaidMessage[]> {
  const filesOf = ({ parts }: SaidMessage) =>
    parts.flatMap((part) => (part.type === 'file' ? [part.fileId] : []))
  const texts = await readTexts(tx, [...new Set(messages.flatMap(filesOf))])
  return messages.map((message) => ({
    ...message,
    text: [message.text, ...filesOf(message).flatMap((id) => texts.get(id) ?? [])].join('\n\n'),
  }))
}

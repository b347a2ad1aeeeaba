import { useEffect } from 'react'
import { textOf } from '#client/index.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { resource } from '../../../data/resource.ts'
import { useStore } from '../../../data/store.ts'
import { useResource } from '../../../data/use-resource.ts'
import { SpeakerIcon, StopIcon } from '../../../ui/icons.tsx'
import { SmallButton } from '../../../ui/small-button.tsx'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useFileMessages } from '../../../messages/files/file-messages.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { readingAloud, readAloud, stopReading } from './read-aloud.ts'

interface ReadAloudButtonProps {
  message: Message
  parts: readonly MessagePart[]
}

/** Reads an answer aloud, where the server can; pressed again, it is quiet. */
export function ReadAloudButton({ message, parts }: ReadAloudButtonProps) {
  const { value } = useResource(resource('files.speechOffer'))
  return value?.isOffered && textOf(parts).trim() !== '' ? <Button messageId={message.id} /> : null
}

function Button({ messageId }: { messageId: string }) {
  const t = useMessages()
  const tFiles = useFileMessages()
  const current = useStore(readingAloud)
  const isMine = current?.messageId === messageId
  // What is gone from the screen is not read on.
  useEffect(
    () => () => {
      if (readingAloud.get()?.messageId === messageId) stopReading()
    },
    [messageId],
  )
  const read = () => {
    readAloud(messageId).catch((error: unknown) => toast({ text: faultSentence(error, t), isFailure: true }))
  }
  return isMine ? (
    <SmallButton label={tFiles.stopReading} icon={StopIcon} onClick={stopReading} />
  ) : (
    <SmallButton label={tFiles.readAloud} icon={SpeakerIcon} onClick={read} />
  )
}

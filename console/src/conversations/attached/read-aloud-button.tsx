import { useEffect } from 'react'
import { textOf } from '#client/index.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import type { SpeechOffer } from '#contract/shapes/file.ts'
import type { Resource } from '../../data/cache.ts'
import { useCell } from '../../data/cell.ts'
import { useResource } from '../../data/use-resource.ts'
import { SpeakerIcon, StopIcon } from '../../look/icons.tsx'
import { SmallButton } from '../../look/small-button.tsx'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useFileWords } from '../../words/files/file-words.ts'
import { useWords } from '../../words/words.tsx'
import { aloud, readAloud, stopReading } from './aloud.ts'
import { attached } from './attached-client.ts'

const offer: Resource<SpeechOffer> = { key: 'speech-offer', load: () => attached.speechOffer() }

interface ReadAloudButtonProps {
  message: Message
  parts: readonly MessagePart[]
}

/** Reads an answer aloud, where the server can; pressed again, it is quiet. */
export function ReadAloudButton({ message, parts }: ReadAloudButtonProps) {
  const { value } = useResource(offer)
  return value?.isOffered && textOf(parts).trim() !== '' ? <Button messageId={message.id} /> : null
}

function Button({ messageId }: { messageId: string }) {
  const words = useWords()
  const files = useFileWords()
  const current = useCell(aloud)
  const isMine = current?.messageId === messageId
  // What is gone from the screen is not read on.
  useEffect(
    () => () => {
      if (aloud.get()?.messageId === messageId) stopReading()
    },
    [messageId],
  )
  const read = () => {
    readAloud(messageId).catch((error: unknown) =>
      toast({ text: faultSentence(error, words), isFailure: true }),
    )
  }
  return isMine ? (
    <SmallButton label={files.stopReading} icon={StopIcon} onClick={stopReading} />
  ) : (
    <SmallButton label={files.readAloud} icon={SpeakerIcon} onClick={read} />
  )
}

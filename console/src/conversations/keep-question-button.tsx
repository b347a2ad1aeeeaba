import { lazy, Suspense, useState } from 'react'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { ChecklistIcon } from '../look/icons.tsx'
import { SmallButton } from '../look/small-button.tsx'
import { useMay } from '../shell/me.ts'
import { useWords } from '../words/words.tsx'

const KeepQuestionDialog = lazy(() =>
  import('../knowledge/proof/keep-question-dialog.tsx').then((module) => ({
    default: module.KeepQuestionDialog,
  })),
)

interface KeepQuestionButtonProps {
  message: Message
  parts: readonly MessagePart[]
}

/** Keeps an answer as a test question, for whoever may write knowledge. */
export function KeepQuestionButton({ message, parts }: KeepQuestionButtonProps) {
  const { proof } = useWords()
  const mayWrite = useMay()('knowledge:write')
  const [isOpen, setOpen] = useState(false)
  if (!mayWrite || message.reply?.state !== 'completed') return null
  const cited = parts.find((part) => part.type === 'source')
  return (
    <>
      <SmallButton label={proof.keep} icon={ChecklistIcon} onClick={() => setOpen(true)} />
      {isOpen && (
        <Suspense>
          <KeepQuestionDialog
            messageId={message.id}
            citedDocumentId={cited?.documentId ?? null}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}

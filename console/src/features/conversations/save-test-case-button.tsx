import { lazy, Suspense, useState } from 'react'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { ChecklistIcon } from '../../ui/icons.tsx'
import { SmallButton } from '../../ui/small-button.tsx'
import { useMay } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'

const KeepTestCaseDialog = lazy(() =>
  import('../knowledge/evals/keep-test-case-dialog.tsx').then((module) => ({
    default: module.KeepTestCaseDialog,
  })),
)

interface SaveTestCaseButtonProps {
  message: Message
  parts: readonly MessagePart[]
}

/** Keeps an answer as a test case, for whoever may write knowledge. */
export function SaveTestCaseButton({ message, parts }: SaveTestCaseButtonProps) {
  const { evals } = useMessages()
  const mayWrite = useMay()('knowledge:write')
  const [isOpen, setOpen] = useState(false)
  if (!mayWrite || message.reply?.state !== 'completed') return null
  const cited = parts.find((part) => part.type === 'source')
  return (
    <>
      <SmallButton label={evals.keep} icon={ChecklistIcon} onClick={() => setOpen(true)} />
      {isOpen && (
        <Suspense>
          <KeepTestCaseDialog
            messageId={message.id}
            citedDocumentId={cited?.documentId ?? null}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}

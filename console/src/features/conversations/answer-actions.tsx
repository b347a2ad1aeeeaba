import { lazy, Suspense } from 'react'
import { textOf } from '#client/index.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { client } from '../../data/console-client.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { RefreshIcon, BranchIcon } from '../../ui/icons.tsx'
import { SmallButton } from '../../ui/small-button.tsx'
import { toast } from '../../ui/toasts.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useAgentAnswers } from './agent-answers.ts'
import { BranchSwitcher } from './branch-switcher.tsx'
import { SaveTestCaseButton } from './save-test-case-button.tsx'
import classes from './message.module.css'
import { ReplyFacts } from './reply-facts.tsx'
import { SearchDetails } from './search-details.tsx'
import { useRegenerate } from './use-regenerate.ts'

const ReadAloudButton = lazy(async () => ({
  default: (await import('./attached/read-aloud-button.tsx')).ReadAloudButton,
}))

interface AnswerActionsProps {
  message: Message
  parts: readonly MessagePart[]
}

/** What can be done with an answer, and what it cost. */
export function AnswerActions({ message, parts }: AnswerActionsProps) {
  const t = useMessages()
  const { regenerate, isBusy } = useRegenerate(message)
  const isAgain = useAgentAnswers() && message.origin === 'turn' && message.author.kind === 'agent'
  const branch = async () => {
    try {
      const { id } = await client.conversations.branch(message.conversationId, { messageId: message.id })
      navigate(to.conversation(id))
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  return (
    <div className={classes.actions}>
      <CopyButton text={() => textOf(parts)} />
      {isAgain && (
        <SmallButton label={t.message.regenerate} icon={RefreshIcon} isBusy={isBusy} onClick={regenerate} />
      )}
      <Suspense fallback={null}>
        <ReadAloudButton message={message} parts={parts} />
      </Suspense>
      <SmallButton label={t.message.branch} icon={BranchIcon} onClick={() => void branch()} />
      <SaveTestCaseButton message={message} parts={parts} />
      <BranchSwitcher message={message} />
      {message.reply?.searched && <SearchDetails searched={message.reply.searched} />}
      {message.reply && <ReplyFacts reply={message.reply} />}
    </div>
  )
}

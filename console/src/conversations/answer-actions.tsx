import { lazy, Suspense } from 'react'
import { textOf } from '#client/index.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { client } from '../console-client.ts'
import { CopyButton } from '../look/copy-button.tsx'
import { AgainIcon, BranchIcon } from '../look/icons.tsx'
import { SmallButton } from '../look/small-button.tsx'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { useAgentAnswers } from './answering.ts'
import { BranchSwitcher } from './branch-switcher.tsx'
import { KeepQuestionButton } from './keep-question-button.tsx'
import classes from './message.module.css'
import { ReplyFacts } from './reply-facts.tsx'
import { SearchedDetail } from './searched-detail.tsx'
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
  const words = useWords()
  const { regenerate, isBusy } = useRegenerate(message)
  const isAgain = useAgentAnswers() && message.origin === 'turn' && message.author.kind === 'agent'
  const branch = async () => {
    try {
      const { id } = await client.conversations.branch(message.conversationId, message.id)
      navigate(to.conversation(id))
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
    }
  }
  return (
    <div className={classes.actions}>
      <CopyButton text={() => textOf(parts)} />
      {isAgain && (
        <SmallButton label={words.message.regenerate} icon={AgainIcon} isBusy={isBusy} onClick={regenerate} />
      )}
      <Suspense fallback={null}>
        <ReadAloudButton message={message} parts={parts} />
      </Suspense>
      <SmallButton label={words.message.branch} icon={BranchIcon} onClick={() => void branch()} />
      <KeepQuestionButton message={message} parts={parts} />
      <BranchSwitcher message={message} />
      {message.reply?.searched && <SearchedDetail searched={message.reply.searched} />}
      {message.reply && <ReplyFacts reply={message.reply} />}
    </div>
  )
}

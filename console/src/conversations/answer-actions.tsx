import { Group, Text, Tooltip } from '@mantine/core'
import { textOf } from '#client/index.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyUsage } from '#contract/reply-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { client } from '../console-client.ts'
import { CopyButton } from '../look/copy-button.tsx'
import { IconButton } from '../look/icon-button.tsx'
import { AgainIcon, BranchIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { BranchSwitcher } from './branch-switcher.tsx'
import classes from './message.module.css'
import { useRegenerate } from './use-regenerate.ts'

interface AnswerActionsProps {
  message: Message
  parts: readonly MessagePart[]
}

/** What can be done with an answer, and what it cost. */
export function AnswerActions({ message, parts }: AnswerActionsProps) {
  const words = useWords()
  const { regenerate, isBusy } = useRegenerate(message)
  const branch = async () => {
    try {
      const { id } = await client.conversations.branch(message.conversationId, message.id)
      navigate(to.conversation(id))
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
    }
  }
  return (
    <Group className={classes.actions} gap={2}>
      <CopyButton text={() => textOf(parts)} />
      <IconButton
        label={words.message.regenerate}
        icon={AgainIcon}
        iconSize={16}
        size="md"
        loading={isBusy}
        onClick={regenerate}
      />
      <IconButton label={words.message.branch} icon={BranchIcon} iconSize={16} size="md" onClick={branch} />
      <BranchSwitcher message={message} />
      {message.reply && <Usage usage={message.reply.usage} />}
    </Group>
  )
}

const SHORT_MS = 100

function Usage({ usage: { model, durationMs, inputTokens, outputTokens } }: { usage: ReplyUsage }) {
  const { message } = useWords()
  if (model === null || durationMs === null) return null
  const tokens =
    inputTokens === null || outputTokens === null ? '' : message.tokens(inputTokens, outputTokens)
  return (
    <Tooltip label={tokens} disabled={tokens === ''}>
      <Text size="xs" c="var(--quiet)" ml={6}>
        {message.by(model, durationMs < SHORT_MS ? '< 0.1' : (durationMs / 1000).toFixed(1))}
      </Text>
    </Tooltip>
  )
}

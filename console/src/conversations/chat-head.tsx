import { Group, Skeleton, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { IconLink } from '../look/icon-link.tsx'
import { LeftIcon } from '../look/icons.tsx'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import classes from './chat.module.css'
import { ConversationMenu } from './conversation-menu.tsx'

interface ChatHeadProps {
  conversation: Conversation | undefined
  agentName: string
}

export function ChatHead({ conversation, agentName }: ChatHeadProps) {
  const { conversations, general } = useWords()
  const title = conversation && (conversation.title || conversations.untitled)
  useDocumentTitle(title ? `${title} · ${general.product}` : general.product)
  return (
    <header className={classes.head}>
      <Group hiddenFrom="sm">
        <IconLink
          label={general.back}
          icon={LeftIcon}
          href={to.conversations}
          variant="subtle"
          color="gray"
        />
      </Group>
      <div className={classes.title}>
        {title === undefined ? (
          <Skeleton height={18} width={180} />
        ) : (
          <Title order={1} size="h5" lineClamp={1} dir="auto">
            {title}
          </Title>
        )}
        {agentName && (
          <Text size="xs" c="var(--quiet)" lineClamp={1}>
            {agentName}
          </Text>
        )}
      </div>
      {conversation && <ConversationMenu conversation={conversation} />}
    </header>
  )
}

import { Group, Skeleton, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { IconLink } from '../../ui/icon-link.tsx'
import { LeftIcon } from '../../ui/icons.tsx'
import { to } from '../../routing/route.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './chat.module.css'
import { ConversationMenu } from './conversation-menu.tsx'
import { Participants } from './participants/participants.tsx'

const ToldHere = lazy(async () => ({
  default: (await import('./projects/project-instructions.tsx')).ProjectInstructions,
}))

interface ChatHeaderProps {
  conversation: Conversation | undefined
}

export function ChatHeader({ conversation }: ChatHeaderProps) {
  const { conversations, general } = useMessages()
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
        {conversation && (
          <Group gap="xs" wrap="nowrap">
            <Participants conversation={conversation} />
            {conversation.projectId && (
              <Suspense>
                <ToldHere projectId={conversation.projectId} />
              </Suspense>
            )}
          </Group>
        )}
      </div>
      {conversation && <ConversationMenu conversation={conversation} />}
    </header>
  )
}

import { Group, Title } from '@mantine/core'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import chat from '../conversations/chat.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { IconLink } from '../../ui/icon-link.tsx'
import { InfoIcon, LeftIcon } from '../../ui/icons.tsx'
import { to } from '../../routing/route.ts'
import { useMe } from '../../data/me.ts'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { AssignMenu } from './assign-menu.tsx'
import { MacroMenu } from './canned/macro-menu.tsx'
import { inboxEnd } from './inbox-filter.ts'
import { useInboxFilter } from './use-inbox-filter.ts'
import classes from './inbox.module.css'
import { ReturnButton } from './return-button.tsx'
import { StateMenu } from './state/state-menu.tsx'
import { TakeButton } from './take-button.tsx'
import { useAgentName } from './use-agent-name.ts'

interface InboxHeaderProps {
  one: InboxConversation
  /** Shows what is known of the conversation; null where that stands beside it. */
  onDetails: (() => void) | null
}

/** Who writes, who has it, and what can be done with it. */
export function InboxHeader({ one, onDetails }: InboxHeaderProps) {
  const t = useInboxMessages()
  const filter = useInboxFilter()
  const { person, conversation } = one
  return (
    <header className={classes.head}>
      <Group hiddenFrom="sm">
        <IconLink
          label={t.toList}
          icon={LeftIcon}
          href={to.inbox + inboxEnd(filter)}
          variant="subtle"
          color="gray"
        />
      </Group>
      <div className={chat.title}>
        <Title order={1} size="h5" lineClamp={1} dir="auto">
          {person.name || t.kinds[person.kind]}
        </Title>
        <p className={classes.subtitle} dir="auto">
          <AssigneeName one={one} />
          {conversation.title && ` · ${conversation.title}`}
        </p>
      </div>
      <div className={classes.head_actions}>
        <TakeButton one={one} />
        <ReturnButton one={one} />
        <StateMenu one={one} />
        <AssignMenu one={one} />
        <MacroMenu conversationId={conversation.id} />
        {onDetails && <IconButton label={t.details} icon={InfoIcon} onClick={onDetails} />}
      </div>
    </header>
  )
}

/** Who has it, in words. */
export function AssigneeName({ one: { assignee, conversation } }: { one: InboxConversation }) {
  const t = useInboxMessages()
  const { actor } = useMe()
  const agentName = useAgentName(conversation.agentId)
  if (assignee.member?.id === actor.id) return t.withYou
  if (assignee.kind === 'queue') return t.waitsForPerson
  return t.assignedTo(assignee.kind === 'agent' ? agentName || t.theAgent : (assignee.member?.name ?? ''))
}

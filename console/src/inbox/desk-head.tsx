import { Group, Title } from '@mantine/core'
import type { DeskConversation } from '#contract/shapes/desk.ts'
import chat from '../conversations/chat.module.css'
import { IconButton } from '../look/icon-button.tsx'
import { IconLink } from '../look/icon-link.tsx'
import { InfoIcon, LeftIcon } from '../look/icons.tsx'
import { to } from '../routing/route.ts'
import { useMe } from '../shell/me.ts'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { AssignMenu } from './assign-menu.tsx'
import { MacroMenu } from './canned/macro-menu.tsx'
import { inboxEnd } from './inbox-filter.ts'
import { useInboxFilter } from './use-inbox-filter.ts'
import classes from './inbox.module.css'
import { ReturnButton } from './return-button.tsx'
import { StateMenu } from './state/state-menu.tsx'
import { TakeButton } from './take-button.tsx'
import { useAgentName } from './use-agent-name.ts'

interface DeskHeadProps {
  one: DeskConversation
  /** Shows what is known of the conversation; null where that stands beside it. */
  onDetails: (() => void) | null
}

/** Who writes, who has it, and what can be done with it. */
export function DeskHead({ one, onDetails }: DeskHeadProps) {
  const inbox = useInboxWords()
  const filter = useInboxFilter()
  const { person, conversation } = one
  return (
    <header className={classes.head}>
      <Group hiddenFrom="sm">
        <IconLink
          label={inbox.toList}
          icon={LeftIcon}
          href={to.inbox + inboxEnd(filter)}
          variant="subtle"
          color="gray"
        />
      </Group>
      <div className={chat.title}>
        <Title order={1} size="h5" lineClamp={1} dir="auto">
          {person.name || inbox.kinds[person.kind]}
        </Title>
        <p className={classes.subtitle} dir="auto">
          <HolderName one={one} />
          {conversation.title && ` · ${conversation.title}`}
        </p>
      </div>
      <div className={classes.head_actions}>
        <TakeButton one={one} />
        <ReturnButton one={one} />
        <StateMenu one={one} />
        <AssignMenu one={one} />
        <MacroMenu conversationId={conversation.id} />
        {onDetails && <IconButton label={inbox.details} icon={InfoIcon} onClick={onDetails} />}
      </div>
    </header>
  )
}

/** Who has it, in words. */
export function HolderName({ one: { holder, conversation } }: { one: DeskConversation }) {
  const inbox = useInboxWords()
  const { actor } = useMe()
  const agentName = useAgentName(conversation.agentId)
  if (holder.member?.id === actor.id) return inbox.withYou
  if (holder.by === 'queue') return inbox.waitsForPerson
  return inbox.heldBy(holder.by === 'agent' ? agentName || inbox.theAgent : (holder.member?.name ?? ''))
}

import { Badge } from '@mantine/core'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { UnreadBadge } from '../conversations/read-state/unread-badge.tsx'
import type { InboxFilter } from './inbox-filter.ts'
import { AgentIcon, PersonIcon } from '../../ui/icons.tsx'
import { Timestamp } from '../../ui/timestamp.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useMe } from '../../data/me.ts'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { inboxEnd } from './inbox-filter.ts'
import classes from './inbox.module.css'
import { useRowTyping } from './typing/who-is-typing.tsx'
import { DueBadge } from './teams/due-badge.tsx'
import { PriorityBadge } from './priority-badge.tsx'
import { useAgentName } from './use-agent-name.ts'
import { WaitingTime } from './waiting-time.tsx'
import { waitingSince } from './waiting-since.ts'

interface InboxRowProps {
  one: InboxConversation
  filter: InboxFilter
  isOpen: boolean
}

/** An inbox conversation: who writes, what was said last, for how long they wait, and who has it. */
export function InboxRow({ one, filter, isOpen }: InboxRowProps) {
  const t = useInboxMessages()
  const { conversation, person, priority, labels, lastMessage } = one
  const since = waitingSince(one)
  const typing = useRowTyping(conversation.id, person.id)
  return (
    <li
      className={classes.row}
      data-open={isOpen || undefined}
      data-unread={conversation.unreadCount > 0 || undefined}
    >
      <Link
        className={classes.row_link}
        href={to.inboxConversation(conversation.id) + inboxEnd(filter)}
        aria-current={isOpen ? 'page' : undefined}
      >
        <span className={classes.row_line}>
          <PriorityBadge priority={priority} />
          <span className={classes.row_name} dir="auto">
            {person.name || t.kinds[person.kind]}
          </span>
          <UnreadBadge count={conversation.unreadCount} />
          <span className={classes.row_when}>
            {since ? (
              <WaitingTime since={since} />
            ) : (
              <Timestamp at={lastMessage?.createdAt ?? conversation.updatedAt} />
            )}
          </span>
        </span>
        <span className={classes.row_said} dir="auto">
          {typing ?? <LastMessages one={one} />}
        </span>
        <span className={classes.row_line}>
          <AssigneeMark one={one} />
          <DueBadge conversationId={conversation.id} />
          {labels.map((label) => (
            <Badge key={label} size="xs" variant="default" className={classes.label ?? ''}>
              {label}
            </Badge>
          ))}
        </span>
      </Link>
    </li>
  )
}

function LastMessages({ one: { lastMessage, person } }: Pick<InboxRowProps, 'one'>) {
  const t = useInboxMessages()
  const { actor } = useMe()
  if (!lastMessage) return null
  const { author, text } = lastMessage
  const excerpt = text.trim() || t.file
  if (author.id === person.id) return excerpt
  return t.said(author.id === actor.id ? t.you : author.name, excerpt)
}

function AssigneeMark({ one: { assignee, conversation } }: Pick<InboxRowProps, 'one'>) {
  const t = useInboxMessages()
  const { actor } = useMe()
  const agentName = useAgentName(conversation.agentId)
  const Icon = assignee.kind === 'agent' ? AgentIcon : PersonIcon
  const name =
    assignee.kind === 'agent'
      ? agentName || t.theAgent
      : assignee.kind === 'queue'
        ? t.nobody
        : assignee.member?.id === actor.id
          ? t.you
          : assignee.member?.name
  return (
    <span className={classes.assignee} data-kind={assignee.kind}>
      <Icon size={14} />
      <span dir="auto">{name}</span>
    </span>
  )
}

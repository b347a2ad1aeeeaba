import { Badge } from '@mantine/core'
import type { DeskConversation } from '#contract/shapes/desk.ts'
import { UnreadBadge } from '../conversations/reading/unread-badge.tsx'
import { type DeskFilter } from '../data/desk-resources.ts'
import { AgentIcon, PersonIcon } from '../look/icons.tsx'
import { When } from '../look/when.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useMe } from '../shell/me.ts'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { inboxEnd } from './inbox-filter.ts'
import classes from './inbox.module.css'
import { useRowTyping } from './typing/who-writes.tsx'
import { DueMark } from './teams/due-mark.tsx'
import { PriorityMark } from './priority-mark.tsx'
import { useAgentName } from './use-agent-name.ts'
import { Waiting } from './waiting.tsx'
import { waitingSince } from './waiting-since.ts'

interface InboxRowProps {
  one: DeskConversation
  filter: DeskFilter
  isOpen: boolean
}

/** A conversation of the desk: who writes, what was said last, for how long they wait, and who has it. */
export function InboxRow({ one, filter, isOpen }: InboxRowProps) {
  const inbox = useInboxWords()
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
        href={to.atDesk(conversation.id) + inboxEnd(filter)}
        aria-current={isOpen ? 'page' : undefined}
      >
        <span className={classes.row_line}>
          <PriorityMark priority={priority} />
          <span className={classes.row_name} dir="auto">
            {person.name || inbox.kinds[person.kind]}
          </span>
          <UnreadBadge count={conversation.unreadCount} />
          <span className={classes.row_when}>
            {since ? (
              <Waiting since={since} />
            ) : (
              <When at={lastMessage?.createdAt ?? conversation.updatedAt} />
            )}
          </span>
        </span>
        <span className={classes.row_said} dir="auto">
          {typing ?? <LastWords one={one} />}
        </span>
        <span className={classes.row_line}>
          <HolderMark one={one} />
          <DueMark conversationId={conversation.id} />
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

function LastWords({ one: { lastMessage, person } }: Pick<InboxRowProps, 'one'>) {
  const inbox = useInboxWords()
  const { actor } = useMe()
  if (!lastMessage) return null
  const { author, text } = lastMessage
  const said = text.trim() || inbox.file
  if (author.id === person.id) return said
  return inbox.said(author.id === actor.id ? inbox.you : author.name, said)
}

function HolderMark({ one: { holder, conversation } }: Pick<InboxRowProps, 'one'>) {
  const inbox = useInboxWords()
  const { actor } = useMe()
  const agentName = useAgentName(conversation.agentId)
  const Icon = holder.by === 'agent' ? AgentIcon : PersonIcon
  const name =
    holder.by === 'agent'
      ? agentName || inbox.theAgent
      : holder.by === 'queue'
        ? inbox.nobody
        : holder.member?.id === actor.id
          ? inbox.you
          : holder.member?.name
  return (
    <span className={classes.holder} data-by={holder.by}>
      <Icon size={14} />
      <span dir="auto">{name}</span>
    </span>
  )
}

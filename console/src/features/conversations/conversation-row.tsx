import { lazy, Suspense } from 'react'
import { VisuallyHidden } from '@mantine/core'
import type { ConversationHit } from '#contract/shapes/conversation-search.ts'
import { useStore } from '../../data/store.ts'
import { ArchiveIcon, StarredIcon } from '../../ui/icons.tsx'
import { Timestamp } from '../../ui/timestamp.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { conversationDragType } from './projects/drag-type.ts'
import { useMe } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import { ConversationMenu } from './conversation-menu.tsx'
import classes from './conversations-page.module.css'
import { HighlightedText } from '../../ui/highlighted-text.tsx'
import { selection } from './selection/selection.ts'
import { addressEnd, type ListFilter } from './list-filter.ts'
import { UnreadBadge } from './read-state/unread-badge.tsx'

const SelectCheckbox = lazy(async () => ({
  default: (await import('./selection/select-checkbox.tsx')).SelectCheckbox,
}))

interface ConversationRowProps {
  hit: ConversationHit
  filter: ListFilter
  isOpen: boolean
}

/** A conversation on the list; when something is looked for, with where it was said. */
export function ConversationRow({ hit, filter, isOpen }: ConversationRowProps) {
  const t = useMessages()
  const { conversation, title, messages } = hit
  const isOwn = conversation.owner.id === useMe().actor.id
  const address = to.conversation(conversation.id)
  const first = messages[0]
  const chosen = useStore(selection)
  return (
    <li
      className={classes.row}
      data-open={isOpen || undefined}
      data-unread={conversation.unreadCount > 0 || undefined}
      draggable={isOwn && chosen === null}
      onDragStart={({ dataTransfer }) => dataTransfer.setData(conversationDragType, conversation.id)}
    >
      {chosen !== null && (
        <Suspense>
          <SelectCheckbox
            id={conversation.id}
            label={title.text || t.conversations.untitled}
            isChosen={chosen.has(conversation.id)}
          />
        </Suspense>
      )}
      <div className={classes.row_body}>
        <Link
          className={classes.row_link}
          href={
            address +
            addressEnd(filter, first && title.ranges.length === 0 ? { message: first.messageId } : {})
          }
          aria-current={isOpen ? 'page' : undefined}
        >
          {isOwn && conversation.starred && (
            <Mark label={t.list.isStarred}>
              <StarredIcon size={13} />
            </Mark>
          )}
          <span className={classes.row_title} dir="auto">
            {title.text === '' ? t.conversations.untitled : <HighlightedText {...title} />}
          </span>
          {isOwn && conversation.archived && filter.show !== 'archived' && (
            <Mark label={t.list.isArchived}>
              <ArchiveIcon size={13} />
            </Mark>
          )}
          <UnreadBadge count={conversation.unreadCount} />
          <span className={classes.row_when}>
            <Timestamp at={conversation.updatedAt} />
          </span>
        </Link>
        {messages.map(({ messageId, excerpt }) => (
          <Link
            key={messageId}
            className={classes.excerpt}
            href={address + addressEnd(filter, { message: messageId })}
            dir="auto"
          >
            <HighlightedText {...excerpt} />
          </Link>
        ))}
      </div>
      <ConversationMenu conversation={conversation} className={classes.row_menu} />
    </li>
  )
}

const Mark = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <span className={classes.row_mark}>
    {children}
    <VisuallyHidden>{label}</VisuallyHidden>
  </span>
)

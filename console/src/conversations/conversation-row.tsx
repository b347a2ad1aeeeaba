import { VisuallyHidden } from '@mantine/core'
import type { ConversationHit } from '#contract/shapes/conversation-search.ts'
import { useCell } from '../data/cell.ts'
import { ArchiveIcon, StarredIcon } from '../look/icons.tsx'
import { When } from '../look/when.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { draggedConversation } from '../projects/dragged.ts'
import { useMe } from '../shell/me.ts'
import { useWords } from '../words/words.tsx'
import { ConversationMenu } from './conversation-menu.tsx'
import classes from './conversations-room.module.css'
import { HighlightedText } from './highlighted-text.tsx'
import { SelectMark } from './selection/select-mark.tsx'
import { selection } from './selection/selection.ts'
import { addressEnd, type ListFilter } from './list-filter.ts'
import { UnreadBadge } from './reading/unread-badge.tsx'

interface ConversationRowProps {
  hit: ConversationHit
  filter: ListFilter
  isOpen: boolean
}

/** A conversation on the list; when something is looked for, with where it was said. */
export function ConversationRow({ hit, filter, isOpen }: ConversationRowProps) {
  const words = useWords()
  const { conversation, title, messages } = hit
  const isOwn = conversation.owner.id === useMe().actor.id
  const address = to.conversation(conversation.id)
  const first = messages[0]
  const chosen = useCell(selection)
  return (
    <li
      className={classes.row}
      data-open={isOpen || undefined}
      data-unread={conversation.unreadCount > 0 || undefined}
      draggable={isOwn && chosen === null}
      onDragStart={({ dataTransfer }) => dataTransfer.setData(draggedConversation, conversation.id)}
    >
      {chosen !== null && (
        <SelectMark
          id={conversation.id}
          label={title.text || words.conversations.untitled}
          isChosen={chosen.has(conversation.id)}
        />
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
            <Mark label={words.list.isStarred}>
              <StarredIcon size={13} />
            </Mark>
          )}
          <span className={classes.row_title} dir="auto">
            {title.text === '' ? words.conversations.untitled : <HighlightedText {...title} />}
          </span>
          {isOwn && conversation.archived && filter.show !== 'archived' && (
            <Mark label={words.list.isArchived}>
              <ArchiveIcon size={13} />
            </Mark>
          )}
          <UnreadBadge count={conversation.unreadCount} />
          <span className={classes.row_when}>
            <When at={conversation.updatedAt} />
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

import type { Conversation } from '#contract/shapes/conversation.ts'
import { When } from '../look/when.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { ConversationMenu } from './conversation-menu.tsx'
import classes from './conversations-room.module.css'

interface ConversationRowProps {
  conversation: Conversation
  isOpen: boolean
}

export function ConversationRow({ conversation, isOpen }: ConversationRowProps) {
  const words = useWords()
  return (
    <li className={classes.row} data-open={isOpen || undefined}>
      <Link
        className={classes.row_link}
        href={to.conversation(conversation.id) + location.search}
        aria-current={isOpen ? 'page' : undefined}
      >
        <span className={classes.row_title} dir="auto">
          {conversation.title || words.conversations.untitled}
        </span>
        <span className={classes.row_when}>
          <When at={conversation.updatedAt} />
        </span>
      </Link>
      <ConversationMenu conversation={conversation} className={classes.row_menu} />
    </li>
  )
}

import { Button } from '@mantine/core'
import type { InboxEntry } from '#contract/shapes/inbox.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { removeWithUndo } from '../../../ui/removals.ts'
import { AgentIcon, LockIcon, TrashIcon } from '../../../ui/icons.tsx'
import { LongText } from '../../../ui/long-text.tsx'
import { SmallButton } from '../../../ui/small-button.tsx'
import { toast } from '../../../ui/toasts.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { useMe } from '../../../data/me.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from './timeline.module.css'

interface PrivateCardProps {
  entry: InboxEntry
  onUse: (text: string) => void
}

/** A note, or what an agent was writing when it lost the conversation. Says by word, sign and colour that it is private. */
export function PrivateCard({ entry, onUse }: PrivateCardProps) {
  const tInbox = useInboxMessages()
  const t = useMessages()
  const { actor } = useMe()
  const isDraft = entry.kind === 'draft'
  const mayDelete = isDraft || entry.author.id === actor.id
  const remove = () =>
    removeWithUndo({
      id: entry.id,
      message: isDraft ? tInbox.draftDeleted : tInbox.noteDeleted,
      remove: async (options) => {
        await client.inbox.deleteEntry(entry.id, {}, options)
        invalidate('inbox', { conversationId: entry.conversationId })
      },
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  const Icon = isDraft ? AgentIcon : LockIcon
  return (
    <article
      className={classes.private}
      data-kind={entry.kind}
      aria-label={isDraft ? tInbox.draft : tInbox.note}
    >
      <header className={classes.private_head}>
        <Icon size={15} />
        <strong>{isDraft ? tInbox.draft : tInbox.note}</strong>
        <span>{isDraft ? tInbox.draftPrivacy : tInbox.notePrivacy}</span>
      </header>
      <div className={classes.private_text} dir="auto">
        <LongText text={entry.text} />
      </div>
      <footer className={classes.private_foot}>
        <span dir="auto">
          {entry.author.name} · <Timestamp at={entry.createdAt} />
        </span>
        {isDraft && (
          <Button size="compact-xs" variant="default" onClick={() => onUse(entry.text)}>
            {tInbox.useDraft}
          </Button>
        )}
        {mayDelete && <SmallButton label={t.general.remove} icon={TrashIcon} onClick={remove} />}
      </footer>
    </article>
  )
}

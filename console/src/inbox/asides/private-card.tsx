import { Button } from '@mantine/core'
import type { DeskEntry } from '#contract/shapes/desk.ts'
import { client } from '../../console-client.ts'
import { refresh } from '../../data/cache.ts'
import { removeWithUndo } from '../../data/removals.ts'
import { AgentIcon, LockIcon, TrashIcon } from '../../look/icons.tsx'
import { LongText } from '../../look/long-text.tsx'
import { SmallButton } from '../../look/small-button.tsx'
import { toast } from '../../look/toasts.ts'
import { When } from '../../look/when.tsx'
import { useMe } from '../../shell/me.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { useWords } from '../../words/words.tsx'
import classes from './asides.module.css'

interface PrivateCardProps {
  entry: DeskEntry
  onUse: (text: string) => void
}

/** A note, or what an agent was writing when it lost the conversation. Says by word, sign and colour that it is private. */
export function PrivateCard({ entry, onUse }: PrivateCardProps) {
  const inbox = useInboxWords()
  const words = useWords()
  const { actor } = useMe()
  const isDraft = entry.kind === 'draft'
  const mayDelete = isDraft || entry.author.id === actor.id
  const remove = () =>
    removeWithUndo({
      id: entry.id,
      said: isDraft ? inbox.draftDeleted : inbox.noteDeleted,
      remove: async (options) => {
        await client.desk.deleteEntry(entry.id, options)
        refresh(`desk/${entry.conversationId}`)
      },
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
    })
  const Icon = isDraft ? AgentIcon : LockIcon
  return (
    <article
      className={classes.private}
      data-kind={entry.kind}
      aria-label={isDraft ? inbox.draft : inbox.note}
    >
      <header className={classes.private_head}>
        <Icon size={15} />
        <strong>{isDraft ? inbox.draft : inbox.note}</strong>
        <span>{isDraft ? inbox.draftPrivacy : inbox.notePrivacy}</span>
      </header>
      <div className={classes.private_text} dir="auto">
        <LongText text={entry.text} />
      </div>
      <footer className={classes.private_foot}>
        <span dir="auto">
          {entry.author.name} · <When at={entry.createdAt} />
        </span>
        {isDraft && (
          <Button size="compact-xs" variant="default" onClick={() => onUse(entry.text)}>
            {inbox.useDraft}
          </Button>
        )}
        {mayDelete && <SmallButton label={words.general.remove} icon={TrashIcon} onClick={remove} />}
      </footer>
    </article>
  )
}

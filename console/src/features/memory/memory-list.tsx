import { Button, Group, Text } from '@mantine/core'
import type { Page } from '#contract/page.ts'
import type { Memory } from '#contract/shapes/memory.ts'
import { client } from '../../data/console-client.ts'
import type { MemoryFilter } from './memory-filter.ts'
import { removeWithUndo } from '../../ui/removals.ts'
import { pages } from '../../data/resource.ts'
import { EditIcon, TrashIcon } from '../../ui/icons.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { toast } from '../../ui/toasts.ts'
import { Timestamp } from '../../ui/timestamp.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import classes from '../../ui/settings.module.css'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMemoryMessages } from '../../messages/memory/memory-messages.ts'
import { useMessages } from '../../messages/messages.tsx'

interface MemoryListProps {
  /** What is shown of it. */
  page: Page<Memory>
  /** As it was fetched. */
  held: Page<Memory>
  filter: MemoryFilter
  /** Null for who may only look. */
  onEdit: ((item: Memory) => void) | null
}

export function MemoryList({ page, held, filter, onEdit }: MemoryListProps) {
  const { general } = useMessages()
  const { isBusy, submit } = useFormSubmit(() => pages('memory.list', filter).more(held))
  return (
    <>
      <ul className={classes.keys}>
        {page.items.map((item) => (
          <MemoryRow key={item.id} item={item} onEdit={onEdit} />
        ))}
      </ul>
      {page.nextCursor !== null && (
        <Button variant="subtle" loading={isBusy} onClick={() => void submit()}>
          {general.showMore}
        </Button>
      )}
    </>
  )
}

function MemoryRow({ item, onEdit }: { item: Memory } & Pick<MemoryListProps, 'onEdit'>) {
  const t = useMemoryMessages()
  const { memory } = t
  const { id, text, agentName, kind, learntFrom, updatedAt } = item
  const erase = () =>
    removeWithUndo({
      id,
      message: memory.erased(text),
      remove: (options) => client.memory.erase(id, {}, options),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  return (
    <li className={classes.key}>
      <div className={classes.key_memories}>
        <Text dir="auto">{text}</Text>
        <Text size="xs" c="var(--quiet)">
          {agentName} · {memory.kinds[kind]} ·{' '}
          {learntFrom ? (
            <Link href={to.message(learntFrom.conversationId, learntFrom.messageId)}>{memory.learnt}</Link>
          ) : (
            memory.typed
          )}{' '}
          · <Timestamp at={updatedAt} />
        </Text>
      </div>
      {onEdit && (
        <Group gap={4} wrap="nowrap">
          <IconButton label={`${memory.edit}: ${text}`} icon={EditIcon} onClick={() => onEdit(item)} />
          <IconButton label={`${memory.erase}: ${text}`} icon={TrashIcon} onClick={erase} />
        </Group>
      )}
    </li>
  )
}

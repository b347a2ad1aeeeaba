import { Group, Text } from '@mantine/core'
import { useStore } from '../../../data/store.ts'
import { removeWithUndo, removing } from '../../../ui/removals.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { EditIcon, TrashIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useCannedMessages } from '../../../messages/canned/canned-messages.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from './canned-page.module.css'

interface Kept {
  id: string
  name: string
  /** What it says or does. */
  detail: string
  edit: () => void
}

interface SavedListProps {
  items: readonly Kept[]
  remove: (id: string, options: { keepalive?: boolean }) => Promise<void>
}

/** What is kept under names, each to be changed or deleted. */
export function SavedList({ items, remove }: SavedListProps) {
  const t = useMessages()
  const tCanned = useCannedMessages()
  const hidden = useStore(removing)
  const take = ({ id, name }: Kept) =>
    removeWithUndo({
      id,
      message: tCanned.removed(name),
      remove: (options) => remove(id, options),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  return (
    <ul className={classes.list}>
      {items
        .filter(({ id }) => !hidden.has(id))
        .map((one) => (
          <li key={one.id} className={classes.row}>
            <div className={classes.said}>
              <Text fw={600} dir="auto">
                {one.name}
              </Text>
              <Text size="sm" c="var(--quiet)" lineClamp={2} dir="auto">
                {one.detail}
              </Text>
            </div>
            <Group gap={4} wrap="nowrap">
              <IconButton label={`${tCanned.edit}: ${one.name}`} icon={EditIcon} onClick={one.edit} />
              <IconButton
                label={`${t.general.remove}: ${one.name}`}
                icon={TrashIcon}
                onClick={() => take(one)}
              />
            </Group>
          </li>
        ))}
    </ul>
  )
}

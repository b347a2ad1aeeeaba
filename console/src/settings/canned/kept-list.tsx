import { Group, Text } from '@mantine/core'
import { useCell } from '../../data/cell.ts'
import { removeWithUndo, removing } from '../../data/removals.ts'
import { IconButton } from '../../look/icon-button.tsx'
import { EditIcon, TrashIcon } from '../../look/icons.tsx'
import { toast } from '../../look/toasts.ts'
import { useCannedWords } from '../../words/canned/canned-words.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useWords } from '../../words/words.tsx'
import classes from './canned-page.module.css'

interface Kept {
  id: string
  name: string
  /** What it says or does. */
  detail: string
  edit: () => void
}

interface KeptListProps {
  items: readonly Kept[]
  remove: (id: string, options: { keepalive?: boolean }) => Promise<void>
}

/** What is kept under names, each to be changed or deleted. */
export function KeptList({ items, remove }: KeptListProps) {
  const words = useWords()
  const said = useCannedWords()
  const hidden = useCell(removing)
  const take = ({ id, name }: Kept) =>
    removeWithUndo({
      id,
      said: said.removed(name),
      remove: (options) => remove(id, options),
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
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
              <IconButton label={`${said.edit}: ${one.name}`} icon={EditIcon} onClick={one.edit} />
              <IconButton
                label={`${words.general.remove}: ${one.name}`}
                icon={TrashIcon}
                onClick={() => take(one)}
              />
            </Group>
          </li>
        ))}
    </ul>
  )
}

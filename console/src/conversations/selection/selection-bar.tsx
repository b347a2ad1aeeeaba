import { Group, Menu, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useCell } from '../../data/cell.ts'
import { snapshotOf } from '../../data/cache.ts'
import { IconButton } from '../../look/icon-button.tsx'
import {
  ArchiveIcon,
  ChecklistIcon,
  CloseIcon,
  DownloadIcon,
  FolderIcon,
  StarIcon,
  TrashIcon,
} from '../../look/icons.tsx'
import { useMe } from '../../shell/me.ts'
import { useSelectingWords } from '../../words/selecting/selecting-words.ts'
import { useWords } from '../../words/words.tsx'
import type { ListFilter } from '../list-filter.ts'
import { conversationList } from '../listed.ts'
import { exportSeveral, keepSeveral, removeSeveral } from './act-on-several.ts'
import { MoveDialog } from './move-dialog.tsx'
import { endSelecting, selectAll, selection } from './selection.ts'

/** What can be done with all conversations that were chosen. How they are kept is for their owner to say. */
export function SelectionBar({ filter }: { filter: ListFilter }) {
  const selecting = useSelectingWords()
  const words = { ...useWords(), selecting }
  const chosen = [...(useCell(selection) ?? [])]
  const myId = useMe().actor.id
  const [isMoving, setMoving] = useState(false)
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && !isMoving && endSelecting()
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [isMoving])
  useEffect(() => endSelecting, [])
  const owners = new Map(
    snapshotOf(conversationList(filter)).value?.items.map(({ conversation }) => [
      conversation.id,
      conversation.owner.id,
    ]),
  )
  const own = chosen.filter((id) => owners.get(id) === myId)
  const isNone = own.length === 0
  const isArchive = filter.show === 'archived'
  return (
    <div role="toolbar" aria-label={selecting.title}>
      <Group gap={4} wrap="nowrap" justify="space-between">
        <Text size="sm" role="status">
          {selecting.chosen(chosen.length)}
        </Text>
        <Group gap={2} wrap="nowrap">
          <IconButton label={selecting.all} icon={ChecklistIcon} onClick={selectAll} />
          <IconButton label={selecting.done} icon={CloseIcon} onClick={endSelecting} />
        </Group>
      </Group>
      <Group gap={2} wrap="nowrap">
        <IconButton
          label={isArchive ? selecting.restore : selecting.archive}
          icon={ArchiveIcon}
          disabled={isNone}
          onClick={() =>
            void keepSeveral(
              own,
              {
                change: { archived: !isArchive },
                back: { archived: isArchive },
                said: isArchive ? selecting.didRestore : selecting.didArchive,
              },
              words,
            )
          }
        />
        <IconButton
          label={selecting.star}
          icon={StarIcon}
          disabled={isNone}
          onClick={() => void keepSeveral(own, { change: { starred: true }, said: selecting.didStar }, words)}
        />
        <IconButton
          label={selecting.move}
          icon={FolderIcon}
          disabled={isNone}
          onClick={() => setMoving(true)}
        />
        <Menu keepMounted={false}>
          <Menu.Target>
            <IconButton label={selecting.export} icon={DownloadIcon} disabled={chosen.length === 0} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void exportSeveral(chosen, 'markdown', words)}>
              {words.list.asMarkdown}
            </Menu.Item>
            <Menu.Item onClick={() => void exportSeveral(chosen, 'json', words)}>
              {words.list.asJson}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <IconButton
          label={selecting.remove}
          icon={TrashIcon}
          disabled={isNone}
          onClick={() => removeSeveral(own, words)}
        />
      </Group>
      {isMoving && (
        <MoveDialog
          count={own.length}
          onClose={() => setMoving(false)}
          onMove={(projectId) =>
            void keepSeveral(own, { change: { projectId }, said: selecting.didMove }, words)
          }
        />
      )}
    </div>
  )
}

import { Group, Menu, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useStore } from '../../../data/store.ts'
import { snapshotOf } from '../../../data/cache.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import {
  ArchiveIcon,
  ChecklistIcon,
  CloseIcon,
  DownloadIcon,
  FolderIcon,
  StarIcon,
  TrashIcon,
} from '../../../ui/icons.tsx'
import { useMe } from '../../../data/me.ts'
import { useSelectingMessages } from '../../../messages/selecting/selecting-messages.ts'
import { useMessages } from '../../../messages/messages.tsx'
import type { ListFilter } from '../list-filter.ts'
import { conversationList } from '../listed-conversations.ts'
import { exportSelected, updateSelected, deleteSelected } from './bulk-actions.ts'
import { MoveDialog } from './move-dialog.tsx'
import { endSelecting, selectAll, selection } from './selection.ts'

/** What can be done with all conversations that were chosen. How they are kept is for their owner to say. */
export function SelectionBar({ filter }: { filter: ListFilter }) {
  const tSelecting = useSelectingMessages()
  const t = { ...useMessages(), selecting: tSelecting }
  const chosen = [...(useStore(selection) ?? [])]
  const [isMoving, setMoving] = useState(false)
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && !isMoving && endSelecting()
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [isMoving])
  useEffect(() => endSelecting, [])
  const own = useOwnOf(chosen, filter)
  const isNone = own.length === 0
  const isArchive = filter.show === 'archived'
  return (
    <div role="toolbar" aria-label={tSelecting.title}>
      <Group gap={4} wrap="nowrap" justify="space-between">
        <Text size="sm" role="status">
          {tSelecting.chosen(chosen.length)}
        </Text>
        <Group gap={2} wrap="nowrap">
          <IconButton label={tSelecting.all} icon={ChecklistIcon} onClick={selectAll} />
          <IconButton label={tSelecting.done} icon={CloseIcon} onClick={endSelecting} />
        </Group>
      </Group>
      <Group gap={2} wrap="nowrap">
        <IconButton
          label={isArchive ? tSelecting.restore : tSelecting.archive}
          icon={ArchiveIcon}
          disabled={isNone}
          onClick={() =>
            void updateSelected(
              own,
              {
                change: { archived: !isArchive },
                back: { archived: isArchive },
                message: isArchive ? tSelecting.didRestore : tSelecting.didArchive,
              },
              t,
            )
          }
        />
        <IconButton
          label={tSelecting.star}
          icon={StarIcon}
          disabled={isNone}
          onClick={() =>
            void updateSelected(own, { change: { starred: true }, message: tSelecting.didStar }, t)
          }
        />
        <IconButton
          label={tSelecting.move}
          icon={FolderIcon}
          disabled={isNone}
          onClick={() => setMoving(true)}
        />
        <ExportMenu chosen={chosen} />
        <IconButton
          label={tSelecting.remove}
          icon={TrashIcon}
          disabled={isNone}
          onClick={() => deleteSelected(own, t)}
        />
      </Group>
      {isMoving && (
        <MoveDialog
          count={own.length}
          onClose={() => setMoving(false)}
          onMove={(projectId) =>
            void updateSelected(own, { change: { projectId }, message: tSelecting.didMove }, t)
          }
        />
      )}
    </div>
  )
}

/** Those that one owns oneself. */
function useOwnOf(chosen: readonly string[], filter: ListFilter): string[] {
  const myId = useMe().actor.id
  const owners = new Map(
    snapshotOf(conversationList(filter)).value?.items.map(({ conversation }) => [
      conversation.id,
      conversation.owner.id,
    ]),
  )
  return chosen.filter((id) => owners.get(id) === myId)
}

function ExportMenu({ chosen }: { chosen: string[] }) {
  const tSelecting = useSelectingMessages()
  const t = { ...useMessages(), selecting: tSelecting }
  return (
    <Menu keepMounted={false}>
      <Menu.Target>
        <IconButton label={tSelecting.export} icon={DownloadIcon} disabled={chosen.length === 0} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void exportSelected(chosen, 'markdown', t)}>{t.list.asMarkdown}</Menu.Item>
        <Menu.Item onClick={() => void exportSelected(chosen, 'json', t)}>{t.list.asJson}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

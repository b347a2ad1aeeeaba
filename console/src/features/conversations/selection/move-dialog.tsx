import { Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { useProjectMessages } from '../../../messages/projects/project-messages.ts'
import { useSelectingMessages } from '../../../messages/selecting/selecting-messages.ts'

interface MoveDialogProps {
  count: number
  onClose: () => void
  onMove: (projectId: string | null) => void
}

/** Asks into which project several conversations go, and says who sees them there. */
export function MoveDialog({ count, onClose, onMove }: MoveDialogProps) {
  const { general, projects: tProjects } = useProjectMessages()
  const t = useSelectingMessages()
  const [chosen, setChosen] = useState<string>()
  const items = useResource(pages('projects.list')).value?.items ?? []
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.moveTitle(count)}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <Stack>
        <Radio.Group aria-label={tProjects.title} value={chosen ?? null} onChange={setChosen}>
          <Stack gap="xs">
            {items.map(({ id, name, role, memberCount }) => (
              <Radio
                key={id}
                value={id}
                label={name}
                description={memberCount > 1 ? tProjects.becomesSeen(memberCount) : undefined}
                disabled={role === 'viewer'}
              />
            ))}
            <Radio value="" label={tProjects.none} />
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button
            disabled={chosen === undefined}
            onClick={() => {
              onClose()
              onMove(chosen || null)
            }}
          >
            {t.move}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

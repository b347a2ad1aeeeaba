import { Button, Group, Modal, Text } from '@mantine/core'
import type { Project } from '#contract/shapes/project.ts'
import { useProjectMessages } from '../../../messages/projects/project-messages.ts'

interface AddToProjectDialogProps {
  project: Project
  onClose: () => void
  onAgree: () => void
}

/** Says who will see a conversation before it is put among others'. */
export function AddToProjectDialog({ project, onClose, onAgree }: AddToProjectDialogProps) {
  const { general, projects: t } = useProjectMessages()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.putInto(project.name)}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <Text size="sm">{t.becomesSeen(project.memberCount)}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          {general.cancel}
        </Button>
        <Button
          onClick={() => {
            onClose()
            onAgree()
          }}
        >
          {t.putIn}
        </Button>
      </Group>
    </Modal>
  )
}

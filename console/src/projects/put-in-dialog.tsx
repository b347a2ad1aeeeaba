import { Button, Group, Modal, Text } from '@mantine/core'
import type { Project } from '#contract/shapes/project.ts'
import { useProjectWords } from '../words/projects/project-words.ts'

interface PutInDialogProps {
  project: Project
  onClose: () => void
  onAgree: () => void
}

/** Says who will see a conversation before it is put among others'. */
export function PutInDialog({ project, onClose, onAgree }: PutInDialogProps) {
  const { general, projects: said } = useProjectWords()
  return (
    <Modal
      opened
      onClose={onClose}
      title={said.putInto(project.name)}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <Text size="sm">{said.becomesSeen(project.memberCount)}</Text>
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
          {said.putIn}
        </Button>
      </Group>
    </Modal>
  )
}

import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { useProjectMessages } from '../../../messages/projects/project-messages.ts'
import { createProject, updateConversation } from '../update-conversation.ts'

interface ProjectDialogProps {
  conversation: Conversation
  isOpen: boolean
  onClose: () => void
}

/** Puts a conversation into a project, a new one too, or takes it out. */
export function ProjectDialog({ conversation: { id, projectId }, isOpen, onClose }: ProjectDialogProps) {
  const t = useProjectMessages()
  const { value } = useResource(pages('projects.list'))
  const move = (next: string) => {
    onClose()
    void updateConversation(id, { projectId: next || null }, t)
  }
  const create = (form: HTMLFormElement) => {
    const name = String(new FormData(form).get('name')).trim()
    if (name === '') return
    onClose()
    void createProject(name, t, id)
  }
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t.projects.put}
      closeButtonProps={{ 'aria-label': t.general.close }}
    >
      <Stack>
        {value && value.items.length > 0 && (
          <Radio.Group aria-label={t.projects.title} value={projectId ?? ''} onChange={move}>
            <Stack gap="xs">
              {value.items.map((project) => (
                <Radio
                  key={project.id}
                  value={project.id}
                  label={project.name}
                  description={
                    project.memberCount > 1 ? t.projects.becomesSeen(project.memberCount) : undefined
                  }
                  disabled={project.role === 'viewer'}
                />
              ))}
              <Radio value="" label={t.projects.none} />
            </Stack>
          </Radio.Group>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault()
            create(event.currentTarget)
          }}
        >
          <Group align="flex-end" wrap="nowrap">
            <TextInput
              name="name"
              label={t.projects.fresh}
              placeholder={t.projects.name}
              maxLength={100}
              autoComplete="off"
              flex={1}
              data-autofocus
            />
            <Button type="submit">{t.projects.create}</Button>
          </Group>
        </form>
      </Stack>
    </Modal>
  )
}

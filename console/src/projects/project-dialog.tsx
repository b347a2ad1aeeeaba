import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { projects } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { useProjectWords } from '../words/projects/project-words.ts'
import { createProject, keep } from '../conversations/keep-conversation.ts'

interface ProjectDialogProps {
  conversation: Conversation
  isOpen: boolean
  onClose: () => void
}

/** Puts a conversation into a project, a new one too, or takes it out. */
export function ProjectDialog({ conversation: { id, projectId }, isOpen, onClose }: ProjectDialogProps) {
  const words = useProjectWords()
  const { value } = useResource(projects)
  const move = (next: string) => {
    onClose()
    void keep(id, { projectId: next || null }, words)
  }
  const create = (form: HTMLFormElement) => {
    const name = String(new FormData(form).get('name')).trim()
    if (name === '') return
    onClose()
    void createProject(name, words, id)
  }
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={words.projects.put}
      closeButtonProps={{ 'aria-label': words.general.close }}
    >
      <Stack>
        {value && value.items.length > 0 && (
          <Radio.Group aria-label={words.projects.title} value={projectId ?? ''} onChange={move}>
            <Stack gap="xs">
              {value.items.map((project) => (
                <Radio
                  key={project.id}
                  value={project.id}
                  label={project.name}
                  description={
                    project.memberCount > 1 ? words.projects.becomesSeen(project.memberCount) : undefined
                  }
                  disabled={project.role === 'viewer'}
                />
              ))}
              <Radio value="" label={words.projects.none} />
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
              label={words.projects.fresh}
              placeholder={words.projects.name}
              maxLength={100}
              autoComplete="off"
              flex={1}
              data-autofocus
            />
            <Button type="submit">{words.projects.create}</Button>
          </Group>
        </form>
      </Stack>
    </Modal>
  )
}

import { Menu, ScrollArea } from '@mantine/core'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { projects } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { CheckIcon, PlusIcon } from '../look/icons.tsx'
import { useWords } from '../words/words.tsx'
import { keep } from './keep-conversation.ts'

interface ProjectChoicesProps {
  conversation: Conversation
  onNew: () => void
}

/** The projects that a conversation can be put in, with the one that it is in. */
export function ProjectChoices({ conversation, onNew }: ProjectChoicesProps) {
  const words = useWords()
  const { value } = useResource(projects)
  const choice = (projectId: string | null, name: string) => (
    <Menu.RadioItem
      key={projectId ?? 'none'}
      value={projectId ?? ''}
      checked={conversation.projectId === projectId}
      checkIcon={<CheckIcon size={16} />}
      closeMenuOnClick
      onChange={() => void keep(conversation.id, { projectId }, words)}
    >
      {name}
    </Menu.RadioItem>
  )
  return (
    <>
      <ScrollArea.Autosize mah={240} maw={260}>
        {value?.items.map(({ id, name }) => choice(id, name))}
      </ScrollArea.Autosize>
      {conversation.projectId !== null && choice(null, words.projects.none)}
      <Menu.Item leftSection={<PlusIcon size={16} />} onClick={onNew}>
        {words.projects.fresh}
      </Menu.Item>
    </>
  )
}

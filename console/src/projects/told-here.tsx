import { Anchor, Popover, Stack, Text } from '@mantine/core'
import { addressEnd, noFilter } from '../conversations/list-filter.ts'
import participants from '../conversations/participants/participants.module.css'
import { projects } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useProjectWords } from '../words/projects/project-words.ts'
import { ProjectSign } from './project-sign.tsx'
import own from './projects.module.css'

/** The project that a conversation is in, and what agents are told there. */
export function ToldHere({ projectId }: { projectId: string }) {
  const { projects: said } = useProjectWords()
  const project = useResource(projects).value?.items.find(({ id }) => id === projectId)
  if (!project) return null
  return (
    <Popover width={320} position="bottom-start" shadow="md" trapFocus keepMounted={false}>
      <Popover.Target>
        <button type="button" className={participants.open} aria-label={said.toldHere(project.name)}>
          <ProjectSign project={project} size={14} />
          <span className={participants.names}>{project.name}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={said.toldHere(project.name)}>
        <Stack gap="xs">
          <Text size="sm" className={own.instructions} dir="auto">
            {project.instructions || said.nothingTold}
          </Text>
          <Anchor
            component={Link}
            size="sm"
            href={to.project(projectId) + addressEnd({ ...noFilter, projectId })}
          >
            {said.openProject}
          </Anchor>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

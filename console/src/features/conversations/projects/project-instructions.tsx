import { Anchor, Popover, Stack, Text } from '@mantine/core'
import { addressEnd, noFilter } from '../list-filter.ts'
import participants from '../participants/participants.module.css'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useProjectMessages } from '../../../messages/projects/project-messages.ts'
import { ProjectBadge } from './project-badge.tsx'
import own from './projects.module.css'

/** The project that a conversation is in, and what agents are told there. */
export function ProjectInstructions({ projectId }: { projectId: string }) {
  const { projects: t } = useProjectMessages()
  const project = useResource(pages('projects.list')).value?.items.find(({ id }) => id === projectId)
  if (!project) return null
  return (
    <Popover width={320} position="bottom-start" shadow="md" trapFocus keepMounted={false}>
      <Popover.Target>
        <button type="button" className={participants.open} aria-label={t.toldHere(project.name)}>
          <ProjectBadge project={project} size={14} />
          <span className={participants.names}>{project.name}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.toldHere(project.name)}>
        <Stack gap="xs">
          <Text size="sm" className={own.instructions} dir="auto">
            {project.instructions || t.nothingTold}
          </Text>
          <Anchor
            component={Link}
            size="sm"
            href={to.project(projectId) + addressEnd({ ...noFilter, projectId })}
          >
            {t.openProject}
          </Anchor>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

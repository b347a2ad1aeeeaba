import { Alert, Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { Project } from '#contract/shapes/project.ts'
import { ConversationRows } from '../conversation-rows.tsx'
import { addressEnd, noFilter } from '../list-filter.ts'
import { conversationList } from '../listed-conversations.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { BackLink } from '../../../ui/back-link.tsx'
import { PlusIcon, StarredIcon } from '../../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../../ui/resource-view.tsx'
import { NotFound } from '../../../ui/not-found.tsx'
import { Page } from '../../../ui/page.tsx'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useProjectMessages } from '../../../messages/projects/project-messages.ts'
import { ProjectForm } from './project-form.tsx'
import { ProjectMenu } from './project-menu.tsx'
import { ProjectMembers } from './project-members.tsx'
import { ProjectBadge } from './project-badge.tsx'
import own from './projects.module.css'

/** A project: what is said in it, and what agents are given there. */
export function ProjectPage({ projectId }: { projectId: string }) {
  const list = useResource(pages('projects.list'))
  return (
    <ResourceView of={list} skeleton={<SkeletonRows count={6} />}>
      {({ items }) => {
        const project = items.find(({ id }) => id === projectId)
        return project ? <Shown key={project.id} project={project} /> : <NotFound />
      }}
    </ResourceView>
  )
}

function Shown({ project }: { project: Project }) {
  const { general, projects: t } = useProjectMessages()
  useDocumentTitle(`${project.name} · ${general.product}`)
  return (
    <Page
      size={720}
      above={
        <Group hiddenFrom="sm" mb="xs">
          <BackLink href={to.conversations}>{general.back}</BackLink>
        </Group>
      }
      title={
        <span className={own.name}>
          <ProjectBadge project={project} size={26} />
          <span dir="auto">{project.name}</span>
          {project.starred && <StarredIcon size={18} />}
        </span>
      }
      intro={project.description || t.noDescription}
      actions={
        <>
          {project.role !== 'viewer' && (
            <Button
              component={Link}
              href={to.newConversation() + addressEnd({ ...noFilter, projectId: project.id })}
              leftSection={<PlusIcon size={16} />}
            >
              {t.freshHere}
            </Button>
          )}
          <ProjectMenu project={project} />
        </>
      }
    >
      <Stack gap="xl">
        {project.archived && <Alert color="gray">{t.isArchived}</Alert>}
        <Talks projectId={project.id} />
        <ProjectMembers project={project} />
        <ProjectForm project={project} />
      </Stack>
    </Page>
  )
}

/** Its conversations, where the list of all of them is not beside. */
function Talks({ projectId }: { projectId: string }) {
  const { projects: t } = useProjectMessages()
  const filter = { ...noFilter, projectId }
  const page = useResource(conversationList(filter))
  return (
    <Stack component="section" gap="xs" hiddenFrom="sm" aria-label={t.talks}>
      <Group gap="xs">
        <Title order={2} size="h5">
          {t.talks}
        </Title>
        {page.value && page.value.items.length > 0 && (
          <Badge variant="light" color="gray">
            {page.value.items.length}
            {page.value.nextCursor && '+'}
          </Badge>
        )}
      </Group>
      {page.value?.items.length === 0 ? (
        <Text size="sm" c="var(--quiet)">
          {t.emptyHint}
        </Text>
      ) : (
        <ResourceView of={page} skeleton={<SkeletonRows count={3} height={38} />}>
          {(held) => <ConversationRows page={held} filter={filter} openId={null} />}
        </ResourceView>
      )}
    </Stack>
  )
}

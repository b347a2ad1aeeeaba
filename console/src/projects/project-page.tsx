import { Alert, Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { Project } from '#contract/shapes/project.ts'
import { ConversationRows } from '../conversations/conversation-rows.tsx'
import { addressEnd, noFilter } from '../conversations/list-filter.ts'
import { conversationList } from '../conversations/listed.ts'
import { projects } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { BackLink } from '../look/back-link.tsx'
import { PlusIcon, StarredIcon } from '../look/icons.tsx'
import { Loaded, Rows } from '../look/loaded.tsx'
import { Nowhere } from '../look/nowhere.tsx'
import { Page } from '../look/page.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useProjectWords } from '../words/projects/project-words.ts'
import { ProjectForm } from './project-form.tsx'
import { ProjectMenu } from './project-menu.tsx'
import { ProjectPeople } from './project-people.tsx'
import { ProjectSign } from './project-sign.tsx'
import own from './projects.module.css'

/** A project: what is said in it, and what agents are given there. */
export function ProjectPage({ projectId }: { projectId: string }) {
  const list = useResource(projects)
  return (
    <Loaded of={list} skeleton={<Rows count={6} />}>
      {({ items }) => {
        const project = items.find(({ id }) => id === projectId)
        return project ? <Shown key={project.id} project={project} /> : <Nowhere />
      }}
    </Loaded>
  )
}

function Shown({ project }: { project: Project }) {
  const { general, projects: said } = useProjectWords()
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
          <ProjectSign project={project} size={26} />
          <span dir="auto">{project.name}</span>
          {project.starred && <StarredIcon size={18} />}
        </span>
      }
      intro={project.description || said.noDescription}
      actions={
        <>
          {project.role !== 'viewer' && (
            <Button
              component={Link}
              href={to.newConversation() + addressEnd({ ...noFilter, projectId: project.id })}
              leftSection={<PlusIcon size={16} />}
            >
              {said.freshHere}
            </Button>
          )}
          <ProjectMenu project={project} />
        </>
      }
    >
      <Stack gap="xl">
        {project.archived && <Alert color="gray">{said.isArchived}</Alert>}
        <Talks projectId={project.id} />
        <ProjectPeople project={project} />
        <ProjectForm project={project} />
      </Stack>
    </Page>
  )
}

/** Its conversations, where the list of all of them is not beside. */
function Talks({ projectId }: { projectId: string }) {
  const { projects: said } = useProjectWords()
  const filter = { ...noFilter, projectId }
  const page = useResource(conversationList(filter))
  return (
    <Stack component="section" gap="xs" hiddenFrom="sm" aria-label={said.talks}>
      <Group gap="xs">
        <Title order={2} size="h5">
          {said.talks}
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
          {said.emptyHint}
        </Text>
      ) : (
        <Loaded of={page} skeleton={<Rows count={3} height={38} />}>
          {(held) => <ConversationRows page={held} filter={filter} openId={null} />}
        </Loaded>
      )}
    </Stack>
  )
}

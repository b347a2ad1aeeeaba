import { Button, Text, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { Project } from '#contract/shapes/project.ts'
import classes from '../conversations-page.module.css'
import { updateConversation } from '../update-conversation.ts'
import { addressEnd, noFilter, type ListFilter } from '../list-filter.ts'
import { useStore } from '../../../data/store.ts'
import { removing } from '../../../ui/removals.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { ContactsIcon, StarredIcon } from '../../../ui/icons.tsx'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useProjectMessages } from '../../../messages/projects/project-messages.ts'
import { useLocale } from '../../../messages/messages.tsx'
import { conversationDragType } from './drag-type.ts'
import { ProjectMenu } from './project-menu.tsx'
import { AddToProjectDialog } from './add-to-project-dialog.tsx'
import { ProjectBadge } from './project-badge.tsx'
import own from './projects.module.css'

/** The projects, the starred ones first, above the conversations that are in none of them in particular. */
export function ProjectRows({ filter }: { filter: ListFilter }) {
  const { locale } = useLocale()
  const t = useProjectMessages()
  const { value } = useResource(pages('projects.list'))
  const hidden = useStore(removing)
  const [showsArchived, setShowsArchived] = useState(false)
  const names = new Intl.Collator(locale, { numeric: true })
  const there = (value?.items ?? []).filter(({ id }) => !hidden.has(id))
  const shown = there
    .filter(({ id, archived }) => !archived || showsArchived || id === filter.projectId)
    .toSorted((a, b) => Number(b.starred) - Number(a.starred) || names.compare(a.name, b.name))
  if (there.length === 0 || filter.search !== '') return null
  return (
    <section aria-label={t.projects.title}>
      <Text className={classes.group} size="xs" c="var(--quiet)" component="h2">
        {t.projects.title}
      </Text>
      <ul className={classes.plain}>
        {shown.map((project) => (
          <ProjectRow key={project.id} project={project} isChosen={project.id === filter.projectId} />
        ))}
      </ul>
      {there.some(({ archived }) => archived) && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          fw={400}
          c="var(--quiet)"
          ml={2}
          aria-expanded={showsArchived}
          onClick={() => setShowsArchived(!showsArchived)}
        >
          {t.projects.archivedOnes}
        </Button>
      )}
    </section>
  )
}

function ProjectRow({ project, isChosen }: { project: Project; isChosen: boolean }) {
  const t = useProjectMessages()
  const { projects: tProjects } = t
  const [isOver, setOver] = useState(false)
  const [droppedId, setDroppedId] = useState<string | null>(null)
  const put = (id: string) => void updateConversation(id, { projectId: project.id }, t)
  const href = isChosen
    ? to.conversations
    : to.project(project.id) + addressEnd({ ...noFilter, projectId: project.id })
  return (
    <li
      className={classes.row}
      data-open={isChosen || isOver || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(conversationDragType) || project.role === 'viewer') return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const id = event.dataTransfer.getData(conversationDragType)
        if (project.memberCount > 1) setDroppedId(id)
        else put(id)
      }}
    >
      <Link className={classes.row_link} href={href} aria-current={isChosen ? 'true' : undefined}>
        <ProjectBadge project={project} size={16} />
        <span className={classes.row_title} dir="auto">
          {project.name}
        </span>
        {project.memberCount > 1 && (
          <span className={own.shared} title={tProjects.sharedBy(project.memberCount)}>
            <ContactsIcon size={13} />
            <VisuallyHidden>{tProjects.sharedBy(project.memberCount)}</VisuallyHidden>
          </span>
        )}
        {project.starred && <StarredIcon size={13} />}
      </Link>
      <ProjectMenu project={project} className={classes.row_menu} />
      {droppedId !== null && (
        <AddToProjectDialog
          project={project}
          onClose={() => setDroppedId(null)}
          onAgree={() => put(droppedId)}
        />
      )}
    </li>
  )
}

import { Button, Text, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { Project } from '#contract/shapes/project.ts'
import classes from '../conversations/conversations-room.module.css'
import { keep } from '../conversations/keep-conversation.ts'
import { addressEnd, noFilter, type ListFilter } from '../conversations/list-filter.ts'
import { useCell } from '../data/cell.ts'
import { removing } from '../data/removals.ts'
import { projects } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { ContactsIcon, StarredIcon } from '../look/icons.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useProjectWords } from '../words/projects/project-words.ts'
import { useSpeech } from '../words/words.tsx'
import { draggedConversation } from './dragged.ts'
import { ProjectMenu } from './project-menu.tsx'
import { PutInDialog } from './put-in-dialog.tsx'
import { ProjectSign } from './project-sign.tsx'
import own from './projects.module.css'

/** The projects, the starred ones first, above the conversations that are in none of them in particular. */
export function ProjectRows({ filter }: { filter: ListFilter }) {
  const { locale } = useSpeech()
  const words = useProjectWords()
  const { value } = useResource(projects)
  const hidden = useCell(removing)
  const [showsArchived, setShowsArchived] = useState(false)
  const names = new Intl.Collator(locale, { numeric: true })
  const there = (value?.items ?? []).filter(({ id }) => !hidden.has(id))
  const shown = there
    .filter(({ id, archived }) => !archived || showsArchived || id === filter.projectId)
    .toSorted((a, b) => Number(b.starred) - Number(a.starred) || names.compare(a.name, b.name))
  if (there.length === 0 || filter.search !== '') return null
  return (
    <section aria-label={words.projects.title}>
      <Text className={classes.group} size="xs" c="var(--quiet)" component="h2">
        {words.projects.title}
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
          {words.projects.archivedOnes}
        </Button>
      )}
    </section>
  )
}

function ProjectRow({ project, isChosen }: { project: Project; isChosen: boolean }) {
  const words = useProjectWords()
  const { projects: said } = words
  const [isOver, setOver] = useState(false)
  const [droppedId, setDroppedId] = useState<string | null>(null)
  const put = (id: string) => void keep(id, { projectId: project.id }, words)
  const href = isChosen
    ? to.conversations
    : to.project(project.id) + addressEnd({ ...noFilter, projectId: project.id })
  return (
    <li
      className={classes.row}
      data-open={isChosen || isOver || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(draggedConversation) || project.role === 'viewer') return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const id = event.dataTransfer.getData(draggedConversation)
        if (project.memberCount > 1) setDroppedId(id)
        else put(id)
      }}
    >
      <Link className={classes.row_link} href={href} aria-current={isChosen ? 'true' : undefined}>
        <ProjectSign project={project} size={16} />
        <span className={classes.row_title} dir="auto">
          {project.name}
        </span>
        {project.memberCount > 1 && (
          <span className={own.shared} title={said.sharedBy(project.memberCount)}>
            <ContactsIcon size={13} />
            <VisuallyHidden>{said.sharedBy(project.memberCount)}</VisuallyHidden>
          </span>
        )}
        {project.starred && <StarredIcon size={13} />}
      </Link>
      <ProjectMenu project={project} className={classes.row_menu} />
      {droppedId !== null && (
        <PutInDialog project={project} onClose={() => setDroppedId(null)} onAgree={() => put(droppedId)} />
      )}
    </li>
  )
}

import { Menu, Text } from '@mantine/core'
import { useState } from 'react'
import type { Project } from '#contract/shapes/project.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { useCell } from '../data/cell.ts'
import { removeWithUndo, removing } from '../data/removals.ts'
import { projects } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { IconButton } from '../look/icon-button.tsx'
import { EditIcon, FolderIcon, MoreIcon, TrashIcon } from '../look/icons.tsx'
import { NameDialog } from '../look/name-dialog.tsx'
import { toast } from '../look/toasts.ts'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import classes from './conversations-room.module.css'
import { addressEnd, noFilter, type ListFilter } from './list-filter.ts'

/** The projects, above the conversations that are in none of them in particular. */
export function ProjectRows({ filter }: { filter: ListFilter }) {
  const words = useWords()
  const { value } = useResource(projects)
  const hidden = useCell(removing)
  const shown = value?.items.filter(({ id }) => !hidden.has(id)) ?? []
  if (shown.length === 0 || filter.search !== '') return null
  return (
    <section aria-label={words.projects.title}>
      <Text className={classes.group} size="xs" c="var(--quiet)" component="h3">
        {words.projects.title}
      </Text>
      <ul className={classes.plain}>
        {shown.map((project) => (
          <ProjectRow key={project.id} project={project} isChosen={project.id === filter.projectId} />
        ))}
      </ul>
    </section>
  )
}

function ProjectRow({ project, isChosen }: { project: Project; isChosen: boolean }) {
  const end = addressEnd({ ...noFilter, projectId: isChosen ? '' : project.id })
  return (
    <li className={classes.row} data-open={isChosen || undefined}>
      <Link
        className={classes.row_link}
        href={to.conversations + end}
        aria-current={isChosen ? 'true' : undefined}
      >
        <FolderIcon size={16} />
        <span className={classes.row_title} dir="auto">
          {project.name}
        </span>
      </Link>
      <ProjectMenu project={project} />
    </li>
  )
}

function ProjectMenu({ project: { id, name } }: { project: Project }) {
  const words = useWords()
  const [isRenaming, setRenaming] = useState(false)
  const fail = (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true })
  const rename = async (next: string) => {
    await client.projects.rename(id, next).catch(fail)
    refresh('projects')
  }
  const remove = () =>
    removeWithUndo({
      id,
      said: words.projects.kept(name),
      remove: (options) => client.projects.remove(id, options),
      onFailure: fail,
    })
  return (
    <>
      <Menu>
        <Menu.Target>
          <IconButton
            label={words.projects.menu(name)}
            icon={MoreIcon}
            {...(classes.row_menu && { className: classes.row_menu })}
          />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<EditIcon size={16} />} onClick={() => setRenaming(true)}>
            {words.conversations.rename}
          </Menu.Item>
          <Menu.Item leftSection={<TrashIcon size={16} />} color="red" onClick={remove}>
            {words.general.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        title={words.projects.rename}
        label={words.projects.name}
        done={words.general.save}
        name={name}
        lengthMax={100}
        isOpen={isRenaming}
        onClose={() => setRenaming(false)}
        onName={(next) => void rename(next)}
      />
    </>
  )
}

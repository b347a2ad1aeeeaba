import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { ContactsIcon } from '../../../ui/icons.tsx'
import classes from '../chat.module.css'
import { useProjectMessages } from '../../../messages/projects/project-messages.ts'

/** Says beside what one writes who reads it because of the project. */
export function SharedNote({ projectId, isReadOnly }: { projectId: string; isReadOnly: boolean }) {
  const { projects: t } = useProjectMessages()
  const project = useResource(pages('projects.list')).value?.items.find(({ id }) => id === projectId)
  if (!project || (project.memberCount < 2 && !isReadOnly)) return null
  return (
    <p className={classes.assignee} role="status">
      <ContactsIcon size={16} />
      {isReadOnly ? t.readOnly(project.name) : t.seenBy(project.name, project.memberCount)}
    </p>
  )
}

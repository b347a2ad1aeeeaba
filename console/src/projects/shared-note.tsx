import { projects } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { ContactsIcon } from '../look/icons.tsx'
import classes from '../conversations/chat.module.css'
import { useProjectWords } from '../words/projects/project-words.ts'

/** Says beside what one writes who reads it because of the project. */
export function SharedNote({ projectId, isReadOnly }: { projectId: string; isReadOnly: boolean }) {
  const { projects: said } = useProjectWords()
  const project = useResource(projects).value?.items.find(({ id }) => id === projectId)
  if (!project || (project.memberCount < 2 && !isReadOnly)) return null
  return (
    <p className={classes.holder} role="status">
      <ContactsIcon size={16} />
      {isReadOnly ? said.readOnly(project.name) : said.seenBy(project.name, project.memberCount)}
    </p>
  )
}

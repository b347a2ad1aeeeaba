import { Menu } from '@mantine/core'
import { useState } from 'react'
import type { Project } from '#contract/shapes/project.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { removeWithUndo } from '../../../ui/removals.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { ArchiveIcon, EditIcon, MoreIcon, SignOutIcon, StarIcon, TrashIcon } from '../../../ui/icons.tsx'
import { NameDialog } from '../../../ui/name-dialog.tsx'
import { toast } from '../../../ui/toasts.ts'
import { navigate } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { useMe } from '../../../data/me.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useProjectMessages } from '../../../messages/projects/project-messages.ts'
import { updateProject } from './update-project.ts'

interface ProjectMenuProps {
  project: Project
  className?: string | undefined
}

/** What can be done with a project as a whole. */
export function ProjectMenu({ project, className }: ProjectMenuProps) {
  const { id, name, starred, archived, role, memberCount } = project
  const t = useProjectMessages()
  const { projects: tProjects } = t
  const [isRenaming, setRenaming] = useState(false)
  const { remove, leave, archive } = useProjectActions(project)
  return (
    <>
      <Menu>
        <Menu.Target>
          <IconButton label={tProjects.menu(name)} icon={MoreIcon} {...(className && { className })} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<StarIcon size={16} />}
            onClick={() => void updateProject(id, { starred: !starred }, t)}
          >
            {starred ? tProjects.unstar : tProjects.star}
          </Menu.Item>
          {role !== 'viewer' && (
            <Menu.Item leftSection={<EditIcon size={16} />} onClick={() => setRenaming(true)}>
              {t.conversations.rename}
            </Menu.Item>
          )}
          {memberCount > 1 && (
            <Menu.Item leftSection={<SignOutIcon size={16} />} onClick={() => void leave()}>
              {tProjects.leave}
            </Menu.Item>
          )}
          {role === 'owner' && (
            <>
              <Menu.Item leftSection={<ArchiveIcon size={16} />} onClick={() => void archive()}>
                {archived ? tProjects.restore : tProjects.archive}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item leftSection={<TrashIcon size={16} />} color="red" onClick={remove}>
                {t.general.remove}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        title={tProjects.rename}
        label={tProjects.name}
        done={t.general.save}
        name={name}
        lengthMax={100}
        isOpen={isRenaming}
        onClose={() => setRenaming(false)}
        onName={(next) => void updateProject(id, { name: next }, t)}
      />
    </>
  )
}

function useProjectActions({ id, name, archived }: Project) {
  const t = useProjectMessages()
  const { projects: tProjects } = t
  const myId = useMe().actor.id ?? ''
  const remove = () => {
    removeWithUndo({
      id,
      message: tProjects.kept(name),
      remove: (options) => client.projects.remove(id, {}, options),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
    if (location.pathname === to.project(id)) navigate(to.conversations)
  }
  const leave = async () => {
    try {
      await client.projects.removeMember(id, myId)
      toast({ text: tProjects.didLeave(name) })
      if (location.pathname === to.project(id)) navigate(to.conversations)
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
    invalidate('project')
  }
  const archive = async () => {
    await updateProject(id, { archived: !archived }, t)
    if (!archived)
      toast({
        text: tProjects.archived(name),
        undo: () => void updateProject(id, { archived: false }, t),
      })
  }
  return { remove, leave, archive }
}

import { Menu } from '@mantine/core'
import { useState } from 'react'
import type { Project } from '#contract/shapes/project.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { removeWithUndo } from '../data/removals.ts'
import { IconButton } from '../look/icon-button.tsx'
import { ArchiveIcon, EditIcon, MoreIcon, SignOutIcon, StarIcon, TrashIcon } from '../look/icons.tsx'
import { NameDialog } from '../look/name-dialog.tsx'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useMe } from '../shell/me.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useProjectWords } from '../words/projects/project-words.ts'
import { keepProject } from './keep-project.ts'

interface ProjectMenuProps {
  project: Project
  className?: string | undefined
}

/** What can be done with a project as a whole. */
export function ProjectMenu({ project, className }: ProjectMenuProps) {
  const { id, name, starred, archived, role, memberCount } = project
  const words = useProjectWords()
  const { projects: said } = words
  const myId = useMe().actor.id ?? ''
  const [isRenaming, setRenaming] = useState(false)
  const remove = () => {
    removeWithUndo({
      id,
      said: said.kept(name),
      remove: (options) => client.projects.remove(id, options),
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
    })
    if (location.pathname === to.project(id)) navigate(to.conversations)
  }
  const leave = async () => {
    try {
      await client.projects.removeMember(id, myId)
      toast({ text: said.didLeave(name) })
      if (location.pathname === to.project(id)) navigate(to.conversations)
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
    }
    refresh('projects')
    refresh('conversation')
  }
  const archive = async () => {
    await keepProject(id, { archived: !archived }, words)
    if (!archived)
      toast({
        text: said.archived(name),
        undo: () => void keepProject(id, { archived: false }, words),
      })
  }
  return (
    <>
      <Menu>
        <Menu.Target>
          <IconButton label={said.menu(name)} icon={MoreIcon} {...(className && { className })} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<StarIcon size={16} />}
            onClick={() => void keepProject(id, { starred: !starred }, words)}
          >
            {starred ? said.unstar : said.star}
          </Menu.Item>
          {role !== 'viewer' && (
            <Menu.Item leftSection={<EditIcon size={16} />} onClick={() => setRenaming(true)}>
              {words.conversations.rename}
            </Menu.Item>
          )}
          {memberCount > 1 && (
            <Menu.Item leftSection={<SignOutIcon size={16} />} onClick={() => void leave()}>
              {said.leave}
            </Menu.Item>
          )}
          {role === 'owner' && (
            <>
              <Menu.Item leftSection={<ArchiveIcon size={16} />} onClick={() => void archive()}>
                {archived ? said.restore : said.archive}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item leftSection={<TrashIcon size={16} />} color="red" onClick={remove}>
                {words.general.remove}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        title={said.rename}
        label={said.name}
        done={words.general.save}
        name={name}
        lengthMax={100}
        isOpen={isRenaming}
        onClose={() => setRenaming(false)}
        onName={(next) => void keepProject(id, { name: next }, words)}
      />
    </>
  )
}

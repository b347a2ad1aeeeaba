import { Menu, ScrollArea } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import {
  CheckIcon,
  ChecklistIcon,
  DownloadIcon,
  FilterIcon,
  FolderIcon,
  UploadIcon,
} from '../../ui/icons.tsx'
import { NameDialog } from '../../ui/name-dialog.tsx'
import { useMay } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import { createProject, downloadAllConversations } from './update-conversation.ts'
import { isFiltered, type ListFilter } from './list-filter.ts'
import { beginSelecting } from './selection/selection.ts'
import { useListFilter } from './use-list-filter.ts'

const ImportDialog = lazy(async () => ({
  default: (await import('./projects/import-dialog.tsx')).ImportDialog,
}))

/** What the list shows, and what concerns all of it. */
export function FilterMenu() {
  const t = useMessages()
  const { list, projects } = t
  const may = useMay()
  const [filter, setFilter] = useListFilter()
  const [isNaming, setNaming] = useState(false)
  const [isImporting, setImporting] = useState(false)
  const open = async (name: string) => {
    const projectId = await createProject(name, t)
    if (projectId) setFilter({ projectId, search: '' })
  }
  const choice = <K extends keyof ListFilter>(key: K, value: ListFilter[K], label: string) => (
    <Menu.RadioItem
      key={value}
      value={value}
      checked={filter[key] === value}
      checkIcon={<CheckIcon size={16} />}
      closeMenuOnClick
      onChange={() => setFilter({ [key]: value })}
    >
      {label}
    </Menu.RadioItem>
  )
  return (
    <>
      <Menu keepMounted={false} width={264}>
        <Menu.Target>
          <IconButton
            label={list.filter}
            icon={FilterIcon}
            variant={isFiltered(filter) ? 'light' : 'subtle'}
            color={isFiltered(filter) ? 'harbour' : 'gray'}
          />
        </Menu.Target>
        <Menu.Dropdown>
          <ScrollArea.Autosize mah="80dvh">
            <Menu.Label>{list.show}</Menu.Label>
            {choice('show', 'all', list.everything)}
            {choice('show', 'starred', list.starred)}
            {choice('show', 'archived', list.archived)}
            {may('conversation:read-inbox') && (
              <>
                <Menu.Label>{list.whose}</Menu.Label>
                {choice('whose', 'own', list.own)}
                {choice('whose', 'inbox', list.inbox)}
                {choice('whose', 'all', list.everybody)}
              </>
            )}
            <AgentChoices choice={(id, name) => choice('agentId', id, name)} />
            <Menu.Divider />
            <ListActions onNewProject={() => setNaming(true)} onImport={() => setImporting(true)} />
          </ScrollArea.Autosize>
        </Menu.Dropdown>
      </Menu>
      {isImporting && (
        <Suspense>
          <ImportDialog projectId={filter.projectId} onClose={() => setImporting(false)} />
        </Suspense>
      )}
      <NameDialog
        title={projects.fresh}
        label={projects.name}
        done={projects.create}
        lengthMax={100}
        isOpen={isNaming}
        onClose={() => setNaming(false)}
        onName={(name) => void open(name)}
      />
    </>
  )
}

function AgentChoices({ choice }: { choice: (id: string, name: string) => React.ReactNode }) {
  const { list } = useMessages()
  const { value } = useResource(all('agents.list'))
  if (!value || value.items.length < 2) return null
  return (
    <>
      <Menu.Label>{list.answeredBy}</Menu.Label>
      {choice('', list.anyAgent)}
      {value.items.map(({ id, name }) => choice(id, name))}
    </>
  )
}

/** What can be done with all of the list. */
function ListActions({ onNewProject, onImport }: { onNewProject: () => void; onImport: () => void }) {
  const t = useMessages()
  const { list, projects } = t
  const may = useMay()
  return (
    <>
      <Menu.Item leftSection={<ChecklistIcon size={16} />} onClick={beginSelecting}>
        {list.select}
      </Menu.Item>
      <Menu.Item leftSection={<FolderIcon size={16} />} onClick={onNewProject}>
        {projects.fresh}
      </Menu.Item>
      <Menu.Item leftSection={<DownloadIcon size={16} />} onClick={() => void downloadAllConversations(t)}>
        {list.downloadAll}
      </Menu.Item>
      {may('conversation:import') && (
        <Menu.Item leftSection={<UploadIcon size={16} />} onClick={onImport}>
          {list.import}
        </Menu.Item>
      )}
    </>
  )
}

import { Menu } from '@mantine/core'
import { client } from '../../data/console-client.ts'
import { change, invalidate } from '../../data/cache.ts'
import type { MemoryFilter } from './memory-filter.ts'
import { removeWithUndo, restore } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { all, pages } from '../../data/resource.ts'
import { DownloadIcon, MoreIcon, TrashIcon } from '../../ui/icons.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { toast } from '../../ui/toasts.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMemoryMessages } from '../../messages/memory/memory-messages.ts'
import { everythingOf } from './everything-of.ts'

interface MemoryMenuProps {
  /** What is looked at: of one agent, everything of that one is erased. */
  filter: MemoryFilter
  mayWrite: boolean
}

/** What can be done with all of it: taken along, or erased. */
export function MemoryMenu({ filter, mayWrite }: MemoryMenuProps) {
  const t = useMemoryMessages()
  const { memory, general } = t
  const agent = useResource(all('agents.list')).value?.items.find((one) => one.id === filter.agentId)
  const tell = (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })
  const save = async () => {
    const file = await client.memory.export()
    const content = new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' })
    saveFile({ name: 'parley-memory.json', content })
  }
  const id = everythingOf(filter.agentId)
  const erase = async (options: { keepalive?: boolean }) => {
    await client.memory.eraseAll({ agentId: filter.agentId || undefined }, options)
    // What is learnt from now on is to be seen again.
    change(pages('memory.list', filter), (page) => ({ ...page, items: [] }))
    invalidate('memory')
    restore(id)
  }
  const eraseAll = () =>
    removeWithUndo({
      id,
      message: agent ? memory.erasedAllOf(agent.name) : memory.erasedAll,
      remove: erase,
      onFailure: tell,
    })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton label={general.more} icon={MoreIcon} variant="default" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<DownloadIcon size={16} />} onClick={() => void save().catch(tell)}>
          {memory.export}
        </Menu.Item>
        {mayWrite && (
          <Menu.Item color="red" leftSection={<TrashIcon size={16} />} onClick={eraseAll}>
            {agent ? memory.eraseAllOf(agent.name) : memory.eraseAll}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

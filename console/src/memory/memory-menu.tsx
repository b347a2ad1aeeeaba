import { Menu } from '@mantine/core'
import { client } from '../console-client.ts'
import { removeWithUndo } from '../data/removals.ts'
import { agents } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { DownloadIcon, MoreIcon, TrashIcon } from '../look/icons.tsx'
import { IconButton } from '../look/icon-button.tsx'
import { saveFile } from '../look/save-file.ts'
import { toast } from '../look/toasts.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { everythingOf } from './everything-of.ts'

interface MemoryMenuProps {
  /** The agent that is looked at; empty: all. */
  agentId: string
  mayWrite: boolean
}

/** What can be done with all of it: taken along, or erased. */
export function MemoryMenu({ agentId, mayWrite }: MemoryMenuProps) {
  const words = useWords()
  const { memory, general } = words
  const agent = useResource(agents).value?.items.find(({ id }) => id === agentId)
  const tell = (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true })
  const save = async () => {
    const file = await client.memory.export()
    const content = new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' })
    saveFile({ name: 'parley-memory.json', content })
  }
  const eraseAll = () =>
    removeWithUndo({
      id: everythingOf(agentId),
      said: agent ? memory.erasedAllOf(agent.name) : memory.erasedAll,
      remove: (options) => client.memory.eraseAll(agentId || undefined, options),
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

import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import type { ToolServerList } from '#contract/shapes/tool-server.ts'
import { useCell } from '../data/cell.ts'
import { removing } from '../data/removals.ts'
import { toolServers } from '../data/tool-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { PlusIcon, ToolIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { Nowhere } from '../look/nowhere.tsx'
import { useFilter } from '../routing/location.ts'
import { Shelf } from '../settings/shelf.tsx'
import { useToolWords } from '../words/tools/tool-words.ts'
import { AddServerDialog } from './add-server-dialog.tsx'
import { ServerDetail } from './server-detail.tsx'
import { TenantRules } from './rules/tenant-rules.tsx'
import { ServerRow } from './server-row.tsx'
import { useReturn } from './sign-in.ts'
import { useMayManageTools } from './use-may-manage-tools.ts'

/** The servers outside whose tools agents may be given, or one of them, which has an address in the console. */
export function ToolsPage() {
  useReturn()
  const held = useResource(toolServers)
  const hidden = useCell(removing)
  const [open, setOpen] = useFilter('server')
  const [isAdding, setAdding] = useState(false)
  return (
    <Loaded of={held}>
      {(list) => {
        const items = list.items.filter(({ id }) => !hidden.has(id))
        const one = items.find(({ id }) => id === open)
        if (open !== '') return one ? <ServerDetail key={one.id} server={one} /> : <Nowhere />
        return (
          <>
            <Stack gap="xl">
              <Servers list={{ ...list, items }} onAdd={() => setAdding(true)} />
              <TenantRules />
            </Stack>
            <AddServerDialog
              isOpen={isAdding}
              programs={list.programs}
              onClose={() => setAdding(false)}
              onMade={(id) => {
                setAdding(false)
                setOpen(id)
              }}
            />
          </>
        )
      }}
    </Loaded>
  )
}

function Servers({ list: { items }, onAdd }: { list: ToolServerList; onAdd: () => void }) {
  const { tools: said } = useToolWords()
  const mayManage = useMayManageTools()
  const add = mayManage && (
    <Button leftSection={<PlusIcon />} onClick={onAdd}>
      {said.add}
    </Button>
  )
  return (
    <Shelf
      said={mayManage ? said : { ...said, noneHint: said.noneHintOther }}
      icon={ToolIcon}
      add={add}
      isEmpty={items.length === 0}
    >
      {items.map((server) => (
        <ServerRow key={server.id} server={server} />
      ))}
    </Shelf>
  )
}

import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import type { ToolServerList } from '#contract/shapes/tool-server.ts'
import { useStore } from '../../data/store.ts'
import { removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { PlusIcon, ToolIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { NotFound } from '../../ui/not-found.tsx'
import { useFilter } from '../../routing/location.ts'
import { SettingsList } from '../../ui/settings-list.tsx'
import { useToolMessages } from '../../messages/tools/tool-messages.ts'
import { AddServerDialog } from './add-server-dialog.tsx'
import { ServerDetail } from './server-detail.tsx'
import { TenantRules } from './rules/tenant-rules.tsx'
import { ServerRow } from './server-row.tsx'
import { useToolSignInReturn } from './sign-in.ts'
import { useMayManageTools } from './use-may-manage-tools.ts'

/** The servers outside whose tools agents may be given, or one of them, which has an address in the console. */
export function ToolsPage() {
  useToolSignInReturn()
  const held = useResource(resource('toolServers.list'))
  const hidden = useStore(removing)
  const [open, setOpen] = useFilter('server')
  const [isAdding, setAdding] = useState(false)
  return (
    <ResourceView of={held}>
      {(list) => {
        const items = list.items.filter(({ id }) => !hidden.has(id))
        const one = items.find(({ id }) => id === open)
        if (open !== '') return one ? <ServerDetail key={one.id} server={one} /> : <NotFound />
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
    </ResourceView>
  )
}

function Servers({ list: { items }, onAdd }: { list: ToolServerList; onAdd: () => void }) {
  const { tools: t } = useToolMessages()
  const mayManage = useMayManageTools()
  const add = mayManage && (
    <Button leftSection={<PlusIcon />} onClick={onAdd}>
      {t.add}
    </Button>
  )
  return (
    <SettingsList
      t={mayManage ? t : { ...t, noneHint: t.noneHintOther }}
      icon={ToolIcon}
      add={add}
      isEmpty={items.length === 0}
    >
      {items.map((server) => (
        <ServerRow key={server.id} server={server} />
      ))}
    </SettingsList>
  )
}

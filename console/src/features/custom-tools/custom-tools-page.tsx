import { Badge, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { CustomTool } from '#contract/shapes/custom-tool.ts'
import { useStore } from '../../data/store.ts'
import { removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { PlusIcon, ToolIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { NotFound } from '../../ui/not-found.tsx'
import { Link } from '../../routing/link.tsx'
import { useFilter } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { SecretDialog } from '../../ui/secret-dialog.tsx'
import classes from '../../ui/settings.module.css'
import { SettingsList } from '../../ui/settings-list.tsx'
import { useCustomToolMessages } from '../../messages/custom-tools/custom-tool-messages.ts'
import { AddToolDialog } from './add-tool-dialog.tsx'
import { ToolDetail } from './tool-detail.tsx'

/** Services of one's own that agents may call, or one of them, which has an address in the console. */
export function CustomToolsPage() {
  const t = useCustomToolMessages()
  const held = useResource(resource('customTools.list'))
  const hidden = useStore(removing)
  const [open, setOpen] = useFilter('tool')
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <>
      <ResourceView of={held}>
        {(list) => {
          const items = list.items.filter(({ id }) => !hidden.has(id))
          if (open === '') return <List items={items} onAdd={() => setAdding(true)} />
          const one = items.find(({ id }) => id === open)
          return one ? <ToolDetail key={one.id} tool={one} /> : <NotFound />
        }}
      </ResourceView>
      <AddToolDialog
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        onMade={(made) => {
          setAdding(false)
          setOpen(made.tool.id)
          setSecret(made.secret)
        }}
      />
      <SecretDialog t={t} secret={secret} onClose={() => setSecret(null)} />
    </>
  )
}

function List({ items, onAdd }: { items: CustomTool[]; onAdd: () => void }) {
  const t = useCustomToolMessages()
  const add = (
    <Button leftSection={<PlusIcon />} onClick={onAdd}>
      {t.add}
    </Button>
  )
  return (
    <SettingsList t={t} icon={ToolIcon} add={add} isEmpty={items.length === 0}>
      {items.map((tool) => (
        <li key={tool.id} className={classes.key}>
          <div className={classes.key_facts}>
            <Group gap="xs">
              <Text fw={600} component={Link} href={`${to.settings('custom-tools')}?tool=${tool.id}`}>
                {tool.name}
              </Text>
              {tool.isSuspended && <Badge color="gray">{t.suspended}</Badge>}
            </Group>
            <Text size="sm" dir="ltr" ta="start">
              {tool.url}
            </Text>
            <Text size="xs" c="var(--quiet)">
              {t[tool.kind]} · {t.operations(tool.operations.length)}
            </Text>
          </div>
        </li>
      ))}
    </SettingsList>
  )
}

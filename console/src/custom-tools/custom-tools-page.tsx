import { Badge, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { CustomTool } from '#contract/shapes/custom-tool.ts'
import { useCell } from '../data/cell.ts'
import { customTools } from '../data/custom-tool-resources.ts'
import { removing } from '../data/removals.ts'
import { useResource } from '../data/use-resource.ts'
import { PlusIcon, ToolIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { Nowhere } from '../look/nowhere.tsx'
import { Link } from '../routing/link.tsx'
import { useFilter } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { SecretDialog } from '../settings/secret-dialog.tsx'
import classes from '../settings/settings.module.css'
import { Shelf } from '../settings/shelf.tsx'
import { useCustomToolWords } from '../words/custom-tools/custom-tool-words.ts'
import { AddToolDialog } from './add-tool-dialog.tsx'
import { ToolDetail } from './tool-detail.tsx'

/** Services of one's own that agents may call, or one of them, which has an address in the console. */
export function CustomToolsPage() {
  const said = useCustomToolWords()
  const held = useResource(customTools)
  const hidden = useCell(removing)
  const [open, setOpen] = useFilter('tool')
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <>
      <Loaded of={held}>
        {(list) => {
          const items = list.items.filter(({ id }) => !hidden.has(id))
          if (open === '') return <List items={items} onAdd={() => setAdding(true)} />
          const one = items.find(({ id }) => id === open)
          return one ? <ToolDetail key={one.id} tool={one} /> : <Nowhere />
        }}
      </Loaded>
      <AddToolDialog
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        onMade={(made) => {
          setAdding(false)
          setOpen(made.tool.id)
          setSecret(made.secret)
        }}
      />
      <SecretDialog said={said} secret={secret} onClose={() => setSecret(null)} />
    </>
  )
}

function List({ items, onAdd }: { items: CustomTool[]; onAdd: () => void }) {
  const said = useCustomToolWords()
  const add = (
    <Button leftSection={<PlusIcon />} onClick={onAdd}>
      {said.add}
    </Button>
  )
  return (
    <Shelf said={said} icon={ToolIcon} add={add} isEmpty={items.length === 0}>
      {items.map((tool) => (
        <li key={tool.id} className={classes.key}>
          <div className={classes.key_facts}>
            <Group gap="xs">
              <Text fw={600} component={Link} href={`${to.settings('custom-tools')}?tool=${tool.id}`}>
                {tool.name}
              </Text>
              {tool.isSuspended && <Badge color="gray">{said.suspended}</Badge>}
            </Group>
            <Text size="sm" dir="ltr" ta="start">
              {tool.url}
            </Text>
            <Text size="xs" c="var(--quiet)">
              {said[tool.kind]} · {said.operations(tool.operations.length)}
            </Text>
          </div>
        </li>
      ))}
    </Shelf>
  )
}

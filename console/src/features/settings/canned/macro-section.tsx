import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Macro } from '#contract/shapes/canned.ts'
import { client } from '../../../data/console-client.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PlusIcon, ToolIcon } from '../../../ui/icons.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { useCannedMessages } from '../../../messages/canned/canned-messages.ts'
import { SavedList } from './saved-list.tsx'
import { MacroDialog } from './macro-dialog.tsx'

/** The macros: several steps under one name. */
export function MacroSection() {
  const t = useCannedMessages()
  const [edited, setEdited] = useState<Macro | 'new' | null>(null)
  const held = useResource(pages('macros.list'))
  return (
    <Stack gap="md" component="section" aria-labelledby="macros">
      <Group justify="space-between">
        <Title order={2} size="h3" id="macros">
          {t.macros}
        </Title>
        <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
          {t.addMacro}
        </Button>
      </Group>
      <Text c="var(--quiet)">{t.macrosIntro}</Text>
      <ResourceView of={held}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={ToolIcon} title={t.noMacros} hint={t.noMacrosHint} />
          ) : (
            <SavedList
              items={items.map((one) => ({
                ...one,
                detail: one.steps.map((step) => t.does[step.do]).join(' · '),
                edit: () => setEdited(one),
              }))}
              remove={(id, options) => client.macros.remove(id, {}, options)}
            />
          )
        }
      </ResourceView>
      {edited !== null && (
        <MacroDialog macro={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Stack>
  )
}

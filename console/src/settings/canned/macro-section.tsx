import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Macro } from '#contract/shapes/canned.ts'
import { canned, macros } from '../../data/canned-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { Empty } from '../../look/empty.tsx'
import { PlusIcon, ToolIcon } from '../../look/icons.tsx'
import { Loaded } from '../../look/loaded.tsx'
import { useCannedWords } from '../../words/canned/canned-words.ts'
import { KeptList } from './kept-list.tsx'
import { MacroDialog } from './macro-dialog.tsx'

/** The macros: several steps under one name. */
export function MacroSection() {
  const words = useCannedWords()
  const [edited, setEdited] = useState<Macro | 'new' | null>(null)
  const held = useResource(macros)
  return (
    <Stack gap="md" component="section" aria-labelledby="macros">
      <Group justify="space-between">
        <Title order={2} size="h3" id="macros">
          {words.macros}
        </Title>
        <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
          {words.addMacro}
        </Button>
      </Group>
      <Text c="var(--quiet)">{words.macrosIntro}</Text>
      <Loaded of={held}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={ToolIcon} title={words.noMacros} hint={words.noMacrosHint} />
          ) : (
            <KeptList
              items={items.map((one) => ({
                ...one,
                detail: one.steps.map((step) => words.does[step.do]).join(' · '),
                edit: () => setEdited(one),
              }))}
              remove={canned.removeMacro}
            />
          )
        }
      </Loaded>
      {edited !== null && (
        <MacroDialog macro={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Stack>
  )
}

import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Widget } from '#contract/shapes/widget.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { useCell } from '../data/cell.ts'
import { removing } from '../data/removals.ts'
import { widgets } from '../data/widget-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { Failure } from '../look/failure.tsx'
import { TalkIcon, PlusIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { useFilter } from '../routing/location.ts'
import { useSending } from '../settings/use-sending.ts'
import { useWidgetWords } from '../words/widgets/widget-words.ts'
import { WidgetEditor } from './widget-editor.tsx'
import classes from './widgets.module.css'

/** Chats on the pages of sites. One that is open has an address. */
export function WidgetsPage() {
  const said = useWidgetWords()
  const held = useResource(widgets)
  const hidden = useCell(removing)
  const [open, setOpen] = useFilter('widget')
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button leftSection={<PlusIcon />} onClick={() => setAdding(true)}>
      {said.add}
    </Button>
  )
  return (
    <Loaded of={held}>
      {({ items }) => {
        const shown = items.filter(({ id }) => !hidden.has(id))
        const opened = shown.find(({ id }) => id === open)
        if (opened) return <WidgetEditor key={opened.id} widget={opened} onBack={() => setOpen('')} />
        return (
          <Stack>
            {shown.length === 0 ? (
              <Empty icon={TalkIcon} title={said.none} hint={said.noneHint}>
                {add}
              </Empty>
            ) : (
              <>
                <Group justify="space-between">
                  <Text c="var(--quiet)" flex="1 1 14rem">
                    {said.intro}
                  </Text>
                  {add}
                </Group>
                <ul className={classes.list}>
                  {shown.map((widget) => (
                    <WidgetRow key={widget.id} widget={widget} onOpen={() => setOpen(widget.id)} />
                  ))}
                </ul>
              </>
            )}
            <Modal opened={isAdding} onClose={() => setAdding(false)} title={said.addTitle}>
              <AddWidget
                onAdded={(id) => {
                  setAdding(false)
                  setOpen(id)
                }}
              />
            </Modal>
          </Stack>
        )
      }}
    </Loaded>
  )
}

function WidgetRow({ widget, onOpen }: { widget: Widget; onOpen: () => void }) {
  const said = useWidgetWords()
  return (
    <li>
      <button type="button" className={classes.row} onClick={onOpen}>
        <span className={classes.dot} style={{ background: widget.look.colour }} aria-hidden="true" />
        <span>
          <Text component="span" fw={600} display="block">
            {widget.name}
          </Text>
          <Text component="span" size="xs" c="var(--quiet)">
            {widget.isEnabled ? said.origins(widget.allowedOrigins.length) : said.off}
          </Text>
        </span>
      </button>
    </li>
  )
}

function AddWidget({ onAdded }: { onAdded: (id: string) => void }) {
  const said = useWidgetWords()
  const [name, setName] = useState('')
  const { error, isBusy, submit } = useSending(async () => {
    const { id } = await client.widgets.create({ name: name.trim() })
    refresh('widgets')
    onAdded(id)
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        {error !== undefined && <Failure error={error} />}
        <TextInput
          label={said.addName}
          description={said.addNameHint}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          data-autofocus
        />
        <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
          {said.addDo}
        </Button>
      </Stack>
    </form>
  )
}

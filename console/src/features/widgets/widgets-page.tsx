import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Widget } from '#contract/shapes/widget.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useStore } from '../../data/store.ts'
import { removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ChatIcon, PlusIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { useFilter } from '../../routing/location.ts'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useWidgetMessages } from '../../messages/widgets/widget-messages.ts'
import { WidgetEditor } from './widget-editor.tsx'
import classes from './widgets.module.css'

/** Chats on the pages of sites. One that is open has an address. */
export function WidgetsPage() {
  const t = useWidgetMessages()
  const held = useResource(resource('widgets.list'))
  const hidden = useStore(removing)
  const [open, setOpen] = useFilter('widget')
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button leftSection={<PlusIcon />} onClick={() => setAdding(true)}>
      {t.add}
    </Button>
  )
  return (
    <ResourceView of={held}>
      {({ items }) => {
        const shown = items.filter(({ id }) => !hidden.has(id))
        const opened = shown.find(({ id }) => id === open)
        if (opened) return <WidgetEditor key={opened.id} widget={opened} onBack={() => setOpen('')} />
        return (
          <Stack>
            {shown.length === 0 ? (
              <EmptyState icon={ChatIcon} title={t.none} hint={t.noneHint}>
                {add}
              </EmptyState>
            ) : (
              <>
                <Group justify="space-between">
                  <Text c="var(--quiet)" flex="1 1 14rem">
                    {t.intro}
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
            <Modal opened={isAdding} onClose={() => setAdding(false)} title={t.addTitle}>
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
    </ResourceView>
  )
}

function WidgetRow({ widget, onOpen }: { widget: Widget; onOpen: () => void }) {
  const t = useWidgetMessages()
  return (
    <li>
      <button type="button" className={classes.row} onClick={onOpen}>
        <span className={classes.dot} style={{ background: widget.appearance.colour }} aria-hidden="true" />
        <span>
          <Text component="span" fw={600} display="block">
            {widget.name}
          </Text>
          <Text component="span" size="xs" c="var(--quiet)">
            {widget.isEnabled ? t.origins(widget.allowedOrigins.length) : t.off}
          </Text>
        </span>
      </button>
    </li>
  )
}

function AddWidget({ onAdded }: { onAdded: (id: string) => void }) {
  const t = useWidgetMessages()
  const [name, setName] = useState('')
  const { error, isBusy, submit } = useFormSubmit(async () => {
    const { id } = await client.widgets.create({ name: name.trim() })
    invalidate('widget')
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
        {error !== undefined && <ErrorState error={error} />}
        <TextInput
          label={t.addName}
          description={t.addNameHint}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          data-autofocus
        />
        <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
          {t.addDo}
        </Button>
      </Stack>
    </form>
  )
}

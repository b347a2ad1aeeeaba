import { Button, Group, Modal, Select, Stack, Text, Title } from '@mantine/core'
import type { LanguageModelList } from '#contract/shapes/agent.ts'
import type { Connection } from '#contract/shapes/model.ts'
import type { z } from 'zod'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useStore } from '../../data/store.ts'
import { removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AgentIcon, PlusIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { usePriceSentence } from '../../ui/money.ts'
import { toast } from '../../ui/toasts.ts'
import { useFilter } from '../../routing/location.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useModelMessages } from '../../messages/models/model-messages.ts'
import { ConnectionForm } from './connection-form.tsx'
import { ConnectionRow } from './connection-row.tsx'
import { LastFailure } from './last-failure.tsx'
import classes from './models.module.css'

const NEW = 'new'

/** Which models there are to pick from, and how the providers of one's own are reached. */
export function ModelsPage() {
  const { models: t } = useModelMessages()
  const held = useResource(resource('models.connections'))
  const choices = useResource(resource('agents.languageModels'))
  const steps = useResource(resource('agents.firstSteps'))
  const hidden = useStore(removing)
  // A connection that is open has an address, and stays open when the page is loaded anew.
  const [open, setOpen] = useFilter('connection')
  const connect = (
    <Button leftSection={<PlusIcon />} onClick={() => setOpen(NEW)}>
      {t.connect}
    </Button>
  )
  return (
    <Stack gap="xl">
      <Text c="var(--quiet)">{t.intro}</Text>
      <ResourceView of={choices}>{({ items }) => <DefaultModel items={items} />}</ResourceView>
      <ResourceView of={held}>
        {({ items }) => {
          const shown = items.filter(({ id }) => !hidden.has(id))
          const opened = items.find(({ id }) => id === open) ?? null
          return (
            <Stack>
              {shown.length === 0 ? (
                <EmptyState
                  icon={AgentIcon}
                  title={t.none}
                  hint={steps.value?.hasModel ? t.noneButServers : t.noneHint}
                >
                  {connect}
                </EmptyState>
              ) : (
                <>
                  <ul className={classes.list}>
                    {shown.map((connection) => (
                      <ConnectionRow
                        key={connection.id}
                        connection={connection}
                        onChange={() => setOpen(connection.id)}
                      />
                    ))}
                  </ul>
                  <Group>{connect}</Group>
                </>
              )}
              <ConnectionDialog
                isOpen={open === NEW || opened !== null}
                connection={opened}
                onClose={() => setOpen('')}
              />
            </Stack>
          )
        }}
      </ResourceView>
      {choices.value && <ServerModels items={choices.value.items} />}
    </Stack>
  )
}

interface ConnectionDialogProps {
  isOpen: boolean
  connection: Connection | null
  onClose: () => void
}

function ConnectionDialog({ isOpen, connection, onClose }: ConnectionDialogProps) {
  const { models: t } = useModelMessages()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={connection ? t.changeTitle(connection.name) : t.connectTitle}
      size="lg"
    >
      <ConnectionForm key={connection?.id ?? NEW} connection={connection} onDone={onClose} />
    </Modal>
  )
}

type Choices = z.output<typeof LanguageModelList>['items']

function DefaultModel({ items }: { items: Choices }) {
  const t = useModelMessages()
  const choose = async (id: string | null) => {
    if (id === null) return
    try {
      await client.models.setDefault({ model: id })
      invalidate('language-model')
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  return (
    <Select
      label={t.models.standard}
      data={items.map(({ id }) => id)}
      value={items.find(({ isDefault }) => isDefault)?.id ?? null}
      onChange={choose}
      allowDeselect={false}
      searchable={items.length > 8}
      maw={420}
    />
  )
}

function ServerModels({ items }: { items: Choices }) {
  const { models: t } = useModelMessages()
  const priceSentence = usePriceSentence()
  const ofServer = items.filter(({ connectionId }) => connectionId === null)
  if (ofServer.length === 0) return null
  return (
    <Stack gap="xs">
      <div>
        <Title order={2} size="h5">
          {t.serverModels}
        </Title>
        <Text size="sm" c="var(--quiet)">
          {t.serverModelsHint}
        </Text>
      </div>
      <ul className={classes.list}>
        {ofServer.map(({ id, price }) => (
          <li key={id} className={classes.connection}>
            <Text size="sm" className={classes.facts}>
              {id}
            </Text>
            <Text size="xs" c="var(--quiet)">
              {price ? priceSentence(price) : t.priceUnknown}
            </Text>
            <LastFailure of={(one) => one.connectionId === null && one.model === id} />
          </li>
        ))}
      </ul>
    </Stack>
  )
}

import { Badge, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { Connection, ConnectionTest } from '#contract/shapes/model.ts'
import { client } from '../../data/console-client.ts'
import { removeWithUndo } from '../../ui/removals.ts'
import { usePriceSentence } from '../../ui/money.ts'
import { toast } from '../../ui/toasts.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useModelMessages } from '../../messages/models/model-messages.ts'
import { LastFailure } from './last-failure.tsx'
import { notifyDefaultChange } from './notify-default-change.ts'
import classes from './models.module.css'
import { providerName } from './provider-names.ts'
import { TestOutcome } from './test-outcome.tsx'

/** One connection, what it has, and what can be done with it. */
export function ConnectionRow({ connection, onChange }: { connection: Connection; onChange: () => void }) {
  const t = useModelMessages()
  const { models: tModels } = t
  const [outcome, setOutcome] = useState<ConnectionTest | null>(null)
  const [isTesting, setTesting] = useState(false)
  const { id, name, provider, baseUrl, keyEnding, isSuspended, models } = connection
  const complain = (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })
  const test = async () => {
    setTesting(true)
    await client.models.test(id, { model: models[0]?.name }).then(setOutcome, complain)
    setTesting(false)
  }
  const suspend = async () => {
    await notifyDefaultChange(() => client.models.change(id, { isSuspended: !isSuspended }), t).catch(
      complain,
    )
  }
  const remove = () =>
    removeWithUndo({
      id,
      message: tModels.removed(name),
      remove: (options) =>
        options.keepalive
          ? client.models.disconnect(id, {}, options)
          : notifyDefaultChange(() => client.models.disconnect(id, {}, options), t),
      onFailure: complain,
    })
  return (
    <li className={classes.connection}>
      <div className={classes.facts}>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          {isSuspended && <Badge variant="default">{tModels.suspended}</Badge>}
        </Group>
        <Text size="xs" c="var(--quiet)">
          {[providerName(provider, tModels), baseUrl, keyEnding && `…${keyEnding}`]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <LastFailure of={(one) => one.connectionId === id} />
        <ModelsOf connection={connection} />
      </div>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={test} loading={isTesting}>
          {tModels.test}
        </Button>
        <Button size="xs" variant="default" onClick={onChange}>
          {tModels.change}
        </Button>
        <Button size="xs" variant="default" onClick={suspend}>
          {isSuspended ? tModels.resume : tModels.suspend}
        </Button>
        <Button size="xs" variant="light" color="red" onClick={remove}>
          {tModels.remove}
        </Button>
      </Group>
      {outcome && (
        <div style={{ flexBasis: '100%' }}>
          <TestOutcome outcome={outcome} provider={provider} address={baseUrl} />
        </div>
      )}
    </li>
  )
}

/** What models a connection has, and their prices. */
function ModelsOf({ connection: { models } }: { connection: Connection }) {
  const { models: tModels } = useModelMessages()
  const priceSentence = usePriceSentence()
  return (
    <>
      {models.length === 0 && (
        <Text size="sm" c="var(--quiet)">
          {tModels.noModels}
        </Text>
      )}
      <ul className={classes.models}>
        {models.map((model) => (
          <li key={model.id}>
            <Text size="sm" span>
              {model.name}
            </Text>{' '}
            <Text size="xs" span c="var(--quiet)">
              {model.price ? priceSentence(model.price) : tModels.priceUnknown}
            </Text>
          </li>
        ))}
      </ul>
    </>
  )
}

import { Badge, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { Connection, ConnectionTest } from '#contract/shapes/model.ts'
import { client } from '../console-client.ts'
import { removeWithUndo } from '../data/removals.ts'
import { usePriceSentence } from '../look/money.ts'
import { toast } from '../look/toasts.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useModelWords } from '../words/models/model-words.ts'
import { LastFailure } from './last-failure.tsx'
import { sayingDefault } from './default-said.ts'
import classes from './models.module.css'
import { providerName } from './provider-names.ts'
import { TestOutcome } from './test-outcome.tsx'

/** One connection, what it has, and what can be done with it. */
export function ConnectionRow({ connection, onChange }: { connection: Connection; onChange: () => void }) {
  const words = useModelWords()
  const { models: said } = words
  const priceSentence = usePriceSentence()
  const [outcome, setOutcome] = useState<ConnectionTest | null>(null)
  const [isTesting, setTesting] = useState(false)
  const { id, name, provider, baseUrl, keyEnding, isSuspended, models } = connection
  const complain = (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true })
  const test = async () => {
    setTesting(true)
    await client.models.test(id, models[0]?.name).then(setOutcome, complain)
    setTesting(false)
  }
  const suspend = async () => {
    await sayingDefault(() => client.models.change(id, { isSuspended: !isSuspended }), words).catch(complain)
  }
  const remove = () =>
    removeWithUndo({
      id,
      said: said.removed(name),
      remove: (options) =>
        options.keepalive
          ? client.models.disconnect(id, options)
          : sayingDefault(() => client.models.disconnect(id, options), words),
      onFailure: complain,
    })
  return (
    <li className={classes.connection}>
      <div className={classes.facts}>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          {isSuspended && <Badge variant="default">{said.suspended}</Badge>}
        </Group>
        <Text size="xs" c="var(--quiet)">
          {[providerName(provider, said), baseUrl, keyEnding && `…${keyEnding}`].filter(Boolean).join(' · ')}
        </Text>
        <LastFailure of={(one) => one.connectionId === id} />
        {models.length === 0 && (
          <Text size="sm" c="var(--quiet)">
            {said.noModels}
          </Text>
        )}
        <ul className={classes.models}>
          {models.map((model) => (
            <li key={model.id}>
              <Text size="sm" span>
                {model.name}
              </Text>{' '}
              <Text size="xs" span c="var(--quiet)">
                {model.price ? priceSentence(model.price) : said.priceUnknown}
              </Text>
            </li>
          ))}
        </ul>
      </div>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={test} loading={isTesting}>
          {said.test}
        </Button>
        <Button size="xs" variant="default" onClick={onChange}>
          {said.change}
        </Button>
        <Button size="xs" variant="default" onClick={suspend}>
          {isSuspended ? said.resume : said.suspend}
        </Button>
        <Button size="xs" variant="light" color="red" onClick={remove}>
          {said.remove}
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

import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useState } from 'react'
import type { Agent } from '#contract/shapes/agent.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { removeWithUndo } from '../data/removals.ts'
import { BackLink } from '../look/back-link.tsx'
import { Failure } from '../look/failure.tsx'
import { IconButton } from '../look/icon-button.tsx'
import { TrashIcon } from '../look/icons.tsx'
import { Page } from '../look/page.tsx'
import { toast } from '../look/toasts.ts'
import { Link } from '../routing/link.tsx'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { ModelField } from './model-field.tsx'
import { SourcesField } from './sources-field.tsx'
import { TemperatureField } from './temperature-field.tsx'

type Fields = Pick<Agent, 'name' | 'instructions' | 'model' | 'temperature' | 'sourceIds'>

const blank: Fields = { name: '', instructions: '', model: null, temperature: null, sourceIds: [] }

const fieldsOf = ({ name, instructions, model, temperature, sourceIds }: Fields): Fields => ({
  name,
  instructions,
  model,
  temperature,
  sourceIds,
})

/** An agent, or a new one when none is given. Nothing is saved before the person says so. */
export function AgentForm({ agent }: { agent?: Agent }) {
  const words = useWords()
  const [fields, setFields] = useState(() => fieldsOf(agent ?? blank))
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const isChanged = JSON.stringify(fields) !== JSON.stringify(fieldsOf(agent ?? blank))
  const set = (changes: Partial<Fields>) => setFields((before) => ({ ...before, ...changes }))
  useDocumentTitle(`${agent?.name ?? words.agents.fresh} · ${words.general.product}`)

  const save = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const saved = agent ? await client.agents.change(agent.id, fields) : await client.agents.create(fields)
      refresh('agents')
      setFields(fieldsOf(saved))
      toast({ text: words.general.saved })
      if (!agent) navigate(to.agent(saved.id), { replace: true })
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }

  return (
    <Page
      above={<BackLink href={to.agents}>{words.agents.title}</BackLink>}
      title={agent?.name ?? words.agents.fresh}
      actions={agent && <AgentActions agent={agent} />}
      size={720}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack gap="lg">
          {error !== undefined && <Failure error={error} />}
          <TextInput
            label={words.general.name}
            value={fields.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            maxLength={100}
            required
            autoFocus={!agent}
          />
          <Textarea
            label={words.agents.instructions}
            description={words.agents.instructionsHint}
            value={fields.instructions}
            onChange={(event) => set({ instructions: event.currentTarget.value })}
            maxLength={20_000}
            autosize
            minRows={4}
            maxRows={18}
          />
          <SourcesField value={fields.sourceIds} onChange={(sourceIds) => set({ sourceIds })} />
          <ModelField value={fields.model} onChange={(model) => set({ model })} />
          <TemperatureField value={fields.temperature} onChange={(temperature) => set({ temperature })} />
          <Group>
            <Button type="submit" loading={isBusy} disabled={!isChanged || fields.name.trim() === ''}>
              {words.general.save}
            </Button>
            {agent && isChanged && (
              <Button variant="subtle" color="gray" onClick={() => setFields(fieldsOf(agent))}>
                {words.general.undo}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Page>
  )
}

function AgentActions({ agent }: { agent: Agent }) {
  const words = useWords()
  const remove = () => {
    removeWithUndo({
      id: agent.id,
      said: words.general.deleted(agent.name),
      remove: (options) => client.agents.remove(agent.id, options),
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
    })
    navigate(to.agents)
  }
  return (
    <>
      <Button component={Link} href={to.newConversation(agent.id)} variant="default" size="sm">
        {words.agents.tryIt}
      </Button>
      <IconButton label={words.general.remove} icon={TrashIcon} onClick={remove} />
    </>
  )
}

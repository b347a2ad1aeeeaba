import {
  Autocomplete,
  Button,
  Group,
  PasswordInput,
  Select,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core'
import { ApiError } from '#client/index.ts'
import { type Connection, ProviderKind } from '#contract/shapes/model.ts'
import { UrlField } from '../../ui/url-field.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { useModelMessages } from '../../messages/models/model-messages.ts'
import { type Draft, emptyDraft } from './draft.ts'
import { PriceFields } from './price-fields.tsx'
import { providerName, wants } from './provider-names.ts'
import { TestOutcome } from './test-outcome.tsx'
import { useConnectionForm } from './use-connection-form.ts'

interface ConnectionFormProps {
  /** The one that is changed; null for a new one. */
  connection: Connection | null
  onDone: (connection: Connection) => void
  /** Stands beside the button that saves. */
  besides?: React.ReactNode
}

/** Connects a provider, or changes a connection: the key, the models, what they cost; tried before it is stored. */
export function ConnectionForm({ connection, onDone, besides }: ConnectionFormProps) {
  const t = useModelMessages()
  const { models: tModels } = t
  const { draft, set, outcome, isMissing, error, busy, test, save } = useConnectionForm(connection, onDone)
  const refusals = error instanceof ApiError ? error.fields : []
  const refusalOf = (name: string) => refusals.find(({ path }) => path === name)?.message
  const offered = outcome?.offered ?? []
  const need = wants(draft.provider)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack>
        {error !== undefined && refusals.length === 0 && <ErrorState error={error} />}
        {connection === null && (
          <Select
            label={tModels.provider}
            data={ProviderKind.options.map((value) => ({ value, label: providerName(value, tModels) }))}
            value={draft.provider}
            onChange={(value) => value && set({ ...emptyDraft, provider: value as ProviderKind })}
            allowDeselect={false}
          />
        )}
        <ProviderAddress draft={draft} set={set} error={refusalOf('baseUrl')} />
        {need.aws && <AwsFields draft={draft} set={set} refusalOf={refusalOf} />}
        {need.key && (
          <PasswordInput
            label={tModels.key}
            description={tModels.keyHint}
            placeholder={connection ? tModels.keyKept(connection.keyEnding ?? '') : ''}
            value={draft.key}
            onChange={(event) => set({ key: event.currentTarget.value })}
            autoComplete="off"
            data-autofocus
            error={refusalOf('key') && (draft.key === '' ? tModels.keyMissing : refusalOf('key'))}
          />
        )}
        <TagsInput
          label={tModels.chosen}
          description={tModels.chosenHint}
          data={offered}
          value={draft.models.map(({ name }) => name)}
          onChange={(names) =>
            set({
              models: names.map(
                (name) => draft.models.find((model) => model.name === name) ?? { name, price: undefined },
              ),
            })
          }
          limit={500}
          maxDropdownHeight={220}
          acceptValueOnBlur
          clearable
          error={isMissing ? tModels.chooseModel : refusalOf('models')}
        />
        {draft.models.length > 0 && (
          <PriceFields models={draft.models} onChange={(models) => set({ models })} />
        )}
        {outcome && <TestOutcome outcome={outcome} provider={draft.provider} address={draft.baseUrl} />}
        <Group justify="space-between" gap="xs">
          <Button variant="default" onClick={test} loading={busy === 'test'} disabled={busy === 'save'}>
            {tModels.test}
          </Button>
          <Group gap="xs">
            {besides}
            <Button type="submit" loading={busy === 'save'} disabled={busy === 'test'}>
              {connection ? t.general.save : tModels.save}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}

interface FieldProps {
  draft: Draft
  set: (change: Partial<Draft>) => void
  error?: string | undefined
}

function ProviderAddress({ draft, set, error }: FieldProps) {
  const { models } = useModelMessages()
  const { provider } = draft
  const hints: Partial<Record<ProviderKind, string>> = {
    azure: models.addressAzure,
    ollama: models.addressOllama,
    'openai-compatible': models.addressWanted,
  }
  return (
    <UrlField
      label={models.address}
      description={hints[provider] ?? models.addressHint}
      value={draft.baseUrl}
      onChange={(baseUrl) => set({ baseUrl })}
      required={wants(provider).address === 'wanted'}
      error={error}
    />
  )
}

const REGIONS = ['us-east-1', 'us-west-2', 'eu-central-1', 'eu-west-1', 'ap-northeast-1', 'ap-southeast-1']

function AwsFields({
  draft,
  set,
  refusalOf,
}: FieldProps & { refusalOf: (name: string) => string | undefined }) {
  const { models } = useModelMessages()
  return (
    <Group grow align="flex-start">
      <Autocomplete
        label={models.region}
        data={REGIONS}
        value={draft.region}
        onChange={(region) => set({ region })}
        error={refusalOf('region')}
      />
      <TextInput
        label={models.accessKeyId}
        value={draft.accessKeyId}
        onChange={(event) => set({ accessKeyId: event.currentTarget.value })}
        error={refusalOf('accessKeyId')}
      />
    </Group>
  )
}

import {
  Button,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Stack,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import type { Source } from '#contract/shapes/knowledge.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { agents, embeddingModels } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Failure } from '../look/failure.tsx'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useMay } from '../shell/me.ts'
import { useSending } from '../settings/use-sending.ts'
import { useWords } from '../words/words.tsx'
import { EmbeddingField } from './embedding-field.tsx'

interface SourceDialogProps {
  isOpen: boolean
  onClose: () => void
  /** The source to change; a new one when left out. */
  source?: Source
}

/** Name and description of a source, how its documents are split, and what finds its passages by meaning. */
export function SourceDialog({ isOpen, onClose, source }: SourceDialogProps) {
  const { knowledge } = useWords()
  return (
    <Modal opened={isOpen} onClose={onClose} title={source ? knowledge.editSource : knowledge.newSource}>
      <SourceForm onClose={onClose} source={source} />
    </Modal>
  )
}

function SourceForm({ onClose, source }: { onClose: () => void; source: Source | undefined }) {
  const { knowledge, general } = useWords()
  const [words, setWords] = useState({ name: source?.name ?? '', description: source?.description ?? '' })
  const [trustsLinks, setTrustsLinks] = useState(source?.trustsLinks ?? true)
  const [sizes, setSizes] = useState({
    passageSize: source?.passageSize ?? 0,
    passageOverlap: source?.passageOverlap ?? 0,
  })
  // What a new source has when nobody chooses is the server's first.
  const offered = useResource(embeddingModels).value?.items[0]?.id ?? null
  const [chosen, setChosen] = useState<string | null | undefined>(source?.embeddingModel)
  const mayGive = useMay()('agent:write')
  const known = useResource(agents).value?.items ?? []
  const [users, setUsers] = useState<string[] | null>(null)
  // The first agent answers where nobody says otherwise.
  const userIds = users ?? known.slice(0, 1).map(({ id }) => id)
  const { error, isBusy, submit, saidOf } = useSending(async () => {
    const body = {
      name: words.name.trim(),
      description: words.description.trim(),
      trustsLinks,
      ...(chosen !== undefined && { embeddingModel: chosen }),
    }
    const saved = source
      ? await client.sources.change(source.id, { ...body, ...sizes })
      : await client.sources.create({ ...body, agentIds: mayGive ? userIds : [] })
    refresh('source')
    refresh('agents')
    onClose()
    if (!source) navigate(to.source(saved.id))
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
          label={general.name}
          value={words.name}
          onChange={(event) => setWords({ ...words, name: event.currentTarget.value })}
          maxLength={100}
          required
          data-autofocus
        />
        <Textarea
          label={`${knowledge.description} (${general.optional})`}
          value={words.description}
          onChange={(event) => setWords({ ...words, description: event.currentTarget.value })}
          maxLength={1000}
          autosize
          minRows={2}
          maxRows={6}
        />
        {!source && mayGive && known.length > 0 && (
          <MultiSelect
            label={knowledge.usedByField}
            description={knowledge.usedByFieldHint}
            data={known.map(({ id, name }) => ({ value: id, label: name }))}
            value={userIds}
            onChange={setUsers}
            maxValues={50}
            searchable={known.length > 8}
            error={saidOf('agentIds')}
          />
        )}
        {source && <SizeFields sizes={sizes} onSizes={setSizes} error={saidOf('passageOverlap')} />}
        <EmbeddingField
          value={chosen === undefined ? offered : chosen}
          onChange={setChosen}
          error={saidOf('embeddingModel')}
        />
        <Switch
          label={knowledge.indexing.trustsLinks}
          description={knowledge.indexing.trustsLinksHint}
          checked={trustsLinks}
          onChange={(event) => setTrustsLinks(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button type="submit" loading={isBusy}>
            {general.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface Sizes {
  passageSize: number
  passageOverlap: number
}

interface SizeFieldsProps {
  sizes: Sizes
  onSizes: (sizes: Sizes) => void
  error: string | undefined
}

/** How large passages are made, and how much of one comes again in the next. */
function SizeFields({ sizes, onSizes, error }: SizeFieldsProps) {
  const { knowledge } = useWords()
  const { indexing: said } = knowledge
  return (
    <>
      <NumberInput
        label={said.size}
        description={said.sizeHint}
        value={sizes.passageSize}
        onChange={(next) => onSizes({ ...sizes, passageSize: Number(next) })}
        min={50}
        max={2000}
        allowDecimal={false}
        required
      />
      <NumberInput
        label={said.overlap}
        value={sizes.passageOverlap}
        onChange={(next) => onSizes({ ...sizes, passageOverlap: Number(next) })}
        min={0}
        max={500}
        allowDecimal={false}
        error={error}
        required
      />
    </>
  )
}

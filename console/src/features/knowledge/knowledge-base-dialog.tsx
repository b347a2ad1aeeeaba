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
import type { Agent } from '#contract/shapes/agent.ts'
import type { KnowledgeBase } from '#contract/shapes/knowledge.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { all, resource } from '../../data/resource.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useMessages } from '../../messages/messages.tsx'
import { EmbeddingField } from './embedding-field.tsx'

interface KnowledgeBaseDialogProps {
  isOpen: boolean
  onClose: () => void
  /** The knowledge base to change; a new one when left out. */
  knowledgeBase?: KnowledgeBase
}

/** Name and description of a knowledge base, how its documents are split, and what finds its passages by meaning. */
export function KnowledgeBaseDialog({ isOpen, onClose, knowledgeBase }: KnowledgeBaseDialogProps) {
  const { knowledge } = useMessages()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={knowledgeBase ? knowledge.editKnowledgeBase : knowledge.newKnowledgeBase}
    >
      <KnowledgeBaseForm onClose={onClose} knowledgeBase={knowledgeBase} />
    </Modal>
  )
}

function KnowledgeBaseForm({
  onClose,
  knowledgeBase,
}: {
  onClose: () => void
  knowledgeBase: KnowledgeBase | undefined
}) {
  const { knowledge, general } = useMessages()
  const [words, setWords] = useState({
    name: knowledgeBase?.name ?? '',
    description: knowledgeBase?.description ?? '',
  })
  const [trustsLinks, setTrustsLinks] = useState(knowledgeBase?.trustsLinks ?? true)
  const [sizes, setSizes] = useState({
    passageSize: knowledgeBase?.passageSize ?? 0,
    passageOverlap: knowledgeBase?.passageOverlap ?? 0,
  })
  // What a new knowledge base has when nobody chooses is the server's first.
  const offered = useResource(resource('knowledgeBases.embeddingModels')).value?.items[0]?.id ?? null
  const [chosen, setChosen] = useState<string | null | undefined>(knowledgeBase?.embeddingModel)
  const mayGive = useMay()('agent:write')
  const known = useResource(all('agents.list')).value?.items ?? []
  const [users, setUsers] = useState<string[] | null>(null)
  // The first agent answers where nobody says otherwise.
  const userIds = users ?? known.slice(0, 1).map(({ id }) => id)
  const { error, isBusy, submit, saidOf } = useFormSubmit(async () => {
    const body = {
      name: words.name.trim(),
      description: words.description.trim(),
      trustsLinks,
      ...(chosen !== undefined && { embeddingModel: chosen }),
    }
    const saved = knowledgeBase
      ? await client.knowledgeBases.change(knowledgeBase.id, { ...body, ...sizes })
      : await client.knowledgeBases.create({ ...body, agentIds: mayGive ? userIds : [] })
    invalidate('knowledge-base')
    invalidate('agent')
    onClose()
    if (!knowledgeBase) navigate(to.knowledgeBase(saved.id))
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
        <WordFields words={words} onWords={setWords} />
        {!knowledgeBase && mayGive && known.length > 0 && (
          <UsersField known={known} value={userIds} onChange={setUsers} error={saidOf('agentIds')} />
        )}
        {knowledgeBase && <SizeFields sizes={sizes} onSizes={setSizes} error={saidOf('passageOverlap')} />}
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

interface Words {
  name: string
  description: string
}

function WordFields({ words, onWords }: { words: Words; onWords: (words: Words) => void }) {
  const { knowledge, general } = useMessages()
  return (
    <>
      <TextInput
        label={general.name}
        value={words.name}
        onChange={(event) => onWords({ ...words, name: event.currentTarget.value })}
        maxLength={100}
        required
        data-autofocus
      />
      <Textarea
        label={`${knowledge.description} (${general.optional})`}
        value={words.description}
        onChange={(event) => onWords({ ...words, description: event.currentTarget.value })}
        maxLength={1000}
        autosize
        minRows={2}
        maxRows={6}
      />
    </>
  )
}

interface UsersFieldProps {
  known: readonly Agent[]
  value: string[]
  onChange: (agentIds: string[]) => void
  error: string | undefined
}

/** Which agents answer from it. */
function UsersField({ known, value, onChange, error }: UsersFieldProps) {
  const { knowledge } = useMessages()
  return (
    <MultiSelect
      label={knowledge.usedByField}
      description={knowledge.usedByFieldHint}
      data={known.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      maxValues={50}
      searchable={known.length > 8}
      error={error}
    />
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
  const { knowledge } = useMessages()
  const { indexing: t } = knowledge
  return (
    <>
      <NumberInput
        label={t.size}
        description={t.sizeHint}
        value={sizes.passageSize}
        onChange={(next) => onSizes({ ...sizes, passageSize: Number(next) })}
        min={50}
        max={2000}
        allowDecimal={false}
        required
      />
      <NumberInput
        label={t.overlap}
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

import { Button, Group, Modal, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { client } from '../console-client.ts'
import { change, refresh } from '../data/cache.ts'
import { loadMore } from '../data/pages.ts'
import { removeWithUndo, removing } from '../data/removals.ts'
import { useCell } from '../data/cell.ts'
import { pairs } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Failure } from '../look/failure.tsx'
import { EditIcon, PlusIcon, TrashIcon } from '../look/icons.tsx'
import { IconButton } from '../look/icon-button.tsx'
import { Loaded } from '../look/loaded.tsx'
import { toast } from '../look/toasts.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import type { Pair } from '#contract/shapes/pair.ts'
import classes from './knowledge.module.css'
import { HeldBadge } from './proof/held-badge.tsx'

/** The questions of a source with their answers: each is found whole. */
export function PairSection({ sourceId, mayWrite }: { sourceId: string; mayWrite: boolean }) {
  const words = useWords()
  const { pairs: said } = words.knowledge
  const [edited, setEdited] = useState<Pair | 'new' | null>(null)
  const resource = pairs(sourceId, '')
  const held = useResource(resource)
  const hidden = useCell(removing)
  const remove = ({ documentId, question }: Pair) =>
    removeWithUndo({
      id: documentId,
      said: words.general.deleted(question),
      remove: (options) => client.documents.remove(documentId, options),
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
    })
  return (
    <section aria-label={said.title}>
      <Group mt="xl" mb="xs" justify="space-between">
        <Title order={2} size="h5">
          {said.title}
        </Title>
        {mayWrite && (
          <Button size="xs" variant="default" leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
            {said.add}
          </Button>
        )}
      </Group>
      <Loaded of={held}>
        {(page) => (
          <>
            {page.items.length === 0 && <Text c="var(--quiet)">{said.none}</Text>}
            {page.items.length > 0 && (
              <ul className={classes.documents}>
                {page.items
                  .filter(({ documentId }) => !hidden.has(documentId))
                  .map((pair) => (
                    <li key={pair.documentId} className={classes.pair}>
                      <div className={classes.document_name}>
                        <Group gap="xs">
                          <Text fw={600}>{pair.question}</Text>
                          {pair.isHeld && <HeldBadge />}
                        </Group>
                        <Text size="sm" c="var(--quiet)" lineClamp={3}>
                          {pair.answer}
                        </Text>
                        {pair.failure && <Text c="red">{pair.failure.detail}</Text>}
                      </div>
                      {mayWrite && (
                        <Group gap={4} wrap="nowrap">
                          <IconButton
                            label={`${said.edit}: ${pair.question}`}
                            icon={EditIcon}
                            onClick={() => setEdited(pair)}
                          />
                          <IconButton
                            label={`${words.general.remove}: ${pair.question}`}
                            icon={TrashIcon}
                            onClick={() => remove(pair)}
                          />
                        </Group>
                      )}
                    </li>
                  ))}
              </ul>
            )}
            {page.nextCursor !== null && (
              <Button
                variant="subtle"
                size="xs"
                fullWidth
                onClick={async () => {
                  const more = await loadMore((next) => client.pairs.list(sourceId, next), page)
                  change(resource, () => more)
                }}
              >
                {words.general.showMore}
              </Button>
            )}
          </>
        )}
      </Loaded>
      {edited !== null && (
        <PairDialog
          sourceId={sourceId}
          pair={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  )
}

interface PairDialogProps {
  sourceId: string
  pair: Pair | null
  onClose: () => void
}

function PairDialog({ sourceId, pair, onClose }: PairDialogProps) {
  const { knowledge, general } = useWords()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const save = async (values: FormData) => {
    const body = { question: String(values.get('question')), answer: String(values.get('answer')) }
    setBusy(true)
    try {
      await (pair ? client.pairs.change(pair.documentId, body) : client.pairs.add(sourceId, body))
      refresh(`documents/${sourceId}`)
      onClose()
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={pair ? knowledge.pairs.edit : knowledge.pairs.add} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save(new FormData(event.currentTarget))
        }}
      >
        <Stack>
          {error !== undefined && <Failure error={error} />}
          <TextInput
            label={knowledge.pairs.question}
            name="question"
            defaultValue={pair?.question ?? ''}
            maxLength={500}
            required
            data-autofocus
          />
          <Textarea
            label={knowledge.pairs.answer}
            name="answer"
            defaultValue={pair?.answer ?? ''}
            maxLength={20_000}
            autosize
            minRows={4}
            maxRows={16}
            required
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
    </Modal>
  )
}

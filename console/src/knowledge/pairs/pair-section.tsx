import { Button, Group, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../console-client.ts'
import { change } from '../../data/cache.ts'
import { loadMore } from '../../data/pages.ts'
import { removeWithUndo, removing } from '../../data/removals.ts'
import { useCell } from '../../data/cell.ts'
import { pairs } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { EditIcon, PlusIcon, TrashIcon } from '../../look/icons.tsx'
import { IconButton } from '../../look/icon-button.tsx'
import { Loaded } from '../../look/loaded.tsx'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useTroubles } from '../../words/troubles/trouble-words.ts'
import { useWords } from '../../words/words.tsx'
import type { Pair } from '#contract/shapes/pair.ts'
import { documentFailure } from '../document-failure.ts'
import { ImportPairsDialog } from './import-pairs-dialog.tsx'
import { PairDialog } from './pair-dialog.tsx'
import { PairMenu } from './pair-menu.tsx'
import classes from '../knowledge.module.css'
import { HeldBadge } from '../proof/held-badge.tsx'

/** The questions of a source with their answers: each is found whole. */
export function PairSection({ sourceId, mayWrite }: { sourceId: string; mayWrite: boolean }) {
  const words = useWords()
  const { pairs: said } = words.knowledge
  const troubles = useTroubles()
  const [edited, setEdited] = useState<Pair | 'new' | null>(null)
  const [isImporting, setImporting] = useState(false)
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
        <Group gap="xs">
          {mayWrite && (
            <Button size="xs" variant="default" leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
              {said.add}
            </Button>
          )}
          <PairMenu
            sourceId={sourceId}
            hasPairs={(held.value?.items.length ?? 0) > 0}
            {...(mayWrite && { onImport: () => setImporting(true) })}
          />
        </Group>
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
                        {pair.failure && <Text c="red">{documentFailure(pair.failure, troubles)}</Text>}
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
      {isImporting && <ImportPairsDialog sourceId={sourceId} onClose={() => setImporting(false)} />}
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

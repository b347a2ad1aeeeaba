import { Button, Group, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../../data/console-client.ts'
import { removeWithUndo, removing } from '../../../ui/removals.ts'
import { useStore } from '../../../data/store.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { EditIcon, PlusIcon, TrashIcon } from '../../../ui/icons.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useErrorMessages } from '../../../messages/error-messages/error-messages.ts'
import { useMessages } from '../../../messages/messages.tsx'
import type { FaqEntry } from '#contract/shapes/faq-entry.ts'
import { documentFailure } from '../document-failure.ts'
import { ImportFaqDialog } from './import-faq-dialog.tsx'
import { FaqEntryDialog } from './faq-entry-dialog.tsx'
import { FaqEntryMenu } from './faq-entry-menu.tsx'
import classes from '../knowledge.module.css'
import { BlockedBadge } from '../evals/blocked-badge.tsx'

/** The questions of a knowledge base with their answers: each is found whole. */
export function FaqEntrySection({
  knowledgeBaseId,
  mayWrite,
}: {
  knowledgeBaseId: string
  mayWrite: boolean
}) {
  const t = useMessages()
  const { faqEntries: tFaqEntries } = t.knowledge
  const [edited, setEdited] = useState<FaqEntry | 'new' | null>(null)
  const [isImporting, setImporting] = useState(false)
  const list = pages('faqEntries.list', knowledgeBaseId)
  const held = useResource(list)
  const hidden = useStore(removing)
  return (
    <section aria-label={tFaqEntries.title}>
      <Group mt="xl" mb="xs" justify="space-between">
        <Title order={2} size="h5">
          {tFaqEntries.title}
        </Title>
        <Group gap="xs">
          {mayWrite && (
            <Button size="xs" variant="default" leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
              {tFaqEntries.add}
            </Button>
          )}
          <FaqEntryMenu
            knowledgeBaseId={knowledgeBaseId}
            hasFaqEntries={(held.value?.items.length ?? 0) > 0}
            {...(mayWrite && { onImport: () => setImporting(true) })}
          />
        </Group>
      </Group>
      <ResourceView of={held}>
        {(page) => (
          <>
            {page.items.length === 0 && <Text c="var(--quiet)">{tFaqEntries.none}</Text>}
            {page.items.length > 0 && (
              <ul className={classes.documents}>
                {page.items
                  .filter(({ documentId }) => !hidden.has(documentId))
                  .map((faqEntry) => (
                    <Entry
                      key={faqEntry.documentId}
                      {...{ faqEntry, mayWrite }}
                      onEdit={() => setEdited(faqEntry)}
                    />
                  ))}
              </ul>
            )}
            {page.nextCursor !== null && (
              <Button variant="subtle" size="xs" fullWidth onClick={() => list.more(page)}>
                {t.general.showMore}
              </Button>
            )}
          </>
        )}
      </ResourceView>
      {isImporting && (
        <ImportFaqDialog knowledgeBaseId={knowledgeBaseId} onClose={() => setImporting(false)} />
      )}
      {edited !== null && (
        <FaqEntryDialog
          knowledgeBaseId={knowledgeBaseId}
          faqEntry={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  )
}

interface EntryProps {
  faqEntry: FaqEntry
  mayWrite: boolean
  onEdit: () => void
}

function Entry({ faqEntry, mayWrite, onEdit }: EntryProps) {
  const t = useMessages()
  const { faqEntries: tFaqEntries } = t.knowledge
  const errorMessages = useErrorMessages()
  const { documentId, question } = faqEntry
  const remove = () =>
    removeWithUndo({
      id: documentId,
      message: t.general.deleted(question),
      remove: (options) => client.documents.remove(documentId, {}, options),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  return (
    <li className={classes.pair}>
      <div className={classes.document_name}>
        <Group gap="xs">
          <Text fw={600}>{faqEntry.question}</Text>
          {faqEntry.isBlocked && <BlockedBadge />}
        </Group>
        <Text size="sm" c="var(--quiet)" lineClamp={3}>
          {faqEntry.answer}
        </Text>
        {faqEntry.failure && <Text c="red">{documentFailure(faqEntry.failure, errorMessages)}</Text>}
      </div>
      {mayWrite && (
        <Group gap={4} wrap="nowrap">
          <IconButton label={`${tFaqEntries.edit}: ${faqEntry.question}`} icon={EditIcon} onClick={onEdit} />
          <IconButton label={`${t.general.remove}: ${faqEntry.question}`} icon={TrashIcon} onClick={remove} />
        </Group>
      )}
    </li>
  )
}

import { Button } from '@mantine/core'
import { useStore } from '../../data/store.ts'
import { removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { documentsOf } from '../../data/documents.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FileIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { useMessages } from '../../messages/messages.tsx'
import { DocumentRow } from './document-row.tsx'
import classes from './knowledge.module.css'
import { UploadRow } from './upload-row.tsx'
import { uploads } from './uploads.ts'

/** The documents of a knowledge base, with those on their way on top. */
export function DocumentList({ knowledgeBaseId, mayWrite }: { knowledgeBaseId: string; mayWrite: boolean }) {
  const { knowledge, general } = useMessages()
  const page = useResource(documentsOf(knowledgeBaseId))
  const hidden = useStore(removing)
  const mine = useStore(uploads).filter((upload) => upload.knowledgeBaseId === knowledgeBaseId)
  return (
    <ResourceView of={page}>
      {(held) => {
        const shown = held.items.filter(({ id }) => !hidden.has(id))
        const unroll = () => documentsOf(knowledgeBaseId).more(held)
        if (shown.length + mine.length === 0)
          return <EmptyState icon={FileIcon} title={knowledge.noDocuments} hint={knowledge.noDocumentsHint} />
        return (
          <>
            <ul className={classes.documents}>
              {mine.map((upload) => (
                <UploadRow key={upload.number} upload={upload} />
              ))}
              {shown.map((document) => (
                <DocumentRow key={document.id} document={document} mayWrite={mayWrite} />
              ))}
            </ul>
            {held.nextCursor !== null && (
              <Button variant="subtle" size="xs" fullWidth mt="xs" onClick={unroll}>
                {general.showMore}
              </Button>
            )}
          </>
        )
      }}
    </ResourceView>
  )
}

import { Button } from '@mantine/core'
import { client } from '../console-client.ts'
import { change } from '../data/cache.ts'
import { useStore } from '../data/store.ts'
import { loadMore } from '../data/pages.ts'
import { removing } from '../data/removals.ts'
import { documents } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { FileIcon } from '../ui/icons.tsx'
import { ResourceView } from '../ui/resource-view.tsx'
import { useMessages } from '../messages/messages.tsx'
import { DocumentRow } from './document-row.tsx'
import classes from './knowledge.module.css'
import { UploadRow } from './upload-row.tsx'
import { uploads } from './uploads.ts'

/** The documents of a knowledge base, with those on their way on top. */
export function DocumentList({ knowledgeBaseId, mayWrite }: { knowledgeBaseId: string; mayWrite: boolean }) {
  const { knowledge, general } = useMessages()
  const page = useResource(documents(knowledgeBaseId))
  const hidden = useStore(removing)
  const mine = useStore(uploads).filter((upload) => upload.knowledgeBaseId === knowledgeBaseId)
  return (
    <ResourceView of={page}>
      {(held) => {
        const shown = held.items.filter(({ id }) => !hidden.has(id))
        const unroll = async () => {
          const more = await loadMore(
            (next) => client.documents.list(knowledgeBaseId, { ...next, kind: 'document' }),
            held,
          )
          change(documents(knowledgeBaseId), () => more)
        }
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

import { Button } from '@mantine/core'
import { client } from '../console-client.ts'
import { change } from '../data/cache.ts'
import { useCell } from '../data/cell.ts'
import { loadMore } from '../data/pages.ts'
import { removing } from '../data/removals.ts'
import { documents } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { FileIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { useWords } from '../words/words.tsx'
import { DocumentRow } from './document-row.tsx'
import classes from './knowledge.module.css'
import { UploadRow } from './upload-row.tsx'
import { uploads } from './uploads.ts'

/** The documents of a source, with those on their way on top. */
export function DocumentList({ sourceId, mayWrite }: { sourceId: string; mayWrite: boolean }) {
  const { knowledge, general } = useWords()
  const page = useResource(documents(sourceId))
  const hidden = useCell(removing)
  const mine = useCell(uploads).filter((upload) => upload.sourceId === sourceId)
  return (
    <Loaded of={page}>
      {(held) => {
        const shown = held.items.filter(({ id }) => !hidden.has(id))
        const unroll = async () => {
          const more = await loadMore(
            (next) => client.documents.list(sourceId, { ...next, kind: 'document' }),
            held,
          )
          change(documents(sourceId), () => more)
        }
        if (shown.length + mine.length === 0)
          return <Empty icon={FileIcon} title={knowledge.noDocuments} hint={knowledge.noDocumentsHint} />
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
    </Loaded>
  )
}

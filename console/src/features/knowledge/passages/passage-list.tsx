import { Button } from '@mantine/core'
import type { Passage } from '#contract/shapes/knowledge.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { ResourceView, SkeletonRows } from '../../../ui/resource-view.tsx'
import { useMay } from '../../../data/me.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../document-page.module.css'
import { PassageRow } from './passage-row.tsx'
import { UnfitEdits } from './unfit-edits.tsx'
import type { Range } from '../paragraphs.ts'

interface PassageListProps {
  documentId: string
  /** The stretch that is marked in the text. */
  cited: Range | null
}

/** The passages that a document was split into, in their order; each leads to its place in the text. */
export function PassageList({ documentId, cited }: PassageListProps) {
  const { general } = useMessages()
  const list = pages('documents.passages', documentId)
  const held = useResource(list)
  const mayWrite = useMay()('knowledge:write')
  return (
    <ResourceView of={held} skeleton={<SkeletonRows count={5} height={72} />}>
      {(page) => {
        return (
          <>
            {mayWrite && <UnfitEdits documentId={documentId} />}
            <ol className={classes.passages}>
              {page.items.map((passage) => (
                <PassageRow
                  key={passage.id}
                  passage={passage}
                  isCited={isIn(passage, cited)}
                  mayWrite={mayWrite}
                />
              ))}
            </ol>
            {page.nextCursor !== null && (
              <Button variant="subtle" size="xs" fullWidth onClick={() => list.more(page)}>
                {general.showMore}
              </Button>
            )}
          </>
        )
      }}
    </ResourceView>
  )
}

const isIn = ({ start, end }: Passage, cited: Range | null): boolean =>
  cited !== null && cited.start < end && cited.end > start

import { Button, Text } from '@mantine/core'
import type { Passage } from '#contract/shapes/knowledge.ts'
import { client } from '../console-client.ts'
import { change } from '../data/cache.ts'
import { loadMore } from '../data/pages.ts'
import { passages } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Loaded, Rows } from '../look/loaded.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import classes from './document-page.module.css'
import type { Range } from './paragraphs.ts'

interface PassageListProps {
  documentId: string
  /** The stretch that is marked in the text. */
  cited: Range | null
}

/** The passages that a document was split into, in their order; each leads to its place in the text. */
export function PassageList({ documentId, cited }: PassageListProps) {
  const { general } = useWords()
  const held = useResource(passages(documentId))
  return (
    <Loaded of={held} skeleton={<Rows count={5} height={72} />}>
      {(page) => {
        const unroll = async () => {
          const more = await loadMore((next) => client.documents.passages(documentId, next), page)
          change(passages(documentId), () => more)
        }
        return (
          <>
            <ol className={classes.passages}>
              {page.items.map((passage) => (
                <PassageRow key={passage.id} passage={passage} isCited={isIn(passage, cited)} />
              ))}
            </ol>
            {page.nextCursor !== null && (
              <Button variant="subtle" size="xs" fullWidth onClick={unroll}>
                {general.showMore}
              </Button>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

const isIn = ({ start, end }: Passage, cited: Range | null): boolean =>
  cited !== null && cited.start < end && cited.end > start

const EXCERPT_MAX = 160

function PassageRow({ passage, isCited }: { passage: Passage; isCited: boolean }) {
  const { message } = useWords()
  const { documentId, ordinal, headingPath, page, text } = passage
  const place = [...headingPath, ...(page === null ? [] : [message.page(page)])].join(' › ')
  return (
    <li>
      <Link
        href={to.document(documentId, passage)}
        className={classes.passage}
        aria-current={isCited ? 'true' : undefined}
      >
        <Text size="xs" c="var(--quiet)" span>
          {ordinal + 1}
          {place && ` · ${place}`}
        </Text>
        <Text size="sm" lineClamp={2} span dir="auto">
          {text.slice(0, EXCERPT_MAX)}
        </Text>
      </Link>
    </li>
  )
}

import { HoverCard, Popover, Stack, Text } from '@mantine/core'
import { createContext, use } from 'react'
import type { SourcePart, UnsupportedPart } from '#contract/message-parts.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './message.module.css'
import { UnsupportedMark } from './unsupported-mark.tsx'

const SourcesContext = createContext<readonly (SourcePart | UnsupportedPart)[]>([])

export const SourcesProvider = SourcesContext

/** A citation within an answer: its number; the quote on hover; on click the document, for those who may see it. */
export function CitationMark({ index }: { index: number }) {
  const { message } = useMessages()
  const source = use(SourcesContext)[index]
  const maySee = useMay()('knowledge:read')
  if (!source) return null
  if (source.type === 'unsupported') return <UnsupportedMark />
  const label = message.source(source.number, source.documentName)
  if (!maySee)
    return (
      <Popover width={340} shadow="md">
        <Popover.Target>
          <button type="button" className={classes.cite} aria-label={label}>
            {source.number}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <Quote source={source} />
        </Popover.Dropdown>
      </Popover>
    )
  return (
    <HoverCard width={340} shadow="md" openDelay={150}>
      <HoverCard.Target>
        <Link
          className={classes.cite}
          href={to.document(source.documentId, source.documentRange)}
          aria-label={label}
        >
          {source.number}
        </Link>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <Quote source={source} />
      </HoverCard.Dropdown>
    </HoverCard>
  )
}

const Quote = ({ source }: { source: SourcePart }) => (
  <Stack gap={6}>
    <Text size="sm" fw={600}>
      {source.documentName}
    </Text>
    <SourcePlace source={source} />
    <blockquote className={classes.quote}>{source.quote}</blockquote>
  </Stack>
)

/** Where in its document a source stands: the headings above it, and the page. */
export function SourcePlace({ source }: { source: SourcePart }) {
  const { message } = useMessages()
  const place = [...source.headingPath, ...(source.page === null ? [] : [message.page(source.page)])]
  if (place.length === 0) return null
  return (
    <Text size="xs" c="var(--quiet)" span>
      {place.join(' › ')}
    </Text>
  )
}

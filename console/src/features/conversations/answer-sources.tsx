import { Text } from '@mantine/core'
import type { SourcePart } from '#contract/message-parts.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import { SourcePlace } from './citation-mark.tsx'
import classes from './message.module.css'

/** The sources of an answer, each once, in the order of their numbers. */
export function AnswerSources({ sources }: { sources: readonly SourcePart[] }) {
  const { message } = useMessages()
  const maySee = useMay()('knowledge:read')
  if (sources.length === 0) return null
  const once = [...new Map(sources.toReversed().map((source) => [source.number, source])).values()]
  return (
    <section aria-label={message.sources}>
      <ul className={classes.sources}>
        {once
          .sort((a, b) => a.number - b.number)
          .map((source) => (
            <li key={source.number} className={classes.source}>
              <Text size="xs" c="var(--quiet)" span>
                {source.number}
              </Text>
              <span>
                {maySee ? (
                  <Link href={to.document(source.documentId, source.documentRange)}>
                    {source.documentName}
                  </Link>
                ) : (
                  source.documentName
                )}{' '}
                <SourcePlace source={source} />
              </span>
            </li>
          ))}
      </ul>
    </section>
  )
}

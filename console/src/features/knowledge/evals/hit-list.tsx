import { Badge, Group, Text } from '@mantine/core'
import type { Hit } from '#contract/shapes/knowledge.ts'
import { HighlightedText } from '../../../ui/highlighted-text.tsx'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'
import classes from '../knowledge.module.css'

/** What was found, best first: what each half of the search said of it, and the words that it shares with the question. */
export function HitList({ hits }: { hits: readonly Hit[] }) {
  const { message } = useEvalsMessages()
  return (
    <ol className={classes.hits}>
      {hits.map((hit, at) => {
        const { passage, matches } = hit
        const above = [
          ...passage.headingPath,
          ...(passage.page === null ? [] : [message.page(passage.page)]),
        ].join(' › ')
        return (
          <li key={passage.id} className={classes.hit}>
            <Group gap="xs" align="baseline">
              <Text span fw={700} c="var(--quiet)" aria-hidden="true">
                {at + 1}
              </Text>
              <Link href={to.document(passage.documentId, passage)} dir="auto">
                {passage.documentName}
              </Link>
              {above !== '' && (
                <Text size="xs" c="var(--quiet)" dir="auto">
                  {above}
                </Text>
              )}
            </Group>
            <Why hit={hit} />
            <p className={classes.hit_text} dir="auto">
              <HighlightedText text={passage.text} ranges={matches} />
            </p>
          </li>
        )
      })}
    </ol>
  )
}

/** Why it was found, and what brought it to its place. */
function Why({ hit: { score, words, wordsPlace, similarity, similarityPlace, rerank } }: { hit: Hit }) {
  const { knowledge, evals } = useEvalsMessages()
  const foundBy = words === null ? 'meaning' : similarity === null ? 'words' : 'both'
  const half = (name: string, value: number | null, place: number | null) =>
    value === null ? [] : [evals.half(name, value.toFixed(2), place)]
  return (
    <Group gap="xs" mt={4}>
      <Badge size="sm" variant="light">
        {evals.foundBy[foundBy]}
      </Badge>
      <Text size="xs" c="var(--quiet)">
        {[
          knowledge.score(score.toFixed(2)),
          ...half(evals.halves.words, words, wordsPlace),
          ...half(evals.halves.meaning, similarity, similarityPlace),
          ...(rerank === null ? [] : [knowledge.reranked(rerank.toFixed(2))]),
        ].join(' · ')}
      </Text>
    </Group>
  )
}

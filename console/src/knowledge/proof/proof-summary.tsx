import { Text } from '@mantine/core'
import type { Source } from '#contract/shapes/knowledge.ts'
import { testQuestions, testRuns } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useSpeech } from '../../words/words.tsx'
import { HeldNotice } from './held-notice.tsx'
import classes from './proof.module.css'
import { useProofWords } from '../../words/proof/proof-words.ts'

interface ProofSummaryProps {
  source: Source
  mayWrite: boolean
}

/** How a source did last, in a line that leads to its tests; above it, what is held back. */
export function ProofSummary({ source, mayWrite }: ProofSummaryProps) {
  const { locale } = useSpeech()
  const { proof } = useProofWords()
  const questions = useResource(testQuestions(source.id)).value?.items
  const runs = useResource(testRuns(source.id)).value?.items ?? []
  const last = runs.find(({ recall, support }) => recall !== null || support !== null)
  const facts = [
    [proof.found, last?.recall ?? null],
    [proof.supported, last?.support ?? null],
  ] as const
  return (
    <>
      <HeldNotice source={source} runs={runs} mayWrite={mayWrite} />
      <div className={classes.summary}>
        <Link href={to.tests(source.id)}>
          {questions?.length ? proof.summary(questions.length) : proof.tests}
        </Link>
        {last && (
          <Text size="sm" c="var(--quiet)">
            {[
              ...facts.flatMap(([name, value]) =>
                value === null
                  ? []
                  : [proof.share(name, value.toLocaleString(locale, { style: 'percent' }), null)],
              ),
              proof.verdicts[last.verdict],
            ].join(' · ')}
          </Text>
        )}
      </div>
    </>
  )
}

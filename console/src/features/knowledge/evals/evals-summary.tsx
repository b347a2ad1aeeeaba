import { Text } from '@mantine/core'
import type { KnowledgeBase } from '#contract/shapes/knowledge.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useLocale } from '../../../messages/messages.tsx'
import { BlockedNotice } from './blocked-notice.tsx'
import classes from './evals.module.css'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'

interface EvalsSummaryProps {
  knowledgeBase: KnowledgeBase
  mayWrite: boolean
}

/** How a knowledge base did last, in a line that leads to its tests; above it, what is blocked. */
export function EvalsSummary({ knowledgeBase, mayWrite }: EvalsSummaryProps) {
  const { locale } = useLocale()
  const { evals } = useEvalsMessages()
  const cases = useResource(resource('evals.testCases', knowledgeBase.id)).value?.items
  const runs = useResource(resource('evals.runs', knowledgeBase.id)).value?.items ?? []
  const last = runs.find(({ recall, support }) => recall !== null || support !== null)
  const facts = [
    [evals.found, last?.recall ?? null],
    [evals.supported, last?.support ?? null],
  ] as const
  return (
    <>
      <BlockedNotice knowledgeBase={knowledgeBase} runs={runs} mayWrite={mayWrite} />
      <div className={classes.summary}>
        <Link href={to.tests(knowledgeBase.id)}>
          {cases?.length ? evals.summary(cases.length) : evals.tests}
        </Link>
        {last && (
          <Text size="sm" c="var(--quiet)">
            {[
              ...facts.flatMap(([name, value]) =>
                value === null
                  ? []
                  : [evals.share(name, value.toLocaleString(locale, { style: 'percent' }), null)],
              ),
              evals.verdicts[last.verdict],
            ].join(' · ')}
          </Text>
        )}
      </div>
    </>
  )
}

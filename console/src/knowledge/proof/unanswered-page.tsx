import { SegmentedControl } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useCell } from '../../data/cell.ts'
import { removing } from '../../data/removals.ts'
import { unanswered } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { BackLink } from '../../look/back-link.tsx'
import { Empty } from '../../look/empty.tsx'
import { TalkIcon } from '../../look/icons.tsx'
import { Loaded } from '../../look/loaded.tsx'
import { Page } from '../../look/page.tsx'
import { useFilter } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useProofWords } from '../../words/proof/proof-words.ts'
import classes from './proof.module.css'
import { UnansweredRow } from './unanswered-row.tsx'

const states = ['waiting', 'published', 'dismissed'] as const
type Shown = (typeof states)[number]

/** What was asked and not answered, and the way to a pair that answers it. What is shown is part of the address. */
export function UnansweredPage() {
  const { knowledge, proof, general } = useProofWords()
  const [asked, setShown] = useFilter('show')
  const shown: Shown = states.find((state) => state === asked) ?? 'waiting'
  const held = useResource(unanswered(shown))
  const hidden = useCell(removing)
  useDocumentTitle(`${proof.unanswered} · ${general.product}`)
  return (
    <Page
      above={<BackLink href={to.knowledge}>{knowledge.title}</BackLink>}
      title={proof.unanswered}
      intro={proof.unansweredIntro}
    >
      <SegmentedControl
        aria-label={proof.shown}
        data={states.map((state) => ({ value: state, label: proof.shownStates[state] }))}
        value={shown}
        onChange={(state) => setShown(state === 'waiting' ? '' : state)}
        mb="md"
        size="xs"
      />
      <Loaded of={held}>
        {({ items }) => {
          const visible = items.filter(({ id }) => !hidden.has(id))
          return visible.length === 0 ? (
            <Empty icon={TalkIcon} title={proof.noneIn[shown]} hint={proof.noneInHint[shown]} />
          ) : (
            <ul className={classes.list}>
              {visible.map((item) => (
                <li key={item.id} className={classes.row}>
                  <UnansweredRow item={item} />
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Page>
  )
}

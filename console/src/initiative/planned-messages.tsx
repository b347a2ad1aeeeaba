import { Text, Title } from '@mantine/core'
import type { PlannedMessage } from '#contract/shapes/initiative.ts'
import { client } from '../console-client.ts'
import { removeWithUndo, removing } from '../data/removals.ts'
import { plannedMessages } from '../data/resources.ts'
import { useCell } from '../data/cell.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { IconButton } from '../look/icon-button.tsx'
import { CloseIcon, TalkIcon } from '../look/icons.tsx'
import { Loaded, Rows } from '../look/loaded.tsx'
import { toast } from '../look/toasts.ts'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useSpeech } from '../words/words.tsx'
import { useWishesWords } from '../words/wishes/wishes-words.ts'
import classes from './initiative.module.css'
import { repeatOf } from './repeat.ts'

const SHORT = 40

/** What agents are to say: in one conversation, or in all that one sees. */
export function PlannedMessages({ conversationId }: { conversationId?: string }) {
  const { initiative } = useWishesWords()
  const held = useResource(plannedMessages(conversationId))
  const gone = useCell(removing)
  return (
    <section aria-label={initiative.waiting}>
      <Title order={2} size="h5">
        {initiative.waiting}
      </Title>
      {!conversationId && (
        <Text size="sm" c="var(--quiet)" mb="sm">
          {initiative.waitingHint}
        </Text>
      )}
      <Loaded of={held} skeleton={<Rows count={1} />}>
        {({ items }) => {
          const shown = items
            .filter(({ id }) => !gone.has(id))
            .toSorted((a, b) => (a.nextAt ?? '').localeCompare(b.nextAt ?? ''))
          if (shown.length > 0)
            return (
              <ul className={classes.list}>
                {shown.map((planned) => (
                  <Planned key={planned.id} planned={planned} isLinked={!conversationId} />
                ))}
              </ul>
            )
          return conversationId ? (
            <Text size="sm" c="var(--quiet)">
              {initiative.none}
            </Text>
          ) : (
            <Empty icon={TalkIcon} title={initiative.none} hint={initiative.noneHint} />
          )
        }}
      </Loaded>
    </section>
  )
}

function Planned({ planned, isLinked }: { planned: PlannedMessage; isLinked: boolean }) {
  const { locale } = useSpeech()
  const words = useWishesWords()
  const { initiative } = words
  const short = planned.text.length > SHORT ? `${planned.text.slice(0, SHORT - 1)}…` : planned.text
  const repeat = repeatOf(planned.schedule)
  const when =
    planned.nextAt &&
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
      new Date(planned.nextAt),
    )
  const facts = [
    when && initiative.next(when),
    repeat ? initiative.repeats[repeat] : planned.schedule,
    planned.timesSent > 0 && initiative.times(planned.timesSent),
  ].filter(Boolean)
  const cancel = () =>
    removeWithUndo({
      id: planned.id,
      said: initiative.cancelled(short),
      remove: (options) => client.initiative.cancelPlanned(planned.id, options),
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
    })
  return (
    <li>
      <div className={classes.told}>
        <Text dir="auto">{planned.text}</Text>
        <Text size="sm" c="var(--quiet)">
          {facts.join(' · ')}
        </Text>
        {planned.withheldFor && (
          <Text size="sm" c="var(--quiet)">
            {initiative.withheld[planned.withheldFor] ?? planned.withheldFor}
          </Text>
        )}
        {isLinked && (
          <Link href={to.conversation(planned.conversationId)}>
            <Text span size="sm">
              {initiative.open}
            </Text>
          </Link>
        )}
      </div>
      <IconButton label={initiative.cancel(short)} icon={CloseIcon} onClick={cancel} />
    </li>
  )
}

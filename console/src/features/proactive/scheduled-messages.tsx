import { Text, Title } from '@mantine/core'
import type { ScheduledMessage } from '#contract/shapes/proactive.ts'
import { client } from '../../data/console-client.ts'
import { removeWithUndo, removing } from '../../ui/removals.ts'
import { useStore } from '../../data/store.ts'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { CloseIcon, ChatIcon } from '../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../ui/resource-view.tsx'
import { toast } from '../../ui/toasts.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useLocale } from '../../messages/messages.tsx'
import { useProactivePagesMessages } from '../../messages/proactive-pages/proactive-pages-messages.ts'
import classes from './proactive.module.css'
import { repeatOf } from './repeat.ts'

const SHORT = 40

/** Scheduled messages: of one conversation, or of all that one sees. */
export function ScheduledMessages({ conversationId }: { conversationId?: string }) {
  const { proactive } = useProactivePagesMessages()
  const held = useResource(all('proactive.scheduled', { conversationId }))
  const gone = useStore(removing)
  return (
    <section aria-label={proactive.waiting}>
      <Title order={2} size="h5">
        {proactive.waiting}
      </Title>
      {!conversationId && (
        <Text size="sm" c="var(--quiet)" mb="sm">
          {proactive.waitingHint}
        </Text>
      )}
      <ResourceView of={held} skeleton={<SkeletonRows count={1} />}>
        {({ items }) => {
          const shown = items
            .filter(({ id }) => !gone.has(id))
            .toSorted((a, b) => (a.nextAt ?? '').localeCompare(b.nextAt ?? ''))
          if (shown.length > 0)
            return (
              <ul className={classes.list}>
                {shown.map((scheduled) => (
                  <Scheduled key={scheduled.id} scheduled={scheduled} isLinked={!conversationId} />
                ))}
              </ul>
            )
          return conversationId ? (
            <Text size="sm" c="var(--quiet)">
              {proactive.none}
            </Text>
          ) : (
            <EmptyState icon={ChatIcon} title={proactive.none} hint={proactive.noneHint} />
          )
        }}
      </ResourceView>
    </section>
  )
}

function Scheduled({ scheduled, isLinked }: { scheduled: ScheduledMessage; isLinked: boolean }) {
  const { locale } = useLocale()
  const t = useProactivePagesMessages()
  const { proactive } = t
  const short = scheduled.text.length > SHORT ? `${scheduled.text.slice(0, SHORT - 1)}…` : scheduled.text
  const repeat = repeatOf(scheduled.schedule)
  const when =
    scheduled.nextAt &&
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
      new Date(scheduled.nextAt),
    )
  const facts = [
    when && proactive.next(when),
    repeat ? proactive.repeats[repeat] : scheduled.schedule,
    scheduled.timesSent > 0 && proactive.times(scheduled.timesSent),
  ].filter(Boolean)
  const cancel = () =>
    removeWithUndo({
      id: scheduled.id,
      message: proactive.cancelled(short),
      remove: (options) => client.proactive.cancelScheduled(scheduled.id, {}, options),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  return (
    <li>
      <div className={classes.told}>
        <Text dir="auto">{scheduled.text}</Text>
        <Text size="sm" c="var(--quiet)">
          {facts.join(' · ')}
        </Text>
        {scheduled.skipReason && (
          <Text size="sm" c="var(--quiet)">
            {proactive.skipped[scheduled.skipReason] ?? scheduled.skipReason}
          </Text>
        )}
        {isLinked && (
          <Link href={to.conversation(scheduled.conversationId)}>
            <Text span size="sm">
              {proactive.open}
            </Text>
          </Link>
        )}
      </div>
      <IconButton label={proactive.cancel(short)} icon={CloseIcon} onClick={cancel} />
    </li>
  )
}

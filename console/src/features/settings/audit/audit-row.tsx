import { Text, UnstyledButton } from '@mantine/core'
import type { AuditEntry } from '#contract/shapes/audit.ts'
import { DownIcon } from '../../../ui/icons.tsx'
import { useFilter } from '../../../routing/location.ts'
import { useAuditMessages } from '../../../messages/audit/audit-messages.ts'
import { useLocale } from '../../../messages/messages.tsx'
import { deviceName } from '../device-name.ts'
import classes from './audit.module.css'
import { actorIn, deedsIn, subjectIdIn } from './sentence.ts'

/** One entry: a sentence, where it came from, and on demand everything that is known of it. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const { locale } = useLocale()
  const t = useAuditMessages()
  const { audit, people } = t
  const [, setActor] = useFilter('actor')
  const at = new Date(entry.at)
  const place = [entry.address, entry.userAgent && deviceName(entry.userAgent, people)].filter(Boolean)
  const actor = actorIn(entry, t)
  return (
    <li className={classes.row}>
      <time
        className={classes.time}
        dateTime={entry.at}
        title={at.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'long' })}
      >
        {at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' })}
      </time>
      <details className={classes.entry}>
        <summary className={classes.sentence}>
          <span className={classes.more}>
            <DownIcon size={14} />
          </span>
          <strong>{actor}</strong> {deedsIn(entry, t).join(' · ')}
          <Text size="xs" c="var(--quiet)">
            {place.join(' · ')}
          </Text>
        </summary>
        <Facts entry={entry} />
        {entry.actor.id && (
          <UnstyledButton className={classes.only} onClick={() => setActor(entry.actor.id ?? '')}>
            {audit.onlyThem}
          </UnstyledButton>
        )}
        <OnlySubject entry={entry} />
      </details>
    </li>
  )
}

function OnlySubject({ entry }: { entry: AuditEntry }) {
  const t = useAuditMessages()
  const [, setSubject] = useFilter('subject')
  const subjectId = subjectIdIn(entry)
  if (!subjectId) return null
  return (
    <UnstyledButton className={classes.only} onClick={() => setSubject(subjectId)}>
      {t.audit.onlyThis}
    </UnstyledButton>
  )
}

/** What is known of it, as it was stored. */
function Facts({ entry }: { entry: AuditEntry }) {
  const t = useAuditMessages()
  const facts: [string, unknown][] = [
    ['type', entry.type],
    [t.audit.address, entry.address],
    [t.audit.device, entry.userAgent],
    ...Object.entries(entry.facts),
    ['id', entry.id],
  ]
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
    </dl>
  )
}

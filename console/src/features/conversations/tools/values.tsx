import { LongText } from '../../../ui/long-text.tsx'
import { useConsentMessages } from '../../../messages/consent/consent-messages.ts'
import classes from './tools.module.css'

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 2)

/** What a tool is given or gives, as one reads it: each name with its value, and anything else as it is. */
export function Values({ of }: { of: unknown }) {
  const { nothing } = useConsentMessages()
  const entries = isPlain(of) ? Object.entries(of) : null
  if (entries?.length === 0 || of === null || of === '') return <p className={classes.nothing}>{nothing}</p>
  if (!entries)
    return (
      // What scrolls must be reached by the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <pre tabIndex={0}>
        <LongText text={textOf(of)} />
      </pre>
    )
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <dl className={classes.values} tabIndex={0}>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt dir="auto">{name}</dt>
          <dd dir="auto">
            <LongText text={textOf(value)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

import { VisuallyHidden } from '@mantine/core'
import type { ToolServerDescription } from '#contract/shapes/tool-server.ts'
import { useToolMessages } from '../../messages/tools/tool-messages.ts'
import { changedLines } from './changed-lines.ts'
import classes from './tools.module.css'

const textOf = ({ description, title, inputSchema, ...flags }: ToolServerDescription) =>
  `${title}\n${description}\n${JSON.stringify({ ...flags, inputSchema }, null, 2)}`.trim()

/** What a server says of a tool now, beside what was approved. */
export function DescriptionChange({
  before,
  after,
}: {
  before: ToolServerDescription
  after: ToolServerDescription
}) {
  const { tools: t } = useToolMessages()
  return (
    <div
      className={classes.schema}
      tabIndex={0}
      role="region"
      aria-label={`${t.before} → ${t.after}`}
      dir="ltr"
    >
      {changedLines(textOf(before), textOf(after)).map(({ text, change }, at) => (
        // Lines are never reordered, and have nothing else to be told apart by.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={`${classes.line} ${change === 'same' ? '' : classes[change]}`}>
          {change !== 'same' && <VisuallyHidden>{change === 'gone' ? t.before : t.after}: </VisuallyHidden>}
          <span aria-hidden>{{ same: '  ', gone: '− ', come: '+ ' }[change]}</span>
          {text}
        </div>
      ))}
    </div>
  )
}

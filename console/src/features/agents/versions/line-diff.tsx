import { VisuallyHidden } from '@mantine/core'
import { Fragment, useState } from 'react'
import type { DiffLine } from '#contract/shapes/agent-version.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from './versions.module.css'

/** Lines that stayed are shown so far from a change; the rest is folded. */
const AROUND = 2

/** What was removed and added of a text, line by line. */
export function LineDiff({ lines }: { lines: readonly DiffLine[] }) {
  const { agents } = useMessages()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? lines.map(() => true) : nearChanges(lines)
  return (
    <div className={classes.lines} dir="auto">
      {lines.map(({ kind, text }, at) => {
        if (!shown[at]) {
          if (shown[at - 1] === false) return null
          const folded = shown.indexOf(true, at)
          const count = (folded < 0 ? lines.length : folded) - at
          return (
            <button key={at} type="button" className={classes.folded} onClick={() => setWhole(true)}>
              {agents.sameLines(count)}
            </button>
          )
        }
        const Mark = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span'
        return (
          <Fragment key={at}>
            <Mark
              className={classes[kind]}
              data-sign={kind === 'added' ? '+' : kind === 'removed' ? '−' : ' '}
            >
              {kind !== 'same' && (
                <VisuallyHidden>{kind === 'added' ? agents.isAfter : agents.wasBefore} </VisuallyHidden>
              )}
              {text || '\u00a0'}
            </Mark>
          </Fragment>
        )
      })}
    </div>
  )
}

const nearChanges = (lines: readonly DiffLine[]): boolean[] =>
  lines.map((_, at) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same'),
  )

import { Loader } from '@mantine/core'
import { useState } from 'react'
import type { ToolCallPart, ToolResultPart } from '#contract/message-parts.ts'
import { LongText } from '../look/long-text.tsx'
import { DownIcon, ToolIcon } from '../look/icons.tsx'
import { useWords } from '../words/words.tsx'
import classes from './message.module.css'

interface ToolStepProps {
  call: ToolCallPart
  result: ToolResultPart | undefined
  isGoingOn: boolean
}

/** A tool that the agent used: what it asked, and what it got. */
export function ToolStep({ call, result, isGoingOn }: ToolStepProps) {
  const { message } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={classes.tool} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {!result && isGoingOn ? <Loader size={14} /> : <ToolIcon size={16} />}
        <bdi>{result?.isError ? message.toolFailed(call.name) : message.tool(call.name)}</bdi>
        <DownIcon size={14} />
      </summary>
      {isOpen && (
        <div className={classes.fold}>
          {message.toolInput}
          <Value of={call.input} />
          {result && (
            <>
              {message.toolOutput}
              <Value of={result.output} />
            </>
          )}
        </div>
      )}
    </details>
  )
}

const Value = ({ of }: { of: unknown }) => (
  // What scrolls must be reached by the keyboard.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <pre tabIndex={0}>
    <LongText text={typeof of === 'string' ? of : JSON.stringify(of, null, 2)} />
  </pre>
)

import { Loader } from '@mantine/core'
import type { ToolCallPart, ToolResultPart } from '#contract/message-parts.ts'
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
  return (
    <details className={classes.tool}>
      <summary>
        {!result && isGoingOn ? <Loader size={14} /> : <ToolIcon size={16} />}
        {result?.isError ? message.toolFailed(call.name) : message.tool(call.name)}
        <DownIcon size={14} />
      </summary>
      <div className={classes.fold}>
        {message.toolInput}
        <pre>{asText(call.input)}</pre>
        {result && (
          <>
            {message.toolOutput}
            <pre>{asText(result.output)}</pre>
          </>
        )}
      </div>
    </details>
  )
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 2)

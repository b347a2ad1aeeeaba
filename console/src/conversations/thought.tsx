import { DownIcon, ThoughtIcon } from '../look/icons.tsx'
import { useWords } from '../words/words.tsx'
import classes from './message.module.css'

/** What the model thought before it answered: folded, since few want to read it. */
export function Thought({ text, isGoingOn }: { text: string; isGoingOn: boolean }) {
  const { message } = useWords()
  if (text === '') return null
  return (
    <details className={classes.thought}>
      <summary>
        <ThoughtIcon size={16} />
        {isGoingOn ? message.thinking : message.thought}
        <DownIcon size={14} />
      </summary>
      <div className={classes.fold}>{text}</div>
    </details>
  )
}

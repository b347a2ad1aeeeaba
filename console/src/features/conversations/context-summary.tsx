import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './chat.module.css'

interface ContextSummaryProps {
  conversationId: string
  agentName: string
}

/** What the agent's model is told in short, since it is no longer shown how the conversation began; folded. */
export function ContextSummary({ conversationId, agentName }: ContextSummaryProps) {
  const { conversations } = useMessages()
  const summary = useResource(resource('conversations.summary', conversationId)).value?.summary
  if (!summary) return null
  return (
    <details className={classes.remembered}>
      <summary>{conversations.remembered(agentName)}</summary>
      <p dir="auto">{summary.text}</p>
    </details>
  )
}

import { useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import type { Agent } from '#contract/shapes/agent.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { AgentBadge } from './agent-badge.tsx'
import { fitting, mentionAt, withName } from './mentions.ts'
import classes from './participants.module.css'

interface Writing {
  text: string
  setText: (text: string) => void
  area: RefObject<HTMLTextAreaElement | null>
  agents: readonly Pick<Agent, 'id' | 'name'>[]
}

/** Offers the names of those that take part while one writes `@`: arrows choose, Enter and Tab take, Escape leaves. */
export function useMentions({ text, setText, area, agents }: Writing) {
  const { participants } = useMessages()
  const listId = useId()
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [leftAt, setLeftAt] = useState<number | null>(null)
  const mention = agents.length > 1 ? mentionAt(text, Math.min(caret, text.length)) : null
  const offered = mention && mention.start !== leftAt ? fitting(agents, mention) : []
  const at = Math.min(chosen, offered.length - 1)
  const optionId = (index: number) => `${listId}-${index}`

  const take = (index: number) => {
    const agent = offered[index]
    if (!agent || !mention) return
    const next = withName(text, mention, agent.name)
    setText(next.text)
    setCaret(next.caret)
    setChosen(0)
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(next.caret, next.caret)
    })
  }
  /** True where the key was meant for the names. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (offered.length === 0 || event.nativeEvent.isComposing) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosen((at + step + offered.length) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(at)
    else if (event.key === 'Escape') setLeftAt(mention?.start ?? null)
    else return false
    event.preventDefault()
    return true
  }
  const list: ReactNode = offered.length > 0 && (
    <ul id={listId} className={classes.mentions} role="listbox" aria-label={participants.title}>
      {offered.map(({ id, name }, index) => (
        // The keyboard chooses from where one writes.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <li
          key={id}
          id={optionId(index)}
          className={classes.mention}
          role="option"
          aria-selected={index === at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => take(index)}
        >
          <AgentBadge id={id} name={name} among={agents.map((agent) => agent.id)} />
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  )
  return {
    list,
    onKey,
    onSelect: () => setCaret(area.current?.selectionStart ?? 0),
    named:
      offered.length > 0
        ? {
            'aria-controls': listId,
            'aria-activedescendant': optionId(at),
            'aria-autocomplete': 'list' as const,
          }
        : {},
  }
}
